import { Uint8ArrayReader, TextWriter, ZipReader, type FileEntry } from '@zip.js/zip.js';
import { beforeAll, describe, expect, test } from 'vitest';
import { makeTemplate } from '../../../electron/survey/template/make.ts';
import { readWorkbook } from '../../../electron/survey/workbook/read.ts';
import { printWorkbook, type BookCell, type BookSheet } from '../../../electron/survey/workbook/print.ts';
import { walkXml } from '../../../shared/survey/xlsform/xml.ts';
import { openMinistry } from '../../helpers/ministry.ts';
import { fc } from '../../helpers/properties.ts';
import { valueOf } from '../../helpers/result.ts';

const sheetOf = (value: string | number): BookSheet => ({
  name: 'a', state: 'visible', columns: [{ width: 10 }], merges: [], validations: [], rows: [{ cells: new Map<number, BookCell>([[0, { value, style: 'input' }]]) }],
});
const readBack = async (value: string | number): Promise<unknown> => {
  const read = await readWorkbook(await printWorkbook([sheetOf(value)]));
  if (!read.ok) throw new Error(read.error.problem);
  return read.value[0]?.rows[0]?.[0] ?? null;
};

async function partsOf(bytes: Uint8Array): Promise<ReadonlyMap<string, string>> {
  const entries = (await new ZipReader(new Uint8ArrayReader(bytes)).getEntries()).filter((entry): entry is FileEntry => !entry.directory);
  return new Map(await Promise.all(entries.map(async (entry) => [entry.filename, await entry.getData(new TextWriter())] as const)));
}

test.each(['=1+1', '+7 495', '<b>&"\'', '_x0041_', 'a\u000Bb', 'строка\nстрока\r\n', 'ՀՎՀՀ', '😀', '0123'])('the text %j stays the text it is', async (text) => expect(await readBack(text)).toBe(text));

test('any text and any number comes back, but for the character zero, which no text may hold', async () => {
  await fc.assert(fc.asyncProperty(fc.oneof(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }), fc.string({ unit: 'binary-ascii', minLength: 1 }), fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e15, max: 1e15 })), async (value) => {
    const back = await readBack(value);
    expect(back).toBe(typeof value === 'string' ? (value.trim() === '' ? null : value.replaceAll('\0', '\uFFFD')) : Number(value.toPrecision(15)) + 0);
  }), { numRuns: 200 });
});

test('equal sheets give equal bytes', async () => {
  expect(await printWorkbook([sheetOf('x')])).toEqual(await printWorkbook([sheetOf('x')]));
});

describe('the workbook of a company', () => {
  let parts: ReadonlyMap<string, string>;
  beforeAll(async () => {
    const { desk, remove } = await openMinistry();
    parts = await partsOf(valueOf(await makeTemplate(desk, { entity: null, room: 5, texts: 'ru' })).bytes);
    remove();
  });
  const sheets = (): readonly string[] => [...parts].filter(([name]) => name.startsWith('xl/worksheets/')).map(([, xml]) => xml);

  test('has every part of a sheet once, in the order of the standard', () => {
    const order = ['sheetPr', 'sheetViews', 'sheetFormatPr', 'cols', 'sheetData', 'sheetProtection', 'mergeCells', 'dataValidations', 'pageMargins', 'pageSetup', 'headerFooter'];
    for (const xml of sheets()) {
      const found: string[] = [];
      let depth = 0;
      walkXml(xml, { open: (name) => { if ((depth += 1) === 2) found.push(name); }, close: () => void (depth -= 1) });
      expect(found).toEqual(order.filter((name) => found.includes(name)));
    }
  });

  test('is protected but for the cells that are asked, and hides what only the program reads', () => {
    for (const xml of sheets()) expect(xml).toContain('<sheetProtection sheet="1"');
    const book = parts.get('xl/workbook.xml') ?? '';
    expect(book).toContain('lockStructure="1"');
    expect(book).toMatch(/name="_lists"[^>]*state="hidden"/);
    expect(book).toMatch(/name="svod"[^>]*state="veryHidden"/);
    const xfs = [...(parts.get('xl/styles.xml') ?? '').matchAll(/<protection locked="([01])"\/>/g)].map(([, locked]) => locked);
    const open = new Set(xfs.flatMap((locked, style) => (locked === '0' ? [style] : [])));
    const cells = sheets().flatMap((xml) => [...xml.matchAll(/<c r="([A-Z]+)\d+" s="(\d+)"/g)].map(([, column, style]) => ({ column, open: open.has(Number(style)) })));
    expect(cells.filter(({ column, open: written }) => written && (column === 'A' || column === 'B'))).toEqual([]);
    expect(cells.filter(({ open: written }) => written).length).toBeGreaterThan(500);
  });

  test('offers lists that are there, within the lengths that Excel takes', () => {
    const names = [...(parts.get('xl/workbook.xml') ?? '').matchAll(/<sheet name="([^"]*)"/g)].map(([, name]) => name);
    const sources = sheets().flatMap((xml) => [...xml.matchAll(/type="list"[^>]*><formula1>([^<]*)<\/formula1>/g)].map(([, source]) => source as string));
    expect(sources.length).toBeGreaterThan(50);
    for (const source of sources) {
      const [, sheet] = /^'(.*)'!\$[A-Z]+\$\d+:\$[A-Z]+\$\d+$/.exec(source) ?? [];
      expect(names).toContain(sheet);
    }
    expect(sources.some((source) => source.startsWith("'B "))).toBe(true);
    for (const xml of sheets()) for (const [, prompt] of xml.matchAll(/ prompt="([^"]*)"/g)) expect((prompt ?? '').replace(/&\w+;|&#10;/g, '.').length).toBeLessThanOrEqual(255);
  });

  test('sums the columns of a matrix', () => {
    expect(sheets().some((xml) => /<f>SUM\(D\d+:D\d+\)<\/f>/.test(xml))).toBe(true);
  });
});
