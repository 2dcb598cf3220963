import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Failure } from '../../shared/base/failure.ts';
import { err, ok, type Result } from '../../shared/base/result.ts';
import { driverOf, type ReadDb } from './db.ts';
import { openFile } from './driver.ts';
import { failureOf } from './trouble.ts';

/**
 * Copies the whole database into `backups/`, reads the copy back and returns its path. `why` names the occasion in the file
 * name (`before-merge`), `now` is the time in it. Not inside a transaction. Fails with `disk-full`, `file-unwritable` or
 * `workspace-damaged`, and then leaves no file.
 */
export function backup(db: ReadDb, why: string, now: number): Result<string, Failure> {
  const folder = join(db.folder, 'backups');
  const path = join(folder, `svod-${new Date(now).toISOString().replace(/[:.]/g, '-')}-${why}.db`);
  const part = `${path}.part`;
  try {
    mkdirSync(folder, { recursive: true });
    rmSync(part, { force: true });
    driverOf(db).prepare('VACUUM INTO ?').run(part);
    sync(part);
    const sound = isSound(part);
    if (!sound) return discard(part, { code: 'workspace-damaged' });
    renameSync(part, path);
    return ok(path);
  } catch (error) {
    const failure = failureOf(error);
    if (!failure) throw error;
    return discard(part, failure);
  }
}

/**
 * {@link backup}, unless one was made for the same reason on the same day (UTC): that one is given then. For work that can be
 * taken back by itself, so that the copy is against damage only. Fails as {@link backup} does.
 */
export function backupOfDay(db: ReadDb, why: string, now: number): Result<string, Failure> {
  const folder = join(db.folder, 'backups');
  const [day = ''] = new Date(now).toISOString().split('T');
  const found = existsSync(folder) ? readdirSync(folder).filter((name) => name.startsWith(`svod-${day}`) && name.endsWith(`-${why}.db`)).sort().at(-1) : undefined;
  return found === undefined ? backup(db, why, now) : ok(join(folder, found));
}

function discard(part: string, failure: Failure): Result<never, Failure> {
  try {
    rmSync(part, { force: true });
  } catch {
    // Where nothing can be removed nothing was made.
  }
  return err(failure);
}

function isSound(path: string): boolean {
  const driver = openFile(path, { readonly: true, timeout: 0 });
  try {
    return driver.pragma('quick_check(1)', { simple: true }) === 'ok';
  } finally {
    driver.close();
  }
}

function sync(path: string): void {
  const file = openSync(path, 'r+');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
