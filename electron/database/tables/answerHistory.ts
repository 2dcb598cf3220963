import type { FieldAct, FieldChange } from '../../../shared/ipc/survey.ts';
import { parseJustificationPath } from '../../../shared/survey/path.ts';
import type { Answer, AnswerChange, Path } from '../../../shared/survey/response.ts';
import type { ReadDb, WriteDb } from '../db.ts';

/** Changes by one person that follow one another within this time are one: a value that stood longer is never lost. */
const FOLDED = 60_000;
/** How many changes of a field are kept, the latest. */
const KEPT = 100;

export const LAST_CHANGE = 'SELECT id, at, person, old FROM answer_history WHERE response = ? AND path = ? AND act IS NULL ORDER BY id DESC LIMIT 1';
export const CHANGES_OF_FIELD = 'SELECT at, person, old, new, reason, act FROM answer_history WHERE response = ? AND path = ? ORDER BY id DESC';
export const CHANGES_BEYOND = 'DELETE FROM answer_history WHERE id IN (SELECT id FROM answer_history WHERE response = ? AND path = ? ORDER BY id DESC LIMIT -1 OFFSET ?)';

interface Last {
  readonly id: number;
  readonly at: number;
  readonly person: string;
  readonly old: string | null;
}

/**
 * Notes what `changes` make of the stored answers of an unfolded draft: call it before they are stored, in the same transaction. What changes
 * nothing is not noted; neither is a value that the same person takes back within a minute. Work in proportion to the changes.
 */
export function noteChanges(db: WriteDb, response: number, changes: readonly AnswerChange[], { at, person, reason }: Pick<FieldChange, 'at' | 'person' | 'reason'>): void {
  for (const { path, value } of changes) {
    const before = db.value<string>('SELECT value FROM answer WHERE response = ? AND path = ?', response, path) ?? null;
    const after = value === null ? null : JSON.stringify(value);
    if (before === after) continue;
    const last = db.get<Last>(LAST_CHANGE, response, path) ?? (before === null ? undefined : noteFirst(db, response, path));
    if (last?.person !== person || at - last.at > FOLDED) {
      db.run('INSERT INTO answer_history (response, path, at, person, old, new, reason) VALUES (?, ?, ?, ?, ?, ?, ?)', response, path, at, person, before, after, reason);
      if (last) db.run(CHANGES_BEYOND, response, path, KEPT);
    } else if (last.old === after) db.run('DELETE FROM answer_history WHERE id = ?', last.id);
    else db.run('UPDATE answer_history SET new = ?, at = ?, reason = ? WHERE id = ?', after, at, reason, last.id);
  }
}

/** Stands in a draft that an import began, with the name of what was imported. */
export const IMPORTED: Path = '@imported';
/** An answer as an import wrote it when it began the draft: then the answer itself says when and by whom it was entered. */
const firstAnswer = (table: 'answer' | 'stored_answer'): string => `SELECT a.saved_at AS at, a.person, a.value FROM ${table} a WHERE a.response = ? AND a.path = ?
  AND a.saved_at = (SELECT i.saved_at FROM ${table} i WHERE i.response = a.response AND i.path = '${IMPORTED}')`;

interface First {
  readonly at: number;
  readonly person: string;
  readonly value: string;
}

/** An imported answer is noted before it is changed. */
function noteFirst(db: WriteDb, response: number, path: Path): Last | undefined {
  const first = db.get<First>(firstAnswer('answer'), response, path);
  if (!first) return undefined;
  db.run('INSERT INTO answer_history (response, path, at, person, old, new, reason) VALUES (?, ?, ?, ?, NULL, ?, NULL)', response, path, first.at, first.person, first.value);
  return db.get<Last>(LAST_CHANGE, response, path);
}

/** Notes what was done to fields without changing their answers, as they are stored. Call it in the transaction that does it. */
export function noteActs(db: WriteDb, response: number, paths: readonly Path[], act: FieldAct, { at, person }: Pick<FieldChange, 'at' | 'person'>): void {
  for (const path of paths) {
    db.run(
      'INSERT INTO answer_history (response, path, at, person, old, new, act) SELECT response, path, ?, ?, value, value, ? FROM stored_answer WHERE response = ? AND path = ?',
      at, person, act, response, path,
    );
  }
}

/** What was written to justify warnings at a place and noted there, the latest first. */
export function justificationsOfField(db: ReadDb, response: number, path: Path): readonly FieldChange[] {
  const keys = db.all<{ readonly path: Path }>("SELECT DISTINCT path FROM answer_history WHERE response = ? AND path > '!' AND path < '\"'", response).map((row) => row.path);
  return keys.flatMap((key) => {
    const named = parseJustificationPath(key);
    return named?.at === path ? changesOfField(db, response, key).map((change) => ({ ...change, rule: named.rule })) : [];
  });
}

/** When a row was added and taken away, and by whom, the latest first. */
export function changesOfRow(db: ReadDb, response: number, row: Path): readonly FieldChange[] {
  return changesOfField(db, response, row).flatMap((change) => {
    const act = change.before === null && change.after !== null ? 'row-added' : change.after === null ? 'row-removed' : null;
    return act === null ? [] : [{ ...change, before: null, after: null, act }];
  });
}

/** What happened to a field of a draft, the latest first. */
export function changesOfField(db: ReadDb, response: number, path: Path): readonly FieldChange[] {
  const noted = notedChanges(db, response, path);
  const first = noted.length === 0 ? db.get<First>(firstAnswer('stored_answer'), response, path) : undefined;
  return first ? [{ at: first.at, person: first.person, before: null, after: answerOf(first.value), reason: null }] : noted;
}

function notedChanges(db: ReadDb, response: number, path: Path): readonly FieldChange[] {
  return db
    .all<{ readonly at: number; readonly person: string; readonly old: string | null; readonly new: string | null; readonly reason: string | null; readonly act: FieldAct | null }>(CHANGES_OF_FIELD, response, path)
    .map((row) => ({ at: row.at, person: row.person, before: answerOf(row.old), after: answerOf(row.new), reason: row.reason, ...(row.act !== null && { act: row.act }) }));
}

function answerOf(text: string | null): Answer | null {
  return text === null ? null : (JSON.parse(text) as Answer);
}
