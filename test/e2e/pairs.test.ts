import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { createDemo } from '../../electron/demo/create.ts';
import type { Language } from '../../shared/ipc/service.ts';
import { expectAccessible } from '../helpers/accessible.ts';
import { launchApp } from '../helpers/app.ts';
import { handsOn, type Hands } from '../helpers/hands.ts';
import { mergeFiles } from '../helpers/merged.ts';

let folder: string;
let workspace: string;

test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'svod-pairs-'));
  const made = await createDemo({ folder, companies: 24, seed: 'pairs' }, { progress: () => undefined, checkCancelled: () => undefined });
  if (!made.ok) throw new Error(made.error.code);
  workspace = made.value.commission;
  await mergeFiles(workspace, made.value.bundles);
});
test.afterAll(() => rm(folder, { recursive: true, force: true }));

/** Says the word of a key about the pair at hand, with a reason. */
async function say({ page, t, press, type }: Hands, key: string, reason: string): Promise<void> {
  await expect(page.getByRole('grid')).toBeFocused();
  await expect(page.getByRole('group', { name: t('pairs.choose') })).toBeVisible();
  await press(key);
  await expect(page.getByLabel(t('pairs.why'))).toBeFocused();
  await type(reason);
  await press('Enter');
}

test('a company that two states know is linked, parted and asked about again, by keyboard in both languages', async () => {
  const svod = await launchApp({ workspace });
  const { page } = svod;
  const look = async (name: string) => {
    await svod.screenshot(name);
    await expectAccessible(page);
  };
  const hands = (language: Language) => handsOn(svod, language, (name) => look(`${name}-${language}`));

  const ru = hands('ru');
  const tab = (t: Hands['t'], list: 'pairs.candidates' | 'pairs.links', count: number) => page.getByRole('radio', { name: `${t(list)} ${count}`.trim() });
  await ru.open('frame.pairs');
  await expect(page.getByText(ru.t('pairs.reason.same-name'))).toBeVisible();
  await expect(page.getByRole('grid')).toBeFocused();
  await ru.press('1');
  await ru.look('pairs-candidate');
  await ru.press('Escape');
  await say(ru, '1', 'Один завод: письмо от 3 ноября');
  await expect(tab(ru.t, 'pairs.links', 1)).toBeVisible();
  await ru.push(tab(ru.t, 'pairs.links', 1), 'Shift+Tab');
  await ru.press('ArrowRight', 'Enter');
  await expect(page.getByText('Один завод: письмо от 3 ноября')).toBeVisible();
  await ru.look('pairs-linked');

  await page.getByRole('radio', { name: 'English' }).press(' ');
  const en = hands('en');
  await page.getByRole('grid').focus();
  await say(en, '2', 'Two plants after all');
  await expect(page.getByText('Two plants after all')).toBeVisible();
  await en.look('pairs-different');
  await say(en, '3', 'Said too early');
  await expect(page.getByText(en.t('pairs.links.empty'))).toBeVisible();
  await expect(tab(en.t, 'pairs.candidates', 1)).toBeVisible();
  await svod.close();
});
