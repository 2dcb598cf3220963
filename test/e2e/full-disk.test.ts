import { statfsSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { close, openWrite } from '../../electron/database/open.ts';
import { show } from '../helpers/accessible.ts';
import { launchApp, type App } from '../helpers/app.ts';
import { mountSmallDisk, type SmallDisk } from '../helpers/smallDisk.ts';
import { valueOf } from '../helpers/result.ts';
import { openFromList } from '../helpers/steps/list.ts';
import { wordsIn } from '../helpers/words.ts';

let disk: SmallDisk | null = null;
test.beforeEach(() => {
  disk = mountSmallDisk(24);
  test.skip(disk === null, 'This user may not mount a small disk.');
});
test.afterEach(() => disk?.remove());

const field = (page: Page, path: string) => page.locator(`[data-path="${path}"]`).locator('input, textarea');

/** A ministry on the small disk, with one company. */
async function openForm(language: 'ru' | 'en', userData?: string): Promise<App> {
  const workspace = join(disk?.folder ?? '', 'workspace');
  const svod = await launchApp({ locale: language, workspace, ...(userData !== undefined && { userData }) });
  if (userData === undefined) {
    await svod.call('service.createWorkspace', { role: 'ministry', country: 'BY', body: language === 'ru' ? 'Минпром' : 'Ministry of Industry', person: 'Ковалёва А. С.', language, round: '2026', passphrase: 'берёза снег река утро' });
    await svod.call('survey.createCompany', { country: 'BY', scheme: 'by_unp', number: '200988541', name: language === 'ru' ? 'Завод' : 'Plant' });
    await svod.page.reload();
  }
  await openFromList(svod.page, /200988541/);
  await field(svod.page, '/A/A06').waitFor();
  return svod;
}

for (const language of ['ru', 'en'] as const) {
  test(`on a full disk what is typed stays in the window, says so, and is saved as soon as there is room (${language})`, async () => {
    const t = wordsIn(language);
    const text = language === 'ru' ? 'Начальник планового отдела' : 'Head of planning';
    const svod = await openForm(language);
    const { page } = svod;
    await field(page, '/A/A06').focus();
    await page.keyboard.type(text);
    await page.keyboard.press('Tab');
    await expect(page.getByTestId('saved')).toBeVisible();
    disk?.fill();
    await page.keyboard.type('+375 17 200-00-00');
    await page.keyboard.press('Tab');
    await expect(page.getByRole('alert').filter({ hasText: t('form.saveKept') })).toBeVisible();
    await expect(page.getByRole('alert').first()).toContainText(language === 'ru' ? 'Диск заполнен' : 'disk is full');
    await show(svod, `disk-full-${language}`);
    await page.keyboard.type('plan@zavod.example');
    await page.keyboard.press('Tab');
    await expect(field(page, '/A/A07')).toHaveValue('+375 17 200-00-00');

    // Whoever leaves the form leaves nothing behind: it goes on trying, and neither the window nor the workspace is left unasked.
    const unsaved = page.locator('.status-unsaved');
    await page.keyboard.press('Alt+1');
    await page.getByRole('row', { name: /200988541/ }).waitFor();
    await expect(unsaved).toContainText(t('frame.unsaved', { count: 2 }));
    const asked = await svod.answerQuestion(0);
    await svod.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
    await expect.poll(asked).toEqual([language === 'ru' ? 'Последние ответы не записаны на диск' : 'The last answers are not saved to the disk']);
    await page.getByRole('navigation').getByRole('button', { name: t('frame.settings') }).press('Enter');
    await page.getByRole('button', { name: t('settings.openOther') }).press('Enter');
    await expect(page.getByText(language === 'ru' ? /Последние ответы ещё не записаны на диск/ : /The last answers are not on the disk yet/)).toBeVisible();
    await show(svod, `disk-full-left-${language}`);
    await page.keyboard.press('Alt+1');
    await openFromList(page, /200988541/);
    await expect(field(page, '/A/A08')).toHaveValue('plan@zavod.example');
    await expect(page.getByRole('alert').filter({ hasText: t('form.saveKept') })).toBeVisible();
    await page.keyboard.press('Alt+1');
    await page.getByRole('row', { name: /200988541/ }).waitFor();
    disk?.free();
    await expect(unsaved).toHaveCount(0);
    await expect(page.getByTestId('saved')).toBeVisible();

    const ended = new Promise((resolve) => { svod.app.process().once('exit', resolve); });
    svod.app.process().kill('SIGKILL');
    await ended;
    const again = await openForm(language, svod.userData);
    await expect(field(again.page, '/A/A06')).toHaveValue(text);
    await expect(field(again.page, '/A/A07')).toHaveValue('+375 17 200-00-00');
    await expect(field(again.page, '/A/A08')).toHaveValue('plan@zavod.example');
    await again.app.close();

    disk?.readOnly(true);
    const closed = await launchApp({ locale: language, workspace: join(disk?.folder ?? '', 'workspace'), userData: svod.userData });
    await expect(closed.page.getByText(language === 'ru' ? /Не удаётся записать/ : /cannot be written/)).toBeVisible();
    await show(closed, `disk-read-only-${language}`);
    disk?.readOnly(false);
    await closed.page.getByRole('button', { name: t('ui.retry') }).press('Enter');
    await closed.page.getByRole('row', { name: /200988541/ }).waitFor();
    await closed.app.close();
    await rm(svod.userData, { recursive: true, force: true });
  });
}

for (const language of ['ru', 'en'] as const) {
  test(`a copy for which the disk has no room is said, leaves nothing half made behind, and costs no answer and no earlier copy (${language})`, async () => {
    const t = wordsIn(language);
    const folder = join(disk?.folder ?? '', 'workspace');
    const svod = await openForm(language);
    await svod.app.close();
    // One copy finds room on the disk and leaves as much again, a second one would not.
    const db = valueOf(openWrite(folder));
    for (let row = 0; row < 2; row += 1) db.run('INSERT INTO quarantine (file_name, sha256, code, step, detail, at) VALUES (?, ?, ?, 1, ?, 0)', `${row}.svod`, 'a'.repeat(64), 'zip-invalid', 'e'.repeat(3 << 20));
    close(db);
    const again = await launchApp({ locale: language, workspace: folder, userData: svod.userData });
    expect((await again.call('service.backUp', { job: 'first' })).ok).toBe(true);
    const free = () => statfsSync(folder).bavail;
    const [before, copies] = [free(), await readdir(join(folder, 'backups'))];
    await again.page.getByRole('button', { name: t('frame.settings'), exact: true }).press('Enter');
    const card = again.page.getByRole('region', { name: t('backups.title') });
    await expect(card.getByRole('row')).toHaveCount(2);
    await card.getByRole('button', { name: t('backups.make') }).press('Enter');
    await expect(card.getByRole('alert')).toContainText(language === 'ru' ? 'Мало места для резервной копии' : 'Too little room for a backup');
    await expect(card.getByRole('row')).toHaveCount(2);
    await card.scrollIntoViewIfNeeded();
    await show(again, `backup-disk-full-${language}`);
    expect(await readdir(join(folder, 'backups'))).toEqual(copies);
    expect(free()).toBeGreaterThanOrEqual(before - 16);
    await again.page.keyboard.press('Alt+1');
    await openFromList(again.page, /200988541/);
    await field(again.page, '/A/A06').fill('План');
    await again.page.keyboard.press('Tab');
    await expect(again.page.getByTestId('saved')).toBeVisible();
    expect(await again.call('service.checkBackups', { job: 'check' })).toEqual({ ok: true, value: [] });
    await again.app.close();
    await rm(svod.userData, { recursive: true, force: true });
  });
}
