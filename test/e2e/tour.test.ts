import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { TOURS } from '../../renderer/help/tour.ts';
import { show } from '../helpers/accessible.ts';
import { launchApp } from '../helpers/app.ts';
import { handsOn } from '../helpers/hands.ts';

for (const language of ['ru', 'en'] as const) {
  test(`Enter alone leads through the tour, a role that cannot be opened is said and tried again, and both roles work in the same example (${language})`, async () => {
    test.setTimeout(240_000);
    const svod = await launchApp({ locale: language });
    const { page } = svod;
    const { t, press } = handsOn(svod, language);
    if (language === 'en') await page.getByRole('main').getByText('English').click();
    await page.getByRole('button', { name: t('ui.next') }).press('Enter');
    await page.getByRole('button', { name: t('help.example') }).press('Enter');
    const tour = page.getByRole('region', { name: t('tour.title') });
    const isAtEnd = async () => {
      await expect(tour).toContainText(t('tour.end'));
      await expect(tour.getByRole('button', { name: t('tour.leave') })).toBeFocused();
    };
    const [commission, aside] = ['svod.db', 'aside.db'].map((name) => join(svod.userData, 'example', 'commission', name)) as [string, string];

    await test.step('each press counts, also those that come while a form opens and takes the cursor', async () => {
      await expect(tour.getByRole('button', { name: t('ui.next') })).toBeFocused({ timeout: 60_000 });
      for (const _ of TOURS.ministry.slice(1)) await press('Enter');
      await isAtEnd();
      await press('Shift+Tab', 'Shift+Tab', 'Enter');
      await expect(tour).toContainText(t('tour.ministry.trust'));
      await expect(tour.getByRole('button', { name: t('ui.back') })).toBeFocused();
    });

    await test.step('who leaves the strip while a screen opens is not fetched back', async () => {
      await press('Tab', 'Enter');
      await isAtEnd();
      await press('F6');
      await page.waitForTimeout(500);
      await expect(tour.locator(':focus')).toHaveCount(0);
    });

    const kept = await svod.call('survey.createCompany', { country: 'RU', scheme: 'ru_inn', number: '7735991209', name: 'Northern Crystal' });
    await test.step('what cannot be opened is said with what to do; the tour goes on where it was', async () => {
      await rename(commission, aside);
      await writeFile(commission, 'no database');
      const other = tour.getByRole('button', { name: t('tour.other.commission') });
      await other.press('Enter');
      await expect(tour.getByRole('alert')).toContainText(t('tour.failed.commission'));
      await expect(other).toBeFocused();
      await show(svod, `tour-failed-${language}`);
      const companies = await svod.call('survey.companies', { search: '7735991209', status: null, country: null, sort: 'name', descending: false, offset: 0, limit: 1 });
      expect(companies).toMatchObject({ ok: true, value: { rows: [kept.ok ? { entity: kept.value.entity } : {}] } });
      await rename(aside, commission);
      await press('Enter');
      await expect(tour).toContainText(t('tour.commission.companies'));
      await expect(tour.getByRole('alert')).toHaveCount(0);
    });

    await test.step('back at the ministry stands what was done there', async () => {
      for (const _ of TOURS.commission.slice(1)) await press('Enter');
      await isAtEnd();
      await tour.getByRole('button', { name: t('tour.other.ministry') }).press('Enter');
      await expect(tour).toContainText(t('tour.ministry.companies'));
      await expect(page.getByRole('row', { name: /7735991209/ })).toBeVisible();
    });
    await svod.close();
  });
}
