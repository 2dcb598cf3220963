import type { Language } from '../../../shared/ipc/service.ts';
import type { Choice } from '../../../shared/survey/form.ts';
import { rowPath } from '../../../shared/survey/path.ts';
import type { Path } from '../../../shared/survey/response.ts';
import type { Session } from '../../../shared/survey/session.ts';
import type { Column } from '../outline.ts';
import { cellText, parseCell, sameAnswer } from './cells.ts';
import type { Block } from './clipboard.ts';
import type { Fill } from './store.ts';
import { answerCell, cellPath, rowOfLine, type Table } from './table.ts';

/** A part of a table, ends included. */
export interface Area {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

/** A pasted cell that found no place, counted from 1 as people do. */
export interface Refused {
  readonly row: number;
  readonly column: number;
  readonly text: string;
  /** There is no such column, no row can be added, the program calculates it, or the question does not apply (it is kept, unseen). */
  readonly reason: 'no-column' | 'no-row' | 'calculated' | 'irrelevant';
}

export interface Pasted {
  readonly rows: number;
  readonly cells: number;
  readonly added: number;
  /** Cells that took the text and have an error or a warning now. */
  readonly found: readonly Path[];
  readonly refused: readonly Refused[];
}

interface Reader {
  readonly language: Language;
  /** Whether rows may be added to the table. */
  readonly mayAdd: boolean;
}

/**
 * Writes a block into a table from a cell on, as one step; rows are added as they are needed. A heading of the table that was
 * copied along is left out; in a table whose lines are a list, lines are found by their names when these were copied along.
 */
export function pasteBlock(fill: Fill, table: Table, at: { readonly row: number; readonly column: number }, block: Block, reader: Reader): Pasted | null {
  return fill.edit((session) => {
    const lines = placesFor(table, at, withoutHeading(table, at.column, block), session);
    const refused: Refused[] = [];
    const taken: { readonly path: Path; readonly cell: Omit<Refused, 'reason'> }[] = [];
    let rows = table.slots.map((slot) => slot.row);
    let added = 0;
    for (const { line, cells, row: number } of lines) {
      if (line >= rows.length && !table.head && reader.mayAdd && !isFull(session, table)) {
        const fresh = fill.addRow(table.path);
        if (fresh !== null) {
          rows = [...rows, fresh];
          added += 1;
        }
      }
      const row = line < rows.length ? rows[line] ?? (cells.some(({ text }) => text.trim() !== '') ? rowOfLine(fill, table, line) : null) : null;
      for (const { column, text } of cells) {
        const cell = { row: number, column: column + 1, text };
        const target = table.columns[column];
        if (text.trim() === '' && (row === null || !target)) continue;
        if (!target) refused.push({ ...cell, reason: 'no-column' });
        else if (row === null) refused.push({ ...cell, reason: 'no-row' });
        else {
          const path = rowPath(table.path, row) + target.tail;
          const answer = parseCell(reader.language, target.question, choicesOf(session, target, path), text);
          const field = session.field(path);
          if (field.readonly || target.question.type === 'calculate') {
            if (answer !== null && !sameAnswer(answer, field.value)) refused.push({ ...cell, reason: 'calculated' });
          } else {
            fill.answer(path, answer);
            taken.push({ path, cell });
          }
        }
      }
    }
    for (const { path, cell } of taken) if (cell.text.trim() !== '' && !session.field(path).relevant) refused.push({ ...cell, reason: 'irrelevant' });
    const found = taken.map(({ path }) => path).filter((path) => session.findingsAt(path).some(({ level, rule }) => level !== 'info' && rule !== 'required'));
    return { rows: lines.length, cells: taken.length, added, found, refused };
  });
}

/** Takes the answers of an area away. */
export function clearArea(fill: Fill, table: Table, area: Area): void {
  fill.edit((session) => {
    for (const path of pathsIn(table, area)) if (isWritable(session, table, path)) fill.answer(path, null);
  });
}

/** Repeats the first line of an area in the lines below it. */
export function fillDown(fill: Fill, table: Table, area: Area): void {
  fill.edit((session) => {
    for (let column = area.left; column <= area.right; column += 1) {
      const from = cellPath(table, area.top, column);
      const value = from === null ? null : session.field(from).value;
      for (let line = area.top + 1; line <= area.bottom; line += 1) {
        const to = cellPath(table, line, column);
        if (to === null ? value !== null : isWritable(session, table, to)) answerCell(fill, table, line, column, value);
      }
    }
  });
}

/** The texts of an area, to be copied. */
export function textsIn(session: Session, table: Table, area: Area, language: Language): Block {
  return range(area.top, area.bottom).map((line) => range(area.left, area.right).map((column) => {
    const path = cellPath(table, line, column);
    const target = table.columns[column];
    if (path === null || !target) return '';
    const { relevant, value } = session.field(path);
    return relevant ? cellText(language, target.question, choicesOf(session, target, path), value) : '';
  }));
}

interface Line {
  readonly line: number;
  /** Its number in the block. */
  readonly row: number;
  readonly cells: readonly { readonly column: number; readonly text: string }[];
}

function placesFor(table: Table, at: { readonly row: number; readonly column: number }, { block, first }: { readonly block: Block; readonly first: number }, session: Session): readonly Line[] {
  const { head } = table;
  const named = head && block.length > 0 && block.every(([name = '']) => lineOf(name) >= 0);
  return block.map((cells, index) => ({
    line: named ? lineOf(cells[0] ?? '') : at.row + index, row: index + first,
    cells: (named ? cells.slice(1) : cells).map((text, offset) => ({ column: at.column + offset, text })),
  }));

  function lineOf(name: string): number {
    if (!head || name.trim() === '') return -1;
    const list = session.form.choices[head.question.list ?? ''] ?? [];
    const code = parseCell('ru', head.question, list, name);
    return table.slots.findIndex((slot) => slot.choice?.value === code);
  }
}

/** A first line that repeats the names or numbers of the columns is a heading, not data. */
function withoutHeading(table: Table, from: number, block: Block): { readonly block: Block; readonly first: number } {
  const same = (a: string, b: string) => a.trim().toLowerCase() === b.trim().toLowerCase();
  const heads = (columns: readonly Column[]) => (block[0] ?? []).filter((text, index) => {
    const question = columns[from + index]?.question;
    return question !== undefined && [question.name, ...Object.values(question.label)].some((name) => same(name, text));
  }).length;
  const most = Math.max(heads(table.columns), table.head ? heads([table.head, ...table.columns]) : 0);
  const filled = (block[0] ?? []).filter((text) => text.trim() !== '').length;
  return block.length > 1 && filled > 0 && most * 2 > filled ? { block: block.slice(1), first: 2 } : { block, first: 1 };
}

function isFull(session: Session, { repeat, path }: Table): boolean {
  return repeat.max !== undefined && session.rows(path).length >= repeat.max;
}

function isWritable(session: Session, table: Table, path: Path): boolean {
  const column = table.columns.find(({ tail }) => path.endsWith(tail));
  return column?.question.type !== 'calculate' && !session.field(path).readonly;
}

function choicesOf(session: Session, { question }: Column, path: Path): readonly Choice[] {
  return question.list === undefined ? [] : session.choices(path);
}

function pathsIn(table: Table, { top, left, bottom, right }: Area): readonly Path[] {
  return range(top, bottom).flatMap((line) => range(left, right).map((column) => cellPath(table, line, column))).filter((path) => path !== null);
}

function range(from: number, to: number): readonly number[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);
}
