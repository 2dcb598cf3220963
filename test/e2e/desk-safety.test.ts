import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { expectAccessible } from '../helpers/accessible.ts';
import { launchApp } from '../helpers/app.ts';
import { handsOn } from '../helpers/hands.ts';

for (const language of ['ru', 'en'] as const) {
  test(`copies are made, listed and restored, and two people change places (${language})`, async () => {
    test.setTimeout(120_000);
    const svod = await launchApp({ locale: language });
    const { page } = svod;
    const [first, second] = language === 'ru' ? ['Ковалёва Анна Сергеевна', 'Орлов Пётр Ильич'] as const : ['Anna Kovaleva', 'Peter Orlov'] as const;
    const { t } = handsOn(svod, language, () => Promise.resolve());
    await svod.call('service.createWorkspace', {
      role: 'ministry', country: 'RU', body: language === 'ru' ? 'Министерство промышленности и торговли' : 'Ministry of Industry and Trade', person: first, language, round: '2026', passphrase: 'берёза снег река утро',
    });
    await svod.call('service.setPerson', { person: second });
    await svod.call('service.keepBackups', { job: 'daily' });
    await page.reload();

    await page.getByRole('button', { name: t('person.switch', { person: second }) }).press('Enter');
    await expect(page.getByRole('menuitemradio')).toHaveText([second, first, t('person.other')]);
    await svod.screenshot(`person-menu-${language}`);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('button', { name: t('person.switch', { person: first }) })).toBeVisible();

    await page.keyboard.press('Alt+5');
    const card = page.getByRole('region', { name: t('backups.title') });
    await expect(card.getByRole('row')).toHaveCount(2);
    await card.getByRole('button', { name: t('backups.make') }).press('Enter');
    await expect(card.getByRole('status')).toHaveText(t('backups.made'));
    await expect(card.getByRole('row')).toHaveCount(3);

    const folder = await mkdtemp(join(tmpdir(), 'svod-restored-'));
    await svod.answerOpen(folder);
    await card.getByRole('button', { name: /20\d\d|\d\d.\d\d/ }).last().press('Enter');
    await expect(card.getByRole('button', { name: t('backups.open') })).toBeVisible();
    await card.scrollIntoViewIfNeeded();
    await expectAccessible(page);
    await svod.screenshot(`backups-${language}`);
    await card.getByRole('button', { name: t('backups.open') }).press('Enter');
    // The copy was made while the second person was at work.
    await expect(page.getByRole('button', { name: t('person.switch', { person: second }) })).toBeVisible();
    await expect(page.getByText(folder)).toBeVisible();
    await svod.close();
    await rm(folder, { recursive: true, force: true });
  });
}
