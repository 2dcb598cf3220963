import type { MovedAnswer } from '../../../shared/survey/evolution/migrate.ts';
import type { ReadDb, WriteDb } from '../db.ts';

export interface MovedResponse {
  readonly response: number;
  readonly source: number | null;
  /** Hash of the form the values were given in. */
  readonly form: string;
  readonly report: readonly MovedAnswer[];
  readonly at: number;
}

export function insertMoved(db: WriteDb, { response, source, form, report, at }: MovedResponse): void {
  db.run('INSERT INTO moved_response (response, source, form, report, at) VALUES (?, ?, ?, ?, ?)', response, source, form, JSON.stringify(report), at);
}

export function findMoved(db: ReadDb, response: number): MovedResponse | null {
  const row = db.get<Omit<MovedResponse, 'report'> & { readonly report: string }>('SELECT response, source, form, report, at FROM moved_response WHERE response = ?', response);
  return row ? { ...row, report: JSON.parse(row.report) as readonly MovedAnswer[] } : null;
}
