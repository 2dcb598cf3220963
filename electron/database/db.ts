import { assert } from '../../shared/base/assert.ts';
import type { Driver, Statement } from './driver.ts';

export type Value = string | number | bigint | Uint8Array | null;

/** A connection that reads. Statements are prepared once a connection and text of SQL. */
export interface ReadDb {
  readonly folder: string;
  all<Row>(sql: string, ...values: readonly Value[]): Row[];
  get<Row>(sql: string, ...values: readonly Value[]): Row | undefined;
  /** The first column of the first row. */
  value<T>(sql: string, ...values: readonly Value[]): T | undefined;
  /** Rows one by one, for results that may not fit in memory. Nothing may be written before the last one. */
  each<Row>(sql: string, ...values: readonly Value[]): IterableIterator<Row>;
  /** The query plan, a line a step: tests assert which index serves. */
  plan(sql: string, ...values: readonly Value[]): readonly string[];
}

/** A connection that writes as well. What takes a `ReadDb` cannot write: the type has no method for it. */
export interface WriteDb extends ReadDb {
  run(sql: string, ...values: readonly Value[]): { readonly changes: number; readonly lastId: number };
}

const drivers = new WeakMap<ReadDb, Driver>();

/** For the files of this room only: transactions, backup, closing. */
export function driverOf(db: ReadDb): Driver {
  const driver = drivers.get(db);
  assert(driver, 'the connection was made by this room');
  return driver;
}

export function connect(driver: Driver, folder: string): WriteDb {
  const statements = new Map<string, Statement>();
  const statement = (sql: string): Statement => {
    let known = statements.get(sql);
    if (!known) statements.set(sql, (known = driver.prepare<unknown[]>(sql)));
    return known;
  };
  const db: WriteDb = {
    folder,
    all: <Row>(sql: string, ...values: readonly Value[]) => reading(statement(sql)).all(...values) as Row[],
    get: <Row>(sql: string, ...values: readonly Value[]) => reading(statement(sql)).get(...values) as Row | undefined,
    value: <T>(sql: string, ...values: readonly Value[]) => firstColumn<T>(reading(statement(sql)).get(...values)),
    each: <Row>(sql: string, ...values: readonly Value[]) => reading(driver.prepare<unknown[]>(sql)).iterate(...values) as IterableIterator<Row>,
    plan: (sql, ...values) =>
      (driver.prepare<unknown[]>(`EXPLAIN QUERY PLAN ${sql}`).all(...values) as { readonly detail: string }[]).map((row) => row.detail),
    run: (sql, ...values) => {
      const { changes, lastInsertRowid } = statement(sql).run(...values);
      return { changes, lastId: Number(lastInsertRowid) };
    },
  };
  drivers.set(db, driver);
  return db;
}

function reading(statement: Statement): Statement {
  assert(statement.readonly, 'a reading method is given a reading statement');
  return statement;
}

function firstColumn<T>(row: unknown): T | undefined {
  if (row === undefined) return undefined;
  for (const value of Object.values(row as object)) return value as T;
  return undefined;
}
