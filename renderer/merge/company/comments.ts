import type { CompanyView, WriteView } from '../../../shared/ipc/merge.ts';
import { remarkedPath, repliedPath } from '../../../shared/survey/path.ts';
import type { Path } from '../../../shared/survey/response.ts';

/** A comment of the Commission, or a body's reply to it, and where it comes from. */
export type Comment = WriteView & { readonly value: string; readonly reply: boolean };

/** What is said of a company by the place it is about, in the order of places; at a place the Commission's word first, then as they claim to be written. */
export function commentsOf(view: Pick<CompanyView, 'cells'>): ReadonlyMap<Path, readonly Comment[]> {
  const found = new Map<Path, readonly Comment[]>();
  for (const { path, writes } of view.cells) {
    const at = remarkedPath(path);
    if (at === null) continue;
    const said = writes.flatMap((write) => (typeof write.value === 'string' ? [{ ...write, value: write.value, reply: repliedPath(path) !== null }] : []));
    if (said.length > 0) found.set(at, [...(found.get(at) ?? []), ...said]);
  }
  return found;
}
