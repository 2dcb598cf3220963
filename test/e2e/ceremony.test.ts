import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { listKeys } from '../../electron/bundle/keystore.ts';
import { createDemo, type Demo } from '../../electron/demo/create.ts';
import { expectAccessible } from '../helpers/accessible.ts';
import { launchApp } from '../helpers/app.ts';
import { handsOn } from '../helpers/hands.ts';
import { holdCeremony } from '../helpers/steps/ceremony.ts';
import { svodWith } from '../helpers/svod.ts';

const PASSPHRASE = 'орех гавань скрипка изморозь';
const HOLDERS = ['Арсеньев', 'Байбатшаев', 'Вардересян'];
const svod = svodWith(PASSPHRASE);

let folder: string;
let demo: Demo;
const at = (...names: readonly string[]): string => join(folder, ...names);

test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'svod-ceremony-'));
  const made = await createDemo({ folder: at('demo'), companies: 8, seed: 'ceremony' }, { progress: () => undefined, checkCancelled: () => undefined });
  if (!made.ok) throw new Error(made.error.code);
  demo = made.value;
});
test.afterAll(() => rm(folder, { recursive: true, force: true }));

test('root by two of three keys in the window; under it registry, a ministry’s key, its bundle, receipt, and the way back', async () => {
  test.setTimeout(180_000);
  const commission = at('commission');
  const ministry = demo.ministries[3] as string;
  const [key] = listKeys(ministry);
  await writeFile(at('kz.svodkey'), key?.announcement ?? '');

  await svod('init', commission, '--role', 'commission', '--body', 'Евразийская экономическая комиссия', '--person', 'Ержанова Г. С.', '--round', '2026');
  await svod('key', 'new', '--usage', 'commission', '--holder', 'Ержанова Г. С.', '--workspace', commission);
  await svod('trust', 'init', '--workspace', commission);
  const desk = await launchApp({ workspace: commission });
  const hands = handsOn(desk, 'ru', async (name) => {
    await desk.screenshot(name);
    await expectAccessible(desk.page);
  });
  await holdCeremony(hands, HOLDERS.map((name, index) => ({ name, medium: at(`medium-${index}`), passphrase: `${name} луна кедр вода север` })), PASSPHRASE, at('root.pdf'));
  expect((await readFile(at('root.pdf'))).subarray(0, 5).toString()).toBe('%PDF-');
  await hands.open('frame.trust');
  const spoken = await desk.page.locator('.trust-registry .words code').innerText();
  await desk.close();

  expect(await svod('trust', 'add', at('kz.svodkey'), '--workspace', commission)).toMatchObject({ version: 3, rootVersion: 2, rootKeys: { threshold: 2, count: 3 } });
  await svod('trust', 'export', '--out', at('registry.svodtrust'), '--workspace', commission);
  expect(await svod('trust', 'install', at('registry.svodtrust'), '--root', spoken, '--workspace', ministry)).toMatchObject({ version: 3, rootVersion: 2 });

  const bundle = demo.bundles.find((path) => path.includes('KZ-')) ?? '';
  expect(await svod('merge', bundle, '--workspace', commission)).toMatchObject({ files: [{ verdict: 'merged', signer: { country: 'KZ' } }] });
  const { receipts } = (await svod('receipt', 'export', '--out', at('receipts'), '--workspace', commission)) as { readonly receipts: readonly [{ readonly file: string }] };
  expect(await svod('receipt', 'install', receipts[0].file, '--workspace', ministry)).toMatchObject({ verdict: 'merged' });
  await svod('answers', 'export', '--workspace', ministry, '--out', at('answers.json'));
  const history = JSON.parse(await readFile(at('answers.json'), 'utf8')) as readonly { readonly company: string }[];
  await svod('review', '--company', history[0]?.company ?? '', '--return', '--reason', 'Уточните', '--workspace', commission);
  await svod('bundle', 'export', '--out', at('back.svod'), '--workspace', commission);
  expect(await svod('merge', at('back.svod'), '--workspace', ministry)).toMatchObject({ files: [{ verdict: 'merged', signer: { country: 'EAEU' } }] });
});
