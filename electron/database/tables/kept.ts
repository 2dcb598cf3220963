import type { ReadDb, WriteDb } from '../db.ts';

/** A part of what is kept of a company, or its head, with the sum that tells whether it is whole. */
export interface KeptRow {
  readonly text: string;
  readonly sum: string;
}

/** Null where there is none. */
export function findKept(db: ReadDb, id: number): KeptRow | null {
  return db.get<KeptRow>('SELECT text, sum FROM kept WHERE id = ?', id) ?? null;
}

/** Gives its id. */
export function insertKept(db: WriteDb, { text, sum }: KeptRow): number {
  return db.run('INSERT INTO kept (text, sum) VALUES (?, ?)', text, sum).lastId;
}

export function removeKept(db: WriteDb, id: number): void {
  db.run('DELETE FROM kept WHERE id = ?', id);
}
