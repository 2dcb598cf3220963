import { crc32, deflateRawSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Cancelled } from '../../../electron/jobs/context.ts';
import type { Desk } from '../../../electron/jobs/handler.ts';
import { openResponse } from '../../../electron/survey/draft.ts';
import { currentForm } from '../../../electron/survey/form.ts';
import { intakeHandlers } from '../../../electron/survey/intake/handlers.ts';
import { importList } from '../../../electron/survey/intake/importList.ts';
import { readList } from '../../../electron/survey/intake/listTable.ts';
import { parseMapping } from '../../../electron/survey/intake/mapping.ts';
import { readWorkbook } from '../../../electron/survey/workbook/read.ts';
import { sayRefused } from '../../../electron/survey/workbook/refusal.ts';
import { encodeIn } from '../../helpers/encodings.ts';
import { openMinistry } from '../../helpers/ministry.ts';
import { packParts, rawWorkbook } from '../../helpers/rawWorkbook.ts';
import { valueOf } from '../../helpers/result.ts';

const FIRST = '7735007358';
const SECOND = '7707083893';
const ANY = { sheet: null, encoding: null, separator: null, headRow: null } as const;

const cell = (text: string): string => `<c t="inlineStr"><is><t>${text}</t></is></c>`;
const row = (...texts: readonly string[]): string => `<row>${texts.map(cell).join('')}</row>`;
const HEAD = row('ИНН', 'Название', 'Выручка', 'Регистрация');
const listOf = async (book: Parameters<typeof rawWorkbook>[0]) => {
  const list = await readList(await rawWorkbook(book), ANY);
  if (!list.ok) throw new Error(sayRefused('ru', list.error));
  return list.value;
};
const textOf = async (text: string, encoding: Parameters<typeof encodeIn>[1] = 'utf-8') => {
  const list = await readList(encodeIn(text, encoding), ANY);
  return list.ok ? [list.value.head, ...list.value.rows] : sayRefused('ru', list.error);
};

describe('a workbook that is too large says by what', () => {
  /** An archive that says of a part what it likes. */
  async function lying(says: number, holds: Buffer): Promise<Uint8Array> {
    const bytes = Buffer.from(await packParts({ 'xl/workbook.xml': `<workbook xmlns:r="x/relationships"><sheets><sheet name="a" r:id="s"/></sheets></workbook>`, 'xl/_rels/workbook.xml.rels': '<Relationships><Relationship Id="s" Type="x/worksheet" Target="a.xml"/></Relationships>', 'xl/a.xml': 'PLACE' }, 0));
    const [name, stored] = [Buffer.from('xl/a.xml'), Buffer.from('PLACE')];
    const packed = deflateRawSync(holds);
    const [local, directory] = [bytes.indexOf(name) - 30, bytes.lastIndexOf(name) - 46];
    const begin = bytes.indexOf(stored, local);
    const made = Buffer.concat([bytes.subarray(0, begin), packed, bytes.subarray(begin + stored.length)]);
    const moved = packed.length - stored.length;
    made.writeUInt16LE(8, directory + moved + 10);
    made.writeUInt32LE(crc32(holds), directory + moved + 16);
    made.writeUInt32LE(packed.length, directory + moved + 20);
    made.writeUInt32LE(says, directory + moved + 24);
    made.writeUInt16LE(8, local + 8);
    const end = made.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
    made.writeUInt32LE(made.readUInt32LE(end + 16) + moved, end + 16);
    return made;
  }

  test('a value beyond the last row that is read: which', async () => {
    const read = await readList(await rawWorkbook({ sheets: { Заводы: `${HEAD}<row r="100001"><c r="B100001"><v>1</v></c></row>` } }), ANY);
    expect(read.ok ? '' : sayRefused('ru', read.error)).toBe('Лист «Заводы» слишком велик: ячейка B100001 вне пределов того, что читается (не более 100 000 строк, 1 000 столбцов и 5 000 000 ячеек). Удалите лишнее или разделите список на несколько файлов.'.replaceAll('\u00A0', ' '));
  });

  test('a part that would unpack to gigabytes: how large it says it is', async () => {
    const read = await readList(await lying(3 * 1024 ** 3, Buffer.from('<worksheet/>')), ANY);
    expect(read).toMatchObject({ ok: false, error: { problem: 'too-swollen', at: { sheet: 'a' }, excess: { size: 3 * 1024 ** 3 } } });
  });

  test('a part that unpacks to more than it says is damaged, and is unpacked no further', async () => {
    expect(await readWorkbook(await lying(100, Buffer.alloc(50_000_000, ' ')))).toMatchObject({ ok: false, error: { problem: 'damaged' } });
  });

  test('a file of many megabytes: how many', async () => {
    const bytes = Buffer.alloc(65 * 1024 * 1024);
    bytes.write('PK\u0003\u0004', 'latin1');
    const read = await readList(bytes, ANY);
    expect(read.ok ? '' : sayRefused('en', read.error)).toBe('The file takes 65 MB, at most 64 MB are read. Delete sheets and rows that are not needed, or split the list into several files.');
  });

  test('a list in a text file: in which row', async () => {
    expect(await textOf(`ИНН;Название\n${'1;2\n'.repeat(100_000)}`)).toMatch(/^Список слишком велик: строка 100\s001 вне пределов/);
  });

  test('the texts that sheets share are read no further once nobody wants them', async () => {
    const bytes = await rawWorkbook({ sheets: { a: HEAD }, strings: Array.from({ length: 5_000 }, (_, index) => `Завод ${index}`) });
    await expect(readWorkbook(bytes, undefined, () => { throw new Cancelled(); })).rejects.toThrow(Cancelled);
  });
});

describe('a workbook as people leave it', () => {
  test('a sheet that says it reaches to the last corner and is empty is empty', async () => {
    const bytes = await rawWorkbook({ sheets: { a: '' }, parts: { 'xl/worksheets/sheet1.xml': '<worksheet><dimension ref="A1:XFD1048576"/><sheetData/></worksheet>' } });
    expect(await readList(bytes, ANY)).toEqual({ ok: false, error: { problem: 'empty', at: {} } });
  });

  test('the list is looked for on the sheets that are shown, and on a hidden one where they hold none', async () => {
    const lists = `${row('код')}${row('1')}${row('2')}`;
    const book = (state: string) => ({ 'xl/workbook.xml': `<workbook xmlns:r="x/relationships"><sheets><sheet name="_списки" state="${state}" r:id="rId1"/><sheet name="Заводы" r:id="rId2"/></sheets></workbook>` });
    for (const state of ['hidden', 'veryHidden']) {
      expect((await listOf({ sheets: { _списки: lists, Заводы: `${HEAD}${row(FIRST)}` }, parts: book(state) })).reading.sheet).toBe('Заводы');
      expect((await listOf({ sheets: { _списки: lists, Заводы: HEAD }, parts: book(state) })).reading.sheet).toBe('_списки');
    }
  });

  test('hidden and filtered rows, and hidden columns, are read like the others, and the rows are counted', async () => {
    const list = await listOf({ sheets: { a: '' }, parts: { 'xl/worksheets/sheet1.xml': `<worksheet><cols><col min="2" max="2" hidden="1"/></cols><sheetData>${HEAD}<row hidden="1">${cell(FIRST)}${cell('Завод')}</row><row>${cell(SECOND)}</row><row hidden="1"/></sheetData><autoFilter ref="A1:D2"/></worksheet>` } });
    expect([list.rows, list.hiddenRows]).toEqual([[[FIRST, 'Завод'], [SECOND]], 1]);
  });

  test('texts of several letter kinds are one, how they are pronounced is left out, halves of letters are marked', async () => {
    const { rows } = await listOf({
      sheets: { a: `${HEAD}<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="str"><v>&#xD83D;&#0;</v></c></row>` },
      parts: { 'xl/sharedStrings.xml': '<sst><si><r><t>АО </t></r><r><rPr><b/></rPr><t>«Завод»</t></r><rPh sb="0" eb="1"><t>x</t></rPh></si><si><t>a_xD83D_b_xD83D__xDE00__x0000_</t></si></sst>' },
    });
    expect(rows).toEqual([['АО «Завод»', 'a\uFFFDb😀\uFFFD', '\uFFFD\uFFFD']]);
  });
});

describe('a list in a text file as programs write it', () => {
  test('columns without a heading and without a value are none', async () => {
    expect(await textOf('ИНН;Название;;;;\n1;Завод;;;;\n;;;;;\n')).toEqual([['ИНН', 'Название'], ['1', 'Завод', null, null, null, null], [null, null, null, null, null, null]]);
  });

  test('two columns of one heading are told apart', async () => expect((await textOf('ИНН;Название;Название\n1;a;b\n'))[0]).toEqual(['ИНН', 'Название', 'Название (2)']));

  test('lines within quotes belong to one cell, in the Unicode text of a spreadsheet too', async () => {
    expect(await textOf('ИНН\tНазвание\r\n1\t"АО ""Завод""\r\nцех 2"\r\n', 'utf-16le-bom')).toEqual([['ИНН', 'Название'], ['1', 'АО "Завод"\r\nцех 2']]);
  });

  test.each(['utf-8', 'windows-1251', 'utf-16le'] as const)('a zero byte is named by its row: %s', async (encoding) => {
    expect(await textOf(`ИНН;Название\n${'1;Завод\n'.repeat(400)}2;За\0вод\n`, encoding)).toMatch(/^В строке 402 файла стоит нулевой байт/);
  });
});

describe('what such files say of companies', () => {
  let desk: Desk;
  let remove: () => void;
  beforeEach(async () => {
    const ministry = await openMinistry();
    remove = ministry.remove;
    desk = { ...ministry.desk, uuid: () => crypto.randomUUID() };
  });
  afterEach(() => remove());

  const importFrom = async (bytes: Uint8Array) => {
    const table = valueOf(await readList(bytes, ANY));
    const mapping = valueOf(parseMapping({ form: 'microelectronics', columns: [['ИНН', '@number'], ['Название', 'B01'], ['Выручка', 'C02'], ['Регистрация', 'B14']].map(([column, question]) => ({ column, question })) }, valueOf(currentForm(desk.db)).definition));
    const drafts: ReadonlyMap<string, unknown>[] = [];
    const list = valueOf(await importList(desk, table, mapping, { rehearse: false, onCompany: ({ company }) => drafts.push(new Map(valueOf(openResponse(desk, { entity: company.entity })).answers)) }));
    return { ...list, drafts };
  };

  test('an apostrophe that kept a spreadsheet from changing digits stands for nothing', async () => {
    const { drafts } = await importFrom(encodeIn(`ИНН;Название;Выручка;Регистрация\n'${FIRST};'Заря';'1 234,5;'01.02.1999\n`, 'windows-1251'));
    expect(['/B/B05', '/B/B01', '/C/C02', '/B/B14'].map((path) => drafts[0]?.get(path))).toEqual([FIRST, "'Заря'", 1234.5, '1999-02-01']);
  });

  test('days count from 1904 where the workbook does, and a formula is what it came to', async () => {
    const value = (v: string, more = ''): string => `<c ${more}><f>SUM(1,2)</f><v>${v}</v></c>`;
    const { drafts, refused } = await importFrom(await rawWorkbook({ sheets: { a: `${HEAD}<row>${cell(FIRST)}${cell('Завод')}${value('3')}${value('34731', 's="1"')}</row>` }, formats: [0, 14], epoch1904: true }));
    expect(refused).toEqual([]);
    expect(['/C/C02', '/B/B14'].map((path) => drafts[0]?.get(path))).toEqual([3, '1999-02-02']);
  });

  test('a cell that shows an error, or a formula that was never computed, keeps its company out and says so', async () => {
    const { created, refused } = await importFrom(await rawWorkbook({ sheets: { a: `${HEAD}<row>${cell(FIRST)}${cell('Завод')}<c t="e"><f>VLOOKUP(1,B:C,2,0)</f><v>#N/A</v></c></row><row>${cell(SECOND)}${cell('Цех')}<c><f>A1*2</f></c></row>` } }));
    expect([created, refused.map(({ row: at, code, values }) => [at, code, values['column'], values['shown']])]).toEqual([0, [[2, 'excel.refused.error', 'Выручка', '#N/A'], [3, 'excel.refused.formula', 'Выручка', '']]]);
  });

  test('a file that nobody would read is refused by its size, with its name, before it is read', async () => {
    const { mkdtempSync, truncateSync, writeFileSync } = await import('node:fs');
    const path = `${mkdtempSync(`${desk.folder}-`)}/большой.xlsx`;
    writeFileSync(path, 'PK\u0003\u0004');
    truncateSync(path, 3 * 1024 ** 3);
    expect(await intakeHandlers['survey.openIntake'](desk, { path })).toMatchObject({ ok: false, error: { code: 'list-invalid', values: { file: 'большой.xlsx', said: expect.stringMatching(/^Файл занимает 3\s072 МБ, читается не более 64 МБ/) as string } } });
  });
});
