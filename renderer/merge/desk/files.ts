import type { Failure } from '../../../shared/base/failure.ts';
import type { FileVerdict, MergePreview, PickedFile, Step, StepEvent } from '../../../shared/ipc/merge.ts';

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

/** Files that merging takes in: those that will count at once, and those that will be kept until their predecessor comes. */
export function mergeable(preview: MergePreview): { readonly counted: number; readonly kept: number } {
  const count = (verdict: FileVerdict['verdict']) => preview.files.filter((file) => file.verdict === verdict).length;
  return { counted: count('verified'), kept: count('pending') };
}

/** Files that a stopped merge had not come to. */
export function untouched(files: readonly DeskFile[]): readonly DeskFile[] {
  return files.filter((file) => file.verdict === null);
}

/** A file as it is brought: nothing has been said of it yet. */
export function fresh(file: PickedFile): DeskFile {
  return { ticket: file.ticket, fileName: file.fileName, size: file.size, encrypted: file.encrypted, steps: {}, failure: null, verdict: null };
}

/** A file after a step of its verification. */
export function withStep(file: DeskFile, event: StepEvent): DeskFile {
  return { ...file, steps: { ...file.steps, [event.step]: event.state }, failure: event.failure ?? file.failure };
}

/** The verdict is the last word: steps that events did not tell of are filled in from it. */
export function withVerdicts(files: readonly DeskFile[], verdicts: readonly FileVerdict[]): readonly DeskFile[] {
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
