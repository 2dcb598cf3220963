import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, expect, test } from '@playwright/test';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { packaged } from '../../build/package.ts';
import { capture } from '../../build/runtime/command.ts';
import { findElectron } from '../../build/runtime/electron.ts';
import { createDemo } from '../../electron/demo/create.ts';
import type { Bridge } from '../../shared/ipc/api.ts';
import type { NewWorkspace } from '../../shared/ipc/service.ts';
import { screenshot } from '../helpers/app.ts';

const workspace: NewWorkspace = {
  role: 'ministry', country: 'KG', body: 'Министерство экономики', person: 'Асанов А.', language: 'ru', round: '2026', passphrase: 'четыре слова на память',
};
const executable = join(packaged, 'svod');

test('the packaged program starts, shows its first screen and makes a workspace', async () => {
  const electron = await findElectron();
  const userData = await mkdtemp(join(tmpdir(), 'svod-packaged-'));
  const program = spawn(executable, [...electron.args, `--user-data-dir=${userData}`, '--lang=ru', '--remote-debugging-port=0'], {
    env: { ...process.env, SVOD_USER_DATA: userData },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  try {
    const browser = await chromium.connectOverCDP(await drawn(await addressOf(program)));
    const page = browser.contexts()[0]?.pages()[0];
    if (!page) throw new Error('The program has no window.');
    expect(page.url()).toBe('app://svod/index.html');
    await expect(page.locator('#root > *').first()).toBeVisible();
    await screenshot(page, 'packaged-first-screen');
    const created = await page.evaluate((given) => (window as unknown as { svod: Bridge }).svod.call('service.createWorkspace', given), workspace);
    expect(created).toMatchObject({ ok: true, value: { workspace: { country: 'KG' } } });
    await browser.close();
    const log = await readFile(join(userData, 'logs', 'svod.log'), 'utf8');
    expect(log).toContain('"started"');
    expect(log).not.toMatch(/failed|uncaught|unhandled/);
  } finally {
    const ended = new Promise((resolve) => program.once('exit', resolve));
    program.kill();
    await ended;
    await rm(userData, { recursive: true, force: true });
  }
});

test('the packaged command line works without a screen', async () => {
  const { DISPLAY: _, ...env } = process.env;
  const folder = await mkdtemp(join(tmpdir(), 'svod-packaged-cli-'));
  const work = join(folder, 'work');
  const svod = (...words: readonly string[]): Promise<string> => capture(join(packaged, 'svod-cli'), [`--user-data-dir=${folder}`, ...words], { env });
  await svod('init', work, '--role', 'ministry', '--country', 'KG', '--body', workspace.body);
  expect(JSON.parse(await svod('state', '--workspace', work, '--json'))).toMatchObject({ revisions: 0, conflicts: 0 });
  await rm(folder, { recursive: true });
});

test('the packaged command line writes the report of a merge and letters as PDF, without a screen', async () => {
  const { DISPLAY: _, ...env } = process.env;
  const folder = await mkdtemp(join(tmpdir(), 'svod-packaged-paper-'));
  const made = await createDemo({ folder: join(folder, 'demo'), companies: 6, seed: 'paper' }, { progress: () => undefined, checkCancelled: () => undefined });
  if (!made.ok) throw new Error(made.error.code);
  const { commission, bundles } = made.value;
  const list = join(folder, 'list.csv');
  await writeFile(list, 'state,identifier,name\nBY,200988541,Silent plant\n');
  const svod = (...words: readonly string[]): Promise<string> => capture(join(packaged, 'svod-cli'), [`--user-data-dir=${join(folder, 'data')}`, ...words, '--workspace', commission, '--language', 'en', '--json'], { env });
  const report = join(folder, 'report.pdf');
  expect(JSON.parse(await svod('merge', ...bundles, '--report', report))).toMatchObject({ run: 1 });
  expect(execFileSync('pdftotext', ['-layout', report, '-'], { encoding: 'utf8' })).toContain('Report of merge No. 1');
  await svod('insight', 'invite', list);
  const { letters } = JSON.parse(await svod('insight', 'remind', '--out', join(folder, 'letters'))) as { readonly letters: readonly { readonly file: string }[] };
  expect(execFileSync('pdftotext', ['-layout', letters[0]?.file ?? '', '-'], { encoding: 'utf8' })).toContain('Silent plant');
  await rm(folder, { recursive: true });
});

test('the packaged program has the fuses of a release', async () => {
  const wire = await getCurrentFuseWire(executable);
  const state = (fuse: FuseV1Options): number | undefined => wire[fuse];
  expect(state(FuseV1Options.RunAsNode)).toBe(FuseState.DISABLE);
  expect(state(FuseV1Options.EnableNodeOptionsEnvironmentVariable)).toBe(FuseState.DISABLE);
  expect(state(FuseV1Options.EnableNodeCliInspectArguments)).toBe(FuseState.DISABLE);
  expect(state(FuseV1Options.OnlyLoadAppFromAsar)).toBe(FuseState.ENABLE);
});

/** Where the program says that it can be attached to. */
function addressOf(program: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    program.stderr?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const address = /DevTools listening on (\S+)/.exec(said)?.[1];
      if (address !== undefined) resolve(address);
    });
    program.once('exit', (code) => reject(new Error(`The program ended with ${String(code)}: ${said.slice(-1000)}`)));
  });
}

/** The address, once the page has been drawn: attaching earlier, while Chromium still swaps its processes, never ends. */
async function drawn(address: string): Promise<string> {
  const list = new URL('/json/list', address.replace('ws:', 'http:'));
  await expect.poll(async () => (await (await fetch(list)).json() as readonly { title: string }[])[0]?.title, { timeout: 20_000 }).toBe('Свод');
  return address;
}
