import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Failure } from '../../shared/base/failure.ts';
import { err, ok, type Result } from '../../shared/base/result.ts';
import { writeSum } from './checksum.ts';
import { driverOf, type ReadDb } from './db.ts';
import { openFile } from './driver.ts';
import { copyPath } from './files.ts';
import { isSoundCopy, type Watch } from './soundness.ts';
import { failureOf } from './trouble.ts';

/**
 * Copies the whole database into `backups/`, reads the copy back and returns its path. `why` names the occasion in the file
 * name (`before-merge`), `now` is the time in it. Not inside a transaction. Fails with `disk-full`, `file-unwritable` or
 * `workspace-damaged`, and then leaves no file.
 */
export function backup(db: ReadDb, why: string, now: number): Result<string, Failure> {
  const place = placeOf(db, why, now);
  try {
    begin(place);
    driverOf(db).prepare('VACUUM INTO ?').run(place.part);
    return settle(place);
  } catch (error) {
    return discard(place.part, error);
  }
}

/** How far a copy is, and the way to stop it. */
export interface Course {
  readonly progress: (done: number, total: number) => void;
  /** Throws when the copy is not wanted any more. */
  readonly checkCancelled: () => void;
  /** As of a {@link Watch}: a large copy is looked through in a process that can be ended. */
  readonly beside?: Watch['beside'];
}

/** How many pages are copied between two looks at the course: a few milliseconds of work. */
const PAGES = 1000;
/** How long a copy waits for a log that is being folded in, in milliseconds. */
const BUSY = 10_000;

/**
 * {@link backup} piece by piece, beside whoever writes meanwhile: the copy holds what stood at its beginning. SQLite itself reads the file: if
 * this process opened it a second time, to have the file system clone it, closing that would drop the locks that its connections hold. Fails as {@link backup}
 * does; throws what {@link Course.checkCancelled} throws, and then leaves no file either.
 */
export async function backupByPieces(db: ReadDb, why: string, now: number, course: Course): Promise<Result<string, Failure>> {
  const { progress, checkCancelled } = course;
  const place = placeOf(db, why, now);
  // A connection of its own: the pages that this one keeps at hand are those of the work to come.
  const driver = openFile(driverOf(db).name, { readonly: true, timeout: BUSY });
  try {
    begin(place);
    // What is being read stays as it is while others write: the copy need not begin anew.
    driver.exec('BEGIN');
    try {
      driver.prepare('SELECT COUNT(*) FROM sqlite_schema').get();
      await driver.backup(place.part, {
        progress: ({ totalPages, remainingPages }) => {
          checkCancelled();
          progress(totalPages - remainingPages, totalPages);
          return PAGES;
        },
      });
    } finally {
      driver.exec('COMMIT');
    }
    makePlain(place.part);
    checkCancelled();
    return settle(place, course);
  } catch (error) {
    return discard(place.part, error);
  } finally {
    driver.close();
  }
}

interface Place {
  readonly folder: string;
  readonly path: string;
  readonly part: string;
}

function placeOf(db: ReadDb, why: string, now: number): Place {
  const path = copyPath(db.folder, why, now);
  // A clock that was set back never puts a copy in the place of another.
  return existsSync(path) ? placeOf(db, why, now + 1) : { folder: dirname(path), path, part: `${path}.part` };
}

function begin({ folder, part }: Place): void {
  mkdirSync(folder, { recursive: true });
  remove(part);
}

/** Reads the copy back, writes its sum down and gives it its name. */
function settle({ path, part }: Place, course?: Course): Result<string, Failure> {
  sync(part);
  if (!isSoundCopy(part, course)) {
    remove(part);
    return err({ code: 'workspace-damaged' });
  }
  writeSum(path, part, course?.checkCancelled);
  renameSync(part, path);
  return ok(path);
}

/** One whole file that needs no log beside it, as `VACUUM INTO` makes it. */
function makePlain(part: string): void {
  const driver = openFile(part, { readonly: false, timeout: 0 });
  try {
    driver.pragma('journal_mode = DELETE');
  } finally {
    driver.close();
  }
}

function discard(part: string, error: unknown): Result<never, Failure> {
  remove(part);
  const failure = failureOf(error);
  if (!failure) throw error;
  return err(failure);
}

function remove(part: string): void {
  try {
    for (const rest of ['', '-journal', '-wal', '-shm']) rmSync(`${part}${rest}`, { force: true });
  } catch {
    // Where nothing can be removed nothing was made.
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
