import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Failure } from '../../shared/base/failure.ts';
import type { Bridge, JobProgress } from '../../shared/ipc/api.ts';
import type { FileVerdict, MergePreview, MergeReport, PickedFile, Step, StepEvent } from '../../shared/ipc/merge.ts';

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
  | { readonly kind: 'verifying'; readonly job: string; readonly files: readonly DeskFile[]; readonly progress: JobProgress | null }
  | { readonly kind: 'preview'; readonly files: readonly DeskFile[]; readonly preview: MergePreview }
  | {
      readonly kind: 'merging'; readonly job: string; readonly files: readonly DeskFile[]; readonly preview: MergePreview;
      readonly progress: JobProgress | null;
    }
  | { readonly kind: 'merged'; readonly files: readonly DeskFile[]; readonly report: MergeReport };

export interface DeskState {
  readonly desk: Desk;
  /** What went wrong with the last act as a whole; one bad file is a verdict, not a failure. */
  readonly failure: Failure | null;
}

export interface DeskStore extends StoreApi<DeskState> {
  /** Asks for files, then verifies them; nothing changes when the person cancels the dialog. */
  readonly pick: () => Promise<void>;
  /** Goes on from `locked`: with the passphrase, kept until these files are merged or cleared, or without (null). */
  readonly unlock: (passphrase: string | null) => Promise<void>;
  /** Merges what was previewed. Cancelled or failed, it goes back to the preview: the store is as it was. */
  readonly merge: () => Promise<void>;
  /** Stops the verification or the merge that runs. */
  readonly cancel: () => Promise<void>;
  /** Clears the desk for the next batch. */
  readonly clear: () => void;
  readonly dispose: () => void;
}

/** Runs a long call under a job id of its own. */
export type RunJob = <T>(work: (job: string) => Promise<T>) => Promise<T>;

/** The desk where bundles are verified and merged. */
export function createDeskStore(bridge: Bridge, runJob: RunJob): DeskStore {
  const store = createStore<DeskState>(() => ({ desk: { kind: 'empty' }, failure: null }));
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
    if (answer.ok) return setState({ desk: { kind: 'preview', files: withVerdicts(desk.files, answer.value.files), preview: answer.value } });
    const locked = passphrase !== null;
    passphrase = null;
    const failure = answer.error.code === 'cancelled' ? null : answer.error;
    setState({ desk: locked ? { kind: 'locked', files: picked.map(fresh) } : { kind: 'empty' }, failure });
  });

  return {
    ...store,
    pick: async () => {
      const answer = await bridge.call('merge.pick', undefined);
      if (!answer.ok) setState({ failure: answer.error });
      else if (answer.value !== null && answer.value.length > 0) {
        passphrase = null;
        if (answer.value.some((file) => file.encrypted)) setState({ desk: { kind: 'locked', files: answer.value.map(fresh) }, failure: null });
        else await verify(answer.value);
      }
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
      const { files, preview } = desk;
      await runJob(async (job) => {
        setState({ desk: { kind: 'merging', job, files: files.map(fresh), preview, progress: null }, failure: null });
        const answer = await bridge.call('merge.apply', { job, tickets: files.map((file) => file.ticket), passphrase });
        if (answer.ok) {
          passphrase = null;
          setState({ desk: { kind: 'merged', files: withVerdicts(files.map(fresh), answer.value.files), report: answer.value } });
        } else setState({ desk: { kind: 'preview', files, preview }, failure: answer.error });
      });
    },
    cancel: async () => {
      const { desk } = getState();
      if (desk.kind === 'verifying' || desk.kind === 'merging') await bridge.call('service.cancel', { job: desk.job });
    },
    clear: () => {
      passphrase = null;
      setState({ desk: { kind: 'empty' }, failure: null });
    },
    dispose: () => {
      stopSteps();
      stopProgress();
    },
  };
}

/** Files that merging takes in: those that hold, and those that hold and wait for their predecessor. */
export function mergeable(preview: MergePreview): readonly FileVerdict[] {
  return preview.files.filter((file) => file.verdict === 'verified' || file.verdict === 'pending');
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
