import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Failure } from '../../../shared/base/failure.ts';
import type { Bridge, JobProgress } from '../../../shared/ipc/api.ts';
import type { SyncReport } from '../../../shared/ipc/sync.ts';
import type { RunJob } from '../desk/desk.ts';

export type Sync =
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready' }
  | { readonly kind: 'running'; readonly job: string; readonly progress: JobProgress | null }
  | { readonly kind: 'done'; readonly report: SyncReport };

export interface SyncState {
  readonly sync: Sync;
  /** The address that was synced with last; without a password. */
  readonly store: string;
  /** Revisions made here that wait for a signature. */
  readonly unsigned: number;
  readonly failure: Failure | null;
}

export interface SyncStore extends StoreApi<SyncState> {
  readonly load: () => Promise<void>;
  /** Empty passwords and passphrases are none. Both are given on and forgotten. */
  readonly run: (store: string, password: string, passphrase: string) => Promise<void>;
  readonly cancel: () => Promise<void>;
}

/** The exchange with the central base. */
export function createSyncStore(bridge: Bridge, runJob: RunJob): SyncStore {
  const store = createStore<SyncState>(() => ({ sync: { kind: 'loading' }, store: '', unsigned: 0, failure: null }));
  const { getState, setState } = store;
  bridge.on('progress', (progress) => {
    const { sync } = getState();
    if (sync.kind === 'running' && sync.job === progress.job) setState({ sync: { ...sync, progress } });
  });
  const known = async (): Promise<void> => {
    const answer = await bridge.call('merge.store', undefined);
    if (answer.ok) setState({ store: answer.value.store ?? getState().store, unsigned: answer.value.unsigned });
    else setState({ failure: answer.error });
  };
  return {
    ...store,
    load: async () => {
      if (getState().sync.kind === 'running') return;
      await known();
      setState({ sync: { kind: 'ready' } });
    },
    run: (address, password, passphrase) =>
      runJob(async (job) => {
        setState({ sync: { kind: 'running', job, progress: null }, store: address, failure: null });
        const answer = await bridge.call('merge.sync', { job, store: address, password: password || null, passphrase: passphrase || null });
        await known();
        if (answer.ok) setState({ sync: { kind: 'done', report: answer.value } });
        else setState({ sync: { kind: 'ready' }, failure: answer.error.code === 'cancelled' ? null : answer.error });
      }),
    cancel: async () => {
      const { sync } = getState();
      if (sync.kind === 'running') await bridge.call('service.cancel', { job: sync.job });
    },
  };
}
