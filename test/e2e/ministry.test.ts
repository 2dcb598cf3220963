import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { launchApp } from '../helpers/app.ts';

const PASSPHRASE = 'берёза снег река утро';

test('an official fills a survey and exports it, from the first run to the receipt, by keyboard alone', async () => {
  test.setTimeout(240_000);
  const svod = await launchApp();
  const { page } = svod;
  const file = join(svod.userData, 'bundle.svod');
  const keys = keyboardOf(page);
  const complaints: string[] = [];
  page.on('console', (message) => { if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text()); });
  page.on('pageerror', (error) => complaints.push(error.message));
  /** A picture of the screen for people, and what a screen reader would stumble over. */
  const look = async (name: string) => {
    await svod.screenshot(name);
    const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
    expect(violations.map((violation) => `${violation.id}: ${violation.nodes[0]?.html}`), name).toEqual([]);
  };

  await test.step('the first run', async () => {
    await expect(page.getByRole('heading', { name: 'Язык · Language' })).toBeFocused();
    await look('first-run-language');
    await keys.press('Tab', 'Tab', 'Enter');
    await expect(page.getByRole('heading', { name: 'Кто работает' })).toBeFocused();
    await look('first-run-role');
    await keys.press('Tab', 'Tab', 'Tab', 'Enter');
    await expect(page.getByRole('heading', { name: 'Ваш орган и вы' })).toBeFocused();
    await keys.press('Tab');
    await keys.type('бела', 'Tab', 'Министерство промышленности Республики Беларусь', 'Tab', 'Ковалёва Анна Сергеевна', 'Tab', '2026');
    await look('first-run-body');
    await keys.press('Enter');
    await expect(page.getByRole('heading', { name: 'Парольная фраза ключа' })).toBeFocused();
    await keys.press('Tab');
    await keys.type(PASSPHRASE, 'Tab', 'Tab', PASSPHRASE);
    await look('first-run-key');
    await keys.press('Enter');
    await expect(page.getByRole('heading', { name: 'Сохраните лист' })).toBeFocused();
    await svod.answerSave(join(svod.userData, 'sheet.pdf'));
    await keys.press('Tab', 'Enter');
    await expect(page.getByText('Сохранено: sheet.pdf')).toBeVisible();
    await look('first-run-sheet');
    await keys.press('Tab', 'Enter');
    await expect(page.getByRole('heading', { name: 'Организаций пока нет' })).toBeVisible();
    await look('companies-empty');
  });

  await test.step('a company is added; a wrong number is noticed while it is typed', async () => {
    await keys.press('Insert');
    await keys.type('200988542');
    await expect(page.getByRole('alert')).toContainText('Контрольная цифра не сходится');
    await look('company-add');
    await keys.press('Backspace');
    await keys.type('1');
    await expect(page.getByText('Контрольная цифра верна')).toBeVisible();
    await keys.press('Tab', 'Tab');
    await keys.type('ОАО «Полесские микросхемы»', 'Enter');
    await expect(page.getByRole('heading', { name: 'Полесские микросхемы' })).toBeVisible();
  });

  await test.step('answers are typed and saved', async () => {
    await expect(page.locator('[data-path="/A/A01"] input')).toBeFocused();
    await keys.type('2025', 'Tab', '20.11.2026', 'Tab', 'Бел', 'Tab', 'Минпром', 'Tab', 'Иванов Иван', 'Tab', 'Директор', 'Tab', '+375 17 200-00-00', 'Tab');
    await expect(page.getByTestId('saved')).toContainText('Сохранено в');
    await expect(page.locator('[data-path="/A/A02"] input')).toHaveValue('20.11.2026');
    await expect(page.locator('[data-path="/A/A03"] input')).toHaveValue('Беларусь');
    await look('form-survey');
  });

  await test.step('a table is filled', async () => {
    await keys.press('Control+PageDown');
    await expect(page.locator('.section-title')).toContainText('Сведения об организации');
    await answer(page, '/B/B26', async () => {
      await keys.press('Enter');
      await keys.type('дистриб');
      await keys.press('ArrowDown', 'Enter', 'Escape');
    });
    await expect(page.locator('[data-path="/B/B26"]')).toContainText('Дистрибуция');
    await page.locator('[data-path="/B/site"] .repeat-foot button').first().focus();
    await keys.press('Enter');
    await keys.type('Главный корпус', 'Tab', 'Бел', 'Tab', 'Минск', 'Tab');
    await keys.press('Control+d');
    await expect(page.locator('[data-path="/B/site"] [role=row]')).toHaveCount(3);
    await look('form-table');
    await keys.press('Control+Delete');
    await expect(page.locator('[data-path="/B/site"] [role=row]')).toHaveCount(2);
  });

  await test.step('what is missing is named; reasons are given for it', async () => {
    await page.getByRole('button', { name: 'Что мешает завершить' }).focus();
    await keys.press('Enter');
    await expect(page.getByText('Мешают завершить')).toBeVisible();
    await look('form-blocked');
    await settleFindings(page);
    await look('form-filled');
  });

  await test.step('the form is completed and approved', async () => {
    await page.getByRole('button', { name: 'Завершить', exact: true }).focus();
    await keys.press('Enter');
    await expect(page.getByText('Анкета завершена')).toBeVisible();
    await look('form-complete');
    await page.getByRole('button', { name: 'Утвердить' }).focus();
    await keys.press('Enter');
    await expect(page.getByText('Анкета утверждена')).toBeVisible();
  });

  await test.step('the bundle is exported; the receipt agrees with the file', async () => {
    await keys.press('Alt+2');
    await expect(page.getByText('1 организация, 2 редакции')).toBeVisible();
    await expect(page.getByLabel('Парольная фраза', { exact: true })).toBeFocused();
    await svod.answerSave(file);
    await keys.type('не та фраза совсем', 'Enter');
    await expect(page.getByRole('alert')).toContainText('Парольная фраза неверна');
    await look('export');
    await keys.type(PASSPHRASE, 'Enter');
    await expect(page.getByRole('heading', { name: 'Пакет готов' })).toBeFocused();
    await look('receipt');
    expect((await stat(file)).size).toBeGreaterThan(500);
    await page.getByRole('button', { name: 'Готово' }).focus();
    await keys.press('Enter');
    await expect(page.getByText('Направлять пока нечего')).toBeVisible();
    await expect(page.getByRole('cell', { name: 'bundle.svod' })).toBeVisible();
    await look('bundles');
  });

  await test.step('the company is now in a bundle, in the other language too', async () => {
    await keys.press('Alt+1');
    await expect(page.getByRole('row', { name: /Полесские/ })).toContainText('В пакете');
    await page.getByRole('radio', { name: 'English' }).focus();
    await keys.press('Enter');
    await expect(page.getByRole('heading', { name: 'Companies' })).toBeVisible();
    await expect(page.getByRole('row', { name: /Полесские/ })).toContainText('In a bundle');
    await expect(page.locator('html')).toHaveAttribute('lang', 'en');
    await look('companies-en');
    await keys.press('Alt+5');
    await look('settings-en');
  });

  expect(complaints).toEqual([]);
  const log = await readFile(join(svod.userData, 'logs', 'svod.log'), 'utf8');
  expect(log).not.toContain(PASSPHRASE);
  expect(log).not.toContain('Полесские');
  await svod.close();
});

/** Keys as a person presses them: words are typed, names of keys pressed. */
function keyboardOf(page: Page) {
  const names = new Set(['Tab', 'Enter', 'Escape']);
  const press = async (...chords: readonly string[]) => { for (const chord of chords) await page.keyboard.press(chord); };
  return {
    press,
    type: async (...parts: readonly string[]) => { for (const part of parts) await (names.has(part) ? page.keyboard.press(part) : page.keyboard.type(part)); },
  };
}

/** Does something with the cursor in a question. */
async function answer(page: Page, path: string, work: () => Promise<void>): Promise<void> {
  await page.locator(`[data-path="${path}"]`).locator('input, button.input, [role=radio]').first().focus();
  await work();
}

/** Goes from finding to finding: gives consent, says why an answer is missing, justifies warnings. */
async function settleFindings(page: Page): Promise<void> {
  const blocked = page.locator('.findings-blocked');
  for (let round = 0; round < 120 && (await blocked.count()) > 0; round += 1) {
    const before = await blocked.textContent();
    await page.keyboard.press('F8');
    await page.waitForTimeout(40);
    const inRadios = await page.evaluate(() => Boolean(document.activeElement?.closest('[role=radiogroup]')));
    await page.keyboard.press('F9');
    const writing = page.getByRole('textbox', { name: 'Обоснование' });
    if ((await writing.count()) > 0) {
      await writing.press('Control+A');
      await page.keyboard.type('Сведения уточняются, ответ организации ожидается');
      await page.keyboard.press('Control+Enter');
    } else if (inRadios) await page.keyboard.press('Space');
    else {
      await page.keyboard.press('F4');
      await page.keyboard.press('Enter');
    }
    await expect(blocked.filter({ hasText: before ?? '' }), `finding ${round} is settled`).toHaveCount(0, { timeout: 2_000 }).catch(() => undefined);
  }
  await expect(blocked).toHaveCount(0);
}
