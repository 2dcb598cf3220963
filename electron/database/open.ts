import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Failure } from '../../shared/base/failure.ts';
import { err, ok, type Result } from '../../shared/base/result.ts';
import { backup } from './backup.ts';
import { connect, driverOf, type ReadDb, type WriteDb } from './db.ts';
import { openFile, type Driver } from './driver.ts';
import { copyPath, isReadable } from './files.ts';
import { keepLeftLog } from './leftLog.ts';
import { takeLock, type Lock } from './lock.ts';
import { CURRENT_VERSION, migrate } from './migrate.ts';
import { endSitting } from './sitting.ts';
import { LOG_PAGES } from './transaction.ts';
import { isSound, type Watch } from './soundness.ts';
import { failureOf } from './trouble.ts';

/** "SVOD": says that an SQLite file is a workspace of this program. */
export const APPLICATION_ID = 0x53564f44;
/** How long a statement waits for another connection's transaction. */
const BUSY_TIMEOUT = 10_000;

const locks = new WeakMap<ReadDb, Lock>();

/**
 * Opens the workspace for writing and brings its schema up to date, with a backup before when it was older.
 * Fails with `not-a-workspace`, `workspace-locked` (another window or command writes here), `workspace-newer`,
 * `workspace-damaged`, `path-too-long`, `disk-full`, `file-unreadable` or `file-unwritable`. Connections of one process share the right to write. Looking through
 * a large database can be watched, and left.
 */
export function openWrite(folder: string, watch: Watch | null = null): Result<WriteDb, Failure> {
  if (!existsSync(databasePath(folder))) return err({ code: 'not-a-workspace', values: { folder } });
  return guarded(folder, () => {
    const lock = takeLock(folder);
    if (!lock.ok) return lock;
    let opened: Result<WriteDb, Failure> | null = null;
    try {
      opened = guarded(folder, () => openLocked(folder, lock.value.first, watch));
      if (opened.ok) locks.set(opened.value, lock.value);
      return opened;
    } finally {
      if (opened?.ok !== true) lock.value.release();
    }
  });
}

/** Opens the workspace for reading, beside whoever writes. Same failures as {@link openWrite}, but never locked. */
export function openRead(folder: string): Result<ReadDb, Failure> {
  if (!existsSync(databasePath(folder))) return err({ code: 'not-a-workspace', values: { folder } });
  return guarded(folder, () => {
    const driver = openFile(databasePath(folder), { readonly: true, timeout: BUSY_TIMEOUT });
    const checked = inspect(driver, folder);
    if (!checked.ok || checked.value < CURRENT_VERSION) driver.close();
    if (!checked.ok) return checked;
    if (checked.value < CURRENT_VERSION) return upgrade(folder);
    settle(driver);
    return ok(connect(driver, folder));
  });
}

/**
 * Makes a new database in the folder, with what `furnish` puts into it; nothing half-made is ever left under its name. Fails
 * with `workspace-exists`, `path-too-long`, `disk-full`, `file-unwritable`, or as `furnish` does.
 */
export function createDatabase(folder: string, furnish: (db: WriteDb) => Result<unknown, Failure> = ok): Result<WriteDb, Failure> {
  if (existsSync(databasePath(folder))) return err({ code: 'workspace-exists', values: { folder } });
  if (isTooLong(folder)) return err({ code: 'path-too-long', values: { folder } });
  const made = guarded(folder, () => {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const part = `${databasePath(folder)}.part`;
    for (const rest of ['', '-journal', '-wal', '-shm']) rmSync(`${part}${rest}`, { force: true });
    const driver = openFile(part, { readonly: false, create: true, timeout: BUSY_TIMEOUT });
    driver.pragma(`application_id = ${APPLICATION_ID}`);
    settle(driver);
    const db = connect(driver, folder);
    const migrated = migrate(db);
    const furnished = migrated.ok ? furnish(db) : migrated;
    driver.close();
    if (!furnished.ok) {
      rmSync(part, { force: true });
      return furnished;
    }
    keepLeftLog(databasePath(folder), copyPath(folder, 'left', Date.now()));
    renameSync(part, databasePath(folder));
    return ok(null);
  });
  return made.ok ? openWrite(folder) : made;
}

/** Gives the right to write back and leaves one whole file behind. Closing twice is harmless. */
export function close(db: ReadDb): void {
  endSitting(db);
  driverOf(db).close();
  locks.get(db)?.release();
  locks.delete(db);
}

export function databasePath(folder: string): string {
  return join(folder, 'svod.db');
}

function openLocked(folder: string, first: boolean, watch: Watch | null): Result<WriteDb, Failure> {
  const driver = openFile(databasePath(folder), { readonly: false, timeout: BUSY_TIMEOUT });
  let ready: Result<WriteDb, Failure> | null = null;
  try {
    ready = prepare(driver, connect(driver, folder), first, watch);
    return ready;
  } finally {
    if (ready?.ok !== true) driver.close();
  }
}

function prepare(driver: Driver, db: WriteDb, first: boolean, watch: Watch | null): Result<WriteDb, Failure> {
  const version = inspect(driver, db.folder);
  if (!version.ok) return version;
  driver.pragma('journal_mode = WAL');
  settle(driver);
  // A file that is closed to writing is found out now, and not when the first answer is to be saved.
  if (first) driver.exec(`BEGIN IMMEDIATE; PRAGMA user_version = ${version.value}; ROLLBACK`);
  // The file does not change hands between connections of one process: the first one looks at its pages.
  if (first && !isSound(driver, watch)) return err({ code: 'workspace-damaged', values: { folder: db.folder } });
  if (version.value === CURRENT_VERSION) return ok(db);
  const saved = backup(db, `before-version-${CURRENT_VERSION}`, Date.now());
  if (!saved.ok) return saved;
  const migrated = migrate(db);
  return migrated.ok ? ok(db) : migrated;
}

function upgrade(folder: string): Result<ReadDb, Failure> {
  const writer = openWrite(folder);
  if (!writer.ok) return writer;
  close(writer.value);
  return openRead(folder);
}

function inspect(driver: Driver, folder: string): Result<number, Failure> {
  if (driver.pragma('application_id', { simple: true }) !== APPLICATION_ID) return err({ code: 'not-a-workspace', values: { folder } });
  const version = driver.pragma('user_version', { simple: true }) as number;
  return version > CURRENT_VERSION ? err({ code: 'workspace-newer', values: { folder, version } }) : ok(version);
}

/** What SQLite forgets when a connection closes. WAL in particular would reopen as synchronous NORMAL. */
function settle(driver: Driver): void {
  driver.pragma('foreign_keys = ON');
  driver.pragma('synchronous = FULL');
  driver.pragma('trusted_schema = OFF');
  driver.pragma('cell_size_check = ON');
  // The revisions of one company lie all over a large base: 32 MiB of pages, and a log that is folded in less often.
  driver.pragma('cache_size = -32768');
  driver.pragma(`wal_autocheckpoint = ${LOG_PAGES}`);
}

function guarded<T>(folder: string, work: () => Result<T, Failure>): Result<T, Failure> {
  try {
    return work();
  } catch (error) {
    const failure = failureOf(error);
    if (!failure) throw error;
    if (isTooLong(folder)) return err({ code: 'path-too-long', values: { folder } });
    const file = databasePath(folder);
    // SQLite says that it cannot open a file too where it cannot make one beside it, or make the database itself.
    const code = failure.code === 'file-unreadable' && (isReadable(file) || !existsSync(file)) ? 'file-unwritable' : failure.code;
    return err({ ...failure, code, values: { folder, file } });
  }
}

/** What SQLite takes as the name of a file: 512 bytes with their end, and on Windows what Windows takes. */
const LONGEST = process.platform === 'win32' ? 259 : 511;

/** Whether some file of a workspace in this folder would have a longer name than SQLite takes; a copy before a change of version has the longest. */
function isTooLong(folder: string): boolean {
  const longest = `${copyPath(resolve(folder), `before-version-${CURRENT_VERSION}`, 0)}.part-journal`;
  return (process.platform === 'win32' ? longest.length : Buffer.byteLength(longest)) > LONGEST;
}
