import { join } from 'node:path';
import type { Course } from '../backup.ts';
import { readSum, sumOf } from '../checksum.ts';
import { isSoundCopy } from '../soundness.ts';
import { failureOf } from '../trouble.ts';
import { listCopies } from './backups.ts';

/**
 * Reads every copy of a workspace again and gives the names of those that are not what was written any more: by the sum beside it, or, where
 * there is none, by what SQLite finds. Progress is in bytes. Throws what {@link Course.checkCancelled} throws.
 */
export function damagedCopies(folder: string, course: Course): readonly string[] {
  const { progress, checkCancelled } = course;
  const copies = listCopies(folder);
  const total = copies.reduce((sum, { bytes }) => sum + bytes, 0);
  let done = 0;
  return copies.flatMap(({ name, why, bytes }) => {
    checkCancelled();
    const before = done;
    const whole = why !== 'damaged' && isWhole(join(folder, 'backups', name), course, (read) => {
      checkCancelled();
      progress((done += read), total);
    });
    done = before + bytes;
    return whole ? [] : [name];
  });
}

function isWhole(path: string, course: Course, look: (bytes: number) => void): boolean {
  try {
    const sum = readSum(path);
    return sum === null ? isSoundCopy(path, course) : sumOf(path, look) === sum;
  } catch (error) {
    if (failureOf(error)) return false;
    throw error;
  }
}
