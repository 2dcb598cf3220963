import type { EntityId } from '../../../shared/bundle/revision/revision.ts';
import type { ReadDb, WriteDb } from '../db.ts';

/** A company that was asked to answer in a round. */
export interface InvitedRow {
  readonly entity: EntityId;
  readonly country: string;
  readonly scheme: string;
  readonly number: string;
  readonly name: string;
  readonly body: string;
  readonly contact: string;
}

/** Adds a company to the list of a round, or brings what is known of it up to date; whether it is new there. */
export function saveInvited(db: WriteDb, round: string, { entity, country, scheme, number, name, body, contact }: InvitedRow, at: number): boolean {
  const known = db.value('SELECT 1 FROM invited WHERE round = ? AND entity = ?', round, entity) !== undefined;
  db.run(
    `REPLACE INTO invited (round, entity, country, scheme, number, name, body, contact, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    round, entity, country, scheme, number, name, body, contact, at,
  );
  return !known;
}

/** Sorted by state, name, number. */
export function listInvited(db: ReadDb, round: string): readonly InvitedRow[] {
  return db.all<InvitedRow>('SELECT entity, country, scheme, number, name, body, contact FROM invited WHERE round = ? ORDER BY country, name, number', round);
}

/** A company as the list of a round has it; null when it is not on it. */
export function findInvited(db: ReadDb, round: string, entity: EntityId): InvitedRow | null {
  return db.get<InvitedRow>('SELECT entity, country, scheme, number, name, body, contact FROM invited WHERE round = ? AND entity = ?', round, entity) ?? null;
}

/** Empties the list of a round. */
export function clearInvited(db: WriteDb, round: string): void {
  db.run('DELETE FROM invited WHERE round = ?', round);
}

/** Takes one company off the list; false when it was not on it. */
export function removeInvited(db: WriteDb, round: string, entity: EntityId): boolean {
  return db.run('DELETE FROM invited WHERE round = ? AND entity = ?', round, entity).changes > 0;
}
