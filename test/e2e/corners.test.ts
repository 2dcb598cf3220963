import { expect, test, type Page } from '@playwright/test';
import { show } from '../helpers/accessible.ts';
import { launchApp } from '../helpers/app.ts';
import { handsOn } from '../helpers/hands.ts';
import { goToField } from '../helpers/steps/goToField.ts';
import { openFromList } from '../helpers/steps/list.ts';

const field = (page: Page, path: string) => page.locator(`[data-path="${path}"]`);
const inputOf = (page: Page, path: string) => field(page, path).locator('input');
const column = (page: Page, question: string) => page.locator(`.grid-row [data-path$="/${question}"]`).evaluateAll((cells) => cells.map((cell) => cell.querySelector('input')?.value ?? cell.textContent));

for (const language of ['ru', 'en'] as const) {
  test(`what a hurried hand types, pastes, leaves and comes back to is neither lost nor guessed (${language})`, async () => {
    const svod = await launchApp({ locale: language });
    const { page } = svod;
    const { press, type, t, look } = handsOn(svod, language, (name) => show(svod, `${name}-${language}`));
    await svod.call('service.createWorkspace', {
      role: 'ministry', country: 'RU', body: language === 'ru' ? 'Министерство промышленности и торговли' : 'Ministry of Industry and Trade', person: 'Ковалёва А. С.', language, round: '2026', passphrase: 'берёза снег река утро',
    });
    for (const [number, name] of [['7735991209', 'А: Кристалл'], ['7735007358', 'Б: Завод']] as const) await svod.call('survey.createCompany', { country: 'RU', scheme: 'ru_inn', number, name });
    await page.reload();
    await openFromList(page, /7735991209/);
    await expect(inputOf(page, '/A/A01')).toBeFocused();
    const said = page.locator('.status-said');
    const spoken = page.locator('.form-spoken');
    const paste = async (lines: readonly (readonly string[])[]) => {
      await svod.app.evaluate(({ clipboard }, text) => clipboard.writeText(text), lines.map((cells) => cells.join('\t')).join('\r\n'));
      await press('Control+V');
    };

    await test.step('a finding that a key brings or takes is read out once the keys rest', async () => {
      await type('1850');
      await expect(spoken).toContainText(t('findings.error'));
      await press('Control+A');
      await type('2025');
      await expect(spoken).toHaveText(t('findings.gone'));
    });

    await test.step('a day is understood as people write it, short or in words', async () => {
      await press('Enter');
      for (const day of ['3.2.26', '030226', '3 февраля 2026 г.', '3 Feb 2026']) {
        await press('Control+A');
        await type(day);
        await press('Enter', 'Shift+Enter');
        await expect(inputOf(page, '/A/A02')).toHaveValue(language === 'ru' ? '03.02.2026' : '03/02/2026');
      }
    });

    await test.step('the arrows go down and up from line to line, as in CSPro', async () => {
      await press('ArrowUp');
      await expect(inputOf(page, '/A/A01')).toBeFocused();
      await press('ArrowDown');
      await expect(inputOf(page, '/A/A02')).toBeFocused();
    });

    await test.step('a word that is in no list stays as it was typed and has its finding; Esc puts the answer back; what finds an option means it, however the field is left', async () => {
      await press('Enter');
      const country = inputOf(page, '/A/A03');
      await type(language === 'ru' ? 'Атлантида' : 'Atlantis');
      await press('Enter');
      await expect(country).toHaveValue(language === 'ru' ? 'Атлантида' : 'Atlantis');
      await expect(field(page, '/A/A03').locator('.margin-finding')).toContainText(language === 'ru' ? 'Атлантида' : 'Atlantis');
      await press('Shift+Enter');
      // «Россия» with the wrong layout of the keyboard, and the section is left at once.
      await type('hjccbz');
      await press('F10');
      await expect(page.locator('.section-title .section-name')).toHaveText('B');
      await press('Control+PageUp');
      await expect(country).toHaveValue(language === 'ru' ? 'Россия' : 'Russia');
      await country.focus();
      await type('Каз');
      await press('Escape', 'Enter');
      await expect(country).toHaveValue(language === 'ru' ? 'Россия' : 'Russia');
    });

    await test.step('a number with more digits than a number keeps is not rounded in silence', async () => {
      await goToField(page, 'C02');
      await type('12345678901234567');
      await press('Enter');
      await expect(inputOf(page, '/C/C02')).toHaveValue('12345678901234567');
      await expect(field(page, '/C/C02').locator('.margin-finding')).toContainText('15');
      await press('Shift+Enter');
      await type('+1 234 567,50');
      await press('Enter');
      await expect(inputOf(page, '/C/C02')).toHaveValue(language === 'ru' ? /^1\s234\s567,5$/ : '1,234,567.5');
    });

    await test.step('a row that does not exist is said, and the last one shown; a field that is not asked is said', async () => {
      await goToField(page, 'A14');
      await expect(said).toHaveText(t('form.irrelevantBy', { place: 'A14', count: 1, because: 'A13' }));
      await goToField(page, 'B29 7');
      await expect(said).toHaveText(t('form.no-row', { place: 'B29', count: 0 }));
    });

    await test.step('a table from Excel with a title, a heading, numbers of columns and a total: only its rows are entered', async () => {
      await goToField(page, 'B28');
      const heads = language === 'ru' ? ['Наименование площадки', 'Государство площадки', 'Регион и населённый пункт', 'Функции площадки', 'Производственная площадь, м²'] : ['Site name *', 'Site country', 'Region and town', 'Site functions', 'Production floor area'];
      await paste([['Площадки', '', '', '', ''], heads, ['1', '2', '3', '4', '5'], ['"Корпус\n1"', 'Россия', 'Москва', '', '100'], ['Корпус 2', 'Россия', 'Тверь', '', '200'], ['Итого', '', '', '', '310']]);
      await expect.poll(() => column(page, 'B29')).toEqual(['Корпус 1', 'Корпус 2']);
      await expect(page.getByText(language === 'ru' ? /итог не сходится: вставленные числа дают 300/ : /the pasted numbers come to 300/)).toBeVisible();
      await look('corners-paste');
      await page.getByRole('button', { name: t('ui.close') }).press('Enter');
      await expect(page.locator('.grid :focus')).toHaveCount(1);
      await goToField(page, 'B29 9');
      await expect(said).toHaveText(t('form.no-row', { place: 'B29', count: 2 }));
      await expect(page.locator('.grid-active')).toHaveAttribute('data-row', '1');
    });

    await test.step('a matrix with names and totals finds its lines', async () => {
      await goToField(page, 'D05');
      const names = await page.locator('.grid-line').allInnerTexts();
      await paste([[names[3] ?? '', '10'], [names[1] ?? '', '20'], [language === 'ru' ? 'Всего' : 'Total', '30']]);
      await expect.poll(() => column(page, 'D05')).toEqual(['20', '10']);
      await press('Control+Z');
      await expect.poll(() => column(page, 'D05')).toEqual([]);
    });

    await test.step('several cells pasted into a field of one line stay apart; into the row of a wide table they go on to its fields and rows', async () => {
      await goToField(page, 'A06');
      await paste([['Иванов'], ['Пётр']]);
      await expect(inputOf(page, '/A/A06')).toHaveValue('Иванов Пётр');
      await press('Control+Z');
      await goToField(page, 'J02');
      await press('Control+Enter');
      await expect(page.locator('.row-card :focus')).toHaveCount(1);
      await goToField(page, 'J02 1');
      await paste([['Чип А', 'x'], ['Чип Б', 'y']]);
      await expect(page.getByText(t('paste.done', { rows: 2, cells: 4 }))).toBeVisible();
      await expect(page.locator('.row-card [data-path$="/J02"] input')).toHaveValue('Чип А');
      await look('corners-card');
    });

    await test.step('what was done is undone after another company, too', async () => {
      await goToField(page, 'A06');
      await press('Control+A');
      await type('Директор');
      await press('Control+Shift+PageDown');
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Б: Завод');
      await press('Control+Z');
      await expect(said).toHaveText(t('form.nothing', { place: '' }));
      await press('Control+Shift+PageUp');
      await expect(inputOf(page, '/A/A06')).toHaveValue('Директор');
      await press('Control+Z');
      await expect(inputOf(page, '/A/A06')).toHaveValue('');
      await press('Control+Y');
      await expect(inputOf(page, '/A/A06')).toHaveValue('Директор');
      // What is being typed into a list goes with the form that is left.
      await inputOf(page, '/A/A03').focus();
      await type('Каз');
      await press('Control+Shift+PageDown');
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Б: Завод');
      await press('Control+Shift+PageUp');
      await expect(inputOf(page, '/A/A03')).toHaveValue(language === 'ru' ? 'Казахстан' : 'Kazakhstan');
    });
    await svod.close();
  });
}
