import { expect, test } from '@playwright/test';
import { show } from '../helpers/accessible.ts';
import { launchApp } from '../helpers/app.ts';
import { handsOn } from '../helpers/hands.ts';
import { goToField } from '../helpers/steps/goToField.ts';
import { openFromList } from '../helpers/steps/list.ts';
import { cutOff, photograph } from '../helpers/zoomed.ts';

for (const language of ['ru', 'en'] as const) {
  test(`a note is written on a field and on a cell of a table, read, undone, listed and found again, by keyboard (${language})`, async () => {
    const svod = await launchApp({ locale: language });
    const { page } = svod;
    const ru = language === 'ru';
    const { t, press, look } = handsOn(svod, language, (name) => show(svod, `${name}-${language}`));
    const person = ru ? 'Ковалёва Анна Сергеевна' : 'Anna Kovaleva';
    const [onIncome, onStaff] = ru ? ['Директор подтвердил по телефону: сумма с филиалом в Зеленограде', 'Двое переходят в январе'] as const : ['The director confirmed by telephone that the figure includes the branch', 'Two of them leave in January'] as const;
    await svod.call('service.createWorkspace', { role: 'ministry', country: 'RU', body: ru ? 'Минпром' : 'Ministry of Industry', person, language, round: '2026', passphrase: 'берёза снег река утро' });
    await svod.call('survey.createCompany', { country: 'RU', scheme: 'ru_inn', number: '7735991209', name: ru ? 'АО «Северный кристалл»' : 'Northern Crystal JSC' });
    await page.reload();
    await openFromList(page, /7735991209/);
    await page.locator('.form-head').waitFor();

    const income = page.locator('[data-path="/C/C02"]');
    const field = income.getByRole('textbox');
    const mark = income.getByRole('button', { name: t('note.at', { text: onIncome }) });
    const editor = page.getByRole('dialog');
    const noting = editor.getByRole('textbox', { name: t('note.text') });
    await goToField(page, 'C02');
    await page.keyboard.type('120000');
    await press('Control+N');
    await expect(noting).toBeFocused();
    await page.keyboard.type(onIncome);
    await expect(editor).toContainText(t('note.travels'));
    await look('note-editor');
    // The keys of the form wait, and what is over it goes with Ctrl+Enter.
    await press('F7', 'Control+K');
    await expect(noting).toBeFocused();
    await press('Control+Enter');
    await expect(editor).toHaveCount(0);
    await expect(field).toBeFocused();
    await expect(field).toHaveAccessibleDescription(new RegExp(onIncome));
    await expect(mark).toBeVisible();
    await press('Control+N');
    await page.keyboard.type('?!');
    await expect(noting).toHaveValue(`${onIncome}?!`);
    await press('Escape');
    await expect(field).toBeFocused();
    await expect(mark).toBeVisible();
    await press('Control+Z');
    await expect(mark).toHaveCount(0);
    await press('Control+Y');
    await expect(mark).toBeVisible();

    await goToField(page, 'D05 1');
    await page.keyboard.type('12');
    const cell = page.locator('.grid-active');
    await press('Control+N');
    await page.keyboard.type(onStaff);
    await look('note-cell');
    await press('Control+Enter');
    await expect(cell).toHaveClass(/grid-noted/);
    await expect(cell).toHaveAttribute('title', t('note.at', { text: onStaff }));
    await press('ArrowDown', 'ArrowUp');
    await expect(page.locator('.form-spoken')).toContainText(onStaff);
    await press('ArrowDown', 'ArrowDown', 'Control+N');
    await expect(page.getByRole('status').filter({ hasText: t('form.note-nowhere') })).toBeVisible();
    await look('note-table');

    await press('Control+Shift+N');
    await expect(editor.getByRole('row')).toHaveCount(3);
    await expect(editor.getByRole('row').nth(1)).toContainText(onIncome);
    await expect(editor.getByRole('row').nth(1)).toContainText(person);
    await look('notes-list');
    await press('ArrowDown', 'Enter');
    await expect(editor).toHaveCount(0);
    await expect(cell).toHaveAttribute('data-path', /\/D05$/);
    await expect(cell).toHaveClass(/grid-noted/);

    await press('Control+S');
    await page.reload();
    await openFromList(page, /7735991209/);
    await expect(page.locator('.form-head').getByRole('button', { name: t('notes.count', { count: 2 }) })).toBeVisible();
    await goToField(page, 'C02');
    await expect(mark).toBeVisible();
    await press('Control+H');
    await expect(editor.getByRole('row').filter({ hasText: onIncome })).toContainText(person);
    await look('note-history');
    await press('Escape', 'Control+N');
    await expect(noting).toHaveValue(onIncome);
    await svod.call('service.setZoom', { percent: 200 });
    await expect.poll(() => page.evaluate(() => window.innerWidth)).toBeLessThan(700);
    await expect.poll(() => cutOff(page)).toEqual([]);
    await photograph(svod, `note-editor-200-${language}`);
    // No text, no note.
    await press('Control+A', 'Delete', 'Control+Enter');
    await expect(field).toBeFocused();
    await expect(mark).toHaveCount(0);
    await svod.close();
  });
}
