import { rm } from 'node:fs/promises';
import { expect, test, type Page } from '@playwright/test';
import { close } from '../../electron/database/open.ts';
import { refreshCompanies } from '../../electron/database/tables/company.ts';
import { write } from '../../electron/database/transaction.ts';
import { createCompany } from '../../electron/survey/create.ts';
import { installForm, readyToInstall } from '../../electron/survey/form.ts';
import { ok } from '../../shared/base/result.ts';
import type { Choice, FormDefinition, FormNode, Group, Question, Repeat } from '../../shared/survey/form.ts';
import { show } from '../helpers/accessible.ts';
import { launchApp } from '../helpers/app.ts';
import { microelectronics } from '../helpers/forms.ts';
import { handsOn } from '../helpers/hands.ts';
import { openMinistry } from '../helpers/ministry.ts';
import { valueOf } from '../helpers/result.ts';
import { listen } from '../helpers/spoken.ts';
import { goToField } from '../helpers/steps/goToField.ts';

/** What the form says before its matrix, and asks nothing. */
const HINT = { ru: 'Считайте работников на конец года.', en: 'Count the staff at the end of the year.' };
const YEARS = [2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026, 2027];

/** The form that ships, its headcount a matrix of functions by years, its classifiers ten thousand rows long. */
function withMatrix(): FormDefinition {
  const form = microelectronics();
  const staff = (node: Repeat): Repeat => {
    const [head, sample] = node.children as readonly [Question, Question];
    const years = YEARS.map((year): Question => ({ ...sample, name: `D05_${year}`, path: `${node.path}/D05_${year}`, label: { ru: String(year), en: String(year) } }));
    return { ...node, table: 'cross', children: [head, ...years] };
  };
  const hint = (node: Group): Question => ({ ...(node.children.find((child) => child.kind === 'question') as Question), name: 'D_hint', path: `${node.path}/D_hint`, type: 'note', label: HINT });
  const section = (node: FormNode): FormNode => (node.kind !== 'group' || node.name !== 'D' ? node : { ...(node satisfies Group), children: node.children.flatMap((child) => (child.kind === 'repeat' && child.name === 'staff' ? [hint(node), staff(child)] : [child])) });
  const long = (list: readonly Choice[], code: (index: number) => string): readonly Choice[] => [
    ...list, ...Array.from({ length: 10_000 - list.length }, (_, index): Choice => ({ value: code(index), label: { ru: `Изделие вида ${index} для приборов`, en: `Article of kind ${index} for instruments` } })),
  ];
  return {
    ...form, version: '2027-1', rules: [], body: form.body.map(section),
    choices: { ...form.choices, tnved: long(form.choices['tnved'] ?? [], (index) => `99${String(index).padStart(8, '0')}`), nace2: long(form.choices['nace2'] ?? [], (index) => `Z${String(index).padStart(5, '0')}`) },
  };
}

const cell = (page: Page, row: number, year: number) => page.locator(`.grid-row:nth-child(${row}) [data-column="${YEARS.indexOf(year)}"]`);
const sumOf = (page: Page, row: number) => page.locator(`.grid-row:nth-child(${row}) .grid-sum`);
const active = (page: Page) => page.locator('.grid-active').evaluate((one: HTMLElement) => [Number(one.dataset['row']) + 1, Number(one.dataset['column'])]);

for (const language of ['ru', 'en'] as const) {
  test(`a matrix of lines and columns is filled like a spreadsheet, and a list of ten thousand codes answers while one types (${language})`, async () => {
    const { desk } = await openMinistry();
    valueOf(write(desk.db, () => {
      installForm(desk.db, readyToInstall(withMatrix()), null, desk.now());
      return ok(null);
    }));
    valueOf(createCompany(desk, { country: 'RU', scheme: 'ru_inn', number: '7735007358', name: language === 'ru' ? 'АО «Северный кристалл»' : 'Northern Crystal JSC' }));
    valueOf(write(desk.db, () => {
      refreshCompanies(desk.db);
      return ok(null);
    }));
    close(desk.db);
    const svod = await launchApp({ workspace: desk.folder, locale: language });
    const { page } = svod;
    if (language === 'en') await page.getByRole('radio', { name: 'English' }).press(' ');
    const hands = handsOn(svod, language, (name) => show(svod, `${name}-${language}`));
    const { press, type, t, look } = hands;
    await page.getByRole('row', { name: /7735007358/ }).waitFor({ timeout: 30_000 });
    await page.getByRole('grid').first().press('Enter');
    await expect(page.locator('[data-path="/A/A01"] input')).toBeFocused();

    await test.step('lines and columns have their sums; Enter goes down, Tab across, and from the foot of a column to the head of the next', async () => {
      await goToField(page, 'D05_2019');
      await type('60', '12');
      await press('Enter');
      // After a run of Tab Enter goes back to the column where the run began.
      await type('30');
      await press('Enter');
      await expect(sumOf(page, 1)).toHaveText('72');
      await expect(sumOf(page, 2)).toHaveText('30');
      await expect(page.locator('.grid-totals .grid-sum').first()).toHaveText('90');
      await expect(page.locator('.grid-totals .grid-sum').last()).toHaveText('102');
      await press('Control+End', 'Home', 'Enter');
      expect(await active(page)).toEqual([1, 1]);
    });

    await test.step('the arrows lead on to the sums, which are read, said as totals and copied; Tab and Enter go to what wants an answer', async () => {
      const here = page.locator(':focus');
      await press('Control+End', 'ArrowDown');
      expect(await active(page)).toEqual([15, 8]);
      await press('ArrowRight');
      await expect(here).toHaveText('102');
      await expect(page.getByRole('gridcell', { name: `${t('rows.total')} 102` })).toBeFocused();
      await look('matrix-total');
      await press('Control+C');
      expect(await svod.app.evaluate(({ clipboard }) => clipboard.readText())).toBe('102');
      await type('5');
      await press('Delete', 'Control+V', 'F2');
      await expect(here).toHaveText('102');
      await press('ArrowUp', 'ArrowUp');
      expect(await active(page)).toEqual([13, 9]);
      await press('ArrowLeft');
      expect(await active(page)).toEqual([13, 8]);
      await press('ArrowRight', 'Tab');
      expect(await active(page)).toEqual([14, 0]);
      await press('Control+Home', 'ArrowUp', 'Home');
      expect(await active(page)).toEqual([1, 0]);
    });

    await test.step('what the form says before the table is heard with its first cell, once', async () => {
      const heard = await listen(page);
      await goToField(page, 'D01');
      await goToField(page, 'D05_2019');
      await expect.poll(async () => (await heard()).join(' ')).toContain(HINT[language]);
      await press('ArrowRight');
      await expect.poll(async () => (await heard()).join(' ')).toContain(String(YEARS[1]));
      await press('ArrowLeft');
      await expect.poll(async () => (await heard()).join(' ')).toContain(String(YEARS[0]));
      // A table wider than its room has the names of its lines in another piece.
      const row = page.getByRole('row', { name: /^2 /u });
      await expect(row.getByRole('rowheader')).toHaveCount(1);
      await expect(row).toHaveAttribute('aria-rowindex', '2');
      await expect(page.locator('.grid-wide')).toHaveCount(1);
    });

    await test.step('the heads of lines and columns and the sums below stay in sight', async () => {
      await press('Control+End');
      expect(await active(page)).toEqual([14, YEARS.length - 1]);
      const places = await page.locator('.grid').evaluate((grid) => {
        const box = (selector: string) => grid.querySelector(selector)?.getBoundingClientRect() ?? new DOMRect();
        const [whole, head, line, totals] = [grid.getBoundingClientRect(), box('.grid-head'), box('.grid-line'), box('.grid-totals')];
        return { scrolled: grid.scrollLeft > 50 && grid.scrollTop > 20, head: Math.round(head.top - whole.top), line: Math.round(line.left - whole.left), totals: Math.round(totals.bottom - whole.bottom) };
      });
      expect(places).toMatchObject({ scrolled: true, head: 1, line: 45 });
      expect(Math.abs(places.totals)).toBeLessThan(16);
      await look('matrix-frozen');
    });

    await test.step('a block is copied as a spreadsheet reads it', async () => {
      await press('Control+Home', 'Shift+ArrowRight', 'Shift+ArrowDown', 'Control+C');
      expect(await svod.app.evaluate(({ clipboard }) => clipboard.readText())).toBe('60\t12\r\n30\t');
    });

    await test.step('a block with the names of its lines is pasted line by line; what is wrong is marked at its cell', async () => {
      const [heads, designers] = await page.locator('.grid-line').allInnerTexts();
      await press('Control+Home');
      await svod.app.evaluate(({ clipboard }, text) => clipboard.writeText(text), `${designers}\t7\t-8\r\n${heads}\t5\tмного\r\n`);
      await press('Control+V');
      await expect(page.getByText(t('paste.found', { count: 2 }))).toBeVisible();
      await expect(cell(page, 2, 2020)).toHaveClass(/grid-invalid/);
      await expect(cell(page, 1, 2020)).toHaveClass(/grid-invalid/);
      await expect(sumOf(page, 2)).toHaveText('-1');
      await look('matrix-pasted');
      await press('F8');
      expect(await active(page)).toEqual([1, 1]);
      await press('F8');
      expect(await active(page)).toEqual([2, 1]);
      await press('Control+Z');
      await expect(cell(page, 2, 2020)).not.toHaveClass(/grid-invalid/);
      await expect(sumOf(page, 1)).toHaveText('72');
    });

    const options = page.getByRole('option');
    /** Types over what stands in the field and waits for the list. */
    const search = async (text: string) => {
      await press('Control+A');
      await type(text);
      await expect(page.getByRole('listbox')).toBeVisible();
    };

    await test.step('one of ten thousand is found by code and by words of either language, with a typing error and in the other layout', async () => {
      await goToField(page, 'B24');
      for (const [text, found] of [['26.11', /26\.11/], ['Z09900', /Z09900/], ['изделие 4242', /Z04242/], ['kind 4242', /Z04242/], ['издилие 4242', /Z04242/], ['bpltkbt 4242', /Z04242/]] as const) {
        await search(text);
        await expect(options.first(), text).toContainText(found);
        await press('Escape');
      }
      await search('kind 4242');
      // While a list is open everything else is hidden from a screen reader: axe is not asked here.
      await svod.screenshot(`list-choice-${language}`);
      await press('Enter');
      await expect(page.locator('[data-path="/B/B25"] :focus')).toHaveCount(1);
      await expect(page.locator('[data-path="/B/B24"] input')).toHaveValue(language === 'ru' ? 'Изделие вида 4242 для приборов' : 'Article of kind 4242 for instruments');
    });

    await test.step('in a field of free codes the list suggests: the code is taken, its meaning stands beside it', async () => {
      await goToField(page, 'J02');
      await press('Control+Enter');
      await goToField(page, 'J05');
      const code = page.locator('[data-path$="/J05"]');
      const meaning = language === 'ru' ? 'Процессоры и контроллеры' : 'Processors and controllers';
      await type('854231');
      await expect(code.locator('.input-unit')).toContainText(meaning);
      for (const text of ['процессоры', 'processors', 'процесоры']) {
        await search(text);
        await expect(options.first(), text).toContainText('854231');
      }
      await svod.screenshot(`list-suggestions-${language}`);
      await press('ArrowDown', 'Enter');
      await expect(code.locator('input')).toHaveValue('854231');
      await expect(code.locator('.input-unit')).toContainText(meaning);
    });

    await svod.close();
    await rm(desk.folder, { recursive: true, force: true });
  });
}
