import { cp, mkdir, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { expect, test } from '@playwright/test';
import { launchApp } from '../helpers/app.ts';
import { dropOn } from '../helpers/dropping.ts';
import { makeExample } from '../helpers/example.ts';
import { handsOn } from '../helpers/hands.ts';
import { valueOf } from '../helpers/result.ts';

const example = makeExample('desk', 18);

test('a thousand files dropped at once are judged one by one; the refused are found among them, and the good ones merge', async () => {
  const folder = example.at('thousand');
  const good = example.demo.bundles.slice(0, 3);
  await mkdir(folder);
  for (let file = good.length; file < 1000; file += 1) await writeFile(join(folder, `bundle-${String(file).padStart(4, '0')}.svod`), file % 100 === 0 ? '' : `Это не пакет: ${file}`);
  for (const file of good) await cp(file, join(folder, basename(file)));
  const svod = await launchApp({ workspace: await example.copyCommission('thousand-commission'), locale: 'ru' });
  const { page, t, open, look } = handsOn(svod, 'ru', (name) => svod.screenshot(name));
  await open('frame.merge');
  await expect(page.getByRole('button', { name: t('merge.pick') })).toBeFocused();
  await dropOn(page, folder);
  await expect(page.getByRole('button', { name: t('merge.applyCount', { count: good.length }) })).toBeFocused({ timeout: 120_000 });
  await look('thousand-preview');
  const files = page.getByRole('region', { name: t('merge.files') });
  await expect(files.getByRole('article')).toHaveCount(1000);
  const refused = files.getByRole('radio', { name: new RegExp(`^${t('desk.filter.refused')}`) });
  await expect(refused).toContainText(String(1000 - good.length));
  await refused.press(' ');
  await expect(files.getByRole('article')).toHaveCount(1000 - good.length);
  await expect(files.getByRole('article').first()).toContainText(t('merge.verdict.refused'));
  await look('thousand-refused');
  await page.getByRole('button', { name: t('merge.applyCount', { count: good.length }) }).press('Enter');
  await expect(page.getByRole('button', { name: t('merge.report.done') })).toBeFocused({ timeout: 120_000 });
  await expect(refused).toContainText(String(1000 - good.length));
  expect(valueOf(await svod.call('merge.quarantine', undefined))).toHaveLength(1000 - good.length);
  await svod.close();
});
