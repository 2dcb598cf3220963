import { groupBy } from '../../base/group.ts';
import type { Remark } from '../remark.ts';
import { columnNamed } from './columns.ts';

/** A sheet as a spreadsheet program shows it: rows of plain values, dates as ISO text. */
export interface Sheet {
  readonly name: string;
  readonly rows: readonly (readonly CellValue[])[];
  /** A sheet that the spreadsheet program does not show. */
  readonly hidden?: boolean;
  /** Rows with values that it does not show, filtered or hidden by hand, from 1; left out when there are none. */
  readonly hiddenRows?: readonly number[];
  /** Cells that hold something which could not be read. */
  readonly flaws?: readonly CellFlaw[];
  /** Numbers that are shown as percentages (0.62 as 62 %), by their cells (`D5`). */
  readonly percents?: ReadonlySet<string>;
  /** Cells that are joined with those below them; left out when there are none. */
  readonly merges?: readonly Merge[];
}

/** A cell that takes the place of those below it; rows count from 1, the column from 0. */
export interface Merge {
  readonly column: number;
  readonly from: number;
  readonly to: number;
}

/** A cell that shows an error (`#N/A`), or whose formula nobody has computed. */
export interface CellFlaw extends Omit<Address, 'sheet'> {
  readonly kind: 'error' | 'formula';
  readonly shown: string;
}

export type CellValue = string | number | boolean | null;

/** Where something stands in a workbook; the row counts from 1, the column is its letter. */
export interface Address {
  readonly sheet: string;
  readonly row: number;
  readonly column: string;
}

/** A remark on a cell. Of what is not supported it names the thing, so that nobody misses it in silence. */
export interface Complaint extends Address, Remark {
  /** For a remark on an expression: the question or rule it belongs to, and the character it begins at, from 1. */
  readonly within?: { readonly where: string; readonly character: number };
}

/** What reading a workbook turns up, in the order of the cells. */
export interface Notes {
  readonly errors: Complaint[];
  readonly warnings: Complaint[];
  readonly unsupported: Complaint[];
}

/** A column heading: `label::Русский (ru)` is the name `label` in the language `ru`. */
export interface Column {
  readonly letter: string;
  readonly index: number;
  readonly name: string;
  readonly language: string | null;
}

/** One row of a table with named columns. */
export interface Line {
  readonly row: number;
  /** Text of a cell, trimmed; `''` when empty. */
  readonly at: (column: Column) => string;
  /** The same by the name of a column without language. */
  readonly cell: (name: string) => string;
  /** Texts of a column in all its languages. */
  readonly text: (name: string, defaultLanguage: string) => Readonly<Record<string, string>>;
  readonly address: (name: string, language?: string) => Address;
}

export interface Table {
  readonly sheet: string;
  /** The row of the headings. */
  readonly head: number;
  readonly columns: readonly Column[];
  readonly lines: readonly Line[];
  /** The first value of each column that has values and no heading. */
  readonly unheaded: readonly Address[];
}

/**
 * Reads a sheet as a table: headings in the first row that is not empty, aliases resolved, empty rows (styled or merged
 * ones too) left out.
 */
export function readTable(sheet: Sheet): Table {
  const head = sheet.rows.findIndex((row) => row.some((cell) => clean(cell) !== ''));
  const columns = (sheet.rows[head] ?? []).flatMap((cell, index): readonly Column[] => {
    const heading = clean(cell);
    const column = { index, letter: letterOf(index), ...readHeading(sheet.name, heading) };
    // No object can hold this word as a key of its own: the column counts as one without heading.
    return heading === '' || column.name === '__proto__' || column.language === '__proto__' ? [] : [column];
  });
  const named = groupBy(columns, (column) => column.name);
  const lines = sheet.rows.slice(head + 1).flatMap((cells, offset) => {
    const texts: string[] = [];
    for (const { index } of columns) texts[index] = written(cells[index] ?? null);
    return columns.every(({ index }) => texts[index] === '') ? [] : [lineOf(sheet.name, named, texts, head + offset + 2)];
  });
  return { sheet: sheet.name, head: Math.max(head, 0) + 1, columns, lines, unheaded: unheadedValues(sheet, head, new Set(columns.map((column) => column.index))) };
}

function unheadedValues(sheet: Sheet, head: number, headed: Set<number>): readonly Address[] {
  const found: Address[] = [];
  for (let row = head + 1; row < sheet.rows.length; row++) {
    for (const [index, cell] of (sheet.rows[row] ?? []).entries()) {
      if (headed.has(index) || clean(cell) === '') continue;
      headed.add(index);
      found.push({ sheet: sheet.name, row: row + 1, column: letterOf(index) });
    }
  }
  return found;
}

function readHeading(sheet: string, heading: string): { readonly name: string; readonly language: string | null } {
  const [name = '', ...rest] = (heading.includes('::') ? heading.split('::') : singleColon(heading)).map((part) => part.trim());
  const known = columnNamed(sheet, name);
  if (rest.length === 0) return { name: known, language: null };
  if (PREFIXES.includes(known.toLowerCase())) return { name: columnNamed(sheet, `${known.toLowerCase()}::${rest[0] ?? ''}`), language: rest[1] ? languageTag(rest[1]) : null };
  return { name: known, language: languageTag(rest.join('::')) };
}

/** Columns whose second part is no language. */
const PREFIXES: readonly string[] = ['media', 'bind', 'body', 'instance', 'control', 'attribute'];

/** Old workbooks part the language by one colon: `label:French`; `jr:count` is one word. */
function singleColon(heading: string): readonly string[] {
  const [, name = '', rest = ''] = /^([^:]+):(.+)$/.exec(heading) ?? [];
  return name === '' || /^jr$/i.test(name.trim()) ? [heading] : [name, ...rest.split(':')];
}

const LANGUAGES: ReadonlyMap<string, string> = new Map(Object.entries({
  русский: 'ru', russian: 'ru', english: 'en', английский: 'en', қазақша: 'kk', казахский: 'kk', kazakh: 'kk', кыргызча: 'ky', киргизский: 'ky', kyrgyz: 'ky',
  беларуская: 'be', белорусский: 'be', belarusian: 'be', հայերեն: 'hy', армянский: 'hy', armenian: 'hy',
}));

/** `Русский (ru)` → `ru`, `en` → `en`, `English` → `en`; an unknown name stays as it is. */
export function languageTag(text: string): string {
  const named = /\(([A-Za-z]{2,3}(?:-[A-Za-z0-9]+)*)\)\s*$/.exec(text)?.[1];
  if (named) return named;
  return LANGUAGES.get(text.trim().toLowerCase()) ?? text.trim();
}

/** `texts` are the cleaned cells by the index of their column. */
function lineOf(sheet: string, named: ReadonlyMap<string, readonly Column[]>, texts: readonly string[], row: number): Line {
  const columnsOf = (name: string): readonly Column[] => named.get(name) ?? NO_COLUMNS;
  const at = (column: Column | undefined): string => (column ? (texts[column.index] ?? '') : '');
  return {
    row,
    at,
    cell: (name) => at(columnsOf(name).find((column) => column.language === null)),
    text: (name, defaultLanguage) => {
      const found: (readonly [string, string])[] = [];
      for (const column of columnsOf(name)) if (at(column) !== '') found.push([column.language ?? defaultLanguage, at(column)]);
      return Object.fromEntries(found);
    },
    address: (name, language) => {
      const columns = columnsOf(name);
      const column = (language === undefined ? undefined : columns.find((one) => one.language === language)) ?? columns[0];
      return { sheet, row, column: column?.letter ?? 'A' };
    },
  };
}

const NO_COLUMNS: readonly Column[] = [];

/** {@link clean} for a form: truths as a spreadsheet shows them, which is what expressions compare with. */
function written(cell: CellValue): string {
  return typeof cell === 'boolean' ? String(cell).toUpperCase() : clean(cell);
}

/** A cell as text: without non-breaking and outer spaces, in NFC; numbers without exponent, truths as `yes` and `no`. */
export function clean(cell: CellValue): string {
  if (cell === null) return '';
  if (typeof cell === 'boolean') return cell ? 'yes' : 'no';
  if (typeof cell === 'number') return Number.isInteger(cell) ? BigInt(cell).toString() : String(cell);
  const text = cell.normalize('NFC');
  if (!UNTIDY.test(text)) return text.trim();
  return text.replace(/\r\n?/g, '\n').replace(/[\u00A0\u2007\u202F]/g, ' ').replace(/[\u200B\uFEFF]/g, '').trim();
}

/** What is taken out of texts: rarely there, so it is looked for once. */
const UNTIDY = /[\r\u00A0\u2007\u202F\u200B\uFEFF]/;

/** 0 → A, 25 → Z, 26 → AA. */
export function letterOf(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : letterOf(Math.floor(index / 26) - 1) + last;
}

/** `yes`, `TRUE`, `true()`, `1` as the standard's tools take them. */
export function isYes(text: string): boolean {
  return /^(?:yes|true|true\(\)|1|да)$/i.test(text);
}

export function isNo(text: string): boolean {
  return /^(?:|no|false|false\(\)|0|нет)$/i.test(text);
}
