import { accessSync, constants, writeSync } from 'node:fs';
import { join } from 'node:path';

/** Where a copy of the database, or what must not be thrown away when another one takes its place, stands in a workspace. */
export function copyPath(folder: string, why: string, at: number): string {
  return join(folder, 'backups', `svod-${new Date(at).toISOString().replace(/[:.]/g, '-')}-${why}.db`);
}

/** Whether a file is there and may be read. */
export function isReadable(file: string): boolean {
  try {
    accessSync(file, constants.R_OK);
    return true;
  } catch {
    return false;
  }
}

/** Writes all bytes to an open file, from a position or from where it stands: a disk that is filling up takes a part and says nothing; the rest then fails. Throws what the file system throws. */
export function writeWhole(file: number, bytes: Uint8Array, position: number | null = null): void {
  for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done, bytes.length - done, position === null ? null : position + done);
}
