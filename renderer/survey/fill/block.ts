import type { Session } from '../../../shared/survey/session.ts';
import type { Column } from '../outline.ts';
import { parseCell } from './cells.ts';
import type { Block } from './clipboard.ts';
import { isNumeric, type Table } from './table.ts';

/** Cells of a pasted line and the columns of the table they belong to, from 0. */
type Cells = readonly { readonly column: number; readonly text: string }[];

/** A line of a pasted block that belongs to a line of the table. */
export interface PastedLine {
  readonly line: number;
  /** Its number in the block, from 1. */
  readonly row: number;
  readonly cells: Cells;
}

/** What the lines of a block are. */
export interface ReadBlock {
  readonly lines: readonly PastedLine[];
  /** Lines of totals: they are compared, not entered. */
  readonly totals: readonly Omit<PastedLine, 'line'>[];
  /** Lines with no place in the table: what stands above a heading, names that are not in the list. */
  readonly strange: readonly { readonly row: number; readonly cells: readonly string[]; readonly reason: 'heading' | 'no-line' }[];
}

interface Place {
  readonly row: number;
  readonly column: number;
}

interface BodyLine {
  readonly row: number;
  readonly cells: readonly string[];
}

/**
 * Reads a block that is pasted from a cell on, as spreadsheets and printed forms are laid out. A heading of the table, titles above it and
 * the numbers of the columns below it are no data; lines of totals neither; a blank line makes no row. In a table whose
 * lines are a list, lines are found by their names when these were copied along.
 */
export function readBlock(table: Table, at: Place, block: Block, session: Session): ReadBlock {
  const { titles, body } = withoutHeading(table, at.column, block);
  const strange: ReadBlock['strange'][number][] = titles.map((title) => ({ ...title, reason: 'heading' }));
  const totals: ReadBlock['totals'][number][] = [];
  const lines: PastedLine[] = [];
  const lineOf = lineByName(table, session);
  const named = nameColumn(body, lineOf);
  let next = at.row;
  for (const { row, cells } of body) {
    const own = cellsFrom(at.column, named === null ? cells : cells.slice(named + 1));
    if (isTotal(table, at.column, cells, named)) totals.push({ row, cells: own.filter(({ text }) => !TOTAL.test(text.trim())) });
    else if (named !== null) {
      const line = lineOf(cells[named] ?? '');
      if (line >= 0) lines.push({ line, row, cells: own });
      else if (!isBlank(cells)) strange.push({ row, cells, reason: 'no-line' });
    } else if (table.head || next < table.slots.length || !isBlank(cells)) {
      lines.push({ line: next, row, cells: own });
      next += 1;
    }
  }
  return { lines, totals, strange };
}

/** How the forms and spreadsheets of the Union's languages call a sum. */
const TOTAL = /^(?:(?:итого|всего|сумма|total|sum|grand total|разам|усяго|барлығы|жиыны|бардыгы|жыйынтыгы|ընդամենը)(?:\s+(?:по|for|of)\s.+)?)\s*[:.]?$/iu;

const isBlank = (cells: readonly string[]): boolean => cells.every((text) => text.trim() === '');

const cellsFrom = (column: number, texts: readonly string[]): Cells => texts.map((text, offset) => ({ column: column + offset, text }));

/** A line that begins with the word for a sum and has no other words. */
function isTotal(table: Table, from: number, cells: readonly string[], named: number | null): boolean {
  const first = cells.findIndex((text) => text.trim() !== '');
  if (first < 0 || !TOTAL.test((cells[first] ?? '').trim())) return false;
  const target = table.columns[from + first]?.question;
  const word = named !== null ? first <= named : target === undefined || !isNumeric(target.type);
  const rest = cells.slice(first + 1).filter((text) => text.trim() !== '');
  return (word || table.head !== null) && rest.length > 0 && rest.every((text) => /^[-−–+]?[\d\s.,]+%?$/u.test(text.trim()));
}

/** Which line of the table a name stands for; -1 when none. */
function lineByName({ head, slots }: Table, session: Session): (name: string) => number {
  const list = head === null ? [] : session.form.choices[head.question.list ?? ''] ?? [];
  return (name) => {
    if (!head || name.trim() === '') return -1;
    const code = parseCell('ru', head.question, list, name);
    return slots.findIndex((slot) => slot.choice?.value === code);
  };
}

/** In which cell of its lines a block names the lines of the table: most of them do, and numbers may stand before. Null when it does not. */
function nameColumn(body: readonly BodyLine[], lineOf: (name: string) => number): number | null {
  const filled = body.filter(({ cells }) => !isBlank(cells) && !cells.some((text) => TOTAL.test(text.trim())));
  const known = (column: number): number => filled.filter(({ cells }) => lineOf(cells[column] ?? '') >= 0).length;
  return [0, 1, 2].find((column) => known(column) * 2 > filled.length) ?? null;
}

/** How many lines a title may take above a heading. */
const TITLES = 4;

/** A line that repeats the names or numbers of the columns is a heading; so are a second one below it and the numbers of columns. */
function withoutHeading(table: Table, from: number, block: Block): { readonly titles: readonly BodyLine[]; readonly body: readonly BodyLine[] } {
  const all = block.map((cells, index): BodyLine => ({ row: index + 1, cells }));
  const heading = all.slice(0, -1).findIndex(({ cells }, index) => index < TITLES && isHeading(table, from, cells));
  const width = filledIn(all[heading]?.cells ?? []);
  const titles = all.slice(0, Math.max(0, heading));
  if (heading < 0 || titles.some(({ cells }) => filledIn(cells) * 2 > width)) return { titles: [], body: all };
  const rest = all.slice(heading + 1);
  const first = rest.findIndex(({ cells }, index) => index === rest.length - 1 || !(isHeading(table, from, cells) || isNumbering(cells)));
  return { titles: titles.filter(({ cells }) => !isBlank(cells)), body: rest.slice(first) };
}

const filledIn = (cells: readonly string[]): number => cells.filter((text) => text.trim() !== '').length;

function isHeading(table: Table, from: number, cells: readonly string[]): boolean {
  const heads = (columns: readonly Column[]): number => cells.filter((text, index) => names(columns[index]?.question, text) || TOTAL.test(text.trim())).length;
  const most = Math.max(heads(table.columns.slice(from)), table.head ? heads([table.head, ...table.columns]) : 0);
  return filledIn(cells) > 0 && most * 2 > filledIn(cells) && cells.some((text) => [...table.columns, ...(table.head ? [table.head] : [])].some(({ question }) => names(question, text)));
}

/** Whether a text is the number or the label of a question, with its star and its unit or without. */
function names(question: Column['question'] | undefined, text: string): boolean {
  const said = fold(text).replace(/\s*\*$/, '');
  return question !== undefined && said !== '' && [question.name, ...Object.values(question.label)].some((name) => {
    const own = fold(name);
    return said === own || said.startsWith(`${own},`) || said.startsWith(`${own} (`);
  });
}

function fold(text: string): string {
  return text.toLocaleLowerCase('ru').replaceAll('ё', 'е').replaceAll(/\s+/g, ' ').trim();
}

/** `1 2 3 4` or `А Б 1 2`, as printed forms number their columns below the heading. */
function isNumbering(cells: readonly string[]): boolean {
  const texts = cells.map((text) => text.trim()).filter(Boolean);
  const numbers = texts.filter((text) => /^\d{1,2}$/.test(text)).map(Number);
  return texts.length > 1 && numbers.length > 0 && texts.every((text) => /^(?:\d{1,2}|\p{L})$/u.test(text)) && numbers.every((number, index) => number === (numbers[0] ?? 0) + index) && (numbers[0] ?? 9) <= 3;
}
