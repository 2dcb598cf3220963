import type { AskedWithdrawal } from '../../../shared/ipc/survey.ts';
import type { ReadDb, WriteDb } from '../db.ts';

/** Who has asked to withdraw a response, where another person has to confirm it. */
export function findAsked(db: ReadDb, response: number): AskedWithdrawal | null {
  return db.get<AskedWithdrawal>('SELECT person, reason, at FROM withdrawal_asked WHERE response = ?', response) ?? null;
}

export function insertAsked(db: WriteDb, response: number, { person, reason, at }: AskedWithdrawal): void {
  db.run('INSERT INTO withdrawal_asked (response, person, reason, at) VALUES (?, ?, ?, ?)', response, person, reason, at);
}

export function removeAsked(db: WriteDb, response: number): void {
  db.run('DELETE FROM withdrawal_asked WHERE response = ?', response);
}
