import type { Sha256 } from '../../shared/base/hash.ts';
import type { RevisionId } from '../../shared/bundle/revision.ts';
import type { Standing } from '../../shared/merge/view.ts';
import type { Path } from '../../shared/survey/response.ts';
import type { ReadDb, WriteDb } from './db.ts';
import type { Group } from './revision.ts';

/** What merging has come to for a company: see the table. */
export interface MergedRow extends Group {
  readonly formHash: Sha256;
  readonly revisions: number;
  /** Sorted. */
  readonly heads: readonly RevisionId[];
  readonly retracted: boolean;
  readonly conflicts: number;
  readonly status: Standing;
  readonly hash: Sha256;
}

/** Writes what the view of a company has become, and which paths of it are in conflict. Its place in the lists is for `refreshCompany`. */
export function saveMerged(db: WriteDb, merged: MergedRow, inConflict: readonly Path[]): void {
  const { entity, formId, round } = merged;
  const { changes } = db.run(
    `INSERT INTO merged_response (entity, form_id, round, form_hash, revisions, heads, retracted, conflicts, status, hash)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
    ...valuesOf(merged),
  );
  if (changes === 0) {
    db.run(
      `REPLACE INTO merged_response (entity, form_id, round, form_hash, revisions, heads, retracted, conflicts, status, hash)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      ...valuesOf(merged),
    );
    db.run('DELETE FROM conflict WHERE entity = ? AND form_id = ? AND round = ?', entity, formId, round);
  }
  for (const path of inConflict) db.run('INSERT INTO conflict (entity, form_id, round, path) VALUES (?, ?, ?, ?)', entity, formId, round, path);
}

function valuesOf(merged: MergedRow): (string | number)[] {
  return [
    merged.entity, merged.formId, merged.round, merged.formHash, merged.revisions, JSON.stringify(merged.heads), merged.retracted ? 1 : 0,
    merged.conflicts, merged.status, merged.hash,
  ];
}

/** Every view's hash, in the order of entity, form, round: what viewHash goes over. */
export function viewHashes(db: ReadDb): readonly (Group & { readonly hash: Sha256; readonly conflicts: number })[] {
  return db.all('SELECT entity, form_id AS formId, round, hash, conflicts FROM merged_response ORDER BY entity, form_id, round');
}

/** Companies whose revisions have become more since their view was last kept: those made here. */
export const STALE = `SELECT r.entity, r.form_id AS formId, r.round FROM revision r INDEXED BY revision_by_entity GROUP BY r.entity, r.form_id, r.round
  HAVING count(*) <> coalesce((SELECT m.revisions FROM merged_response m WHERE m.entity = r.entity AND m.form_id = r.form_id AND m.round = r.round), 0)`;

export function staleGroups(db: ReadDb): readonly Group[] {
  return db.all<Group>(STALE);
}

export interface ConflictKey extends Group {
  readonly path: Path;
}

export const CONFLICTS = 'SELECT entity, form_id AS formId, round, path FROM conflict ORDER BY entity, form_id, round, path LIMIT ? OFFSET ?';

/** A page of the paths in conflict, in the order of entity, form, round, path. */
export function listConflicts(db: ReadDb, offset: number, limit: number): readonly ConflictKey[] {
  return db.all<ConflictKey>(CONFLICTS, limit, offset);
}

export function countConflicts(db: ReadDb): number {
  return db.value<number>('SELECT count(*) FROM conflict') ?? 0;
}
