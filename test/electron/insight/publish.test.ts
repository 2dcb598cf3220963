import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { publishTables, SCHEMA, type PublishReport } from '../../../electron/insight/publish.ts';
import { Cancelled } from '../../../electron/jobs/context.ts';
import { type Workspace } from '../../helpers/bundles.ts';
import { exported, readCsv } from '../../helpers/exporting.ts';
import { deskOf, merge, newBody, newCommission, send, state } from '../../helpers/merging.ts';
import { NO_POSTGRES, POSTGRES_BINARIES, startPostgres, type Postgres } from '../../helpers/postgres.ts';
import { valueOf } from '../../helpers/result.ts';

describe.skipIf(POSTGRES_BINARIES === null)(`tables published to PostgreSQL (M13)${NO_POSTGRES}`, { timeout: 60_000 }, () => {
  let server: Postgres;
  let commission: Workspace;
  let a: Workspace;
  beforeAll(async () => {
    server = await startPostgres();
    const [first, second] = [newBody(1), newBody(2)] as const;
    a = first;
    commission = newCommission(first, second);
    state(first, 1, { '/A/name': 'ООО «Кремень», "тире"\nи строка', '/A/amount': 12.5, '/A/currency': 'RUB', '/A/phone': '+7 999', '/F/line[k]': 1, '/F/line[k]/p': "90'\\нм" });
    state(first, 2, { '/A/amount': { missing: 'no_data' } });
    state(first, 3, { '/A/name': 'АО «Спор»', '/A/region': 'Тверь' });
    state(second, 3, { '/A/name': 'АО «Спор»', '/A/region': 'Псков' });
    await merge(commission, await send(first, true), await send(second));
  }, 60_000);
  afterAll(() => server.remove(), 60_000);

  const publish = async (store: string): Promise<PublishReport> => valueOf(await publishTables(deskOf(commission), { store }));

  test('hold what the exports hold, typed and commented; a second time takes the place of the first', async () => {
    const store = server.newDatabase('bi');
    const sql = (text: string): string => server.sql(text, 'bi');
    const report = await publish(store);
    expect(report.tables.map(({ table }) => table)).toEqual(['companies', 'line', 'missing', 'conflicts', 'provenance', 'revisions', 'bundles', 'dictionary', 'codes', 'aggregates']);
    expect(report).toMatchObject({ schema: SCHEMA, companies: 3 });
    expect(sql(`SELECT number, amount + 1, region IS NULL, answer_name FROM ${SCHEMA}.companies ORDER BY number`)).toBe('1|13.5|t|ООО «Кремень», "тире"\nи строка\n2||t|\n3||t|АО «Спор»');
    expect(sql(`SELECT "order" + 1, p FROM ${SCHEMA}.line`)).toBe("2|90'\\нм");
    expect(sql(`SELECT string_agg(value, ' ' ORDER BY value) FROM ${SCHEMA}.conflicts`)).toBe('Псков Тверь');
    expect(sql(`SELECT count(*) > 0 FROM ${SCHEMA}.provenance p JOIN ${SCHEMA}.revisions r USING (revision) JOIN ${SCHEMA}.bundles b USING (bundle) WHERE p.path = '/A/amount' AND b.seq = 1`)).toBe('t');
    expect(sql(`SELECT col_description('${SCHEMA}.companies'::regclass, (SELECT attnum FROM pg_attribute WHERE attrelid = '${SCHEMA}.companies'::regclass AND attname = 'amount'))`)).toBe('amount · /A/amount');
    expect(sql(`SELECT count(*) FROM ${SCHEMA}.companies WHERE companies::text LIKE '%999%'`)).toBe('0');
    // The sums are those of the export, hidden where those are.
    const sums = readCsv((await exported(commission, { format: 'csv', aggregate: true })).files[0]?.file ?? '');
    const lines = sql(`SELECT question, unit, country, segment, value, status FROM ${SCHEMA}.aggregates`).split('\n');
    expect(lines.sort()).toEqual(sums.map((row) => ['question', 'unit', 'country', 'segment', 'value', 'status'].map((name) => row[name]).join('|')).sort());
    expect(lines.length).toBeGreaterThan(0);

    state(a, 4, { '/A/name': 'ОАО «Новое»' });
    await merge(commission, await send(a));
    await publish(store);
    expect(sql(`SELECT count(*) FROM ${SCHEMA}.companies`)).toBe('4');
    expect(sql(`SELECT count(*) FROM pg_tables WHERE schemaname = '${SCHEMA}'`)).toBe('10');
  });

  test('stay as they were when the work is cancelled, and when a view of somebody else stands on them', async () => {
    const store = server.newDatabase('kept');
    const sql = (text: string): string => server.sql(text, 'kept');
    await publish(store);
    const stopped = deskOf(commission, { checkCancelled: () => { throw new Cancelled(); } });
    await expect(publishTables(stopped, { store })).rejects.toThrow(Cancelled);
    sql(`CREATE VIEW mine AS SELECT number FROM ${SCHEMA}.companies`);
    expect(await publishTables(deskOf(commission), { store })).toMatchObject({ ok: false, error: { code: 'store-failed', values: { detail: expect.stringContaining('depend') as string } } });
    expect(sql('SELECT count(*) > 0 FROM mine')).toBe('t');
    expect(sql(`SELECT count(*) FROM pg_tables WHERE schemaname = '${SCHEMA}' AND tablename LIKE 'next%'`)).toBe('0');
  });
});
