import type { Choice, Repeat } from '../../../shared/survey/form.ts';
import { rowPath } from '../../../shared/survey/path.ts';
import type { Answer, Path } from '../../../shared/survey/response.ts';
import type { Session } from '../../../shared/survey/session.ts';
import { columnsOf, isInShortForm, type Column } from '../outline.ts';
import { lostRow } from './place.ts';
import type { Fill } from './store.ts';

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
export function canSum({ question: { type } }: Column): boolean {
  return isNumeric(type) && type !== 'year';
}

/** Where a cell stands; null while its line is no row yet. */
export function cellPath(table: Table, line: number, column: number): Path | null {
  const row = table.slots[line]?.row;
  const tail = table.columns[column]?.tail;
  return row === null || row === undefined || tail === undefined ? null : rowPath(table.path, row) + tail;
}

/** The row of a line, made when there is none yet: it stands where its choice stands in the list. Null when the form is locked or full. */
export function rowOfLine(fill: Fill, table: Table, line: number): string | null {
  const slot = table.slots[line];
  if (!slot || slot.row !== null || !table.head || !slot.choice) return slot?.row ?? null;
  const { choice, head } = { choice: slot.choice, head: table.head };
  return fill.edit((session) => {
    if (table.repeat.max !== undefined && session.rows(table.path).length >= table.repeat.max) return null;
    const below = new Set(table.slots.slice(line + 1).flatMap((other) => (other.choice ? [other.choice.value] : [])));
    const before = session.rows(table.path).find((row) => below.has(String(session.field(rowPath(table.path, row) + head.tail).value)));
    const added = fill.addRow(table.path, before === undefined ? {} : { before });
    if (added !== null) fill.answer(rowPath(table.path, added) + head.tail, choice.value);
    return added;
  });
}

/** Answers a cell; a line that is no row yet becomes one. */
export function answerCell(fill: Fill, table: Table, line: number, column: number, value: Answer | null): void {
  const known = cellPath(table, line, column);
  const tail = table.columns[column]?.tail ?? '';
  if (known !== null) fill.answer(known, value);
  else if (value !== null) {
    fill.edit(() => {
      const row = rowOfLine(fill, table, line);
      const path = row === null ? null : rowPath(table.path, row) + tail;
      if (path !== null) fill.answer(path, value);
      return path;
    }, { typed: (path) => path });
  }
}

/** Takes the row of a line away again when the person leaves it without an answer: an empty line is no row. */
export function tidyLine(fill: Fill, session: Session, table: Table, line: number): void {
  const slot = table.slots[line];
  if (!slot?.choice || slot.row === null) return;
  const row = slot.row;
  const filled = (columnsOf(table.repeat) ?? []).some((column) => column.question !== table.head?.question && column.question.type !== 'calculate' && session.field(rowPath(table.path, row) + column.tail).value !== null);
  if (!filled) fill.edit(() => fill.removeRow(table.path, row), { join: true });
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
