import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Failure } from '../../../shared/base/failure.ts';
import type { Bridge, JobProgress } from '../../../shared/ipc/api.ts';
import type { CompanyFindings } from '../../../shared/ipc/merge.ts';
import type { Finding } from '../../../shared/survey/findings.ts';
import type { RunJob } from '../desk/desk.ts';

/** How grave a finding of the base is; a warning that its body has justified stands apart. */
export type Gravity = Finding['level'] | 'justified';
export const GRAVITIES: readonly Gravity[] = ['error', 'warning', 'justified', 'info'];

/** One finding of one company. */
export interface BaseFinding {
  readonly company: Omit<CompanyFindings, 'findings'>;
  readonly finding: Finding;
  readonly gravity: Gravity;
}

export type ChecksState =
  | { readonly kind: 'ready'; readonly failure: Failure | null }
  | { readonly kind: 'running'; readonly job: string; readonly progress: JobProgress | null }
  | { readonly kind: 'done'; readonly rows: readonly BaseFinding[]; readonly companies: number };

export interface ChecksStore extends StoreApi<ChecksState> {
  readonly run: () => Promise<void>;
  readonly cancel: () => Promise<void>;
}

/** What merging has made visible in the whole base (M8): found when somebody asks, since every company is looked at. */
export function createChecksStore(bridge: Bridge, runJob: RunJob): ChecksStore {
  const store = createStore<ChecksState>(() => ({ kind: 'ready', failure: null }));
  const { getState, setState } = store;
  bridge.on('progress', (progress) => {
    const state = getState();
    if (state.kind === 'running' && state.job === progress.job) setState({ ...state, progress }, true);
  });
  return {
    ...store,
    run: () =>
      runJob(async (job) => {
        setState({ kind: 'running', job, progress: null }, true);
        const answer = await bridge.call('merge.findings', { job });
        if (answer.ok) setState({ kind: 'done', rows: rowsOf(answer.value), companies: answer.value.length }, true);
        else setState({ kind: 'ready', failure: answer.error.code === 'cancelled' ? null : answer.error }, true);
      }),
    cancel: async () => {
      const state = getState();
      if (state.kind === 'running') await bridge.call('service.cancel', { job: state.job });
    },
  };
}

/** The gravest first, company by company. */
function rowsOf(companies: readonly CompanyFindings[]): readonly BaseFinding[] {
  const rows = companies.flatMap(({ findings, ...company }) =>
    findings.map((finding): BaseFinding => ({ company, finding, gravity: finding.level === 'warning' && finding.justification !== undefined ? 'justified' : finding.level })));
  return GRAVITIES.flatMap((gravity) => rows.filter((row) => row.gravity === gravity));
}
