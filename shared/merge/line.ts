import { RESERVED, type RevisionId } from '../bundle/revision/revision.ts';
import { isRowPath } from '../survey/path.ts';
import type { Answer, Path } from '../survey/response.ts';
import { isSame } from './cell.ts';
import { pathsOf, valueBy, writesTo, type Statement } from './statement.ts';

/**
 * Revisions that follow one another with nothing taken away but single answers: what most of a merge is. Every path
 * belongs to its last writer, and no graph is needed to know the view.
 */
export interface Line {
  /** From the first revision to the only head. */
  readonly revisions: readonly Statement[];
  /** Sorted. */
  readonly paths: readonly Path[];
  /** By path, the place of its last writer in `revisions`; none when there is only one revision. */
  readonly places: readonly number[];
}

/** Revisions as a line, parents before children; null when they are none. `revisions`: each once, in any order. */
export function lineOf(revisions: readonly Statement[]): Line | null {
  const ordered = inOrder(revisions);
  if (!ordered) return null;
  for (const { op, unset } of ordered) if (op === 'retract' || unset.some((path) => path === RESERVED.response || isRowPath(path))) return null;
  const [first, second] = ordered;
  if (first && !second) return { revisions: ordered, paths: inSequence(pathsOf(first)), places: [] };
  const writers = new Map<Path, number>();
  for (const [place, revision] of ordered.entries()) for (const path of pathsOf(revision)) writers.set(path, place);
  const paths = inSequence([...writers.keys()]);
  return { revisions: ordered, paths, places: paths.map((path) => writers.get(path) as number) };
}

/** What stands at a path; null when nothing does. */
export function valueAt(line: Line, path: Path): Answer | null {
  return valueBy(line.revisions.findLast((revision) => writesTo(revision, path)), path);
}

/** How many paths differ from what stood at an earlier revision of the line; null when it is none of them. */
export function changesSince(line: Line, earlier: RevisionId): number | null {
  const place = line.revisions.findIndex(({ id }) => id === earlier);
  if (place < 0) return null;
  const before: Line = { ...line, revisions: line.revisions.slice(0, place + 1) };
  const written = new Set(line.revisions.slice(place + 1).flatMap(pathsOf));
  return [...written].filter((path) => {
    const old = before.revisions.findLast((revision) => writesTo(revision, path));
    return !old || !isSame(valueBy(old, path), valueAt(line, path));
  }).length;
}

/** The last writer of the path at an index of `paths`. */
export function writerAt({ revisions, places }: Line, index: number): Statement {
  return revisions[places[index] ?? 0] as Statement;
}

/** Sorts what is nearly always sorted already: canonical text is. */
function inSequence(paths: Path[]): readonly Path[] {
  for (let index = 1; index < paths.length; index += 1) if ((paths[index - 1] as Path) > (paths[index] as Path)) return paths.sort();
  return paths;
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
