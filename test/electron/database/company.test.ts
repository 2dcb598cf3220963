import { join } from 'node:path';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { fold, listCompanies, pageQuery, refreshCompany, rowsQuery, saveCompany } from '../../../electron/database/tables/company.ts';
import { saveMerged } from '../../../electron/database/tables/merged.ts';
import type { WriteDb } from '../../../electron/database/db.ts';
import { createResponse, currentResponse, listResponses, loadAnswers, markSent, saveAnswers, setStatus } from '../../../electron/database/tables/response.ts';
import { close, openWrite } from '../../../electron/database/open.ts';
import { write } from '../../../electron/database/transaction.ts';
import { err, ok } from '../../../shared/base/result.ts';
import type { CompanyQuery, CompanyStatus } from '../../../shared/ipc/survey.ts';
import { entity, FORM_HASH, newMinistry, NOON, newFolder } from '../../helpers/bundles.ts';

const ALL: CompanyQuery = { search: '', status: null, country: null, sort: 'name', descending: false, offset: 0, limit: 50 };
const COUNT = 20_000;
let db: WriteDb;

beforeAll(() => {
  db = newMinistry(1, join(newFolder(), 'many')).db;
  write(db, () => {
    for (let number = 0; number < COUNT; number += 1) {
      const country = ['AM', 'BY', 'KZ', 'KG', 'RU'][number % 5] ?? 'RU';
      const name = `ООО «Кристалл-${String((number * 7919) % COUNT).padStart(5, '0')}»`;
      saveCompany(db, { entity: entity(number), country, scheme: 'x', number: String(number).padStart(10, '0'), name, shortName: number === 77 ? 'Ёлка' : '', region: '' });
    }
    return ok(null);
  });
}, 60_000);

describe('the list of companies', () => {
  test('comes in pages, sorted, with totals', () => {
    const page = listCompanies(db, { ...ALL, offset: 100, limit: 3 });
    expect(page.total).toBe(COUNT);
    expect(page.rows.map((row) => row.name)).toEqual(['ООО «Кристалл-00100»', 'ООО «Кристалл-00101»', 'ООО «Кристалл-00102»']);
    const last = listCompanies(db, { ...ALL, sort: 'number', descending: true, limit: 1 });
    expect(last.rows[0]?.number).toBe('0000019999');
  });

  test('is searched as people write: any case, е for ё, words in any order', () => {
    expect(fold('Ёлка')).toBe('елка');
    expect(listCompanies(db, { ...ALL, search: 'ЕЛКА' }).rows.map((row) => row.number)).toEqual(['0000000077']);
    expect(listCompanies(db, { ...ALL, search: 'кристалл-00077 ооо' })).toMatchObject({ total: 1 });
    expect(listCompanies(db, { ...ALL, search: '%' }).total).toBe(0);
  });

  test('counts where they stand once for all pages, and again when something has changed, whoever changed it', () => {
    const all = vi.spyOn(db, 'all');
    const counted = () => all.mock.calls.filter(([sql]) => sql.includes('GROUP BY status')).length;
    const read = (change: Partial<CompanyQuery> = {}) => listCompanies(db, { ...ALL, ...change }).counts;
    const [status, company] = ['errors' as CompanyStatus, entity(9)];
    const mark = (by: WriteDb, as: CompanyStatus) => by.run('UPDATE company SET status = ? WHERE entity = ?', as, company);
    const before = read();
    for (const offset of [0, 50, 100, 150]) read({ offset });
    read({ sort: 'savedAt', descending: true, status: 'draft' });
    expect(counted()).toBe(1);
    read({ search: '00077' });
    read({ country: 'KZ' });
    expect(read()).toEqual(before);
    expect(counted()).toBe(4);

    const was = db.value<CompanyStatus>('SELECT status FROM company WHERE entity = ?', company) as CompanyStatus;
    mark(db, status);
    expect(read()[status]).toBe((before[status] ?? 0) + 1);
    const other = openWrite(db.folder);
    if (!other.ok) throw new Error(other.error.code);
    mark(other.value, was);
    close(other.value);
    expect(read()).toEqual(before);
    expect(counted()).toBe(6);

    write(db, () => {
      mark(db, status);
      expect(read()[status]).toBe((before[status] ?? 0) + 1);
      return err({ code: 'cancelled' });
    });
    expect(read()).toEqual(before);
    all.mockRestore();
  });

  const orders: readonly (readonly [string, Partial<CompanyQuery>, string])[] = [
    ['by name', {}, 'company_by_name'],
    ['by number', { sort: 'number' }, 'company_by_number'],
    ['by status', { sort: 'status' }, 'company_by_status'],
    ['by time, newest first', { sort: 'savedAt', descending: true }, 'company_by_time'],
    ['of one status by name', { status: 'errors' }, 'company_by_status'],
    ['of one country by name', { country: 'KZ' }, 'company_by_country'],
  ];
  test.each(orders)('%s is read from an index, without sorting', (_, query, index) => {
    const { sql, values } = pageQuery({ ...ALL, ...query });
    const plan = db.plan(sql, ...values).join('\n');
    expect(plan).toContain(index);
    expect(plan).not.toContain('TEMP B-TREE');
  });

  test.each(orders)('%s reads what the page shows of its own companies alone', (_, query) => {
    const { sql, values } = rowsQuery({ ...ALL, ...query });
    const plan = db.plan(sql, ...values);
    expect(plan).toContain('SEARCH c USING PRIMARY KEY (entity=?)');
    expect(plan.filter((step) => step.startsWith('SCAN c '))).toEqual([]);
  });

  test('gives any page of 20,000 companies, the last one too', () => {
    expect(listCompanies(db, { ...ALL, offset: COUNT - 50 }).rows).toHaveLength(50);
    expect(listCompanies(db, { ...ALL, offset: COUNT }).rows).toHaveLength(0);
  });
});

describe('where a company stands', () => {
  test('follows its response, its bundles and what came back', () => {
    const ministry = newMinistry();
    const company = entity(1);
    saveCompany(ministry.db, { entity: company, country: 'RU', scheme: 'ru_inn', number: '7735007358', name: 'Завод', shortName: '', region: '' });
    const status = (): CompanyStatus | undefined => listCompanies(ministry.db, ALL).rows[0]?.status;
    const progress = { required: 10, answered: 4, errors: 0, warnings: 0, unjustified: 0 };
    expect(status()).toBe('received');
    const id = createResponse(ministry.db, { entity: company, form: FORM_HASH, round: '2026', savedAt: NOON, person: 'И. Иванова' });
    expect(status()).toBe('draft');
    const changes = [{ path: '/A/A01', value: 'Завод' }, { path: '/A/A02', value: { missing: 'no_data' as const } }];
    saveAnswers(ministry.db, { id, entity: company }, changes, { ...progress, errors: 2 }, NOON + 1, 'П. Петров');
    expect(status()).toBe('errors');
    saveAnswers(ministry.db, { id, entity: company }, [{ path: '/A/A02', value: null }], progress, NOON + 2, 'П. Петров');
    expect(status()).toBe('draft');
    expect([...loadAnswers(ministry.db, id)]).toEqual([['/A/A01', 'Завод']]);
    expect(listCompanies(ministry.db, ALL).rows[0]).toMatchObject({ answered: 4, savedAt: NOON + 2, person: 'П. Петров' });
    setStatus(ministry.db, { id, entity: company }, 'complete');
    expect(status()).toBe('complete');
    setStatus(ministry.db, { id, entity: company }, 'approved');
    expect(status()).toBe('approved');
    markSent(ministry.db, company, 'small', '2026');
    expect(status()).toBe('sent');
    const merged = { entity: company, formId: 'small', round: '2026', formHash: FORM_HASH, revisions: 0, heads: [], retracted: false, conflicts: 0, status: 'returned' as const, hash: '', kept: null };
    const merge = (row: typeof merged): void => {
      saveMerged(ministry.db, row, []);
      refreshCompany(ministry.db, company);
    };
    merge(merged);
    expect(status()).toBe('returned');
    merge({ ...merged, conflicts: 3 });
    expect(listCompanies(ministry.db, ALL).rows[0]).toMatchObject({ status: 'conflict', conflicts: 3 });
    merge(merged);
    setStatus(ministry.db, { id, entity: company }, 'draft');
    expect(status()).toBe('returned');
    merge({ ...merged, revisions: 1 });
    expect(status()).toBe('draft');
    expect(currentResponse(ministry.db, company)).toMatchObject({ id, status: 'draft', sent: false });
    expect(listResponses(ministry.db, 'draft')).toHaveLength(1);
    expect(listResponses(ministry.db, 'approved')).toEqual([]);
    expect(listResponses(ministry.db, null)).toHaveLength(1);
  });
});
