import { Uint8ArrayReader, Uint8ArrayWriter, ZipReader, ZipWriter } from '@zip.js/zip.js';
import writeExcelFile from 'write-excel-file/node';
import type { Cell, Sheet } from 'write-excel-file/node';
import type { SourceSheet } from './sources.ts';

/** Headings whose cells are numbers; everything else is text, so that `003` and `2026-01-01` stay what they are. */
const NUMBERS = new Set(['value', 'min', 'max']);

/** Widths in characters by the heading without its language. */
const WIDTHS: Readonly<Record<string, number>> = {
  type: 26, name: 22, list_name: 16, label: 52, hint: 44, guidance_hint: 44, relevant: 34, constraint: 44,
  constraint_message: 44, calculation: 40, form_title: 52, when: 60, assert: 60, at: 24, message: 80, arguments: 48,
  source: 60, unit: 24, valid_from: 12, valid_to: 12,
};
const WIDTH = 14;

/** Zip stamps carry no zone; the earliest one they can hold keeps equal sources equal to the byte. */
const STAMP = new Date(1980, 0, 1);

/** The sheets as an XLSX file. Equal sheets give equal bytes. */
export async function printWorkbook(sheets: readonly SourceSheet[]): Promise<Uint8Array> {
  const file = await writeExcelFile(sheets.map(printSheet), { fontFamily: 'Calibri', fontSize: 11 }).toBuffer();
  return restamp(file);
}

function printSheet({ name, rows }: SourceSheet): Sheet<Buffer> {
  const [headings = [], ...body] = rows;
  return {
    sheet: name,
    stickyRowsCount: 1,
    columns: headings.map((heading) => ({ width: WIDTHS[heading.split('::')[0] as string] ?? WIDTH })),
    data: [
      headings.map((value): Cell => ({ value, fontWeight: 'bold', backgroundColor: '#e8ecf1' })),
      ...body.map((row) => headings.map((heading, column) => printCell(heading, row[column] ?? ''))),
    ],
  };
}

function printCell(heading: string, text: string): Cell {
  if (text === '') return null;
  if (NUMBERS.has(heading) && Number.isFinite(Number(text))) return { value: Number(text), type: Number };
  return { value: text, type: String };
}

async function restamp(file: Uint8Array): Promise<Uint8Array> {
  const reader = new ZipReader(new Uint8ArrayReader(new Uint8Array(file)), { useWebWorkers: false });
  const writer = new ZipWriter(new Uint8ArrayWriter(), {
    useWebWorkers: false, lastModDate: STAMP, extendedTimestamp: false, dataDescriptor: false, level: 9,
  });
  for (const entry of await reader.getEntries()) {
    if (entry.directory) continue;
    await writer.add(entry.filename, new Uint8ArrayReader(await entry.getData(new Uint8ArrayWriter())));
  }
  await reader.close();
  return writer.close();
}
