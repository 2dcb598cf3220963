import { expect, test, type Page } from '@playwright/test';
import { show } from '../helpers/accessible.ts';
import { launchApp } from '../helpers/app.ts';
import { handsOn } from '../helpers/hands.ts';
import { goToField } from '../helpers/steps/goToField.ts';
import { openFromList } from '../helpers/steps/list.ts';

const field = (page: Page, path: string) => page.locator(`[data-path="${path}"]`);
const inputIn = (page: Page, path: string) => field(page, path).locator('input, textarea');
const cursorIn = (page: Page, path: string) => expect(field(page, path).locator(':focus')).toHaveCount(1);

for (const language of ['ru', 'en'] as const) {
  test(`what a tired official types is understood or left as it is; every way round the form says where it leads (${language})`, async () => {
    const svod = await launchApp({ locale: language });
    const { page } = svod;
    const { press, type, t, look } = handsOn(svod, language, (name) => show(svod, `${name}-${language}`));
    await svod.call('service.createWorkspace', {
      role: 'ministry', country: 'RU', body: language === 'ru' ? 'Министерство промышленности и торговли' : 'Ministry of Industry and Trade', person: 'Ковалёва А. С.', language, round: '2026', passphrase: 'берёза снег река утро',
    });
    await svod.call('survey.createCompany', { country: 'RU', scheme: 'ru_inn', number: '7735991209', name: language === 'ru' ? 'АО «Северный кристалл»' : 'Northern Crystal JSC' });
    await page.reload();
    await openFromList(page, /7735991209/);
    await cursorIn(page, '/A/A01');
    const said = page.locator('.status-said');
    const over = async (text: string) => {
      await press('Control+A');
      await type(text);
    };

    await test.step('without any finding F8 says so', async () => {
      await press('F8');
      await expect(said).toHaveText(t('form.no-finding'));
    });

    await test.step('a share has its sign or not; days are written as people write them', async () => {
      await goToField(page, 'C05');
      await over('82 %');
      await press('Enter');
      await expect(inputIn(page, '/C/C05')).toHaveValue('82');
      await expect(field(page, '/C/C05').locator('.margin-finding')).toHaveCount(0);
      for (const day of ['1.2.26', '01022026', '2026-02-01', '1 февраля 2026']) {
        await goToField(page, 'A02');
        await over(day);
        await press('Enter');
        await expect(inputIn(page, '/A/A02'), day).toHaveValue(language === 'ru' ? '01.02.2026' : '01/02/2026');
      }
    });

    await test.step('a code is found without its points, a name that is begun wrongly is suggested, and nothing that is only like it is taken', async () => {
      const options = page.getByRole('option');
      await goToField(page, 'B24');
      await over('2611');
      await expect(options.first()).toContainText('26.11');
      await press('Escape', 'Escape');
      await goToField(page, 'A03');
      await over(language === 'ru' ? 'казак' : 'kasak');
      await expect(options).toHaveText([language === 'ru' ? 'Казахстан' : 'Kazakhstan']);
      // While a list is open everything else is hidden from a screen reader: axe is not asked here.
      await svod.screenshot(`entry-corners-near-${language}`);
      await press('ArrowDown', 'Enter');
      await expect(inputIn(page, '/A/A03')).toHaveValue(language === 'ru' ? 'Казахстан' : 'Kazakhstan');
      await goToField(page, 'A03');
      await over(language === 'ru' ? 'Армавир' : 'Armadia');
      await press('Enter');
      await expect(inputIn(page, '/A/A03')).toHaveValue(language === 'ru' ? 'Армавир' : 'Armadia');
      await expect(field(page, '/A/A03').locator('.margin-finding')).toBeVisible();
      await press('Control+Z');
      await expect(inputIn(page, '/A/A03')).toHaveValue(language === 'ru' ? 'Казахстан' : 'Kazakhstan');
    });

    await test.step('who types on as soon as a place is chosen types there, in whatever section it is', async () => {
      const typedAtOnce = async (key: string, place: string) => {
        // Nothing is waited for: the keys are on their way before the first of them is answered.
        await Promise.all([key, '7', '7', '7'].map((each) => page.keyboard.press(each)));
        await expect(page.locator(':focus'), place).toHaveValue(/^777/);
        await press('Control+Z');
      };
      await goToField(page, 'B24');
      await type('2611');
      await expect(page.getByRole('option').first()).toContainText('26.11');
      await press('Escape', 'Escape');
      for (const [shortcut, place] of [['Control+G', 'A06'], ['Control+K', 'C05'], ['Control+G', 'D05 1'], ['Control+G', 'P07']] as const) {
        await press(shortcut);
        await type(place);
        await expect(page.getByRole('option').first()).toContainText(place.slice(0, 3));
        await typedAtOnce('Enter', place);
      }
      await typedAtOnce('F7', 'A01');
    });

    await test.step('Esc puts back what stood in a field, and undoing goes past it', async () => {
      await goToField(page, 'A06');
      await type('Директор');
      await press('Enter', 'Shift+Enter');
      await over('Бухгалтер');
      await press('Escape');
      await expect(inputIn(page, '/A/A06')).toHaveValue('Директор');
      await goToField(page, 'P03');
      await type('Предложение');
      await press('Escape');
      await expect(inputIn(page, '/P/P03')).toHaveValue('');
      await press('Control+Z');
      await expect(said).toHaveText(t('form.undo', { place: 'A06' }));
      await cursorIn(page, '/A/A06');
    });

    await test.step('in a table a number alone leads to its row; a finding there has the number that the table shows', async () => {
      await goToField(page, 'D05');
      await type('1');
      await press('Enter', 'Enter');
      await type('-3');
      await press('Enter', 'Shift+Enter');
      await expect(page.locator('.finding', { hasText: 'D05' })).toContainText(/D\s*3\s*D05/);
      await goToField(page, 'D05 1');
      await press('Control+G');
      await type(language === 'ru' ? 'стр. 3' : 'row 3');
      await expect(page.getByRole('option').first()).toContainText(t('form.toRow', { row: 3 }));
      await look('entry-corners-row');
      await press('Enter');
      await expect(page.locator('.grid-active')).toHaveAttribute('data-row', '2');
    });

    await test.step('who goes on past the last place begins anew, and is told so', async () => {
      await press('F8');
      await expect(said).toHaveText(t('form.from-start'));
      await goToField(page, 'P07');
      await press('F7');
      await cursorIn(page, '/A/A01');
      await expect(said).toHaveText(t('form.from-start'));
      await press('Shift+F7');
      await cursorIn(page, '/P/P07');
      await expect(said).toHaveText(t('form.from-end'));
    });
    await svod.close();
  });
}
