import type { Failure } from '../../../shared/base/failure.ts';
import { ok, type Result } from '../../../shared/base/result.ts';
import type { Bridge } from '../../../shared/ipc/api.ts';
import type { CompanyFindings } from '../../../shared/ipc/merge.ts';
import type { Finding } from '../../../shared/survey/findings.ts';
import type { Reading } from '../../service/reading.ts';
import type { RunJob } from '../../service/status.ts';
import { loadForm } from '../../survey/forms.ts';
import { numbersOf } from '../../survey/outline.ts';
import { createWorkStore, type WorkStore } from './work.ts';

/** How grave a finding of the base is; a warning that its body has justified stands apart. */
export type Gravity = Finding['level'] | 'justified';
export const GRAVITIES: readonly Gravity[] = ['error', 'warning', 'justified', 'info'];

/** One finding of one company. */
export interface BaseFinding {
  readonly company: Omit<CompanyFindings, 'findings'>;
  readonly finding: Finding;
  readonly gravity: Gravity;
  /** The numbers of the questions it is about. */
  readonly numbers: string;
}

/** What was found in how many companies. It is kept until the person checks again. */
export interface CheckedBase {
  /** The round that was checked, and the `viewHash` of the base when the check began: another one now says that something has changed since. */
  readonly base: string;
  readonly rows: readonly BaseFinding[];
  readonly companies: number;
}

export type ChecksStore = WorkStore<void, CheckedBase>;

/** What merging has made visible in the whole base (M8): found when somebody asks, since every company is looked at. */
export function createChecksStore(bridge: Bridge, runJob: RunJob): ChecksStore {
  return createWorkStore(bridge, runJob, async (job) => {
    const base = await standingBase(bridge, job);
    if (!base.ok) return base;
    const answer = await bridge.call('merge.findings', { job });
    return answer.ok ? ok({ base: base.value, rows: await rowsOf(bridge, answer.value), companies: answer.value.length }) : answer;
  });
}

/** Whether the base is another one than the one that was checked; false where that cannot be told, or nobody waits for it any more. */
export async function hasChangedSince(bridge: Bridge, reading: Reading, { base }: Pick<CheckedBase, 'base'>): Promise<boolean> {
  const now = await reading.read((job) => standingBase(bridge, job));
  return now?.ok === true && now.value !== base;
}

async function standingBase(bridge: Bridge, job: string): Promise<Result<string, Failure>> {
  const [state, rounds] = await Promise.all([bridge.call('merge.state', { job }), bridge.call('survey.rounds', undefined)]);
  if (!state.ok) return state;
  return rounds.ok ? ok(`${rounds.value.find(({ current }) => current)?.round ?? ''} ${state.value.viewHash}`) : rounds;
}

/** The gravest first, company by company; without numbers where the form that a company was asked is not known here. */
async function rowsOf(bridge: Bridge, companies: readonly CompanyFindings[]): Promise<readonly BaseFinding[]> {
  const rows: BaseFinding[] = [];
  for (const { findings, ...company } of companies) {
    const form = await loadForm(bridge, company.formHash);
    rows.push(...findings.map((finding): BaseFinding => ({
      company, finding, gravity: finding.level === 'warning' && finding.justification !== undefined ? 'justified' : finding.level,
      numbers: form.ok ? numbersOf(form.value.definition, finding.paths) : '',
    })));
  }
  return GRAVITIES.flatMap((gravity) => rows.filter((row) => row.gravity === gravity));
}
