import { expect, test } from '@playwright/test';
import { show } from '../helpers/accessible.ts';
import { launchApp } from '../helpers/app.ts';
import { handsOn } from '../helpers/hands.ts';
import { goToField } from '../helpers/steps/goToField.ts';
import { openFromList } from '../helpers/steps/list.ts';

for (const language of ['ru', 'en'] as const) {
  test(`a row that somebody deleted comes back days later with all that stood in it, by keyboard, and that is undone (${language})`, async () => {
    const svod = await launchApp({ locale: language });
    const { page } = svod;
    const { t, press, push } = handsOn(svod, language);
    const [first, second] = language === 'ru' ? ['Ковалёва Анна Сергеевна', 'Орлов Пётр Ильич'] as const : ['Anna Kovaleva', 'Peter Orlov'] as const;
    const [site, town] = language === 'ru' ? ['Главный корпус', 'Зеленоград'] as const : ['Main building', 'Zelenograd'] as const;
    await svod.call('service.createWorkspace', { role: 'ministry', country: 'RU', body: language === 'ru' ? 'Минпром' : 'Ministry of Industry', person: first, language, round: '2026', passphrase: 'берёза снег река утро' });
    const added = await svod.call('survey.createCompany', { country: 'RU', scheme: 'ru_inn', number: '7735991209', name: language === 'ru' ? 'АО «Северный кристалл»' : 'Northern Crystal JSC' });
    const opened = await svod.call('survey.openResponse', { entity: added.ok ? added.value.entity : '' });
    const response = opened.ok ? opened.value.response : 0;
    const save = (changes: readonly { readonly path: string; readonly value: string | number | null }[]) =>
      svod.call('survey.saveAnswers', { response, changes, progress: { required: 0, answered: 0, errors: 0, warnings: 0, unjustified: 0 } });
    const row = [['/B/site[a1]', 1], ['/B/site[a1]/B29', site], ['/B/site[a1]/B30', 'RU'], ['/B/site[a1]/B31', town]] as const;
    expect((await save(row.map(([path, value]) => ({ path, value })))).ok).toBe(true);
    await svod.call('service.setPerson', { person: second });
    expect((await save(row.map(([path]) => ({ path, value: null })))).ok).toBe(true);
    await page.reload();

    await openFromList(page, /7735991209/);
    await page.locator('.form-head').waitFor();
    await goToField(page, 'B28');
    const table = page.locator('[data-path="/B/site"]');
    await expect(table.getByText(t('rows.count', { count: 0 }))).toBeVisible();
    await press('Control+H');
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByRole('row')).toHaveCount(2);
    await expect(dialog.getByRole('row').nth(1)).toContainText(second);
    await expect(dialog.getByRole('row').nth(1)).toContainText(site);
    await show(svod, `deleted-rows-${language}`);
    await push(dialog.getByRole('button', { name: t('rows.goneBack', { row: '' }).trim() }));
    await expect(table.getByText(t('rows.count', { count: 1 }))).toBeVisible();
    await expect(table).toContainText(town);
    // The cursor stands in the row that came back, with its history; no row is missing any more.
    await press('Control+H');
    await expect(dialog).toContainText(first);
    await push(dialog.getByRole('button', { name: t('rows.gone') }));
    await expect(dialog).toContainText(t('rows.goneNone'));
    await press('Escape');
    await press('Control+Z');
    await expect(table.getByText(t('rows.count', { count: 0 }))).toBeVisible();
    await svod.screenshot(`deleted-rows-table-${language}`);
    await svod.close();
  });
}
