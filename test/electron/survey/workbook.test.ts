import { readFileSync } from 'node:fs';
import { TextReader, TextWriter, Uint8ArrayReader, Uint8ArrayWriter, ZipReader, ZipWriter } from '@zip.js/zip.js';
import { describe, expect, it } from 'vitest';
import writeWorkbook from 'write-excel-file/node';
import { readWorkbook } from '../../../electron/survey/workbook.ts';
import { compileWorkbook } from '../../../shared/survey/xlsform/compile.ts';

describe('reading a workbook', () => {
  it('gives plain cells, dates as ISO text', async () => {
    const bytes = await writeWorkbook([
      [{ value: 'name', type: String }, { value: 'when', type: String }],
      [{ value: 7.5, type: Number }, { value: new Date(Date.UTC(2026, 10, 23)), type: Date, format: 'yyyy-mm-dd' }],
    ], { sheet: 'one' }).toBuffer();
    expect(await readWorkbook(bytes)).toEqual({ ok: true, value: [{ name: 'one', rows: [['name', 'when'], [7.5, '2026-11-23']] }] });
  });

  it('compiles the workbook that ships', async () => {
    const sheets = await readWorkbook(readFileSync(new URL('../../../shared/forms/microelectronics.xlsx', import.meta.url)));
    if (!sheets.ok) throw new Error(sheets.error);
    const compiled = compileWorkbook(sheets.value);
    expect(compiled.errors).toEqual([]);
    expect(compiled.definition).toEqual(JSON.parse(readFileSync(new URL('../../../shared/forms/microelectronics.json', import.meta.url), 'utf8')));
  });

  it.each([
    ['styled rows by the hundred thousand', (row: number) => `<row r="${row}"><c r="A${row}" s="0"/><c r="B${row}" s="0"></c></row>`, 200_000, { ok: true, value: [{ name: 'survey', rows: [['type', 'name'], ['text', 'a']] }] }],
    ['a value in the last row there is', (row: number) => `<row r="${row + 1_048_573}"><c r="A${row + 1_048_573}" t="inlineStr"><is><t>x</t></is></c></row>`, 1, { ok: false, error: 'too-large' }],
    ['an empty last row', (row: number) => `<row r="${row + 1_048_573}"/>`, 1, { ok: true, value: [{ name: 'survey', rows: [['type', 'name'], ['text', 'a']] }] }],
  ] as const)('stays calm before %s', async (_, row, count, expected) => {
    const more = Array.from({ length: count }, (__, index) => row(index + 3)).join('');
    const bytes = await edited(await writeWorkbook([[{ value: 'type' }, { value: 'name' }], [{ value: 'text' }, { value: 'a' }]], { sheet: 'survey' }).toBuffer(), (xml) => xml.replace('</sheetData>', `${more}</sheetData>`));
    expect(await readWorkbook(bytes)).toEqual(expected);
  });

  it.each([
    ['an old workbook under a new name', 'old-excel', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0])],
    ['a workbook with a password', 'encrypted', Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), Buffer.from('EncryptedPackage', 'utf16le')])],
    ['a text file', 'not-a-workbook', Buffer.from('type,name,label')],
    ['half an archive', 'damaged', Buffer.from([0x50, 0x4b, 3, 4, 1, 2, 3])],
  ] as const)('says what is wrong with %s', async (_, problem, bytes) => {
    expect(await readWorkbook(bytes)).toEqual({ ok: false, error: problem });
  });
});

/** The same workbook with another first sheet. */
async function edited(bytes: Uint8Array, edit: (xml: string) => string): Promise<Uint8Array> {
  const reader = new ZipReader(new Uint8ArrayReader(bytes));
  const writer = new ZipWriter(new Uint8ArrayWriter());
  for (const entry of await reader.getEntries()) {
    if (entry.directory) continue;
    const text = await entry.getData(new TextWriter());
    await writer.add(entry.filename, new TextReader(entry.filename === 'xl/worksheets/sheet1.xml' ? edit(text) : text));
  }
  return writer.close();
}
