import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { show } from '../helpers/accessible.ts';
import { launchApp } from '../helpers/app.ts';
import { handsOn } from '../helpers/hands.ts';
import { goToField } from '../helpers/steps/goToField.ts';
import { openFromList } from '../helpers/steps/list.ts';

const field = (page: Page, path: string) => page.locator(`[data-path="${path}"]`);
const cursorIn = (page: Page, path: string) => expect(field(page, path).locator(':focus')).toHaveCount(1);
const rows = (page: Page) => page.locator('.grid-row');
const active = (page: Page) => page.locator('.grid-active').evaluate((one: HTMLElement) => [Number(one.dataset['row']) + 1, Number(one.dataset['column']) + 1]);
/** What the cells of a column hold, the active one too. */
const column = (page: Page, question: string) => page.locator(`.grid-row [data-path$="/${question}"]`).evaluateAll((cells) => cells.map((cell) => cell.querySelector('input')?.value ?? cell.textContent));

for (const language of ['ru', 'en'] as const) {
  test(`rows, blocks, reasons and justifications are undone and done again; no key of other programs is missed (${language})`, async () => {
    const svod = await launchApp({ locale: language });
    const { page } = svod;
    const { press, type, goTo, t, look } = handsOn(svod, language, (name) => show(svod, `${name}-${language}`));
    await svod.call('service.createWorkspace', {
      role: 'ministry', country: 'RU', body: language === 'ru' ? 'Министерство промышленности и торговли' : 'Ministry of Industry and Trade', person: 'Ковалёва А. С.', language, round: '2026', passphrase: 'берёза снег река утро',
    });
    for (const [number, name] of [['7735991209', 'А: Кристалл'], ['7735007358', 'Б: Завод']] as const) await svod.call('survey.createCompany', { country: 'RU', scheme: 'ru_inn', number, name });
    await page.reload();
    await openFromList(page, /7735991209/);
    await cursorIn(page, '/A/A01');
    const said = page.locator('.status-said');

    await test.step('a finding moves nothing; its section counts it at once', async () => {
      const below = () => field(page, '/A/A02').boundingBox();
      const before = await below();
      await type('1850');
      await expect(field(page, '/A/A01').locator('.margin-finding')).toBeVisible();
      expect(await below()).toEqual(before);
      await expect(page.locator('.section-link[aria-current] .count-error')).toHaveText('1');
    });

    await test.step('the hint opens beside the question, with its terms', async () => {
      await press('Shift+F1');
      await expect(field(page, '/A/A01').locator('.question-margin .note')).toBeVisible();
      await press('Shift+F1');
      await expect(field(page, '/A/A01').locator('.question-margin .note')).toHaveCount(0);
    });

    await test.step('a reason is given by its number, taken back and given again', async () => {
      await goToField(page, 'A06');
      await press('F4', '2');
      await expect(field(page, '/A/A06')).toContainText(t('reason.refused'));
      await press('Control+Z');
      await expect(field(page, '/A/A06').locator('input')).toHaveValue('');
      await press('Control+Y');
      await expect(field(page, '/A/A06')).toContainText(t('reason.refused'));
    });

    await test.step('the cell above and the one on the left are repeated into one cell, as in a spreadsheet, and undone; a note has the key it has there', async () => {
      await goToField(page, 'D05');
      await type('7');
      await press('ArrowDown', 'Control+Quote');
      await expect(page.locator('.grid-active input')).toHaveValue('7');
      await press('ArrowUp', 'ArrowDown');
      expect(await column(page, 'D05')).toEqual(['7', '7']);
      await press('ArrowRight', 'Control+KeyR');
      await expect(page.locator('.grid-active input')).toHaveValue('7');
      await press('Control+Z', 'Control+Z', 'Control+Z');
      expect(await column(page, 'D05')).toEqual([]);
      await goToField(page, 'A06');
      await press('Shift+F2');
      await expect(page.getByRole('dialog')).toBeVisible();
      await press('Escape');
    });

    await test.step('the day of today is entered by a key', async () => {
      await goToField(page, 'N10');
      await press('Control+Enter');
      await goToField(page, 'N10');
      await press('Control+Semicolon');
      const today = page.locator('[data-path$="/N10"] input');
      await expect(today).toHaveValue(await page.evaluate((locale) => new Intl.DateTimeFormat(locale, { day: '2-digit', month: '2-digit', year: 'numeric' }).format(new Date()), language === 'ru' ? 'ru' : 'en-GB'));
      await press('Control+Z');
      await expect(today).toHaveValue('');
      await press('Control+Z');
    });

    await test.step('rows that are added, repeated from the row above and removed come back with everything in them', async () => {
      await goToField(page, 'B28');
      await press('Control+Enter');
      await type('Корпус 1', 'Россия');
      await press('Enter');
      await expect(rows(page)).toHaveCount(2);
      await press('Control+D');
      await expect.poll(() => column(page, 'B29')).toEqual(['Корпус 1', 'Корпус 1']);
      await press('Control+Z');
      await expect.poll(() => column(page, 'B29')).toEqual(['Корпус 1', '']);
      await press('Control+Y');
      await press('Control+Delete');
      await expect(rows(page)).toHaveCount(1);
      await press('Control+Z');
      await expect.poll(() => column(page, 'B30')).toEqual(language === 'ru' ? ['Россия', 'Россия'] : ['Russia', 'Russia']);
      await press('Control+Insert');
      await expect(rows(page)).toHaveCount(3);
      await press('Control+Z');
      await expect(rows(page)).toHaveCount(2);
    });

    await test.step('the slash of the keypad ends a row, with Ctrl the table', async () => {
      await goToField(page, 'B33 1');
      expect(await active(page)).toEqual([1, 5]);
      await type('12');
      await press('NumpadDivide');
      expect(await active(page)).toEqual([2, 1]);
      expect(await column(page, 'B33')).toEqual(['12', '']);
      await press('NumpadDivide');
      await expect(rows(page)).toHaveCount(3);
      expect(await active(page)).toEqual([3, 1]);
      await press('Control+NumpadDivide');
      await expect(page.locator('.grid :focus')).toHaveCount(0);
      await press('Control+Z');
      await expect(rows(page)).toHaveCount(2);
    });

    await test.step('F5 sorts the rows by the column, the cursor stays with its row', async () => {
      await goToField(page, 'B29 2');
      await type('Ангар');
      await press('F5');
      await expect.poll(() => column(page, 'B29')).toEqual(['Ангар', 'Корпус 1']);
      expect(await active(page)).toEqual([1, 1]);
      await press('Control+Z');
      await expect.poll(() => column(page, 'B29')).toEqual(['Корпус 1', 'Ангар']);
    });

    await test.step('a justification is written in place, undone and done again', async () => {
      await goToField(page, 'C02');
      await press('Control+S');
      await expect(said).toHaveText(t('form.saved'));
      await type('100000', '10');
      // Who types on has read what was said.
      await expect(said).toBeEmpty();
      const settled = page.locator('.finding.level-settled');
      const warnings = page.locator('.finding.level-warning');
      await expect(warnings.first()).toBeVisible();
      // Wherever the cursor stands and whatever the list shows, F9 opens the justification of the warning at the field.
      await page.getByRole('radio', { name: new RegExp(`^${t('findings.errors')}`) }).press(' ');
      await expect(warnings).toHaveCount(0);
      await goToField(page, 'C02');
      await press('F9');
      await expect(page.getByRole('textbox', { name: t('findings.justification') })).toBeFocused();
      await press('Escape');
      await cursorIn(page, '/C/C02');
      await press('F9');
      await type(language === 'ru' ? 'Так в отчёте' : 'As reported');
      await look('keys-justify');
      await press('Control+Enter');
      await expect(settled).toHaveCount(1);
      await press('Control+Z');
      await expect(settled).toHaveCount(0);
      await press('Control+Y');
      await expect(settled).toHaveCount(1);
    });

    await test.step('the keys of other programs: save, find, print, the next company and back', async () => {
      await press('Control+S');
      await expect(said).toHaveText(t('form.saved'));
      await press('Control+F');
      await expect(page.getByRole('combobox', { name: t('palette.all') })).toBeFocused();
      await press('Escape');
      const paper = join(svod.userData, 'form.pdf');
      await svod.answerSave(paper);
      await press('Control+P');
      await expect(page.getByText(t('paper.written', { file: 'form.pdf' }))).toBeVisible();
      expect((await stat(paper)).size).toBeGreaterThan(1000);
      await press('Control+Shift+PageDown');
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Б: Завод');
      await cursorIn(page, '/A/A01');
      await press('Control+Shift+PageDown');
      await expect(said).toHaveText(t('form.noNeighbour'));
      await press('Control+Shift+PageUp');
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('А: Кристалл');
      await expect(field(page, '/A/A01').locator('input')).toHaveValue('1850');
      await press('F1');
      await goTo(page.getByRole('dialog').getByRole('group'));
      await look('keys-sheet');
    });
    await svod.close();
  });
}
