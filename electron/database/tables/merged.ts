import type { Sha256 } from '../../../shared/base/hash.ts';
import type { RevisionId } from '../../../shared/bundle/revision/revision.ts';
import { conflictsOf, type Standing } from '../../../shared/merge/view.ts';
import type { Path } from '../../../shared/survey/response.ts';
import type { ConflictPlace } from '../../../shared/ipc/merge.ts';
import type { ReadDb, WriteDb } from '../db.ts';
import type { Group } from './revision.ts';
import { loadView } from './view.ts';

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
  /** The head of what is kept of its view; null where it has to be computed from all its revisions. */
  readonly kept: number | null;
}

/**
 * Writes what the view of a company has become and which paths of it are in conflict; it is settled then. What was kept of it before is for
 * the caller to remove, its place in the lists is for `refreshCompany`.
 */
export function saveMerged(db: WriteDb, merged: MergedRow, inConflict: readonly Path[]): void {
  const { entity, formId, round } = merged;
  if (updateMerged(db, merged)) db.run('DELETE FROM conflict WHERE entity = ? AND form_id = ? AND round = ?', entity, formId, round);
  else {
    db.run(
      'INSERT INTO merged_response (form_hash, revisions, heads, retracted, conflicts, status, hash, kept, entity, form_id, round) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
      ...valuesOf(merged), entity, formId, round,
    );
  }
  addConflicts(db, merged, inConflict);
  removeUnsettled(db, merged);
}

/** The same where something was added to what was known: of the paths in conflict only those are written that are no longer so, or newly. */
export function extendMerged(db: WriteDb, merged: MergedRow, conflicts: { readonly raised: readonly Path[]; readonly settled: readonly Path[] }): void {
  const { entity, formId, round } = merged;
  updateMerged(db, merged);
  for (const path of conflicts.settled) db.run('DELETE FROM conflict WHERE entity = ? AND form_id = ? AND round = ? AND path = ?', entity, formId, round, path);
  addConflicts(db, merged, conflicts.raised);
  removeUnsettled(db, merged);
}

/** False when nothing was known of the company. */
function updateMerged(db: WriteDb, merged: MergedRow): boolean {
  const { changes } = db.run(
    'UPDATE merged_response SET form_hash = ?, revisions = ?, heads = ?, retracted = ?, conflicts = ?, status = ?, hash = ?, kept = ? WHERE entity = ? AND form_id = ? AND round = ?',
    ...valuesOf(merged), merged.entity, merged.formId, merged.round,
  );
  return changes > 0;
}

function addConflicts(db: WriteDb, { entity, formId, round }: Group, paths: readonly Path[]): void {
  for (const path of paths) db.run('INSERT INTO conflict (entity, form_id, round, path) VALUES (?, ?, ?, ?)', entity, formId, round, path);
}

/**
 * Takes out of the lists what is in conflict no more because of a revision made here since: that settles conflicts at once, and everything else
 * that is kept of the company with the next merge. Call it when somebody here has said something of a company.
 */
export function dropSettledConflicts(db: WriteDb, entity: string): void {
  for (const group of db.all<Group>(DISPUTED, entity)) {
    const open = new Set(conflictsOf(loadView(db, group)).map(({ path }) => path));
    const place = [group.entity, group.formId, group.round];
    const listed = db.all<{ readonly path: Path }>('SELECT path FROM conflict WHERE entity = ? AND form_id = ? AND round = ?', ...place);
    const settled = listed.filter(({ path }) => !open.has(path));
    for (const { path } of settled) db.run('DELETE FROM conflict WHERE entity = ? AND form_id = ? AND round = ? AND path = ?', ...place, path);
    db.run('UPDATE merged_response SET conflicts = ? WHERE entity = ? AND form_id = ? AND round = ?', listed.length - settled.length, ...place);
  }
}

const DISPUTED = `SELECT m.entity, m.form_id AS formId, m.round FROM merged_response m JOIN unsettled u ON u.entity = m.entity AND u.form_id = m.form_id AND u.round = m.round
  WHERE m.entity = ? AND m.conflicts > 0`;

function removeUnsettled(db: WriteDb, { entity, formId, round }: Group): void {
  db.run('DELETE FROM unsettled WHERE entity = ? AND form_id = ? AND round = ?', entity, formId, round);
}

/** Forgets what merging has come to for a company of which no revision is left, but for what is kept of its view. */
export function removeMerged(db: WriteDb, { entity, formId, round }: Group): void {
  for (const table of ['conflict', 'merged_response', 'identity_word', 'unsettled']) db.run(`DELETE FROM ${table} WHERE entity = ? AND form_id = ? AND round = ?`, entity, formId, round);
}

function valuesOf(merged: MergedRow): (string | number | null)[] {
  return [
    merged.formHash, merged.revisions, JSON.stringify(merged.heads), merged.retracted ? 1 : 0, merged.conflicts, merged.status, merged.hash, merged.kept,
  ];
}

/** Every settled view with its hash. */
export function viewHashes(db: ReadDb): readonly (Group & { readonly hash: Sha256 })[] {
  return db.all('SELECT entity, form_id AS formId, round, hash FROM merged_response ORDER BY entity, form_id, round');
}

/** How many paths of settled views are in conflict. */
export function settledConflicts(db: ReadDb): number {
  return db.value<number>('SELECT count(*) FROM conflict c WHERE NOT EXISTS (SELECT 1 FROM unsettled u WHERE u.entity = c.entity AND u.form_id = c.form_id AND u.round = c.round)') ?? 0;
}

const UNSETTLED = 'SELECT entity, form_id AS formId, round FROM unsettled ORDER BY entity, form_id, round';

/** A page of the companies that have changed since their view was last kept, in the order of their keys. */
export function unsettledGroups(db: ReadDb, limit = -1): readonly Group[] {
  return db.all<Group>(`${UNSETTLED} LIMIT ?`, limit);
}

/** All of them one by one. */
export function eachUnsettled(db: ReadDb): Iterable<Group> {
  return db.each<Group>(UNSETTLED);
}

export function countUnsettled(db: ReadDb): number {
  return db.value<number>('SELECT count(*) FROM unsettled') ?? 0;
}

/** Says that what is kept of a company is out of date; inserting and removing revisions does so by itself. */
export function markUnsettled(db: WriteDb, { entity, formId, round }: Group): void {
  db.run('INSERT INTO unsettled (entity, form_id, round) VALUES (?, ?, ?) ON CONFLICT DO NOTHING', entity, formId, round);
}

/** What is kept of a company; null when nothing was known of it, undefined when it may be out of date. */
export function settledRow(db: ReadDb, { entity, formId, round }: Group): MergedRow | null | undefined {
  if (db.value('SELECT 1 FROM unsettled WHERE entity = ? AND form_id = ? AND round = ?', entity, formId, round) !== undefined) return undefined;
  return mergedRow(db, { entity, formId, round });
}

/** What was last kept of a company, whether or not it has changed since. */
export function mergedRow(db: ReadDb, { entity, formId, round }: Group): MergedRow | null {
  const row = db.get<Omit<MergedRow, 'heads' | 'retracted'> & { readonly heads: string; readonly retracted: number }>(
    `SELECT entity, form_id AS formId, round, form_hash AS formHash, revisions, heads, retracted, conflicts, status, hash, kept FROM merged_response
     WHERE entity = ? AND form_id = ? AND round = ?`,
    entity, formId, round,
  );
  return row ? { ...row, heads: JSON.parse(row.heads) as readonly RevisionId[], retracted: row.retracted === 1 } : null;
}

export const CONFLICTS =
  'SELECT entity, form_id AS formId, round, path FROM conflict WHERE (entity, form_id, round, path) > (?, ?, ?, ?) ORDER BY entity, form_id, round, path LIMIT ?';

/** A page of the paths in conflict, in the order of entity, form, round, path, from after one of them on; whether that is still in conflict does not matter. */
export function listConflicts(db: ReadDb, after: ConflictPlace | null, limit: number): readonly ConflictPlace[] {
  return db.all<ConflictPlace>(CONFLICTS, after?.entity ?? '', after?.formId ?? '', after?.round ?? '', after?.path ?? '', limit);
}

export function countConflicts(db: ReadDb): number {
  return db.value<number>('SELECT count(*) FROM conflict') ?? 0;
}
