import { basename } from 'node:path';
import { expect } from '@playwright/test';
import type { Hands } from '../hands.ts';

/** Signs what is approved into a bundle file; answers with the short code of the receipt. */
export async function exportBundle({ svod, page, t, open, press, type, look }: Hands, file: string, passphrase: string): Promise<string> {
  await open('frame.bundles');
  await expect(page.getByLabel(t('ui.passphrase'), { exact: true })).toBeFocused();
  await svod.answerSave(file);
  await type(passphrase);
  await press('Enter');
  await expect(page.getByRole('heading', { name: t('receipt.title') })).toBeFocused();
  await look('receipt');
  return page.getByTestId('short-code').innerText();
}

/** Picks a bundle, sees it verified under the short code that was read aloud, and merges it. */
export async function mergeBundle({ svod, page, t, open, press, look }: Hands, file: string, code: string): Promise<void> {
  await open('frame.merge');
  await expect(page.getByRole('button', { name: t('merge.pick') })).toBeFocused();
  await svod.answerOpen(file);
  await press('Enter');
  await expect(page.getByRole('button', { name: t('merge.applyCount', { count: 1 }) })).toBeFocused();
  const card = page.getByRole('article', { name: basename(file) });
  await expect(card).toContainText(t('merge.stepsPassed'));
  await expect(card).toContainText(t('merge.shortCode', { code }));
  await look('bundle-verified');
  await press('Enter');
  await expect(page.getByRole('button', { name: t('merge.report.done') })).toBeFocused({ timeout: 30_000 });
  await look('merged');
}
