import { expect, test } from '@playwright/test';
import { launchApp } from '../helpers/app.ts';

test('the screens themselves break no rule of the policy and leave no error', async () => {
  const svod = await launchApp();
  await svod.call('service.createWorkspace', {
    role: 'ministry', country: 'AM', body: 'Министерство экономики', person: 'Саргсян А.', language: 'ru', round: '2026', passphrase: 'четыре слова на память',
  });
  expect(await svod.call('survey.createCompany', { country: 'RU', scheme: 'ru_inn', number: '7735007358', name: 'АО «Пример»' })).toMatchObject({ ok: true });
  const complaints: string[] = [];
  svod.page.on('console', (message) => {
    if (message.type() === 'error' || /Content Security Policy|Trusted/i.test(message.text())) complaints.push(message.text());
  });
  svod.page.on('pageerror', (error) => complaints.push(error.message));
  await svod.page.reload();
  const rail = svod.page.getByRole('navigation').first();
  await expect(rail).toBeVisible();
  const places = rail.getByRole('link').or(rail.getByRole('button'));
  for (let index = 0; index < (await places.count()); index += 1) {
    await places.nth(index).click();
    await svod.page.waitForTimeout(300);
  }
  await places.first().click();
  await svod.page.locator('.companies-name').first().dblclick();
  await svod.page.waitForTimeout(1_500);
  await svod.page.keyboard.press('Tab');
  await svod.screenshot('form-first-look');
  expect(complaints).toEqual([]);
  await svod.close();
});
