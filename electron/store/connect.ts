import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { Failure } from '../../shared/base/failure.ts';
import { err, type Result } from '../../shared/base/result.ts';
import { readStoreAddress, type StoreAddress } from './address.ts';
import { storeFailureOf } from './trouble.ts';

type Scalar = string | number | boolean | Uint8Array | null;
type StoreValue = Scalar | readonly Scalar[];
type Isolation = 'READ COMMITTED' | 'REPEATABLE READ READ ONLY';

/** The central base, connected. Its methods throw; whoever opens it with {@link withStore} is answered with a failure. */
export interface Store {
  readonly address: StoreAddress;
  rows<Row>(sql: string, values?: readonly StoreValue[]): Promise<readonly Row[]>;
  /** How many rows it has changed. Without values the text may hold several statements. */
  run(sql: string, values?: readonly StoreValue[]): Promise<number>;
  /** Rows a few hundred at a time, for what may not fit in memory; only inside a transaction. */
  each<Row>(sql: string, values: readonly StoreValue[]): AsyncGenerator<readonly Row[]>;
  /** `COPY … FROM STDIN` of these bytes. */
  copy(sql: string, pieces: Iterable<Uint8Array>): Promise<void>;
  /** Commits when the work is done, rolls back when it throws. */
  transaction<T>(isolation: Isolation, work: () => Promise<T>): Promise<T>;
}

export interface StoreWatch {
  /** Throws when the person has cancelled: the connection is then cut, wherever it waits. */
  readonly checkCancelled: () => void;
}

/** Milliseconds. */
const LIMITS = { connecting: 15_000, idleInTransaction: 300_000, looking: 100 };
const PAGE = 256;

/**
 * Connects to the central base, does the work, and closes. Fails with `store-address`, `store-unreachable`, `store-denied`,
 * `store-forbidden`, `store-tls`, `store-unprepared`, `store-read-only`, `store-full`, `store-crowded`, `store-newer`, `store-failed`, or what the work answers. Throws what `watch` throws.
 */
export async function withStore<T>(
  url: string, password: string | undefined, watch: StoreWatch, work: (store: Store) => Promise<Result<T, Failure>>,
): Promise<Result<T, Failure>> {
  let host = '';
  let cancelled: { readonly by: unknown } | null = null;
  let looking: NodeJS.Timeout | undefined;
  let client: Client | null = null;
  try {
    const address = readStoreAddress(url, password);
    host = address.host;
    const connection = (client = clientOf(address));
    looking = setInterval(() => {
      try {
        watch.checkCancelled();
      } catch (error) {
        cancelled ??= { by: error };
        cut(connection);
      }
    }, LIMITS.looking);
    await connection.connect();
    return await work(storeOf(connection, address, watch));
  } catch (error) {
    if (cancelled) throw (cancelled as { readonly by: unknown }).by;
    const failure = storeFailureOf(error, host);
    if (!failure) throw error;
    return err(failure);
  } finally {
    clearInterval(looking);
    // Everything is answered, or the connection broke: nobody waits for the server to hang up.
    client?.end().catch(() => undefined);
  }
}

function clientOf({ config }: StoreAddress): Client {
  const client = new Client({
    ...config, application_name: 'svod', connectionTimeoutMillis: LIMITS.connecting, keepAlive: true, keepAliveInitialDelayMillis: 10_000,
    idle_in_transaction_session_timeout: LIMITS.idleInTransaction,
  });
  // What breaks between two calls is said by the next one.
  client.on('error', () => undefined);
  return client;
}

function cut(client: Client): void {
  (client as unknown as { readonly connection: { readonly stream: { destroy(): void } } }).connection.stream.destroy();
}

function storeOf(client: Client, address: StoreAddress, watch: StoreWatch): Store {
  const run = async (sql: string, values?: readonly StoreValue[]): Promise<number> =>
    (await (values ? client.query(sql, [...values]) : client.query(sql))).rowCount ?? 0;
  return {
    address,
    run,
    rows: async <Row>(sql: string, values: readonly StoreValue[] = []) => (await client.query(sql, [...values])).rows as Row[],
    async *each<Row>(sql: string, values: readonly StoreValue[]) {
      await run(`DECLARE page CURSOR FOR ${sql}`, values);
      try {
        for (;;) {
          const page = (await client.query(`FETCH ${PAGE} FROM page`)).rows as Row[];
          if (page.length === 0) return;
          yield page;
        }
      } finally {
        await run('CLOSE page');
      }
    },
    copy: (sql, pieces) => pipeline(Readable.from(pieces), client.query(copyFrom(sql))),
    async transaction(isolation, work) {
      await run(`BEGIN ISOLATION LEVEL ${isolation}`);
      try {
        const value = await work();
        watch.checkCancelled();
        await run('COMMIT');
        return value;
      } catch (error) {
        await run('ROLLBACK').catch(() => undefined);
        throw error;
      }
    },
  };
}
