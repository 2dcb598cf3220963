import { cp, mkdir, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { expect, test } from '@playwright/test';
import { show } from '../helpers/accessible.ts';
import { launchApp } from '../helpers/app.ts';
import { dropOn } from '../helpers/dropping.ts';
import { makeExample } from '../helpers/example.ts';
import { handsOn } from '../helpers/hands.ts';

const example = makeExample('desk', 18);

test('a thousand files dropped at once are judged one by one; the refused are found among them, and the good ones merge', async () => {
  const folder = example.at('thousand');
  const good = example.demo.bundles.slice(0, 3);
  await mkdir(folder);
  for (let file = good.length; file < 1000; file += 1) await writeFile(join(folder, `bundle-${String(file).padStart(4, '0')}.svod`), file % 100 === 0 ? '' : `Это не пакет: ${file}`);
  for (const file of good) await cp(file, join(folder, basename(file)));
  const svod = await launchApp({ workspace: await example.copyCommission('thousand-commission'), locale: 'ru' });
  const { page, t, press, open, look } = handsOn(svod, 'ru', (name) => show(svod, name));
  await open('frame.merge');
  await expect(page.getByRole('button', { name: t('merge.pick') })).toBeFocused();
  const start = Date.now();
  await dropOn(page, folder);
  await expect(page.getByRole('button', { name: t('merge.applyCount', { count: good.length }) })).toBeFocused({ timeout: 120_000 });
  console.log('verified after', Date.now() - start);
  await look('thousand-preview');
  await press('Enter');
  await expect(page.getByRole('button', { name: t('merge.report.done') })).toBeFocused({ timeout: 120_000 });
  console.log('merged after', Date.now() - start);
  await look('thousand-merged');
  await svod.close();
});
