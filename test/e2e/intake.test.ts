import { readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { readAnswersText } from '../../shared/survey/answersText.ts';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { printFixture } from '../../build/fixtures/workbook.ts';
import { close } from '../../electron/database/open.ts';
import { createCompany } from '../../electron/survey/create.ts';
import { openResponse, saveAnswers } from '../../electron/survey/draft.ts';
import { readWorkbook } from '../../electron/survey/workbook/read.ts';
import { printFailure } from '../../shared/text/failure.ts';
import { printSentence } from '../../shared/text/print.ts';
import { expectAccessible, show } from '../helpers/accessible.ts';
import { launchApp } from '../helpers/app.ts';
import { encodeIn } from '../helpers/encodings.ts';
import { openMinistry } from '../helpers/ministry.ts';
import { painted } from '../helpers/painted.ts';
import { rawWorkbook } from '../helpers/rawWorkbook.ts';
import { valueOf } from '../helpers/result.ts';
import { wordsIn } from '../helpers/words.ts';
import { cutOff, photograph } from '../helpers/zoomed.ts';

const NAME = 'АО «Пинега-Кристалл»';

/** What a company does with a workbook: other values in the cells of some questions. */
async function fillIn(from: string, to: string, values: Readonly<Record<string, string | number>>): Promise<void> {
  const read = await readWorkbook(readFileSync(from));
  if (!read.ok) throw new Error(read.error.problem);
  writeFileSync(to, await printFixture(read.value.map(({ name, rows }) => ({
    name,
    rows: rows.map((row) => {
      const value = name === 'svod' || typeof row[0] !== 'string' ? undefined : values[row[0]];
      return value === undefined ? row : Array.from({ length: Math.max(row.length, 4) }, (_, column) => (column === 3 ? value : (row[column] ?? null)));
    }),
  }))));
}

for (const language of ['ru', 'en'] as const) {
  test(`a workbook goes out of the window and comes back, and a list comes in by a mapping (${language})`, async () => {
    const t = wordsIn(language);
    const { desk } = await openMinistry();
    const { entity } = valueOf(createCompany(desk, { country: 'RU', scheme: 'ru_inn', number: '7735007358', name: NAME }));
    valueOf(saveAnswers(desk, { response: valueOf(openResponse(desk, { entity })).response, changes: [{ path: '/C/C02', value: 100 }, { path: '/A/A06', value: 'Директор' }], progress: { required: 0, answered: 0, errors: 0, warnings: 0, unjustified: 0 } }));
    close(desk.db);
    const svod = await launchApp({ workspace: desk.folder, locale: language });
    const { page } = svod;
    await page.getByRole('radio', { name: language === 'ru' ? 'Русский' : 'English' }).press(' ');
    const [out, back] = [join(desk.folder, 'out.xlsx'), join(desk.folder, 'back.xlsx')];

    await page.getByText(NAME).first().dblclick({ timeout: 30_000 });
    await svod.answerSave(out);
    await page.getByRole('button', { name: t('intake.template') }).press('Enter', { timeout: 30_000 });
    const write = page.getByRole('button', { name: t('intake.templateWrite') });
    await expect(write).toBeFocused({ timeout: 30_000 });
    await expect(page.getByRole('dialog').getByRole('radio', { name: language === 'ru' ? 'русский' : 'English' })).toBeChecked();
    await show(svod, `intake-template-language-${language}`);
    await write.press('Enter');
    await expect(page.getByText(t('paper.written', { file: 'out.xlsx' }))).toBeVisible({ timeout: 30_000 });
    await svod.screenshot(`intake-form-${language}`);
    await fillIn(out, back, { '/C/C02': language === 'ru' ? '1 250,5' : 1250.5, '/A/A05': 'Снегирёва Е. П.', '/B/B19': 'много' });
    expect((await svod.call('survey.saveAnswers', { response: 1, changes: [{ path: '/C/C02', value: 110 }], progress: { required: 0, answered: 0, errors: 0, warnings: 0, unjustified: 0 } })).ok).toBe(true);

    await page.keyboard.press('Alt+1');
    await page.getByRole('button', { name: t('intake.open') }).press('Enter');
    await expect(page.getByText(t('intake.emptyTitle'))).toBeVisible();
    await show(svod, `intake-empty-${language}`);
    await svod.answerOpen(back);
    await page.getByRole('button', { name: t('intake.choose') }).press('Enter');
    await expect(page.getByText(t('intake.wouldChange', { count: 3 }))).toBeVisible({ timeout: 30_000 });
    await expect(page.getByText(t('intake.both')).first()).toBeVisible();
    await show(svod, `intake-template-${language}`);
    await page.getByRole('radio', { name: t('intake.whose.draft') }).press(' ');
    await expect(page.getByText(t('intake.wouldChange', { count: 2 }))).toBeVisible({ timeout: 30_000 });
    await page.getByRole('button', { name: t('intake.write') }).press('Enter');
    await expect(page.getByText(t('intake.written'))).toBeVisible({ timeout: 30_000 });
    await expect(page.getByRole('button', { name: t('intake.openForm') })).toBeFocused();
    await svod.screenshot(`intake-template-written-${language}`);
    const answers = await svod.call('survey.openResponse', { entity });
    expect(answers.ok && Object.fromEntries(readAnswersText(answers.value.answers))).toMatchObject({ '/C/C02': 110, '/A/A05': 'Снегирёва Е. П.', '/A/A06': 'Директор', '/B/B19': 'много' });

    const list = join(desk.folder, 'список.csv');
    writeFileSync(list, encodeIn('Реестр;;;;\r\nИНН;Полное наименование;Выручка;Дата регистрации;Вид\r\n7707083893;Кристалл;1 234,5;31.12.1999;завод\r\nИНН;Полное наименование;Выручка;Дата регистрации;Вид\r\n7735007358;;2 000,25;;институт\r\n7735007350;Неверный;1;01.01.2000;\r\nИтого;;3 235,75;;\r\n', 'windows-1251'));
    await svod.answerOpen(list);
    await page.getByRole('button', { name: t('intake.other') }).press('Enter');
    await expect(page.getByText(t('intake.mapped', { mapped: 3, count: 5 }))).toBeVisible({ timeout: 30_000 });
    await expect(page.getByRole('combobox', { name: t('intake.encoding') })).toHaveValue('Windows-1251');
    await expect(page.getByRole('combobox', { name: t('intake.decimal') })).toHaveValue(t('intake.decimal.comma'));
    for (const [column, question] of [['Выручка', 'C02'], ['Вид', 'B13']] as const) {
      const field = page.getByRole('combobox', { name: t('intake.questionOf', { column }) });
      await field.fill(question);
      await field.press('Enter');
    }
    await page.getByRole('button', { name: t('intake.valuesOf', { column: 'Вид' }) }).press('Enter');
    const meaning = page.getByRole('combobox', { name: t('intake.meansOf', { text: 'завод' }) });
    await meaning.fill('ip');
    await meaning.press('Enter');
    const institute = page.getByRole('combobox', { name: t('intake.meansOf', { text: 'институт' }) });
    await institute.fill('institute');
    await institute.press('Enter');
    await show(svod, `intake-values-${language}`);
    await page.getByRole('button', { name: t('intake.take') }).press('Enter');
    await page.getByLabel(t('intake.keepAs')).fill('Реестр 2026');
    await page.getByRole('button', { name: t('intake.keep'), exact: true }).press('Enter');
    await expect(page.getByText(t('intake.keptNow'), { exact: true })).toBeVisible();
    await show(svod, `intake-columns-${language}`);
    /** At twice the size nothing is cut off. */
    const enlarged = async (name: string): Promise<void> => {
      expect((await svod.call('service.setZoom', { percent: 200 })).ok).toBe(true);
      await painted(page);
      expect(await cutOff(page)).toEqual([]);
      await photograph(svod, name);
      expect((await svod.call('service.setZoom', { percent: 100 })).ok).toBe(true);
    };
    await enlarged(`intake-columns-200-${language}`);
    expect(await svod.call('survey.mappings', undefined)).toMatchObject({ ok: true, value: [{ name: 'Реестр 2026' }] });

    await page.getByRole('button', { name: t('intake.try') }).press('Enter');
    await expect(page.getByText(t('intake.wouldList', { created: 1, updated: 1, refused: 1 }))).toBeVisible({ timeout: 30_000 });
    for (const [kind, rows] of [['heading', '4'], ['totals', '7']] as const) await expect(page.getByText(printSentence(language, `excel.aside.${kind}`, { count: 1, rows }))).toBeVisible();
    await show(svod, `intake-list-${language}`);
    await enlarged(`intake-list-200-${language}`);
    for (const theme of language === 'ru' ? ['dark', 'contrast', 'light'] : []) {
      await page.evaluate((look) => { document.documentElement.dataset['theme'] = look; }, theme);
      await expectAccessible(page);
      if (theme !== 'light') await svod.screenshot(`intake-list-${theme}-${language}`);
    }
    await page.getByRole('radio', { name: t('intake.view.read') }).press(' ');
    await expect(page.getByRole('row', { name: language === 'ru' ? /1\s234,5 1\s234,5/ : /1 234,5 1,234\.5/ })).toBeVisible();
    await svod.screenshot(`intake-read-${language}`);
    await page.getByRole('radio', { name: t('intake.view.refused') }).press(' ');
    await expect(page.getByText('7735007350')).toBeVisible();
    await svod.screenshot(`intake-refused-${language}`);
    const refused = join(desk.folder, 'refused.xlsx');
    await svod.answerSave(refused);
    await page.getByRole('button', { name: t('intake.saveRefused') }).press('Enter');
    await expect(page.getByText(t('paper.written', { file: 'refused.xlsx' }))).toBeVisible({ timeout: 30_000 });
    const report = await readWorkbook(readFileSync(refused));
    expect(report.ok && report.value[0]?.rows[1]?.slice(0, 2)).toEqual(['7735007350', 'Неверный']);
    await page.getByRole('button', { name: t('intake.writeList', { count: 2 }) }).press('Enter');
    await expect(page.getByText(t('intake.written'))).toBeVisible({ timeout: 30_000 });
    await svod.screenshot(`intake-list-written-${language}`);
    expect(await svod.call('survey.companies', { search: 'Кристалл', status: null, country: null, sort: 'name', descending: false, offset: 0, limit: 10 })).toMatchObject({ ok: true, value: { total: 2 } });
    const updated = await svod.call('survey.openResponse', { entity });
    expect(updated.ok && Object.fromEntries(readAnswersText(updated.value.answers))).toMatchObject({ '/C/C02': 2000.25, '/B/B13': 'institute', '/A/A05': 'Снегирёва Е. П.' });

    const heavy = join(desk.folder, 'Реестр.xlsx');
    writeFileSync(heavy, 'PK\u0003\u0004');
    truncateSync(heavy, 200 * 1024 * 1024);
    await svod.answerOpen(heavy);
    await page.getByRole('button', { name: t('intake.other') }).press('Enter');
    await expect(page.getByText(printFailure(language, { code: 'list-invalid', values: { file: 'Реестр.xlsx', said: printSentence(language, 'workbook.too-heavy', { size: 200, limit: 64 }) } }))).toBeVisible({ timeout: 30_000 });
    await show(svod, `intake-heavy-${language}`);
    const filtered = join(desk.folder, 'filtered.xlsx');
    const cells = (...texts: readonly string[]): string => texts.map((text) => `<c t="inlineStr"><is><t>${text}</t></is></c>`).join('');
    writeFileSync(filtered, await rawWorkbook({ sheets: { Заводы: `<row>${cells('ИНН', 'Полное наименование')}</row><row>${cells('7707083893', 'Кристалл')}</row><row hidden="1">${cells('7735007358', NAME)}</row>` } }));
    await svod.answerOpen(filtered);
    await page.getByRole('button', { name: t('intake.other') }).press('Enter');
    await expect(page.getByText(t('intake.hiddenRows', { count: 1 }))).toBeVisible({ timeout: 30_000 });
    await show(svod, `intake-hidden-rows-${language}`);
    await svod.close();
    await rm(desk.folder, { recursive: true, force: true });
  });
}
