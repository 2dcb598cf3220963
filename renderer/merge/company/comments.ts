import type { CompanyView, WriteView } from '../../../shared/ipc/merge.ts';
import { notedPath, repliedPath, spokenPath } from '../../../shared/survey/path.ts';
import type { Path } from '../../../shared/survey/response.ts';

/** A comment of the Commission, a body's reply to it, or what a body noted when it filled in the form; and where it comes from. */
export type Comment = WriteView & { readonly value: string; readonly kind: 'comment' | 'reply' | 'note' };

/** What is said of a company by the place it is about, in the order of places; at a place what the body had noted, then the Commission's word, then the reply. */
export function commentsOf(view: Pick<CompanyView, 'cells'>): ReadonlyMap<Path, readonly Comment[]> {
  const found = new Map<Path, readonly Comment[]>();
  for (const { path, writes } of view.cells) {
    const at = spokenPath(path);
    if (at === null) continue;
    const kind: Comment['kind'] = notedPath(path) !== null ? 'note' : repliedPath(path) !== null ? 'reply' : 'comment';
    const said = writes.flatMap((write) => (typeof write.value === 'string' ? [{ ...write, value: write.value, kind }] : []));
    if (said.length > 0) found.set(at, [...(found.get(at) ?? []), ...said]);
  }
  return found;
}

/** Places of the form: a word on anything else goes with the decision. */
export function isCommentable(path: string): boolean {
  return path.startsWith('/');
}
