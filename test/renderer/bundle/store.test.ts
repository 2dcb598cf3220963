import { expect, test } from 'vitest';
import { createBundles } from '../../../renderer/bundle/store.ts';
import type { ExportReceipt, SentBundle } from '../../../shared/ipc/bundle.ts';
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

const awaiting = {
  ticket: 't', fileName: 'RU-1-unsealed.svod', body: 'М', seq: 1, round: '2026', createdAt: '2026-11-20T10:00:00.000Z', companies: 1, revisions: 1, shortCode: 'K7QF', missing: ['seal' as const],
  encrypted: false, signers: [], key: { holder: 'Печать', usage: 'seal' as const, fingerprint: { hex: '', words: { ru: [], en: [] } } }, suggestedName: 'RU-1.svod',
};

test('a bundle that awaits the seal stays in front of the person until it is sealed', async () => {
  const bridge = scriptedBridge({
    'bundle.pickAwaiting': () => awaiting,
    'bundle.countersign': ({ passphrase }) => {
      if (passphrase !== 'right') throw new Refusal({ code: 'wrong-passphrase' });
      return receipt;
    },
  });
  const bundles = createBundles(bridge, run);
  await bundles.getState().pickAwaiting();
  await bundles.getState().countersign('wrong');
  expect(bundles.getState()).toMatchObject({ awaiting, failure: { code: 'wrong-passphrase' } });
  await bundles.getState().countersign('right');
  expect(bundles.getState()).toMatchObject({ awaiting: null, phase: { kind: 'done', receipt }, failure: null });
});

test('receipts of others are an answer, not a failure of the act', async () => {
  const outcomes = [{ fileName: 'a.svodreceipt', failure: { code: 'not-sent-here' as const }, receipt: null }];
  const receipts = { outcomes, of: 1 };
  const bundles = createBundles(scriptedBridge({ 'merge.installReceipts': () => receipts, 'bundle.sent': () => [] }), run);
  await bundles.getState().installReceipts();
  expect(bundles.getState()).toMatchObject({ notice: { kind: 'installed', receipts }, failure: null });
});

/** A screen that is still looking at what would leave next, until it is told the answer. */
function lookingBundles(answers: Parameters<typeof scriptedBridge>[0]) {
  let see: () => void = () => undefined;
  const looking = new Promise<typeof preview>((resolve) => { see = () => resolve(preview); });
  const bundles = createBundles(scriptedBridge({ 'bundle.exportPreview': () => looking, 'bundle.sent': () => [], ...answers }), run);
  const loaded = bundles.getState().load();
  const look = () => {
    see();
    return loaded;
  };
  return { bundles, look };
}

test('receipts that are taken in while the next bundle is still looked at stay on the screen', async () => {
  const sent = (verdict: 'merged' | null) => [{ seq: 1, receipt: verdict && { verdict } }] as unknown as SentBundle[];
  let arrived = false;
  const { bundles, look } = lookingBundles({
    'bundle.sent': () => sent(arrived ? 'merged' : null),
    'merge.installReceipts': () => {
      arrived = true;
      return { outcomes: [], of: 0 };
    },
  });
  await bundles.getState().installReceipts();
  await look();
  expect(bundles.getState()).toMatchObject({ phase: { kind: 'ready' }, preview, sent: sent('merged') });
});

test('what an act has failed of while the next bundle is still looked at stays on the screen', async () => {
  const { bundles, look } = lookingBundles({ 'bundle.pickAwaiting': () => { throw new Refusal({ code: 'wrong-passphrase' }); } });
  await bundles.getState().pickAwaiting();
  await look();
  expect(bundles.getState()).toMatchObject({ preview, failure: { code: 'wrong-passphrase' } });
});

test('a bundle that has left while another recipient is still looked at keeps its receipt on the screen', async () => {
  const { bundles, look } = lookingBundles({ 'bundle.writeAgain': () => receipt });
  await bundles.getState().sendAgain('m');
  await look();
  expect(bundles.getState()).toMatchObject({ phase: { kind: 'done', receipt } });
});
