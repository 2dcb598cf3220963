import { expect, test } from '@playwright/test';
import type { Language } from '../../shared/ipc/service.ts';
import { show } from '../helpers/accessible.ts';
import { launchApp } from '../helpers/app.ts';
import { makeExample } from '../helpers/example.ts';
import { handsOn, type Hands } from '../helpers/hands.ts';
import { mergeFiles } from '../helpers/merged.ts';

const example = makeExample('pairs', 24);
let workspace: string;

test.beforeAll(async () => {
  workspace = example.demo.commission;
  await mergeFiles(workspace, example.demo.bundles);
});

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
  const hands = (language: Language) => handsOn(svod, language, (name) => show(svod, `${name}-${language}`));

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
