import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { printFixture } from '../../../build/fixtures/workbook.ts';
import { readWorkbook } from '../../../electron/survey/workbook/read.ts';
import type { CellValue } from '../../../shared/survey/xlsform/sheet.ts';
import { svod, svodJson, temporaryFolder } from '../../helpers/commandLine.ts';

// Every call is a process of its own.
vi.setConfig({ testTimeout: 90_000 });

const OLD = new URL('../../../shared/forms/microelectronics.xlsx', import.meta.url).pathname;
const folder = temporaryFolder();
afterAll(folder.remove);
const next = folder.path('next.xlsx');
let demo: { readonly commission: string; readonly ministries: readonly string[]; readonly passphrase: string };

/** The form that ships, its next version: A06 is asked no more, A05 is called A05a. */
beforeAll(async () => {
  const read = await readWorkbook(readFileSync(OLD));
  if (!read.ok) throw new Error(read.error.problem);
  const sheets = read.value.map(({ name, rows }) => ({
    name,
    rows: rows.filter((row) => !row.includes('A06')).map((row) => row.map((cell): CellValue => (cell === 'A05' ? 'A05a' : typeof cell === 'string' ? cell.replaceAll('${A05}', '${A05a}') : cell))),
  }));
  const settings = sheets.find(({ name }) => name === 'settings') as (typeof sheets)[number];
  const at = settings.rows[0]?.indexOf('version') ?? 0;
  writeFileSync(next, await printFixture([...sheets.filter((one) => one !== settings), { name: 'settings', rows: settings.rows.map((row, index) => (index === 1 ? row.map((cell, column) => (column === at ? 'next' : cell)) : row)) }, { name: '_renames', rows: [['from', 'to'], ['A05', 'A05a']] }]));
  demo = svodJson(['demo', folder.path('demo'), '--companies', '6']);
}, 90_000);

test('two versions are compared, in the language of the reader', () => {
  const { changes } = svodJson<{ readonly changes: readonly { readonly kind: string; readonly path?: string; readonly to?: string }[] }>(['form', 'compare', OLD, next]);
  expect(changes).toEqual([{ kind: 'renamed', path: '/A/A05', to: '/A/A05a' }, { kind: 'removed', path: '/A/A06' }]);
  expect(svod(['form', 'compare', OLD, next, '--language', 'ru']).error + svod(['form', 'compare', OLD, next, '--language', 'ru']).out).toContain('/A/A05 теперь называется /A/A05a');
  expect(svodJson(['form', 'compare', OLD, OLD])).toMatchObject({ changes: [] });
});

test('installing a newer version carries drafts over and reports every value that has no place', () => {
  const ministry = demo.ministries[2] as string;
  const pack = folder.path('next.svodform');
  svodJson(['form', 'build', next, '--out', pack, '--workspace', demo.commission], 0, { SVOD_PASSPHRASE: demo.passphrase });
  writeFileSync(folder.path('draft.json'), JSON.stringify({ company: 'RU:7735007358', answers: { A: { A05: 'Иванов', A06: 'Директор' } } }));
  svodJson(['answers', 'import', folder.path('draft.json'), '--form', 'microelectronics', '--workspace', ministry]);
  const installed = svodJson<{ readonly moved: number; readonly aside: number; readonly report: string; readonly drafts: readonly unknown[] }>(['form', 'install', pack, '--workspace', ministry]);
  expect(installed).toMatchObject({ moved: 1, aside: 1, drafts: [{ company: 'RU:7735007358', changes: [{ reason: 'moved', from: '/A/A05', to: '/A/A05a', value: 'Иванов' }, { reason: 'question-removed', from: '/A/A06', to: null, value: 'Директор' }] }] });
  expect(JSON.parse(readFileSync(installed.report, 'utf8'))).toMatchObject({ aside: 1, drafts: installed.drafts });
  svodJson(['answers', 'export', '--out', folder.path('back.json'), '--workspace', ministry]);
  expect(readFileSync(folder.path('back.json'), 'utf8')).toMatch(/"A05a":\s*"Иванов"/);
});

test('people are told it by the numbers, texts and choices of the questions, in their language', () => {
  const ministry = demo.ministries[3] as string;
  writeFileSync(folder.path('again.json'), JSON.stringify({ company: 'RU:7735007358', answers: { A: { A05: 'Иванов', A06: 'Директор' } } }));
  svodJson(['answers', 'import', folder.path('again.json'), '--form', 'microelectronics', '--workspace', ministry]);
  const { out } = svod(['form', 'install', folder.path('next.svodform'), '--workspace', ministry, '--language', 'ru']);
  expect(out).toMatch(/^ {2}→ RU:7735007358 {2}A05 [^/]+ – теперь A05a [^/]+: «Иванов»$/mu);
  expect(out).toMatch(/^ {2}! RU:7735007358 {2}A06 Должность: вопроса больше нет; был ответ «Директор»$/mu);
});
