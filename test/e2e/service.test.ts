import { existsSync } from 'node:fs';
import { cp, mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { Bridge } from '../../shared/ipc/api.ts';
import type { NewWorkspace } from '../../shared/ipc/service.ts';
import { launchApp } from '../helpers/app.ts';

const passphrase = 'берёза снег река утро';
const workspace: NewWorkspace = { role: 'ministry', country: 'BY', body: 'Министерство промышленности', person: 'Иванова А. А.', language: 'ru', round: '2026', passphrase };

test('a workspace is made, is there again after a restart, and its recovery sheet is printed', async () => {
  const svod = await launchApp();
  const { call } = svod;
  expect(await call('service.start', undefined)).toMatchObject({ ok: true, value: { kind: 'first-run' } });
  const created = await call('service.createWorkspace', workspace);
  expect(created).toMatchObject({ ok: true, value: { workspace: { role: 'ministry', country: 'BY', body: workspace.body, person: workspace.person } } });
  expect(await call('service.createWorkspace', workspace)).toMatchObject({ ok: false, error: { code: 'workspace-exists' } });
  expect(await call('service.setPerson', { person: 'Петров П. П.' })).toMatchObject({ ok: true, value: { person: 'Петров П. П.' } });

  const keyId = created.ok ? (created.value.workspace.signingKey?.keyId ?? '') : '';
  const file = join(svod.userData, 'sheet.pdf');
  await svod.cancelDialogs();
  expect(await call('service.saveRecoverySheet', { job: 'sheet', keyId })).toEqual({ ok: true, value: null });
  await svod.answerSave(file);
  expect(await call('service.saveRecoverySheet', { job: 'sheet', keyId })).toMatchObject({ ok: true, value: { fileName: 'sheet.pdf' } });
  expect((await readFile(file)).subarray(0, 5).toString()).toBe('%PDF-');
  expect(svod.app.windows()).toHaveLength(1);

  const { userData } = svod;
  const log = await readFile(join(userData, 'logs', 'svod.log'), 'utf8');
  const system = await svod.app.evaluate(({ safeStorage }) =>
    safeStorage.isEncryptionAvailable() && (process.platform !== 'linux' || safeStorage.getSelectedStorageBackend() !== 'basic_text'));
  expect(await call('bundle.keyProtection', undefined)).toEqual({ ok: true, value: system ? 'wrapped' : 'unavailable' });
  const stored = JSON.parse(await readFile(join(userData, 'workspace', 'keys', `${keyId}.json`), 'utf8')) as { wrapped: boolean };
  expect(stored.wrapped).toBe(system);
  await svod.page.reload();
  await svod.page.getByRole('navigation').first().getByText('Настройки').click();
  await expect(svod.page.getByText(`Дополнительная защита средствами ОС: ${system ? 'включена' : 'недоступна'}.`)).toBeVisible();
  await svod.screenshot('settings-key');
  expect(log).not.toContain(passphrase);
  expect(log).not.toMatch(/failed|uncaught|unhandled/);
  await svod.app.close();
  expect(await readdir(join(userData, 'workspace'))).not.toContain('svod.db-wal');

  const again = await launchApp({ userData });
  expect(await again.call('service.start', undefined)).toMatchObject({ ok: true, value: { kind: 'ready', language: 'ru', workspace: { person: 'Петров П. П.' } } });
  await again.close();
});

test('a key that another PC locked is told apart from a wrong passphrase, with what to do', async () => {
  const there = await launchApp();
  await there.app.evaluate(({ safeStorage }) => {
    safeStorage.setUsePlainTextEncryption(true);
    safeStorage.getSelectedStorageBackend = () => 'gnome_libsecret';
  });
  const created = await there.call('service.createWorkspace', workspace);
  const keyId = created.ok ? (created.value.workspace.signingKey?.keyId ?? '') : '';
  expect(await there.call('bundle.keyProtection', undefined)).toEqual({ ok: true, value: 'wrapped' });
  await there.answerSave(join(there.userData, 'sheet.pdf'));
  expect(await there.call('service.saveRecoverySheet', { job: 'sheet', keyId })).toMatchObject({ ok: true, value: { fileName: 'sheet.pdf' } });
  const copy = join(await mkdtemp(join(tmpdir(), 'svod-copy-')), 'workspace');
  await cp(join(there.userData, 'workspace'), copy, { recursive: true });
  await there.close();

  const here = await launchApp({ workspace: copy });
  await here.app.evaluate(({ safeStorage }) => { safeStorage.isEncryptionAvailable = () => false; });
  expect(await here.call('bundle.keyProtection', undefined)).toEqual({ ok: true, value: 'elsewhere' });
  await here.page.getByRole('navigation').first().getByText('Настройки').click();
  await expect(here.page.getByText('привязана к другому компьютеру')).toBeVisible();
  await here.page.getByRole('button', { name: 'лист восстановления' }).click();
  await expect(here.page.getByText('Ключ защищён средствами другого компьютера')).toBeVisible();
  await here.screenshot('settings-key-elsewhere');
  await here.close();
  await rm(copy, { recursive: true });
});

test('a second window on the same workspace is told that it is in use', async () => {
  const first = await launchApp();
  await first.call('service.createWorkspace', workspace);
  const folder = join(first.userData, 'workspace');
  const second = await launchApp({ workspace: folder });
  expect(await second.call('service.start', undefined)).toMatchObject({ ok: true, value: { kind: 'failed', failure: { code: 'workspace-locked' } } });
  await second.close();
  await first.close();
});

test('the window saves what is unsaved before it goes', async () => {
  const svod = await launchApp();
  await svod.call('service.createWorkspace', workspace);
  await svod.page.evaluate(() => {
    const bridge = (window as unknown as { svod: Bridge }).svod;
    bridge.onClosing(async () => {
      await new Promise((resolve) => setTimeout(resolve, 300));
      await bridge.call('service.setPerson', { person: 'Последнее слово' });
      return true;
    });
  });
  const { userData } = svod;
  await svod.app.close();
  const again = await launchApp({ userData });
  expect(await again.call('service.start', undefined)).toMatchObject({ value: { workspace: { person: 'Последнее слово' } } });
  await again.close();
});

test('a window that never finishes does not stay for ever', async () => {
  const svod = await launchApp();
  await svod.page.evaluate(() => (window as unknown as { svod: Bridge }).svod.onClosing(() => new Promise(() => undefined)));
  const started = Date.now();
  await svod.close();
  expect(Date.now() - started).toBeLessThan(8_000);
  expect(existsSync(svod.userData)).toBe(false);
});
