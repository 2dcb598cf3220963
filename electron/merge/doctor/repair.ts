import type { Failure } from '../../../shared/base/failure.ts';
import { ok, type Result } from '../../../shared/base/result.ts';
import type { RevisionId } from '../../../shared/bundle/revision/revision.ts';
import { openBundle } from '../../bundle/container/open.ts';
import { sha256 } from '../../bundle/crypto/hash.ts';
import { trustOf } from '../../bundle/trust/trust.ts';
import { appendAudit } from '../../database/tables/audit.ts';
import { markUnsettled, viewHashes } from '../../database/tables/merged.ts';
import { replaceRevision, type StoredRevision } from '../../database/tables/revision.ts';
import { getSetting } from '../../database/tables/setting.ts';
import { write } from '../../database/transaction.ts';
import type { Desk } from '../../jobs/handler.ts';
import { settleAll } from '../desk/settle.ts';
import { examine } from './doctor.ts';

export interface Repair {
  /** Revisions put back from the bundles. */
  readonly restored: readonly RevisionId[];
  /** Damaged ones that none of the bundles holds. */
  readonly left: readonly RevisionId[];
  /** Bundles that did not pass their own verification, by file, with the reason. */
  readonly refused: readonly { readonly file: string; readonly failure: Failure }[];
}

/**
 * Puts every damaged revision back as a bundle holds it (M12): the bundles are verified first, and a line that makes the id is
 * the revision. Everything that is kept of companies is then computed again. Nothing that is whole is touched. Fails with `disk-full`.
 */
export async function repair(desk: Desk, files: readonly string[]): Promise<Result<Repair, Failure>> {
  const { db } = desk;
  const wanted = new Set(examine(db).damaged.map(({ revision }) => revision));
  const found = new Map<RevisionId, StoredRevision>();
  const refused: Repair['refused'][number][] = [];
  for (const [index, file] of files.entries()) {
    desk.checkCancelled();
    desk.progress({ phase: 'verifying', done: index, total: files.length });
    const held: StoredRevision[] = [];
    const opened = await openBundle(file, trustOf(db), { revision: (stored) => void (wanted.has(stored.id) && held.push(stored)) });
    if (opened.ok) for (const stored of held) found.set(stored.id, stored);
    else refused.push({ file, failure: opened.error.failure });
  }
  const left = [...wanted].filter((id) => !found.has(id)).sort();
  const written = write(db, () => ok(putBack(desk, [...found.values()], left)));
  if (!written.ok) return written;
  const settled = settleAll(desk);
  if (!settled.ok) return settled;
  return ok({ restored: [...found.keys()].sort(), left, refused });
}

/** Companies of which a revision stays damaged are left as they are kept: nothing can be computed of them. */
function putBack(desk: Desk, revisions: readonly StoredRevision[], left: readonly RevisionId[]): void {
  const { db } = desk;
  for (const stored of revisions) replaceRevision(db, stored);
  const unreadable = new Set(left.map((id) => db.value<string>('SELECT entity FROM revision WHERE id = ?', id)));
  for (const group of viewHashes(db)) if (!unreadable.has(group.entity)) markUnsettled(db, group);
  appendAudit(db, sha256, { at: desk.now(), person: getSetting(db, 'person') ?? '', act: 'merge.repaired', about: { revisions: revisions.map(({ id }) => id) } });
}
