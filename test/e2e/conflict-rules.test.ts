import { cp } from 'node:fs/promises';
import { basename } from 'node:path';
import { expect, test } from '@playwright/test';
import { makeRevision } from '../../electron/bundle/container/revision.ts';
import { exportBundle } from '../../electron/bundle/export/export.ts';
import { currentForm } from '../../electron/survey/form.ts';
import type { Answer } from '../../shared/survey/response.ts';
import { show } from '../helpers/accessible.ts';
import { launchApp, type App } from '../helpers/app.ts';
import { makeExample } from '../helpers/example.ts';
import { handsOn } from '../helpers/hands.ts';
import { atDesk } from '../helpers/merged.ts';
import { valueOf } from '../helpers/result.ts';

const example = makeExample('desk', 18);

/** Merges bundles as the window does, without looking. */
async function merge(svod: App, ...bundles: readonly string[]): Promise<void> {
  await svod.answerOpen(...bundles);
  const picked = await svod.call('merge.pick', undefined);
  if (!picked.ok || !picked.value) throw new Error('no files');
  const merged = await svod.call('merge.apply', { job: 'all', tickets: picked.value.files.map(({ ticket }) => ticket), passphrase: null });
  expect(merged).toMatchObject({ ok: true, value: { totals: { conflicts: bundles.length > 1 ? 1 : 0 } } });
}

/** What a body of the company's state stated of it in the round before, in a bundle of its own. */
async function lastRoundOf(entity: string, place: string, value: Answer, name: string): Promise<string> {
  const ministry = example.at(`ministry-${name}`);
  await cp(example.demo.ministries[0] as string, ministry, { recursive: true });
  const path = example.at(`прошлое-${name}.svod`);
  await atDesk(ministry, async (desk) => {
    valueOf(makeRevision(desk.db, desk, { entity, form: valueOf(currentForm(desk.db)), round: '2025', op: 'put', reason: '', set: { [place]: value } }));
    valueOf(await exportBundle(desk, { path, passphrase: example.demo.passphrase, personal: false, to: null, encrypt: false }));
  });
  return path;
}

for (const language of ['ru', 'en'] as const) {
  test(`a conflict is asked about, then settled by a signed rule that its history names, by keyboard (${language})`, async () => {
    const svod = await launchApp({ workspace: await example.copyCommission(`commission-${language}`), locale: language });
    const hands = handsOn(svod, language, (name) => show(svod, `${name}-${language}`));
    const { page, t, press, push, look, type, goTo } = hands;
    await merge(svod, ...example.demo.bundles);
    const [conflict] = valueOf(await svod.call('merge.conflicts', { after: null, limit: 1 })).rows;
    if (!conflict) throw new Error('The example has no conflict.');
    const earlier = await lastRoundOf(conflict.entity, conflict.path, 4321, language);
    await merge(svod, earlier);
    if (language === 'en') await page.getByRole('radio', { name: 'English' }).press(' ');
    await page.keyboard.press('Alt+3');
    await expect(page.getByRole('group', { name: t('conflicts.sides') })).toBeVisible();
    await expect(page.getByRole('grid', { name: t('conflicts.list') })).toBeFocused();

    await test.step('each side says whose it is and in which bundle it came; beside them stand what both began with and the value of the last round; a third value can be entered', async () => {
      const sides = page.getByRole('group', { name: t('conflicts.sides') });
      for (const part of ['origin.signer', 'origin.person', 'origin.bundle'] as const) await expect(sides.getByText(t(part), { exact: true })).toHaveCount(2);
      await expect(page.getByText(`${t('conflicts.ancestor')}:`)).toBeVisible();
      const before = page.locator('.conflict-before');
      await expect(before).toContainText(`${t('conflicts.lastRound', { round: '2025' })}: ${language === 'ru' ? '4 321' : '4,321'}`);
      await expect(before).toContainText(basename(earlier));
      await press('0');
      await expect(sides.getByRole('button', { name: t('conflicts.other') })).toHaveAttribute('aria-pressed', 'true');
      await look('conflict-other');
      await press('Escape');
      await goTo(page.getByRole('grid', { name: t('conflicts.list') }), 'Shift+Tab');
    });

    await test.step('the ministry is asked: the company is returned, the conflict stays', async () => {
      await press('r');
      await type(language === 'ru' ? 'Уточните сумму затрат' : 'Please check the amount');
      await look('conflict-return');
      await press('Enter');
      await expect(page.getByText(t('conflicts.returnedNote'))).toBeVisible();
      await look('conflict-returned');
    });

    await test.step('a rule shows what it would settle before it is signed', async () => {
      await push(page.getByRole('button', { name: t('rules.open') }));
      await expect(page.getByRole('button', { name: t('rules.new') })).toBeFocused();
      await look('rules-empty');
      await press('Enter');
      const name = page.getByRole('textbox', { name: t('rules.name') });
      await expect(name).toBeFocused();
      // Esc drops a draft in which nothing stands; what has been written waits for a second one.
      await press('Escape');
      await expect(page.getByRole('button', { name: t('rules.new') })).toBeFocused();
      await press('Enter');
      await expect(name).toBeFocused();
      await type(language === 'ru' ? 'Затраты – от министерства' : 'Expenditure from the ministry');
      await press('Escape');
      await expect(page.getByRole('button', { name: t('ui.cancel') })).toBeFocused();
      await goTo(name, 'Shift+Tab');
      await press('Tab', 'Enter');
      await type('C15');
      await press('ArrowDown', 'Enter', 'Escape');
      await goTo(page.getByRole('combobox', { name: t('rules.first') }));
      await type('Министерство промышленности и торговли');
      await press('Tab');
      await goTo(page.getByRole('textbox', { name: t('rules.reason') }));
      await type(language === 'ru' ? 'Отчётность собирает министерство' : 'The ministry collects the accounts');
      await press('Enter');
      await expect(page.getByText(t('rules.solves', { count: 1 }))).toBeVisible();
      await look('rules-preview');
    });

    await test.step('it is signed, applied, and named by the revision it makes', async () => {
      await expect(page.getByLabel(t('ui.passphrase'), { exact: true })).toBeFocused();
      await type(example.demo.passphrase);
      await press('Enter');
      await expect(page.getByText(t('rules.standing.in-force'))).toBeVisible({ timeout: 20_000 });
      await push(page.getByRole('button', { name: t('rules.showNow') }));
      await expect(page.getByRole('button', { name: t('rules.apply', { count: 1 }) })).toBeFocused();
      await press('Enter');
      await expect(page.getByText(t('rules.applied', { solved: 1 }), { exact: true })).toBeVisible();
      await look('rules-applied');
      expect(await svod.call('merge.conflicts', { after: null, limit: 10 })).toMatchObject({ value: { total: 0 } });
    });

    await test.step('it is revoked and stays listed', async () => {
      await push(page.getByRole('button', { name: t('rules.revoke') }));
      await type(language === 'ru' ? 'Полномочия переданы' : 'The task was given to another body');
      await push(page.getByRole('button', { name: t('rules.revokeConfirm') }));
      await expect(page.getByText(t('rules.standing.revoked'), { exact: true })).toBeVisible();
      await look('rules-revoked');
    });
    await svod.close();
  });
}
