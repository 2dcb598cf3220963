import { isQuality, RESERVED, type RevisionId } from '../../shared/bundle/revision/revision.ts';
import type { Remark, Review } from '../../shared/ipc/survey.ts';
import type { View } from '../../shared/merge/view.ts';
import { commentedPath, repliedPath } from '../../shared/survey/path.ts';
import type { Path } from '../../shared/survey/response.ts';
import type { ReadDb } from '../database/db.ts';
import { findRevision, type Group } from '../database/tables/revision.ts';
import { loadView } from '../database/tables/view.ts';

/** What the Commission has said of a company, by the merged revisions; null when nothing. */
export function reviewOf(db: ReadDb, group: Group, { cells, standing }: View = loadView(db, group)): Review | null {
  const decider = standing === 'received' ? undefined : cells.get(RESERVED.decision)?.writes.at(-1)?.revision;
  const [quality, due] = [cells.get(RESERVED.quality)?.value, cells.get(RESERVED.due)?.value];
  const decision = decider === undefined || standing === 'received' ? null : { kind: standing, ...remark(db, decider, null), quality: isQuality(quality) ? quality : null, due: standing === 'returned' && typeof due === 'string' ? due : null };
  const said = (placeOf: (path: Path) => Path | null): Review['comments'] => standing === 'accepted' ? [] : [...cells.values()].flatMap(({ path, writes }) => {
    const at = placeOf(path);
    return at === null ? [] : writes.flatMap(({ revision, value }) => (typeof value === 'string' ? [{ path: at, ...remark(db, revision, value) }] : []));
  });
  const comments = said(commentedPath);
  return decision === null && comments.length === 0 ? null : { decision, comments, replies: said(repliedPath) };
}

/** `text` null: the reason of the revision itself. */
function remark(db: ReadDb, id: RevisionId, text: string | null): Remark {
  const revision = findRevision(db, id)?.revision;
  return { text: text ?? revision?.reason ?? '', person: revision?.person ?? '', claimedAt: revision?.claimedAt ?? '' };
}
