import { basename } from 'node:path';
import { expect } from '@playwright/test';
import type { Hands } from '../hands.ts';

/** A holder of a root key: the medium and the passphrase are theirs alone. */
export interface Holder {
  readonly name: string;
  readonly medium: string;
  readonly passphrase: string;
}

/** Makes a key on each medium and the root of them, lets two holders and the Commission's own key sign, puts it in force and prints it. */
export async function holdCeremony(hands: Hands, holders: readonly Holder[], own: string, sheet: string): Promise<void> {
  const { svod, page, t, open, press, type, push, goTo, look } = hands;
  const button = (name: Parameters<Hands['t']>[0]) => page.getByRole('button', { name: t(name) });
  const dialog = page.getByRole('dialog');
  await open('frame.trust');
  await push(button('ceremony.open'));
  await expect(page.getByRole('heading', { level: 1, name: t('ceremony.title') })).toBeVisible();
  await look('ceremony-begin');
  for (const [index, holder] of holders.entries()) {
    await svod.answerOpen(holder.medium);
    await push(button('ceremony.keys.new'));
    await goTo(dialog.getByLabel(t('ceremony.dialog.holder')));
    await type(holder.name);
    for (const label of ['first.passphrase', 'first.again'] as const) {
      await goTo(dialog.getByLabel(t(label), { exact: true }));
      await type(holder.passphrase);
    }
    if (index === 0) await look('ceremony-key');
    await press('Enter');
    await expect(page.getByText(t('ceremony.keys.done', { count: index + 1 }))).toBeVisible({ timeout: 20_000 });
    await expect(dialog).toBeHidden();
  }
  await push(button('ceremony.make.confirm'));
  await expect(page.getByText(t('ceremony.make.done', { version: 2 }))).toBeVisible();
  for (const [index, holder] of holders.slice(0, 2).entries()) {
    await svod.answerOpen(holder.medium);
    await push(button('ceremony.sign.medium'));
    await goTo(dialog.getByLabel(t('ceremony.dialog.passphrase')));
    await type(holder.passphrase);
    await press('Enter');
    await expect(page.getByText(t('ceremony.sign.byNext', { signed: index + 1, threshold: 2 }))).toBeVisible({ timeout: 20_000 });
    await expect(dialog).toBeHidden();
  }
  await look('ceremony-sign');
  for (const step of ['ceremony.sign.here', 'ceremony.finish.confirm'] as const) {
    await push(button(step));
    await goTo(dialog.getByLabel(t('trust.passphrase')));
    await type(own);
    await press('Enter');
    await expect(dialog).toBeHidden({ timeout: 20_000 });
  }
  await expect(page.getByText(t('ceremony.notice.finished', { version: 2 }))).toBeVisible();
  await svod.answerSave(sheet);
  await push(button('ceremony.print'));
  await expect(page.getByText(t('ceremony.notice.printed', { file: basename(sheet) }))).toBeVisible({ timeout: 20_000 });
  await look('ceremony-done');
}
