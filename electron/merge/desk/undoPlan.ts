import type { Failure } from '../../../shared/base/failure.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import type { EntityId, RevisionId } from '../../../shared/bundle/revision/revision.ts';
import type { UndoPlan } from '../../../shared/ipc/mergeDesk.ts';
import type { Course } from '../../database/backup.ts';
import type { ReadDb } from '../../database/db.ts';
import { findBundle, type BundleRow } from '../../database/tables/bundle.ts';
import { lastReceipt } from '../../database/tables/receipt.ts';
import { bundlesOfRun, findRun, revisionsOfRun } from '../../database/tables/run.ts';
import { stepsOf, UNWATCHED } from '../../jobs/course.ts';

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

/**
 * What taking a merge back would come to, said before it is done. Fails as {@link takenByUndo} does. Says how far it is in revisions; throws what
 * {@link Course.checkCancelled} throws.
 */
export function planUndo(db: ReadDb, run: number, course: Course = UNWATCHED): Result<UndoPlan, Failure> {
  const taken = takenByUndo(db, run);
  if (!taken.ok) return taken;
  const { bundles, revisions } = taken.value;
  const going: ReadonlySet<RevisionId> = new Set(revisions);
  const seen = new Set<EntityId>();
  let [gone, waiting] = [0, 0];
  for (const id of stepsOf(course, revisions.length)(revisions)) {
    const entity = db.value<EntityId>(ENTITY, id);
    if (entity === undefined || seen.has(entity)) continue;
    seen.add(entity);
    const staying = db.all<Standing>(ALL_OF, entity).filter((one) => !going.has(one.id));
    if (staying.length === 0) gone += 1;
    waiting += staying.filter(({ parents }) => (JSON.parse(parents) as readonly RevisionId[]).some((parent) => going.has(parent))).length;
  }
  return ok({
    run,
    bundles: bundles.map(({ fileName, country, body, seq }) => ({ fileName, country, body, seq })),
    revisions: revisions.length,
    companies: seen.size,
    gone,
    waiting,
  });
}

interface Standing {
  readonly id: RevisionId;
  readonly parents: string;
}

const ENTITY = 'SELECT entity FROM revision WHERE id = ?';
const ALL_OF = 'SELECT id, parents FROM revision WHERE entity = ?';
