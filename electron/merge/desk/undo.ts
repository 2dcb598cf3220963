import { basename } from 'node:path';
import type { Failure } from '../../../shared/base/failure.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import type { RevisionId } from '../../../shared/bundle/revision/revision.ts';
import type { UndoneRun } from '../../../shared/ipc/mergeDesk.ts';
import { manifestOf } from '../../bundle/container/seal.ts';
import { sha256 } from '../../bundle/crypto/hash.ts';
import { copyBefore } from '../../database/copies/backups.ts';
import type { WriteDb } from '../../database/db.ts';
import { recountArrival } from '../../database/tables/arrival.ts';
import { appendAudit } from '../../database/tables/audit.ts';
import type { BundleRow } from '../../database/tables/bundle.ts';
import { markUnsettled } from '../../database/tables/merged.ts';
import type { Group } from '../../database/tables/revision.ts';
import { listRuns, markUndone } from '../../database/tables/run.ts';
import { getSetting, isCommission } from '../../database/tables/setting.ts';
import { write } from '../../database/transaction.ts';
import { courseOf } from '../../jobs/course.ts';
import type { Desk } from '../../jobs/handler.ts';
import { moveBundles, turnsWithout } from '../group/turns.ts';
import { settleAll, settleLeft } from './settle.ts';
import { stateHashes } from './state.ts';
import { takenByUndo } from './undoPlan.ts';

/**
 * Copies the database, then takes a merge back as {@link undoRun} does; the audit log names the copy. Fails as that does, and as {@link copyBefore} does. Throws
 * `Cancelled`; then nothing is taken back.
 */
export async function undoCopied(desk: Desk, undo: { readonly run: number; readonly reason: string }): Promise<Result<UndoneRun, Failure>> {
  if (!isCommission(desk.db)) return err({ code: 'wrong-role' });
  const taken = takenByUndo(desk.db, undo.run);
  if (!taken.ok) return taken;
  const saved = await copyBefore(desk.db, 'undo', desk.now(), courseOf(desk));
  return saved.ok ? undoRun(desk, { ...undo, copy: basename(saved.value) }) : saved;
}

/**
 * Takes back what one call of merging brought: its bundles, and the revisions that came with no other bundle and were not made
 * here; the base is what it would be without them, and the audit log keeps what was done. What was decided here on top of a
 * revision that goes waits until it comes back (M4). Merging the files again brings everything back.
 * Fails with `wrong-role` outside of the Commission (a ministry's drafts have followed its merges), `run-unknown` (there is
 * no such merge, or it is taken back already), `receipt-given` (a receipt says that a bundle of it was merged) or `disk-full`. Stopped, it takes nothing back.
 */
export function undoRun(desk: Desk, { run, reason, copy }: { readonly run: number; readonly reason: string; readonly copy?: string }): Result<UndoneRun, Failure> {
  const { db } = desk;
  if (!isCommission(db)) return err({ code: 'wrong-role' });
  const left = settleLeft(desk);
  if (!left.ok) return left;
  const undone = write(db, () => takeBack(desk, run, { reason: reason.trim(), ...(copy !== undefined && { copy }) }));
  if (!undone.ok) return undone;
  const settled = settleAll(desk);
  if (!settled.ok) return settled;
  const { stateHash, viewHash } = stateHashes(db);
  return ok({ run, ...undone.value, stateHash, viewHash });
}

/** The number of the last merge that can be taken back; null when there is none. */
export function lastRun(desk: Pick<Desk, 'db'>): number | null {
  return listRuns(desk.db).find(({ undoneAt }) => undoneAt === null)?.id ?? null;
}

function takeBack(desk: Desk, run: number, said: { readonly reason: string; readonly copy?: string }): Result<Pick<UndoneRun, 'bundles' | 'revisions'>, Failure> {
  const { db } = desk;
  const taken = takenByUndo(db, run);
  if (!taken.ok) return taken;
  const { bundles, revisions } = taken.value;
  const groups = db.all<Group>(
    `SELECT DISTINCT r.entity, r.form_id AS formId, r.round FROM merge_run_bundle mb JOIN bundle_revision br ON br.bundle = mb.bundle
     JOIN revision r ON r.id = br.revision WHERE mb.run = ?`, run,
  );
  for (const { manifest } of bundles) db.run('DELETE FROM bundle_revision WHERE bundle = ?', manifest);
  for (const [done, id] of revisions.entries()) {
    desk.checkCancelled();
    desk.progress({ phase: 'merging', done, total: revisions.length });
    removeRevision(db, id);
  }
  for (const { manifest } of bundles) db.run('DELETE FROM bundle WHERE manifest = ?', manifest);
  for (const group of groups) recountArrival(db, group);
  for (const group of [...groups, ...releaseOthers(db, bundles)]) markUnsettled(db, group);
  markUndone(db, run, desk.now());
  appendAudit(db, sha256, {
    at: desk.now(), person: getSetting(db, 'person') ?? '', act: 'merge.undone',
    about: { run, ...said, bundles: bundles.map(({ manifest }) => manifest), revisions: revisions.length },
  });
  return ok({ bundles: bundles.map(({ fileName }) => fileName), revisions: revisions.length });
}

function removeRevision(db: WriteDb, id: RevisionId): void {
  db.run('DELETE FROM personal WHERE revision = ?', id);
  db.run('DELETE FROM revision WHERE id = ?', id);
}

/** Bundles of the same installations whose turn is another one without these. */
function releaseOthers(db: WriteDb, bundles: readonly BundleRow[]): readonly Group[] {
  const issuers = new Map(bundles.map((bundle) => [`${bundle.country} ${bundle.body} ${bundle.installation}`, manifestOf(bundle).issuer]));
  return [...issuers.values()].flatMap((issuer) => moveBundles(db, turnsWithout(db, issuer)));
}
