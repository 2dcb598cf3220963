import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { _electron, type Page } from '@playwright/test';
import { make } from '../../build/make.ts';
import { findElectron, type Electron } from '../../build/runtime/electron.ts';
import { sha256 } from '../../electron/bundle/hash.ts';
import { createWorkspace } from '../../electron/bundle/workspace.ts';
import { saveCompany } from '../../electron/database/company.ts';
import { close } from '../../electron/database/open.ts';
import { createResponse } from '../../electron/database/response.ts';
import { write } from '../../electron/database/transaction.ts';
import { loadShippedForm } from '../../electron/survey/form.ts';
import { ok } from '../../shared/base/result.ts';
import { median, printComparison } from './measure.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const companies = 5_000;
const runs = 5;

/** A ministry's workspace with many companies, each with a draft begun. */
async function makeWorkspace(folder: string): Promise<void> {
  const { definition, canonical, hash } = await loadShippedForm();
  const created = createWorkspace(
    { folder, now: Date.now, uuid: () => crypto.randomUUID() },
    { role: 'ministry', country: 'BY', body: 'Министерство промышленности', person: 'Иванова А. А.', language: 'ru', round: '2026', passphrase: 'берёза снег река утро' },
    { hash, id: definition.id, version: definition.version, definition: canonical },
  );
  if (!created.ok) throw new Error(created.error.code);
  const db = created.value;
  write(db, () => {
    for (let index = 0; index < companies; index += 1) {
      const number = String(100_000_000 + index * 7919);
      const entity = sha256(Buffer.from(`co|BY|UNP|${number}`));
      saveCompany(db, { entity, country: 'BY', scheme: 'UNP', number, name: `Завод № ${index}`, shortName: `Завод № ${index}`, region: 'Минская область' });
      createResponse(db, { entity, form: hash, round: '2026', savedAt: Date.now(), person: 'Иванова А. А.' });
    }
    return ok(null);
  });
  close(db);
}

/** An Electron program with one window of the same size and a page that says one word. */
async function makeEmptyProgram(folder: string): Promise<void> {
  await writeFile(join(folder, 'package.json'), JSON.stringify({ name: 'empty', version: '1.0.0', main: 'main.cjs' }));
  await writeFile(
    join(folder, 'main.cjs'),
    `const { app, BrowserWindow } = require('electron');
     app.whenReady().then(() => { const window = new BrowserWindow({ width: 1366, height: 768, webPreferences: { sandbox: true } }); window.loadURL('data:text/html,<p id="ready">ready</p>'); });`,
  );
}

/** Milliseconds from the start of the process until what `selector` names has been painted and answers. */
async function ready(electron: Electron, program: string, selector: string, env: Readonly<Record<string, string>>): Promise<void> {
  const userData = await mkdtemp(join(tmpdir(), 'svod-bench-'));
  const app = await _electron.launch({
    executablePath: electron.executable,
    args: [...electron.args, `--user-data-dir=${userData}`, program],
    env: { ...(process.env as Record<string, string>), ...electron.env, ...env, SVOD_USER_DATA: userData },
  });
  const page: Page = await app.firstWindow();
  await page.waitForSelector(selector);
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  leaving.push(async () => {
    await app.close();
    await rm(userData, { recursive: true, force: true });
  });
}

const leaving: (() => Promise<void>)[] = [];
const leave = async (): Promise<void> => {
  for (const close of leaving.splice(0)) await close();
};

const electron = await findElectron();
await make();
const workspace = await mkdtemp(join(tmpdir(), 'svod-bench-workspace-'));
const empty = await mkdtemp(join(tmpdir(), 'svod-bench-empty-'));
await rm(workspace, { recursive: true });
await makeWorkspace(workspace);
await makeEmptyProgram(empty);

const start = { svod: () => ready(electron, root, '.companies-name', { SVOD_WORKSPACE: workspace }), empty: () => ready(electron, empty, '#ready', {}) };
await start.svod();
await start.empty();
const floor = await median(runs, start.empty, leave);
const ours = await median(runs, start.svod, leave);
await leave();
printComparison({
  name: `window ready with ${companies} companies (Electron ${electron.kind} ${electron.version}, median of ${runs})`,
  ours: { label: 'company list', ms: ours },
  floor: { label: 'empty Electron window', ms: floor },
  limit: 2,
});
await rm(workspace, { recursive: true, force: true });
await rm(empty, { recursive: true, force: true });
