import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Failure } from '../../../shared/base/failure.ts';
import type { Bridge } from '../../../shared/ipc/api.ts';
import type { SyncReport } from '../../../shared/ipc/sync.ts';
import type { RunJob } from '../../service/status.ts';
import { createWorkStore, type WorkStore } from './work.ts';

/** Where to, and with which words: empty passwords and passphrases are none. */
export interface SyncRequest {
  readonly store: string;
  readonly password: string;
  readonly passphrase: string;
}

/** What is known before an exchange. */
export interface Known {
  readonly loaded: boolean;
  /** The address that was synced with last; after a failure the one that was tried. */
  readonly store: string;
  /** Revisions made here that wait for a signature. */
  readonly unsigned: number;
  readonly failure: Failure | null;
}

export interface SyncStore extends WorkStore<SyncRequest, SyncReport> {
  readonly known: StoreApi<Known>;
  readonly load: () => Promise<void>;
}

/** The exchange with the central base. The password and the passphrase are given on and forgotten. */
export function createSyncStore(bridge: Bridge, runJob: RunJob): SyncStore {
  const known = createStore<Known>(() => ({ loaded: false, store: '', unsigned: 0, failure: null }));
  const look = async (address: 'kept' | 'tried'): Promise<void> => {
    const answer = await bridge.call('merge.store', undefined);
    if (!answer.ok) return known.setState({ loaded: true, failure: answer.error });
    const { store, unsigned } = answer.value;
    known.setState({ loaded: true, unsigned, failure: null, ...(address === 'kept' && store !== null ? { store } : {}) });
  };
  return {
    known,
    load: () => look(known.getState().loaded ? 'tried' : 'kept'),
    ...createWorkStore(bridge, runJob, async (job, { store, password, passphrase }: SyncRequest) => {
      known.setState({ store });
      const answer = await bridge.call('merge.sync', { job, store, password: password || null, passphrase: passphrase || null });
      await look(answer.ok ? 'kept' : 'tried');
      return answer;
    }),
  };
}
