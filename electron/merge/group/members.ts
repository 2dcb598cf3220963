import type { Revision, RevisionId } from '../../../shared/bundle/revision/revision.ts';
import type { ReadDb } from '../../database/db.ts';
import type { Group } from '../../database/tables/revision.ts';

/** A revision of a company as merging sees it. */
export interface Member {
  readonly id: RevisionId;
  readonly revision: Revision;
  /** What the database says of it so far. */
  readonly pending: boolean;
  /** It came in bundles only, and the turn of none of them has come (B16). */
  readonly held: boolean;
}

const OF_GROUP = 'FROM revision r WHERE r.entity = ? AND r.form_id = ? AND r.round = ? ORDER BY r.id';

/** All revisions of a company, where no bundle waits. */
export const ALL_COUNT = `SELECT r.id, CAST(r.body AS TEXT) AS line, r.pending, 0 AS held ${OF_GROUP}`;
export const MEMBERS = `SELECT r.id, CAST(r.body AS TEXT) AS line, r.pending,
    EXISTS (SELECT 1 FROM bundle_revision br WHERE br.revision = r.id)
    AND NOT EXISTS (SELECT 1 FROM bundle_revision br JOIN bundle b ON b.manifest = br.bundle WHERE br.revision = r.id AND b.state NOT IN ('pending', 'forked')) AS held
  ${OF_GROUP}`;
export const WAITING = "SELECT 1 FROM bundle WHERE state IN ('pending', 'forked') LIMIT 1";

/** All revisions of a company in a round, pending ones too, sorted by id. */
export function loadMembers(db: ReadDb, { entity, formId, round }: Group): readonly Member[] {
  const sql = db.value(WAITING) === undefined ? ALL_COUNT : MEMBERS;
  const rows = db.all<{ readonly id: RevisionId; readonly line: string; readonly pending: number; readonly held: number }>(sql, entity, formId, round);
  return rows.map((row) => ({
    id: row.id,
    revision: JSON.parse(row.line) as Revision,
    pending: row.pending === 1,
    held: row.held === 1,
  }));
}
