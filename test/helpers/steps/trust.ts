import { basename } from 'node:path';
import { expect, type Locator } from '@playwright/test';
import { printFailure } from '../../../shared/text/failure.ts';
import type { Hands } from '../hands.ts';

/** A fingerprint as it is read aloud. */
export type Spoken = readonly string[];

/** Writes the public key to a file and reads its fingerprint aloud. */
export async function exportPublicKey({ svod, page, t, open, push }: Hands, file: string): Promise<Spoken> {
  await open('frame.settings');
  const card = page.getByRole('region', { name: t('settings.key') });
  await svod.answerSave(file);
  await push(card.getByRole('button', { name: t('settings.exportKey') }));
  await expect(card.getByText(t('settings.keySaved', { file: basename(file) }))).toBeVisible();
  return wordsOf(card);
}

/** Prepares the adding of the key in the file after comparing its words, and signs the next version with the passphrase. */
export async function addKey(hands: Hands, file: string, spoken: Spoken, passphrase: string, version = 2): Promise<void> {
  const { svod, page, t, open, press, goTo, push, look } = hands;
  await open('frame.trust');
  await svod.answerOpen(file);
  await push(page.getByRole('button', { name: t('trust.add') }));
  const dialog = page.getByRole('dialog');
  await expect(dialog).toBeVisible();
  expect(await wordsOf(dialog)).toEqual(spoken);
  await goTo(dialog.locator('label.check'));
  await press('Space');
  await look('trust-add');
  await push(dialog.getByRole('button', { name: t('trust.adding.confirm', { count: 1 }) }));
  await expect(dialog).toBeHidden();
  await signRegistry(hands, passphrase, version);
}

/** Signs everything that is prepared, at the second attempt with the right passphrase. */
async function signRegistry({ page, language, t, press, type, goTo, push, look }: Hands, passphrase: string, version: number): Promise<void> {
  const dialog = page.getByRole('dialog');
  await push(page.getByRole('button', { name: t('trust.staged.sign') }));
  await look('trust-sign');
  await goTo(dialog.getByLabel(t('trust.passphrase')));
  await type(`${passphrase}?`);
  await press('Enter');
  await expect(dialog.getByText(printFailure(language, { code: 'wrong-passphrase' }))).toBeVisible();
  await expect(dialog.getByLabel(t('trust.passphrase'))).toHaveAccessibleDescription(printFailure(language, { code: 'wrong-passphrase' }));
  await expect(dialog.getByLabel(t('trust.passphrase'))).toBeFocused();
  await type(passphrase);
  await press('Enter');
  await expect(page.getByText(t('trust.notice.signed', { version }))).toBeVisible();
}

/** Writes the registry to a file and reads the fingerprint of its root aloud. */
export async function exportRegistry({ svod, page, t, push }: Hands, file: string): Promise<Spoken> {
  await svod.answerSave(file);
  await push(page.getByRole('button', { name: t('trust.export') }), 'Shift+Tab');
  await expect(page.getByText(t('trust.notice.exported', { file: basename(file) }))).toBeVisible();
  return wordsOf(page.getByRole('region', { name: t('trust.title') }));
}

/** Installs the registry in the file; the words of its root are compared when somebody has read them aloud. */
export async function installRegistry(hands: Hands, file: string, spoken?: Spoken): Promise<void> {
  const { svod, page, t, open, press, goTo, push, look } = hands;
  await open('frame.trust');
  await svod.answerOpen(file);
  await push(page.getByRole('button', { name: t('trust.install') }));
  const dialog = page.getByRole('dialog');
  await expect(dialog).toBeVisible();
  if (spoken) expect(await wordsOf(dialog)).toEqual(spoken);
  const install = dialog.getByRole('button', { name: t('trust.installing.confirm') });
  await expect(install).toBeDisabled();
  await look('trust-install');
  await goTo(dialog.locator('label.check'));
  await press('Space');
  await push(install);
  await expect(page.getByText(t('trust.registry'))).toBeVisible();
}

/** The words that stand in the place, without their numbers. */
async function wordsOf(place: Locator): Promise<Spoken> {
  const words = place.locator('.words li');
  await expect(words.first()).toBeVisible();
  return words.evaluateAll((items) => items.map((item) => item.lastChild?.textContent ?? ''));
}
