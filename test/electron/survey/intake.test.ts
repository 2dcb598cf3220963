import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import writeWorkbook from 'write-excel-file/node';
import { changesOfField } from '../../../electron/database/tables/answerHistory.ts';
import { removeCompany } from '../../../electron/database/tables/company.ts';
import { setSetting } from '../../../electron/database/tables/setting.ts';
import { Cancelled } from '../../../electron/jobs/context.ts';
import type { Desk } from '../../../electron/jobs/handler.ts';
import { createCompany } from '../../../electron/survey/create.ts';
import { openResponse, saveAnswers } from '../../../electron/survey/draft.ts';
import { currentForm } from '../../../electron/survey/form.ts';
import { recogniseEncoding } from '../../../electron/survey/intake/decode.ts';
import { importList, type ImportedRow } from '../../../electron/survey/intake/importList.ts';
import { readList, type ListTable } from '../../../electron/survey/intake/listTable.ts';
import { parseMapping } from '../../../electron/survey/intake/mapping.ts';
import { recogniseWriting } from '../../../electron/survey/intake/recognise.ts';
import { printRefused } from '../../../electron/survey/intake/report.ts';
import { readExamples, sampleOf, valuesOf } from '../../../electron/survey/intake/sample.ts';
import { parseDayText, parseNumberText } from '../../../shared/survey/written.ts';
import { openSecond } from '../../../electron/survey/secondEntry.ts';
import { setTwoPeople } from '../../../electron/survey/twoPeople.ts';
import { readWorkbook } from '../../../electron/survey/workbook/read.ts';
import type { ListMapping } from '../../../shared/ipc/intake.ts';
import { checkIdentifier } from '../../../shared/survey/identifiers/check.ts';
import { carriedPath } from '../../../shared/survey/path.ts';
import type { Answer } from '../../../shared/survey/response.ts';
import { encodeIn } from '../../helpers/encodings.ts';
import { inn } from '../../helpers/inn.ts';
import { openMinistry } from '../../helpers/ministry.ts';
import { valueOf } from '../../helpers/result.ts';

const FIRST = '7735007358';
const SECOND = '7707083893';
const ANY = { sheet: null, encoding: null, separator: null, headRow: null } as const;

let desk: Desk;
let remove: () => void;
let pass: (milliseconds: number) => void;
beforeEach(async () => {
  const ministry = await openMinistry();
  ({ pass, remove } = ministry);
  desk = { ...ministry.desk, uuid: () => crypto.randomUUID() };
});
afterEach(() => remove());

const tableOf = async (text: string, encoding: Parameters<typeof encodeIn>[1] = 'utf-8') => {
  const table = await readList(encodeIn(text, encoding), ANY);
  if (!table.ok) throw new Error(table.error.problem);
  return table.value;
};
const mapped = (columns: Readonly<Record<string, string>>, more: Partial<ListMapping> = {}): ListMapping => {
  const made = parseMapping({ form: 'microelectronics', columns: Object.entries(columns).map(([column, question]) => ({ column, question })), ...more }, valueOf(currentForm(desk.db)).definition);
  if (!made.ok) throw new Error(JSON.stringify(made.error));
  return made.value;
};
const run = async (text: string, mapping: ListMapping, rehearse = false) => {
  const companies: ImportedRow[] = [];
  const list = valueOf(await importList(desk, await tableOf(text), mapping, { rehearse, onCompany: (one) => companies.push(one) }));
  return { ...list, companies };
};
const entities = (): readonly string[] => desk.db.all<{ readonly entity: string }>('SELECT entity FROM company ORDER BY number').map(({ entity }) => entity);
const draftOf = (entity: string | undefined): ReadonlyMap<string, Answer> => new Map(valueOf(openResponse(desk, { entity: entity ?? '' })).answers);
const PLAIN = { 'ИНН': '@number', 'Название': 'B01', 'Выручка': 'C02', 'Регистрация': 'B14', 'Форма': 'B13' } as const;

describe('how a list is written', () => {
  test.each(['utf-8', 'utf-8-bom', 'utf-16le', 'utf-16be', 'utf-16le-bom', 'windows-1251', 'ibm866'] as const)('its letters are recognised: %s', (encoding) => {
    const bytes = encodeIn('ИНН;Полное наименование;Выручка\r\n7735007358;АО «Завод»;1 234,5\r\n'.replace(/[«»]/g, '"'), encoding);
    expect(recogniseEncoding(bytes)).toBe(encoding.replace('-bom', ''));
  });

  test.each([[';', 'a;b;c\n1;2;3'], [',', 'a,b,c\n1,2,3'], ['\t', 'a\tb\tc\n1\t2\t3'], [';', 'sep=;\r\na;b,x;c\r\n1;2;3']])('its separator is recognised: “%s”', async (separator, text) => {
    const { reading, head } = await tableOf(text);
    expect(reading.separator).toBe(separator);
    expect(head).toHaveLength(3);
  });

  test.each([
    ['nothing at all', '', 'empty'], ['a mark and blank lines', '\uFEFF\r\n \n', 'empty'], ['a picture', '\x89PNG\r\n\x1a\n\0\0\0\rIHDR;\0', 'not-text'], ['a PDF', '%PDF-1.7\n1 0 obj', 'not-text'],
    ['a web page', '\n<HTML><body><table><tr><td>ИНН', 'markup'], ['the XML of a spreadsheet', '<?xml version="1.0"?>\n<Workbook>', 'markup'],
  ])('a file that is no list is refused by what it is: %s', async (_, text, problem) => expect(await readList(Buffer.from(text), ANY)).toEqual({ ok: false, error: { problem, at: {} } }));

  test('a workbook without a value is refused as empty', async () => {
    expect(await readList(await writeWorkbook([[null]], { sheet: 'a' }).toBuffer(), ANY)).toEqual({ ok: false, error: { problem: 'empty', at: {} } });
  });

  test('a long list says how far it is read, and is read no further once nobody wants it', async () => {
    const text = Buffer.from(`ИНН;Название\n${`${FIRST};Завод\n`.repeat(2_500)}`);
    const seen: (readonly [number, number])[] = [];
    expect((await readList(text, ANY, (done, total) => { seen.push([done, total]); })).ok).toBe(true);
    expect(seen).toHaveLength(2);
    expect(seen.map(([done, total]) => Math.round((10 * done) / total))).toEqual([4, 8]);
    await expect(readList(text, ANY, () => { throw new Cancelled(); })).rejects.toThrow(Cancelled);
  });

  test('its heading is found below titles', async () => {
    const table = await tableOf('Перечень организаций;;\n;;\nИНН;Название;Выручка\n7735007358;Завод;5\n');
    expect([table.reading.headRow, table.head, table.firstRow]).toEqual([3, ['ИНН', 'Название', 'Выручка'], 4]);
  });

  test.each([
    [[['1 234,5']], { decimal: 'comma', dates: 'dmy' }], [[['1,234.50']], { decimal: 'point', dates: 'dmy' }], [[['1,234']], { decimal: 'either', dates: 'dmy' }], [[['1.234,5'], ['2,25']], { decimal: 'comma', dates: 'dmy' }],
    [[['12/31/2025']], { decimal: 'either', dates: 'mdy' }], [[['31.12.2025']], { decimal: 'either', dates: 'dmy' }],
  ])('its numbers and days are recognised: %j', (rows, writing) => expect(recogniseWriting({ rows })).toEqual(writing));

  test.each([
    ['1 234,5', 'comma', 1234.5], ['1.234,5', 'comma', 1234.5], ['1.234', 'comma', 1234], ['1,234', 'point', 1234], ['1,234', 'comma', 1.234], ['1,234.5', 'either', 1234.5], ['−5', 'either', -5], ['1\u00A0000', 'either', 1000],
    ['12345678901234567', 'either', undefined], ['1,5,5', 'comma', undefined], ['12 шт.', 'either', undefined], ['1.23,4', 'point', undefined], ['', 'either', undefined],
  ] as const)('“%s” with a decimal %s is %s', (text, decimal, value) => expect(parseNumberText(text, decimal)).toBe(value));

  test.each([
    ['31.12.2025', 'dmy', '2025-12-31'], ['1/2/25', 'dmy', '2025-02-01'], ['1/2/25', 'mdy', '2025-01-02'], ['2025.12.31', 'mdy', '2025-12-31'], ['31 декабря 2025 г.', 'dmy', '2025-12-31'], ['5 мая 2025', 'dmy', '2025-05-05'],
    ['5 марта 1999 года', 'dmy', '1999-03-05'], ['March 5, 2025', 'mdy', '2025-03-05'], ['31.12.2025 0:00:00', 'dmy', '2025-12-31'], ['31.02.2025', 'dmy', undefined], ['завтра', 'dmy', undefined],
  ] as const)('“%s” (%s) is the day %s', (text, order, day) => expect(parseDayText(text, order)).toBe(day));
});

describe('a list with a row for each company', () => {
  const LIST = `ИНН;Название;Выручка;Регистрация;Форма\n${FIRST};АО «Завод»;1 234,5;31.12.1999;Акционерное общество\n${SECOND};Кристалл;2;05.06.2001;\n`;

  test('adds companies with their drafts, and says of every field who entered it and when', async () => {
    const list = await run(LIST, mapped(PLAIN));
    expect(list).toMatchObject({ rows: 2, created: 2, updated: 0, refused: [], written: true });
    const [second, first] = entities();
    expect(draftOf(first)).toEqual(new Map<string, Answer>([...draftOf(first), ['/B/B04', 'RU'], ['/B/B05', FIRST], ['/B/B01', 'АО «Завод»'], ['/C/C02', 1234.5], ['/B/B14', '1999-12-31']]));
    expect(draftOf(second).get('/B/B01')).toBe('Кристалл');
    expect(desk.db.all('SELECT name, status FROM company ORDER BY number')).toEqual([{ name: 'Кристалл', status: 'errors' }, { name: 'АО «Завод»', status: 'errors' }]);
    const { response } = valueOf(openResponse(desk, { entity: first as string }));
    expect(changesOfField(desk.db, response, '/C/C02')).toEqual([{ at: desk.now(), person: 'Снегирёва Елена Павловна', before: null, after: 1234.5, reason: null }]);
    pass(120_000);
    valueOf(saveAnswers(desk, { response, changes: [{ path: '/C/C02', value: 7 }], progress: { required: 0, answered: 0, errors: 0, warnings: 0, unjustified: 0 } }));
    expect(changesOfField(desk.db, response, '/C/C02')).toMatchObject([{ before: 1234.5, after: 7 }, { before: null, after: 1234.5 }]);
  });

  test('adds drafts that keep all of their answers, and who entered each, once a person changes one', async () => {
    await run(LIST, mapped(PLAIN));
    const [, first] = entities() as [string, string];
    const before = draftOf(first);
    const { response } = valueOf(openResponse(desk, { entity: first }));
    pass(120_000);
    setSetting(desk.db, 'person', 'Орлов Пётр');
    valueOf(saveAnswers(desk, { response, changes: [{ path: '/C/C02', value: 7 }, { path: '/B/B14', value: null }], progress: { required: 0, answered: 0, errors: 0, warnings: 0, unjustified: 0 } }));
    const after = new Map(before).set('/C/C02', 7);
    after.delete('/B/B14');
    expect(draftOf(first)).toEqual(after);
    expect(changesOfField(desk.db, response, '/B/B01')).toMatchObject([{ person: 'Снегирёва Елена Павловна', before: null, after: 'АО «Завод»' }]);
    expect(changesOfField(desk.db, response, '/B/B14')).toMatchObject([{ person: 'Орлов Пётр', before: '1999-12-31', after: null }, { person: 'Снегирёва Елена Павловна', before: null, after: '1999-12-31' }]);
    expect(desk.db.all('SELECT name FROM company WHERE name = ?', 'АО «Завод»')).toHaveLength(1);
    removeCompany(desk.db, first);
    expect(desk.db.value('SELECT count(*) FROM stored_answer WHERE response = ?', response)).toBe(0);
  });

  test('takes more companies than are looked at together, each with what is its own', async () => {
    const numbers = Array.from({ length: 120 }, (_, index) => inn(index));
    const list = await run(`ИНН;Название;Выручка\n${numbers.map((number, index) => `${number};Завод ${index};${index}\n`).join('')}`, mapped({ 'ИНН': '@number', 'Название': 'B01', 'Выручка': 'C02' }));
    expect([list.created, list.refused]).toEqual([120, []]);
    expect(list.companies.map(({ row, session }) => [row, session.field('/B/B01').value, session.field('/C/C02').value])).toEqual(numbers.map((_, index) => [index + 2, `Завод ${index}`, index]));
    expect(entities().map((entity) => draftOf(entity).get('/B/B01'))).toEqual(numbers.map((_, index) => `Завод ${index}`));
  });

  test('changes what it says of a company that is there, old to new, and is silent about the rest', async () => {
    const { entity } = valueOf(createCompany(desk, { country: 'RU', scheme: 'ru_inn', number: FIRST, name: 'Завод' }));
    const { response } = valueOf(openResponse(desk, { entity }));
    valueOf(saveAnswers(desk, { response, changes: [{ path: '/C/C02', value: 1 }, { path: '/A/A05', value: 'Иванов' }], progress: { required: 0, answered: 0, errors: 0, warnings: 0, unjustified: 0 } }));
    const { companies } = await run(`ИНН;Выручка;Название\n${FIRST};5;\n`, mapped({ 'ИНН': '@number', 'Выручка': 'C02', 'Название': 'B01' }));
    expect(companies.map(({ kind, changes }) => [kind, changes().map(({ path, before, value }) => [path, before, value])])).toEqual([['updated', [['/C/C02', 1, 5]]]]);
    expect(draftOf(entity).get('/A/A05')).toBe('Иванов');
    expect(draftOf(entity).get('/B/B01')).toBe('Завод');
  });

  test('reads a share that a spreadsheet keeps as a percentage, and one that is written with its sign', async () => {
    const bytes = await writeWorkbook([[{ value: 'ИНН' }, { value: 'Доля' }, { value: 'Вторая' }, { value: 'Выручка' }], [{ value: FIRST }, { value: 0.625, type: Number, format: '0.0%' }, { value: '12,5 %' }, { value: 0.5, type: Number, format: '0%' }]], { sheet: 'a' }).toBuffer();
    const table = await readList(bytes, ANY);
    if (!table.ok) throw new Error(table.error.problem);
    valueOf(await importList(desk, table.value, mapped({ 'ИНН': '@number', 'Доля': 'B19', 'Вторая': 'B20', 'Выручка': 'C02' }), { rehearse: false, onCompany: () => undefined }));
    const draft = draftOf(entities()[0]);
    expect([draft.get('/B/B19'), draft.get('/B/B20'), draft.get('/C/C02')]).toEqual([62.5, 12.5, 0.5]);
  });

  test('confirms nothing of last round but what it changes', async () => {
    const { entity } = valueOf(createCompany(desk, { country: 'RU', scheme: 'ru_inn', number: FIRST, name: 'Завод' }));
    const { response } = valueOf(openResponse(desk, { entity }));
    const carried = ['/C/C02', '/C/C03', '/A/A05'].flatMap((path) => [{ path, value: path === '/A/A05' ? 'Иванов' : 1 }, { path: carriedPath(path), value: 'yes' }]);
    valueOf(saveAnswers(desk, { response, changes: carried, progress: { required: 0, answered: 0, errors: 0, warnings: 0, unjustified: 0 } }));
    const { companies } = await run(`ИНН;Выручка;Прежняя\n${FIRST};5;1\n`, mapped({ 'ИНН': '@number', 'Выручка': 'C02', 'Прежняя': 'C03' }));
    expect(companies[0]?.changes().map(({ path }) => path)).toEqual(['/C/C02']);
    expect(['/C/C02', '/C/C03', '/A/A05'].map((path) => draftOf(entity).has(carriedPath(path)))).toEqual([false, true, true]);
  });

  test('is tried first: the same comes out and nothing is written', async () => {
    const tried = await run(LIST, mapped(PLAIN), true);
    expect(tried).toMatchObject({ created: 2, written: false });
    expect(entities()).toEqual([]);
    expect((await run(LIST, mapped(PLAIN))).created).toBe(2);
  });

  test('names findings by cell', async () => {
    const { companies } = await run(`ИНН;Доля\n${FIRST};150\n`, mapped({ 'ИНН': '@number', 'Доля': 'B19' }));
    const [company] = companies;
    expect(company?.findings().map(({ rule, paths }) => [rule, company.placeOf(paths[0] as string)])).toContainEqual(['range', { sheet: '', cell: 'B2' }]);
  });

  test('refuses rows with a reason each, and takes the others', async () => {
    const list = await run(
      `ИНН;Название;Выручка;Регистрация;Форма\n7735007350;Неверный;1;;\n;Без номера;1;;\n${FIRST};Число;много;;\n${SECOND};Хорошая;1;;\n${SECOND};Ещё раз;2;;\n7710140679;Дата;1;32.01.2025;\n7702070139;Список;1;;Кооператив «Ромашка»\n`,
      mapped(PLAIN),
    );
    expect(list.created).toBe(1);
    expect(list.refused.map(({ row, company, code }) => [row, company, code.replace('excel.refused.', '')])).toEqual([
      [2, 'Неверный', 'identifier'], [3, 'Без номера', 'no-number'], [4, 'Число', 'number'], [6, 'Ещё раз', 'twice'], [7, 'Дата', 'date'], [8, 'Список', 'value'],
    ]);
  });

  test('writes a report of refused rows that can be corrected and imported by the same mapping', async () => {
    const mapping = mapped(PLAIN);
    const table = await tableOf(`ИНН;Название;Выручка;Регистрация;Форма\n${FIRST};=cmd|x;много;;\n`);
    const bytes = await printRefused(table, valueOf(await importList(desk, table, mapping, { rehearse: false, onCompany: () => undefined })), 'ru');
    const read = await readWorkbook(bytes);
    if (!read.ok) throw new Error(read.error.problem);
    expect(read.value[0]?.rows).toEqual([['ИНН', 'Название', 'Выручка', 'Регистрация', 'Форма', 'Строка', 'Причина отказа'], [FIRST, '=cmd|x', 'много', null, null, 2, 'Столбец «Выручка»: «много» – не число.']]);
    const again = await readList(bytes, ANY);
    if (!again.ok) throw new Error(again.error.problem);
    const corrected = { ...again.value, rows: again.value.rows.map((row) => row.map((cell) => (cell === 'много' ? 5 : cell))) };
    expect(valueOf(await importList(desk, corrected, mapping, { rehearse: false, onCompany: () => undefined }))).toMatchObject({ created: 1, refused: [] });
  });

  test('the refused rows mean in their report what they meant in the list: days, numbers, percentages', async () => {
    const mapping = mapped({ 'ИНН': '@number', 'Выручка': 'C02', 'Регистрация': 'B14', 'Доля': 'C05' });
    // Only other rows of the list tell that its days are written month first, and its numbers with a point.
    const list = await tableOf(`ИНН,Выручка,Регистрация,Доля\n${SECOND},5.25,12/31/2001,0.5\n7735007350,"1,234",03/04/2025,0.62\n`);
    const table = { ...list, rows: list.rows.map((row) => row.map((cell, column) => (column === 3 ? Number(cell) : cell))), percents: new Set(['D2', 'D3']) };
    const report = await readList(await printRefused(table, valueOf(await importList(desk, table, mapping, { rehearse: false, onCompany: () => undefined })), 'ru'), ANY);
    if (!report.ok) throw new Error(report.error.problem);
    const corrected = { ...report.value, rows: report.value.rows.map((row) => row.map((cell) => (cell === '7735007350' ? FIRST : cell))) };
    valueOf(await importList(desk, corrected, mapping, { rehearse: false, onCompany: () => undefined }));
    const [, first] = entities();
    expect(['/C/C02', '/B/B14', '/C/C05'].map((path) => draftOf(first).get(path))).toEqual([1234, '2025-03-04', 62]);
    expect(draftOf(entities()[0]).get('/C/C05')).toBe(50);
  });

  test('a long report of refused rows says how far it is, and is left when nobody wants it', async () => {
    const table = await tableOf(`ИНН;Название;Выручка;Регистрация;Форма\n${`${FIRST};Завод;много;;\n`.repeat(1_200)}`);
    const list = valueOf(await importList(desk, table, mapped(PLAIN), { rehearse: true, onCompany: () => undefined }));
    const seen: (readonly [number, number])[] = [];
    const report = await readList(await printRefused(table, list, 'ru', (done, total) => { seen.push([done, total]); }), ANY);
    expect(report.ok && report.value.rows.length).toBe(1_200);
    expect(seen).toEqual([[0, 1_200], [500, 1_200], [1_000, 1_200]]);
    await expect(printRefused(table, list, 'ru', (done) => { if (done > 0) throw new Cancelled(); })).rejects.toThrow(Cancelled);
  });

  test('a report that is imported before it is corrected gives the same report', async () => {
    const mapping = mapped(PLAIN);
    const report = async (table: ListTable): Promise<ListTable> => {
      const read = await readList(await printRefused(table, valueOf(await importList(desk, table, mapping, { rehearse: false, onCompany: () => undefined })), 'ru'), ANY);
      if (!read.ok) throw new Error(read.error.problem);
      return read.value;
    };
    const first = await report(await tableOf(`ИНН;Название;Выручка;Регистрация;Форма\n${FIRST};Завод;много;;\n`));
    expect((await report(first)).head).toEqual(first.head);
  });

  test('knows the five states by the names that papers give them, and no other', async () => {
    const list = await run(`Страна;Номер;Название\nРФ;${FIRST};А\nРоссийская Федерация;${SECOND};Б\nРеспублика  Беларусь;200988541;В\nКыргызская Республика;01503201410019;Г\nГермания;1;Д\n`, mapped({ 'Страна': 'B04', 'Номер': '@number', 'Название': 'B01' }));
    expect(list).toMatchObject({ created: 4, refused: [{ row: 6, code: 'excel.refused.country' }] });
    expect(entities().map((entity) => draftOf(entity).get('/B/B04')).toSorted()).toEqual(['BY', 'KG', 'RU', 'RU']);
  });

  test('leaves completed responses alone and says so', async () => {
    const { entity } = valueOf(createCompany(desk, { country: 'RU', scheme: 'ru_inn', number: FIRST, name: 'Завод' }));
    const { response } = valueOf(openResponse(desk, { entity }));
    desk.db.run("UPDATE response SET status = 'complete' WHERE id = ?", response);
    expect((await run(`ИНН;Выручка\n${FIRST};5\n`, mapped({ 'ИНН': '@number', 'Выручка': 'C02' }))).refused).toMatchObject([{ row: 2, code: 'excel.refused.locked' }]);
  });

  test('leaves a company alone of which the person at work makes the second entry, says so, and takes the others', async () => {
    const { entity } = valueOf(createCompany(desk, { country: 'RU', scheme: 'ru_inn', number: FIRST, name: 'Завод' }));
    const { response } = valueOf(openResponse(desk, { entity }));
    valueOf(saveAnswers(desk, { response, changes: [{ path: '/C/C02', value: 4 }], progress: { required: 0, answered: 1, errors: 0, warnings: 0, unjustified: 0 } }));
    valueOf(setTwoPeople(desk, { approval: false, sections: ['C'] }));
    setSetting(desk.db, 'person', 'Орлов Пётр Ильич');
    valueOf(openSecond(desk, { entity }));
    const list = await run(`ИНН;Выручка\n${FIRST};5\n${SECOND};6\n`, mapped({ 'ИНН': '@number', 'Выручка': 'C02' }));
    expect(list).toMatchObject({ created: 1, updated: 0, refused: [{ row: 2, code: 'excel.refused.blind' }] });
  });

  test('takes all or nothing: cancelled in the middle, no company is left behind', async () => {
    const table = await tableOf(LIST);
    let asked = 0;
    const cancelling: Desk = { ...desk, checkCancelled: () => { if ((asked += 1) > 1) throw new Cancelled(); } };
    await expect(importList(cancelling, table, mapped(PLAIN), { rehearse: false, onCompany: () => undefined })).rejects.toThrow(Cancelled);
    expect(entities()).toEqual([]);
  });

  test('reads texts of a column as the mapping says, several of them too', async () => {
    const mapping = mapped({ 'ИНН': '@number', 'Форма': 'B13', 'Звенья': 'B26' });
    const values = { 'Завод': 'up', '-': null };
    const withValues: ListMapping = { ...mapping, columns: mapping.columns.map((column) => (column.column === 'ИНН' ? column : { ...column, values: column.column === 'Форма' ? values : { 'чипы': 'fab', '-': null } })) };
    await run(`ИНН;Форма;Звенья\n${FIRST};завод;чипы; Проектирование\n`.replace('чипы; Проектирование', '"чипы; Проектирование; -"'), withValues);
    const draft = draftOf(entities()[0]);
    expect([draft.get('/B/B13'), draft.get('/B/B26')]).toEqual(['up', ['fab', 'design']]);
  });

  test('gives back the zeros in front of a number that a spreadsheet has dropped, where the check digit then fits', async () => {
    const number = [...'0123456789'].map((digit) => `027700001${digit}`).find((text) => checkIdentifier('ru_inn', text).ok) as string;
    const list = await run(`Номер\n${number.slice(1)}\n${number.slice(1, -1)}${(Number(number.at(-1)) + 1) % 10}\n`, mapped({ 'Номер': '@number' }));
    expect(list.companies.map(({ company }) => company.number)).toEqual([number]);
    expect(list.refused.map(({ code }) => code)).toEqual(['excel.refused.identifier']);
  });

  test('shows how texts were read as numbers and days', async () => {
    const table = await tableOf(LIST);
    const { columns, writing } = valueOf(await importList(desk, table, mapped(PLAIN), { rehearse: true, onCompany: () => undefined }));
    expect(readExamples(table, columns, writing, 'ru')).toEqual([
      { column: 'Выручка', kind: 'number', text: '1 234,5', shown: '1\u00A0234,5' }, { column: 'Регистрация', kind: 'date', text: '31.12.1999', shown: '31 декабря 1999 г.' }, { column: 'Регистрация', kind: 'date', text: '05.06.2001', shown: '5 июня 2001 г.' },
    ]);
  });
});

describe('a list with a row for each row of a table', () => {
  const PRODUCTS = { 'ИНН': '@number', 'Название': 'B01', 'Изделие': 'J02', 'Выпуск': 'J12' } as const;
  const products = (entity: string | undefined): readonly unknown[] => {
    const draft = draftOf(entity);
    return [...draft].filter(([path]) => /^\/J\/product\[\w+\]$/.test(path)).sort(([, a], [, b]) => Number(a) - Number(b)).map(([path]) => [draft.get(`${path}/J02`), draft.get(`${path}/J12`)]);
  };

  test('gathers the rows of each company', async () => {
    const list = await run(`ИНН;Название;Изделие;Выпуск\n${FIRST};Завод;Микросхема;1\n${SECOND};Кристалл;Диод;2\n${FIRST};Завод;Транзистор;3\n`, mapped(PRODUCTS, { repeat: '/J/product' }));
    expect(list).toMatchObject({ rows: 3, created: 2, refused: [] });
    const [second, first] = entities();
    expect(products(first)).toEqual([['Микросхема', 1], ['Транзистор', 3]]);
    expect(products(second)).toEqual([['Диод', 2]]);
  });

  test('refuses all rows of a company when one of them is wrong, so that its table is never cut short', async () => {
    const list = await run(`ИНН;Название;Изделие;Выпуск\n${FIRST};Завод;Микросхема;1\n${FIRST};Завод;Транзистор;много\n${SECOND};Кристалл;Диод;2\n`, mapped(PRODUCTS, { repeat: '/J/product' }));
    expect(list.refused.map(({ row, code }) => [row, code])).toEqual([[2, 'excel.refused.with'], [3, 'excel.refused.number']]);
    expect(entities()).toHaveLength(1);
  });

  test('refuses the company too above a row that names none: it may be another row of that company', async () => {
    const list = await run(`ИНН;Название;Изделие;Выпуск\n${FIRST};Завод;Микросхема;1\n;;Транзистор;3\n${SECOND};Кристалл;Диод;2\n;Итого;;6\n`, mapped(PRODUCTS, { repeat: '/J/product' }));
    expect(list.refused.map(({ row, code, values }) => [row, code, values['row']])).toEqual([[2, 'excel.refused.with', 3], [3, 'excel.refused.no-number', undefined]]);
    expect(list.aside).toEqual([{ row: 5, kind: 'totals' }]);
    expect(entities()).toHaveLength(1);
  });

  test('reads what stands in a merged cell in each row beside it', async () => {
    const row = (...values: readonly (string | number | null)[]) => values.map((value) => (value === null ? null : { value }));
    const over = (value: string, rowSpan: number) => ({ value, rowSpan });
    const bytes = await writeWorkbook([
      row('ИНН', 'Название', 'Изделие', 'Выпуск'),
      [over(FIRST, 2), over('Завод', 2), ...row('Микросхема', 1)], row(null, null, 'Транзистор', 3),
      [over(SECOND, 2), over('Кристалл', 2), ...row('Диод', 2)], row(null, null, 'Стабилитрон', null),
    ], { sheet: 'a' }).toBuffer();
    const table = await readList(bytes, ANY);
    if (!table.ok) throw new Error(table.error.problem);
    expect(valueOf(await importList(desk, table.value, mapped(PRODUCTS, { repeat: '/J/product' }), { rehearse: false, onCompany: () => undefined }))).toMatchObject({ rows: 4, created: 2, refused: [] });
    const [second, first] = entities();
    expect(products(first)).toEqual([['Микросхема', 1], ['Транзистор', 3]]);
    expect(products(second)).toEqual([['Диод', 2], ['Стабилитрон', undefined]]);
  });

  test('replaces the table as a whole, its rows keeping their ids by place', async () => {
    const mapping = mapped(PRODUCTS, { repeat: '/J/product' });
    await run(`ИНН;Название;Изделие;Выпуск\n${FIRST};Завод;А;1\n${FIRST};Завод;Б;2\n`, mapping);
    const ids = [...draftOf(entities()[0]).keys()].filter((path) => /^\/J\/product\[\w+\]$/.test(path));
    await run(`ИНН;Название;Изделие;Выпуск\n${FIRST};Завод;А;5\n`, mapping);
    expect(products(entities()[0])).toEqual([['А', 5]]);
    expect(ids).toContain([...draftOf(entities()[0]).keys()].find((path) => /^\/J\/product\[\w+\]$/.test(path)));
  });
});

describe('which column answers which question', () => {
  test('is guessed from headings: numbers of questions, labels in any language, usual names', async () => {
    const form = valueOf(currentForm(desk.db));
    const table = await tableOf('ИНН;Страна;Организация;C02;Сокращённое наименование;Прочее\n1;2;3;4;5;6\n');
    expect(sampleOf(table, form, null).columns.map(({ guess }) => guess)).toEqual(['@number', '/B/B04', '/B/B01', '/C/C02', '/B/B02', null]);
  });

  test('and which text means which choice, the unknown ones first, then the most frequent; of a long list how many are not shown', async () => {
    const table = await tableOf('Форма\nАО\nАО\nАкционерное общество\nЗавод\n');
    const form = valueOf(currentForm(desk.db));
    const { values, more } = valuesOf(table, form, 'Форма', '/B/B13');
    expect(values.map(({ text, count, code }) => [text, count, code])).toEqual([['Завод', 1, null], ['АО', 2, 'ao'], ['Акционерное общество', 1, 'ao']]);
    expect(more).toBe(0);
    const long = await tableOf(`Форма\nАО\nАО\n${Array.from({ length: 510 }, (_, index) => `Вид ${index}\n`).join('')}`);
    const shown = valuesOf(long, form, 'Форма', '/B/B13');
    expect(shown).toMatchObject({ more: 11, moreUnknown: 10 });
    expect(shown.values.map(({ code }) => code)).toEqual(Array.from({ length: 500 }, () => null));
  });

  test.each([
    [{ columns: [] }, 'nothing'], [{ columns: [{ column: 'a', question: 'Z99' }] }, 'question'], [{ columns: [{ column: 'a', question: 'J02' }] }, 'question'], [{ columns: [{ column: 'a', question: 'A05' }], repeat: '/Z' }, 'repeat'],
    [{ columns: [{ column: 'a', question: 'A05' }, { column: 'b', question: '/A/A05' }] }, 'twice'], [{ columns: [{ column: 'a', question: 'A05' }], form: 'other' }, 'form'], [{ columns: 1 }, 'shape'], [[], 'shape'],
  ])('%j is refused: %s', (json, kind) => {
    const made = parseMapping(Array.isArray(json) ? json : { form: 'microelectronics', ...json }, valueOf(currentForm(desk.db)).definition);
    expect(made.ok ? null : made.error.kind).toBe(kind);
  });

  test('a column that the list does not have is named', async () => {
    expect(await importList(desk, await tableOf('ИНН\n1\n'), mapped({ 'ИНН': '@number', 'Нет': 'A05' }), { rehearse: false, onCompany: () => undefined })).toMatchObject({ ok: false, error: { code: 'mapping-invalid', values: { said: 'В списке нет столбца «Нет».' } } });
  });
});
