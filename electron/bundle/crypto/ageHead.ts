import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

const MAGIC = 'age-encryption.org/v1\n';

/** Whether an open file is an age file: known by its first line, not by its name (B4). */
export function isEncrypted(file: number): boolean {
  return fstatSync(file).isFile() && headOf(file, MAGIC.length).toString('latin1') === MAGIC;
}

/** The same of a path; a file that cannot be read is judged where it is opened. */
export function looksEncrypted(path: string): boolean {
  try {
    const file = openSync(path, 'r');
    try {
      return isEncrypted(file);
    } finally {
      closeSync(file);
    }
  } catch {
    return false;
  }
}

/** The first bytes of an open file, as many as there are. */
export function headOf(file: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  return bytes.subarray(0, readSync(file, bytes, 0, length, 0));
}
