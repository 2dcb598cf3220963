import type { RevisionId } from '../bundle/revision/revision.ts';
import type { Answer, Path } from '../survey/response.ts';

/** What one revision says of one path; `null` says that it was taken away. */
export interface Write {
  readonly revision: RevisionId;
  readonly value: Answer | null;
}

/**
 * One path of a company's view: the maximal writes (M3). `clean` when they agree; `conflict` otherwise, with a provisional
 * value (that of the highest revision id) which may be displayed, marked.
 */
export interface Cell {
  readonly path: Path;
  readonly state: 'clean' | 'conflict';
  readonly value: Answer | null;
  /** Sorted by revision id; never empty. */
  readonly writes: readonly Write[];
}

/** Clean when all writes agree; else a conflict that shows the value of the highest id. */
export function cellOf(path: Path, unsorted: readonly Write[]): Cell {
  const [only, another] = unsorted;
  if (only && !another) return { path, state: 'clean', value: only.value, writes: unsorted };
  const writes = [...unsorted].sort((a, b) => (a.revision < b.revision ? -1 : 1));
  const values = new Set(writes.map((write) => keyOf(write.value)));
  return { path, state: values.size === 1 ? 'clean' : 'conflict', value: (writes.at(-1) as Write).value, writes };
}

/** Whether two answers are the same. */
export function isSame(one: Answer | null, other: Answer | null): boolean {
  return one === other || (typeof one === 'object' && typeof other === 'object' && keyOf(one) === keyOf(other));
}

/** Two answers are equal when these texts are: numbers print one way, arrays are ordered, a reason code has one key. */
export function keyOf(value: Answer | null): string {
  return JSON.stringify(value);
}
