import type { Choice, Group, Question, Repeat } from '../../../shared/survey/form.ts';
import { rowPath } from '../../../shared/survey/path.ts';
import type { Path } from '../../../shared/survey/response.ts';
import { letterOf } from '../../../shared/survey/xlsform/sheet.ts';
import { putAnswer, putReason } from './answerCell.ts';
import { isAsked } from './cells.ts';
import { hintOf, namesFor, numberOf, putHint, type Drawing } from './drawing.ts';
import { COLUMN, FIRST } from './marks.ts';
import type { SheetDraft } from './sheetDraft.ts';

interface Column {
  readonly question: Question;
  /** The way from a row to the question. */
  readonly tail: string;
}

/** A repeat as a table with empty rows below, or as a matrix where the form makes the choices of its first question the lines. */
export function putTable(drawing: Drawing, sheet: SheetDraft, node: Repeat): void {
  const { session, room } = drawing;
  const columns = columnsOf(node);
  const rows = session.rows(node.path);
  const lines = linesOf(drawing, node, columns);
  const empty = lines.length > 0 ? 0 : Math.max(0, Math.min(room, (node.max ?? Infinity) - rows.length));
  putTitle(drawing, sheet, node, empty > 0 ? rows.length + empty : 0);
  putHeads(drawing, sheet, node, columns);

  const start = sheet.at() + 1;
  const left = new Set(rows);
  for (const { value: code } of lines) {
    const row = [...left].find((id) => session.field(rowPath(node.path, id) + (columns[0]?.tail ?? '')).value === code);
    if (row !== undefined) left.delete(row);
    putRow(drawing, sheet, node, columns, { id: row ?? '', code, count: sheet.at() + 2 - start });
  }
  for (const id of [...left, ...Array.from({ length: empty }, () => '')]) putRow(drawing, sheet, node, columns, { id, code: null, count: sheet.at() + 2 - start });
  const end = sheet.at();
  for (const [index, { question }] of columns.entries()) drawing.ranges.set(question.path, `'${sheet.name.replaceAll("'", "''")}'!$${letterOf(FIRST + index)}$${start}:$${letterOf(FIRST + index)}$${end}`);
  if (lines.length > 0) putTotals(drawing, sheet, node, columns, { start, end });
}

function putTitle(drawing: Drawing, sheet: SheetDraft, node: Repeat, room: number): void {
  const { say, told } = drawing;
  sheet.row({ kind: 'none' });
  sheet.row({ kind: 'node', path: node.path });
  sheet.put(COLUMN.number, numberOf(node), 'number');
  sheet.put(COLUMN.label, say(node.label), 'section');
  if (room > 0) sheet.put(COLUMN.answer, told('excel.rows', { count: room }), 'soft');
  sheet.put(COLUMN.unit, told('excel.column.reason'), 'soft');
  putReason(drawing, sheet, node.path);
  putHint(sheet, COLUMN.hint, hintOf(drawing, node));
}

function putHeads({ say, told }: Drawing, sheet: SheetDraft, node: Repeat, columns: readonly Column[]): void {
  sheet.row({ kind: 'columns', path: node.path }, { hidden: true });
  for (const [index, { question }] of columns.entries()) sheet.put(FIRST + index, question.path, 'plain');
  sheet.row({ kind: 'none' });
  sheet.put(COLUMN.number, told('excel.column.number'), 'head');
  for (const [index, { question }] of columns.entries()) {
    const unit = say(question.unit);
    sheet.put(FIRST + index, `${numberOf(question)} ${say(question.label)}${unit === '' ? '' : `, ${unit}`}`, 'head');
  }
}

interface Row {
  /** Empty for a row that is not there yet. */
  readonly id: string;
  /** The choice that makes the line of a matrix. */
  readonly code: string | null;
  /** As people count. */
  readonly count: number;
}

function putRow(drawing: Drawing, sheet: SheetDraft, node: Repeat, columns: readonly Column[], { id, code, count }: Row): void {
  const { session, base } = drawing;
  sheet.row({ kind: 'row', path: node.path, id, code });
  sheet.put(COLUMN.number, count, 'number');
  if (id !== '') base.set(rowPath(node.path, id), count);
  for (const [index, { question, tail }] of columns.entries()) {
    const path: Path | null = id === '' ? null : rowPath(node.path, id) + tail;
    const value = path === null ? null : session.field(path).value;
    if (index > 0 || code === null) putAnswer(drawing, sheet, question, value, { column: FIRST + index, path, inTable: true });
    else {
      sheet.put(FIRST, namesFor(drawing, question)?.nameOf(code) ?? code, 'fixed');
      if (path !== null && value !== null) base.set(path, value);
    }
  }
}

function putTotals({ session, told }: Drawing, sheet: SheetDraft, node: Repeat, columns: readonly Column[], { start, end }: { readonly start: number; readonly end: number }): void {
  sheet.row({ kind: 'none' });
  sheet.put(FIRST, told('excel.total'), 'total');
  for (const [index, { question, tail }] of columns.entries()) {
    if (index === 0 || (question.type !== 'integer' && question.type !== 'decimal')) continue;
    const letter = letterOf(FIRST + index);
    const values = session.rows(node.path).map((row) => session.field(rowPath(node.path, row) + tail).value);
    sheet.put(FIRST + index, values.reduce<number>((sum, value) => sum + (typeof value === 'number' ? value : 0), 0), 'total', `SUM(${letter}${start}:${letter}${end})`);
  }
}

/** The choices that pass the filter now make the lines of a matrix; none for a table to which rows are added. */
function linesOf({ session, form }: Drawing, { table, path }: Repeat, [first]: readonly Column[]): readonly Choice[] {
  if ((table !== 'rows' && table !== 'cross') || first?.question.type !== 'select_one') return [];
  const passing = session.choicesInNewRow(path, first.tail);
  return passing.length > 0 ? passing : (form.choices[first.question.list ?? ''] ?? []);
}

/** Questions of a repeat that a person answers, groups opened up. */
function columnsOf(repeat: Repeat): readonly Column[] {
  const columnsIn = (nodes: Group['children'], tail: string): readonly Column[] => nodes.flatMap((node) => {
    const here = `${tail}/${node.name}`;
    if (node.kind === 'question') return isAsked(node) ? [{ question: node, tail: here }] : [];
    return columnsIn(node.children, here);
  });
  return columnsIn(repeat.children, '');
}
