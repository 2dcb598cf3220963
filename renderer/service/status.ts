import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Bridge, JobProgress } from '../../shared/ipc/api.ts';

export type Saving =
  | { readonly kind: 'idle' }
  | { readonly kind: 'saving' }
  | { readonly kind: 'saved'; readonly at: number }
  | { readonly kind: 'unsaved'; readonly count: number };

/** Runs a long call under a job id of its own and shows its progress until it ends, however it ends. `beside`: nobody has asked for it. */
export type RunJob = <T>(work: (job: string) => Promise<T>, beside?: 'beside') => Promise<T>;

/** `starting` until it says what it does. */
export type RunningJob = Omit<JobProgress, 'phase'> & { readonly phase: JobProgress['phase'] | 'starting'; /** The program does it by itself. */ readonly beside?: true };

export interface StatusState {
  readonly saving: Saving;
  /** Findings of the form in front of the person; null elsewhere. */
  readonly findings: { readonly errors: number; readonly warnings: number } | null;
  /** What has become of the last key: undone, confirmed, not to be done here; empty when there is nothing to say. The turn makes the same words a new saying. */
  readonly said: { readonly text: string; readonly turn: number };
  /** The long job that runs now, the one begun last where there are several. */
  readonly job: RunningJob | null;
  readonly setSaving: (saving: Saving) => void;
  readonly setFindings: (findings: StatusState['findings']) => void;
  readonly say: (text: string) => void;
  readonly run: RunJob;
  readonly cancel: () => void;
}

export type Status = StoreApi<StatusState>;

/** The bottom line of the window: what is saved, what is found, what runs. */
export function createStatus(bridge: Bridge, uuid: () => string): Status {
  return createStore<StatusState>((set, get) => {
    let running: readonly RunningJob[] = [];
    const show = (jobs: readonly RunningJob[]): void => {
      running = jobs;
      set({ job: jobs.at(-1) ?? null });
    };
    bridge.on('progress', (progress) => {
      if (running.some(({ job }) => job === progress.job)) show(running.map((one) => (one.job === progress.job ? { ...one, ...progress } : one)));
    });
    return {
      saving: { kind: 'idle' },
      findings: null,
      said: { text: '', turn: 0 },
      job: null,
      setSaving: (saving) => set({ saving }),
      setFindings: (findings) => set({ findings }),
      say: (text) => set({ said: { text, turn: get().said.turn + 1 } }),
      run: async (work, beside) => {
        const job = uuid();
        show([...running, { job, phase: 'starting', done: 0, total: 0, ...(beside && { beside: true }) }]);
        try {
          return await work(job);
        } finally {
          show(running.filter((one) => one.job !== job));
        }
      },
      cancel: () => {
        const job = get().job;
        if (job) void bridge.call('service.cancel', { job: job.job });
      },
    };
  });
}
