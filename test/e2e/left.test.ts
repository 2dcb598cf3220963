import { existsSync } from 'node:fs';
import { mkdir, readdir } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import { listKeys } from '../../electron/bundle/keys/keystore.ts';
import type { ArgumentsOf, Bridge, MethodName } from '../../shared/ipc/api.ts';
import { launchApp, type App } from '../helpers/app.ts';
import { makeExample } from '../helpers/example.ts';
import { mergeFiles } from '../helpers/merged.ts';
import { valueOf } from '../helpers/result.ts';

const example = makeExample('left', 8);
const { at } = example;
const LEFT = { ok: false, error: { code: 'cancelled' } };

/** Begins a long call as the window does and stops it: at once, or at its first word of how far it is where a dialog comes before the work. */
const stop = <M extends MethodName>({ page }: App, when: 'at-once' | 'first-word', method: M, args: Omit<ArgumentsOf<M>, 'job'>): Promise<unknown> =>
  page.evaluate(([name, given, moment]) => {
    const { svod } = window as unknown as { readonly svod: Bridge };
    const job = `left-${name.replace('.', '-').toLowerCase()}`;
    const cancel = (): void => void svod.call('service.cancel', { job });
    const off = svod.on('progress', (progress) => { if (progress.job === job && moment === 'first-word') cancel(); });
    const answer = svod.call(name, { job, ...given } as never).finally(off);
    if (moment === 'at-once') cancel();
    return answer;
  }, [method as MethodName, args as object, when] as const);

test('the Commission leaves what is read at length, and papers and receipts before they are written; nothing of them is there', async () => {
  const { commission, bundles, passphrase } = example.demo;
  await mergeFiles(commission, bundles);
  const [key] = listKeys(commission);
  const svod = await launchApp({ workspace: commission });
  await expect(svod.page.locator('.frame')).toBeVisible();
  expect(await stop(svod, 'at-once', 'insight.coverage', {})).toEqual(LEFT);
  expect(await stop(svod, 'at-once', 'insight.debtors', {})).toEqual(LEFT);
  expect(await stop(svod, 'at-once', 'merge.candidates', {})).toEqual(LEFT);
  expect(await stop(svod, 'at-once', 'merge.planUndo', { run: 1 })).toEqual(LEFT);
  expect(await stop(svod, 'at-once', 'bundle.exportPreview', { to: null })).toEqual(LEFT);

  await mkdir(at('receipts'));
  await svod.answerOpen(at('receipts'));
  expect(await stop(svod, 'first-word', 'merge.writeReceipts', { passphrase })).toEqual(LEFT);
  expect(await readdir(at('receipts'))).toEqual([]);

  await svod.answerSave(at('sheet.pdf'));
  expect(await stop(svod, 'first-word', 'service.saveRecoverySheet', { keyId: key?.keyId ?? '' })).toEqual(LEFT);
  await svod.answerSave(at('root.pdf'));
  expect(await stop(svod, 'first-word', 'bundle.printRoot', {})).toEqual(LEFT);
  const { rows } = valueOf(await svod.call('survey.companies', { search: '', status: null, country: null, sort: 'name', descending: false, offset: 0, limit: 1 }));
  const [entry] = valueOf(await svod.call('merge.history', { entity: rows[0]?.entity ?? '', path: null }));
  await svod.answerSave(at('value.svodproof'));
  const proof = valueOf(await svod.call('bundle.prove', { manifest: entry?.bundle?.manifest ?? '', revision: entry?.revision ?? '', path: null }));
  await svod.answerSave(at('proof.pdf'));
  expect(await stop(svod, 'first-word', 'bundle.printProof', { ticket: proof?.ticket ?? '' })).toEqual(LEFT);
  expect(['sheet.pdf', 'root.pdf', 'proof.pdf'].filter((name) => existsSync(at(name)))).toEqual([]);
  await svod.close();
});
