import { carriedPath } from '../../../shared/survey/path.ts';
import type { Answer, AnswerChange, Path } from '../../../shared/survey/response.ts';
import type { ReadDb, WriteDb } from '../db.ts';

export interface SecondEntryRow {
  readonly response: number;
  readonly person: string;
  readonly begunAt: number;
  readonly savedAt: number;
  readonly doneAt: number | null;
}

export interface SettledRow {
  readonly place: string;
  readonly chosen: 'first' | 'second';
  /** What the entries said when it was settled, as JSON. */
  readonly first: string;
  readonly second: string;
  readonly person: string;
  readonly at: number;
}

export function findSecondEntry(db: ReadDb, response: number): SecondEntryRow | null {
  return db.get<SecondEntryRow>('SELECT response, person, begun_at AS begunAt, saved_at AS savedAt, done_at AS doneAt FROM second_entry WHERE response = ?', response) ?? null;
}

/** The responses whose second entry a person has begun and not finished. */
export function unfinishedOf(db: ReadDb, person: string): readonly number[] {
  return db.all<{ readonly response: number }>('SELECT response FROM second_entry WHERE person = ? AND done_at IS NULL ORDER BY response', person).map(({ response }) => response);
}

/** Begins the second entry of a response; for another person who goes on with it, it begins when they do. */
export function beginSecondEntry(db: WriteDb, response: number, person: string, now: number): void {
  db.run(
    `INSERT INTO second_entry (response, person, begun_at, saved_at) VALUES (?, ?, ?, ?)
     ON CONFLICT (response) DO UPDATE SET person = excluded.person, begun_at = excluded.begun_at WHERE person <> excluded.person`,
    response, person, now, now,
  );
}

export function loadSecondAnswers(db: ReadDb, response: number): Map<Path, Answer> {
  const rows = db.all<{ readonly path: Path; readonly value: string }>('SELECT path, value FROM second_answer WHERE response = ? ORDER BY path', response);
  return new Map(rows.map(({ path, value }) => [path, JSON.parse(value) as Answer]));
}

export function saveSecondAnswers(db: WriteDb, response: number, changes: readonly AnswerChange[], now: number): void {
  for (const { path, value } of changes) {
    if (value === null) db.run('DELETE FROM second_answer WHERE response = ? AND path = ?', response, path);
    else db.run('INSERT INTO second_answer (response, path, value) VALUES (?, ?, ?) ON CONFLICT (response, path) DO UPDATE SET value = excluded.value', response, path, JSON.stringify(value));
  }
  db.run('UPDATE second_entry SET saved_at = ? WHERE response = ?', now, response);
}

export function finishSecondEntry(db: WriteDb, response: number, now: number): void {
  db.run('UPDATE second_entry SET done_at = ? WHERE response = ?', now, response);
}

/** Throws the second entry away, settled differences and all: it will be entered anew. */
export function dropSecondEntry(db: WriteDb, response: number): void {
  db.run('DELETE FROM second_entry WHERE response = ?', response);
}

export function listSettled(db: ReadDb, response: number): readonly SettledRow[] {
  return db.all<SettledRow>('SELECT place, chosen, first, second, person, at FROM second_settled WHERE response = ?', response);
}

export function insertSettled(db: WriteDb, response: number, { place, chosen, first, second, person, at }: SettledRow): void {
  db.run(
    `INSERT INTO second_settled (response, place, chosen, first, second, person, at) VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (response, place) DO UPDATE SET chosen = excluded.chosen, first = excluded.first, second = excluded.second, person = excluded.person, at = excluded.at`,
    response, place, chosen, first, second, person, at,
  );
}

/** When a person had what others entered in a response before them for the first time; null when they have not. */
export function findReading(db: ReadDb, response: number, person: string): number | null {
  return db.value<number>('SELECT at FROM first_entry_reading WHERE response = ? AND person = ?', response, person) ?? null;
}

export function insertReading(db: WriteDb, response: number, person: string, now: number): void {
  db.run('INSERT INTO first_entry_reading (response, person, at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING', response, person, now);
}

/** Who has entered or confirmed answers below one of these paths. What waits to be confirmed, of the last round, nobody has entered yet, nor an empty row. */
export function peopleBelow(db: ReadDb, response: number, sections: readonly Path[]): readonly string[] {
  const below = '(path > ? AND path < ? OR path > ? AND path < ?)';
  const people = sections.flatMap((section) => {
    const within = [`${section}/`, `${section}0`, `${section}[`, `${section}\\`];
    return db.all<{ readonly person: string }>(
      `SELECT person FROM stored_answer WHERE response = ? AND ${below} AND substr(path, -1) <> ']'
         AND path NOT IN (SELECT substr(path, ?) FROM stored_answer WHERE response = ? AND path > ? AND path < ?)
       UNION SELECT person FROM answer_history WHERE response = ? AND ${below} AND act = 'confirmed'`,
      response, ...within, carriedPath('').length + 1, response, carriedPath(`${section}/`), carriedPath(`${section}]`), response, ...within,
    );
  });
  return [...new Set(people.map(({ person }) => person))];
}
