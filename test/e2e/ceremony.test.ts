import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { inspectBundle } from '../../electron/bundle/inspect.ts';
import { listKeys } from '../../electron/bundle/keystore.ts';
import { runCommandLine } from '../../electron/cli.ts';
import { createDemo, type Demo } from '../../electron/demo/create.ts';
import { fingerprintOf } from '../../shared/bundle/fingerprint.ts';
import { expectAccessible } from '../helpers/accessible.ts';
import { launchApp, type App } from '../helpers/app.ts';
import { handsOn } from '../helpers/hands.ts';
import { mergeBundle } from '../helpers/steps/bundle.ts';
import { holdCeremony } from '../helpers/steps/ceremony.ts';
import { addKey, exportRegistry, installRegistry } from '../helpers/steps/trust.ts';

const PASSPHRASE = 'орех гавань скрипка изморозь';
const HOLDERS = ['Арсеньев', 'Байбатшаев', 'Вардересян'];

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

/** What the window does not do is done by the command line, in the same workspaces. */
async function svod(words: readonly string[]): Promise<unknown> {
  let out = '';
  const code = await runCommandLine([...words, '--json'], {
    out: { write: (text: string) => (out += text) } as never, error: { write: () => undefined } as never, environment: { SVOD_PASSPHRASE: PASSPHRASE, SVOD_LANGUAGE: 'ru' },
  });
  expect(code, out).toBe(0);
  return JSON.parse(out);
}

const handsOf = (app: App) => handsOn(app, 'ru', async (name) => {
  await app.screenshot(name);
  await expectAccessible(app.page);
});

test('root by two of three keys, registry, a ministry’s key, its bundle, receipt, and the way back', async () => {
  test.setTimeout(240_000);
  const commission = at('commission');
  const ministry = demo.ministries[3] as string;
  const [key] = listKeys(ministry);
  await writeFile(at('kz.svodkey'), key?.announcement ?? '');

  await svod(['init', commission, '--role', 'commission', '--body', 'Евразийская экономическая комиссия', '--person', 'Ержанова Г. С.', '--round', '2026']);
  await svod(['key', 'new', '--usage', 'commission', '--holder', 'Ержанова Г. С.', '--workspace', commission]);
  await svod(['trust', 'init', '--workspace', commission]);
  const desk = await launchApp({ workspace: commission });
  const hands = handsOf(desk);
  await holdCeremony(hands, HOLDERS.map((name, index) => ({ name, medium: at(`medium-${index}`), passphrase: `${name} луна кедр вода север` })), PASSPHRASE, at('root.pdf'));
  expect((await readFile(at('root.pdf'))).subarray(0, 5).toString()).toBe('%PDF-');

  await addKey(hands, at('kz.svodkey'), fingerprintOf(key?.keyId ?? '').words.ru, PASSPHRASE, 3);
  const spoken = await exportRegistry(hands, at('registry.svodtrust'));
  const bundle = demo.bundles.find((path) => path.includes('KZ-')) ?? '';
  const inspected = await inspectBundle(bundle);
  await mergeBundle(hands, bundle, inspected.ok ? inspected.value.shortCode : '');
  await desk.close();

  const body = await launchApp({ workspace: ministry });
  await installRegistry(handsOf(body), at('registry.svodtrust'), spoken);
  await body.close();

  const { receipts } = (await svod(['receipt', 'export', '--out', at('receipts'), '--workspace', commission])) as { readonly receipts: readonly [{ readonly file: string }] };
  expect(await svod(['receipt', 'install', receipts[0].file, '--workspace', ministry])).toMatchObject({ verdict: 'merged' });
  await svod(['answers', 'export', '--workspace', ministry, '--out', at('answers.json')]);
  const history = JSON.parse(await readFile(at('answers.json'), 'utf8')) as readonly { readonly company: string }[];
  await svod(['review', '--company', history[0]?.company ?? '', '--return', '--reason', 'Уточните', '--workspace', commission]);
  await svod(['bundle', 'export', '--out', at('back.svod'), '--workspace', commission]);
  expect(await svod(['merge', at('back.svod'), '--workspace', ministry])).toMatchObject({ files: [{ verdict: 'merged', signer: { country: 'EAEU' } }] });
});
