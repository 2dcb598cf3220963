import { RESERVED, type RevisionId } from '../bundle/revision.ts';
import { isRowPath } from '../survey/path.ts';
import type { Answer, Path } from '../survey/response.ts';
import { isSame } from './cells.ts';
import type { Before } from './change.ts';
import type { Statement } from './view.ts';

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
  return valueBy(line.revisions.findLast((revision) => writes(revision, path)), path);
}

/** How many paths differ from what stood at an earlier revision of the line; null when it is none of them. */
export function changesSince(line: Line, earlier: RevisionId): number | null {
  const place = line.revisions.findIndex(({ id }) => id === earlier);
  if (place < 0) return null;
  const before: Line = { ...line, revisions: line.revisions.slice(0, place + 1) };
  const written = new Set(line.revisions.slice(place + 1).flatMap(pathsOf));
  return [...written].filter((path) => {
    const old = before.revisions.findLast((revision) => writes(revision, path));
    return !old || !isSame(valueBy(old, path), valueAt(line, path));
  }).length;
}

/** A line as what stood before (`changeOf`), without making its view: asked for path by path in their order. */
export function beforeOf(line: Line): Before {
  let at = 0;
  return {
    get: (path) => {
      while (at < line.paths.length && (line.paths[at] as Path) < path) at += 1;
      return line.paths[at] === path ? { state: 'clean', value: valueBy(writerAt(line, at), path) } : undefined;
    },
    keys: () => line.paths,
  };
}

/** What a revision has written to a path of its own. */
export function valueBy(revision: Statement | undefined, path: Path): Answer | null {
  if (!revision) return null;
  return path === RESERVED.personal && revision.personal !== undefined ? revision.personal : (revision.set[path] ?? null);
}

/** The last writer of the path at an index of `paths`. */
export function writerAt({ revisions, places }: Line, index: number): Statement {
  return revisions[places[index] ?? 0] as Statement;
}

function writes({ set, unset, personal }: Statement, path: Path): boolean {
  return Object.hasOwn(set, path) || unset.includes(path) || (path === RESERVED.personal && personal !== undefined);
}

/** Every path that a revision writes to or takes away. */
export function pathsOf({ set, unset, personal }: Statement): Path[] {
  const paths = Object.keys(set);
  for (const path of unset) paths.push(path);
  if (personal !== undefined && !Object.hasOwn(set, RESERVED.personal)) paths.push(RESERVED.personal);
  return paths;
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
