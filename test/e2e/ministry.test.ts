import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { launchApp } from '../helpers/app.ts';
import { handsOn, type Hands } from '../helpers/hands.ts';
import { exportBundle } from '../helpers/steps/bundle.ts';
import { firstRun } from '../helpers/steps/firstRun.ts';
import { completeAndApprove, goToHead } from '../helpers/steps/survey.ts';

const PASSPHRASE = 'берёза снег река утро';

test('an official fills a survey and exports it, from the first run to the receipt, by keyboard alone', async () => {
  const svod = await launchApp();
  const { page } = svod;
  const file = join(svod.userData, 'bundle.svod');
  const complaints: string[] = [];
  page.on('console', (message) => { if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text()); });
  page.on('pageerror', (error) => complaints.push(error.message));
  /** A picture of the screen for people, and what a screen reader would stumble over. */
  const look = async (name: string) => {
    await svod.screenshot(name);
    const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
    expect(violations.map((violation) => `${violation.id}: ${violation.nodes[0]?.html}`), name).toEqual([]);
  };
  const hands = handsOn(svod, 'ru', look);
  const { press, type, goTo, push } = hands;
  const field = (path: string) => page.locator(`[data-path="${path}"]`);

  await test.step('the first run', () => firstRun(hands, {
    role: 'ministry', country: 'BY', body: 'Министерство промышленности Республики Беларусь', person: 'Ковалёва Анна Сергеевна', round: '2026', passphrase: PASSPHRASE,
  }, join(svod.userData, 'sheet.pdf')));

  await test.step('a company is added; a wrong number is noticed while it is typed', async () => {
    await press('Insert');
    await type('200988542');
    await expect(page.getByRole('alert')).toContainText('Контрольная цифра не сходится');
    await look('company-add');
    await press('Backspace');
    await type('1');
    await expect(page.getByText('Контрольная цифра верна')).toBeVisible();
    await goTo(page.getByRole('dialog').getByLabel('Наименование'));
    await type('ОАО «Полесские микросхемы»');
    await press('Enter');
    await expect(page.getByRole('heading', { name: 'Полесские микросхемы' })).toBeVisible();
  });

  await test.step('answers are typed and saved', async () => {
    await expect(page.locator('[data-path="/A/A01"] input')).toBeFocused();
    await type('2025', '20.11.2026', 'Бел', 'Минпром', 'Иванов Иван', 'Директор', '+375 17 200-00-00', '');
    await expect(page.getByTestId('saved')).toContainText('Сохранено в');
    await expect(page.locator('[data-path="/A/A02"] input')).toHaveValue('20.11.2026');
    await expect(page.locator('[data-path="/A/A03"] input')).toHaveValue('Беларусь');
    await look('form-survey');
  });

  await test.step('a table is filled', async () => {
    await press('Control+PageDown');
    await expect(page.locator('.section-title')).toContainText('Сведения об организации');
    await goTo(field('/B/B26'));
    await press('Space');
    await type('дистриб');
    await press('ArrowDown', 'Enter', 'Escape');
    await expect(page.locator('[data-path="/B/B26"]')).toContainText('Дистрибуция');
    await push(field('/B/site').getByRole('button', { name: 'Добавить строку' }));
    await type('Главный корпус', 'Бел', 'Минск', '');
    await press('Control+d');
    await expect(page.locator('[data-path="/B/site"] [role=row]')).toHaveCount(3);
    await look('form-table');
    await press('Control+Delete');
    await expect(page.locator('[data-path="/B/site"] [role=row]')).toHaveCount(2);
  });

  await test.step('what is missing is named; reasons are given for it', async () => {
    await goToHead(hands);
    await push(page.getByRole('button', { name: 'Что мешает завершить' }));
    await expect(page.getByText('Мешают завершить')).toBeVisible();
    await look('form-blocked');
    await settleFindings(hands);
    await look('form-filled');
  });

  await test.step('the form is completed and approved', () => completeAndApprove(hands));

  await test.step('the bundle is exported; the receipt agrees with the file', async () => {
    await press('Alt+2');
    await expect(page.getByText('1 организация, 2 редакции')).toBeVisible();
    await expect(page.getByLabel('Парольная фраза', { exact: true })).toBeFocused();
    await svod.answerSave(file);
    await type('не та фраза совсем');
    await press('Enter');
    const passphrase = page.getByLabel('Парольная фраза', { exact: true });
    await expect(page.getByRole('alert')).toHaveText(/Парольная фраза неверна/);
    await expect(passphrase).toHaveAccessibleDescription(/Парольная фраза неверна/);
    await expect(passphrase).toHaveAttribute('aria-invalid', 'true');
    await expect(passphrase).toBeFocused();
    await look('export');
    await exportBundle(hands, file, PASSPHRASE);
    expect((await stat(file)).size).toBeGreaterThan(500);
    await push(page.getByRole('button', { name: 'Готово' }));
    await expect(page.getByText('Направлять пока нечего')).toBeVisible();
    await expect(page.getByRole('cell', { name: 'bundle.svod' })).toBeVisible();
    await look('bundles');
  });

  await test.step('the company is now in a bundle, in the other language too', async () => {
    await press('Alt+1');
    await expect(page.getByRole('row', { name: /Полесские/ })).toContainText('В пакете');
    await goTo(page.getByRole('banner'), 'F6');
    await goTo(page.getByRole('radiogroup', { name: 'Язык' }));
    await push(page.getByRole('radio', { name: 'English' }), 'ArrowRight');
    await expect(page.getByRole('heading', { name: 'Companies' })).toBeVisible();
    await expect(page.getByRole('row', { name: /Полесские/ })).toContainText('In a bundle');
    await expect(page.locator('html')).toHaveAttribute('lang', 'en');
    await look('companies-en');
    await page.getByRole('button', { name: 'Settings', exact: true }).press('Enter');
    await look('settings-en');
  });

  expect(complaints).toEqual([]);
  const log = await readFile(join(svod.userData, 'logs', 'svod.log'), 'utf8');
  expect(log).not.toContain(PASSPHRASE);
  expect(log).not.toContain('Полесские');
  await svod.close();
});

/** Goes from finding to finding: gives consent, says why an answer is missing, justifies warnings. */
async function settleFindings({ page, press, type }: Hands): Promise<void> {
  const blocked = page.locator('.findings-blocked');
  for (let round = 0; round < 120 && (await blocked.count()) > 0; round += 1) {
    const before = await blocked.textContent();
    await press('F8');
    await page.waitForTimeout(40);
    const inRadios = await page.evaluate(() => Boolean(document.activeElement?.closest('[role=radiogroup]')));
    await press('F9');
    const writing = page.getByRole('textbox', { name: 'Обоснование' });
    if ((await writing.count()) > 0) {
      await press('Control+A');
      await type('Сведения уточняются, ответ организации ожидается');
      await press('Control+Enter');
    } else if (inRadios) await press('Space');
    else {
      await press('F4');
      await press('Enter');
    }
    await expect(blocked.filter({ hasText: before ?? '' }), `finding ${round} is settled`).toHaveCount(0, { timeout: 2_000 }).catch(() => undefined);
  }
  await expect(blocked).toHaveCount(0);
}
