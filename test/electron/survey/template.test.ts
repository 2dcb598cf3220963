import readExcel from 'read-excel-file/node';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { changesOfField } from '../../../electron/database/tables/answerHistory.ts';
import { write } from '../../../electron/database/transaction.ts';
import { fillSurvey } from '../../../electron/demo/company.ts';
import { createDice } from '../../../electron/demo/dice.ts';
import { createProfile } from '../../../electron/demo/profile.ts';
import type { Desk } from '../../../electron/jobs/handler.ts';
import { createCompany } from '../../../electron/survey/create.ts';
import { openResponse, saveAnswers } from '../../../electron/survey/draft.ts';
import { installForm, readyToInstall } from '../../../electron/survey/form.ts';
import { importTemplate } from '../../../electron/survey/template/import.ts';
import { makeTemplate } from '../../../electron/survey/template/make.ts';
import { readWorkbook } from '../../../electron/survey/workbook/read.ts';
import { ok } from '../../../shared/base/result.ts';
import { answersFromJson } from '../../../shared/survey/json.ts';
import type { Answer, AnswerChange } from '../../../shared/survey/response.ts';
import type { CellValue, Sheet } from '../../../shared/survey/xlsform/sheet.ts';
import { microelectronics } from '../../helpers/forms.ts';
import { openMinistry } from '../../helpers/ministry.ts';
import { failureOf, valueOf } from '../../helpers/result.ts';

const NOTHING = { required: 0, answered: 0, errors: 0, warnings: 0, unjustified: 0 };

let desk: Desk;
let remove: () => void;
let entity: string;
beforeEach(async () => {
  const ministry = await openMinistry();
  remove = ministry.remove;
  desk = { ...ministry.desk, uuid: () => crypto.randomUUID() };
  entity = valueOf(createCompany(desk, { country: 'RU', scheme: 'ru_inn', number: '7735007358', name: 'АО «Завод»' })).entity;
});
afterEach(() => remove());

const draft = (): ReadonlyMap<string, Answer> => new Map(valueOf(openResponse(desk, { entity })).answers);
const save = (...changes: readonly AnswerChange[]): void => {
  valueOf(saveAnswers(desk, { response: valueOf(openResponse(desk, { entity })).response, changes, progress: NOTHING }));
};
const answer = (path: string, value: Answer | null): AnswerChange => ({ path, value });
const template = async (of: string | null = entity, texts = 'ru'): Promise<readonly Sheet[]> => sheetsOf(valueOf(await makeTemplate(desk, { entity: of, room: 5, texts })).bytes);
async function sheetsOf(bytes: Uint8Array): Promise<readonly Sheet[]> {
  const read = await readWorkbook(bytes);
  if (!read.ok) throw new Error(read.error.problem);
  return read.value;
}

/** What a company does: writes into the cell of a question, or of a column of a table's row (from 1). */
function fill(sheets: readonly Sheet[], name: string, value: CellValue, row?: number): readonly Sheet[] {
  return sheets.map((sheet) => {
    const rows = sheet.rows.map((cells) => [...cells]);
    const put = (at: number, column: number): void => {
      const cells = rows[at] as CellValue[];
      while (cells.length <= column) cells.push(null);
      cells[column] = value;
    };
    for (const [index, cells] of rows.entries()) {
      const mark = typeof cells[0] === 'string' ? cells[0] : '';
      if (row === undefined && (mark.endsWith(`/${name}`) || mark.includes(`/${name}=`))) put(index, 3);
      const column = mark.startsWith('[') ? cells.findIndex((cell) => typeof cell === 'string' && cell.endsWith(`/${name}`)) : -1;
      if (row !== undefined && column > 0) put(index + 1 + row, column);
    }
    return { ...sheet, rows };
  });
}
const take = (sheets: readonly Sheet[], precedence: 'file' | 'draft' = 'file', rehearse = false) => valueOf(importTemplate(desk, sheets, { precedence, rehearse }));
const pathed = ({ changes }: ReturnType<typeof take>) => changes.map(({ path, before, after }) => [path.replace(/\[[^\]]*\]/, '[…]'), before, after]);

describe('a template that comes back untouched', () => {
  test.each(['ru', 'en'] as const)('changes nothing, whatever was in the draft (%s)', async (language) => {
    save(
      answer('/A/A05', ' Иванов; «Пётр»\n_x0041_ '), answer('/A/A02', '2026-03-02'), answer('/A/A11', ['members', 'eec_full']), answer('/C/C02', 120_000.123_456_789_1), answer('/C/C16', { missing: 'restricted' }),
      answer('/B/site[k1]', 1), answer('/B/site[k1]/B29', '=1+1'), answer('/B/site[k1]/B32', ['design', 'fab']), answer('/B/site[k1]/B33', { missing: 'no_data' }), answer('/B/B14', '1899-05-01'),
      answer('/C/enduse[k2]', 1), answer('/C/enduse[k2]/C13', 'auto'), answer('/C/enduse[k2]/C14', 100), answer('/B/B07', '0123'), answer('/C/C05', 'около 5'), answer('/P/P03', 'ы'.repeat(40_000)),
    );
    const before = draft();
    const taken = take(await template(entity, language));
    expect(taken.changes).toEqual([]);
    expect(taken.troubles).toEqual([]);
    expect(draft()).toEqual(before);
  });

  test.each(['ru', 'en'] as const)('changes nothing of a company with hundreds of answers (%s)', async (language) => {
    const profile = createProfile(createDice('template'), { kind: 'fab', country: 'RU', name: 'Завод', year: 2025, day: '2026-03-02', body: 'Министерство' });
    entity = valueOf(createCompany(desk, { country: 'RU', scheme: 'ru_inn', number: profile.number, name: 'АО «Завод»' })).entity;
    const filled = answersFromJson(microelectronics(), fillSurvey(profile, createDice('answers')));
    if (!filled.ok) throw new Error(JSON.stringify(filled.error));
    save(...[...filled.value].map(([path, value]) => ({ path, value })));
    expect(filled.value.size).toBeGreaterThan(300);
    expect(take(await template(entity, language)).changes).toEqual([]);
  });

  test('leaves alone what was entered here after it was made', async () => {
    const sheets = await template();
    save(answer('/A/A05', 'Иванов'), answer('/B/site[k1]', 1), answer('/B/site[k1]/B29', 'Основная'));
    expect(take(sheets).changes).toEqual([]);
    expect(draft().get('/A/A05')).toBe('Иванов');
  });
});

describe('a template of which something was taken out', () => {
  test('leaves alone what it has no lines for, and says what that is: a sheet, the line of a question, a whole table', async () => {
    save(answer('/A/A05', 'Иванов'), answer('/C/C02', 100), answer('/B/B15', 'Тверь'), answer('/B/site[k1]', 1), answer('/B/site[k1]/B29', 'Основная'));
    const before = draft();
    const sheets = await template();
    const without = sheets.filter(({ name }) => !name.startsWith('C ')).map((sheet) => (sheet.name.startsWith('B ') ? { ...sheet, rows: sheet.rows.filter(([mark]) => mark !== '/B/B15' && !String(mark).includes('/B/site')) } : sheet));
    const taken = take(fill(without, 'A05', 'Петров'));
    expect(pathed(taken)).toEqual([['/A/A05', 'Иванов', 'Петров']]);
    expect(taken.absent.toSorted()).toEqual(['B15', 'B28', 'C02']);
    expect(draft()).toEqual(new Map([...before, ['/A/A05', 'Петров']]));
  });
});

describe('a template that a company filled in', () => {
  test('gives texts, numbers, dates, choices, reasons, rows and lines of a matrix to the draft, with history', async () => {
    let sheets = await template();
    for (const [name, value, row] of [
      ['A05', 'Иванов'], ['A02', '02.03.2026'], ['C02', '120 000,5'], ['C01', 'Российский рубль'], ['B29', 'Основная', 1], ['B33', 10.5, 1], ['B29', 'Вторая', 3], ['B33', '[Нет данных]', 3], ['C14', 60, 1], ['C14', '40', 2],
    ] as const) sheets = fill(sheets, name, value, row as number | undefined);
    const taken = take(sheets);
    expect(taken.troubles).toEqual([]);
    const now = draft();
    expect([now.get('/A/A05'), now.get('/A/A02'), now.get('/C/C02')]).toEqual(['Иванов', '2026-03-02', 120_000.5]);
    const rows = [...now].filter(([path]) => /^\/B\/site\[\w+\]$/.test(path)).map(([path]) => path).sort((one, two) => Number(now.get(one)) - Number(now.get(two)));
    expect(rows.map((row) => [now.get(row), now.get(`${row}/B29`), now.get(`${row}/B33`)])).toEqual([[1, 'Основная', 10.5], [2, 'Вторая', { missing: 'no_data' }]]);
    expect([...now].filter(([path]) => path.startsWith('/C/enduse')).map(([, value]) => value)).toEqual(expect.arrayContaining([60, 40]));
    const { response } = valueOf(openResponse(desk, { entity }));
    expect(changesOfField(desk.db, response, '/A/A05')).toMatchObject([{ before: null, after: 'Иванов', person: 'Снегирёва Елена Павловна' }]);
  });

  test('names each change and each finding by its cell, and a rehearsal writes nothing', async () => {
    save(answer('/C/C05', 10));
    const sheets = fill(await template(), 'C05', 'много');
    const before = draft();
    const taken = take(sheets, 'file', true);
    expect(pathed(taken)).toEqual([['/C/C05', 10, 'много']]);
    const cell = taken.changes[0]?.place;
    expect(cell?.sheet).toMatch(/^C /);
    expect(cell?.cell).toMatch(/^D\d+$/);
    expect(taken.findings.filter(({ rule }) => rule === 'type').map(({ place }) => place)).toEqual([cell]);
    expect(taken.written).toBe(false);
    expect(draft()).toEqual(before);
  });

  test('that it typed with a percent sign gives the number that is meant', async () => {
    const sheets = fill(await template(), 'B19', 0.62);
    const row = sheets.find(({ name }) => name.startsWith('B '))?.rows.findIndex(([mark]) => mark === '/B/B19') ?? -1;
    take(sheets.map((sheet) => (sheet.name.startsWith('B ') ? { ...sheet, percents: new Set([`D${row + 1}`]) } : sheet)));
    expect(draft().get('/B/B19')).toBe(62);
  });

  test('takes a row away whose cells were cleared, and keeps the others with their ids', async () => {
    save(answer('/B/site[k1]', 1), answer('/B/site[k1]/B29', 'Первая'), answer('/B/site[k2]', 2), answer('/B/site[k2]/B29', 'Вторая'));
    take(fill(await template(), 'B29', null, 1));
    expect([...draft()].filter(([path]) => path.startsWith('/B/site'))).toEqual([['/B/site[k2]', expect.any(Number)], ['/B/site[k2]/B29', 'Вторая']]);
  });

  test('says where both sides changed a field, and the person decides whose word counts', async () => {
    save(answer('/A/A05', 'Иванов'));
    const sheets = fill(await template(), 'A05', 'Петров');
    save(answer('/A/A05', 'Сидоров'));
    expect(take(sheets, 'file', true).changes).toMatchObject([{ path: '/A/A05', before: 'Сидоров', after: 'Петров', both: true }]);
    expect(take(sheets, 'draft').changes).toEqual([]);
    expect(draft().get('/A/A05')).toBe('Сидоров');
    take(sheets, 'file');
    expect(draft().get('/A/A05')).toBe('Петров');
  });

  test('writes nothing at all while one cell cannot be read', async () => {
    const filled = fill(fill(await template(), 'A05', 'Петров'), 'A06', null);
    const sheets = filled.map((sheet) => (sheet.name.startsWith('A ') ? { ...sheet, flaws: [{ row: 4, column: 'D', kind: 'error' as const, shown: '#REF!' }] } : sheet));
    const taken = take(sheets);
    expect(taken.troubles).toEqual([{ sheet: expect.stringMatching(/^A /) as string, cell: 'D4', code: 'excel.cell.error', values: { shown: '#REF!' } }]);
    expect(taken.written).toBe(false);
    expect(draft().has('/A/A05')).toBe(false);
  });

  test('is not read where its columns were moved, a sheet was copied, or a reason is none: answers would go in silence', async () => {
    save(answer('/B/B15', 'Москва'), answer('/B/B26', ['design']));
    const sheets = await template();
    const onB = (change: (row: readonly CellValue[]) => readonly CellValue[]): readonly Sheet[] => sheets.map((sheet) => (sheet.name.startsWith('B ') ? { ...sheet, rows: sheet.rows.map(change) } : sheet));
    const codes = (of: readonly Sheet[]): ReadonlySet<string> => {
      const taken = take(of);
      expect(taken.written).toBe(false);
      return new Set(taken.troubles.map(({ code }) => code));
    };
    // A column put in before the answers, and one before the units.
    expect(codes(onB((row) => [...row.slice(0, 3), null, ...row.slice(3)]))).toContain('excel.cell.aside');
    expect(codes(onB((row) => [...row.slice(0, 5), null, ...row.slice(5)]))).toContain('excel.cell.reason');
    expect(codes(sheets.flatMap((sheet) => (sheet.name.startsWith('B ') ? [sheet, { ...sheet, name: 'B (2)' }] : [sheet])))).toContain('excel.cell.again');
    expect(codes(onB((row) => (row[0] === '/B/B17' ? [...row.slice(0, 6), 'коммерческая тайна'] : row)))).toEqual(new Set(['excel.cell.reason']));
    expect(draft().get('/B/B15')).toBe('Москва');
  });

  test('made for no company adds the one that its answers name', async () => {
    const empty = await template(null, 'en');
    expect(failureOf(importTemplate(desk, empty, { precedence: 'file', rehearse: false }))).toBe('template-nameless');
    const taken = take(fill(fill(fill(empty, 'B04', 'Belarus'), 'B08', '191682495'), 'B01', 'Интеграл'));
    expect(taken).toMatchObject({ kind: 'created', company: { country: 'BY', number: '191682495', name: 'Интеграл' } });
  });

  test('made for an older version of the form is carried over to the one in force', async () => {
    const sheets = fill(await template(), 'A05', 'Петров');
    const old = microelectronics();
    const next = readyToInstall({
      ...old, version: 'next', rules: [], renames: [{ from: 'A05', to: 'A05a' }],
      body: old.body.map((section) => (section.kind === 'group' && section.name === 'A' ? { ...section, children: section.children.map((node) => (node.name === 'A05' ? { ...node, name: 'A05a', path: '/A/A05a' } : node)) } : section)),
    });
    valueOf(write(desk.db, () => {
      installForm(desk.db, next, null, desk.now());
      return ok(null);
    }));
    const taken = take(sheets);
    expect(taken.older).toBe(old.version);
    expect(pathed(taken)).toEqual([['/A/A05a', null, 'Петров']]);
    expect(draft().get('/A/A05a')).toBe('Петров');
  });

  test('is refused when the form is another one or was never installed, and when it is no template', async () => {
    const sheets = await template();
    const about = (key: string, value: string): readonly Sheet[] => sheets.map((sheet) => (sheet.name === 'svod' ? { ...sheet, rows: sheet.rows.map((row) => (row[0] === key ? [key, value] : row)) } : sheet));
    const refused = (of: readonly Sheet[]): string => failureOf(importTemplate(desk, of, { precedence: 'file', rehearse: false }));
    expect(refused(about('formHash', 'f'.repeat(64)))).toBe('template-form-unknown');
    expect(refused(about('formHash', 'f'.repeat(64)).map((sheet) => ({ ...sheet, rows: sheet.rows.map((row) => (row[0] === 'formId' ? ['formId', 'other'] : row)) })))).toBe('template-other-form');
    expect(refused(sheets.filter(({ name }) => name !== 'svod'))).toBe('template-invalid');
  });
});

describe('the workbook itself', () => {
  test('is read alike by another program', async () => {
    const { bytes } = valueOf(await makeTemplate(desk, { entity, room: 5, texts: 'ru' }));
    const ours = await sheetsOf(bytes);
    const theirs = await readExcel(Buffer.from(bytes));
    expect(theirs.map(({ sheet }) => sheet)).toEqual(ours.map(({ name }) => name));
    for (const [index, { data }] of theirs.entries()) {
      const text = (rows: readonly (readonly unknown[])[]): readonly string[] => rows.flatMap((row) => row.flatMap((cell) => (cell === null || cell === undefined || String(cell).trim() === '' ? [] : [String(cell).trim()])));
      expect(text(data)).toEqual(text(ours[index]?.rows ?? []));
    }
  });

  test('has a sheet for each section, between how to fill it in and the lists', async () => {
    const names = (await template()).map(({ name }) => name);
    expect(names[0]).toBe('Начало');
    expect(names.slice(1, -3).map((name) => name.slice(0, 2))).toEqual([...'ABCDEFGHIJKLMNP'].map((letter) => `${letter} `));
    expect(names.slice(-3)).toEqual(['Списки', '_lists', 'svod']);
  });
});
