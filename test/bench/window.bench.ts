import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { _electron, type Page } from '@playwright/test';
import { make } from '../../build/make.ts';
import { findElectron, type Electron } from '../../build/runtime/electron.ts';
import { painted } from '../helpers/painted.ts';
import { printComparison, quantile, timed } from './measure.ts';
import { makeWorkspace } from './workspace.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const companies = 5_000;
const runs = 7;

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
async function ready(electron: Electron, program: string, userData: string, selector: string, env: Readonly<Record<string, string>>): Promise<void> {
  const app = await _electron.launch({
    timeout: 20_000,
    executablePath: electron.executable,
    args: [...electron.args, `--user-data-dir=${userData}`, program],
    env: { ...(process.env as Record<string, string>), ...electron.env, ...env, SVOD_USER_DATA: userData },
  });
  const page: Page = await app.firstWindow();
  await page.waitForSelector(selector);
  await painted(page);
  leaving.push(() => app.close());
}

const leaving: (() => Promise<unknown>)[] = [];
const leave = async (): Promise<void> => {
  for (const close of leaving.splice(0)) await close();
};

/** On a busy machine the debugger of a start is now and then never answered: such a start is measured again. */
const time = (start: () => Promise<void>): Promise<number> => timed(start).catch(() => timed(start));

const electron = await findElectron();
await make();
const workspace = await mkdtemp(join(tmpdir(), 'svod-bench-workspace-'));
const empty = await mkdtemp(join(tmpdir(), 'svod-bench-empty-'));
await rm(workspace, { recursive: true });
await makeWorkspace(workspace, companies);
await makeEmptyProgram(empty);

// Each program keeps its data folder, as a program that is opened every day does; the first opening is not measured.
const data = { svod: await mkdtemp(join(tmpdir(), 'svod-bench-data-')), empty: await mkdtemp(join(tmpdir(), 'svod-bench-data-')) };
const start = { svod: () => ready(electron, root, data.svod, '.companies-name', { SVOD_WORKSPACE: workspace }), empty: () => ready(electron, empty, data.empty, '#ready', {}) };
await time(start.svod);
await time(start.empty);
await leave();
const times: { readonly ours: number[]; readonly floor: number[] } = { ours: [], floor: [] };
for (let run = 0; run < runs; run += 1) {
  times.floor.push(await time(start.empty));
  times.ours.push(await time(start.svod));
  await leave();
}
printComparison({
  name: `window ready with ${companies} companies (Electron ${electron.kind} ${electron.version}, median of ${runs})`,
  ours: { label: 'company list', ms: quantile(times.ours, 0.5) },
  floor: { label: 'empty Electron window', ms: quantile(times.floor, 0.5) },
  limit: 2,
});
for (const folder of [workspace, empty, data.svod, data.empty]) await rm(folder, { recursive: true, force: true });
