import { readFileSync } from 'node:fs';
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
    ['an old workbook under a new name', 'old-excel', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0])],
    ['a workbook with a password', 'encrypted', Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), Buffer.from('EncryptedPackage', 'utf16le')])],
    ['a text file', 'not-a-workbook', Buffer.from('type,name,label')],
    ['half an archive', 'damaged', Buffer.from([0x50, 0x4b, 3, 4, 1, 2, 3])],
  ] as const)('says what is wrong with %s', async (_, problem, bytes) => {
    expect(await readWorkbook(bytes)).toEqual({ ok: false, error: problem });
  });
});
