import { writeFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import { listKeys } from '../../electron/bundle/keys/keystore.ts';
import { show } from '../helpers/accessible.ts';
import { approveAgain, button, openPlace, start, tellStories } from '../helpers/stories.ts';

const story = tellStories('seal');

test('two people: the official signs, the seal completes, and a national signature travels along', async () => {
  const { at, demo } = story();
  const [first] = demo.ministries as [string];
  const unsealed = at('RU-unsealed.svod');
  await sealDemanded(first);
  const desk = await start(first);
  const { svod, page, t } = desk;
  await approveAgain(desk);
  await openPlace(desk, 'frame.bundles');
  await expect(page.getByText(t('seal.willAwait'))).toBeVisible();
  await show(desk.svod, 'seal-export');
  await svod.answerSave(unsealed);
  await page.getByLabel(t('ui.passphrase'), { exact: true }).fill(demo.passphrase);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: t('seal.awaitsTitle') })).toBeVisible({ timeout: 30_000 });
  await show(desk.svod, 'seal-awaits');
  const code = await page.getByTestId('short-code').innerText();
  await button(desk, 'receipt.done').press('Enter');
  await expect(page.getByText(t('bundles.state.awaits'))).toBeVisible();

  await svod.answerOpen(unsealed);
  await button(desk, 'seal.open').press('Enter');
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText(code);
  await show(desk.svod, 'seal-dialog');
  await dialog.getByLabel(t('seal.passphrase')).fill(`${demo.passphrase}?`);
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('alert')).toBeVisible({ timeout: 30_000 });
  await svod.answerSave(at('RU-sealed.svod'));
  await dialog.getByLabel(t('seal.passphrase')).fill(demo.passphrase);
  await page.keyboard.press('Enter');
  await expect(page.getByText(t('receipt.verified')).first()).toBeVisible({ timeout: 30_000 });
  await button(desk, 'receipt.done').press('Enter');
  await expect(page.getByText(t('bundles.state.awaits'))).toHaveCount(0);

  await page.locator('.sent-acts button').first().press('Enter');
  await svod.answerSave(at('manifest.json'));
  await button(desk, 'national.manifest').press('Enter');
  await expect(page.getByText(t('national.exported', { file: 'manifest.json' }))).toBeVisible();
  await writeFile(at('manifest.json.p7s'), Buffer.concat([Buffer.from([0x30, 0x82, 0x01, 0x00]), Buffer.alloc(256, 7)]));
  await svod.answerOpen(at('manifest.json.p7s'));
  await button(desk, 'national.attach').press('Enter');
  await expect(page.getByText(t('national.unchecked', { name: 'signature-1.p7s' }))).toBeVisible();
  await show(desk.svod, 'national-attached');
  await svod.answerSave(at('RU-national.svod'));
  await page.locator('.sent-acts').first().getByRole('button', { name: t('bundles.again') }).press('Enter');
  await expect(page.getByTestId('short-code')).toBeVisible({ timeout: 30_000 });
  await svod.close();

  const commission = await start(demo.commission);
  await openPlace(commission, 'frame.merge');
  await commission.svod.answerOpen(unsealed, at('RU-national.svod'));
  await button(commission, 'merge.pick').press('Enter');
  const national = commission.page.getByRole('article', { name: 'RU-national.svod' });
  await expect(national).toContainText(t('national.unchecked', { name: 'signature-1.p7s' }), { timeout: 60_000 });
  await expect(commission.page.getByRole('article', { name: 'RU-unsealed.svod' })).toContainText('policy-unmet');
  await show(commission.svod, 'merge-national');
  await commission.svod.close();
});

/** A seal on the ministry's PC, and a registry in force there that demands it of that body. */
async function sealDemanded(ministry: string): Promise<void> {
  const { at, demo, passRegistryTo, run } = story();
  const [body] = listKeys(ministry);
  if (!body) throw new Error('The ministry has a key.');
  const { keyId } = (await run('key', 'new', '--usage', 'seal', '--holder', 'Хранитель печати', '--workspace', ministry)) as { readonly keyId: string };
  await writeFile(at('seal.svodkey'), listKeys(ministry).find((key) => key.keyId === keyId)?.announcement ?? '');
  await run('trust', 'add', at('seal.svodkey'), '--workspace', demo.commission);
  await run('trust', 'policy', '--country', body.country, '--body', body.body, '--require', 'official,seal', '--workspace', demo.commission);
  await passRegistryTo(ministry);
}
