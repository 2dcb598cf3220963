import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { readFixtures } from '../../build/fixtures/read.ts';
import { printFixture } from '../../build/fixtures/workbook.ts';
import type { NewWorkspace } from '../../shared/ipc/service.ts';
import { expectAccessible } from '../helpers/accessible.ts';
import { launchApp, type App } from '../helpers/app.ts';
import { microelectronics } from '../helpers/forms.ts';

const workspaces: Readonly<Record<'ministry' | 'commission', NewWorkspace>> = {
  ministry: { role: 'ministry', country: 'RU', body: 'Министерство промышленности и торговли', person: 'Громова Анна Ильинична', language: 'ru', round: '2026', passphrase: 'снегирь рябина иней кормушка' },
  commission: { role: 'commission', country: 'EAEU', body: 'Eurasian Economic Commission', person: 'Mariam Sargsyan', language: 'en', round: '2026', passphrase: 'bullfinch rowan frost feeder' },
};

let folder: string;
test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'svod-inspector-'));
  const wanted = ['bad-cycle', 'unsupported-types', 'translation-missing'];
  for (const { name, sheets } of readFixtures(join(import.meta.dirname, '../fixtures/xlsform')).filter((one) => wanted.includes(one.name)))
    await writeFile(join(folder, `${name}.xlsx`), await printFixture(sheets));
  await writeFile(join(folder, 'letter.xlsx'), 'This is a letter, not a workbook.');
});
test.afterAll(() => rm(folder, { recursive: true, force: true }));

/** A fresh workspace with the forms in sight, reached by keyboard through the palette. */
async function openForms(workspace: NewWorkspace, name: string): Promise<App> {
  const svod = await launchApp({ locale: workspace.language });
  const created = await svod.call('service.createWorkspace', workspace);
  expect(created.ok).toBe(true);
  await svod.page.reload();
  await expect(svod.page.getByRole('grid')).toBeVisible();
  await svod.page.keyboard.press('Control+k');
  await svod.page.getByRole('combobox').fill(name);
  await svod.page.keyboard.press('Enter');
  await expect(svod.page.getByRole('heading', { name, level: 1 })).toBeVisible();
  return svod;
}

/** Writes the screen as it is and asks whether everybody can use it. */
async function show(svod: App, name: string): Promise<void> {
  await svod.screenshot(`inspector-${name}`);
  await expectAccessible(svod.page);
}

async function check(svod: App, button: string, file: string): Promise<void> {
  await svod.answerOpen(join(folder, `${file}.xlsx`));
  await svod.page.getByRole('button', { name: button }).first().press('Enter');
}

async function view(page: Page, name: RegExp): Promise<void> {
  await page.getByRole('radio', { name }).press('Space');
}

test('a ministry looks into its form: outline, dependencies, rules, languages, and a trial that saves nothing', async () => {
  const svod = await openForms(workspaces.ministry, 'Формы анкет');
  const { page } = svod;
  const outline = page.getByRole('grid', { name: 'Структура' });
  const detail = page.getByRole('complementary', { name: 'Подробности' });
  await expect(outline.getByRole('row').nth(1)).toContainText('раздел');
  await outline.press('ArrowDown');
  await expect(detail).toContainText('/A/A01');

  await page.getByRole('textbox', { name: 'Номер или слова вопроса' }).fill('C05');
  await outline.press('Home');
  await expect(detail).toContainText('/C/C05');
  await expect(detail).toContainText('От него зависят');
  await show(svod, 'outline-ru');

  await detail.getByRole('button', { name: /^Правило R10/ }).press('Enter');
  await expect(detail).toContainText('${C05} + ${C06}');
  await show(svod, 'rules-ru');
  await detail.getByRole('button', { name: /^C06/ }).first().press('Enter');
  await expect(detail).toContainText('/C/C06');

  await view(page, /^Правила/);
  const rules = page.getByRole('grid', { name: 'Правила' });
  // One that is written for several sections is one rule, in the tab as on the command line.
  await expect(page.getByRole('radio', { name: /^Правила/ })).toHaveAccessibleName(new RegExp(`\\D${new Set(microelectronics().rules.map(({ id }) => id)).size}$`));
  await rules.press('End');
  await expect(rules.getByRole('row').filter({ hasText: 'R58' })).toHaveCount(1);
  await rules.getByRole('row').filter({ hasText: 'R58' }).click();
  await expect(detail.getByRole('heading', { name: 'Правило R58' })).toBeVisible();
  await show(svod, 'rule-of-sections-ru');

  await view(page, /^Нет перевода/);
  await expect(page.getByRole('heading', { name: 'Переведено всё' })).toBeVisible();

  await view(page, /^Просмотр/);
  await expect(page.getByText('Ничего не сохраняется')).toBeVisible();
  await page.getByRole('button', { name: 'Что мешает завершить' }).press('Enter');
  await expect(page.locator('.findings-blocked')).toBeVisible();
  await page.keyboard.press('F8');
  await page.keyboard.type('1850');
  await expect(page.locator('.margin-finding').first()).toBeVisible();
  await show(svod, 'preview-ru');
  await page.getByRole('button', { name: 'Начать заново' }).press('Enter');
  await expect(page.locator('.findings-blocked')).toBeHidden();
  expect(await svod.call('survey.companies', { search: '', status: null, country: null, sort: 'name', descending: false, offset: 0, limit: 10 })).toMatchObject({ ok: true, value: { total: 0 } });
  await svod.close();
});

test('the Commission checks workbooks: errors at their cells, what is not supported, missing translations, a form to try', async () => {
  const svod = await openForms(workspaces.commission, 'Survey forms');
  const { page } = svod;
  await expect(page.getByRole('grid', { name: 'Outline' })).toBeVisible();
  await show(svod, 'outline-en');

  await check(svod, 'Check a workbook…', 'bad-cycle');
  await expect(page.getByText('The workbook cannot become a form yet')).toBeVisible();
  const remarks = page.getByRole('grid', { name: 'Remarks' });
  await expect(remarks.getByRole('row').nth(1)).toContainText('D2');
  await show(svod, 'errors-en');

  await check(svod, 'Check a workbook…', 'letter');
  await expect(remarks.getByRole('row').nth(1)).toContainText('.xlsx');

  await check(svod, 'Check a workbook…', 'unsupported-types');
  await expect(page.getByRole('radio', { name: /^Remarks/ })).toBeVisible();
  await view(page, /^Remarks/);
  await expect(remarks.getByRole('row').nth(1)).toContainText('Not supported');
  await show(svod, 'remarks-en');

  await check(svod, 'Check a workbook…', 'translation-missing');
  // The workbook before was checked only as well.
  await expect(page.getByRole('combobox', { name: 'Form' })).toHaveValue('translation-missing.xlsx');
  await expect(page.getByText('checked only, not installed')).toBeVisible();
  await view(page, /^Missing translations/);
  await expect(page.getByRole('grid', { name: 'Missing translations' }).getByRole('row').nth(1)).toBeVisible();
  await show(svod, 'languages-en');
  await view(page, /^Preview/);
  await expect(page.getByText('Nothing is saved')).toBeVisible();
  await show(svod, 'preview-en');

  await svod.cancelDialogs();
  await page.getByRole('button', { name: 'Check a workbook…' }).press('Enter');
  await expect(page.getByText('Nothing is saved')).toBeVisible();
  await svod.close();
});
