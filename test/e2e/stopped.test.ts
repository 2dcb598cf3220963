import { existsSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { close } from '../../electron/database/open.ts';
import { importList } from '../../electron/survey/intake/importList.ts';
import { readList } from '../../electron/survey/intake/listTable.ts';
import { show } from '../helpers/accessible.ts';
import { launchApp } from '../helpers/app.ts';
import { inn } from '../helpers/inn.ts';
import { openMinistry } from '../helpers/ministry.ts';
import { valueOf } from '../helpers/result.ts';
import { listen } from '../helpers/spoken.ts';
import { wordsIn } from '../helpers/words.ts';

const HERE = 4_000;
const MORE = 12_000;

/** A ministry's list of fictional companies. */
const list = (from: number, count: number): string => `ИНН;Полное наименование\n${Array.from({ length: count }, (_, index) => `${inn(from + index)};Завод ${from + index}\n`).join('')}`;

test('a long document, a rehearsal of a list and its import are stopped from the keyboard, and nothing of them is there', async () => {
  const t = wordsIn('ru');
  const { desk } = await openMinistry();
  const table = await readList(Buffer.from(list(0, HERE)), { sheet: null, encoding: null, separator: null, headRow: null });
  if (!table.ok) throw new Error(table.error.problem);
  valueOf(await importList({ ...desk, uuid: () => crypto.randomUUID() }, table.value, {
    formatVersion: 1, form: 'microelectronics', name: 'Реестр', reading: { sheet: null, encoding: null, separator: null, headRow: null }, writing: null, country: 'RU', repeat: null,
    columns: [{ column: 'ИНН', question: '@number', values: {} }, { column: 'Полное наименование', question: '/B/B01', values: {} }],
  }, { rehearse: false, onCompany: () => undefined }));
  close(desk.db);
  const svod = await launchApp({ workspace: desk.folder, locale: 'ru' });
  const { page } = svod;
  await page.getByRole('radio', { name: 'Русский' }).press(' ');
  const companies = async (): Promise<number> => {
    const page = await svod.call('survey.companies', { search: '', status: null, country: null, sort: 'name', descending: false, offset: 0, limit: 1 });
    return page.ok ? page.value.total : -1;
  };
  expect(await companies()).toBe(HERE);

  const register = join(desk.folder, 'register.pdf');
  await svod.answerSave(register);
  await page.getByRole('button', { name: t('paper.register') }).press('Enter', { timeout: 30_000 });
  const stop = page.getByRole('button', { name: t('paper.stop') });
  await stop.waitFor({ timeout: 30_000 });
  await svod.screenshot('paper-writing-ru');
  await stop.press('Enter');
  await expect(stop).toBeHidden({ timeout: 30_000 });
  await expect(page.getByText(t('paper.written', { file: 'register.pdf' }))).toBeHidden();
  expect(existsSync(register)).toBe(false);
  await expect(page.getByRole('alert')).toHaveCount(0);

  const file = join(desk.folder, 'список.csv');
  writeFileSync(file, list(HERE, MORE));
  await page.getByRole('button', { name: t('intake.open') }).press('Enter');
  await svod.answerOpen(file);
  await page.getByRole('button', { name: t('intake.choose') }).press('Enter');
  await page.getByText(t('intake.mapped', { mapped: 2, count: 2 })).waitFor({ timeout: 30_000 });
  const cancel = page.getByRole('button', { name: t('ui.cancel'), exact: true });
  for (const stopped of ['rehearsal', 'import'] as const) {
    const heard = await listen(page);
    await page.getByRole('button', { name: t('intake.try') }).press('Enter');
    if (stopped === 'import') {
      await page.getByText(t('intake.wouldList', { created: MORE, updated: 0, refused: 0 })).waitFor({ timeout: 60_000 });
      // Once each, and not at every row.
      expect((await heard()).filter((words) => words === t('phase.trying'))).toHaveLength(1);
      await page.getByRole('button', { name: t('intake.writeList', { count: MORE }) }).press('Enter');
    }
    await expect(cancel).toBeFocused({ timeout: 30_000 });
    await svod.screenshot(`intake-running-${stopped}-ru`);
    await page.keyboard.press('Enter');
    await expect(page.getByText(t('intake.stoppedText'))).toBeVisible({ timeout: 30_000 });
    await show(svod, `intake-stopped-${stopped}-ru`);
    expect(await companies()).toBe(HERE);
  }
  await svod.close();
  await rm(desk.folder, { recursive: true, force: true });
});
