import type { Write } from '../../shared/merge/view.ts';
import type { Answer, Path } from '../../shared/survey/response.ts';
import { refreshCompany } from './company.ts';
import type { ReadDb, WriteDb } from './db.ts';
import type { Group } from './revision.ts';

/** One path of a company's view as it is stored; `value` and `writes` are canonical JSON. */
export interface CellRow {
  readonly path: Path;
  readonly state: 'clean' | 'conflict';
  readonly value: string | null;
  readonly writes: string;
}

/** What the list shows of a merged company, and the hash of its cells. */
export interface MergedRow extends Group {
  /** Sorted ids of the heads. */
  readonly heads: readonly string[];
  readonly retracted: boolean;
  readonly conflicts: number;
  readonly status: 'received' | 'accepted' | 'returned';
  readonly hash: string;
}

export function insertCell(db: WriteDb, group: Group, cell: CellRow): void {
  db.run(
    'INSERT INTO cell (entity, form_id, round, path, state, value, writes) VALUES (?, ?, ?, ?, ?, ?, ?)',
    group.entity, group.formId, group.round, cell.path, cell.state, cell.value, cell.writes,
  );
}

export function deleteCells(db: WriteDb, group: Group): void {
  db.run('DELETE FROM cell WHERE entity = ? AND form_id = ? AND round = ?', group.entity, group.formId, group.round);
}

export function loadCells(db: ReadDb, group: Group): readonly CellRow[] {
  return db.all<CellRow>(
    'SELECT path, state, value, writes FROM cell WHERE entity = ? AND form_id = ? AND round = ? ORDER BY path', group.entity, group.formId, group.round,
  );
}

export function findCell(db: ReadDb, group: Group, path: Path): CellRow | null {
  return (
    db.get<CellRow>(
      'SELECT path, state, value, writes FROM cell WHERE entity = ? AND form_id = ? AND round = ? AND path = ?', group.entity, group.formId, group.round, path,
    ) ?? null
  );
}

export interface ConflictCell extends CellRow, Group {}

/** A page of the cells in conflict, in the order of entity, form, round, path. */
export function listConflicts(db: ReadDb, offset: number, limit: number): readonly ConflictCell[] {
  return db.all<ConflictCell>(
    `SELECT entity, form_id AS formId, round, path, state, value, writes FROM cell WHERE state = 'conflict'
     ORDER BY entity, form_id, round, path LIMIT ? OFFSET ?`,
    limit, offset,
  );
}

export function countConflicts(db: ReadDb): number {
  return db.value<number>("SELECT count(*) FROM cell WHERE state = 'conflict'") ?? 0;
}

export function parseValue(cell: Pick<CellRow, 'value'>): Answer | null {
  return cell.value === null ? null : (JSON.parse(cell.value) as Answer);
}

export function parseWrites(cell: Pick<CellRow, 'writes'>): readonly Write[] {
  return JSON.parse(cell.writes) as readonly Write[];
}

/** Writes what the view of a company has become. */
export function saveMerged(db: WriteDb, merged: MergedRow): void {
  db.run(
    `INSERT INTO merged_response (entity, form_id, round, heads, retracted, conflicts, status, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (entity, form_id, round) DO UPDATE SET heads = excluded.heads, retracted = excluded.retracted, conflicts = excluded.conflicts,
       status = excluded.status, hash = excluded.hash`,
    merged.entity, merged.formId, merged.round, JSON.stringify(merged.heads), merged.retracted ? 1 : 0, merged.conflicts, merged.status, merged.hash,
  );
  refreshCompany(db, merged.entity);
}

interface StoredMerged extends Omit<MergedRow, 'heads' | 'retracted'> {
  readonly heads: string;
  readonly retracted: number;
}

const MERGED = 'entity, form_id AS formId, round, heads, retracted, conflicts, status, hash';

export function findMerged(db: ReadDb, group: Group): MergedRow | null {
  const row = db.get<StoredMerged>(`SELECT ${MERGED} FROM merged_response WHERE entity = ? AND form_id = ? AND round = ?`, group.entity, group.formId, group.round);
  return row ? mergedOf(row) : null;
}

/** All merged companies in the order of their key: what viewHash goes over. */
export function* eachMerged(db: ReadDb): Generator<MergedRow> {
  for (const row of db.each<StoredMerged>(`SELECT ${MERGED} FROM merged_response ORDER BY entity, form_id, round`)) yield mergedOf(row);
}

function mergedOf(row: StoredMerged): MergedRow {
  return { ...row, heads: JSON.parse(row.heads) as readonly string[], retracted: row.retracted === 1 };
}
