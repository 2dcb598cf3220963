import type { CellFlaw, CellValue, Merge } from '../../../shared/survey/xlsform/sheet.ts';
import { letterOf } from '../../../shared/survey/xlsform/sheet.ts';
import { BrokenXml, walkXml, wellFormed } from '../../../shared/survey/xlsform/xml.ts';
import { serialText, type stylesOf } from './styles.ts';

/** Rows and columns beyond these hold no form and no table of answers. */
export const MOST_ROWS = 100_000;
export const MOST_COLUMNS = 1_000;
const MOST_CELLS = 5_000_000;

/** A value that stands where nothing is read, or one too many; thrown inside this folder only. */
export class TooManyCells extends Error {
  readonly row: number;
  readonly column: string;
  constructor(row: number, column: number) {
    super();
    this.row = row;
    this.column = letterOf(column);
  }
}

/** Sheets above this length are relieved of their empty rows first: a program writes a million of them when whole columns are formatted. */
const LARGE = 1_000_000;
const EMPTY_ROW = /<row\b[^>]*\br="\d+"[^>]*(?:\/>|>(?:<c\b[^>]*(?:\/>|><\/c>))*<\/row>)/g;

export interface CellSource {
  readonly strings: readonly string[];
  readonly styles: ReturnType<typeof stylesOf>;
  readonly epoch1904: boolean;
}

/** Is told between pieces of the reading how many rows of a sheet have been read and how many it has; throws when nobody wants them any more. */
export type Look = (done: number, total: number) => void;
export const UNSEEN: Look = () => undefined;
/** So many rows are read between two looks. */
const PIECE = 1_000;

export interface SheetCells {
  readonly rows: readonly (readonly CellValue[])[];
  readonly flaws: readonly CellFlaw[];
  /** Numbers that are shown as percentages (0.62 as 62 %), by their cells; left out when there are none. */
  readonly percents?: ReadonlySet<string>;
  /** Cells joined with those below them; left out when there are none. */
  readonly merges?: readonly Merge[];
  /** Rows with values that are not shown, from 1; left out when there are none. */
  readonly hiddenRows?: readonly number[];
}

/**
 * The cells of a sheet. Memory is taken for values only: a million styled rows without one cost nothing, and rows end with
 * their last value. What stands in a cell but cannot be read is among the flaws. Throws {@link TooManyCells}, {@link BrokenXml},
 * and what `look` throws.
 */
export function readCells(xml: string, source: CellSource, look: Look = UNSEEN): SheetCells {
  const rows: CellValue[][] = [];
  const flaws: CellFlaw[] = [];
  const percents = new Set<string>();
  const merges: Merge[] = [];
  const hiddenRows: number[] = [];
  let [row, column, total] = [-1, -1, 0];
  let [type, style, value, formula] = ['', 0, '', false];
  let reading: 'value' | 'text' | null = null;
  let phonetic = false;
  let hidden = false;

  const keep = (): void => {
    const read = formula && value === '' && type !== 'str' ? flaw('formula') : type === 'e' ? flaw('error') : valueOf(value, type, style, source);
    if (read === null || (typeof read === 'string' && read.trim() === '')) return;
    if (row >= MOST_ROWS || column >= MOST_COLUMNS || total >= MOST_CELLS) throw new TooManyCells(row + 1, column);
    while (rows.length <= row) rows.push([]);
    if (hidden && hiddenRows.at(-1) !== row + 1) hiddenRows.push(row + 1);
    const cells = rows[row] as CellValue[];
    total += Math.max(0, column + 1 - cells.length);
    while (cells.length < column) cells.push(null);
    cells[column] = read;
    if (typeof read === 'number' && source.styles.percents.has(style)) percents.add(`${letterOf(column)}${row + 1}`);
  };
  const flaw = (kind: CellFlaw['kind']): string | null => {
    if (row < MOST_ROWS && column < MOST_COLUMNS) flaws.push({ row: row + 1, column: letterOf(column), kind, shown: value });
    return kind === 'error' ? value : null;
  };

  const text = xml.length > LARGE ? xml.replace(EMPTY_ROW, '') : xml;
  const all = countOf(text, '<row');
  let seen = 0;
  look(0, all);
  walkXml(text, {
    open: (name, attribute) => {
      if (name === 'row') {
        if ((seen += 1) % PIECE === 0) look(seen, all);
        row = rowOf(attribute('r')) ?? row + 1;
        column = -1;
        const said = attribute('hidden');
        hidden = said === '1' || said === 'true';
      } else if (name === 'c') {
        const at = placeOf(attribute('r'));
        row = at?.row ?? row;
        column = at?.column ?? column + 1;
        [type, style, value, formula] = [attribute('t') ?? 'n', Number(attribute('s') ?? 0), '', false];
      } else if (name === 'v') reading = 'value';
      else if (name === 't') reading = phonetic ? null : 'text';
      else if (name === 'f') formula = true;
      else if (name === 'rPh') phonetic = true;
      else if (name === 'mergeCell') merges.push(...downwards(attribute('ref')));
    },
    text: (text) => {
      if (reading !== null) value += text;
    },
    close: (name) => {
      if (name === 'v' || name === 't') reading = null;
      else if (name === 'rPh') phonetic = false;
      else if (name === 'c') keep();
    },
  });
  return { rows, flaws, ...(percents.size > 0 && { percents }), ...(merges.length > 0 && { merges }), ...(hiddenRows.length > 0 && { hiddenRows }) };
}

function countOf(text: string, word: string): number {
  let count = 0;
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) count += 1;
  return count;
}

/** The joined cells of a range (`A2:B5`) that take the place of others below them. */
function downwards(range: string | undefined): readonly Merge[] {
  const [first, last] = (range ?? '').split(':').map((cell) => placeOf(cell));
  return first && last && last.row > first.row ? [{ column: first.column, from: first.row + 1, to: last.row + 1 }] : [];
}

/** The texts that cells refer to by number. Runs of one text are joined; how it is pronounced is left out. `look` is told no number: how many there are is not asked for. */
export function readStrings(xml: string | null, look: Look = UNSEEN): readonly string[] {
  const strings: string[] = [];
  if (xml === null) return strings;
  let [text, reading, phonetic] = ['', false, false];
  walkXml(xml, {
    open: (name) => {
      if (name === 'si') text = '';
      else if (name === 'rPh') phonetic = true;
      else if (name === 't') reading = !phonetic;
    },
    text: (found) => {
      if (reading) text += found;
    },
    close: (name) => {
      if (name === 't') reading = false;
      else if (name === 'rPh') phonetic = false;
      else if (name === 'si' && strings.push(unescaped(text)) % PIECE === 0) look(0, 0);
    },
  });
  return strings;
}

function valueOf(value: string, type: string, style: number, { strings, styles, epoch1904 }: CellSource): CellValue {
  switch (type) {
    case 's': {
      if (value === '') return null;
      const text = strings[Number(value)];
      if (text === undefined) throw new BrokenXml(`no shared string ${value}`);
      return text;
    }
    case 'b':
      return value === '' ? null : value === '1' || value === 'true';
    case 'd':
      return value.replace(/T00:00:00(?:\.0+)?Z?$/, '');
    case 'n': {
      if (value.trim() === '') return null;
      const number = Number(value);
      // As a spreadsheet shows it: fifteen digits.
      return Number.isNaN(number) ? value : styles.dates.has(style) ? serialText(number, epoch1904) : Number(number.toPrecision(15));
    }
    default:
      return unescaped(value);
  }
}

/** `_x000D_` is how a workbook writes characters that XML does not take; what no text may hold comes out as the mark of an unknown letter. */
function unescaped(text: string): string {
  return text.includes('_x') ? wellFormed(text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))) : text;
}

function rowOf(text: string | undefined): number | null {
  if (text === undefined) return null;
  if (!/^[1-9]\d{0,6}$/.test(text)) throw new BrokenXml(`no row ${text}`);
  return Number(text) - 1;
}

function placeOf(text: string | undefined): { readonly row: number; readonly column: number } | null {
  if (text === undefined) return null;
  const [, letters, row] = /^([A-Z]{1,3})([1-9]\d{0,6})$/.exec(text) ?? [];
  if (letters === undefined) throw new BrokenXml(`no cell ${text}`);
  let column = 0;
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
  return { row: Number(row) - 1, column: column - 1 };
}
