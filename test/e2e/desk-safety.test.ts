import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { show } from '../helpers/accessible.ts';
import { launchApp } from '../helpers/app.ts';
import { handsOn } from '../helpers/hands.ts';
import { openFromList } from '../helpers/steps/list.ts';

for (const language of ['ru', 'en'] as const) {
  test(`copies are made, listed and restored, and two people change places (${language})`, async () => {
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

    await page.getByRole('button', { name: t('frame.settings'), exact: true }).press('Enter');
    const card = page.getByRole('region', { name: t('backups.title') });
    await expect(card.getByRole('row')).toHaveCount(2);
    await card.getByRole('button', { name: t('backups.make') }).press('Enter');
    await expect(card.getByRole('status')).toHaveText(t('backups.made'));
    await expect(card.getByRole('row')).toHaveCount(3);
    await card.getByRole('button', { name: t('backups.check') }).press('Enter');
    await expect(card.getByRole('status')).toHaveText(t('backups.allSound', { count: 2 }));
    await expect(card.getByText(t('backups.sound'))).toHaveCount(2);

    const folder = await mkdtemp(join(tmpdir(), 'svod-restored-'));
    await svod.answerOpen(folder);
    await card.getByRole('button', { name: /20\d\d|\d\d.\d\d/ }).last().press('Enter');
    await expect(card.getByRole('button', { name: t('backups.open') })).toBeVisible();
    await card.scrollIntoViewIfNeeded();
    await show(svod, `backups-${language}`);
    await card.getByRole('button', { name: t('backups.open') }).press('Enter');
    // The copy was made while the second person was at work.
    await expect(page.getByRole('button', { name: t('person.switch', { person: second }) })).toBeVisible();
    await expect(page.getByText(folder)).toBeVisible();
    await svod.close();
    await rm(folder, { recursive: true, force: true });
  });

  test(`an earlier value of a field comes back from its history by keyboard, and is undone (${language})`, async () => {
    const svod = await launchApp({ locale: language });
    const { page } = svod;
    const [first, second] = language === 'ru' ? ['Ковалёва Анна Сергеевна', 'Орлов Пётр Ильич'] as const : ['Anna Kovaleva', 'Peter Orlov'] as const;
    const [director, head] = language === 'ru' ? ['Директор', 'Начальник отдела'] as const : ['Director', 'Head of department'] as const;
    const { t, press, type } = handsOn(svod, language, () => Promise.resolve());
    await svod.call('service.createWorkspace', {
      role: 'ministry', country: 'RU', body: language === 'ru' ? 'Министерство промышленности и торговли' : 'Ministry of Industry and Trade', person: second, language, round: '2026', passphrase: 'берёза снег река утро',
    });
    await svod.call('service.setPerson', { person: first });
    await svod.call('survey.createCompany', { country: 'RU', scheme: 'ru_inn', number: '7735991209', name: language === 'ru' ? 'АО «Северный кристалл»' : 'Northern Crystal JSC' });
    await page.reload();
    await openFromList(page, /7735991209/);
    const position = page.locator('[data-path="/A/A06"] input');
    await position.focus();
    await type(director);

    // Nothing is saved yet: it is, under the first name, before the second person takes over.
    await page.getByRole('button', { name: t('person.switch', { person: first }) }).press('Enter');
    await expect(page.getByRole('menuitemradio')).toHaveCount(3);
    await press('ArrowDown', 'Enter');
    await expect(page.getByRole('button', { name: t('person.switch', { person: second }) })).toBeVisible();
    await expect(position).toHaveValue(director);
    await position.focus();
    await press('Control+A');
    await type(head);
    await press('Control+H');
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByRole('row')).toHaveCount(3);
    await expect(dialog.getByRole('row').nth(1)).toContainText(second);
    await expect(dialog.getByRole('row').nth(2)).toContainText(first);
    await show(svod, `field-history-${language}`);
    await dialog.getByRole('button', { name: t('history.restoreValue', { value: director }) }).press('Enter');
    await expect(position).toHaveValue(director);
    await expect(position).toBeFocused();
    await press('Control+Z');
    await expect(position).toHaveValue(head);

    // Who takes over goes on where the other stood.
    const title = page.locator('.section-title .section-name');
    await press('F10');
    await expect(title).toHaveText('B');
    await page.getByRole('button', { name: t('person.switch', { person: second }) }).press('Enter');
    await expect(page.getByRole('menuitemradio')).toHaveCount(3);
    await press('ArrowDown', 'Enter');
    await expect(page.getByRole('button', { name: t('person.switch', { person: first }) })).toBeVisible();
    await expect(title).toHaveText('B');
    await svod.close();
  });
}

test('a daily copy that cannot be made is told in the status line, and the work goes on', async () => {
  const svod = await launchApp();
  await svod.call('service.createWorkspace', { role: 'ministry', country: 'RU', body: 'Минпром', person: 'Ковалёва А. С.', language: 'ru', round: '2026', passphrase: 'берёза снег река утро' });
  await writeFile(join(svod.userData, 'workspace', 'backups'), 'a file where the folder should be');
  await svod.page.reload();
  await expect(svod.page.getByRole('contentinfo').getByRole('alert')).toContainText(/Ежедневная резервная копия не создана: .*backups/, { timeout: 40_000 });
  await show(svod, 'backup-failed-ru');
  expect((await svod.call('survey.createCompany', { country: 'RU', scheme: 'ru_inn', number: '7735991209', name: 'Завод' })).ok).toBe(true);
  await svod.close();
});
