import { notedPath, notePath } from '../../../shared/survey/path.ts';
import type { Path } from '../../../shared/survey/response.ts';
import type { ReadDb } from '../db.ts';

/** A note on a question as it is stored, and who wrote it here and when; null where it came from elsewhere. */
export interface StoredNote {
  readonly path: Path;
  readonly text: string;
  readonly written: { readonly at: number; readonly person: string } | null;
}

/** Beside each note the last change of it that was made here, when that is what stands there now. */
const NOTES = `SELECT a.path, a.value, h.at, h.person FROM stored_answer a
  LEFT JOIN answer_history h ON h.id = (SELECT max(id) FROM answer_history WHERE response = a.response AND path = a.path AND act IS NULL) AND h.new = a.value
  WHERE a.response = ? AND a.path >= ? AND a.path < ? ORDER BY a.path`;

/** The notes of a response, in the order of paths. */
export function notesOf(db: ReadDb, response: number): readonly StoredNote[] {
  const [from, to] = [notePath(''), notePath('\uffff')];
  const rows = db.all<{ readonly path: Path; readonly value: string; readonly at: number | null; readonly person: string | null }>(NOTES, response, from, to);
  return rows.map(({ path, value, at, person }) => ({ path: notedPath(path) ?? path, text: String(JSON.parse(value)), written: at === null ? null : { at, person: person ?? '' } }));
}
