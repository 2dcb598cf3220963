import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Failure } from '../../../shared/base/failure.ts';
import type { Result } from '../../../shared/base/result.ts';
import type { Bridge, JobProgress } from '../../../shared/ipc/api.ts';
import type { RunJob } from '../../service/status.ts';

/** Long work from being asked for to what it came to. */
export type Work<T> =
  | { readonly kind: 'ready' }
  | { readonly kind: 'running'; readonly job: string; readonly progress: JobProgress | null }
  | { readonly kind: 'done'; readonly outcome: T };

export interface WorkState<T> {
  readonly work: Work<T>;
  readonly failure: Failure | null;
}

export interface WorkStore<A, T> extends StoreApi<WorkState<T>> {
  readonly run: (asked: A) => Promise<void>;
  readonly cancel: () => Promise<void>;
}

/** One long call whose progress is followed; a second one is not begun meanwhile. A cancelled one is no failure; null says that the person closed a dialog, and nothing was done. */
export function createWorkStore<A, T>(bridge: Bridge, runJob: RunJob, call: (job: string, asked: A) => Promise<Result<T | null, Failure>>): WorkStore<A, T> {
  const store = createStore<WorkState<T>>(() => ({ work: { kind: 'ready' }, failure: null }));
  const { getState, setState } = store;
  bridge.on('progress', (progress) => {
    const { work } = getState();
    if (work.kind === 'running' && work.job === progress.job) setState({ work: { ...work, progress } });
  });
  return {
    ...store,
    run: async (asked) => {
      if (getState().work.kind === 'running') return;
      await runJob(async (job) => {
        setState({ work: { kind: 'running', job, progress: null }, failure: null });
        const answer = await call(job, asked);
        if (answer.ok && answer.value !== null) return setState({ work: { kind: 'done', outcome: answer.value } });
        setState({ work: { kind: 'ready' }, failure: answer.ok || answer.error.code === 'cancelled' ? null : answer.error });
      });
    },
    cancel: async () => {
      const { work } = getState();
      if (work.kind === 'running') await bridge.call('service.cancel', { job: work.job });
    },
  };
}
