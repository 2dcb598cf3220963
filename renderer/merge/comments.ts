import type { CompanyView, WriteView } from '../../shared/ipc/merge.ts';
import { commentedPath } from '../../shared/survey/path.ts';
import type { Path } from '../../shared/survey/response.ts';

/** A comment of the Commission and where it comes from. */
export type Comment = WriteView & { readonly value: string };

/** The comments of a company by the place they are on, in the order of places. */
export function commentsOf(view: Pick<CompanyView, 'cells'>): ReadonlyMap<Path, readonly Comment[]> {
  return new Map(view.cells.flatMap(({ path, writes }) => {
    const at = commentedPath(path);
    const said = writes.filter((write): write is Comment => typeof write.value === 'string');
    return at === null || said.length === 0 ? [] : [[at, said] as const];
  }));
}
