import { copyFile, readFile, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import type { Bridge } from '../../shared/ipc/api.ts';
import type { NewWorkspace } from '../../shared/ipc/service.ts';
import { show } from '../helpers/accessible.ts';
import { launchApp, type App } from '../helpers/app.ts';
import { makeExample } from '../helpers/example.ts';
import { handsOn } from '../helpers/hands.ts';
import { addKey, exportPublicKey, exportRegistry, installRegistry } from '../helpers/steps/trust.ts';

const passphrase = 'берёза снег река утро';
const workspace: NewWorkspace = {
  role: 'commission', country: 'EAEU', body: 'Евразийская экономическая комиссия', person: 'Ержанова Г. С.', language: 'ru', round: '2026', passphrase,
};

const example = makeExample('window', 24);

/** A fresh workspace as the first run leaves it. */
async function fresh(made: NewWorkspace): Promise<App> {
  const svod = await launchApp();
  await svod.page.evaluate((given) => (window as unknown as { svod: Bridge }).svod.call('service.createWorkspace', given), made);
  await svod.page.reload();
  await expect(svod.page.getByText(made.body)).toBeVisible();
  return svod;
}

const freshCommission = (): Promise<App> => fresh(workspace);

/** Somebody who reads Russian at the keyboard; looking is showing. */
const handsOf = (svod: App) => handsOn(svod, 'ru', (name) => show(svod, name));

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name });

test('the Commission installs trust, merges, sees where a value comes from and resolves a conflict', async () => {
  const svod = await freshCommission();
  const { page } = svod;

  await test.step('the registry is installed after its fingerprint was compared', async () => {
    await installRegistry(handsOf(svod), example.demo.registry);
    await show(svod, 'commission-trust');
  });

  const damaged = example.at('damaged.svod');
  await damage(example.demo.bundles.at(-1) as string, damaged);
  const sound = example.demo.bundles.slice(0, -1);
  await test.step('bundles are verified one by one, and a damaged one is refused by name', async () => {
    await page.keyboard.press('Alt+2');
    await expect(heading(page, 'Слияние')).toBeVisible();
    await show(svod, 'commission-desk-empty');
    await svod.answerOpen(...sound, damaged);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('button', { name: /^Свести \d+ пакет/ })).toBeFocused();
    const refused = page.getByRole('article', { name: 'damaged.svod' });
    await expect(refused).toContainText('Отклонён');
    await expect(page.getByRole('article', { name: basename(example.demo.bundles[0] as string) })).toContainText('Все шесть проверок пройдены');
    await show(svod, 'commission-desk-preview');
  });

  await test.step('the merge reports what it did', async () => {
    await page.keyboard.press('Enter');
    await expect(page.getByText('Слияние выполнено')).toBeVisible({ timeout: 60_000 });
    await expect(page.getByText('Хеш сводных данных')).toBeVisible();
    await show(svod, 'commission-report');
  });

  await test.step('a value says who entered it, whose key signed it and in which bundle it came', async () => {
    await page.keyboard.press('Alt+1');
    await expect(page.getByRole('grid')).toBeFocused();
    await show(svod, 'commission-companies');
    await page.keyboard.press('Enter');
    const origin = page.getByRole('complementary', { name: 'Откуда значение' });
    await expect(origin).toContainText('Подписано ключом');
    await page.keyboard.press('ArrowDown');
    await expect(origin).toContainText('Поступило в пакете');
    await expect(page.getByText('не передано').first()).toBeVisible();
    await show(svod, 'commission-company');
  });

  await test.step('a conflict is resolved by keyboard alone', async () => {
    await page.keyboard.press('Alt+3');
    const left = page.getByText(/^Осталось \d+$/);
    await expect(left).toBeVisible();
    const before = Number((await left.textContent())?.replace(/\D/g, ''));
    await expect(page.getByRole('group', { name: 'Выберите верное значение' })).toBeVisible();
    await show(svod, 'commission-conflicts');
    const section = ((await page.getByTestId('conflict-path').textContent()) ?? '').replace(/^[A-Z]+\. | ›.*$/g, '');
    const question = (await page.getByTestId('conflict-question').textContent()) ?? '';
    await page.keyboard.press('1');
    await page.keyboard.type('Уточнено в министерстве по телефону');
    await show(svod, 'commission-conflict-chosen');
    const company = ((await page.getByRole('heading', { level: 2 }).textContent()) ?? '').replace(/^.*«|».*$/g, '');
    await page.keyboard.press('Enter');
    await expect(page.getByText('устранено 1')).toBeVisible();
    await expect(page.getByText(before === 1 ? 'Все расхождения устранены' : `Осталось ${before - 1}`)).toBeVisible();

    await page.keyboard.press('Control+K');
    await page.keyboard.type(company);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('row')).toHaveCount(2);
    await page.getByRole('grid').press('Enter');
    await expect(page.getByRole('heading', { level: 1 })).toContainText(company);
    await page.getByRole('navigation', { name: 'Разделы' }).getByRole('button', { name: section }).click();
    await page.getByRole('button', { name: `${question}: ` }).click();
    const origin = page.getByRole('complementary', { name: 'Откуда значение' });
    await expect(origin).toContainText('Внесено в этой базе, ещё не отправлено');
    await expect(origin).toContainText(workspace.person);
    await expect(origin.getByRole('list')).toContainText('Уточнено в министерстве по телефону');
    await show(svod, 'commission-resolved');
  });

  await test.step('the same bundles again change nothing', async () => {
    await page.keyboard.press('Alt+2');
    await page.getByRole('button', { name: 'Готово' }).click();
    await svod.answerOpen(...sound);
    await page.getByRole('button', { name: 'Выбрать пакеты…' }).click();
    await expect(page.getByText('В этих файлах сводить нечего.')).toBeVisible();
    await page.getByRole('radio', { name: /^Сведённые/ }).click();
    await expect(page.getByText('База сейчас')).toBeVisible();
    await show(svod, 'commission-journal');
    await page.getByRole('radio', { name: /^Отклонённые/ }).click();
    await expect(page.getByText('damaged.svod')).toBeVisible();
    await show(svod, 'commission-quarantine');
  });
  await svod.close();
});

/** A copy with one bit turned over in the middle. */
async function damage(from: string, to: string): Promise<void> {
  await copyFile(from, to);
  const bytes = await readFile(to);
  const middle = Math.floor(bytes.length / 2);
  bytes[middle] = (bytes[middle] as number) ^ 1;
  await writeFile(to, bytes);
}

test('the Commission works in English as well', async () => {
  const svod = await launchApp({ workspace: example.demo.commission, locale: 'en' });
  const { page } = svod;
  await page.getByRole('radio', { name: 'English' }).click();
  await page.keyboard.press('Alt+2');
  await expect(heading(page, 'Merge')).toBeVisible();
  await svod.answerOpen(...example.demo.bundles);
  await page.getByRole('button', { name: 'Choose bundles…' }).press('Enter');
  await page.getByRole('button', { name: /^Merge \d+ bundles$/ }).press('Enter');
  await expect(page.getByRole('heading', { name: 'What is next' })).toBeVisible({ timeout: 60_000 });
  await show(svod, 'commission-report-en');
  await page.getByRole('button', { name: /^Resolve \d+ conflict/ }).click();
  await expect(page.getByRole('group', { name: 'Choose the value that is true' })).toBeVisible();
  await show(svod, 'commission-conflicts-en');
  await page.getByRole('button', { name: 'Open the company' }).click();
  const origin = page.getByRole('complementary', { name: 'Where the value comes from' });
  await expect(origin.getByText('Value 1 of 2')).toBeVisible();
  await expect(origin.getByRole('list')).toBeVisible();
  await show(svod, 'commission-company-en');
  await page.getByRole('button', { name: 'Trust', exact: true }).press('Enter');
  await expect(page.getByText('Registry in force')).toBeVisible();
  await page.getByRole('button', { name: /^Revoke the key of/ }).first().click();
  await expect(page.getByRole('dialog')).toContainText('The last one merged here is No.');
  await show(svod, 'commission-revoke-en');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await show(svod, 'commission-trust-en');
  await svod.close();
});

test('a bundle whose predecessor is missing waits and joins by itself', async () => {
  const svod = await freshCommission();
  const { page } = svod;
  const [first, second] = example.demo.bundles.slice(0, 2) as [string, string];
  const bring = async (file: string) => {
    await svod.answerOpen(file);
    await page.getByRole('button', { name: 'Выбрать пакеты…' }).click();
    await page.getByRole('button', { name: /^(Свести|Сохранить) 1 пакет/ }).press('Enter');
    await expect(page.getByRole('button', { name: 'Готово' })).toBeVisible();
  };
  await installRegistry(handsOf(svod), example.demo.registry);
  await page.keyboard.press('Alt+2');
  await bring(second);
  await expect(page.getByText('Ещё не поступил пакет № 1 этого органа.')).toBeVisible();
  await show(svod, 'commission-pending');
  await page.getByRole('button', { name: 'Готово' }).click();
  await page.getByRole('radio', { name: /^Сведённые/ }).click();
  await expect(page.getByText('Не поступили: № 1')).toBeVisible();
  await page.getByRole('radio', { name: 'Новые пакеты' }).click();
  await bring(first);
  await page.getByRole('radio', { name: /^Сведённые/ }).click();
  await expect(page.getByText('Пропусков нет')).toBeVisible();
  await svod.close();
});

test('trust goes round: a key is compared and added, the registry is exported, compared and installed', async () => {
  const key = example.at('ministry.svodkey');
  const registry = example.at('registry.svodtrust');
  const ministry = await fresh({ ...workspace, role: 'ministry', country: 'KG', body: 'Министерство экономики', person: 'Асанов Н. К.' });
  const spoken = await exportPublicKey(handsOf(ministry), key);

  const commission = await freshCommission();
  await addKey(handsOf(commission), key, spoken, passphrase);
  const root = await exportRegistry(handsOf(commission), registry);
  await commission.close();

  await ministry.page.getByRole('button', { name: 'Доверие', exact: true }).press('Enter');
  await expect(ministry.page.getByText('Реестр ключей не установлен')).toBeVisible();
  await show(ministry, 'ministry-trust-none');
  await installRegistry(handsOf(ministry), registry, root);
  await expect(ministry.page.getByText('Асанов Н. К.').last()).toBeVisible();
  await ministry.close();
});
