import type { Sha256 } from '../../../shared/base/hash.ts';
import type { JsonObject } from '../../../shared/base/json.ts';
import type { RevisionId } from '../../../shared/bundle/revision/revision.ts';
import type { MergeRun } from '../../../shared/ipc/mergeDesk.ts';
import type { ReadDb, WriteDb } from '../db.ts';

export function beginRun(db: WriteDb, { at, person }: Pick<MergeRun, 'at' | 'person'>): number {
  return db.run('INSERT INTO merge_run (at, person) VALUES (?, ?)', at, person).lastId;
}

export function linkRun(db: WriteDb, run: number, manifest: Sha256): void {
  db.run('INSERT INTO merge_run_bundle (run, bundle) VALUES (?, ?)', run, manifest);
}

/** After every company is settled: nothing of any run is left to do. A run that brought nothing is forgotten. */
export function settleRuns(db: WriteDb, now: number): void {
  db.run('DELETE FROM merge_run WHERE settled_at IS NULL AND NOT EXISTS (SELECT 1 FROM merge_run_bundle b WHERE b.run = merge_run.id)');
  db.run('UPDATE merge_run SET settled_at = ? WHERE settled_at IS NULL', now);
}

export const OPEN_RUN = 'SELECT 1 FROM merge_run WHERE settled_at IS NULL LIMIT 1';

/** Whether a merge was stopped before the last company was settled. */
export function hasOpenRun(db: ReadDb): boolean {
  return db.value(OPEN_RUN) !== undefined;
}

/** Newest first. */
export function listRuns(db: ReadDb): readonly MergeRun[] {
  return db.all<Stored>(`SELECT ${COLUMNS} FROM merge_run ORDER BY id DESC`).map(rowOf);
}

export function findRun(db: ReadDb, run: number): MergeRun | null {
  const found = db.get<Stored>(`SELECT ${COLUMNS} FROM merge_run WHERE id = ?`, run);
  return found ? rowOf(found) : null;
}

type Stored = Omit<MergeRun, 'reported'> & { readonly reported: number };
const COLUMNS = `id, at, person, undone_at AS undoneAt, (SELECT count(*) FROM merge_run_bundle b WHERE b.run = merge_run.id) AS bundles,
  EXISTS (SELECT 1 FROM merge_report r WHERE r.run = merge_run.id) AS reported`;
const rowOf = (row: Stored): MergeRun => ({ ...row, reported: row.reported === 1 });

/** Keeps what a merge said of itself; of a run that brought nothing, and is forgotten, nothing is kept. False then. */
export function saveReport(db: WriteDb, run: number, report: JsonObject): boolean {
  return db.run('INSERT INTO merge_report (run, body) SELECT id, ? FROM merge_run WHERE id = ?', JSON.stringify(report), run).changes > 0;
}

/** The report as it was kept; null when there is none. */
export function loadReport(db: ReadDb, run: number): unknown {
  const body = db.value<string>('SELECT body FROM merge_report WHERE run = ?', run);
  return body === undefined ? null : JSON.parse(body);
}

export function bundlesOfRun(db: ReadDb, run: number): readonly Sha256[] {
  return db.all<{ readonly bundle: Sha256 }>('SELECT bundle FROM merge_run_bundle WHERE run = ? ORDER BY bundle', run).map(({ bundle }) => bundle);
}

export function markUndone(db: WriteDb, run: number, now: number): void {
  db.run('UPDATE merge_run SET undone_at = ? WHERE id = ?', now, run);
}

const BROUGHT = 'EXISTS (SELECT 1 FROM bundle_revision br JOIN merge_run_bundle mb ON mb.bundle = br.bundle AND mb.run = ? WHERE br.revision = r.id)';
/** Nothing else has brought it, and it was not made here; the run is given once more. */
const BY_NOTHING_ELSE = `r.unsent = 0 AND NOT EXISTS (SELECT 1 FROM bundle_revision other WHERE other.revision = r.id
  AND NOT EXISTS (SELECT 1 FROM merge_run_bundle same WHERE same.run = ? AND same.bundle = other.bundle))`;

export const PENDING_OF_RUN = `SELECT count(*) FROM revision r INDEXED BY revision_pending WHERE r.pending = 1 AND ${BROUGHT} AND ${BY_NOTHING_ELSE}`;

/** How many of the revisions that only the bundles of a run have brought wait. */
export function countPendingOf(db: ReadDb, run: number): number {
  return db.value<number>(PENDING_OF_RUN, run, run) ?? 0;
}

/** The revisions that only the bundles of a run have brought. */
export function revisionsOfRun(db: ReadDb, run: number): readonly RevisionId[] {
  const sql = `SELECT DISTINCT r.id FROM merge_run_bundle mb JOIN bundle_revision br ON br.bundle = mb.bundle JOIN revision r ON r.id = br.revision WHERE mb.run = ? AND ${BY_NOTHING_ELSE}`;
  return db.all<{ readonly id: RevisionId }>(sql, run, run).map(({ id }) => id);
}
