import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, expect, test } from '@playwright/test';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { packaged } from '../../build/package.ts';
import { findElectron } from '../../build/runtime/electron.ts';
import { screenshot } from '../helpers/app.ts';

const executable = join(packaged, 'svod');

test('the packaged program starts and shows its first screen', async () => {
  const electron = await findElectron();
  const userData = await mkdtemp(join(tmpdir(), 'svod-packaged-'));
  const program = spawn(executable, [...electron.args, `--user-data-dir=${userData}`, '--lang=ru', '--remote-debugging-port=0'], {
    env: { ...process.env, SVOD_USER_DATA: userData },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  try {
    const browser = await chromium.connectOverCDP(await addressOf(program));
    const page = browser.contexts()[0]?.pages()[0];
    if (!page) throw new Error('The program has no window.');
    expect(page.url()).toBe('app://svod/index.html');
    await expect(page.locator('#root > *').first()).toBeVisible();
    await screenshot(page, 'packaged-first-screen');
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
