import type { Choice, Group, Question, Repeat } from '../../../shared/survey/form.ts';
import { rowIdOf, rowPath } from '../../../shared/survey/path.ts';
import type { Path } from '../../../shared/survey/response.ts';
import { letterOf } from '../../../shared/survey/xlsform/sheet.ts';
import { putAnswer, putReason } from './answerCell.ts';
import { isAsked } from './cells.ts';
import { hintOf, namesFor, numberOf, putHint, sentences, type Drawing } from './drawing.ts';
import { COLUMN, FIRST } from './marks.ts';
import type { SheetDraft } from './sheetDraft.ts';

interface Column {
  readonly column: number;
  readonly question: Question;
  /** The way from a row to the question. */
  readonly tail: string;
}

/** The table that holds the rows which a table within it belongs to. */
interface Outer {
  readonly node: Repeat;
  /** Its rows by their paths, with the number that stands before each. */
  readonly counts: ReadonlyMap<Path, number>;
  /** The cells of those numbers, of empty rows too. */
  readonly source: string;
}

/**
 * A repeat as a table with empty rows below, or as a matrix where the form makes the choices of its first question the lines. Tables
 * within it follow, each as one table whose first column says the number of the row that a line belongs to.
 */
export function putTable(drawing: Drawing, sheet: SheetDraft, node: Repeat, outer: Outer | null = null): void {
  const { session, room } = drawing;
  const columns = columnsOf(node, outer === null ? FIRST : FIRST + 1);
  const rows = rowsOf(drawing, node, outer);
  const lines = outer === null ? linesOf(drawing, node, columns) : [];
  const empty = lines.length > 0 ? 0 : Math.max(0, Math.min(room, outer === null && node.max !== undefined ? node.max - rows.length : room));
  putTitle(drawing, sheet, node, empty > 0 ? rows.length + empty : 0, outer);
  putHeads(drawing, sheet, node, columns, outer);

  const start = sheet.at() + 1;
  const left = new Set(rows);
  const counts = new Map<Path, number>();
  const put = (path: Path | null, code: string | null): void => {
    const count = sheet.at() + 2 - start;
    if (path !== null) counts.set(path, count);
    putRow(drawing, sheet, node, columns, { path, code, count, outer });
  };
  for (const { value: code } of lines) {
    const row = [...left].find((path) => session.field(path + (columns[0]?.tail ?? '')).value === code) ?? null;
    if (row !== null) left.delete(row);
    put(row, code);
  }
  for (const path of [...left, ...Array.from({ length: empty }, () => null)]) put(path, null);
  const end = sheet.at();
  const rangeOf = (column: number): string => `'${sheet.name.replaceAll("'", "''")}'!$${letterOf(column)}$${start}:$${letterOf(column)}$${end}`;
  for (const { question, column } of columns) drawing.ranges.set(question.path, rangeOf(column));
  if (lines.length > 0) putTotals(drawing, sheet, node, columns, { start, end });
  for (const inner of innerTables(node.children)) putTable(drawing, sheet, inner, { node, counts, source: rangeOf(COLUMN.number) });
}

/** The paths of a table's rows, those of a table within a table in the order of the rows they belong to. */
function rowsOf({ session }: Drawing, { path }: Repeat, outer: Outer | null): readonly Path[] {
  const repeats = outer === null ? [path] : [...outer.counts.keys()].map((row) => row + path.slice(outer.node.path.length));
  return repeats.flatMap((repeat) => session.rows(repeat).map((id) => rowPath(repeat, id)));
}

function innerTables(nodes: Group['children']): readonly Repeat[] {
  return nodes.flatMap((node) => (node.kind === 'repeat' ? [node] : node.kind === 'group' ? innerTables(node.children) : []));
}

function putTitle(drawing: Drawing, sheet: SheetDraft, node: Repeat, room: number, outer: Outer | null): void {
  const { say, told } = drawing;
  sheet.row({ kind: 'none' });
  // Why a table within a row is empty would be a reason for each row: there is no one place for it.
  sheet.row(outer === null ? { kind: 'node', path: node.path } : { kind: 'none' });
  sheet.put(COLUMN.number, numberOf(node), 'number');
  sheet.put(COLUMN.label, say(node.label), 'section');
  if (room > 0) sheet.put(COLUMN.answer, told('excel.rows', { count: room }), 'soft');
  if (outer === null) {
    sheet.put(COLUMN.unit, told('excel.column.reason'), 'soft');
    putReason(drawing, sheet, node.path);
  }
  putHint(sheet, COLUMN.hint, sentences(outer === null ? '' : told('excel.inner', { table: say(outer.node.label) }), hintOf(drawing, node)));
}

function putHeads({ say, told }: Drawing, sheet: SheetDraft, node: Repeat, columns: readonly Column[], outer: Outer | null): void {
  sheet.row({ kind: 'columns', path: node.path }, { hidden: true });
  if (outer !== null) sheet.put(FIRST, outer.node.path, 'plain');
  for (const { question, column } of columns) sheet.put(column, question.path, 'plain');
  sheet.row({ kind: 'none' });
  sheet.put(COLUMN.number, told('excel.column.number'), 'head');
  if (outer !== null) sheet.put(FIRST, told('excel.column.outer', { table: say(outer.node.label) }), 'head');
  for (const { question, column } of columns) {
    const unit = say(question.unit);
    sheet.put(column, `${numberOf(question)} ${say(question.label)}${unit === '' ? '' : `, ${unit}`}`, 'head');
  }
}

interface Row {
  /** Null for a row that is not there yet. */
  readonly path: Path | null;
  /** The choice that makes the line of a matrix. */
  readonly code: string | null;
  /** As people count. */
  readonly count: number;
  readonly outer: Outer | null;
}

function putRow(drawing: Drawing, sheet: SheetDraft, node: Repeat, columns: readonly Column[], { path: row, code, count, outer }: Row): void {
  const { session, base, told } = drawing;
  sheet.row({ kind: 'row', path: node.path, id: row === null ? '' : rowIdOf(row), code });
  sheet.put(COLUMN.number, count, 'number');
  if (row !== null) base.set(row, count);
  if (outer !== null) {
    sheet.put(FIRST, row === null ? null : (outer.counts.get(parentOf(row)) ?? null), 'inputInteger');
    sheet.allow(FIRST, { allow: { kind: 'list', source: outer.source }, otherwise: 'stop', error: told('excel.wants.outer') });
  }
  for (const [index, { question, tail, column }] of columns.entries()) {
    const path: Path | null = row === null ? null : row + tail;
    const value = path === null ? null : session.field(path).value;
    if (index > 0 || code === null) putAnswer(drawing, sheet, question, value, { column, path, inTable: true });
    else {
      sheet.put(FIRST, namesFor(drawing, question)?.nameOf(code) ?? code, 'fixed');
      if (path !== null && value !== null) base.set(path, value);
    }
  }
}

/** `/P[a]/C[b]` → `/P[a]`. */
const parentOf = (row: Path): Path => row.slice(0, row.lastIndexOf(']', row.length - 2) + 1);

function putTotals({ session, told }: Drawing, sheet: SheetDraft, node: Repeat, columns: readonly Column[], { start, end }: { readonly start: number; readonly end: number }): void {
  sheet.row({ kind: 'none' });
  sheet.put(FIRST, told('excel.total'), 'total');
  for (const [index, { question, tail, column }] of columns.entries()) {
    if (index === 0 || (question.type !== 'integer' && question.type !== 'decimal')) continue;
    const letter = letterOf(column);
    const values = session.rows(node.path).map((row) => session.field(rowPath(node.path, row) + tail).value);
    sheet.put(column, values.reduce<number>((sum, value) => sum + (typeof value === 'number' ? value : 0), 0), 'total', `SUM(${letter}${start}:${letter}${end})`);
  }
}

/** The choices that pass the filter now make the lines of a matrix; none for a table to which rows are added. */
function linesOf({ session, form }: Drawing, { table, path }: Repeat, [first]: readonly Column[]): readonly Choice[] {
  if ((table !== 'rows' && table !== 'cross') || first?.question.type !== 'select_one') return [];
  const passing = session.choicesInNewRow(path, first.tail);
  return passing.length > 0 ? passing : (form.choices[first.question.list ?? ''] ?? []);
}

/** Questions of a repeat that a person answers, groups opened up, side by side from a column on. */
function columnsOf(repeat: Repeat, first: number): readonly Column[] {
  const asked = (nodes: Group['children'], tail: string): readonly Omit<Column, 'column'>[] => nodes.flatMap((node) => {
    const here = `${tail}/${node.name}`;
    if (node.kind === 'question') return isAsked(node) ? [{ question: node, tail: here }] : [];
    return node.kind === 'group' ? asked(node.children, here) : [];
  });
  return asked(repeat.children, '').map((column, index) => ({ ...column, column: first + index }));
}
