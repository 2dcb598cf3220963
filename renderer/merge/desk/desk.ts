import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Failure } from '../../../shared/base/failure.ts';
import { ok, type Result } from '../../../shared/base/result.ts';
import type { Bridge, JobProgress } from '../../../shared/ipc/api.ts';
import type { CompanyChange, FileVerdict, MergePreview, MergeReport, Picked, PickedFile, Step, StepEvent } from '../../../shared/ipc/merge.ts';
import type { CompanyFields } from '../../../shared/ipc/mergeDesk.ts';
import type { FormDefinition } from '../../../shared/survey/form.ts';
import type { RunJob } from '../../service/status.ts';
import { ticketsFor } from './fields.ts';

export type StepState = 'waiting' | 'running' | 'passed' | 'failed';

/** The steps that judge a file before anything is merged. */
export const VERIFICATION = [1, 2, 3, 4, 5, 6] as const satisfies readonly Step[];
export const ALL_STEPS = [...VERIFICATION, 7, 8] as const satisfies readonly Step[];

/** One bundle on the desk: the file as picked, how far its verification is, and what was said of it in the end. */
export interface DeskFile extends PickedFile {
  /** Steps 1–8 of B18; what is not there has not begun. */
  readonly steps: Readonly<Partial<Record<Step, StepState>>>;
  readonly failure: Failure | null;
  readonly verdict: FileVerdict | null;
}

/** The way of a batch of bundles over the desk. */
export type Desk =
  | { readonly kind: 'empty' }
  /** Some are encrypted: the passphrase of an encryption key is asked for, or they stay closed (B4). */
  | { readonly kind: 'locked'; readonly files: readonly DeskFile[] }
  /** The person stopped the verification: the files are still here. */
  | { readonly kind: 'stopped'; readonly files: readonly DeskFile[] }
  | { readonly kind: 'verifying'; readonly job: string; readonly files: readonly DeskFile[]; readonly progress: JobProgress | null }
  /** `looked`: one of its companies, field by field; `last`: the one looked at before. */
  | { readonly kind: 'preview'; readonly files: readonly DeskFile[]; readonly preview: MergePreview; readonly looked: Looked | null; readonly last: string | null }
  | {
      readonly kind: 'merging'; readonly job: string; readonly files: readonly DeskFile[]; readonly preview: MergePreview;
      readonly progress: JobProgress | null;
    }
  | { readonly kind: 'merged'; readonly files: readonly DeskFile[]; readonly preview: MergePreview; readonly report: MergeReport };

/** What the merge would do to the fields of one company. */
export interface Looked {
  readonly company: CompanyChange;
  readonly job: string;
  readonly state:
    | { readonly kind: 'loading' }
    | { readonly kind: 'failed'; readonly failure: Failure }
    | { readonly kind: 'ready'; readonly rounds: readonly CompanyFields[]; readonly forms: ReadonlyMap<string, FormDefinition> };
}

export interface DeskState {
  readonly desk: Desk;
  /** Files in the folders that were brought that are no bundles: they were left alone. */
  readonly others: number;
  /** What went wrong with the last act as a whole; one bad file is a verdict, not a failure. */
  readonly failure: Failure | null;
}

export interface DeskStore extends StoreApi<DeskState> {
  /** Asks for files, then verifies them; nothing changes when the person cancels the dialog. */
  readonly pick: () => Promise<void>;
  /** Asks for a folder, then verifies the bundles in it and below it. */
  readonly pickFolder: () => Promise<void>;
  /** Adds files and folders that were dropped to those on the desk and verifies them; while work runs and after a merge's report nothing is taken from below it. */
  readonly drop: (files: readonly File[]) => Promise<void>;
  /** Goes on from `locked`: with the passphrase, kept until these files are merged or cleared, or without (null). */
  readonly unlock: (passphrase: string | null) => Promise<void>;
  /** Verifies again what a cancel has left unverified. */
  readonly verifyAgain: () => Promise<void>;
  /** Turns to the fields of one company of the preview, and back to all of them. */
  readonly lookAt: (company: CompanyChange) => Promise<void>;
  readonly lookAway: () => void;
  /** Merges what was previewed. Failed, or cancelled before anything was merged, it goes back to the preview: the base is as it was. */
  readonly merge: () => Promise<void>;
  /** After a merge that was cancelled half way: merges the files that it had not come to. */
  readonly resume: () => Promise<void>;
  /** Stops the verification or the merge that runs. */
  readonly cancel: () => Promise<void>;
  /** Clears the desk for the next batch. */
  readonly clear: () => void;
  readonly dispose: () => void;
}

/** The desk where bundles are verified and merged. */
export function createDeskStore(bridge: Bridge, runJob: RunJob): DeskStore {
  const store = createStore<DeskState>(() => ({ desk: { kind: 'empty' }, others: 0, failure: null }));
  const { getState, setState } = store;

  const stopSteps = bridge.on('step', (event) => {
    const { desk } = getState();
    if ((desk.kind === 'verifying' || desk.kind === 'merging') && desk.job === event.job)
      setState({ desk: { ...desk, files: desk.files.map((file) => (file.ticket === event.ticket ? withStep(file, event) : file)) } });
  });
  const stopProgress = bridge.on('progress', (progress) => {
    const { desk } = getState();
    if ((desk.kind === 'verifying' || desk.kind === 'merging') && desk.job === progress.job) setState({ desk: { ...desk, progress } });
  });

  // Of the encryption keys, for the files on the desk: never in the state, where a screen could show it.
  let passphrase: string | null = null;

  const verify = (picked: readonly PickedFile[]): Promise<void> => runJob(async (job) => {
    setState({ desk: { kind: 'verifying', job, files: picked.map(fresh), progress: null }, failure: null });
    const answer = await bridge.call('merge.verify', { job, tickets: picked.map((file) => file.ticket), passphrase });
    const { desk } = getState();
    if (desk.kind !== 'verifying' || desk.job !== job) return;
    if (answer.ok) return setState({ desk: { kind: 'preview', files: withVerdicts(desk.files, answer.value.files), preview: answer.value, looked: null, last: null } });
    if (answer.error.code === 'cancelled') return setState({ desk: { kind: 'stopped', files: picked.map(fresh) } });
    const locked = passphrase !== null;
    passphrase = null;
    setState({ desk: locked ? { kind: 'locked', files: picked.map(fresh) } : { kind: 'empty' }, failure: answer.error });
  });

  const take = async (brought: Result<Picked | null, Failure>, kept: readonly PickedFile[] = []): Promise<void> => {
    if (!brought.ok) return setState({ failure: brought.error });
    if (brought.value === null) return;
    const files = [...kept, ...brought.value.files];
    setState({ others: brought.value.others });
    if (kept.length === 0) passphrase = null;
    if (passphrase === null && files.some((file) => file.encrypted)) setState({ desk: { kind: 'locked', files: files.map(fresh) }, failure: null });
    else await verify(files);
  };

  /** Shows how the look at a company goes, as long as the person has not turned to something else. */
  const showLook = (job: string, state: Looked['state']): void => {
    const { desk } = getState();
    if (desk.kind === 'preview' && desk.looked?.job === job) setState({ desk: { ...desk, looked: { ...desk.looked, state } } });
  };

  const lookAt = async (company: CompanyChange): Promise<void> => runJob(async (job) => {
    const { desk } = getState();
    if (desk.kind !== 'preview') return;
    setState({ desk: { ...desk, looked: { company, job, state: { kind: 'loading' } } } });
    const answer = await bridge.call('merge.fields', { job, tickets: ticketsFor(desk.preview, company), passphrase, entity: company.entity });
    if (!answer.ok) return showLook(job, { kind: 'failed', failure: answer.error });
    const forms = new Map<string, FormDefinition>();
    for (const hash of new Set(answer.value.map(({ formHash }) => formHash).filter((each) => each !== ''))) {
      const form = await bridge.call('survey.form', { hash });
      if (!form.ok) return showLook(job, { kind: 'failed', failure: form.error });
      forms.set(hash, form.value);
    }
    showLook(job, { kind: 'ready', rounds: answer.value, forms });
  });

  const apply = async (files: readonly DeskFile[], preview: MergePreview, back: Desk): Promise<void> => runJob(async (job) => {
    setState({ desk: { kind: 'merging', job, files: files.map(fresh), preview, progress: null }, failure: null });
    const answer = await bridge.call('merge.apply', { job, tickets: files.map((file) => file.ticket), passphrase });
    if (!answer.ok) return setState({ desk: back, failure: answer.error });
    if (!answer.value.stopped) passphrase = null;
    setState({ desk: { kind: 'merged', files: withVerdicts(files.map(fresh), answer.value.files), preview, report: answer.value } });
  });

  return {
    ...store,
    pick: async () => take(await bridge.call('merge.pick', undefined)),
    pickFolder: async () => take(await bridge.call('merge.pickFolder', undefined)),
    drop: async (files) => {
      const { desk } = getState();
      if (desk.kind === 'verifying' || desk.kind === 'merging') return;
      await take(await bridge.drop(files), desk.kind === 'empty' || desk.kind === 'merged' ? [] : desk.files);
    },
    lookAt,
    lookAway: () => {
      const { desk } = getState();
      if (desk.kind !== 'preview' || desk.looked === null) return;
      if (desk.looked.state.kind === 'loading') void bridge.call('service.cancel', { job: desk.looked.job });
      setState({ desk: { ...desk, looked: null, last: desk.looked.company.entity } });
    },
    verifyAgain: async () => {
      const { desk } = getState();
      if (desk.kind === 'stopped') await take(ok({ files: desk.files, others: getState().others }));
    },
    unlock: async (given) => {
      const { desk } = getState();
      if (desk.kind !== 'locked') return;
      passphrase = given;
      await verify(desk.files);
    },
    merge: async () => {
      const { desk } = getState();
      if (desk.kind !== 'preview') return;
      await apply(desk.files, desk.preview, desk);
    },
    resume: async () => {
      const { desk } = getState();
      if (desk.kind === 'merged' && desk.report.stopped) await apply(untouched(desk.files), desk.preview, desk);
    },
    cancel: async () => {
      const { desk } = getState();
      if (desk.kind === 'verifying' || desk.kind === 'merging') await bridge.call('service.cancel', { job: desk.job });
    },
    clear: () => {
      passphrase = null;
      setState({ desk: { kind: 'empty' }, others: 0, failure: null });
    },
    dispose: () => {
      stopSteps();
      stopProgress();
    },
  };
}

/** Files that merging takes in: those that will count at once, and those that will be kept until their predecessor comes. */
export function mergeable(preview: MergePreview): { readonly counted: number; readonly kept: number } {
  const count = (verdict: FileVerdict['verdict']) => preview.files.filter((file) => file.verdict === verdict).length;
  return { counted: count('verified'), kept: count('pending') };
}

/** Files that a stopped merge had not come to. */
export function untouched(files: readonly DeskFile[]): readonly DeskFile[] {
  return files.filter((file) => file.verdict === null);
}

function fresh(file: PickedFile): DeskFile {
  return { ticket: file.ticket, fileName: file.fileName, size: file.size, encrypted: file.encrypted, steps: {}, failure: null, verdict: null };
}

function withStep(file: DeskFile, event: StepEvent): DeskFile {
  return { ...file, steps: { ...file.steps, [event.step]: event.state }, failure: event.failure ?? file.failure };
}

/** The verdict is the last word: steps that events did not tell of are filled in from it. */
function withVerdicts(files: readonly DeskFile[], verdicts: readonly FileVerdict[]): readonly DeskFile[] {
  const byTicket = new Map(verdicts.map((verdict) => [verdict.ticket, verdict]));
  return files.map((file) => {
    const verdict = byTicket.get(file.ticket);
    return verdict === undefined ? file : { ...file, verdict, failure: verdict.failure, steps: stepsOf(verdict) };
  });
}

function stepsOf(verdict: FileVerdict): DeskFile['steps'] {
  const steps: Partial<Record<Step, StepState>> = {};
  for (let step = 1; step <= verdict.step; step += 1) steps[step as Step] = 'passed';
  if (verdict.verdict === 'refused') steps[verdict.step] = 'failed';
  return steps;
}
