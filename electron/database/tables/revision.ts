import type { Sha256 } from '../../../shared/base/hash.ts';
import type { Revision, EntityId, RevisionId } from '../../../shared/bundle/revision/revision.ts';
import type { ReadDb, WriteDb } from '../db.ts';

/** One company in one round of one form: what merging and viewing go by. */
export interface Group {
  readonly entity: string;
  readonly formId: string;
  readonly round: string;
}

/** A revision with its exact canonical line (B6). */
export interface StoredRevision {
  readonly id: RevisionId;
  readonly revision: Revision;
  readonly body: Uint8Array;
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Adds a revision to the set; false when it was there already (M1). `unsent`: made here and in no bundle yet. */
export function insertRevision(db: WriteDb, stored: StoredRevision, state: { readonly pending: boolean; readonly unsent: boolean }): boolean {
  const { id, revision, body } = stored;
  const { changes } = db.run(
    `INSERT INTO revision (id, body, entity, form_id, form_hash, round, op, author, person, installation, claimed_at, parents, pending, unsent)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING`,
    id, body, revision.entity, revision.form.id, revision.form.hash, revision.round, revision.op, revision.author, revision.person,
    revision.installation, revision.claimedAt, JSON.stringify(revision.parents), state.pending ? 1 : 0, state.unsent ? 1 : 0,
  );
  return changes > 0;
}

/** Puts a revision that was damaged back as it was: its line, the columns read from it, its parents. */
export function replaceRevision(db: WriteDb, { id, revision, body }: StoredRevision): void {
  db.run(
    `UPDATE revision SET body = ?, entity = ?, form_id = ?, form_hash = ?, round = ?, op = ?, author = ?, person = ?, installation = ?, claimed_at = ?, parents = ? WHERE id = ?`,
    body, revision.entity, revision.form.id, revision.form.hash, revision.round, revision.op, revision.author, revision.person, revision.installation, revision.claimedAt,
    JSON.stringify(revision.parents), id,
  );
}

export function findRevision(db: ReadDb, id: RevisionId): StoredRevision | null {
  const row = db.get<BodyRow>('SELECT id, body FROM revision WHERE id = ?', id);
  return row ? stored(row) : null;
}

/** The form that a revision was made in. */
export function formOfRevision(db: ReadDb, id: RevisionId): Sha256 {
  return db.value<Sha256>('SELECT form_hash FROM revision WHERE id = ?', id) ?? '';
}

/** The visible revisions of a group, sorted by id. */
export function loadRevisions(db: ReadDb, group: Group): readonly StoredRevision[] {
  return db
    .all<BodyRow>('SELECT id, body FROM revision WHERE entity = ? AND form_id = ? AND round = ? AND pending = 0 ORDER BY id', group.entity, group.formId, group.round)
    .map(stored);
}

/** How many revisions there are of a group, pending ones too; counted in an index. */
export function countOfGroup(db: ReadDb, { entity, formId, round }: Group): number {
  return db.value<number>(OF_GROUP_COUNT, entity, formId, round) ?? 0;
}

export const OF_GROUP_COUNT = 'SELECT count(*) FROM revision WHERE entity = ? AND form_id = ? AND round = ?';

/** These revisions and everything they descend from, as far as it is here. */
export function ancestorsOf(db: ReadDb, ids: readonly RevisionId[]): ReadonlySet<RevisionId> {
  return new Set(db.all<{ readonly id: RevisionId }>(ANCESTORS, JSON.stringify(ids)).map(({ id }) => id));
}

export const ANCESTORS = `WITH RECURSIVE before (id) AS (
    SELECT value FROM json_each(?) UNION SELECT parent.value FROM before CROSS JOIN revision r ON r.id = before.id CROSS JOIN json_each(r.parents) parent)
  SELECT id FROM before`;

/** Visible revisions of a group that no other visible one descends from, sorted. */
export function headsOf(db: ReadDb, group: Group): readonly RevisionId[] {
  const rows = db.all<{ readonly id: RevisionId; readonly parents: string }>(
    'SELECT id, parents FROM revision WHERE entity = ? AND form_id = ? AND round = ? AND pending = 0 ORDER BY id', group.entity, group.formId, group.round,
  );
  const followed = new Set(rows.flatMap(({ parents }) => JSON.parse(parents) as readonly RevisionId[]));
  return rows.flatMap(({ id }) => (followed.has(id) ? [] : [id]));
}

/** Whether an installation has stated answers of a company. */
export function hasStated(db: ReadDb, { entity, formId, round }: Group, installation: string): boolean {
  return db.value("SELECT 1 FROM revision WHERE entity = ? AND form_id = ? AND round = ? AND op = 'put' AND installation = ? LIMIT 1", entity, formId, round, installation) !== undefined;
}

export function countRevisions(db: ReadDb): { readonly all: number; readonly pending: number } {
  return {
    all: db.value<number>('SELECT count FROM revision_count') ?? 0,
    pending: db.value<number>('SELECT count(*) FROM revision WHERE pending = 1') ?? 0,
  };
}

export function parentsOf(db: ReadDb, id: RevisionId): readonly RevisionId[] {
  return JSON.parse(db.value<string>('SELECT parents FROM revision WHERE id = ?', id) ?? '[]') as readonly RevisionId[];
}

export function setPending(db: WriteDb, id: RevisionId, pending: boolean): void {
  db.run('UPDATE revision SET pending = ? WHERE id = ?', pending ? 1 : 0, id);
}

/**
 * What may leave now, sorted by id: revisions made here and in no bundle yet, of one form, of companies whose response is approved
 * or that are not filled in here at all (the Commission's comments, decisions, resolutions); and replies, whatever the response is, that stand on nothing that stays behind.
 */
export function eachExportable(db: ReadDb, formId: string): IterableIterator<BodyRow & Group> {
  return db.each<BodyRow & Group>(`SELECT id, body, entity, form_id AS formId, round FROM revision WHERE ${EXPORTABLE} ORDER BY id`, formId);
}

const EXPORTABLE = `unsent = 1 AND form_id = ? AND (
  (op = 'comment' AND NOT EXISTS (SELECT 1 FROM revision answers INDEXED BY revision_unsent
    WHERE answers.unsent = 1 AND answers.entity = revision.entity AND answers.form_id = revision.form_id AND answers.round = revision.round AND answers.op <> 'comment'))
  OR NOT EXISTS (
    SELECT 1 FROM response r JOIN form f ON f.hash = r.form
    WHERE r.entity = revision.entity AND r.round = revision.round AND f.id = revision.form_id AND r.status <> 'approved'))`;

/** What was made here of a form and is in no bundle, sorted by id. */
export function eachDepositable(db: ReadDb, formId: string): IterableIterator<BodyRow & Group> {
  return db.each<BodyRow & Group>(
    `SELECT id, body, entity, form_id AS formId, round FROM revision INDEXED BY revision_unsent WHERE unsent = 1 AND form_id = ? AND ${IN_NO_BUNDLE} ORDER BY id`, formId,
  );
}

/** How many revisions made here are in no bundle, signed by nobody. */
export function countUnsigned(db: ReadDb): number {
  return db.value<number>(`SELECT count(*) FROM revision INDEXED BY revision_unsent WHERE unsent = 1 AND ${IN_NO_BUNDLE}`) ?? 0;
}

const IN_NO_BUNDLE = 'NOT EXISTS (SELECT 1 FROM bundle_revision br WHERE br.revision = revision.id)';

export const RETURNABLE = `WITH asked (form, country, own) AS (VALUES (?, ?, ?)),
     back AS (SELECT DISTINCT r.entity, r.round FROM asked CROSS JOIN revision r INDEXED BY revision_unsent JOIN company c ON c.entity = r.entity
       WHERE r.unsent = 1 AND r.form_id = asked.form AND c.country = asked.country),
     shared AS (SELECT back.entity, back.round FROM asked, back WHERE (SELECT count(DISTINCT v.installation) FROM revision v
       WHERE v.entity = back.entity AND v.form_id = asked.form AND v.round = back.round AND v.pending = 0 AND v.installation <> asked.own) > 1)
   SELECT r.id, r.body, r.entity, r.form_id AS formId, r.round FROM asked CROSS JOIN back CROSS JOIN revision r INDEXED BY revision_by_entity ON r.entity = back.entity AND r.form_id = asked.form AND r.round = back.round
   WHERE r.unsent = 1 OR (r.pending = 0 AND EXISTS (SELECT 1 FROM shared s WHERE s.entity = r.entity AND s.round = r.round)) ORDER BY r.id`;

/**
 * What goes back to one state, sorted by id: what was made here of its companies and is in no bundle yet. Where several of its
 * bodies speak of a company, their revisions go along: what was made here stands on all of them, and each knows only its own.
 */
export function eachReturnable(db: ReadDb, formId: string, country: string, own: string): IterableIterator<BodyRow & Group> {
  return db.each<BodyRow & Group>(RETURNABLE, formId, country, own);
}

/** Of every revision that waits for its way back to a state: whose it is, in no order. */
export function eachReturning(db: ReadDb, formId: string): IterableIterator<{ readonly entity: EntityId; readonly country: string }> {
  return db.each(`SELECT r.entity, c.country FROM revision r INDEXED BY revision_unsent JOIN company c ON c.entity = r.entity WHERE r.unsent = 1 AND r.form_id = ?`, formId);
}

/** Of every revision that {@link eachExportable} would give: whose it is, in no order. */
export function eachLeaving(db: ReadDb, formId: string): IterableIterator<{ readonly entity: EntityId }> {
  return db.each(`SELECT entity FROM revision WHERE ${EXPORTABLE}`, formId);
}

/** How many revisions made here are in no bundle that was written or sealed. */
export function countUnsent(db: ReadDb): number {
  return db.value<number>('SELECT count(*) FROM revision INDEXED BY revision_unsent WHERE unsent = 1') ?? 0;
}

/** Revisions made here have gone into a bundle. */
export function markLeft(db: WriteDb, ids: readonly RevisionId[]): void {
  db.run('UPDATE revision SET unsent = 0 WHERE id IN (SELECT value FROM json_each(?))', JSON.stringify(ids));
}

export function insertPersonal(db: WriteDb, revision: RevisionId, body: Uint8Array): void {
  db.run('INSERT INTO personal (revision, body) VALUES (?, ?) ON CONFLICT (revision) DO NOTHING', revision, body);
}

export function findPersonal(db: ReadDb, revision: RevisionId): Uint8Array | null {
  return db.value<Uint8Array>('SELECT body FROM personal WHERE revision = ?', revision) ?? null;
}

export interface BodyRow {
  readonly id: RevisionId;
  readonly body: Uint8Array;
}

function stored(row: BodyRow): StoredRevision {
  return { id: row.id, body: row.body, revision: JSON.parse(utf8.decode(row.body)) as Revision };
}

