import type { EntityId } from '../../../shared/bundle/revision/revision.ts';
import type { ReadDb, WriteDb } from '../db.ts';
import type { Group } from './revision.ts';

/** The first bundle of a body that spoke of a company in a round. */
export interface Arrival {
  readonly body: string;
  /** When it was merged here, milliseconds. */
  readonly at: number;
}

/** A bundle of a body speaks of a company: it stands as the first one where none came before. */
export function noteArrival(db: WriteDb, { entity, formId, round }: Group, { body, at }: Arrival): void {
  db.run(
    `INSERT INTO first_arrival (form_id, round, entity, body, at) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET body = excluded.body, at = excluded.at WHERE (excluded.at, excluded.body) < (first_arrival.at, first_arrival.body)`,
    formId, round, entity, body, at,
  );
}

/** Finds the first arrival of a company again from the bundles that are here: after some of them were taken back. */
export function recountArrival(db: WriteDb, group: Group): void {
  const { entity, formId, round } = group;
  db.run('DELETE FROM first_arrival WHERE form_id = ? AND round = ? AND entity = ?', formId, round, entity);
  const first = db.get<Arrival>(FIRST_OF_GROUP, entity, formId, round);
  if (first) noteArrival(db, group, first);
}

export const FIRST_OF_GROUP = `SELECT b.body, b.at FROM revision r JOIN bundle_revision br ON br.revision = r.id JOIN bundle b ON b.manifest = br.bundle
  WHERE r.entity = ? AND r.form_id = ? AND r.round = ? AND b.direction = 'in' AND b.country <> 'EAEU' ORDER BY b.at, b.body LIMIT 1`;

export const ARRIVALS = 'SELECT entity, body, at FROM first_arrival WHERE form_id = ? AND round = ?';

/** How many companies have arrived in a round. */
export function countArrivals(db: ReadDb, formId: string, round: string): number {
  return db.value<number>('SELECT count(*) FROM first_arrival WHERE form_id = ? AND round = ?', formId, round) ?? 0;
}

/** The first arrivals of a round, one by one. */
export function eachArrival(db: ReadDb, formId: string, round: string): IterableIterator<Arrival & { readonly entity: EntityId }> {
  return db.each<Arrival & { readonly entity: EntityId }>(ARRIVALS, formId, round);
}
