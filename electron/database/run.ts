import type { Sha256 } from '../../shared/base/hash.ts';
import type { ReadDb, WriteDb } from './db.ts';

/** One call of merging: what it brought can be taken back as a whole. */
export interface RunRow {
  readonly id: number;
  readonly at: number;
  readonly person: string;
  /** Bundles that it brought and that are still here. */
  readonly bundles: number;
  readonly undoneAt: number | null;
}

export function beginRun(db: WriteDb, { at, person }: Pick<RunRow, 'at' | 'person'>): number {
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
export function listRuns(db: ReadDb): readonly RunRow[] {
  return db.all<RunRow>(
    `SELECT id, at, person, undone_at AS undoneAt, (SELECT count(*) FROM merge_run_bundle b WHERE b.run = merge_run.id) AS bundles
     FROM merge_run ORDER BY id DESC`,
  );
}

export function bundlesOfRun(db: ReadDb, run: number): readonly Sha256[] {
  return db.all<{ readonly bundle: Sha256 }>('SELECT bundle FROM merge_run_bundle WHERE run = ? ORDER BY bundle', run).map(({ bundle }) => bundle);
}

export function markUndone(db: WriteDb, run: number, now: number): void {
  db.run('UPDATE merge_run SET undone_at = ? WHERE id = ?', now, run);
}
