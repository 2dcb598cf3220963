import { readFile, writeFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import { listKeys } from '../../electron/bundle/keys/keystore.ts';
import { show } from '../helpers/accessible.ts';
import { launchApp } from '../helpers/app.ts';
import { makeExample } from '../helpers/example.ts';
import { handsOn } from '../helpers/hands.ts';
import { holdCeremony } from '../helpers/steps/ceremony.ts';
import { svodWith } from '../helpers/svod.ts';

const PASSPHRASE = 'орех гавань скрипка изморозь';
const HOLDERS = ['Арсеньев', 'Байбатшаев', 'Вардересян'];
const svod = svodWith(PASSPHRASE);

const example = makeExample('ceremony', 8);
const { at } = example;

test('root by two of three keys in the window; under it registry, a ministry’s key, its bundle, receipt, and the way back', async () => {
  const commission = at('commission');
  const ministry = example.demo.ministries[3] as string;
  const [key] = listKeys(ministry);
  await writeFile(at('kz.svodkey'), key?.announcement ?? '');

  await svod('init', commission, '--role', 'commission', '--body', 'Евразийская экономическая комиссия', '--person', 'Ержанова Г. С.', '--round', '2026');
  await svod('key', 'new', '--usage', 'commission', '--holder', 'Ержанова Г. С.', '--workspace', commission);
  await svod('trust', 'init', '--workspace', commission);
  const desk = await launchApp({ workspace: commission });
  const hands = handsOn(desk, 'ru', (name) => show(desk, name));
  await holdCeremony(hands, HOLDERS.map((name, index) => ({ name, medium: at(`medium-${index}`), passphrase: `${name} луна кедр вода север` })), PASSPHRASE, at('root.pdf'));
  expect((await readFile(at('root.pdf'))).subarray(0, 5).toString()).toBe('%PDF-');
  await hands.open('frame.trust');
  const spoken = await desk.page.locator('.trust-registry .words code').innerText();
  await desk.close();

  expect(await svod('trust', 'add', at('kz.svodkey'), '--workspace', commission)).toMatchObject({ version: 3, rootVersion: 2, rootKeys: { threshold: 2, count: 3 } });
  await svod('trust', 'export', '--out', at('registry.svodtrust'), '--workspace', commission);
  expect(await svod('trust', 'install', at('registry.svodtrust'), '--root', spoken, '--workspace', ministry)).toMatchObject({ version: 3, rootVersion: 2 });

  const bundle = example.demo.bundles.find((path) => path.includes('KZ-')) ?? '';
  expect(await svod('merge', bundle, '--workspace', commission)).toMatchObject({ files: [{ verdict: 'merged', signer: { country: 'KZ' } }] });
  const { receipts } = (await svod('receipt', 'export', '--out', at('receipts'), '--workspace', commission)) as { readonly receipts: readonly [{ readonly file: string }] };
  expect(await svod('receipt', 'install', receipts[0].file, '--workspace', ministry)).toMatchObject({ verdict: 'merged' });
  await svod('answers', 'export', '--workspace', ministry, '--out', at('answers.json'));
  const history = JSON.parse(await readFile(at('answers.json'), 'utf8')) as readonly { readonly company: string }[];
  await svod('review', '--company', history[0]?.company ?? '', '--return', '--reason', 'Уточните', '--workspace', commission);
  await svod('bundle', 'export', '--out', at('back.svod'), '--workspace', commission);
  expect(await svod('merge', at('back.svod'), '--workspace', ministry)).toMatchObject({ files: [{ verdict: 'merged', signer: { country: 'EAEU' } }] });
});
