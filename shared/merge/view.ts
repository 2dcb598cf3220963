import type { EntityId, RevisionId } from '../bundle/revision.ts';
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

/** The pure view of one company in one round of one form. */
export interface View {
  readonly entity: EntityId;
  readonly formId: string;
  readonly round: string;
  /** Revisions that no other one descends from, sorted. */
  readonly heads: readonly RevisionId[];
  readonly retracted: boolean;
  readonly cells: ReadonlyMap<Path, Cell>;
}
