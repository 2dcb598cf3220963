import { RESERVED, type RevisionId } from '../bundle/revision.ts';
import { isRowPath } from '../survey/path.ts';
import type { Answer, Path } from '../survey/response.ts';
import type { Statement } from './view.ts';

/**
 * Revisions that follow one another with nothing taken away but single answers: what most of a merge is. Every path
 * belongs to its last writer, and no graph is needed to know the view.
 */
export interface Line {
  /** From the first revision to the only head. */
  readonly revisions: readonly Statement[];
  /** Each path with the place of its last writer in `revisions`, sorted by path. */
  readonly writers: ReadonlyMap<Path, number>;
}

/** Revisions as a line, parents before children; null when they are none. `revisions`: each once, in any order. */
export function lineOf(revisions: readonly Statement[]): Line | null {
  const ordered = inOrder(revisions);
  if (!ordered) return null;
  const writers = new Map<Path, number>();
  let last: Path = '';
  let sorted = true;
  const write = (path: Path, place: number): void => {
    if (path > last) last = path;
    else if (sorted && !writers.has(path)) sorted = false;
    writers.set(path, place);
  };
  for (const [place, revision] of ordered.entries()) {
    if (revision.op === 'retract' || revision.unset.some((path) => path === RESERVED.response || isRowPath(path))) return null;
    for (const path of revision.unset) write(path, place);
    for (const path of Object.keys(revision.set)) write(path, place);
    if (revision.personal !== undefined) write(RESERVED.personal, place);
  }
  return { revisions: ordered, writers: sorted ? writers : new Map([...writers].sort(([a], [b]) => (a < b ? -1 : 1))) };
}

/** What stands at a path; null when nothing does. */
export function valueAt(line: Line, path: Path): Answer | null {
  const place = line.writers.get(path);
  return place === undefined ? null : valueBy(line, path, place);
}

/** What one revision of the line has written to a path of its own. */
export function valueBy({ revisions }: Line, path: Path, place: number): Answer | null {
  const { set, personal } = revisions[place] as Statement;
  return path === RESERVED.personal && personal !== undefined ? personal : (set[path] ?? null);
}

function inOrder(revisions: readonly Statement[]): readonly Statement[] | null {
  const [only] = revisions;
  if (!only) return [];
  if (revisions.length === 1) return only.parents.length === 0 ? revisions : null;
  const next = new Map<RevisionId, Statement>();
  let first: Statement | null = null;
  for (const revision of revisions) {
    const [parent, another] = revision.parents;
    if (another !== undefined || (parent === undefined ? first !== null : next.has(parent))) return null;
    if (parent === undefined) first = revision;
    else next.set(parent, revision);
  }
  const ordered: Statement[] = [];
  for (let at: Statement | null | undefined = first; at; at = next.get(at.id)) ordered.push(at);
  return ordered.length === revisions.length ? ordered : null;
}
