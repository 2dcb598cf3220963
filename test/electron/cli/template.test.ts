import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { readWorkbook } from '../../../electron/survey/workbook/read.ts';
import { printFixture } from '../../../build/fixtures/workbook.ts';
import { svodJson, temporaryFolder } from '../../helpers/commandLine.ts';

// Every call is a process of its own.
vi.setConfig({ testTimeout: 90_000 });

const folder = temporaryFolder();
afterAll(folder.remove);
const workspace = folder.path('ministry');
const at = ['--workspace', workspace];

beforeAll(() => {
  svodJson(['init', workspace, '--role', 'ministry', '--country', 'RU', '--body', 'Минпромторг']);
  writeFileSync(folder.path('draft.json'), JSON.stringify({ company: 'RU:7735007358', answers: { A: { A05: 'Иванов' }, C: { C02: 5 } } }));
  svodJson(['answers', 'import', folder.path('draft.json'), ...at]);
});

test('a workbook goes out for a company and comes back: tried first, then written, each change at its cell', async () => {
  const out = folder.path('out.xlsx');
  expect(svodJson(['answers', 'template', '--form', 'microelectronics', '--company', 'RU:7735007358', '--out', out, '--language', 'en', ...at])).toMatchObject({ form: 'microelectronics', company: 'RU:7735007358', language: 'en' });
  expect(svodJson(['answers', 'import', out, ...at])).toMatchObject({ created: 0, updated: 1, companies: [{ changes: 0 }] });

  const read = await readWorkbook(readFileSync(out));
  if (!read.ok) throw new Error(read.error.problem);
  let cell = '';
  const back = folder.path('back.xlsx');
  writeFileSync(back, await printFixture(read.value.map(({ name, rows }) => ({
    name, rows: rows.map((row, index) => {
      if (name === 'svod' || row[0] !== '/C/C02') return row;
      cell = `D${index + 1}`;
      return row.map((value, column) => (column === 3 ? 'some' : value));
    }),
  }))));
  const wanted = { created: 0, updated: 1, companies: [{ number: 'RU:7735007358', changed: [{ path: '/C/C02', sheet: expect.stringMatching(/^C /) as string, cell, before: 5, after: 'some', both: false }] }] };
  const tried = svodJson<{ readonly findings: readonly { readonly cell: string | null; readonly rule: string }[] }>(['answers', 'import', back, '--dry-run', ...at]);
  expect(tried).toMatchObject({ ...wanted, dryRun: true, written: false });
  expect(tried.findings).toContainEqual(expect.objectContaining({ rule: 'type', cell }));
  expect(svodJson(['answers', 'import', back, '--dry-run', ...at])).toMatchObject(wanted);
  expect(svodJson(['answers', 'import', back, ...at])).toMatchObject({ ...wanted, dryRun: false, written: true });
  expect(svodJson(['answers', 'import', back, ...at])).toMatchObject({ companies: [{ changes: 0 }] });
});

test('an empty workbook goes out, and is refused until it says which company it is', () => {
  const out = folder.path('empty.xlsx');
  svodJson(['answers', 'template', '--out', out, ...at]);
  expect(svodJson(['answers', 'import', out, ...at], 1)).toMatchObject({ ok: false, error: { code: 'template-nameless' } });
});

test('a workbook speaks the language of the form that was asked for, and none that the form does not have', () => {
  const out = folder.path('texts.xlsx');
  expect(svodJson(['answers', 'template', '--out', out, '--texts', 'en', '--language', 'ru', ...at])).toMatchObject({ language: 'en' });
  expect(svodJson(['answers', 'template', '--out', out, '--texts', 'hy', ...at], 1)).toMatchObject({ ok: false, error: { code: 'language-unknown' } });
});
