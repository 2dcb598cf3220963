import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readStoreAddress } from '../../../electron/store/address.ts';
import { binaryRows } from '../../../electron/store/binary.ts';
import { withStore } from '../../../electron/store/connect.ts';
import { ok } from '../../../shared/base/result.ts';
import { NO_POSTGRES, POSTGRES_BINARIES, startPostgres, type Postgres } from '../../helpers/postgres.ts';

const quiet = { checkCancelled: () => undefined };
const reach = (url: string, password?: string): Promise<unknown> =>
  withStore(url, password, quiet, async (store) => ok((await store.rows<{ readonly ssl: boolean }>('SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()'))[0]));
const codeOf = async (answer: Promise<unknown>): Promise<unknown> => ((await answer) as { readonly error?: { readonly code: string } }).error?.code;

describe('the address of the central base', () => {
  test('is shown without its password', () => {
    expect(readStoreAddress('postgres://ivanova:geheim@db.example:5433/svod?sslmode=verify-full'))
      .toMatchObject({ shown: 'postgres://ivanova@db.example:5433/svod?sslmode=verify-full', host: 'db.example:5433' });
  });

  test.each(['db.example/svod', 'http://db.example/svod', 'postgres://db.example/svod?sslmode=maybe'])('%s is none', (url) => {
    expect(() => readStoreAddress(url)).toThrow(expect.objectContaining({ failure: { code: 'store-address' } }));
  });

  test('names the file of a certificate that is not there', () => {
    expect(() => readStoreAddress('postgres://db.example/svod?sslmode=verify-full&sslrootcert=/nowhere/ca.crt'))
      .toThrow(expect.objectContaining({ failure: { code: 'file-unreadable', values: { file: '/nowhere/ca.crt' } } }));
  });

  test('a server that is not there does not answer', async () => {
    expect(await codeOf(reach('postgres://ivanova:x@127.0.0.1:1/svod'))).toBe('store-unreachable');
  });
});

describe.skipIf(POSTGRES_BINARIES === null)(`a connection to the central base${NO_POSTGRES}`, { timeout: 60_000 }, () => {
  let server: Postgres;
  beforeAll(async () => {
    server = await startPostgres();
  }, 60_000);
  afterAll(() => server.remove(), 60_000);

  test('a wrong password, an unknown user and an unknown database are denied, and the password is never repeated', async () => {
    const url = server.url();
    for (const wrong of [url.replace('chip', 'chop'), server.url('postgres', 'nobody'), server.url('nowhere'), url.replace(/:[^:@]*@/, '@')]) {
      const answer = await reach(wrong);
      expect(answer).toMatchObject({ ok: false, error: { code: 'store-denied' } });
      expect(JSON.stringify(answer)).not.toMatch(/eurasian/);
    }
    expect(await reach(url.replace(/:[^:@]*@/, '@'), 'eurasian-chip-2026')).toEqual({ ok: true, value: { ssl: false } });
  });

  test('TLS is used when the address asks for it, and a certificate that does not fit is refused', async () => {
    expect(server.certificate, 'openssl made a certificate').not.toBe('');
    const at = (host: string, query: string): string => server.url('postgres', 'owner', query).replace('127.0.0.1', host);
    const own = `sslrootcert=${encodeURIComponent(server.certificate)}`;
    expect(await reach(at('127.0.0.1', '?sslmode=require'))).toEqual({ ok: true, value: { ssl: true } });
    expect(await reach(at('localhost', `?sslmode=verify-full&${own}`))).toEqual({ ok: true, value: { ssl: true } });
    expect(await reach(at('127.0.0.1', `?sslmode=verify-ca&${own}`))).toEqual({ ok: true, value: { ssl: true } });
    // The certificate speaks of localhost.
    expect(await codeOf(reach(at('127.0.0.1', `?sslmode=verify-full&${own}`)))).toBe('store-tls');
    expect(await codeOf(reach(at('localhost', '?sslmode=verify-full')))).toBe('store-tls');
  });

  test('a server without TLS is not spoken to openly when the address asks for TLS', async () => {
    server.sql('ALTER SYSTEM SET ssl = off');
    server.sql('SELECT pg_reload_conf()');
    await expect.poll(() => codeOf(reach(server.url('postgres', 'owner', '?sslmode=require')))).toBe('store-tls');
    server.sql('ALTER SYSTEM RESET ssl');
  });

  test('rows go in as binary COPY reads them: bytes, nothing, thousands of them', async () => {
    const rows = Array.from({ length: 5000 }, (_, index) => [Buffer.from(`строка ${index}`), index % 2 === 0 ? null : Buffer.alloc(100, index % 256)] as const);
    const count = await withStore(server.url(), undefined, quiet, async (store) => {
      await store.run('CREATE TEMP TABLE pair (a bytea, b bytea)');
      await store.copy('COPY pair FROM STDIN (FORMAT binary)', binaryRows(rows));
      return ok(await store.rows("SELECT count(*)::int AS rows, count(b)::int AS filled, min(convert_from(a, 'UTF8')) AS first FROM pair"));
    });
    expect(count).toEqual({ ok: true, value: [{ rows: 5000, filled: 2500, first: 'строка 0' }] });
  });

  test('what a column does not take rolls everything back, and the server says why', async () => {
    server.sql('CREATE TABLE number (n integer CHECK (n > 0))');
    const answer = await withStore(server.url(), undefined, quiet, (store) =>
      store.transaction('READ COMMITTED', async () => {
        await store.run('INSERT INTO number VALUES (1)');
        await store.run('INSERT INTO number VALUES (-1)');
        return ok(null);
      }),
    );
    expect(answer).toMatchObject({ ok: false, error: { code: 'store-failed', values: { detail: expect.stringContaining('number_n_check') as string } } });
    expect(server.sql('SELECT count(*) FROM number')).toBe('0');
  });

  test('a cancel cuts a connection that waits', async () => {
    let stop = false;
    const watch = { checkCancelled: () => { if (stop) throw new Error('cancelled by hand'); } };
    const waiting = withStore(server.url(), undefined, watch, async (store) => {
      stop = true;
      await store.run('SELECT pg_sleep(60)');
      return ok(null);
    });
    await expect(waiting).rejects.toThrow('cancelled by hand');
  });

  test('the packages of .ci/run hold the server that these tests start', () => {
    expect(readFileSync(join(import.meta.dirname, '../../../.ci/run'), 'utf8')).toMatch(/packages=\([^)]*\bpostgresql\b/);
  });
});
