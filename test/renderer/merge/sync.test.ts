import { describe, expect, test } from 'vitest';
import { createSyncStore } from '../../../renderer/merge/jobs/sync.ts';
import type { SyncReport } from '../../../shared/ipc/sync.ts';
import { heldBack, Refusal, scriptedBridge } from '../scripted.ts';

const report = { store: 'postgres://second/svod', pushed: 1 } as SyncReport;
const runJob = <T>(work: (job: string) => Promise<T>): Promise<T> => work('j');
const request = { store: 'postgres://commission@second/svod', password: '', passphrase: 'слово' };

describe('the exchange with the central base', () => {
  test('gives the words on and keeps none of them; the address it shows afterwards is the one that is kept', async () => {
    const bridge = scriptedBridge({ 'merge.store': () => ({ store: 'postgres://second/svod', unsigned: 0 }), 'merge.sync': () => report });
    const store = createSyncStore(bridge, runJob);
    await store.run(request);
    expect(bridge.calls[0]).toEqual({ method: 'merge.sync', args: { job: 'j', store: request.store, password: null, passphrase: 'слово' } });
    expect(store.getState()).toEqual({ work: { kind: 'done', outcome: report }, failure: null });
    expect(store.known.getState()).toEqual({ loaded: true, store: 'postgres://second/svod', unsigned: 0, failure: null });
  });

  test('is made once, however often it is asked for while it runs', async () => {
    const synced = heldBack<SyncReport>();
    const bridge = scriptedBridge({ 'merge.store': () => ({ store: null, unsigned: 0 }), 'merge.sync': synced.answer });
    const store = createSyncStore(bridge, runJob);
    const runs = [store.run(request), store.run(request)];
    await synced.come(0, report);
    await Promise.all(runs);
    expect(synced.asked()).toBe(1);
    expect(store.getState().work.kind).toBe('done');
  });

  test('leaves the address that was tried in its field when it fails', async () => {
    const bridge = scriptedBridge({ 'merge.store': () => ({ store: 'postgres://first/svod', unsigned: 3 }), 'merge.sync': () => { throw new Refusal({ code: 'store-unreachable' }); } });
    const store = createSyncStore(bridge, runJob);
    await store.load();
    expect(store.known.getState()).toMatchObject({ store: 'postgres://first/svod', unsigned: 3 });
    await store.run(request);
    await store.load();
    expect(store.getState()).toEqual({ work: { kind: 'ready' }, failure: { code: 'store-unreachable' } });
    expect(store.known.getState()).toMatchObject({ store: request.store, unsigned: 3 });
  });

  test('is not kept from by what could not be looked up', async () => {
    const store = createSyncStore(scriptedBridge({ 'merge.store': () => { throw new Refusal({ code: 'workspace-damaged' }); } }), runJob);
    await store.load();
    expect(store.known.getState()).toEqual({ loaded: true, store: '', unsigned: 0, failure: { code: 'workspace-damaged' } });
  });
});
