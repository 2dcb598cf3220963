import type { Choice, Repeat } from '../../../shared/survey/form.ts';
import { rowPath, templateOf } from '../../../shared/survey/path.ts';
import type { Path } from '../../../shared/survey/response.ts';
import type { Session } from '../../../shared/survey/session.ts';
import { columnsOf, isInShortForm, nodesOf, type Column } from '../outline.ts';

/** One line of a table: a row, or a line that becomes one as soon as something is typed into it. */
export interface Slot {
  /** Stays the same when the line becomes a row. */
  readonly key: string;
  readonly row: string | null;
  /** What the line stands for in a table whose lines are a list; null for a row of its own. */
  readonly choice: Choice | null;
}

/** A repeat as lines and columns. */
export interface Table {
  readonly repeat: Repeat;
  readonly path: Path;
  readonly columns: readonly Column[];
  readonly slots: readonly Slot[];
  /** The question whose choices are the lines (layout `rows` and `cross`); null when people add rows. */
  readonly head: Column | null;
  /** Lines have sums too (layout `cross`). */
  readonly sums: boolean;
}

/** The table of a repeat as it stands now; null when the repeat holds another one and cannot be a table. */
export function tableOf(session: Session, repeat: Repeat, path: Path, short = false): Table | null {
  const all = columnsOf(repeat);
  if (!all) return null;
  const shown = short && all.some(({ question }) => isInShortForm(question)) ? all.filter(({ question }) => isInShortForm(question)) : all;
  const rows = session.rows(path);
  const head = headOf(repeat, all);
  if (!head) return { repeat, path, columns: shown, slots: rows.map((row) => ({ key: row, row, choice: null })), head: null, sums: false };
  const valueIn = (row: string) => session.field(rowPath(path, row) + head.tail).value;
  const choices = rows[0] === undefined ? session.choicesInNewRow(path, head.tail) : session.choices(rowPath(path, rows[0]) + head.tail);
  const lines = choices.map((choice): Slot => ({ key: `=${choice.value}`, row: rows.find((row) => valueIn(row) === choice.value) ?? null, choice }));
  const placed = new Set(lines.map((line) => line.row));
  return {
    repeat, path, head, columns: shown.filter((column) => column !== head), sums: repeat.table === 'cross',
    slots: [...lines, ...rows.filter((row) => !placed.has(row)).map((row) => ({ key: row, row, choice: null }))],
  };
}

/** The innermost table that still stands above a row that is gone; null when all rows of the path are there. */
export function lostRow(session: Session, path: Path): Path | null {
  for (const { index, 1: row } of path.matchAll(/\[([^\]]+)\]/g)) {
    const repeat = path.slice(0, index);
    if (!session.rows(repeat).includes(row ?? '')) return repeat;
  }
  return null;
}

/** The rows of a repeat under the numbers its table shows, from the first on; null for a line that is no row yet. */
export function rowsAsShown(session: Session, path: Path): readonly (string | null)[] {
  const node = nodesOf(session.form).get(templateOf(path));
  const table = node?.kind === 'repeat' && node.table !== undefined && session.relevant(path) ? tableOf(session, node, path) : null;
  return table ? table.slots.map(({ row }) => row) : session.rows(path);
}

/** The first question, where the layout says that its choices are the lines and the others can be typed without a list. */
function headOf(repeat: Repeat, columns: readonly Column[]): Column | null {
  const [head, ...others] = columns;
  const listed = repeat.table === 'rows' || repeat.table === 'cross';
  if (!listed || repeat.count !== undefined || head?.question.type !== 'select_one' || head.question.list?.startsWith('$')) return null;
  return others.length > 0 && others.every(({ question }) => isNumeric(question.type) || question.type === 'text' || question.type === 'date') ? head : null;
}

/** Whether the answers are numbers; years are counted among them. */
export function isNumeric(type: Column['question']['type']): boolean {
  return type === 'integer' || type === 'decimal' || type === 'range' || type === 'year' || type === 'calculate';
}

/** Whether a sum of the column says something. */
function canSum({ question: { type } }: Column): boolean {
  return isNumeric(type) && type !== 'year';
}

/** Whether a sum of {@link sumOf} stands in a place: beyond the last column where lines have sums, below the last line where they are a list. */
export function isSum({ slots, columns, head, sums }: Table, { row, column }: { readonly row: number; readonly column: number }): boolean {
  const beyond = column === columns.length && sums;
  if (row === slots.length && head) return beyond || (columns[column] !== undefined && canSum(columns[column]));
  return beyond && row < slots.length;
}

/** Where a cell stands; null while its line is no row yet. */
export function cellPath(table: Table, line: number, column: number): Path | null {
  const row = table.slots[line]?.row;
  const tail = table.columns[column]?.tail;
  return row === null || row === undefined || tail === undefined ? null : rowPath(table.path, row) + tail;
}

/**
 * The sum of what has been answered in a table, in one of its columns, in one of its lines; null when nothing has. Which rows there are the session says:
 * the table may be one that is about to be painted anew, and its rows gone.
 */
export function sumOf(session: Session, { path, columns, slots }: Table, of: { readonly column?: number; readonly line?: number } = {}): number | null {
  if (path.includes('[') && lostRow(session, path) !== null) return null;
  const rows = session.rows(path).filter((row) => of.line === undefined || row === slots[of.line]?.row);
  const tails = columns.filter((_, index) => of.column === undefined || index === of.column).map(({ tail }) => tail);
  const fields = rows.flatMap((row) => tails.map((tail) => session.field(rowPath(path, row) + tail)));
  const numbers = fields.filter(({ relevant }) => relevant).map(({ value }) => value).filter((value) => typeof value === 'number');
  return numbers.length === 0 ? null : Number(numbers.reduce((sum, number) => sum + number, 0).toPrecision(15));
}
