import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Failure } from '../../../shared/base/failure.ts';
import type { Bridge } from '../../../shared/ipc/api.ts';
import type { MergedBundle, QuarantineEntry, StateHashes } from '../../../shared/ipc/merge.ts';
import type { MergeRun } from '../../../shared/ipc/mergeDesk.ts';

export type JournalState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly failure: Failure }
  | {
      readonly kind: 'ready'; readonly runs: readonly MergeRun[]; readonly bundles: readonly MergedBundle[]; readonly quarantine: readonly QuarantineEntry[]; readonly state: StateHashes;
    };

export interface JournalStore extends StoreApi<JournalState> {
  readonly load: () => Promise<void>;
}

/** What this base holds: bundles taken in, files refused, hashes to compare with another base. */
export function createJournalStore(bridge: Bridge): JournalStore {
  const store = createStore<JournalState>(() => ({ kind: 'loading' }));
  return {
    ...store,
    load: async () => {
      const [runs, bundles, quarantine, state] = await Promise.all([
        bridge.call('merge.runs', undefined), bridge.call('merge.bundles', undefined), bridge.call('merge.quarantine', undefined), bridge.call('merge.state', undefined),
      ]);
      if (!runs.ok) return store.setState({ kind: 'failed', failure: runs.error }, true);
      if (!bundles.ok) return store.setState({ kind: 'failed', failure: bundles.error }, true);
      if (!quarantine.ok) return store.setState({ kind: 'failed', failure: quarantine.error }, true);
      if (!state.ok) return store.setState({ kind: 'failed', failure: state.error }, true);
      store.setState({ kind: 'ready', runs: runs.value, bundles: bundles.value, quarantine: quarantine.value, state: state.value }, true);
    },
  };
}
