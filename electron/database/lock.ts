import { hostname } from 'node:os';
import { join } from 'node:path';
import type { Failure } from '../../shared/base/failure.ts';
import { err, ok, type Result } from '../../shared/base/result.ts';
import { openFile, sqliteCode, type Driver } from './driver.ts';

/**
 * One program writes in a workspace at a time; readers come and go. SQLite alone would let two windows write in turn, each
 * over drafts the other still shows. So the writing program holds a write lock on a small database of its own, `svod.lock`:
 * the system frees it when the process ends in whatever way. All connections of one process (the window's workers) share
 * the lock: the file says which process holds it.
 */
export interface Lock {
  /** Whether this connection is the first of its process. */
  readonly first: boolean;
  release(): void;
}

const SCHEMA = 'CREATE TABLE IF NOT EXISTS owner (id INTEGER PRIMARY KEY CHECK (id = 1), process TEXT NOT NULL) STRICT';

/** Fails with `workspace-locked` when another process writes here. */
export function takeLock(folder: string): Result<Lock, Failure> {
  const driver = openFile(join(folder, 'svod.lock'), { readonly: false, create: true, timeout: 0 });
  const me = `${hostname()}:${process.pid}`;
  try {
    if (tryHold(driver, me)) return ok({ first: true, release: () => driver.close() });
    const owner = ownerOf(driver);
    driver.close();
    return owner === me ? ok({ first: false, release: () => undefined }) : err({ code: 'workspace-locked' });
  } catch (error) {
    driver.close();
    throw error;
  }
}

function tryHold(driver: Driver, me: string): boolean {
  try {
    driver.exec(`BEGIN IMMEDIATE; ${SCHEMA}`);
    driver.prepare('INSERT INTO owner (id, process) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET process = excluded.process').run(me);
    // The name must be committed to be read by others; the lock is then held by a transaction that never writes.
    driver.exec('COMMIT; BEGIN IMMEDIATE');
    return ownerOf(driver) === me;
  } catch (error) {
    if (!sqliteCode(error)?.startsWith('SQLITE_BUSY')) throw error;
    if (driver.inTransaction) driver.exec('ROLLBACK');
    return false;
  }
}

function ownerOf(driver: Driver): string | null {
  try {
    const row = driver.prepare('SELECT process FROM owner').get() as { readonly process: string } | undefined;
    return row?.process ?? null;
  } catch (error) {
    if (sqliteCode(error)) return null;
    throw error;
  }
}
