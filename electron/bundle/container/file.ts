import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Failure } from '../../../shared/base/failure.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import { failureOf, isFileTrouble } from '../../database/trouble.ts';

/** Larger than any registry, key or receipt ever is. */
export const SMALL_FILE = 16 * 1024 * 1024;

/** Where a file grows before it takes its name: in the same folder, so that the last step is one rename (B23). */
export function partOf(path: string): string {
  return join(dirname(path), `.${basename(path)}.part`);
}

/** Makes sure that what was written is on the disk. */
export function syncFile(path: string): void {
  const file = openSync(path, 'r+');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Gives a finished part its name, and makes sure that the name is on the disk where the system can (B23). */
export function publish(part: string, path: string): void {
  renameSync(part, path);
  try {
    const folder = openSync(dirname(path), 'r');
    try {
      fsyncSync(folder);
    } finally {
      closeSync(folder);
    }
  } catch {
    // Windows and some sticks have no folders to sync; the rename itself has been done.
  }
}

/** Writes a whole small file: part, sync, rename, read back and compare (B23). Fails with `disk-full` or `file-unwritable`. */
export function writeFileSafely(path: string, bytes: Uint8Array, mode = 0o644): Result<null, Failure> {
  const part = partOf(path);
  try {
    writeFileSync(part, bytes, { mode });
    syncFile(part);
    publish(part, path);
    return Buffer.compare(readFileSync(path), bytes) === 0 ? ok(null) : err({ code: 'file-unwritable' });
  } catch (error) {
    return err(unwritable(error, part));
  }
}

/** Makes a folder and those around it, unless it is there. Fails with `disk-full` or `file-unwritable`, naming it. */
export function makeFolder(path: string): Result<null, Failure> {
  try {
    mkdirSync(path, { recursive: true });
    return ok(null);
  } catch (error) {
    const failure = failureOf(error);
    if (!failure) throw error;
    return err({ code: failure.code === 'disk-full' ? 'disk-full' : 'file-unwritable', values: { file: path } });
  }
}

/** What a failed write means; takes the part away. Throws what is no trouble of the file system. */
export function unwritable(error: unknown, part: string): Failure {
  try {
    rmSync(part, { force: true });
  } catch {
    // The stick is gone, and the part with it.
  }
  const failure = failureOf(error);
  if (!failure) throw error;
  return failure.code === 'disk-full' ? failure : { code: 'file-unwritable' };
}

/** Reads a whole small file. Fails with `too-large` or `file-unreadable`. */
export function readSmall(path: string): Result<Uint8Array, Failure> {
  try {
    if (statSync(path).size > SMALL_FILE) return err({ code: 'too-large', values: { file: basename(path) } });
    return ok(readFileSync(path));
  } catch (error) {
    if (!isFileTrouble(error)) throw error;
    return err({ code: 'file-unreadable', values: { file: basename(path) } });
  }
}
