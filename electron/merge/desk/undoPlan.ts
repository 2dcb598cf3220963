import type { Failure } from '../../../shared/base/failure.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import type { RevisionId } from '../../../shared/bundle/revision/revision.ts';
import type { UndoPlan } from '../../../shared/ipc/mergeDesk.ts';
import type { ReadDb } from '../../database/db.ts';
import { findBundle, type BundleRow } from '../../database/tables/bundle.ts';
import { lastReceipt } from '../../database/tables/receipt.ts';
import { bundlesOfRun, findRun, revisionsOfRun } from '../../database/tables/run.ts';

/** What goes when a merge is taken back: its bundles, and the revisions that came with no other bundle and were not made here. */
export interface Taken {
  readonly bundles: readonly BundleRow[];
  readonly revisions: readonly RevisionId[];
}

/** Fails with `run-unknown` (there is no such merge, or it is taken back already) or `receipt-given` (a receipt says that a bundle of it was merged). */
export function takenByUndo(db: ReadDb, run: number): Result<Taken, Failure> {
  const known = findRun(db, run);
  if (!known || known.undoneAt !== null) return err({ code: 'run-unknown', values: { run } });
  const bundles = bundlesOfRun(db, run).flatMap((manifest) => findBundle(db, manifest) ?? []);
  const given = bundles.find(({ manifest }) => lastReceipt(db, manifest) !== null);
  if (given) return err({ code: 'receipt-given', values: { file: given.fileName } });
  return ok({ bundles, revisions: revisionsOfRun(db, run) });
}

/** What taking a merge back would come to, said before it is done. Fails as {@link takenByUndo} does. */
export function planUndo(db: ReadDb, run: number): Result<UndoPlan, Failure> {
  const taken = takenByUndo(db, run);
  if (!taken.ok) return taken;
  const { bundles, revisions } = taken.value;
  const ids = JSON.stringify(revisions);
  const count = (sql: string): number => db.value<number>(sql, ids, ids) ?? 0;
  return ok({
    run,
    bundles: bundles.map(({ fileName, country, body, seq }) => ({ fileName, country, body, seq })),
    revisions: revisions.length,
    companies: count(COMPANIES),
    gone: count(GONE),
    waiting: count(WAITING),
  });
}

// Each takes the ids of what goes, twice.
const COMPANIES = 'SELECT count(DISTINCT entity) FROM revision WHERE id IN (SELECT value FROM json_each(?)) AND ? IS NOT NULL';
const GONE = `SELECT count(*) FROM (SELECT entity FROM revision WHERE id IN (SELECT value FROM json_each(?)) GROUP BY entity) taken
  WHERE NOT EXISTS (SELECT 1 FROM revision r WHERE r.entity = taken.entity AND r.id NOT IN (SELECT value FROM json_each(?)))`;
const WAITING = `WITH taken AS MATERIALIZED (SELECT value AS id FROM json_each(?)) SELECT count(*) FROM revision r
  WHERE r.entity IN (SELECT entity FROM revision WHERE id IN (SELECT id FROM taken)) AND r.id NOT IN (SELECT value FROM json_each(?))
    AND EXISTS (SELECT 1 FROM json_each(r.parents) parent WHERE parent.value IN (SELECT id FROM taken))`;
