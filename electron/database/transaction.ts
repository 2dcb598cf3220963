import type { Failure } from '../../shared/base/failure.ts';
import { err, ok, type Result } from '../../shared/base/result.ts';
import { driverOf, type ReadDb, type WriteDb } from './db.ts';
import type { Driver } from './driver.ts';
import { failureOf } from './trouble.ts';

/** So many pages of the log, 16 MiB, are folded into the database at once. */
export const LOG_PAGES = 4096;

/**
 * Runs `work` in one IMMEDIATE transaction: commits when it is ok, rolls back when it fails or throws. Inside another
 * transaction it is a savepoint. A full disk, a lock held too long and damage come back as failures; bugs are thrown on.
 */
export function write<T>(db: WriteDb, work: () => Result<T, Failure>): Result<T, Failure> {
  try {
    const end = begin(driverOf(db), 'IMMEDIATE');
    try {
      const result = work();
      end(result.ok);
      return result;
    } finally {
      end(false);
    }
  } catch (error) {
    return failed(error);
  }
}

/**
 * {@link write} for work that waits (reading a bundle). The connection must be this job's own: what another call writes
 * through it meanwhile would fall into the same transaction.
 */
export function writeAsync<T>(db: WriteDb, work: () => Promise<Result<T, Failure>>): Promise<Result<T, Failure>> {
  return waiting(db, work, (result) => result.ok);
}

/** {@link writeAsync} that never commits: what the work would come to, with nothing written in the end. */
export async function rehearse<T>(db: WriteDb, work: () => Promise<T>): Promise<Result<T, Failure>> {
  return waiting(db, async () => ok(await work()), () => false);
}

async function waiting<T>(db: WriteDb, work: () => Promise<Result<T, Failure>>, commits: (result: Result<T, Failure>) => boolean): Promise<Result<T, Failure>> {
  try {
    const end = begin(driverOf(db), 'IMMEDIATE');
    try {
      const result = await work();
      end(commits(result));
      return result;
    } finally {
      end(false);
    }
  } catch (error) {
    return failed(error);
  }
}

/**
 * Runs `work` that writes much, in transactions of which parts may be rolled back. What that takes is kept in memory, else every page a part
 * changes is first written to a temporary file; and the log is folded in more seldom, so that a page that is changed again and again is written once.
 * Not for work that sorts much, nor for little: the connection has to prepare all its statements anew.
 */
export async function writingMuch<T>(db: WriteDb, work: () => Promise<T>): Promise<T> {
  const driver = driverOf(db);
  if (driver.inTransaction) return work();
  driver.pragma('temp_store = MEMORY');
  driver.pragma(`wal_autocheckpoint = ${4 * LOG_PAGES}`);
  try {
    return await work();
  } finally {
    driver.pragma('temp_store = DEFAULT');
    driver.pragma(`wal_autocheckpoint = ${LOG_PAGES}`);
  }
}

/** Lets the rows of this transaction come in any order: what refers to what is looked at where it commits, and nothing is committed if a row is missing. */
export function deferReferences(db: WriteDb): void {
  driverOf(db).pragma('defer_foreign_keys = ON');
}

/** Runs `work` on one unchanging state of the database. */
export function read<T>(db: ReadDb, work: () => T): T {
  const end = begin(driverOf(db), 'DEFERRED');
  try {
    return work();
  } finally {
    end(true);
  }
}

function begin(driver: Driver, kind: 'IMMEDIATE' | 'DEFERRED'): (commit: boolean) => void {
  const nested = driver.inTransaction;
  driver.exec(nested ? 'SAVEPOINT inner_work' : `BEGIN ${kind}`);
  let open = true;
  return (commit) => {
    // SQLite itself rolls back on some errors (disk full), and then nothing is left to end.
    if (!open || !driver.inTransaction) return;
    if (commit) {
      driver.exec(nested ? 'RELEASE inner_work' : 'COMMIT');
      open = false;
    } else {
      open = false;
      driver.exec(nested ? 'ROLLBACK TO inner_work; RELEASE inner_work' : 'ROLLBACK');
    }
  };
}

function failed(error: unknown): Result<never, Failure> {
  const failure = failureOf(error);
  if (failure) return err(failure);
  throw error;
}
