import { rm } from 'node:fs/promises';
import { expect, test, type Page } from '@playwright/test';
import type { Bridge } from '../../shared/ipc/api.ts';
import { show } from '../helpers/accessible.ts';
import { launchApp } from '../helpers/app.ts';
import { openFromList } from '../helpers/steps/list.ts';

const position = (page: Page) => page.getByLabel('Должность');

/** A workspace with one company, its form open. */
async function openForm(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const { call } = (window as unknown as { svod: Bridge }).svod;
    await call('service.createWorkspace', { role: 'ministry', country: 'BY', body: 'Минпром', person: 'Ковалёва А. С.', language: 'ru', round: '2026', passphrase: 'берёза снег река утро' });
    await call('survey.createCompany', { country: 'BY', scheme: 'by_unp', number: '200988541', name: 'Завод' });
  });
  await page.reload();
  await openFromList(page, /Завод/);
  await position(page).waitFor();
}

test('what was typed a moment before the window closed is there the next time', async () => {
  const first = await launchApp();
  await openForm(first.page);
  await position(first.page).focus();
  await first.page.keyboard.type('Начальник отдела');
  await first.app.close();

  const again = await launchApp({ userData: first.userData });
  await openFromList(again.page, /Завод/);
  await expect(position(again.page)).toHaveValue('Начальник отдела');
  await again.close();
  await rm(first.userData, { recursive: true, force: true });
});

test('a killed program loses nothing that was said to be saved', async () => {
  const first = await launchApp();
  await openForm(first.page);
  await position(first.page).focus();
  await first.page.keyboard.type('Директор');
  await first.page.keyboard.press('Tab');
  await expect(first.page.getByTestId('saved')).toBeVisible();
  await first.page.waitForTimeout(500);
  const ended = new Promise((resolve) => { first.app.process().once('exit', resolve); });
  first.app.process().kill('SIGKILL');
  await ended;

  // The next start says what was kept, in the list and in the form, and leads to the last answer.
  const again = await launchApp({ userData: first.userData });
  const { page } = again;
  await expect(page.getByText('Прошлая работа прервалась')).toBeVisible();
  await show(again, 'kept-list-ru');
  await page.getByRole('button', { name: /Завод – 1 ответ/ }).press('Enter');
  await expect(position(page)).toHaveValue('Директор');
  await expect(position(page)).toBeFocused();
  await expect(page.getByText(/Сохранён 1 ответ этой анкеты, последний – A06/)).toBeVisible();
  await show(again, 'kept-form-ru');
  await page.getByRole('button', { name: 'Понятно' }).press('Enter');
  await expect(page.getByText('Прошлая работа прервалась')).toHaveCount(0);
  await expect(position(page)).toBeFocused();
  await page.keyboard.press('Alt+ArrowLeft');
  await page.getByRole('button', { name: 'Понятно' }).press('Enter');
  await expect(page.getByText('Прошлая работа прервалась')).toHaveCount(0);
  await expect(page.getByRole('grid')).toBeFocused();
  await again.app.close();

  const calm = await launchApp({ userData: first.userData });
  await calm.page.getByRole('row', { name: /Завод/ }).waitFor();
  await expect(calm.page.getByText('Прошлая работа прервалась')).toHaveCount(0);
  await calm.close();
  await rm(first.userData, { recursive: true, force: true });
});

test('the language changes while the form is open, and nothing typed is lost', async () => {
  const svod = await launchApp();
  await openForm(svod.page);
  await position(svod.page).focus();
  await svod.page.keyboard.type('Директор');
  await svod.page.getByRole('radio', { name: 'English' }).focus();
  await svod.page.keyboard.press('Enter');
  await expect(svod.page.getByLabel('Position')).toHaveValue('Директор');
  await expect(svod.page.getByTestId('saved')).toContainText('Saved at');
  await svod.screenshot('form-survey-en');
  await svod.close();
});
