import { copyFileSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Failure } from '../../shared/base/failure.ts';
import { err, ok } from '../../shared/base/result.ts';
import type { Result } from '../../shared/base/result.ts';
import { backup } from './backup.ts';
import { renewInstallation } from './installation.ts';
import { close, databasePath, openWrite } from './open.ts';
import { failureOf } from './trouble.ts';

export interface Restored {
  readonly file: string;
  /** Where the database that stood here until now was put; null when there was none to keep. */
  readonly kept: string | null;
}

/**
 * Puts a backup in the place of the workspace's database. The backup is opened and checked first, and what stands here is
 * kept beside the other backups, damaged or not. From then on the workspace is a new installation, called `uuid` (B16). Fails
 * with `file-unreadable`, `workspace-locked`, or what is wrong with the backup (`not-a-workspace`, `workspace-newer`,
 * `workspace-damaged`), and then changes nothing.
 */
export function restoreBackup(folder: string, file: string, { now, uuid }: { readonly now: number; readonly uuid: string }): Result<Restored, Failure> {
  if (!existsSync(file)) return err({ code: 'file-unreadable', values: { file } });
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const trial = mkdtempSync(join(folder, '.restore-'));
    try {
      copyFileSync(file, databasePath(trial));
      const checked = check(trial, uuid);
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
    return err({ ...failure, values: { file, folder } });
  }
}

/** Opening for writing checks every page and brings an older backup up to date. */
function check(trial: string, uuid: string): Result<null, Failure> {
  const opened = openWrite(trial);
  if (!opened.ok) return opened;
  const renewed = renewInstallation(opened.value, uuid);
  close(opened.value);
  return renewed;
}

/** Keeps the present database as a backup; one that is too damaged for that is moved as it is. */
function keep(folder: string, now: number): Result<string | null, Failure> {
  if (!existsSync(databasePath(folder))) return ok(null);
  const opened = openWrite(folder);
  if (!opened.ok && opened.error.code === 'workspace-locked') return opened;
  const saved = opened.ok ? backup(opened.value, 'before-restore', now) : null;
  if (opened.ok) close(opened.value);
  const aside = join(folder, 'backups', `svod-${new Date(now).toISOString().replace(/[:.]/g, '-')}-damaged.db`);
  const kept = saved?.ok ? saved.value : aside;
  if (!saved?.ok) {
    mkdirSync(join(folder, 'backups'), { recursive: true });
    renameSync(databasePath(folder), aside);
  }
  for (const rest of ['-wal', '-shm']) rmSync(`${databasePath(folder)}${rest}`, { force: true });
  return ok(kept);
}

