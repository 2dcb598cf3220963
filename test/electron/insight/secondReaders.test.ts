import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import readSheets from 'read-excel-file/node';
import { beforeAll, describe, expect, test } from 'vitest';
import { writeFiles } from '../../../electron/insight/files.ts';
import { xlsxTaker } from '../../../electron/insight/xlsxTables.ts';
import type { ExportReport } from '../../../shared/ipc/insight.ts';
import { entity, newFolder, type Workspace } from '../../helpers/bundles.ts';
import { castCell, parseDataPackage, type TableField } from '../../helpers/dataPackage.ts';
import { installExportForm, say } from '../../helpers/exportForm.ts';
import { exported } from '../../helpers/exporting.ts';
import { merge, newBody, newCommission, send } from '../../helpers/merging.ts';
import { valueOf } from '../../helpers/result.ts';
import { readByArrow, readByCsvParse } from '../../helpers/secondReaders.ts';

const LINES = 5_201;
const NAMES: Readonly<Record<number, string>> = { 1: 'ООО «Кремень», "тире"\r\nи строка; Қазақ, Кыргыз Ө, Հայ', 2: 'ОАО Б', 3: '  пробелы\tи 😀 _x0041_\u0001 ' };
const WAFERS = [0.1, -0.000001, 1e21, 123456789.123, 0];

let commission: Workspace;

beforeAll(async () => {
  const body = newBody(1);
  commission = newCommission(body);
  for (const workspace of [body, commission]) installExportForm(workspace);
  const rows = Array.from({ length: LINES }, (_, index) => [`/F/line[r${index}]`, index, index % 3 === 0 ? null : `Норма ${index} нм`, WAFERS[index % WAFERS.length] as number] as const);
  say(body, 1, {
    '/A/scope': ['own_state', 'eec_full'], '/A/name': NAMES[1] as string, '/A/model': 'idm', '/A/staff': Number.MAX_SAFE_INTEGER, '/A/share': 12.5, '/A/founded': '1899-12-31',
    ...Object.fromEntries(rows.flatMap(([path, order, node, wafers]) => [[path, order + 1], ...(node === null ? [] : [[`${path}/node`, node]]), [`${path}/wafers`, wafers]])),
  });
  say(body, 2, { '/A/name': NAMES[2] as string, '/A/staff': { missing: 'refused' }, '/A/founded': '2024-02-29' });
  say(body, 3, { '/A/scope': ['eec'], '/A/name': NAMES[3] as string, '/A/staff': -1, '/A/share': 0 });
  await merge(commission, await send(body));
}, 120_000);

const pathOf = (report: ExportReport, name: string): string => report.files.find(({ file }) => file.endsWith(`/${name}`))?.file ?? '';

describe('another reader', () => {
  test('of Parquet (Arrow for Rust) finds the types, every value and what is nothing, in a table of several row groups', async () => {
    const report = await exported(commission, { format: 'parquet' });
    const companies = await readByArrow(pathOf(report, 'companies.parquet'));
    expect(companies.types).toMatchObject({ entity: 'Utf8', answer_name: 'Utf8', scope: 'Utf8', staff: 'Int64', share: 'Float64', founded: 'Date32<DAY>' });
    const dayOf = (value: unknown): string | null => (value === null ? null : new Date(Number(value)).toISOString().slice(0, 10));
    expect(companies.rows.map((row) => [row['number'], row['answer_name'], row['scope'], row['staff'], row['share'], dayOf(row['founded'])])).toEqual([
      ['1', NAMES[1], 'own_state eec_full', BigInt(Number.MAX_SAFE_INTEGER), 12.5, '1899-12-31'], ['2', NAMES[2], null, null, null, '2024-02-29'], ['3', NAMES[3], 'eec', -1n, 0, null],
    ]);
    const lines = await readByArrow(pathOf(report, 'line.parquet'));
    expect(lines.types).toMatchObject({ row: 'Utf8', order: 'Int64', node: 'Utf8', wafers: 'Float64' });
    expect([lines.rows.length, lines.groups]).toEqual([LINES, 2]);
    for (const [index, row] of lines.rows.entries()) expect(row).toMatchObject({ entity: entity(1), row: `r${index}`, order: BigInt(index + 1), node: index % 3 === 0 ? null : `Норма ${index} нм`, wafers: WAFERS[index % WAFERS.length] });
    for (const { file, rows } of report.files) expect((await readByArrow(file)).rows, file).toHaveLength(rows);
  });

  test('of CSV (csv-parse) finds every line and every text as it was written, by the rules of RFC 4180', async () => {
    const report = await exported(commission, { format: 'csv' });
    expect(readByCsvParse(pathOf(report, 'companies.csv')).map((row) => [row['answer_name'], row['staff'], row['share'], row['founded']])).toEqual([
      [NAMES[1], '9007199254740991', '12.5', '1899-12-31'], [NAMES[2], '', '', '2024-02-29'], [NAMES[3], '-1', '0', ''],
    ]);
    const lines = readByCsvParse(pathOf(report, 'line.csv'));
    expect(lines.map((row) => Number(row['wafers']))).toEqual(Array.from({ length: LINES }, (_, index) => WAFERS[index % WAFERS.length]));
    for (const { file, rows } of report.files) expect(readByCsvParse(file), file).toHaveLength(rows);
  });

  test('of workbooks (read-excel-file) finds numbers, days and texts of their kinds', async () => {
    const report = await exported(commission, { format: 'xlsx' });
    const sheets = await readSheets(readFileSync(pathOf(report, 'svod.xlsx')), { trim: false });
    const [head = [], ...lines] = sheets.find(({ sheet }) => sheet === 'companies')?.data ?? [];
    const cell = (line: number, name: string): unknown => lines[line]?.[head.indexOf(name)];
    expect([cell(0, 'staff'), cell(0, 'share'), cell(1, 'founded'), cell(1, 'staff'), cell(2, 'share')]).toEqual([Number.MAX_SAFE_INTEGER, 12.5, new Date('2024-02-29T00:00:00Z'), null, 0]);
    expect([0, 1, 2].map((line) => cell(line, 'answer_name'))).toEqual([NAMES[1], NAMES[2], NAMES[3]]);
    // Excel counts no days before 1900.
    expect(cell(0, 'founded')).toBe('1899-12-31');
    expect(sheets.find(({ sheet }) => sheet === 'line')?.data).toHaveLength(LINES + 1);
  });

  test('of workbooks finds the whole of a table that is longer than a sheet, and of a text that is longer than a cell, beside the workbook', async () => {
    const folder = newFolder();
    const shape = { name: 'big', label: {}, columns: [{ name: 'n', type: 'integer', label: {} }, { name: 'text', type: 'text', label: {} }] } as const;
    const long = `${'ж'.repeat(32_766)}_x0041_`;
    const written = valueOf(await writeFiles(folder, async (files) => {
      const { taker, written: tables, finish } = xlsxTaker(files, 3);
      for (const [name, lines] of [['big', 4], ['small', 3]] as const) {
        await taker.begin({ ...shape, name });
        for (let line = 0; line < lines; line += 1) taker.add({ ...shape, name }, [line, line === 2 ? long : 'x']);
      }
      await finish();
      return tables().map(({ path, rows }) => [path.split('/').at(-1), rows]);
    }));
    expect(written).toEqual([['svod.xlsx', 3], ['big.csv', 4], ['long_texts.csv', 1]]);
    expect(readByCsvParse(join(folder, 'big.csv'))).toEqual([{ n: '0', text: 'x' }, { n: '1', text: 'x' }, { n: '2', text: long }, { n: '3', text: 'x' }]);
    expect(readByCsvParse(join(folder, 'long_texts.csv'))).toEqual([{ table: 'small', line: '4', column: 'text', value: long }]);
    const sheets = await readSheets(readFileSync(join(folder, 'svod.xlsx')));
    expect(sheets.map(({ sheet, data }) => [sheet, data.length, String(data[3]?.[1]).length])).toEqual([['small', 4, 32_767]]);
  });

  test.each([false, true])('of data packages finds the profile of version 2 kept, and casts every cell to its field (sums: %j)', async (aggregate) => {
    const report = await exported(commission, { format: 'datapackage', aggregate });
    const { resources } = parseDataPackage(readFileSync(pathOf(report, 'datapackage.json'), 'utf8'));
    expect(resources.map(({ path }) => path).sort()).toEqual(report.files.map(({ file }) => file.split('/').at(-1)).filter((name) => name !== 'datapackage.json').sort());
    for (const { name, path, schema } of resources) {
      const lines = readByCsvParse(join(report.folder, path));
      const casts = lines.map((line) => Object.fromEntries(schema.fields.map((field: TableField) => [field.name, castCell(field, schema.missingValues, line[field.name] as string)])));
      for (const field of schema.primaryKey) expect(casts.every((line) => line[field] !== null), `${name}.${field}`).toBe(true);
    }
    if (!aggregate) {
      const lines = resources.find(({ name }) => name === 'line');
      expect(lines?.schema.fields.map(({ name, type }) => [name, type])).toEqual([['entity', 'string'], ['row', 'string'], ['order', 'integer'], ['node', 'string'], ['wafers', 'number'], ['buyer', 'string']]);
    }
  });
});
