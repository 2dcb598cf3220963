import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parquetReadObjects } from 'hyparquet';
import { beforeAll, describe, expect, test } from 'vitest';
import { BlobReader, TextWriter, ZipReader, type FileEntry } from '@zip.js/zip.js';
import { sha256 } from '../../../electron/bundle/crypto/hash.ts';
import { exportData } from '../../../electron/insight/export.ts';
import { Cancelled } from '../../../electron/jobs/context.ts';
import { decideCompany } from '../../../electron/merge/decisions/review.ts';
import { identify } from '../../../electron/merge/decisions/identity.ts';
import { readWorkbook } from '../../../electron/survey/workbook/read.ts';
import { CLOCK, entity, newFolder, NOON, type Workspace } from '../../helpers/bundles.ts';
import { installExportForm, say } from '../../helpers/exportForm.ts';
import { exported, readCsv } from '../../helpers/exporting.ts';
import { deskOf, merge, newBody, newCommission, send } from '../../helpers/merging.ts';
import { valueOf } from '../../helpers/result.ts';

const OPEN = { '/A/scope': ['own_state', 'eec_full', 'members', 'companies'] };
let commission: Workspace;
let a: Workspace;

beforeAll(async () => {
  const [first, second] = [newBody(1), newBody(2)] as const;
  a = first;
  commission = newCommission(first, second);
  for (const workspace of [first, second, commission]) installExportForm(workspace);
  say(first, 1, {
    ...OPEN, '/A/name': '=HYPERLINK("http://x")', '/A/model': 'idm', '/A/phone': '+7 495', '/A/supplier': 'ООО «Ключ»', '/A/staff': -5, '/A/share': 12.5, '/A/founded': '1999-12-31',
    '/F/line[b]': 2, '/F/line[b]/node': '90 нм', '/F/line[b]/wafers': 1.5, '/F/line[a]': 1, '/F/line[a]/node': '@SUM(A1)', '/N/offer[o]': 1, '/N/offer[o]/subject': 'Пластины',
  });
  say(first, 2, { '/A/scope': ['eec'], '/A/name': 'ОАО «Закрытое»', '/A/model': 'fabless', '/A/supplier': 'ООО «Тайна»', '/A/staff': { missing: 'refused' }, '/A/phone': '+7 812' });
  say(first, 3, { ...OPEN, '/A/name': 'АО «Спор»', '/A/staff': 10 });
  say(second, 3, { ...OPEN, '/A/name': 'АО «Спор»', '/A/staff': 12 });
  await merge(commission, await send(first, true), await send(second, true));
}, 60_000);

const pathOf = (report: { readonly files: readonly { readonly file: string }[] }, name: string): string => report.files.find(({ file }) => file.endsWith(`/${name}`))?.file ?? '';

describe('tables as CSV', () => {
  test('hold a line a company and a line a row in its order; what is in conflict stands among the conflicts, not in its cell', async () => {
    const report = await exported(commission, { format: 'csv' });
    const companies = readCsv(pathOf(report, 'companies.csv'));
    expect(companies.map(({ number, status, staff, share, founded }) => ({ number, status, staff, share, founded }))).toEqual([
      { number: '1', status: 'approved', staff: '-5', share: '12.5', founded: '1999-12-31' },
      { number: '2', status: 'approved', staff: '', share: '', founded: '' },
      { number: '3', status: 'conflict', staff: '', share: '', founded: '' },
    ]);
    expect(readCsv(pathOf(report, 'line.csv'))).toMatchObject([{ row: 'a', order: '1' }, { row: 'b', order: '2', node: '90 нм', wafers: '1.5' }]);
    expect(readCsv(pathOf(report, 'conflicts.csv')).map(({ path, value }) => [path, value]).sort()).toEqual([['/A/staff', '10'], ['/A/staff', '12']]);
    expect(readCsv(pathOf(report, 'missing.csv'))).toEqual(expect.arrayContaining([
      { entity: entity(2), path: '/A/staff', reason: 'refused', value: '' }, { entity: entity(2), path: '/A/supplier', reason: 'withheld', value: '' }, { entity: entity(3), path: '/A/staff', reason: 'conflict', value: '' },
    ]));
  });

  test('every value and every side of a conflict leads to its revision, its bundle and its key (M10)', async () => {
    const report = await exported(commission, { format: 'csv' });
    const revisions = new Map(readCsv(pathOf(report, 'revisions.csv')).map((row) => [row['revision'], row]));
    const bundles = new Map(readCsv(pathOf(report, 'bundles.csv')).map((row) => [row['bundle'], row]));
    const named = [...readCsv(pathOf(report, 'provenance.csv')), ...readCsv(pathOf(report, 'conflicts.csv'))];
    for (const { revision } of named) expect(bundles.get(revisions.get(revision)?.['bundle'])).toMatchObject({ holder: 'И. Иванова', signer: expect.stringMatching(/^[0-9a-f]{64}$/) as string });
    const of = (company: number): readonly (string | undefined)[] => readCsv(pathOf(report, 'provenance.csv')).filter((row) => row['entity'] === entity(company)).map((row) => row['path']);
    expect(of(1)).toEqual(expect.arrayContaining(['/A/name', '/A/staff', '/F/line[a]/node', '/N/offer[o]/subject']));
    expect(of(2)).not.toContain('/A/supplier');
  });

  test('restricted fields leave where the company named the Commission in full, personal ones beside the tables and only when asked for', async () => {
    const plain = await exported(commission, { format: 'csv' });
    expect(readCsv(pathOf(plain, 'companies.csv')).map((row) => row['supplier'])).toEqual(['ООО «Ключ»', '', '']);
    expect(existsSync(join(plain.folder, 'personal.csv'))).toBe(false);
    for (const { file } of plain.files) expect(readFileSync(file, 'utf8'), file).not.toMatch(/\+7 495|\+7 812|Тайна/);
    const asked = await exported(commission, { format: 'csv', personal: true });
    expect(readCsv(pathOf(asked, 'personal.csv'))).toEqual([{ entity: entity(1), path: '/A/phone', value: "'+7 495" }]);
  });

  test('other states see the companies that permit it, other companies their cards', async () => {
    const members = await exported(commission, { format: 'csv', audience: 'members' });
    expect(readCsv(pathOf(members, 'companies.csv')).map(({ number, supplier }) => [number, supplier])).toEqual([['1', ''], ['3', '']]);
    const companies = await exported(commission, { format: 'csv', audience: 'companies' });
    expect(Object.keys(readCsv(pathOf(companies, 'companies.csv'))[0] ?? {})).toEqual(['entity', 'country', 'number', 'name', 'status', 'decision', 'quality', 'answer_name']);
    expect(readCsv(pathOf(companies, 'offer.csv'))).toHaveLength(1);
    expect(existsSync(join(companies.folder, 'line.csv'))).toBe(false);
    for (const { file } of companies.files) expect(readFileSync(file, 'utf8'), file).not.toMatch(/90 нм|Закрытое/);
  });

  test('a ministry exports what its own companies permit their state', async () => {
    expect(await exported(a, { format: 'csv' })).toMatchObject({ audience: 'own_state', companies: 3 });
  });

  test('no answer becomes a formula (B22)', async () => {
    const report = await exported(commission, { format: 'csv' });
    const names = readCsv(pathOf(report, 'companies.csv')).map((row) => row['answer_name']);
    expect(names[0]).toBe(`'=HYPERLINK("http://x")`);
    expect(readCsv(pathOf(report, 'line.csv'))[0]?.['node']).toBe("'@SUM(A1)");
  });

  test('cancelled, nothing is left in the folder; what stood there stays', async () => {
    const folder = newFolder();
    await exported(commission, { format: 'csv', folder });
    const before = readdirSync(folder).sort();
    await expect(exported(commission, { format: 'xlsx', folder }, () => { throw new Cancelled(); })).rejects.toThrow(Cancelled);
    expect(readdirSync(folder).sort()).toEqual(before);
  });

  test('a folder that cannot be written says so', async () => {
    expect(await exportData({ db: commission.db, now: () => NOON, random: () => 0.5, uuid: CLOCK.uuid, progress: () => undefined, checkCancelled: () => undefined }, { folder: '/dev/null/x', format: 'csv', audience: null, personal: false, aggregate: false }))
      .toMatchObject({ ok: false, error: { code: 'file-unwritable' } });
  });
});

describe('tables in other shapes', () => {
  test('a workbook has a sheet a table, typed cells and not one formula (B22); provenance lies beside it', async () => {
    const report = await exported(commission, { format: 'xlsx' });
    const bytes = readFileSync(pathOf(report, 'svod.xlsx'));
    const sheets = valueOf(await readWorkbook(bytes));
    expect(sheets.map(({ name }) => name)).toEqual(['companies', 'line', 'offer', 'missing', 'conflicts', 'bundles', 'dictionary', 'codes']);
    const [head, first] = sheets[0]?.rows ?? [];
    expect(new Set(head).size).toBe(head?.length);
    expect(Object.fromEntries((head ?? []).map((name, index) => [name, first?.[index]]))).toMatchObject({ name: '=HYPERLINK("http://x")', staff: -5, share: 12.5, founded: '1999-12-31' });
    const reader = new ZipReader(new BlobReader(new Blob([bytes])));
    for (const entry of await reader.getEntries()) if (entry.filename.startsWith('xl/worksheets/')) expect(await (entry as FileEntry).getData(new TextWriter())).not.toMatch(/<f[ >]/);
    await reader.close();
    expect(readCsv(pathOf(report, 'provenance.csv')).length).toBeGreaterThan(10);
  });

  test('Parquet files read back with numbers, dates, text and nothing as they were', async () => {
    const report = await exported(commission, { format: 'parquet' });
    const read = async (name: string): Promise<readonly Record<string, unknown>[]> => {
      const bytes = readFileSync(pathOf(report, name));
      return parquetReadObjects({ file: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) });
    };
    const [first, second] = await read('companies.parquet');
    expect(first).toMatchObject({ number: '1', name: '=HYPERLINK("http://x")', staff: -5n, share: 12.5, founded: new Date('1999-12-31T00:00:00Z'), supplier: 'ООО «Ключ»' });
    expect(second).toMatchObject({ number: '2', staff: null, share: null, supplier: null });
    expect(await read('line.parquet')).toMatchObject([{ row: 'a', order: 1n, wafers: null }, { row: 'b', order: 2n, node: '90 нм', wafers: 1.5 }]);
    expect((await read('codes.parquet')).length).toBe(7);
  });

  test('a Parquet file without rows says of what its row groups are a list: Arrow for Rust insists on it', async () => {
    const report = await exported(commission, { format: 'parquet', audience: 'members', personal: true });
    const empty = report.files.filter(({ rows }) => rows === 0);
    expect(empty.length).toBeGreaterThan(0);
    for (const { file } of empty) {
      const bytes = readFileSync(file);
      expect(await parquetReadObjects({ file: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) })).toEqual([]);
      // The number of rows, 0, and a list (9) of structs (12) with nothing in it.
      expect(bytes.toString('hex')).toContain('1600190c');
    }
  });

  test('JSON Lines hold a company a line with its answers as the form is built, its conflicts and where each value comes from', async () => {
    const report = await exported(commission, { format: 'jsonl' });
    const lines = readFileSync(pathOf(report, 'companies.jsonl'), 'utf8').trimEnd().split('\n').map((line) => JSON.parse(line) as Record<string, never>);
    expect(lines[0]).toMatchObject({ number: '1', answers: { A: { staff: -5, share: 12.5 }, F: { line: [{ node: '@SUM(A1)' }, { node: '90 нм', wafers: 1.5 }] } } });
    expect(lines[1]).toMatchObject({ withheld: ['/A/supplier'], answers: { A: { staff: { missing: 'refused' } } } });
    expect(lines[2]).toMatchObject({ status: 'conflict', conflicts: [{ path: '/A/staff', writes: [{}, {}] }] });
    const { provenance, revisions } = lines[0] as unknown as { readonly provenance: Record<string, string[]>; readonly revisions: Record<string, { readonly bundle: string | null }> };
    expect(revisions[provenance['/A/staff']?.[0] ?? '']).toMatchObject({ op: 'put', person: 'И. Иванова', holder: 'И. Иванова', body: 'Министерство 1', file: expect.stringMatching(/\.svod$/) as string, seq: 1, bundle: expect.stringMatching(/^[0-9a-f]{64}$/) as string });
  });
});

describe('a Frictionless Data Package', () => {
  interface Field { readonly name: string; readonly type: string; readonly categories?: readonly { readonly value: string; readonly label: string }[] }
  interface Key { readonly fields: readonly string[]; readonly reference: { readonly resource: string; readonly fields: readonly string[] } }
  interface Resource {
    readonly name: string; readonly path: string; readonly bytes: number; readonly hash: string;
    readonly schema: { readonly fields: readonly Field[]; readonly primaryKey?: readonly string[]; readonly foreignKeys?: readonly Key[]; readonly missingValues: readonly string[] };
  }

  test('describes every file by the rules of the specification, and every line is what its schema says', async () => {
    const report = await exported(commission, { format: 'datapackage' });
    const descriptor = JSON.parse(readFileSync(pathOf(report, 'datapackage.json'), 'utf8')) as { readonly $schema: string; readonly name: string; readonly created: string; readonly resources: readonly Resource[] };
    expect(descriptor).toMatchObject({ $schema: 'https://datapackage.org/profiles/2.0/datapackage.json', name: 'export-1', created: '2026-11-23T09:00:00.000Z' });
    expect(readdirSync(report.folder).sort()).toEqual(['datapackage.json', ...descriptor.resources.map(({ path }) => path)].sort());
    const rows = new Map(descriptor.resources.map(({ name, path }) => [name, readCsv(join(report.folder, path))]));
    const valuesOf = (resource: string, fields: readonly string[]): readonly string[] => (rows.get(resource) ?? []).map((row) => JSON.stringify(fields.map((field) => row[field])));
    for (const { name, path, bytes, hash, schema } of descriptor.resources) {
      const file = readFileSync(join(report.folder, path));
      // Names are lower-case, paths are relative and stay inside, hashes and sizes are those of the file.
      expect([name, path]).toEqual([expect.stringMatching(/^[a-z0-9._-]+$/), expect.stringMatching(/^[^/\\]+\.csv$/)]);
      expect([bytes, hash]).toEqual([file.length, `sha256:${sha256(file)}`]);
      expect(file.toString('utf8').split('\r\n')[0]).toBe(schema.fields.map((field) => field.name).join(','));
      expect(schema.missingValues).toEqual(['']);
      for (const row of rows.get(name) ?? []) for (const field of schema.fields) {
        const cell = row[field.name] ?? '';
        if (cell !== '') expect(cell, `${name}.${field.name}`).toMatch(PATTERNS[field.type] ?? /never/);
        if (field.categories && cell !== '') expect(field.categories.map(({ value }) => value)).toContain(cell);
      }
      if (schema.primaryKey) expect(new Set(valuesOf(name, schema.primaryKey)).size).toBe(rows.get(name)?.length);
      for (const { fields, reference } of schema.foreignKeys ?? []) {
        const there = new Set(valuesOf(reference.resource, reference.fields));
        for (const value of valuesOf(name, fields)) expect(there.has(value) || value === '[""]', `${name} → ${reference.resource}: ${value}`).toBe(true);
      }
    }
    expect(descriptor.resources.find(({ name }) => name === 'companies')?.schema.fields.find(({ name }) => name === 'model')?.categories).toHaveLength(2);
  });
  const PATTERNS: Readonly<Record<string, RegExp>> = { string: /[\s\S]/, integer: /^-?\d+$/, number: /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i, date: /^\d{4}-\d{2}-\d{2}$/ };
});

test('the Commission’s decision and the class it gave leave for the state and the Commission, for nobody else', async () => {
  valueOf(decideCompany(deskOf(commission), { entity: entity(1), decision: 'accepted', reason: '', quality: 'B' }));
  const read = async (audience: 'commission' | 'members'): Promise<unknown> => {
    const row = readCsv(pathOf(await exported(commission, { format: 'csv', audience }), 'companies.csv')).find((one) => one['entity'] === entity(1));
    return [row?.['decision'], row?.['quality']];
  };
  expect([await read('commission'), await read('members')]).toEqual([['accepted', 'B'], ['', '']]);
});

describe('sums over companies', () => {
  test('are of the companies that permit them, and tell nothing of fewer than three', async () => {
    const report = await exported(commission, { format: 'csv', aggregate: true });
    const rows = readCsv(pathOf(report, 'aggregates.csv'));
    expect(rows.find((row) => row['question'] === 'companies' && row['country'] === 'all' && row['segment'] === 'all')).toMatchObject({ value: '3', status: 'shown' });
    // One company alone has said how many people it has: nothing of that is told, not the total either.
    for (const row of rows.filter((one) => one['question'] === 'staff')) expect(row).toMatchObject({ value: '', status: 'suppressed', unit: 'чел.' });
    expect(rows.some((row) => row['question'] === 'share')).toBe(false);
    expect(report.files.map(({ file }) => file.split('/').at(-1))).toEqual(['aggregates.csv']);
  });

  test('for other companies only count who permits it: of what is not on the card nothing is added up either', async () => {
    const rows = readCsv(pathOf(await exported(commission, { format: 'csv', aggregate: true, audience: 'companies' }), 'aggregates.csv'));
    expect(new Set(rows.map((row) => `${row['question']} ${row['segment']}`))).toEqual(new Set(['companies none', 'companies all']));
  });

  test('count companies that are linked once (M7)', async () => {
    const link = (word: 'same' | null): unknown => valueOf(identify(deskOf(commission), { entities: [entity(1), entity(2)], word, reason: 'Один завод' }));
    link('same');
    const linked = readCsv(pathOf(await exported(commission, { format: 'csv', aggregate: true }), 'aggregates.csv'));
    // Two companies are too few to be told.
    expect(linked.find((row) => row['question'] === 'companies' && row['country'] === 'all' && row['segment'] === 'all')).toMatchObject({ value: '', status: 'suppressed' });
    link(null);
    const apart = readCsv(pathOf(await exported(commission, { format: 'csv', aggregate: true }), 'aggregates.csv'));
    expect(apart.find((row) => row['question'] === 'companies' && row['country'] === 'all' && row['segment'] === 'all')).toMatchObject({ value: '3', status: 'shown' });
  });

  test.each(['xlsx', 'jsonl', 'parquet', 'datapackage'] as const)('are written as %s too', async (format) => {
    const report = await exported(commission, { format, aggregate: true });
    expect(report.rows).toBeGreaterThan(0);
    for (const { file } of report.files) expect(existsSync(file)).toBe(true);
  });
});
