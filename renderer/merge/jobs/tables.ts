import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Failure } from '../../../shared/base/failure.ts';
import type { Bridge, JobProgress, ValueOf } from '../../../shared/ipc/api.ts';
import type { ExportTables } from '../../../shared/ipc/insight.ts';
import type { RunJob } from '../desk/desk.ts';

export type TablesPhase =
  | { readonly kind: 'ready' }
  | { readonly kind: 'running'; readonly job: string; readonly progress: JobProgress | null }
  | { readonly kind: 'done'; readonly report: NonNullable<ValueOf<'insight.export'>> };

export interface TablesState {
  readonly phase: TablesPhase;
  readonly failure: Failure | null;
}

export interface TablesStore extends StoreApi<TablesState> {
  /** Asks for a folder and writes there; nothing changes when the person cancels the dialog. */
  readonly run: (what: ExportTables) => Promise<void>;
  readonly cancel: () => Promise<void>;
}

/** Tables for other programs. */
export function createTablesStore(bridge: Bridge, runJob: RunJob): TablesStore {
  const store = createStore<TablesState>(() => ({ phase: { kind: 'ready' }, failure: null }));
  const { getState, setState } = store;
  bridge.on('progress', (progress) => {
    const { phase } = getState();
    if (phase.kind === 'running' && phase.job === progress.job) setState({ phase: { ...phase, progress } });
  });
  return {
    ...store,
    run: (what) =>
      runJob(async (job) => {
        setState({ phase: { kind: 'running', job, progress: null }, failure: null });
        const answer = await bridge.call('insight.export', { job, ...what });
        if (answer.ok && answer.value) return setState({ phase: { kind: 'done', report: answer.value } });
        setState({ phase: { kind: 'ready' }, failure: answer.ok || answer.error.code === 'cancelled' ? null : answer.error });
      }),
    cancel: async () => {
      const { phase } = getState();
      if (phase.kind === 'running') await bridge.call('service.cancel', { job: phase.job });
    },
  };
}
