import { expect, test } from 'vitest';
import { createBundles } from '../../../renderer/bundle/store.ts';
import type { ExportReceipt } from '../../../shared/ipc/bundle.ts';
import { Refusal, scriptedBridge } from '../scripted.ts';

const preview = { companies: 2, revisions: 3, left: 1, nextSeq: 1, suggestedName: 'a.svod', to: null, recipients: [], encryptTo: [], sealed: false, awaits: [] };
const receipt = { shortCode: 'K7QF' } as ExportReceipt;
const run = <T>(work: (job: string) => Promise<T>) => work('job-1');

function bundlesWith(answer: () => ExportReceipt | null) {
  const bridge = scriptedBridge({ 'bundle.exportPreview': () => preview, 'bundle.sent': () => [], 'bundle.export': answer });
  return { bridge, bundles: createBundles(bridge, run) };
}

test('an export ends with its receipt, and then with the list', async () => {
  const { bridge, bundles } = bundlesWith(() => receipt);
  await bundles.getState().load();
  expect(bundles.getState()).toMatchObject({ phase: { kind: 'ready' }, preview, failure: null });
  await bundles.getState().send({ passphrase: 'фраза', personal: false, encrypt: true });
  expect(bridge.calls.at(-1)).toEqual({ method: 'bundle.export', args: { job: 'job-1', passphrase: 'фраза', personal: false, encrypt: true, to: null } });
  expect(bundles.getState().phase).toEqual({ kind: 'done', receipt });
  await bundles.getState().finish();
  expect(bundles.getState().phase).toEqual({ kind: 'ready' });
});

test.each([
  ['a dialog that was cancelled', (): null => null, null],
  ['a job that was cancelled', (): null => { throw new Refusal({ code: 'cancelled' }); }, null],
  ['a wrong passphrase', (): null => { throw new Refusal({ code: 'wrong-passphrase' }); }, { code: 'wrong-passphrase' }],
] as const)('%s leaves everything ready for another try', async (_, answer, failure) => {
  const { bundles } = bundlesWith(answer);
  await bundles.getState().load();
  await bundles.getState().send({ passphrase: 'фраза', personal: false, encrypt: true });
  expect(bundles.getState()).toMatchObject({ phase: { kind: 'ready' }, preview, failure });
});
