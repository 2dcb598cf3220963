import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { show } from '../helpers/accessible.ts';
import { approveAgain, button, openPlace, start, tellStories, type Desk } from '../helpers/stories.ts';

const story = tellStories('bundle desk');

/** Makes a key on the screen of keys, by keyboard, and saves its public half. */
async function makeKey(desk: Desk, usage: 'encrypt' | 'seal', file: string): Promise<void> {
  const { demo } = story();
  const { svod, page, t } = desk;
  await openPlace(desk, 'frame.settings');
  await button(desk, 'keyring.open').press('Enter');
  await expect(button(desk, 'keyring.make')).toBeEnabled();
  await button(desk, 'keyring.make').press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('radio', { name: t(`trust.usage.${usage}`) }).press('Space');
  await dialog.getByLabel(t('first.passphrase'), { exact: true }).fill('мало');
  await dialog.getByRole('button', { name: t('keyring.making.confirm') }).press('Enter');
  await expect(dialog.getByRole('alert').first()).toBeVisible();
  await dialog.getByLabel(t('first.passphrase'), { exact: true }).fill(demo.passphrase);
  await dialog.getByLabel(t('first.again')).fill(demo.passphrase);
  await show(desk.svod, `keys-make-${usage}`);
  await page.keyboard.press('Enter');
  await expect(page.getByText(t('keyring.notice.made'))).toBeVisible({ timeout: 30_000 });
  const card = page.getByRole('region', { name: new RegExp(`^${t(`trust.usage.${usage}`)}: `) });
  await svod.answerSave(file);
  await card.getByRole('button', { name: t('keyring.export') }).press('Enter');
  await expect(page.getByText(t('keyring.notice.exported', { file: file.split('/').at(-1) ?? '' }))).toBeVisible();
}

test('an encryption key is made, registered, and a bundle encrypted to it is merged and answered with a receipt', async () => {
  const { at, demo, passRegistryTo, run } = story();
  const encrypted = at('RU-next.svod.age');
  const [first] = demo.ministries as [string];
  await mkdir(at('receipts'));

  await test.step('the Commission makes an encryption key and adds it to the registry', async () => {
    const desk = await start(demo.commission);
    await makeKey(desk, 'encrypt', at('commission.svodkey'));
    await show(desk.svod, 'keys-list');
    await desk.svod.close();
    await run('trust', 'add', at('commission.svodkey'), '--workspace', demo.commission);
    await passRegistryTo(first);
  });

  await test.step('the ministry installs it, encrypts its next bundle by name, and sees that nothing is known of it yet', async () => {
    const desk = await start(first);
    const { svod, page, t } = desk;
    await approveAgain(desk);
    await openPlace(desk, 'frame.bundles');
    await page.getByText(t('bundles.encrypt'), { exact: true }).click();
    await expect(page.getByText(t('bundles.encryptTo'))).toBeVisible();
    await show(desk.svod, 'bundles-encrypt');
    await svod.answerSave(encrypted);
    await page.getByLabel(t('ui.passphrase'), { exact: true }).fill(demo.passphrase);
    await page.keyboard.press('Enter');
    await expect(page.getByTestId('short-code')).toBeVisible({ timeout: 30_000 });
    expect((await readFile(encrypted)).subarray(0, 21).toString()).toBe('age-encryption.org/v1');
    await button(desk, 'receipt.done').press('Enter');
    await expect(page.getByText(t('bundles.state.none')).first()).toBeVisible();
    await svod.close();
  });

  await test.step('the Commission opens it with the passphrase, keeps it for the one that is missing before it, and issues receipts', async () => {
    const desk = await start(demo.commission);
    const { svod, page, t } = desk;
    await openPlace(desk, 'frame.merge');
    await svod.answerOpen(encrypted);
    await button(desk, 'merge.pick').press('Enter');
    await expect(page.getByText(t('merge.locked.title', { count: 1 }))).toBeVisible();
    await show(desk.svod, 'merge-locked');
    await page.getByLabel(t('merge.locked.passphrase')).fill(`${demo.passphrase}?`);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('alert')).toBeVisible({ timeout: 30_000 });
    await page.getByLabel(t('merge.locked.passphrase')).fill(demo.passphrase);
    await page.keyboard.press('Enter');
    await expect(page.getByText(t('desk.willWait', { seq: 1 }))).toBeVisible({ timeout: 30_000 });
    await show(desk.svod, 'merge-pending');
    await page.getByRole('button', { name: /^Свести|^Принять|^Сохранить/ }).first().press('Enter');
    await expect(button(desk, 'merge.report.done')).toBeVisible({ timeout: 90_000 });
    await openPlace(desk, 'frame.bundles');
    await button(desk, 'receipts.write').press('Enter');
    await page.getByLabel(t('trust.passphrase')).fill(demo.passphrase);
    await show(desk.svod, 'receipts-write');
    await svod.answerOpen(at('receipts'));
    await page.keyboard.press('Enter');
    await expect(page.getByText(at('receipts'))).toBeVisible({ timeout: 60_000 });
    await button(desk, 'doctor.open').press('Enter');
    await svod.answerOpen(encrypted);
    await button(desk, 'doctor.pick').press('Enter');
    await expect(page.getByRole('region', { name: 'Зашифрованный файл (age)', exact: true })).toBeVisible({ timeout: 30_000 });
    await show(desk.svod, 'doctor-encrypted');
    await page.getByLabel(t('merge.locked.passphrase')).fill(demo.passphrase);
    await page.keyboard.press('Enter');
    await expect(page.locator('.doctor-head .trust-verified')).toBeVisible({ timeout: 30_000 });
    await svod.close();
  });

  await test.step('the ministry takes its receipts in, those of others are counted; it sends what is missing and all is merged', async () => {
    const desk = await start(first);
    const { svod, page, t } = desk;
    await openPlace(desk, 'frame.bundles');
    const files = (await readdir(at('receipts'))).map((name) => join(at('receipts'), name));
    await svod.answerOpen(...files);
    await button(desk, 'receipts.install').press('Enter');
    await expect(page.getByText(/на пакеты других рабочих мест/)).toBeVisible({ timeout: 30_000 });
    await expect(page.getByText(t('bundles.missing', { seq: 1 }))).toBeVisible();
    await show(desk.svod, 'bundles-missing');
    await page.getByRole('button', { name: t('bundles.showCompanies', { seq: 1 }) }).press('Enter');
    await expect(page.locator('.sent-companies li').first()).toBeVisible();
    await page.locator('.sent-companies').scrollIntoViewIfNeeded();
    await show(desk.svod, 'bundles-delivery');
    await svod.answerSave(at('again.svod'));
    await page.locator('.sent-table tbody tr').last().scrollIntoViewIfNeeded();
    await page.getByRole('button', { name: t('bundles.again') }).last().press('Enter');
    await expect(page.getByTestId('short-code')).toBeVisible({ timeout: 30_000 });
    await button(desk, 'receipt.done').press('Enter');
    await run('merge', at('again.svod'), '--workspace', demo.commission);
    const { receipts } = (await run('receipt', 'export', '--out', at('later'), '--workspace', demo.commission)) as { readonly receipts: readonly { readonly file: string }[] };
    await svod.answerOpen(...receipts.map(({ file }) => file));
    await button(desk, 'receipts.install').press('Enter');
    await expect(page.getByText(t('bundles.state.merged')).first()).toBeVisible({ timeout: 30_000 });
    await expect(page.getByText(t('bundles.missing', { seq: 1 }))).toHaveCount(0);
    await svod.close();
  });
});
