import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { createDemo, type Demo } from '../../electron/demo/create.ts';
import type { Language } from '../../shared/ipc/service.ts';
import { expectAccessible } from '../helpers/accessible.ts';
import { launchApp, type App } from '../helpers/app.ts';
import { handsOn, type Hands } from '../helpers/hands.ts';

let folder: string;
let demo: Demo;

test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'svod-merge-desk-'));
  const made = await createDemo({ folder: join(folder, 'demo'), companies: 18, seed: 'desk' }, { progress: () => undefined, checkCancelled: () => undefined });
  if (!made.ok) throw new Error(made.error.code);
  demo = made.value;
});
test.afterAll(() => rm(folder, { recursive: true, force: true }));

/** The demo's Commission, a copy of its own, in a language. */
async function commission(language: Language): Promise<{ readonly svod: App; readonly hands: Hands }> {
  const workspace = join(folder, `commission-${language}`);
  await cp(demo.commission, workspace, { recursive: true });
  const svod = await launchApp({ workspace, locale: language });
  const hands = handsOn(svod, language, async (name) => {
    await svod.screenshot(`${name}-${language}`);
    await expectAccessible(svod.page);
  });
  if (language === 'en') await svod.page.getByRole('radio', { name: 'English' }).press(' ');
  return { svod, hands };
}

/** Drops files and folders on the window as the system does. */
async function dropOn(page: Page, ...paths: readonly string[]): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: [...paths], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) await session.send('Input.dispatchDragEvent', { type, x: 600, y: 400, data });
  await session.detach();
}

/** A medium with folders, as a courier brings it: all bundles but the first of one body, and a letter. */
async function medium(name: string): Promise<{ readonly folder: string; readonly late: string }> {
  const root = join(folder, name);
  const [late, ...rest] = demo.bundles as [string, ...string[]];
  for (const [index, file] of rest.entries()) {
    const below = join(root, `орган ${index % 3}`);
    await mkdir(below, { recursive: true });
    await cp(file, join(below, basename(file)));
  }
  await writeFile(join(root, 'Сопроводительное письмо.txt'), 'Направляем пакеты.');
  return { folder: root, late };
}

for (const language of ['ru', 'en'] as const) {
  test(`a dropped folder is verified, looked at field by field and merged (${language})`, async () => {
    const { svod, hands } = await commission(language);
    const { page, t, press, goTo, push, look } = hands;
    const brought = await medium(`medium-${language}`);
    await hands.open('frame.merge');
    await look('merge-desk-empty');

    await dropOn(page, brought.folder);
    const merge = page.getByRole('button', { name: new RegExp(`^${t('merge.applyCount', { count: 0 }).split('0')[0]}`) });
    await expect(merge).toBeFocused();
    await expect(page.getByText(t('desk.others', { count: 1 }))).toBeVisible();
    await expect(page.getByText(t('desk.keptToo', { count: 2 }))).toBeVisible();
    await look('merge-desk-preview');

    const companies = page.getByRole('grid', { name: t('merge.companies') });
    await goTo(companies);
    await press('Enter');
    await expect(page.getByRole('grid', { name: t('fields.list') })).toBeFocused();
    await expect(page.getByRole('region', { name: t('fields.detail') })).toContainText(t('origin.signer'));
    await look('merge-desk-fields');
    await press('ArrowDown', 'ArrowDown', 'Escape');
    await expect(companies).toBeFocused();

    await push(merge, 'Shift+Tab');
    await expect(page.getByText(t('merge.report.title'), { exact: true })).toBeVisible({ timeout: 60_000 });
    await look('merge-desk-report');
    await svod.close();
  });
}
