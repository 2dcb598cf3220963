import type { RemovedRow } from '../../../shared/ipc/survey.ts';
import { isRowPath, parseJustificationPath, rowIdsOf } from '../../../shared/survey/path.ts';
import type { Answer, Path } from '../../../shared/survey/response.ts';
import type { ReadDb } from '../db.ts';

/** How many rows a person is shown, the latest. */
const MOST = 200;

interface Gone {
  readonly id: number;
  readonly path: Path;
  readonly at: number;
  readonly person: string;
  readonly old: string;
}

/** The latest change of each place whose answer is gone. */
const GONE = `SELECT MAX(h.id) AS id, h.path, h.at, h.person, h.old FROM answer_history h
  WHERE h.response = ? AND h.act IS NULL AND h.new IS NULL AND h.old IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM stored_answer a WHERE a.response = h.response AND a.path = h.path)
  GROUP BY h.path`;

/**
 * The rows that were taken away from a table (its concrete path) and have not come back, the latest first, with what went with each of
 * them: the history of a draft keeps it whoever took them away, an import too. A row that the same person added within the minute before is not among them.
 */
export function removedRows(db: ReadDb, response: number, table: Path): readonly RemovedRow[] {
  const gone = db.all<Gone>(GONE, response);
  const depth = rowIdsOf(table).length + 1;
  const rows = gone.filter(({ path }) => isRowPath(path) && path.startsWith(`${table}[`) && rowIdsOf(path).length === depth).toSorted((one, two) => two.id - one.id).slice(0, MOST);
  return rows.map(({ path: row, at, person }) => ({
    row, at, person,
    // What was cleared before the row went was no part of it any more.
    answers: gone.filter((one) => one.at === at && belongsTo(row, one.path)).map(({ path, old }) => [path, JSON.parse(old) as Answer] as const),
  }));
}

function belongsTo(row: Path, path: Path): boolean {
  const place = parseJustificationPath(path)?.at ?? path;
  return place.startsWith(`${row}/`);
}
