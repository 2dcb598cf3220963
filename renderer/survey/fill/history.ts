import { isRowPath, parseCarriedPath, parseJustificationPath, repeatOf } from '../../../shared/survey/path.ts';
import type { Answer, Path } from '../../../shared/survey/response.ts';

/** What one path held before and after. */
export interface Change {
  readonly path: Path;
  readonly before: Answer | null;
  readonly after: Answer | null;
}

/** What one act of a person changed: a word that was typed, a row, a block that was pasted. */
export type Step = readonly Change[];

export interface History {
  /**
   * Notes what has been done; what was undone before is then gone for good. `typed` names the field that is being typed
   * in: its keys are one step until the person goes on. `join` adds to the last step instead of beginning one.
   */
  readonly note: (step: Step, how?: { readonly typed?: Path; readonly join?: boolean }) => void;
  /** The person has gone on: the next key begins a new step. */
  readonly settle: () => void;
  /** The last step that stands, taken back; null when there is none. */
  readonly undo: () => Step | null;
  readonly redo: () => Step | null;
  /** What is being typed at a path, taken back as if it had never been; null when nothing is. */
  readonly untype: (path: Path) => Step | null;
  /** The number of the last step that stands, 0 when none does: who offers to take a step back knows by it whether undoing would. */
  readonly last: () => number;
  /** Whether a step still stands. */
  readonly holds: (step: number) => boolean;
  /** There is nothing to undo or redo. */
  readonly isBlank: () => boolean;
}

/** A step by its number, which it keeps whatever joins it. */
interface Noted {
  readonly number: number;
  readonly step: Step;
}

const DEPTH = 2000;

/** Everything that was done in an open form, to be taken back step by step, and done again. */
export function createHistory(): History {
  let done: Noted[] = [];
  let undone: Noted[] = [];
  let count = 0;
  let typing: Path | null = null;
  return {
    note: (step, { typed, join } = {}) => {
      if (step.length === 0) return;
      const last = done.at(-1);
      const joins = last !== undefined && undone.length === 0 && (join === true || (typed !== undefined && typed === typing));
      undone = [];
      const whole = joins ? joined(last.step, step) : step;
      if (joins) done.pop();
      // What was typed and put back is as if it had never been.
      if (whole.length > 0) done = [...done.slice(1 - DEPTH), { number: joins ? last.number : (count += 1), step: whole }];
      if (join !== true) typing = whole.length === 0 ? null : typed ?? null;
    },
    settle: () => { typing = null; },
    undo: () => {
      const noted = done.pop();
      if (noted) undone.push(noted);
      typing = null;
      return noted?.step ?? null;
    },
    redo: () => {
      const noted = undone.pop();
      if (noted) done.push(noted);
      typing = null;
      return noted?.step ?? null;
    },
    untype: (path) => {
      if (typing !== path || undone.length > 0) return null;
      typing = null;
      return done.pop()?.step ?? null;
    },
    last: () => done.at(-1)?.number ?? 0,
    holds: (step) => done.some(({ number }) => number === step),
    isBlank: () => done.length === 0 && undone.length === 0,
  };
}

/** Two steps as one: what stood before the first, what stands after the second; without what stands as it stood. */
function joined(first: Step, second: Step): Step {
  const changes = new Map(first.map((change) => [change.path, change]));
  for (const change of second) {
    const earlier = changes.get(change.path);
    changes.set(change.path, earlier ? { ...change, before: earlier.before } : change);
  }
  return [...changes.values()].filter(({ before, after }) => before !== after);
}

/** The step that leads back. */
export function reversed(step: Step): Step {
  return step.map(({ path, before, after }) => ({ path, before: after, after: before }));
}

/** The changes in an order in which they can be written: rows go first, come back before their answers, justifications last. */
export function inWritingOrder(step: Step): Step {
  const gone = step.filter(({ path, after }) => isRowPath(path) && after === null).map(({ path }) => path);
  const rank = ({ path, after }: Change) => (isRowPath(path) ? (after === null ? 0 : 1) : path.startsWith('/') ? 2 : 3);
  return step
    .filter((change) => !gone.some((row) => change.path !== row && (parseJustificationPath(change.path)?.at ?? change.path).startsWith(row)))
    .sort((a, b) => rank(a) - rank(b) || a.path.length - b.path.length);
}

/** What differs between two states of the answers. */
export function stepBetween(before: ReadonlyMap<Path, Answer>, after: ReadonlyMap<Path, Answer>, counts: (path: Path) => boolean): Step {
  const step: Change[] = [];
  for (const [path, value] of after) if (before.get(path) !== value && counts(path)) step.push({ path, before: before.get(path) ?? null, after: value });
  for (const [path, value] of before) if (!after.has(path) && counts(path)) step.push({ path, before: value, after: null });
  return step;
}

/** Where to look for what was changed: at the field, or at the table when the row is gone. */
export function placeOf(changes: Step): Path {
  const row = changes.find(({ path }) => isRowPath(path));
  if (row) return row.after === null ? repeatOf(row.path) : row.path;
  const path = changes[0]?.path ?? '';
  return parseJustificationPath(path)?.at ?? parseCarriedPath(path) ?? path;
}
