import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import readByPeer from 'read-excel-file/node';
import { describe, expect, it } from 'vitest';
import writeWorkbook from 'write-excel-file/node';
import { readFixtures } from '../../../build/fixtures/read.ts';
import { printFixture } from '../../../build/fixtures/workbook.ts';
import { readWorkbook } from '../../../electron/survey/workbook/read.ts';
import { compileWorkbook } from '../../../shared/survey/xlsform/compile.ts';
import { packParts, rawWorkbook } from '../../helpers/rawWorkbook.ts';

const MICROELECTRONICS = readFileSync(new URL('../../../shared/forms/microelectronics.xlsx', import.meta.url));

const text = (value: string, at = ''): string => `<c${at === '' ? '' : ` r="${at}"`} t="inlineStr"><is><t>${value}</t></is></c>`;
const SURVEY = `<row r="1">${text('type', 'A1')}${text('name', 'B1')}</row><row r="2">${text('text', 'A2')}${text('a', 'B2')}</row>`;
const READ = { ok: true, value: [{ name: 'survey', rows: [['type', 'name'], ['text', 'a']], flaws: [] }] };

/** The cells of one row of a sheet. */
async function rowOf(cells: string, more: Parameters<typeof rawWorkbook>[0] = { sheets: {} }): Promise<unknown> {
  const read = await readWorkbook(await rawWorkbook({ ...more, sheets: { one: `<row r="1">${cells}</row>` } }));
  return read.ok ? read.value[0]?.rows[0] : read.error;
}

describe('reading a workbook', () => {
  it('gives plain cells, dates as ISO text', async () => {
    const bytes = await writeWorkbook([
      [{ value: 'name', type: String }, { value: 'when', type: String }],
      [{ value: 7.5, type: Number }, { value: new Date(Date.UTC(2026, 10, 23)), type: Date, format: 'yyyy-mm-dd' }],
    ], { sheet: 'one' }).toBuffer();
    expect(await readWorkbook(bytes)).toEqual({ ok: true, value: [{ name: 'one', rows: [['name', 'when'], [7.5, '2026-11-23']], flaws: [] }] });
  });

  it('compiles the workbook that ships', async () => {
    const sheets = await readWorkbook(MICROELECTRONICS);
    if (!sheets.ok) throw new Error(sheets.error.problem);
    const compiled = compileWorkbook(sheets.value);
    expect(compiled.errors).toEqual([]);
    expect(compiled.definition).toEqual(JSON.parse(readFileSync(new URL('../../../shared/forms/microelectronics.json', import.meta.url), 'utf8')));
  });

  it('finds in every workbook of ours the cells that another reader finds', async () => {
    const books = [MICROELECTRONICS, ...await Promise.all(readFixtures(join(import.meta.dirname, '../../fixtures/xlsform')).map(({ sheets }) => printFixture(sheets)))];
    for (const bytes of books) {
      const [ours, theirs] = [await readWorkbook(bytes), await readByPeer(Buffer.from(bytes))];
      expect(ours.ok && ours.value.map(({ name, rows }) => cellsOf(name, rows))).toEqual(theirs.map(({ sheet, data }) => cellsOf(sheet, data)));
    }
  });

  it('takes texts as runs, with their pronunciation left out, with characters XML has no place for', async () => {
    expect(await rowOf('<c t="inlineStr"><is><r><t>one </t></r><r><t>two</t></r><rPh><t>no</t></rPh></is></c><c t="str"><v>a_x000A_b &amp; c</v></c><c t="inlineStr"><is><t><![CDATA[<d>]]></t></is></c>')).toEqual(['one two', 'a\nb & c', '<d>']);
  });

  it('shows numbers, truths, dates and times as a spreadsheet does', async () => {
    const formats = [0, 14, 'dd.mm.yyyy hh:mm', '#,##0 "days"', '[Red]0.00', 20, '[h]:mm'];
    const cells = '<c><v>0.30000000000000004</v></c><c s="1"><v>46349</v></c><c s="2"><v>46349.5</v></c><c s="3"><v>12</v></c><c s="4"><v>1E3</v></c><c s="5"><v>0.75</v></c><c t="b"><v>1</v></c><c t="d"><v>2026-11-23T00:00:00</v></c><c s="1"><v>1</v></c>';
    expect(await rowOf(cells, { sheets: {}, formats })).toEqual([0.3, '2026-11-23', '2026-11-23T12:00:00', 12, 1000, '18:00:00', true, '2026-11-23', '1900-01-01']);
    expect(await rowOf('<c s="0"><v>44887</v></c>', { sheets: {}, formats: [14], epoch1904: true })).toEqual(['2026-11-23']);
  });

  it('counts cells and rows that do not say where they stand', async () => {
    const read = await readWorkbook(await rawWorkbook({ sheets: { survey: `<row>${text('type')}${text('name')}</row><row r="4">${text('text')}${text('a', 'C4')}${text('b')}</row><row>${text('x')}</row>` } }));
    expect(read.ok && read.value[0]?.rows).toEqual([['type', 'name'], [], [], ['text', null, 'a', 'b'], ['x']]);
  });

  it('names cells that show an error and formulas that nobody has computed', async () => {
    const read = await readWorkbook(await rawWorkbook({ sheets: { survey: `<row r="1"><c t="e"><v>#N/A</v></c><c><f>A2+1</f></c><c><f>1+1</f><v>2</v></c><c t="str"><f>""</f><v></v></c></row>` } }));
    expect(read.ok && read.value).toEqual([{ name: 'survey', rows: [['#N/A', null, 2]], flaws: [{ row: 1, column: 'A', kind: 'error', shown: '#N/A' }, { row: 1, column: 'B', kind: 'formula', shown: '' }] }]);
    expect(read.ok && compileWorkbook(read.value).errors.slice(0, 2).map(({ row, column }) => `${column}${row}`)).toEqual(['A1', 'B1']);
  });

  it('reads the sheets asked for and only names the others', async () => {
    const bytes = await rawWorkbook({ sheets: { notes: '<row r="1"><c r="XFD1"><v>1</v></c></row>', survey: SURVEY } });
    expect(await readWorkbook(bytes, (name) => name === 'survey')).toEqual({ ok: true, value: [{ name: 'notes', rows: [] }, ...READ.value] });
    expect(await readWorkbook(bytes)).toEqual({ ok: false, error: { problem: 'too-large', at: { sheet: 'notes', row: 1, column: 'XFD' } } });
  });

  it('follows the names a workbook gives its parts', async () => {
    const sheet = `<x:worksheet xmlns:x="m"><x:sheetData><x:row r="1"><x:c r="A1" t="str"><x:v>type</x:v></x:c></x:row></x:sheetData></x:worksheet>`;
    const bytes = await packParts({
      '_rels/.rels': '<Relationships><Relationship Id="a" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument" Target="/Book/Main.xml"/></Relationships>',
      'book/main.xml': '<workbook xmlns:rel="http://purl.oclc.org/ooxml/officeDocument/relationships"><sheets><sheet name="survey" rel:id="s"/><sheet name="chart" rel:id="c"/></sheets></workbook>',
      'Book/_rels/Main.xml.rels': '<Relationships><Relationship Id="s" Type="x/worksheet" Target="../Pages/one.xml"/><Relationship Id="c" Type="x/chartsheet" Target="chart.xml"/></Relationships>',
      'Pages/one.xml': sheet,
    });
    expect(await readWorkbook(bytes)).toEqual({ ok: true, value: [{ name: 'survey', rows: [['type']], flaws: [] }, { name: 'chart', rows: [] }] });
  });

  it.each([
    ['styled rows by the million', `${SURVEY}${Array.from({ length: 1_000_000 }, (_, index) => `<row r="${index + 3}" s="1"/>`).join('')}`, READ],
    ['styled cells by the hundred thousand', `${SURVEY}${Array.from({ length: 200_000 }, (_, index) => `<row r="${index + 3}"><c r="A${index + 3}" s="0"/><c r="B${index + 3}" s="0"></c></row>`).join('')}`, READ],
    ['an empty cell in the last corner', `${SURVEY}<row r="1048576"><c r="XFD1048576" s="0"><v></v></c></row>`, READ],
    ['a value in the last corner', `${SURVEY}<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>`, { ok: false, error: { problem: 'too-large', at: { sheet: 'survey', row: 1_048_576, column: 'XFD' } } }],
    ['a row that no spreadsheet has', `${SURVEY}<row r="99999999999"><c r="ZZZZZZ99999999999"><v>1</v></c></row>`, { ok: false, error: { problem: 'damaged', at: { sheet: 'survey' } } }],
    ['few cells, each far out in its row', Array.from({ length: 50_000 }, (_, index) => `<row r="${index + 1}"><c r="ALL${index + 1}"><v>1</v></c></row>`).join(''), { ok: false, error: { problem: 'too-large', at: { sheet: 'survey', row: 5_001, column: 'ALL' } } }],
    ['one word said over and over', `<row r="1">${text('x'.repeat(20_000_000), 'A1')}</row>`, { ok: false, error: { problem: 'too-swollen', at: { sheet: 'survey' }, excess: { size: 20_000_173, limit: 8 * 1024 * 1024 } } }],
  ])('stays calm before %s', async (_, rows, expected) => {
    expect(await readWorkbook(await rawWorkbook({ sheets: { survey: rows } }))).toEqual(expected);
  });

  it.each([
    ['an old workbook under a new name', 'old-excel', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0])],
    ['a workbook with a password', 'encrypted', Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), Buffer.from('EncryptedPackage', 'utf16le')])],
    ['a text file', 'not-a-workbook', Buffer.from('type,name,label')],
    ['an empty file', 'not-a-workbook', Buffer.alloc(0)],
    ['half an archive', 'damaged', Buffer.from([0x50, 0x4b, 3, 4, 1, 2, 3])],
    ['half a workbook', 'damaged', MICROELECTRONICS.subarray(0, MICROELECTRONICS.length / 2)],
  ] as const)('says what is wrong with %s', async (_, problem, bytes) => {
    expect(await readWorkbook(bytes)).toEqual({ ok: false, error: { problem, at: {} } });
  });

  it.each([
    ['an archive of something else', 'not-a-workbook', { 'word/document.xml': '<document/>' }],
    ['a binary workbook', 'binary-excel', { 'xl/workbook.bin': '' }],
    ['a workbook without its sheet', 'damaged', { 'xl/workbook.xml': '<workbook><sheets><sheet name="survey" r:id="rId1"/></sheets></workbook>' }],
    ['a thousand sheets', 'too-many-parts', { 'xl/workbook.xml': `<workbook><sheets>${'<sheet name="survey" r:id="rId1"/>'.repeat(1_000)}</sheets></workbook>` }],
  ])('says what is wrong with %s', async (_, problem, parts) => {
    expect(await readWorkbook(await packParts(parts))).toMatchObject({ ok: false, error: { problem } });
  });
});

/** What stands where, whatever empty cells are kept around it. */
function cellsOf(name: string, rows: readonly (readonly unknown[])[]): readonly string[] {
  return rows.flatMap((row, at) => row.flatMap((cell, column) => {
    const shown = cell instanceof Date ? cell.toISOString().replace(/T00:00:00.000Z$/, '').replace(/\.000Z$/, '') : cell;
    return shown === null || shown === undefined || (typeof shown === 'string' && shown.trim() === '') ? [] : [`${name} ${at} ${column} ${JSON.stringify(typeof shown === 'number' ? Number(shown.toPrecision(15)) : typeof shown === 'string' ? shown.trim() : shown)}`];
  }));
}
