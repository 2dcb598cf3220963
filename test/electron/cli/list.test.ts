import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { close, openWrite } from '../../../electron/database/open.ts';
import { keepMapping } from '../../../electron/survey/intake/kept.ts';
import { readWorkbook } from '../../../electron/survey/workbook/read.ts';
import { svodJson, temporaryFolder } from '../../helpers/commandLine.ts';
import { encodeIn } from '../../helpers/encodings.ts';

// Every call is a process of its own.
vi.setConfig({ testTimeout: 90_000 });

const folder = temporaryFolder();
afterAll(folder.remove);
const workspace = folder.path('ministry');
const at = ['--workspace', workspace];
const list = folder.path('list.csv');
const map = folder.path('map.json');

beforeAll(() => {
  svodJson(['init', workspace, '--role', 'ministry', '--country', 'RU', '--body', 'Минпромторг']);
  writeFileSync(list, encodeIn('ИНН;Полное наименование;Выручка;Дата\r\n7735007358;АО "Завод";1 234,5;31.12.1999\r\n7735007350;Неверный;1;01.01.2000\r\n', 'windows-1251'));
});

test('a list of the ministry comes in by a mapping: begun by the program, tried, then written, with a report of refused rows', async () => {
  const { mapping, columns } = svodJson<{ readonly mapping: { readonly columns: readonly unknown[] }; readonly columns: readonly { readonly name: string; readonly guess: string | null }[] }>(['answers', 'map', list, '--out', map, ...at]);
  expect(columns.map(({ guess }) => guess)).toEqual(['@number', '/B/B01', null, null]);
  const columnsNow = [...mapping.columns, { column: 'Выручка', question: 'C02' }, { column: 'Дата', question: 'B14' }];
  writeFileSync(map, JSON.stringify({ ...JSON.parse(readFileSync(map, 'utf8')) as object, columns: columnsNow }));

  const report = folder.path('refused.xlsx');
  const wanted = {
    rows: 2, created: 1, updated: 0, companies: [{ number: 'RU:7735007358', name: 'АО "Завод"', kind: 'created', row: 2 }],
    refused: [{ row: 3, company: 'Неверный', message: 'The identifier 7735007350 is wrong. Compare it with the registration papers.' }],
    read: { encoding: 'windows-1251', separator: ';', decimal: 'comma', dates: 'dmy' },
  };
  const words = ['answers', 'import', list, '--form', 'microelectronics', '--map', map, ...at];
  expect(svodJson([...words, '--dry-run'], 1)).toMatchObject({ ...wanted, dryRun: true, written: false });
  expect(existsSync(report)).toBe(false);
  expect(svodJson([...words, '--report', report], 1)).toMatchObject({ ...wanted, dryRun: false, written: true });
  const read = await readWorkbook(readFileSync(report));
  expect(read.ok && read.value[0]?.rows[1]).toEqual(['7735007350', 'Неверный', 1, '2000-01-01', 3, 'The identifier 7735007350 is wrong. Compare it with the registration papers.']);
  svodJson(['answers', 'export', '--out', folder.path('out.json'), ...at]);
  expect(JSON.parse(readFileSync(folder.path('out.json'), 'utf8'))).toMatchObject([{ company: 'RU:7735007358', answers: { B: { B01: 'АО "Завод"', B14: '1999-12-31' }, C: { C02: 1234.5 } } }]);
});

test('a mapping that was kept in the workspace is named by its name', () => {
  const opened = openWrite(workspace);
  if (!opened.ok) throw new Error(opened.error.code);
  keepMapping(opened.value, { formatVersion: 1, form: 'microelectronics', name: 'Реестр', reading: { sheet: null, encoding: null, separator: null, headRow: null }, writing: null, country: null, repeat: null, columns: [{ column: 'ИНН', question: '@number', values: {} }, { column: 'Выручка', question: '/C/C03', values: {} }] });
  close(opened.value);
  expect(svodJson(['answers', 'import', list, '--map', 'Реестр', '--dry-run', ...at], 1)).toMatchObject({ created: 0, updated: 1, companies: [{ changed: [{ path: '/C/C03', cell: 'C2', before: null, after: 1234.5 }] }] });
});

test('a list without a mapping, and a mapping that does not fit, are refused with what to do', () => {
  expect(svodJson(['answers', 'import', list, ...at], 2)).toMatchObject({ error: { code: 'usage' } });
  writeFileSync(folder.path('bad.json'), JSON.stringify({ form: 'microelectronics', columns: [{ column: 'ИНН', question: 'Z99' }] }));
  expect(svodJson(['answers', 'import', list, '--map', folder.path('bad.json'), ...at], 1)).toMatchObject({ error: { code: 'mapping-invalid', message: expect.stringContaining('Z99') as string } });
});
