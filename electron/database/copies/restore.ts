import { closeSync, existsSync, fsyncSync, fstatSync, mkdirSync, mkdtempSync, openSync, readSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Failure, FailureCode } from '../../../shared/base/failure.ts';
import { err, ok } from '../../../shared/base/result.ts';
import type { Result } from '../../../shared/base/result.ts';
import { backup, type Course } from '../backup.ts';
import { beginSum, PIECE, readSum } from '../checksum.ts';
import { copyPath, isReadable, writeWhole } from '../files.ts';
import { keepLeftLog } from '../leftLog.ts';
import { close, databasePath, openWrite } from '../open.ts';
import { renewInstallation } from '../tables/installation.ts';
import { failureOf } from '../trouble.ts';

export interface Restored {
  readonly file: string;
  /** Where the database that stood here until now was put; null when there was none to keep. */
  readonly kept: string | null;
}

/**
 * Puts a backup in the place of the workspace's database. The backup is opened and checked first, and what stands here is
 * kept beside the other backups, damaged or not. From then on the workspace is a new installation, called `uuid` (B16). Fails
 * with `file-unreadable`, `workspace-locked`, `copy-damaged` (it is not what was written, by the sum beside it), or what is wrong with the backup (`not-a-workspace`, `workspace-newer`,
 * `workspace-damaged`), and then changes nothing; neither when the `course` is left.
 */
export function restoreBackup(folder: string, file: string, { now, uuid, course }: { readonly now: number; readonly uuid: string; readonly course?: Course }): Result<Restored, Failure> {
  if (!existsSync(file)) return err({ code: 'file-unreadable', values: { file } });
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const trial = mkdtempSync(join(folder, '.restore-'));
    try {
      const sum = readSum(file);
      if (copy(file, databasePath(trial), course) !== (sum ?? '') && sum !== null) return err({ code: 'copy-damaged', values: { file } });
      const checked = check(trial, uuid, course);
      if (!checked.ok) return checked;
      const kept = keep(folder, now);
      if (!kept.ok) return kept;
      renameSync(databasePath(trial), databasePath(folder));
      return ok({ file: databasePath(folder), kept: kept.value });
    } finally {
      rmSync(trial, { recursive: true, force: true });
    }
  } catch (error) {
    const failure = failureOf(error);
    if (!failure) throw error;
    if (failure.code !== 'file-unreadable') return err({ ...failure, values: { file: databasePath(folder), folder } });
    // A folder that cannot be made is said to be missing.
    return isReadable(file) ? err({ code: 'file-unwritable', values: { file: databasePath(folder), folder } }) : err({ ...failure, values: { file, folder } });
  }
}

/** Gives the sum of what was copied. */
function copy(from: string, to: string, course: Course | undefined): string {
  const sum = beginSum();
  const [source, target] = [openSync(from, 'r'), openSync(to, 'wx', 0o600)];
  try {
    const total = fstatSync(source).size;
    const piece = Buffer.alloc(PIECE);
    for (let done = 0, read = 0; (read = readSync(source, piece)) > 0; done += read) {
      course?.checkCancelled();
      course?.progress(done, total);
      const bytes = piece.subarray(0, read);
      writeWhole(target, bytes);
      sum.update(bytes);
    }
    fsyncSync(target);
    return sum.digest('hex');
  } finally {
    closeSync(source);
    closeSync(target);
  }
}

/** Opening for writing checks every page and brings an older backup up to date. */
function check(trial: string, uuid: string, course: Course | undefined): Result<null, Failure> {
  const opened = openWrite(trial, course ? {
    progress: course.progress, beside: course.beside,
    // What is restored is never believed unseen: who leaves the check leaves the whole.
    skips: () => {
      course.checkCancelled();
      return false;
    },
  } : null);
  if (!opened.ok) return opened;
  const renewed = renewInstallation(opened.value, uuid);
  close(opened.value);
  return renewed;
}

/** With which a database is opened that is none any more. */
const DAMAGED: ReadonlySet<FailureCode> = new Set(['workspace-damaged', 'not-a-workspace']);

/** Keeps the present database as a backup; one that is too damaged for that, or has no room for it, is moved as it is: under the name of what it is. */
function keep(folder: string, now: number): Result<string | null, Failure> {
  if (!existsSync(databasePath(folder))) {
    keepLeftLog(databasePath(folder), copyPath(folder, 'left', now));
    return ok(null);
  }
  const opened = openWrite(folder);
  if (!opened.ok && opened.error.code === 'workspace-locked') return opened;
  const saved = opened.ok ? backup(opened.value, 'before-restore', now) : null;
  if (opened.ok) close(opened.value);
  const damaged = opened.ok ? saved?.ok === false && saved.error.code === 'workspace-damaged' : DAMAGED.has(opened.error.code);
  const aside = copyPath(folder, damaged ? 'damaged' : 'before-restore', now);
  const kept = saved?.ok ? saved.value : aside;
  if (!saved?.ok) {
    mkdirSync(join(folder, 'backups'), { recursive: true });
    renameSync(databasePath(folder), aside);
  }
  keepLeftLog(databasePath(folder), aside);
  return ok(kept);
}

