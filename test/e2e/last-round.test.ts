import { expect, test, type Page } from '@playwright/test';
import { show } from '../helpers/accessible.ts';
import { launchApp } from '../helpers/app.ts';
import { handsOn } from '../helpers/hands.ts';
import { openFromList } from '../helpers/steps/list.ts';
import { answerInFull } from '../helpers/steps/survey.ts';
import { goToField } from '../helpers/steps/goToField.ts';

const field = (page: Page, path: string) => page.locator(`[data-path="${path}"]`);
const cursorIn = (page: Page, path: string) => expect(field(page, path).locator(':focus')).toHaveCount(1);

/** The labels of the section that have a star: on how many lines they stand, and whether the star stands right behind the last word. */
const starsOf = (page: Page) => page.locator('.question-label:has(.field-required)').evaluateAll((labels) => labels.map((label) => {
  const lines = [...(label.querySelector('label') as Element).getClientRects()];
  const star = (label.querySelector('.field-required') as Element).getBoundingClientRect();
  const last = lines.at(-1) as DOMRect;
  return { text: label.textContent, lines: lines.length, glued: star.left - last.right < 8 && star.left >= last.right && Math.abs(star.bottom - last.bottom) < 4 };
}));

for (const language of ['ru', 'en'] as const) {
  test(`a new round begins with last round's answers: confirmed, changed with a reason, protected, all by keyboard (${language})`, async () => {
    const svod = await launchApp({ locale: language });
    const { page } = svod;
    const { press, type, push, open, t, look } = handsOn(svod, language, (name) => show(svod, `${name}-${language}`));
    await svod.call('service.createWorkspace', {
      role: 'ministry', country: 'RU', body: language === 'ru' ? 'Министерство промышленности и торговли' : 'Ministry of Industry and Trade', person: 'Ковалёва А. С.', language, round: '2026', passphrase: 'берёза снег река утро',
    });
    await answerInFull(svod, { number: '7735991209', name: language === 'ru' ? 'АО «Северный кристалл»' : 'Northern Crystal JSC' });
    await page.reload();
    await page.getByRole('row', { name: /7735991209/ }).waitFor();

    await test.step('the round begins in the settings', async () => {
      await open('frame.settings');
      await push(page.getByRole('button', { name: t('rounds.begin') }));
      const name = page.getByRole('dialog').getByRole('textbox');
      await expect(name).toBeFocused();
      await expect(name).toHaveValue('2027');
      await look('round-begin');
      await press('Enter');
      const card = page.getByRole('region', { name: t('rounds.title') });
      await expect(card.getByRole('status')).toHaveText(t('rounds.begun', { round: '2027', begun: 1, carried: 1 }));
      await expect(page.getByRole('banner')).toContainText('2027');
      await card.scrollIntoViewIfNeeded();
      await look('rounds');
    });

    await test.step('F3 confirms and leads on; what is typed over is confirmed by that; undo takes both back', async () => {
      await open('frame.companies');
      await openFromList(page, /7735991209/);
      await cursorIn(page, '/A/A01');
      await expect(field(page, '/A/A01').locator('input')).toHaveValue('');
      await look('last-round-form');
      await page.evaluate(() => { document.documentElement.style.setProperty('--reading', '360px'); });
      const labels = await starsOf(page);
      expect(labels.some(({ lines }) => lines > 1)).toBe(true);
      expect(labels.filter(({ glued }) => !glued)).toEqual([]);
      await page.evaluate(() => { document.documentElement.style.removeProperty('--reading'); });
      await press('F3');
      await cursorIn(page, '/A/A03');
      await press('F3');
      await cursorIn(page, '/A/A04');
      await expect(field(page, '/A/A03')).not.toHaveClass(/question-carried/);
      await expect(field(page, '/A/A03')).toContainText(t('last.same', { round: '2026' }));
      await type('!');
      await expect(field(page, '/A/A04')).not.toHaveClass(/question-carried/);
      await press('Control+Z');
      await expect(field(page, '/A/A04')).toHaveClass(/question-carried/);
      await press('Control+F3');
      await expect(page.locator('.status-said')).toContainText('8');
      await expect(page.locator('.question-carried')).not.toHaveCount(0);
      await expect(field(page, '/A/A04')).toHaveCount(0);
    });

    await test.step('beside a number stand its last value and the change; a large one wants an explanation', async () => {
      await goToField(page, 'C02');
      await cursorIn(page, '/C/C02');
      await type('9600000');
      await expect(field(page, '/C/C02').locator('.last-change')).toHaveText('+100 %'.replace(' ', language === 'ru' ? ' ' : ''));
      await expect(field(page, '/C/C02').locator('.question-margin')).toContainText('2026');
      await press('F9');
      await type(language === 'ru' ? 'Запущена вторая линия' : 'A second line has started');
      await look('last-round-change');
      await press('Control+Enter');
      await expect(field(page, '/C/C02').locator('.level-settled')).toHaveCount(1);
    });

    await test.step('a row of last round stays where rows may only be added; in a table the last value stands above it', async () => {
      await goToField(page, 'M01');
      await expect(page.locator('.section-title')).toContainText('M');
      await press('Control+Delete');
      await expect(page.getByText(t('form.row-kept', { place: '2026' }))).toBeVisible();
      await look('last-round-kept');
      await press('Shift+F3');
      await press('Control+G');
      await type('D05');
      await press('Enter');
      await expect(page.locator('.grid-carried').first()).toBeVisible();
      await type('90');
      await press('Enter', 'ArrowUp');
      await expect(page.locator('.grid-last .last-change')).toBeVisible();
      await look('last-round-table');
    });

    await test.step('what nobody has confirmed stops completing, until it is confirmed', async () => {
      await press('Control+K');
      await type(t('form.check').slice(0, 8));
      await press('Enter');
      await expect(page.locator('.findings-blocked')).toBeVisible();
      await look('last-round-blocked');
      await press('Control+K');
      await type(t('last.confirmAll', { round: '2026' }).slice(0, 15));
      await press('Enter');
      await expect(page.locator('.status-said')).toContainText(t('form.all-confirmed', { count: 0 }));
      await expect(page.locator('.grid-carried, .question-carried')).toHaveCount(0);
    });
    await svod.close();
  });
}
