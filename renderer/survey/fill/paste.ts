import type { Language } from '../../../shared/ipc/service.ts';
import type { Choice } from '../../../shared/survey/form.ts';
import { rowPath } from '../../../shared/survey/path.ts';
import type { Answer, Path } from '../../../shared/survey/response.ts';
import type { Session } from '../../../shared/survey/session.ts';
import type { Column } from '../outline.ts';
import { editNumber, parseNumber } from '../../ui/field/numbers.ts';
import { readBlock, type PastedLine } from './block.ts';
import { cellText, parseCell, sameAnswer } from './cells.ts';
import type { Block } from './clipboard.ts';
import type { Fill } from './store.ts';
import { answerCell, rowOfLine } from './lines.ts';
import { cellPath, isSum, sumOf, type Table } from './table.ts';

/** A part of a table, ends included. */
export interface Area {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

/** What was pasted and found no place, counted from 1 as people do: a cell, a line, or lines one after another. */
export interface Refused {
  readonly row: number;
  /** The last of several lines. */
  readonly last?: number;
  /** Null when it is the whole line. */
  readonly column: number | null;
  /** How many cells with a text it is. */
  readonly cells: number;
  readonly text: string;
  /**
   * There is no such column, no row can be added, the program calculates it, the question does not apply (it is kept, unseen), it stands above the heading, the list has no
   * such line, or a total is not what was pasted comes to.
   */
  readonly reason: 'no-column' | 'no-row' | 'calculated' | 'irrelevant' | 'heading' | 'no-line' | 'other-sum';
  /** What the pasted numbers come to where a total says otherwise. */
  readonly sum?: number;
}

export interface Pasted {
  readonly rows: number;
  readonly cells: number;
  readonly added: number;
  /** Cells that took the text and have an error or a warning now. */
  readonly found: readonly Path[];
  readonly refused: readonly Refused[];
  /** How many rows the table takes; null where that is not limited. */
  readonly most: number | null;
  /** The step that pasting was; null where everything stood so already. */
  readonly step: number | null;
}

interface Reader {
  readonly language: Language;
  /** Whether rows may be added to the table. */
  readonly mayAdd: boolean;
}

interface Taken {
  readonly path: Path;
  readonly row: number;
  readonly column: number;
  readonly text: string;
  readonly answer: Answer | null;
}

/**
 * Writes a block into a table from a cell on, as one step; rows are added as they are needed. What the lines of the block are, {@link readBlock} says; totals are
 * compared with what was entered above them.
 */
export function pasteBlock(fill: Fill, table: Table, at: { readonly row: number; readonly column: number }, block: Block, reader: Reader): Pasted | null {
  const before = fill.lastStep();
  const pasted = fill.edit((session) => {
    const { lines, totals, strange } = readBlock(table, at, block, session);
    const refused: Refused[] = strange.map(({ row, cells, reason }) => wholeLine(row, cells, reason));
    const taken: Taken[] = [];
    const sums: { readonly row: number; readonly cell: PastedLine['cells'][number] }[] = [];
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
      if (row === null) {
        if (cells.some(({ text }) => text.trim() !== '')) refused.push(wholeLine(number, cells.map(({ text }) => text), 'no-row'));
        continue;
      }
      for (const { column, text } of cells) {
        const cell = { row: number, column: column + 1, cells: 1, text };
        const target = table.columns[column];
        if (!target && table.sums && column === table.columns.length) sums.push({ row: number, cell: { column, text } });
        else if (!target) {
          if (text.trim() !== '') refused.push({ ...cell, reason: 'no-column' });
        } else {
          const path = rowPath(table.path, row) + target.tail;
          const answer = parseCell(reader.language, target.question, choicesOf(session, target, path), text);
          const field = session.field(path);
          if (field.readonly || target.question.type === 'calculate') {
            if (answer !== null && !sameAnswer(answer, field.value)) refused.push({ ...cell, reason: 'calculated' });
          } else {
            fill.answer(path, answer);
            taken.push({ path, row: number, column, text, answer });
          }
        }
      }
    }
    for (const { path, row, column, text } of taken) if (text.trim() !== '' && !session.field(path).relevant) refused.push({ row, column: column + 1, cells: 1, text, reason: 'irrelevant' });
    for (const { row, cell } of sums) refused.push(...compareTotal(reader.language, row, cell, taken.filter((one) => one.row === row)));
    for (const { row, cells } of totals) {
      for (const cell of cells) {
        const above = cell.column === table.columns.length && table.sums ? taken : taken.filter(({ column }) => column === cell.column);
        const { question } = table.columns[cell.column] ?? {};
        if (question?.type !== 'calculate') refused.push(...compareTotal(reader.language, row, cell, above));
      }
    }
    const found = taken.map(({ path }) => path).filter((path) => session.findingsAt(path).some(({ level, rule }) => level !== 'info' && rule !== 'required'));
    const homeless = refused.filter(({ reason }) => reason === 'no-row').length;
    return { rows: lines.length - homeless, cells: taken.length, added, found, refused: joined(refused), most: table.repeat.max ?? null };
  });
  const step = fill.lastStep();
  return pasted && { ...pasted, step: step === before ? null : step };
}

/** A total that is not the sum of the numbers it stands for. */
function compareTotal(language: Language, row: number, { column, text }: PastedLine['cells'][number], taken: readonly Taken[]): readonly Refused[] {
  const said = parseNumber(language, text);
  if (said === null) return [];
  const sum = Number(taken.reduce((total, { answer }) => total + (typeof answer === 'number' ? answer : 0), 0).toPrecision(15));
  return said === sum ? [] : [{ row, column: column + 1, cells: 1, text, reason: 'other-sum', sum }];
}

function wholeLine(row: number, cells: readonly string[], reason: Refused['reason']): Refused {
  const texts = cells.map((text) => text.trim()).filter(Boolean);
  return { row, column: null, cells: texts.length, text: texts.join(' · '), reason };
}

/** Lines one after another that found no row are told as one. */
function joined(refused: readonly Refused[]): readonly Refused[] {
  const told: Refused[] = [];
  for (const one of refused) {
    const before = told.at(-1);
    if (before?.reason === 'no-row' && one.reason === 'no-row' && (before.last ?? before.row) + 1 === one.row) told[told.length - 1] = { ...before, last: one.row, cells: before.cells + one.cells };
    else told.push(one);
  }
  return told;
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
    for (const column of range(area.left, area.right)) {
      const value = valueAt(session, table, area.top, column);
      for (const line of range(area.top + 1, area.bottom)) repeatInto(fill, session, table, line, column, value);
    }
  });
}

/** Repeats the first column of an area in those beside it that ask for the same kind of answer. */
export function fillRight(fill: Fill, table: Table, area: Area): void {
  const first = table.columns[area.left]?.question;
  fill.edit((session) => {
    for (const line of range(area.top, area.bottom)) {
      const value = valueAt(session, table, line, area.left);
      for (const column of range(area.left + 1, area.right)) {
        const question = table.columns[column]?.question;
        if (question?.type === first?.type && question?.list === first?.list) repeatInto(fill, session, table, line, column, value);
      }
    }
  });
}

function valueAt(session: Session, table: Table, line: number, column: number): Answer | null {
  const path = cellPath(table, line, column);
  return path === null ? null : session.field(path).value;
}

/** Into a cell that can be written; nothing makes no row of a line that is none yet. */
function repeatInto(fill: Fill, session: Session, table: Table, line: number, column: number, value: Answer | null): void {
  const path = cellPath(table, line, column);
  if (path === null ? value !== null : isWritable(session, table, path)) answerCell(fill, table, line, column, value);
}

/** The texts of an area, to be copied; a sum that stands in it is copied as its number. */
export function textsIn(session: Session, table: Table, area: Area, language: Language): Block {
  return range(area.top, area.bottom).map((line) => range(area.left, area.right).map((column) => {
    const path = cellPath(table, line, column);
    const target = table.columns[column];
    if (isSum(table, { row: line, column })) {
      const sum = sumOf(session, table, { ...(line < table.slots.length && { line }), ...(target && { column }) });
      return sum === null ? '' : editNumber(language, sum);
    }
    if (path === null || !target) return '';
    const { relevant, value } = session.field(path);
    return relevant ? cellText(language, target.question, choicesOf(session, target, path), value) : '';
  }));
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
