import { err, ok, type Result } from '../../../shared/base/result.ts';
import type { ListReading, ListSample } from '../../../shared/ipc/intake.ts';
import { parseCsv, separatorOf } from '../../../shared/survey/xlsform/csv.ts';
import { letterOf, type CellFlaw, type CellValue, type Sheet } from '../../../shared/survey/xlsform/sheet.ts';
import { MOST_COLUMNS, MOST_ROWS, type Look } from '../workbook/cells.ts';
import { MOST_BYTES, readWorkbook, type WorkbookProblem, type WorkbookRefusal } from '../workbook/read.ts';
import { belowHeading, type AsideRow } from './asideRows.ts';
import { decode, recogniseEncoding } from './decode.ts';

/** A list in columns with a heading. */
export interface ListTable {
  readonly kind: 'workbook' | 'text';
  readonly sheets: readonly string[];
  readonly reading: ListSample['reading'];
  readonly head: readonly string[];
  /** Rows below the heading, the first of which has this number. */
  readonly rows: readonly (readonly CellValue[])[];
  readonly firstRow: number;
  readonly flaws: readonly CellFlaw[];
  /** Cells whose number is shown as a percentage. */
  readonly percents: ReadonlySet<string>;
  /** How many rows below the heading the spreadsheet program does not show. */
  readonly hiddenRows: number;
  /** What belongs to the heading, or repeats it: empty among the rows. */
  readonly aside: readonly AsideRow[];
}

/** Above this a text would not fit in memory on an old PC. */
const MOST_BYTES_OF_TEXT = 128 * 1024 * 1024;
/** How much of a file tells that it is no text. */
const TASTE = 256 * 1024;
const DOCUMENT = /^(?:%PDF-|\{\\rtf)/;
/** How a web page begins, or the XML of a spreadsheet: other programs save tables so and call them `.xls`. */
const MARKUP = /^\s*<(?:!doctype|\?xml|html|head|meta|table|style)\b/i;
/** How far down the heading is looked for. */
const HEAD_WITHIN = 20;

/** Why a file gives no list; each has a sentence `workbook.<problem>` in `shared/text`. */
export type ListProblem = WorkbookProblem | 'empty' | 'not-text' | 'markup' | 'zero-byte';

/** What is wrong with a file that gives no list, and where. */
export type ListRefusal = Omit<WorkbookRefusal, 'problem'> & { readonly problem: ListProblem };

/** Reads a list from a workbook or a text file; which of them it is, its bytes say. Fails with what is wrong with the file; `look` is told how far it is, in rows or in characters, and what it throws goes up. */
export async function readList(bytes: Uint8Array, reading: ListReading, look?: Look): Promise<Result<ListTable, ListRefusal>> {
  if (isText(bytes)) return readText(bytes, reading, look);
  const read = await readWorkbook(bytes, undefined, look);
  return read.ok ? listIn(read.value, reading) : read;
}

/** The list in a workbook that was read already: on the sheet that was named, else on the first that holds rows; a hidden one only where no other does. */
export function listIn(sheets: readonly Sheet[], reading: ListReading): Result<ListTable, ListRefusal> {
  const table = tableIn(sheets, reading);
  return table.head.length === 0 ? refused('empty') : ok(table);
}

function tableIn(sheets: readonly Sheet[], reading: ListReading): ListTable {
  const named = sheets.find(({ name }) => name === reading.sheet);
  const shown = sheets.filter(({ hidden }) => hidden !== true);
  const sheet = named ?? [...shown, ...sheets].find(({ rows }) => rows.length > 1) ?? shown[0] ?? sheets[0];
  const rows = sheet === undefined ? [] : unmerged(sheet);
  const headRow = reading.headRow ?? headIn(rows);
  return {
    kind: 'workbook', sheets: sheets.map(({ name }) => name), reading: { sheet: sheet?.name ?? '', encoding: 'utf-8', separator: ',', headRow },
    ...below(rows, headRow), flaws: sheet?.flaws ?? [], percents: sheet?.percents ?? new Set(),
    hiddenRows: (sheet?.hiddenRows ?? []).filter((row) => row > headRow).length,
  };
}

/** Beyond this a sheet's merges are no list's. */
const MOST_FILLED = 1_000_000;

/** Rows in which each cell below a merged one says what that says, as people read it: a company's name beside all rows of its products. */
function unmerged({ rows, merges = [], flaws = [] }: Sheet): readonly (readonly CellValue[])[] {
  if (merges.length === 0) return rows;
  const wrong = new Set(flaws.map(({ column, row }) => `${column}${row}`));
  const filled: (readonly CellValue[])[] = [...rows];
  let room = MOST_FILLED;
  for (const { column, from, to } of merges) {
    const value = filled[from - 1]?.[column] ?? null;
    if (value === null || wrong.has(`${letterOf(column)}${from}`)) continue;
    for (let row = from; row < Math.min(to, filled.length) && room > 0; row += 1, room -= 1) {
      const cells = filled[row] ?? [];
      if (cells.length > 0) filled[row] = Array.from({ length: Math.max(cells.length, column + 1) }, (_, at) => cells[at] ?? (at === column ? value : null));
    }
  }
  return filled;
}

function readText(bytes: Uint8Array, reading: ListReading, look?: Look): Result<ListTable, ListRefusal> {
  if (bytes.byteLength > MOST_BYTES_OF_TEXT) return refused('too-heavy', {}, { size: bytes.byteLength, limit: MOST_BYTES_OF_TEXT });
  const recognised = recogniseEncoding(bytes);
  const encoding = reading.encoding ?? recognised;
  const text = decode(bytes, encoding);
  if (text.trim() === '') return refused('empty');
  if (DOCUMENT.test(text) || (!recognised.startsWith('utf-16') && isBinary(bytes.subarray(0, TASTE)))) return refused('not-text');
  if (MARKUP.test(text)) return refused('markup');
  const zero = text.indexOf('\0');
  if (zero >= 0) return refused('zero-byte', { row: text.slice(0, zero).split('\n').length });
  // Spreadsheets may say the separator in a first line of its own.
  const said = /^sep=(.)\r?\n/.exec(text);
  const source = said ? text.slice(said[0].length) : text;
  const separator = reading.separator ?? said?.[1] ?? separatorOf(source.split(/\r?\n/, HEAD_WITHIN).reduce((longest, line) => (line.length > longest.length ? line : longest), ''));
  const rows = parseCsv(source, separator, look).map((row) => row.map((cell): CellValue => (cell === '' ? null : cell)));
  const wide = rows.findIndex((row) => widthOf(row) > MOST_COLUMNS);
  if (rows.length > MOST_ROWS || wide >= 0) return refused('too-large', { row: wide >= 0 ? wide + 1 : MOST_ROWS + 1 });
  const headRow = reading.headRow ?? headIn(rows);
  return ok({ kind: 'text', sheets: [], reading: { sheet: '', encoding, separator, headRow }, ...below(rows, headRow), flaws: [], percents: new Set(), hiddenRows: 0 });
}

function below(rows: readonly (readonly CellValue[])[], headRow: number): Pick<ListTable, 'head' | 'rows' | 'firstRow' | 'aside'> {
  const { names, aside, ...under } = belowHeading(rows[headRow - 1] ?? [], rows.slice(headRow), headRow + 1);
  const width = rows.slice(headRow - 1).reduce((most, row) => Math.max(most, widthOf(row)), 0);
  const seen = new Map<string, number>();
  const head = Array.from({ length: width }, (_, column) => {
    const name = names[column] || `#${column + 1}`;
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return count === 1 ? name : `${name} (${count})`;
  });
  return { head, rows: under.rows, firstRow: headRow + 1, aside };
}

/** How many columns a row takes up to its last value: separators behind it stand for nothing. */
function widthOf(row: readonly CellValue[]): number {
  return row.findLastIndex((cell) => cell !== null) + 1;
}

const refused = (problem: ListProblem, at: ListRefusal['at'] = {}, excess?: ListRefusal['excess']): Result<never, ListRefusal> => err({ problem, at, ...(excess && { excess }) });

/** A picture, a document: of a text hardly one byte in a hundred is no letter, even of one that was damaged. */
function isBinary(bytes: Uint8Array): boolean {
  let strange = 0;
  for (const byte of bytes) if (byte < 9 || (byte > 13 && byte < 32)) strange += 1;
  return strange * 100 > bytes.byteLength;
}

/** The first row that names most of the columns: titles above a table fill few cells. */
function headIn(rows: readonly (readonly CellValue[])[]): number {
  const filled = rows.slice(0, HEAD_WITHIN).map((row) => row.filter((cell) => typeof cell === 'string').length);
  const most = Math.max(0, ...filled);
  return Math.max(1, filled.findIndex((count) => count > 0 && count * 2 > most) + 1);
}

/** How large a file may be that begins with these bytes. */
export function mostBytes(start: Uint8Array): number {
  return isText(start) ? MOST_BYTES_OF_TEXT : MOST_BYTES;
}

/** A ZIP archive or an old Office file is a workbook, everything else is read as text. */
function isText(bytes: Uint8Array): boolean {
  const starts = (...signature: readonly number[]): boolean => signature.every((byte, index) => bytes[index] === byte);
  return !starts(0x50, 0x4b, 0x03, 0x04) && !starts(0xd0, 0xcf, 0x11, 0xe0);
}
