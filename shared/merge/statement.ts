import { RESERVED, type Revision, type RevisionId } from '../bundle/revision/revision.ts';
import type { Answer, Path } from '../survey/response.ts';

/** The part of a revision that the view is made of. */
export interface Statement extends Pick<Revision, 'parents' | 'op' | 'set' | 'unset'> {
  readonly id: RevisionId;
  readonly personal?: string;
}

/** What a revision has written to a path of its own. */
export function valueBy(revision: Statement | undefined, path: Path): Answer | null {
  if (!revision) return null;
  return path === RESERVED.personal && revision.personal !== undefined ? revision.personal : (revision.set[path] ?? null);
}

/** Whether a revision says anything of a path. */
export function writesTo({ set, unset, personal }: Statement, path: Path): boolean {
  return Object.hasOwn(set, path) || unset.includes(path) || (path === RESERVED.personal && personal !== undefined);
}

/** Every path that a revision writes to or takes away. */
export function pathsOf({ set, unset, personal }: Statement): Path[] {
  const paths = Object.keys(set);
  for (const path of unset) paths.push(path);
  if (personal !== undefined && !Object.hasOwn(set, RESERVED.personal)) paths.push(RESERVED.personal);
  return paths;
}
