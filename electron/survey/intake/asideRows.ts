import type { AsideKind } from '../../../shared/ipc/intake.ts';
import type { Language } from '../../../shared/ipc/service.ts';
import { clean, type CellValue } from '../../../shared/survey/xlsform/sheet.ts';
import { printSentence } from '../../../shared/text/print.ts';

type Cells = readonly CellValue[];

/** A row of a list that is no company and no row of a table: it is passed over, and told. */
export interface AsideRow {
  readonly row: number;
  readonly kind: AsideKind;
}

/** What stands below the first line of a heading. */
export interface Below {
  /** What each column is called; empty: nothing names it. */
  readonly names: readonly string[];
  /** The rows of the list; those that were set aside are empty, so that each keeps its number. */
  readonly rows: readonly Cells[];
  readonly aside: readonly AsideRow[];
}

/**
 * Sets aside what belongs to a heading below its first line: a second line of it, which names columns that the first leaves without a name (those of a group), the
 * numbers of the columns, and the heading again where sheets were pasted one below another. `firstRow` is the number of the first of `rows`.
 */
export function belowHeading(first: Cells, rows: readonly Cells[], firstRow: number): Below {
  const aside: AsideRow[] = [];
  const heading = [named(first)];
  let at = 0;
  const second = rows[0] ?? [];
  if (isSecondLine(named(first), second)) {
    heading.push(named(second));
    aside.push({ row: firstRow, kind: 'second-line' });
    at = 1;
  }
  const lines = heading.map((line) => {
    const first = line.findIndex((text) => text !== '');
    return { whole: JSON.stringify(line), first, letter: line[first]?.[0], letterApart: line[first]?.normalize('NFD')[0] };
  });
  // Of most rows a letter tells that they are no heading.
  const repeats = (cells: Cells): boolean => lines.some(({ whole, first, letter, letterApart }) => {
    const cell = cells[first];
    if (typeof cell !== 'string') return false;
    const begins = cell.trimStart()[0];
    return (begins === letter || begins === letterApart) && JSON.stringify(named(cells)) === whole;
  });
  let inHeading = true;
  for (; at < rows.length; at += 1) {
    const cells = rows[at] as Cells;
    const kind: AsideKind | null = repeats(cells) ? 'heading' : inHeading && areNumbers(cells) ? 'numbers' : null;
    if (kind !== null) aside.push({ row: firstRow + at, kind });
    inHeading = kind !== null;
  }
  const set = new Set(aside.map(({ row }) => row - firstRow));
  return { names: joined(heading), rows: set.size === 0 ? rows : rows.map((cells, index) => (set.has(index) ? [] : cells)), aside };
}

/** Words with which the totals of a list begin; whoever has a number is a company all the same. */
const TOTALS = /^(?:итого|всего|общий итог|в том числе|total|grand total|totals|subtotal)(?!\p{L})/iu;

/** Whether the first thing that a row says is that it sums up others. */
export function isTotals(cells: Cells): boolean {
  return TOTALS.test(clean(cells.find((cell) => cell !== null && clean(cell) !== '') ?? null));
}

/** How many numbers of rows a sentence names. */
const NAMED = 20;

/** What was set aside in plain words, a sentence a kind. */
export function sayAside(rows: readonly AsideRow[], language: Language): readonly string[] {
  return KINDS.flatMap((kind) => {
    const own = rows.filter((one) => one.kind === kind).map(({ row }) => row);
    return own.length === 0 ? [] : [printSentence(language, `excel.aside.${kind}`, { count: own.length, rows: `${own.slice(0, NAMED).join(', ')}${own.length > NAMED ? ' …' : ''}` })];
  });
}

/** That the person has seen what was entered first, in plain words; nothing where nothing was noted. */
export function sayNoted(count: number, language: Language): readonly string[] {
  return count === 0 ? [] : [printSentence(language, 'excel.noted', { count })];
}

const KINDS = ['second-line', 'heading', 'numbers', 'totals'] as const satisfies readonly AsideKind[];

/** What a cell says, however it is broken into lines. */
function textOf(cell: CellValue | undefined): string {
  return clean(cell ?? null).replace(/\s+/g, ' ');
}

/** The texts of a row up to its last. */
function named(cells: Cells): readonly string[] {
  const texts = cells.map(textOf);
  return texts.slice(0, texts.findLastIndex((text) => text !== '') + 1);
}

/** Words alone, some of them below no name: a company's row has digits, its number. */
function isSecondLine(first: readonly string[], cells: Cells): boolean {
  const texts = named(cells);
  return texts.some((text, column) => text !== '' && (first[column] ?? '') === '') && cells.every((cell) => cell === null || (typeof cell === 'string' && !/\d/.test(cell)));
}

/** 1, 2, 3 …, as forms number their columns. */
function areNumbers(cells: Cells): boolean {
  const texts = named(cells);
  return texts.length > 2 && texts.every((text, column) => text === String(column + 1));
}

/** A column is called what the lines of the heading say of it, each once. */
function joined(heading: readonly (readonly string[])[]): readonly string[] {
  const width = Math.max(...heading.map((line) => line.length));
  return Array.from({ length: width }, (_, column) => [...new Set(heading.map((line) => line[column] ?? '').filter((text) => text !== ''))].join(': '));
}
