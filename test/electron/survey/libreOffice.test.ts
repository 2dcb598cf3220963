import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { write } from '../../../electron/database/transaction.ts';
import type { Desk } from '../../../electron/jobs/handler.ts';
import { createCompany } from '../../../electron/survey/create.ts';
import { openResponse, saveAnswers } from '../../../electron/survey/draft.ts';
import { installForm, readyToInstall } from '../../../electron/survey/form.ts';
import { importList } from '../../../electron/survey/intake/importList.ts';
import { readList } from '../../../electron/survey/intake/listTable.ts';
import { importTemplate } from '../../../electron/survey/template/import.ts';
import { readWorkbook } from '../../../electron/survey/workbook/read.ts';
import { ok } from '../../../shared/base/result.ts';
import type { Answer } from '../../../shared/survey/response.ts';
import { openMinistry } from '../../helpers/ministry.ts';
import { valueOf } from '../../helpers/result.ts';
import { BEFORE_RETURN, RETURNED_FORM } from '../../helpers/returnedForm.ts';

// What LibreOffice 7.4 under a Russian locale has saved: a workbook of `RETURNED_FORM` with `BEFORE_RETURN` that a company filled in, and a list that a ministry keeps.
const saved = (name: string): Buffer => readFileSync(join(import.meta.dirname, '../../fixtures/libreoffice', name));

let desk: Desk;
let remove: () => void;
let entity: string;
beforeEach(async () => {
  const ministry = await openMinistry();
  remove = ministry.remove;
  desk = { ...ministry.desk, uuid: () => crypto.randomUUID() };
  valueOf(write(desk.db, () => {
    installForm(desk.db, readyToInstall(RETURNED_FORM), null, desk.now());
    return ok(null);
  }));
  entity = valueOf(createCompany(desk, { country: 'RU', scheme: 'ru_inn', number: '7735007358', name: 'АО «Завод»' })).entity;
  valueOf(saveAnswers(desk, {
    response: valueOf(openResponse(desk, { entity })).response, changes: BEFORE_RETURN.map(([path, value]) => ({ path, value })),
    progress: { required: 0, answered: 0, errors: 0, warnings: 0, unjustified: 0 },
  }));
});
afterEach(() => remove());

const draft = (): ReadonlyMap<string, Answer> => new Map(valueOf(openResponse(desk, { entity })).answers);

test('a workbook that a company filled in with LibreOffice comes back with every change, at its cell, and with no other', async () => {
  const read = await readWorkbook(saved('returned.xlsx'));
  if (!read.ok) throw new Error(read.error.problem);
  const { changes, troubles } = valueOf(importTemplate(desk, read.value, { precedence: 'file', rehearse: false }));
  expect(troubles).toEqual([]);
  const own = changes.filter(({ path }) => path.startsWith('/A/'));
  expect(own.map(({ path, before, after, place }) => [path, before, after, place?.cell])).toEqual([
    ['/A/founded', '1999-09-11', '2001-03-12', 'D6'],
    ['/A/signed', null, '2026-03-05', 'D7'],
    ['/A/staff', 120, 145, 'D8'],
    ['/A/revenue', 1_500_000.5, 1_234_567.89, 'D9'],
    ['/A/share', null, 0.125, 'D10'],
    ['/A/export', 300, { missing: 'no_data' }, 'G11'],
    ['/A/form', 'state', 'private', 'D12'],
    ['/A/roles', ['design', 'test'], ['design', 'fab'], 'D13'],
    ['/A/okpo', '00123456', '00765432', 'D17'],
    ['/A/remark', 'Первая строка\nвторая; «кавычки» & <знаки>', 'Итог: «да»; 1–2 %', 'D18'],
  ]);
  expect(changes.filter(({ after }) => after === null).map(({ shown }) => shown)).toEqual(['/J/product[2]', '/J/product[2]/title', '/J/product[2]/volume']);
  const products = [...draft()].filter(([path]) => path.startsWith('/J/')).map(([path, value]) => [path.replace(/\[r\w+\]/, '[new]'), value]);
  expect(products).toEqual([
    ['/J/product[k1]', 1], ['/J/product[k1]/kind', 'design'], ['/J/product[k1]/title', 'Приёмопередатчик'], ['/J/product[k1]/volume', 10.75],
    ['/J/product[k3]', 3], ['/J/product[k3]/title', 'Контроллер'],
    ['/J/product[new]', 4], ['/J/product[new]/kind', 'test'], ['/J/product[new]/title', 'Новое изделие'], ['/J/product[new]/volume', 7],
  ]);
});

describe('a list that LibreOffice has saved', () => {
  test.each(['list.xlsx', 'list-utf8.csv', 'list-1251.csv'])('gives the same companies: %s', async (name) => {
    const table = await readList(saved(name), { sheet: null, encoding: null, separator: null, headRow: null });
    if (!table.ok) throw new Error(table.error.problem);
    expect(table.value.head).toEqual(['ИНН', 'Наименование', 'Выручка, тыс. руб.', 'Дата регистрации', 'Форма собственности', 'Доля экспорта']);
    const columns = [['ИНН', '@number'], ['Наименование', '/A/name'], ['Выручка, тыс. руб.', '/A/revenue'], ['Дата регистрации', '/A/founded'], ['Форма собственности', '/A/form']]
      .map(([column = '', question = '']) => ({ column, question, values: {} }));
    const { created, updated, refused } = valueOf(await importList(desk, table.value, {
      formatVersion: 1, form: 'returned', name: 'Перечень', reading: { sheet: null, encoding: null, separator: null, headRow: null }, writing: null, country: null, repeat: null, columns,
    }, { rehearse: false, onCompany: () => undefined }));
    expect([created, updated, refused]).toEqual([1, 1, []]);
    const now = draft();
    expect(['name', 'revenue', 'founded', 'form'].map((question) => now.get(`/A/${question}`))).toEqual(['АО «Завод»', 1_234_567.89, '2001-03-12', 'private']);
    expect(desk.db.value('SELECT name FROM company WHERE number = ?', '7707083893')).toBe('ООО «Кремний; и Ко»');
  });

  test.each([['returned.ods', 'open-document'], ['returned.xls', 'old-excel']])('in another format is refused by its name: %s', async (name, problem) => {
    expect(await readWorkbook(saved(name))).toMatchObject({ ok: false, error: { problem } });
    expect(await readList(saved(name), { sheet: null, encoding: null, separator: null, headRow: null })).toEqual({ ok: false, error: { problem, at: {} } });
  });
});
