import { BlobReader, TextReader, TextWriter, Uint8ArrayWriter, ZipReader, ZipWriter } from '@zip.js/zip.js';
import type { Entry } from '@zip.js/zip.js';
import readWorkbookSheets from 'read-excel-file/node';
import { err, ok } from '../../shared/base/result.ts';
import type { Result } from '../../shared/base/result.ts';
import type { CellValue, Sheet } from '../../shared/survey/xlsform/sheet.ts';

/** Why a file cannot be read as a workbook; each has a sentence `workbook.<problem>` in `shared/text`. */
export type WorkbookProblem = 'not-a-workbook' | 'old-excel' | 'encrypted' | 'damaged' | 'too-large';

/** A form or a filled table is far smaller; what is larger is a mistake or an attack. */
const MOST_BYTES = 64 * 1024 * 1024;
const MOST_UNPACKED = 256 * 1024 * 1024;
/** Sheets above this size are relieved of their empty rows before they are read. */
const LARGE_SHEET = 4 * 1024 * 1024;
const MOST_ROWS = 100_000;
const MOST_COLUMNS = 1_000;

/**
 * Reads an XLSX workbook into plain cells: dates as ISO text, empty rows and columns at the end left out. The bytes are
 * looked at before anything is believed: an old `.xls` under a new name, a password, a broken or swollen archive.
 */
export async function readWorkbook(bytes: Uint8Array): Promise<Result<readonly Sheet[], WorkbookProblem>> {
  const refused = sniff(bytes);
  if (refused) return err(refused);
  try {
    const light = await unpack(bytes);
    if (!light.ok) return light;
    const found = await readWorkbookSheets(Buffer.from(light.value.buffer, light.value.byteOffset, light.value.byteLength));
    const sheets = found.map(({ sheet, data }): Sheet => ({ name: sheet, rows: plainRows(data as unknown as readonly (readonly unknown[])[]) }));
    return sheets.some(({ rows }) => rows.length > MOST_ROWS || (rows[0]?.length ?? 0) > MOST_COLUMNS) ? err('too-large') : ok(sheets);
  } catch {
    return err('damaged');
  }
}

const OLD_CONTAINER = [0xd0, 0xcf, 0x11, 0xe0];
const ZIP = [0x50, 0x4b];

function sniff(bytes: Uint8Array): WorkbookProblem | null {
  if (bytes.byteLength > MOST_BYTES) return 'too-large';
  const starts = (signature: readonly number[]): boolean => signature.every((byte, index) => bytes[index] === byte);
  if (starts(OLD_CONTAINER)) return Buffer.from(bytes).includes(Buffer.from('EncryptedPackage', 'utf16le')) ? 'encrypted' : 'old-excel';
  return starts(ZIP) ? null : 'not-a-workbook';
}

/**
 * Looks at sizes as the archive declares them, before anything is unpacked; styled rows without a value (a spreadsheet
 * program writes a million of them when a whole column is formatted) are left out of large sheets.
 */
async function unpack(bytes: Uint8Array): Promise<Result<Uint8Array, WorkbookProblem>> {
  const reader = new ZipReader(new BlobReader(new Blob([bytes as Uint8Array<ArrayBuffer>])));
  try {
    const entries = await reader.getEntries();
    if (!entries.some((entry) => entry.filename === 'xl/workbook.xml')) return err('not-a-workbook');
    if (entries.reduce((sum, entry) => sum + entry.uncompressedSize, 0) > MOST_UNPACKED) return err('too-large');
    return ok(entries.some(isLargeSheet) ? await withoutEmptyRows(entries) : bytes);
  } finally {
    await reader.close();
  }
}

function isLargeSheet(entry: Entry): boolean {
  return /^xl\/worksheets\/[^/]+\.xml$/.test(entry.filename) && entry.uncompressedSize > LARGE_SHEET;
}

const EMPTY_ROW = /<row\b[^>]*\br="\d+"[^>]*(?:\/>|>(?:<c\b[^>]*(?:\/>|><\/c>))*<\/row>)/g;

async function withoutEmptyRows(entries: readonly Entry[]): Promise<Uint8Array> {
  const writer = new ZipWriter(new Uint8ArrayWriter(), { level: 0 });
  for (const entry of entries) {
    if (entry.directory || !entry.filename.endsWith('.xml') && !entry.filename.endsWith('.rels')) continue;
    const text = await entry.getData(new TextWriter());
    await writer.add(entry.filename, new TextReader(isLargeSheet(entry) ? text.replace(EMPTY_ROW, '') : text));
  }
  return writer.close();
}

function plainRows(rows: readonly (readonly unknown[])[]): readonly (readonly CellValue[])[] {
  let last = rows.length;
  while (last > 0 && (rows[last - 1] as readonly unknown[]).every((cell) => cell === null || cell === '')) last--;
  return rows.slice(0, last).map((row) => row.map(plainCell));
}

function plainCell(cell: unknown): CellValue {
  if (cell instanceof Date) {
    const text = cell.toISOString();
    return text.endsWith('T00:00:00.000Z') ? text.slice(0, 10) : text.slice(0, 19);
  }
  return typeof cell === 'string' || typeof cell === 'number' || typeof cell === 'boolean' ? cell : null;
}
