import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { close } from '../../electron/database/open.ts';
import type { Bridge } from '../../shared/ipc/api.ts';
import { show } from '../helpers/accessible.ts';
import { launchApp, type App } from '../helpers/app.ts';
import { inn } from '../helpers/inn.ts';
import { openMinistry } from '../helpers/ministry.ts';
import { wordsIn } from '../helpers/words.ts';

const ROWS = 90_000;
const KINDS = 600;

/** A ministry's list of over 50 MB: a number, one of some hundred words, and what nobody asks for. */
const list = (): string => `ИНН;Вид;Примечание\n${Array.from({ length: ROWS }, (_, row) => `${inn(row)};вид ${row % KINDS};${'прочее '.repeat(45)}${row}\n`).join('')}`;

/** Begins a long call as the window does and stops it at its first word of how far it is. */
const stopAtOnce = ({ page }: App, method: 'survey.chooseIntake' | 'service.saveGuide'): Promise<unknown> =>
  page.evaluate((name) => {
    const { svod } = window as unknown as { readonly svod: Bridge };
    const job = `stopped-${name.replace('.', '-').toLowerCase()}`;
    svod.on('progress', (progress) => { if (progress.job === job) void svod.call('service.cancel', { job }); });
    return svod.call(name, { job });
  }, method);

/** Stops the next long work of the window at its first word of how far it is, whatever it is. */
const stopFirst = ({ page }: App): Promise<void> =>
  page.evaluate(() => {
    const { svod } = window as unknown as { readonly svod: Bridge };
    const leave = svod.on('progress', ({ job }) => { leave(); void svod.call('service.cancel', { job }); });
  });

/** What the cursor comes to stand on from now on, one after another: it is written down in the page, so that nothing is missed for being quick. */
async function cursorOf({ page }: App): Promise<() => Promise<readonly string[]>> {
  const visited = await page.evaluateHandle(() => {
    const texts: string[] = [];
    document.addEventListener('focusin', ({ target }) => void texts.push((target as HTMLElement).textContent));
    return texts;
  });
  return () => visited.jsonValue();
}

test('a file of 50 MB is read beside the work of the window, says how far it is and is left when nobody wants it; so is the guide that is printed', async () => {
  const t = wordsIn('ru');
  const { desk } = await openMinistry();
  close(desk.db);
  const file = join(desk.folder, 'список.csv');
  const text = Buffer.from(list());
  expect(text.byteLength).toBeGreaterThan(50 * 1024 * 1024);
  await writeFile(file, text);
  const svod = await launchApp({ workspace: desk.folder, locale: 'ru' });
  const { page } = svod;
  await page.getByRole('radio', { name: 'Русский' }).press(' ');
  await svod.answerOpen(file);
  expect(await stopAtOnce(svod, 'survey.chooseIntake')).toEqual({ ok: false, error: { code: 'cancelled' } });
  await svod.answerSave(join(desk.folder, 'guide.pdf'));
  expect(await stopAtOnce(svod, 'service.saveGuide')).toEqual({ ok: false, error: { code: 'cancelled' } });

  await page.getByRole('button', { name: t('intake.open') }).press('Enter', { timeout: 30_000 });
  // Stopped, the cursor stands where a file is chosen; while one is read, where that can be stopped; and once it is there, where it begins.
  const choose = page.getByRole('button', { name: t('intake.choose') });
  await stopFirst(svod);
  await choose.press('Enter');
  await expect(page.getByText(t('intake.stoppedText'))).toBeVisible({ timeout: 30_000 });
  await expect(choose).toBeFocused();
  const visited = await cursorOf(svod);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: t('intake.readAs') })).toBeFocused({ timeout: 60_000 });
  expect(await visited()).toEqual([t('ui.cancel'), expect.stringContaining(t('intake.readAs'))]);
  await page.getByText(t('intake.mapped', { mapped: 1, count: 3 })).waitFor({ timeout: 60_000 });
  const question = page.getByRole('combobox', { name: t('intake.questionOf', { column: 'Вид' }) });
  await question.fill('B13');
  await question.press('Enter');
  await page.getByRole('button', { name: t('intake.valuesOf', { column: 'Вид' }) }).press('Enter');
  await expect(page.getByRole('dialog').getByRole('button', { name: t('paper.stop') })).toBeVisible({ timeout: 30_000 });
  await show(svod, 'intake-values-reading-ru');
  await expect(page.getByRole('combobox', { name: t('intake.meansOf', { text: 'вид 0' }) })).toBeVisible({ timeout: 60_000 });
  await expect(page.getByRole('dialog').getByText(t('intake.valuesMore', { count: KINDS - 500, unknown: KINDS - 500 }))).toBeVisible();
  await show(svod, 'intake-values-many-ru');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await svod.close();
  await rm(desk.folder, { recursive: true, force: true });
});
