import readExcel from 'read-excel-file/node';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { write } from '../../../electron/database/transaction.ts';
import type { Desk } from '../../../electron/jobs/handler.ts';
import { createCompany } from '../../../electron/survey/create.ts';
import { openResponse, saveAnswers } from '../../../electron/survey/draft.ts';
import { installForm, readyToInstall } from '../../../electron/survey/form.ts';
import { shownChanges } from '../../../electron/survey/intake/shown.ts';
import { importTemplate } from '../../../electron/survey/template/import.ts';
import { makeTemplate } from '../../../electron/survey/template/make.ts';
import { readWorkbook } from '../../../electron/survey/workbook/read.ts';
import { ok } from '../../../shared/base/result.ts';
import type { Answer } from '../../../shared/survey/response.ts';
import type { CellValue, Sheet } from '../../../shared/survey/xlsform/sheet.ts';
import { formOf, group, q, repeat } from '../../helpers/form.ts';
import { openMinistry } from '../../helpers/ministry.ts';
import { failureOf, valueOf } from '../../helpers/result.ts';

const NOTHING = { required: 0, answered: 0, errors: 0, warnings: 0, unjustified: 0 };
const said = (ru: string, hy: string) => ({ label: { ru, hy } });

/** Sites with their lines, lines with their machines; in Russian and Armenian. */
const FORM = {
  ...formOf([
    group('B', [q('country', 'text', { identity: 'country', ...said('Государство', 'Պետություն') }), q('number', 'text', { identity: 'number', idScheme: 'ru_inn', ...said('ИНН', 'ՀՎՀՀ') })], said('Организация', 'Կազմակերպություն')),
    group('P', [
      repeat('site', [
        q('name', 'text', said('Площадка', 'Հարթակ')),
        group('about', [
          repeat('line', [
            q('title', 'text', said('Линия', 'Գիծ')), q('kind', 'select_one', { list: 'kinds', ...said('Вид', 'Տեսակ') }),
            repeat('machine', [q('model', 'text', said('Модель', 'Մոդել')), q('year', 'integer', said('Год', 'Տարի'))], said('Машины', 'Մեքենաներ')),
          ], said('Линии', 'Գծեր')),
        ], said('О площадке', 'Հարթակի մասին')),
      ], said('Площадки', 'Հարթակներ')),
    ], said('Производство', 'Արտադրություն')),
  ], { choices: { kinds: [{ value: 'a', label: { ru: 'Сборка', hy: 'Հավաքում' } }, { value: 't', label: { ru: 'Испытания', hy: 'Փորձարկում' } }] } }),
  id: 'nested', languages: ['ru', 'hy'], defaultLanguage: 'ru', title: { ru: 'Анкета', hy: 'Հարցաթերթ' },
};

let desk: Desk;
let remove: () => void;
let entity: string;
beforeEach(async () => {
  const ministry = await openMinistry();
  remove = ministry.remove;
  desk = { ...ministry.desk, uuid: () => crypto.randomUUID() };
  valueOf(write(desk.db, () => {
    installForm(desk.db, readyToInstall(FORM), null, desk.now());
    return ok(null);
  }));
  entity = valueOf(createCompany(desk, { country: 'RU', scheme: 'ru_inn', number: '7735007358', name: 'АО «Завод»' })).entity;
  const { response } = valueOf(openResponse(desk, { entity }));
  const kept: readonly (readonly [string, Answer])[] = [
    ['/P/site[s1]', 1], ['/P/site[s1]/name', 'Север'], ['/P/site[s2]', 2], ['/P/site[s2]/name', 'Юг'],
    ['/P/site[s1]/about/line[l1]', 1], ['/P/site[s1]/about/line[l1]/title', 'Первая'], ['/P/site[s1]/about/line[l1]/kind', 'a'],
    ['/P/site[s2]/about/line[l1]', 1], ['/P/site[s2]/about/line[l1]/title', 'Вторая'],
    ['/P/site[s1]/about/line[l1]/machine[m1]', 1], ['/P/site[s1]/about/line[l1]/machine[m1]/model', 'М-1'],
    ['/P/site[s2]/about/line[l1]/machine[m1]', 1], ['/P/site[s2]/about/line[l1]/machine[m1]/model', 'М-2'], ['/P/site[s2]/about/line[l1]/machine[m1]/year', 2020],
  ];
  valueOf(saveAnswers(desk, { response, changes: kept.map(([path, value]) => ({ path, value })), progress: NOTHING }));
});
afterEach(() => remove());

const draft = (): ReadonlyMap<string, Answer> => new Map(valueOf(openResponse(desk, { entity })).answers);
const bytes = async (texts = 'ru'): Promise<Uint8Array> => valueOf(await makeTemplate(desk, { entity, room: 3, texts })).bytes;
async function template(texts?: string): Promise<Sheet[]> {
  const read = await readWorkbook(await bytes(texts));
  if (!read.ok) throw new Error(read.error.problem);
  return read.value as Sheet[];
}
const take = (sheets: readonly Sheet[]) => valueOf(importTemplate(desk, sheets, { precedence: 'file', rehearse: false }));

/** Writes into a row of a table, the first of them when it has none yet: the table by its path, the row by its number, the first column is 2. */
function fill(sheets: readonly Sheet[], table: string, row: number, values: Readonly<Record<number, CellValue>>): readonly Sheet[] {
  return sheets.map((sheet) => ({
    ...sheet,
    rows: sheet.rows.map((cells) => {
      const mark = typeof cells[0] === 'string' ? cells[0] : '';
      if (!mark.startsWith(`${table}[`) || cells[1] !== row) return cells;
      const next = [...cells];
      for (const [column, value] of Object.entries(values)) {
        while (next.length <= Number(column)) next.push(null);
        next[Number(column)] = value;
      }
      return next;
    }),
  }));
}
const [SITE, LINE, MACHINE] = ['/P/site', '/P/site/about/line', '/P/site/about/line/machine'];

describe('tables within tables', () => {
  test.each(['ru', 'hy'])('come back untouched as they went out (%s)', async (texts) => {
    const before = draft();
    const taken = take(await template(texts));
    expect([taken.changes, taken.troubles]).toEqual([[], []]);
    expect(draft()).toEqual(before);
  });

  test('stand below the table that holds them, each line with the number of its row', async () => {
    const [sheet] = (await readExcel(Buffer.from(await bytes()))).filter(({ sheet: name }) => name.startsWith('P'));
    const lines = (sheet?.data ?? []).filter(([mark]) => typeof mark === 'string' && mark.startsWith('/P/site')).map(([mark, number, ...cells]) => [String(mark), Number(number), ...cells.slice(0, 3)]);
    expect(lines.filter(([, , first]) => first !== null)).toEqual([
      [`${SITE}`, NaN, 'Площадки', 'место для 5 строк', null],
      [`${SITE}[s1]`, 1, 'Север', null, null], [`${SITE}[s2]`, 2, 'Юг', null, null],
      [`${LINE}[l1]`, 1, 1, 'Первая', 'Сборка'], [`${LINE}[l1]`, 2, 2, 'Вторая', null],
      [`${MACHINE}[m1]`, 1, 1, 'М-1', null], [`${MACHINE}[m1]`, 2, 2, 'М-2', 2020],
    ]);
  });

  test('take new rows, under rows that are new too, at whatever depth', async () => {
    let sheets: readonly Sheet[] = await template();
    sheets = fill(sheets, SITE, 4, { 2: 'Запад' });
    sheets = fill(sheets, LINE, 3, { 2: 4, 3: 'Третья', 4: 'Испытания' });
    sheets = fill(sheets, LINE, 4, { 2: '1', 3: 'Четвёртая' });
    sheets = fill(sheets, MACHINE, 3, { 2: 3, 3: 'М-3', 4: 2024 });
    const taken = take(sheets);
    expect(taken.troubles).toEqual([]);
    const now = draft();
    const west = [...now].find(([, value]) => value === 'Запад')?.[0].slice(0, -'/name'.length) ?? '';
    const third = [...now].find(([, value]) => value === 'Третья')?.[0].slice(0, -'/title'.length) ?? '';
    expect(third.startsWith(`${west}/about/line[`)).toBe(true);
    expect([now.get(west), now.get(third), now.get(`${third}/kind`)]).toEqual([3, 1, 't']);
    expect([...now].filter(([path, value]) => path.startsWith(`${third}/machine[`) && typeof value !== 'string').map(([, value]) => value)).toEqual([1, 2024]);
    expect([...now].find(([, value]) => value === 'Четвёртая')?.[0]).toMatch(/^\/P\/site\[s1\]\/about\/line\[\w+\]\/title$/);
    expect(taken.changes.find(({ after }) => after === 'М-3')?.place?.cell).toMatch(/^D\d+$/);
  });

  test('move a line to another row with its number, and lose with a row what stands in it', async () => {
    let sheets: readonly Sheet[] = await template();
    sheets = fill(sheets, MACHINE, 1, { 2: 2 });
    sheets = fill(sheets, LINE, 1, { 2: null, 3: null, 4: null });
    const { troubles, changes, session } = take(sheets);
    expect(troubles).toEqual([]);
    const gone = shownChanges(session, changes, 'ru').filter(({ after }) => after === '').map(({ path }) => path);
    expect(gone.toSorted()).toEqual(['/P/site[1]/about/line[1]', '/P/site[1]/about/line[1]/kind', '/P/site[1]/about/line[1]/machine[1]', '/P/site[1]/about/line[1]/machine[1]/model', '/P/site[1]/about/line[1]/title', '/P/site[2]/about/line[1]/machine[1]/year']);
    const now = draft();
    expect(now.has('/P/site[s1]/about/line[l1]')).toBe(false);
    expect([...now.keys()].filter((path) => path.startsWith('/P/site[s1]/'))).toEqual(['/P/site[s1]/name']);
    expect([...now].filter(([path]) => path.endsWith('/model')).map(([path, value]) => [path.slice(0, 12), value]).toSorted()).toEqual([['/P/site[s2]/', 'М-1'], ['/P/site[s2]/', 'М-2']]);
  });

  test('name the cell of a line that says no row, or one that is not there, and write nothing', async () => {
    const before = draft();
    let sheets: readonly Sheet[] = await template();
    sheets = fill(sheets, LINE, 3, { 3: 'Ничья' });
    sheets = fill(sheets, LINE, 4, { 2: 5, 3: 'Пятой площадки' });
    const taken = take(sheets);
    expect(taken.troubles.map(({ code, values, cell }) => [code, values['number'], values['table'], cell.slice(0, 1)])).toEqual([['excel.cell.outer', '–', 'Площадки', 'C'], ['excel.cell.outer', '5', 'Площадки', 'C']]);
    expect(taken.written).toBe(false);
    expect(draft()).toEqual(before);
  });
});

describe('a workbook in a language of the form that the program does not speak', () => {
  test('has labels and choices in it, how to fill it in in the language of whoever made it, and is read back', async () => {
    const sheets = await template('hy');
    const texts = sheets.flatMap(({ rows }) => rows.flat()).filter((cell) => typeof cell === 'string');
    for (const text of ['Հարցաթերթ', 'Հարթակներ', 'Հավաքում', 'Փորձարկում', 'Как заполнять', 'Ответ']) expect(texts.some((one) => one.includes(text))).toBe(true);
    expect(texts.some((text) => text.includes('Площадки'))).toBe(false);
    expect(sheets.map(({ name }) => name)).toEqual(expect.arrayContaining(['Начало', 'B Կազմակերպություն']));
    const taken = take(fill(sheets, LINE, 2, { 4: 'Փորձարկում' }));
    expect(taken.changes.map(({ path, after }) => [path, after])).toEqual([['/P/site[s2]/about/line[l1]/kind', 't']]);
  });

  test('is refused where the form has no such texts', async () => {
    expect(failureOf(await makeTemplate(desk, { entity, room: 3, texts: 'kk' }))).toBe('language-unknown');
  });
});
