import type { HistoryEntry, Resolution, WriteView } from '../../../shared/ipc/merge.ts';
import type { Answer } from '../../../shared/survey/response.ts';

/** Another value than those of the sides, as it is being entered. */
export type Entry =
  | { readonly kind: 'value'; readonly value: Answer | null }
  /** Typed, but not an answer of this question yet. */
  | { readonly kind: 'unfinished'; readonly text: string };

/** What the person has chosen so far; only an `unfinished` one cannot be recorded. `return`: the ministry is asked. */
export type Choice = Resolution['choice'] | Entry | { readonly kind: 'return' };

/** Whether the choice can be recorded. */
export function isComplete(choice: Choice | null): choice is Resolution['choice'] | { readonly kind: 'return' } {
  return choice !== null && choice.kind !== 'unfinished';
}

/** What the sides of a conflict started from, as far as the history tells. */
export type Ancestor =
  | { readonly kind: 'value'; readonly value: Answer }
  /** Nothing stood there before either side wrote. */
  | { readonly kind: 'none' }
  /** The sides do not agree on what they replaced. */
  | { readonly kind: 'unknown' };

/** The value that all sides of a conflict replaced, read from the history of its path (before and after of each revision). */
export function ancestorOf(path: string, writes: readonly WriteView[], history: readonly HistoryEntry[]): Ancestor {
  const befores = writes.map((write) => {
    const change = history.find((entry) => entry.revision === write.revision)?.changes.find((candidate) => candidate.path === path);
    return change?.before;
  });
  const [first] = befores;
  if (first === undefined || befores.some((before) => before === undefined || !sameAnswer(before, first))) return { kind: 'unknown' };
  return first === null ? { kind: 'none' } : { kind: 'value', value: first };
}

/**
 * Different values of a conflict, each with everybody who wrote it: two bodies that say the same are one side. In the
 * order of revision ids, so that side 1 is side 1 on every machine.
 */
export function sidesOf(writes: readonly WriteView[]): readonly (readonly WriteView[])[] {
  const sides: WriteView[][] = [];
  for (const write of writes) {
    const side = sides.find((candidate) => sameAnswer((candidate[0] as WriteView).value, write.value));
    if (side === undefined) sides.push([write]);
    else side.push(write);
  }
  return sides;
}

/**
 * Whether two sides are texts that a person reads alike: they differ in spaces, in the kind of quotes and dashes, in capitals, or in Latin letters among
 * Cyrillic ones that have the same shape. It is told beside the conflict and decides nothing: a text is what was signed.
 */
export function lookAlike(sides: readonly (readonly WriteView[])[]): boolean {
  const seen = sides.map(([write]) => (typeof write?.value === 'string' ? asRead(write.value) : null));
  return seen.some((text, index) => text !== null && seen.indexOf(text) !== index);
}

function asRead(text: string): string {
  const shapes = text.normalize('NFKC').replace(/[A-Za-z]/g, (letter) => SHAPES[letter] ?? letter);
  return shapes.toLowerCase().replaceAll('ё', 'е').replace(/\s+/g, ' ').trim().replace(/["'`«»„“”‘’‹›]/g, '"').replace(/[‐‑‒–—−]/g, '-');
}

/** The Cyrillic letter of the same shape, by the Latin one. */
const SHAPES: Readonly<Record<string, string>> = {
  A: 'А', B: 'В', C: 'С', E: 'Е', H: 'Н', I: 'І', K: 'К', M: 'М', O: 'О', P: 'Р', T: 'Т', X: 'Х', Y: 'У', a: 'а', c: 'с', e: 'е', i: 'і', o: 'о', p: 'р', x: 'х', y: 'у',
};

export function sameAnswer(a: Answer | null, b: Answer | null): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
