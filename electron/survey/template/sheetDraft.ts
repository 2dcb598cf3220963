import { letterOf } from '../../../shared/survey/xlsform/sheet.ts';
import type { BookCell, BookRow, BookSheet, Validation } from '../workbook/print.ts';
import type { CellStyle } from '../workbook/printStyles.ts';
import { COLUMN, printMark, type Mark } from './marks.ts';

type PendingValidation = Omit<Validation, 'ranges'>;

/** A sheet that grows row by row, from the top. */
export interface SheetDraft {
  readonly name: string;
  /** Begins the next row; everything put goes there. */
  readonly row: (mark: Mark, options?: { readonly hidden?: boolean }) => void;
  readonly put: (column: number, value: string | number | null, style: CellStyle, formula?: string) => void;
  /** Joins cells of this row. */
  readonly join: (from: number, to: number) => void;
  /** Makes this row at least so many lines high. */
  readonly atLeast: (lines: number) => void;
  /** What may be entered in a cell of this row; equal ones become one. */
  readonly allow: (column: number, validation: PendingValidation | null) => void;
  /** The same for a cell of a row that is done. */
  readonly allowAt: (column: number, row: number, validation: PendingValidation) => void;
  /** The number of this row, as the spreadsheet counts. */
  readonly at: () => number;
  readonly finish: (frozen: BookSheet['frozen']) => BookSheet;
}

/** Widths in characters: the mark is hidden, the label wide, all others alike so that questions and tables share them. */
const WIDTHS = [4, 8, 46] as const;
const WIDTH = 20;
/** Letters of some fonts are wider than those by which a width is counted. */
const FITTING = 0.88;
/** In points. */
const LINE = 15;
const TITLE = 26;
const MOST_LINES = 14;

interface DraftRow {
  readonly cells: Map<number, BookCell>;
  /** Joined cells: from this column to that. */
  readonly spans: Map<number, number>;
  readonly hidden: boolean;
  /** Lines that the row has room for at least. */
  least: number;
}

const widthOf = (column: number): number => WIDTHS[column] ?? WIDTH;

function heightOf({ cells, spans, least }: DraftRow): number {
  const texts = [...cells].filter(([column, { value }]) => column !== COLUMN.mark && typeof value === 'string') as [number, { value: string; style: CellStyle }][];
  if (texts.some(([, { style }]) => style === 'title')) return TITLE;
  const lines = texts.map(([column, { value }]) => {
    const to = spans.get(column) ?? column;
    const width = Array.from({ length: to - column + 1 }, (_, index) => widthOf(column + index)).reduce((sum, one) => sum + one, 0);
    return linesOf(value, width * FITTING);
  });
  return Math.min(Math.max(least, ...lines), MOST_LINES) * LINE + 3;
}

export function draftSheet(name: string): SheetDraft {
  const rows: DraftRow[] = [];
  const merges: string[] = [];
  const validations = new Map<string, { readonly ranges: string[]; readonly validation: PendingValidation }>();
  const last = (): DraftRow => rows.at(-1) as DraftRow;
  const allowAt: SheetDraft['allowAt'] = (column, row, validation) => {
    const key = JSON.stringify([column, validation]);
    const known = validations.get(key) ?? { ranges: [], validation };
    validations.set(key, known);
    extend(known.ranges, letterOf(column), row);
  };
  return {
    name,
    row: (mark, { hidden = false } = {}) => {
      rows.push({ cells: new Map([[COLUMN.mark, { value: printMark(mark), style: 'plain' }]]), spans: new Map(), hidden, least: 1 });
    },
    put: (column, value, style, formula) => {
      last().cells.set(column, { value, style, ...(formula === undefined ? {} : { formula }) });
    },
    join: (from, to) => {
      const row = last();
      const style = row.cells.get(from)?.style ?? 'plain';
      for (let column = from + 1; column <= to; column += 1) row.cells.set(column, { value: null, style });
      row.spans.set(from, to);
      merges.push(`${letterOf(from)}${rows.length}:${letterOf(to)}${rows.length}`);
    },
    atLeast: (lines) => {
      last().least = Math.max(last().least, lines);
    },
    allow: (column, validation) => {
      if (validation !== null) allowAt(column, rows.length, validation);
    },
    allowAt,
    at: () => rows.length,
    finish: (frozen) => {
      const most = Math.max(...rows.map(({ cells }) => Math.max(...cells.keys())), COLUMN.hint + 3);
      return {
        name, state: 'visible', merges,
        columns: Array.from({ length: most + 1 }, (_, column) => ({ width: widthOf(column), ...(column === COLUMN.mark ? { hidden: true } : {}) })),
        rows: rows.map((row): BookRow => ({ cells: row.cells, hidden: row.hidden, height: heightOf(row) })),
        validations: [...validations.values()].map(({ ranges, validation }) => ({ ...validation, ranges })),
        ...(frozen ? { frozen } : {}),
      };
    },
  };
}

/** Cells one below another are one range. */
function extend(ranges: string[], letter: string, row: number): void {
  const before = /^([A-Z]+)(\d+)(?::[A-Z]+(\d+))?$/.exec(ranges.at(-1) ?? '');
  if (before?.[1] === letter && Number(before[3] ?? before[2]) === row - 1) ranges[ranges.length - 1] = `${letter}${before[2]}:${letter}${row}`;
  else ranges.push(`${letter}${row}`);
}

/** Lines that a text takes where so many letters stand in one: words are not parted unless one alone is longer. */
export function linesOf(text: string, width: number): number {
  return text.split('\n').reduce((sum, line) => sum + wrapped(line, width), 0);
}

function wrapped(line: string, width: number): number {
  let [lines, used] = [1, 0];
  for (const { length } of line.split(' ')) {
    if (used > 0 && used + 1 + length > width) [lines, used] = [lines + 1, 0];
    used += (used > 0 ? 1 : 0) + length;
    if (used > width) [lines, used] = [lines + Math.ceil(used / width) - 1, used % width];
  }
  return lines;
}
