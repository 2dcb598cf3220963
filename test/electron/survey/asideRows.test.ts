import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Desk } from '../../../electron/jobs/handler.ts';
import { intakeHandlers } from '../../../electron/survey/intake/handlers.ts';
import { readList } from '../../../electron/survey/intake/listTable.ts';
import type { ListMapping, ListReport } from '../../../shared/ipc/intake.ts';
import { openMinistry } from '../../helpers/ministry.ts';
import { rawWorkbook } from '../../helpers/rawWorkbook.ts';
import { valueOf } from '../../helpers/result.ts';

const [FIRST, SECOND, THIRD] = ['7735007358', '7707083893', '7736050003'] as const;
const ANY = { sheet: null, encoding: null, separator: null, headRow: null } as const;
const bytesOf = (...lines: readonly string[]): Uint8Array => new TextEncoder().encode(lines.join('\r\n'));

let desk: Desk;
let remove: () => void;
beforeEach(async () => { ({ desk, remove } = await openMinistry()); });
afterEach(() => remove());

async function take(bytes: Uint8Array, columns: Readonly<Record<string, string>> = { ИНН: '@number', Название: '/B/B01', Выручка: '/C/C02' }, repeat: string | null = null): Promise<Omit<ListReport, 'report'>> {
  const mapping: ListMapping = { formatVersion: 1, form: 'microelectronics', name: 'Реестр', reading: ANY, writing: null, country: null, repeat, columns: Object.entries(columns).map(([column, question]) => ({ column, question, values: {} })) };
  return valueOf(await intakeHandlers['survey.importList'](desk, { bytes, mapping, rehearse: true }));
}

const HEAD = 'ИНН;Название;Выручка';

test('sheets pasted one below another: each heading but the first is passed over and told by its row', async () => {
  const report = await take(bytesOf('Реестр за 2025 год', HEAD, `${FIRST};Первый;1`, ' ИНН ; Название;Выручка ', `${SECOND};Второй;2`, '', HEAD, `${THIRD};Третий;3`));
  expect(report).toMatchObject({ rows: 3, created: 3, refused: 0, told: ['2 строки повторяют заголовок списка, они пропущены: 4, 7.'] });
  expect(report.companies.map(({ row }) => row)).toEqual([3, 5, 8]);
});

test('what only resembles the heading is a row like others', async () => {
  const report = await take(bytesOf(HEAD, `${FIRST};Первый;1`, 'ИНН;Название;Прибыль', `;${HEAD};`));
  expect(report).toMatchObject({ created: 1, refused: 2, told: [] });
});

test('numbers of columns under a heading are passed over, the same numbers elsewhere are not', async () => {
  const report = await take(bytesOf(HEAD, '1;2;3', `${FIRST};Первый;1`, HEAD, '1;2;3', `${SECOND};Второй;2`, '1;2;3'));
  expect(report).toMatchObject({ created: 2, refused: 1, refusals: [{ row: 7 }], told: ['Строка 4 повторяет заголовок списка, она пропущена.', 'В 2 строках номера столбцов, они пропущены: 2, 5.'] });
});

test('a sum is no company, a company whose name begins so is one', async () => {
  const report = await take(bytesOf(HEAD, `${FIRST};Итого плюс;1`, `${SECOND};Второй;2`, 'Всего по области;;3', ';ИТОГО:;3'));
  expect(report).toMatchObject({ rows: 2, created: 2, refused: 0, told: ['2 итоговые строки пропущены: 4, 5.'] });
  expect(report.companies.map(({ name }) => name)).toEqual(['Итого плюс', 'Второй']);
});

test('a sum below the rows of a table refuses no company', async () => {
  const lines = ['ИНН;Выручка;Изделие', `${FIRST};7;Плата`, `${FIRST};7;Корпус`, 'Итого;14;'];
  const report = await take(bytesOf(...lines), { ИНН: '@number', Выручка: '/C/C02', Изделие: '/J/product/J02' }, '/J/product');
  expect(report).toMatchObject({ created: 1, refused: 0, told: ['Строка 4 – итог, а не организация, она пропущена.'] });
});

test('a row without a number that is no sum is refused, as before', async () => {
  expect(await take(bytesOf(HEAD, ';Итоговый завод;1', `${FIRST};Первый;1`))).toMatchObject({ created: 1, refused: 1, refusals: [{ row: 2 }], told: [] });
});

test('a heading of two lines names its columns by both, in a workbook with joined cells too', async () => {
  const cell = (text: string): string => `<c t="inlineStr"><is><t>${text}</t></is></c>`;
  const row = (...texts: readonly string[]): string => `<row>${texts.map((text) => (text === '' ? '<c/>' : cell(text))).join('')}</row>`;
  const rows = [row('ИНН', 'Название', 'Показатели', ''), row('', '', 'Выручка', 'Затраты'), row(FIRST, 'Первый', '5', '4'), row('ИНН', 'Название', 'Показатели', ''), row('', '', 'Выручка', 'Затраты'), row(SECOND, 'Второй', '6', '5')];
  const book = await rawWorkbook({ sheets: { Заводы: rows.join('') } });
  const list = valueOf(await readList(book, ANY) as Awaited<ReturnType<typeof readList>> & { readonly ok: true });
  expect(list.head).toEqual(['ИНН', 'Название', 'Показатели: Выручка', 'Затраты']);
  const report = await take(book, { ИНН: '@number', Название: '/B/B01', 'Показатели: Выручка': '/C/C02', Затраты: '/C/C03' });
  expect(report).toMatchObject({ created: 2, refused: 0, told: ['Строка 2 – вторая строка заголовка: её подписи вошли в названия столбцов.', '2 строки повторяют заголовок списка, они пропущены: 4, 5.'] });
  expect((report.companies[0]?.changes ?? []).filter(({ path }) => path.startsWith('/C/')).map(({ path, after }) => [path, after])).toEqual([['/C/C02', '5'], ['/C/C03', '4']]);
});

test('an empty block between is nothing, and what stands below it keeps its rows', async () => {
  expect((await take(bytesOf(HEAD, `${FIRST};Первый;1`, ';;', '', ';;', `${SECOND};Второй;2`))).companies.map(({ row }) => row)).toEqual([2, 6]);
});
