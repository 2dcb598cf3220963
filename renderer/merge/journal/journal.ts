import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Failure } from '../../../shared/base/failure.ts';
import type { Bridge } from '../../../shared/ipc/api.ts';
import type { MergedBundle, QuarantineEntry, StateHashes } from '../../../shared/ipc/merge.ts';
import type { MergeRun } from '../../../shared/ipc/mergeDesk.ts';
import { createReading } from '../../service/reading.ts';
import type { RunJob } from '../../service/status.ts';

export type JournalState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly failure: Failure }
  | {
      readonly kind: 'ready'; readonly runs: readonly MergeRun[]; readonly bundles: readonly MergedBundle[]; readonly quarantine: readonly QuarantineEntry[];
      readonly state: BaseState;
    };

/** What the base has come to; read when somebody looks at it. */
export type BaseState = { readonly kind: 'loading' } | { readonly kind: 'failed'; readonly failure: Failure } | { readonly kind: 'ready'; readonly hashes: StateHashes };

export interface JournalStore extends StoreApi<JournalState> {
  /** The merges, bundles and refused files; what the base has come to by then is not known yet. */
  readonly load: () => Promise<void>;
  /** Reads what the base has come to, which can be long; nothing where that is known, or nothing was merged. */
  readonly readState: () => Promise<void>;
  /** Nobody waits for that any more. */
  readonly leave: () => void;
}

/** What this base holds: bundles taken in, files refused, hashes to compare with another base. */
export function createJournalStore(bridge: Bridge, run: RunJob): JournalStore {
  const store = createStore<JournalState>(() => ({ kind: 'loading' }));
  const reading = createReading(bridge, run);
  return {
    ...store,
    load: async () => {
      const [runs, bundles, quarantine] = await Promise.all([bridge.call('merge.runs', undefined), bridge.call('merge.bundles', undefined), bridge.call('merge.quarantine', undefined)]);
      if (!runs.ok) return store.setState({ kind: 'failed', failure: runs.error }, true);
      if (!bundles.ok) return store.setState({ kind: 'failed', failure: bundles.error }, true);
      if (!quarantine.ok) return store.setState({ kind: 'failed', failure: quarantine.error }, true);
      store.setState({ kind: 'ready', runs: runs.value, bundles: bundles.value, quarantine: quarantine.value, state: { kind: 'loading' } }, true);
    },
    readState: async () => {
      const journal = store.getState();
      if (journal.kind !== 'ready' || journal.state.kind === 'ready' || journal.bundles.length + journal.runs.length === 0) return;
      const state = await reading.read((job) => bridge.call('merge.state', { job }));
      // What was loaded meanwhile is of a base that may be another one.
      if (state === null || store.getState() !== journal) return;
      store.setState({ ...journal, state: state.ok ? { kind: 'ready', hashes: state.value } : { kind: 'failed', failure: state.error } }, true);
    },
    leave: reading.leave,
  };
}
