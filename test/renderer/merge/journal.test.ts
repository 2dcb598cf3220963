import { expect, test } from 'vitest';
import { createJournalStore } from '../../../renderer/merge/journal/journal.ts';
import type { StateHashes } from '../../../shared/ipc/merge.ts';
import type { MergeRun } from '../../../shared/ipc/mergeDesk.ts';
import { Refusal, scriptedBridge } from '../scripted.ts';

const runJob = <T>(work: (job: string) => Promise<T>): Promise<T> => work('j');
const hashes: StateHashes = { revisions: 3, stateHash: 's', viewHash: 'v', conflicts: 0, pending: 0 };
const run: MergeRun = { id: 1, at: 0, person: 'Иванов', bundles: 1, files: [], reported: true, undoneAt: null, undonePerson: null, undoneReason: null } as unknown as MergeRun;
const lists = { 'merge.runs': () => [run], 'merge.bundles': () => [], 'merge.quarantine': () => [] };

test('the merges are there before it is known what the base has come to, and stay when that is stopped', async () => {
  const ends: ((state: StateHashes | null) => void)[] = [];
  const bridge = scriptedBridge({
    ...lists, 'service.cancel': () => null,
    'merge.state': () => new Promise<StateHashes>((resolve, reject) => ends.push((state) => (state ? resolve(state) : reject(new Refusal({ code: 'cancelled' }))))),
  });
  const store = createJournalStore(bridge, runJob);
  await store.load();
  expect(store.getState()).toMatchObject({ kind: 'ready', runs: [run], state: { kind: 'loading' } });
  const stopped = store.readState();
  ends[0]?.(null);
  await stopped;
  expect(store.getState()).toMatchObject({ kind: 'ready', runs: [run], state: { kind: 'failed', failure: { code: 'cancelled' } } });
  const read = store.readState();
  ends[1]?.(hashes);
  await read;
  expect(store.getState()).toMatchObject({ state: { kind: 'ready', hashes } });
  await store.readState();
  expect(ends).toHaveLength(2);
});

test('whoever turns to something else does not wait, and what is loaded again is asked for again', async () => {
  const ends: ((state: StateHashes) => void)[] = [];
  const bridge = scriptedBridge({ ...lists, 'service.cancel': () => null, 'merge.state': () => new Promise<StateHashes>((resolve) => ends.push(resolve)) });
  const store = createJournalStore(bridge, runJob);
  await store.load();
  const left = store.readState();
  store.leave();
  expect(bridge.calls).toContainEqual({ method: 'service.cancel', args: { job: 'j' } });
  ends[0]?.(hashes);
  await left;
  expect(store.getState()).toMatchObject({ state: { kind: 'loading' } });
  const old = store.readState();
  await store.load();
  ends[1]?.(hashes);
  await old;
  expect(store.getState()).toMatchObject({ state: { kind: 'loading' } });
});

test('where nothing was merged nothing is read', async () => {
  const bridge = scriptedBridge({ ...lists, 'merge.runs': () => [], 'merge.state': () => hashes });
  const store = createJournalStore(bridge, runJob);
  await store.load();
  await store.readState();
  expect(bridge.calls.filter(({ method }) => method === 'merge.state')).toEqual([]);
});
