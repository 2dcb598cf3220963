import { expect, test, type Page } from '@playwright/test';
import { readAnswersText } from '../../shared/survey/answersText.ts';
import { show } from '../helpers/accessible.ts';
import { launchApp } from '../helpers/app.ts';
import { handsOn } from '../helpers/hands.ts';
import { goToField } from '../helpers/steps/goToField.ts';
import { openFromList } from '../helpers/steps/list.ts';

const rows = (page: Page) => page.locator('.grid-row');
const column = (page: Page, question: string) => page.locator(`.grid-row [data-path$="/${question}"]`).evaluateAll((cells) => cells.map((cell) => cell.querySelector('input')?.value ?? cell.textContent));

for (const language of ['ru', 'en'] as const) {
  test(`what makes and takes rows can be taken back at any corner of a table, and an offer to undo undoes what it names (${language})`, async () => {
    const svod = await launchApp({ locale: language });
    const { page } = svod;
    const { press, type, t, look } = handsOn(svod, language, (name) => show(svod, `${name}-${language}`));
    const paste = async (text: string) => {
      await svod.app.evaluate(({ clipboard }, copied) => clipboard.writeText(copied), text);
      await press('Control+V');
    };
    await svod.call('service.createWorkspace', {
      role: 'ministry', country: 'RU', body: language === 'ru' ? 'Министерство промышленности и торговли' : 'Ministry of Industry and Trade', person: 'Ковалёва А. С.', language, round: '2026', passphrase: 'берёза снег река утро',
    });
    const made = await svod.call('survey.createCompany', { country: 'RU', scheme: 'ru_inn', number: '7735991209', name: language === 'ru' ? 'АО «Северный кристалл»' : 'Northern Crystal JSC' });
    const entity = made.ok ? made.value.entity : '';
    await page.reload();
    await openFromList(page, /7735991209/);
    await expect(page.locator('[data-path="/A/A01"] input')).toBeFocused();
    const said = page.locator('.status-said');
    const offer = page.getByRole('button', { name: t('paste.undo') });

    await test.step('lines made by a paste are taken back with their sums, and that is saved', async () => {
      await goToField(page, 'D05');
      await type('5');
      await press('Home');
      await paste('10\t1\r\n20\t2\r\n30\t3');
      await expect(page.locator('.grid-totals .grid-sum').first()).toHaveText('60');
      await press('Control+S');
      await expect(said).toHaveText(t('form.saved'));
      await press('Control+Z');
      await expect(page.locator('.grid-totals .grid-sum').first()).toHaveText('5');
      await expect(said).toHaveText(t('form.undo', { place: 'D03' }));
      await expect(offer).toHaveCount(0);
      await expect.poll(async () => {
        const opened = await svod.call('survey.openResponse', { entity });
        return opened.ok ? [...readAnswersText(opened.value.answers)].filter(([path]) => path.endsWith('/D05')).map(([, value]) => value) : null;
      }).toEqual([5]);
      await press('Control+Y');
      await expect(page.locator('.grid-totals .grid-sum').first()).toHaveText('60');
    });

    await test.step('Enter in an empty last row takes it away and leads on', async () => {
      await goToField(page, 'B28');
      await paste('Корпус 1\tРоссия\tМосква\t\t10\r\nКорпус 2\tРоссия\tТверь\t\t20');
      await expect(rows(page)).toHaveCount(2);
      await press('Control+End', 'Enter');
      await expect(rows(page)).toHaveCount(3);
      await press('Enter');
      await expect(rows(page)).toHaveCount(2);
      await expect(page.locator('.grid :focus')).toHaveCount(0);
      await expect(page.locator('.section :focus')).toHaveCount(1);
    });

    await test.step('the offer to take a paste back goes when something else was done', async () => {
      await goToField(page, 'B29 1');
      await paste('Ангар\r\nСклад');
      await expect(offer).toBeVisible();
      await goToField(page, 'B02');
      await type('Кристалл');
      await goToField(page, 'B29 1');
      await expect(page.getByText(t('paste.done', { rows: 2, cells: 2 }))).toBeVisible();
      await expect(offer).toHaveCount(0);
      await press('Control+Z');
      await expect(page.locator('[data-path="/B/B02"] input')).toHaveValue('');
      await expect(offer).toBeVisible();
      await press('Control+Z');
      await expect(page.getByText(t('paste.done', { rows: 2, cells: 2 }))).toHaveCount(0);
      await expect.poll(() => column(page, 'B29')).toEqual(['Корпус 1', 'Корпус 2']);
    });

    await test.step('so does the offer to bring a deleted row back', async () => {
      await goToField(page, 'B29 2');
      await press('Control+Delete');
      const back = page.getByText(t('rows.removed', { row: 2 }));
      await expect(back).toBeVisible();
      await goToField(page, 'B02');
      await type('Кристалл');
      await expect(back).toHaveCount(0);
      await press('Control+Z', 'Control+Z');
      await expect(rows(page)).toHaveCount(2);
    });

    await test.step('of more rows than the table takes those are counted that it took', async () => {
      await goToField(page, 'B29 1');
      await paste(Array.from({ length: 25 }, (_, index) => `Цех ${index + 1}`).join('\r\n'));
      await expect(page.getByText(t('paste.done', { rows: 20, cells: 20 }))).toBeVisible();
      await expect(page.getByText(t('paste.lines', { row: 21, last: 25 }))).toBeVisible();
      await look('table-corners-full');
    });
    await svod.close();
  });
}
