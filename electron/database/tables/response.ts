import { writeAnswersText } from '../../../shared/survey/answersText.ts';
import type { AnswersText } from '../../../shared/survey/answersText.ts';
import { carriedPath, isAside } from '../../../shared/survey/path.ts';
import type { Answer, AnswerChange, Path, ResponseStatus } from '../../../shared/survey/response.ts';
import type { Progress } from '../../../shared/survey/progress.ts';
import { IMPORTED } from './answerHistory.ts';
import { addCompanyOfDraft, pointToDraft, refreshCompany, type Company } from './company.ts';
import type { ReadDb, WriteDb } from '../db.ts';
import { dropSettledConflicts } from './merged.ts';
import { removeAsked } from './withdrawal.ts';

export interface ResponseRow extends Progress {
  readonly id: number;
  readonly entity: string;
  /** Hash of the form. */
  readonly form: string;
  readonly round: string;
  readonly status: ResponseStatus;
  readonly sent: boolean;
  readonly savedAt: number;
  readonly person: string;
}

const COLUMNS = `response.id, response.entity, response.form, response.round, iif(response.withdrawn = 1, 'withdrawn', response.status) AS status, response.required, response.answered,
  response.errors, response.warnings, response.unjustified, response.sent, response.saved_at AS savedAt, response.person`;
type Stored = Omit<ResponseRow, 'sent'> & { readonly sent: number };

/** Begins an empty draft and makes it the company's current response; returns its id. */
export function createResponse(db: WriteDb, response: Pick<ResponseRow, 'entity' | 'form' | 'round' | 'savedAt' | 'person'>): number {
  const { lastId } = db.run(
    "INSERT INTO response (entity, form, round, status, saved_at, person) VALUES (?, ?, ?, 'draft', ?, ?)",
    response.entity, response.form, response.round, response.savedAt, response.person,
  );
  pointToDraft(db, response.entity, { id: lastId, errors: 0, savedAt: response.savedAt });
  return lastId;
}

/**
 * Adds a company that is not in the list yet with a draft that holds all of its answers at once, `imported` from something with this name; returns the id of
 * the draft. Call it inside a transaction that puts off references, as {@link addCompanyOfDraft} needs.
 */
export function createFilled(db: WriteDb, company: Company, response: Pick<ResponseRow, 'form' | 'round' | 'savedAt' | 'person'>, answers: ReadonlyMap<Path, Answer>, progress: Progress, imported: string): number {
  const { savedAt, person } = response;
  const { lastId } = db.run(
    `INSERT INTO response (entity, form, round, status, saved_at, person, required, answered, errors, warnings, unjustified) VALUES (?, ?, ?, 'draft', ?, ?, ?, ?, ?, ?, ?)`,
    company.entity, response.form, response.round, savedAt, person, progress.required, progress.answered, progress.errors, progress.warnings, progress.unjustified,
  );
  const held: Record<Path, Answer> = { [IMPORTED]: imported };
  for (const [path, value] of answers) held[path] = value;
  db.run('INSERT INTO imported_draft (response, answers, saved_at, person) VALUES (?, ?, ?, ?)', lastId, JSON.stringify(held), savedAt, person);
  addCompanyOfDraft(db, company, { id: lastId, errors: progress.errors, savedAt });
  return lastId;
}

/**
 * Puts the answers of a draft that stands in one row into rows of their own: from now on they differ in when and by whom they were entered. Whoever looks up many of
 * them to change them does this first: in the one row each look reads them all.
 */
export function unfold(db: WriteDb, response: number): void {
  const { changes } = db.run(
    'INSERT INTO answer (response, path, value, saved_at, person) SELECT d.response, a.key, d.answers -> a.fullkey, d.saved_at, d.person FROM imported_draft d, json_each(d.answers) a WHERE d.response = ? ORDER BY a.key', response,
  );
  if (changes > 0) db.run('DELETE FROM imported_draft WHERE response = ?', response);
}

export function findResponse(db: ReadDb, id: number): ResponseRow | null {
  return rowOf(db.get<Stored>(`SELECT ${COLUMNS} FROM response WHERE id = ?`, id));
}

/** The response of a company in the current form and round. */
export function currentResponse(db: ReadDb, entity: string): ResponseRow | null {
  return rowOf(db.get<Stored>(`SELECT ${COLUMNS} FROM response WHERE id = (SELECT response FROM company WHERE entity = ?)`, entity));
}

/** What was filled in of a company in a round, in any form. */
export function responsesIn(db: ReadDb, entity: string, round: string): readonly ResponseRow[] {
  return db.all<Stored>(`SELECT ${COLUMNS} FROM response WHERE entity = ? AND round = ?`, entity, round).flatMap((row) => rowOf(row) ?? []);
}

/** What was filled in last of a company in a round, in any version of the form. */
export function latestResponse(db: ReadDb, { entity, formId, round }: { readonly entity: string; readonly formId: string; readonly round: string }): ResponseRow | null {
  return rowOf(db.get<Stored>(`SELECT ${COLUMNS} FROM response JOIN form ON form.hash = response.form WHERE response.entity = ? AND response.round = ? AND form.id = ? ORDER BY response.id DESC LIMIT 1`, entity, round, formId));
}

/** Responses of the current form and round, in the order of the list. */
export function listResponses(db: ReadDb, status: ResponseStatus | null): readonly ResponseRow[] {
  const rows = db.all<Stored>(
    `SELECT ${COLUMNS} FROM company JOIN response ON response.id = company.response
     WHERE ? IS NULL OR response.status = ? ORDER BY company.name_key, company.entity`,
    status, status,
  );
  return rows.map((row) => ({ ...row, sent: row.sent === 1 }));
}

/** Everything entered, in the order of paths. */
export function loadAnswers(db: ReadDb, response: number): Map<Path, Answer> {
  const imported = importedAnswers(db, response);
  if (imported) return new Map(imported);
  const rows = db.all<{ readonly path: Path; readonly value: string }>('SELECT path, value FROM answer WHERE response = ? ORDER BY path', response);
  return new Map(rows.map((row) => [row.path, JSON.parse(row.value) as Answer]));
}

/** Answers, row markers, justifications and marks of a response, for a form that is opened: {@link loadAnswers} without notes, which nobody here has to take apart. */
export function loadAnswersText(db: ReadDb, response: number): AnswersText {
  const imported = importedAnswers(db, response);
  if (imported) return writeAnswersText(imported.filter(([path]) => !isAside(path)));
  const mark = carriedPath('');
  const text = db.value<string | null>("SELECT group_concat(json_quote(path) || ',' || value) FROM answer WHERE response = ? AND (substr(path, 1, 1) <> '@' OR substr(path, 1, ?) = ?)", response, mark.length, mark);
  return `[${text ?? ''}]`;
}

/** What an import left in one row; null once anybody has changed it. */
function importedAnswers(db: ReadDb, response: number): (readonly [Path, Answer])[] | null {
  const text = db.value<string>('SELECT answers FROM imported_draft WHERE response = ?', response);
  return text === undefined ? null : Object.entries(JSON.parse(text) as Readonly<Record<Path, Answer>>).sort(([one], [other]) => (one < other ? -1 : 1));
}

/** What is entered at one path; null when nothing is. */
export function loadAnswer(db: ReadDb, response: number, path: Path): Answer | null {
  const text = db.value<string>('SELECT value FROM stored_answer WHERE response = ? AND path = ?', response, path);
  return text === undefined ? null : (JSON.parse(text) as Answer);
}

/** The answers of an unfolded draft that are marked as carried over from the round before, by their marks. */
export function loadMarks(db: ReadDb, response: number): ReadonlySet<Path> {
  const mark = carriedPath('');
  return new Set(db.all<{ readonly path: Path }>('SELECT path FROM answer WHERE response = ? AND path >= ? AND path < ?', response, mark, `${mark}\u{10FFFF}`).map(({ path }) => path));
}

/** Writes changes of a draft: work in proportion to the change. Call it inside a transaction. */
export function saveAnswers(
  db: WriteDb, response: Pick<ResponseRow, 'id' | 'entity'>, changes: readonly AnswerChange[], progress: Progress, now: number, person: string,
): void {
  unfold(db, response.id);
  for (const { path, value } of changes) {
    if (value === null) db.run('DELETE FROM answer WHERE response = ? AND path = ?', response.id, path);
    else
      db.run(
        `INSERT INTO answer (response, path, value, saved_at, person) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT (response, path) DO UPDATE SET value = excluded.value, saved_at = excluded.saved_at, person = excluded.person`,
        response.id, path, JSON.stringify(value), now, person,
      );
  }
  db.run(
    'UPDATE response SET required = ?, answered = ?, errors = ?, warnings = ?, unjustified = ?, saved_at = ?, person = ? WHERE id = ?',
    progress.required, progress.answered, progress.errors, progress.warnings, progress.unjustified, now, person, response.id,
  );
  refreshCompany(db, response.entity);
}

/**
 * Moves a response on; whatever it becomes is not sent yet. What is withdrawn leaves as what is approved does. Who had asked to withdraw it had
 * asked it of what it was before: that is dropped.
 */
export function setStatus(db: WriteDb, response: Pick<ResponseRow, 'id' | 'entity'>, status: ResponseStatus): void {
  const withdrawn = status === 'withdrawn';
  db.run('UPDATE response SET status = ?, withdrawn = ?, sent = 0 WHERE id = ?', withdrawn ? 'approved' : status, withdrawn ? 1 : 0, response.id);
  removeAsked(db, response.id);
  dropSettledConflicts(db, response.entity);
  refreshCompany(db, response.entity);
}

/** After an export: what was approved of this company in this round has left. */
export function markSent(db: WriteDb, entity: string, formId: string, round: string): void {
  const { changes } = db.run(
    "UPDATE response SET sent = 1 WHERE entity = ? AND round = ? AND status = 'approved' AND form IN (SELECT hash FROM form WHERE id = ?)",
    entity, round, formId,
  );
  if (changes > 0) refreshCompany(db, entity);
}

/** How many companies of the list are filled in here and not approved. */
export function countLeft(db: ReadDb): number {
  return db.value<number>("SELECT count(*) FROM company JOIN response ON response.id = company.response WHERE response.status <> 'approved'") ?? 0;
}

function rowOf(row: Stored | undefined): ResponseRow | null {
  return row ? { ...row, sent: row.sent === 1 } : null;
}
