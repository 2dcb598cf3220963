import { expect, test } from '@playwright/test';
import { launchApp } from '../helpers/app.ts';
import { handsOn } from '../helpers/hands.ts';
import { goToField } from '../helpers/steps/goToField.ts';
import { openFromList } from '../helpers/steps/list.ts';

test('the cursor stays in its question when a reason takes the place of the answer, and when the answer comes back', async () => {
  const svod = await launchApp();
  const { page } = svod;
  const { press, type, t } = handsOn(svod, 'ru');
  await svod.call('service.createWorkspace', { role: 'ministry', country: 'RU', body: 'Министерство промышленности и торговли', person: 'Ковалёва А. С.', language: 'ru', round: '2026', passphrase: 'берёза снег река утро' });
  await svod.call('survey.createCompany', { country: 'RU', scheme: 'ru_inn', number: '7735991209', name: 'АО «Северный кристалл»' });
  await page.reload();
  await openFromList(page, /7735991209/);
  await expect(page.locator('[data-path="/A/A01"] input')).toBeFocused();
  const cursorIn = (path: string) => expect(page.locator(`[data-path="${path}"]`).locator(':focus')).toHaveCount(1);
  const answerBack = async (path: string) => {
    await press('Shift+Enter');
    await cursorIn(path);
    await press('Space');
    await expect(page.locator(`[data-path="${path}"] .reason-shown`)).toHaveCount(0);
    await cursorIn(path);
  };

  for (const [kind, number, path, next] of [
    ['a line of text', 'A06', '/A/A06', '/A/A07'], ['a year', 'A01', '/A/A01', '/A/A02'], ['a list to search in', 'A03', '/A/A03', '/A/A04'],
    ['a few answers in sight', 'A09', '/A/A09', '/A/A10'], ['several of a list', 'B26', '/B/B26', '/B/B27'],
  ] as const) {
    await test.step(`in ${kind}`, async () => {
      await goToField(page, number);
      await cursorIn(path);
      await press('F4');
      await expect(page.getByRole('menu')).toBeVisible();
      await press('Enter');
      await cursorIn(path);
      await expect(page.locator(`[data-path="${path}"]`)).toContainText(t('reason.no_data'));
      await press('Enter');
      await cursorIn(next);
      await answerBack(path);
      await press('F4', '2');
      await cursorIn(path);
      await expect(page.locator(`[data-path="${path}"]`)).toContainText(t('reason.refused'));
      await press('Control+z');
      await cursorIn(path);
    });
  }

  await test.step('in a cell of a table', async () => {
    await goToField(page, 'B28');
    await press('Control+Enter');
    await type('Цех', '');
    await press('F4', '2');
    const cell = page.locator('[role=gridcell]:focus, [role=gridcell]:has(:focus)');
    await expect(cell).toContainText(t('reason.refused'));
    await press('ArrowLeft');
    await expect(cell.locator('input')).toHaveValue('Цех');
    await press('ArrowRight', 'Delete');
    await expect(cell).not.toContainText(t('reason.refused'));
    await expect(page.locator('[role=grid] :focus')).toHaveCount(1);
  });
  await svod.close();
});
