import type { LastRound } from '../../../shared/survey/lastRound.ts';
import type { AnswersText } from '../../../shared/survey/answersText.ts';
import type { Answer, Path } from '../../../shared/survey/response.ts';
import type { ReadDb, WriteDb } from '../db.ts';

/** Keeps what a draft is compared with. Call it inside a transaction, once a response. */
export function insertLastRound(db: WriteDb, response: number, { round, answers }: LastRound): void {
  db.run('INSERT INTO last_round (response, round) VALUES (?, ?)', response, round);
  for (const [path, value] of answers) db.run('INSERT INTO last_answer (response, path, value) VALUES (?, ?, ?)', response, path, JSON.stringify(value));
}

/** What the company answered in the round before; null for a response that began without. */
export function findLastRound(db: ReadDb, response: number): LastRound | null {
  const round = db.value<string>('SELECT round FROM last_round WHERE response = ?', response);
  if (round === undefined) return null;
  const rows = db.all<{ readonly path: Path; readonly value: string }>('SELECT path, value FROM last_answer WHERE response = ? ORDER BY path', response);
  return { round, answers: new Map(rows.map(({ path, value }) => [path, JSON.parse(value) as Answer])) };
}

/** {@link findLastRound} for a form that is opened: nobody here has to take the answers apart. */
export function findLastRoundText(db: ReadDb, response: number): { readonly round: string; readonly answers: AnswersText } | null {
  const round = db.value<string>('SELECT round FROM last_round WHERE response = ?', response);
  if (round === undefined) return null;
  const text = db.value<string | null>("SELECT group_concat(json_quote(path) || ',' || value) FROM last_answer WHERE response = ?", response);
  return { round, answers: `[${text ?? ''}]` };
}

/** The rounds in which something is known of a company in a form: filled in here, or merged. */
export function roundsOf(db: ReadDb, entity: string, formId: string): readonly string[] {
  return db.all<{ readonly round: string }>(
    `SELECT round FROM revision WHERE entity = ? AND form_id = ?
     UNION SELECT r.round FROM response r JOIN form f ON f.hash = r.form WHERE r.entity = ? AND f.id = ?`,
    entity, formId, entity, formId,
  ).map(({ round }) => round);
}

/** The rounds in which anything was filled in or merged here, with the number of companies. */
export function countRounds(db: ReadDb): readonly { readonly round: string; readonly companies: number }[] {
  return db.all(
    `SELECT round, count(*) AS companies FROM (SELECT entity, round FROM response UNION SELECT entity, round FROM merged_response) GROUP BY round`,
  );
}
