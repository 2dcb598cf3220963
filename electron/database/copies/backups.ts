import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Failure } from '../../../shared/base/failure.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import { backupByPieces, type Course } from '../backup.ts';
import type { ReadDb } from '../db.ts';
import { failureOf } from '../trouble.ts';

/** A copy of the database in `backups/`. */
export interface Copy {
  readonly name: string;
  /** When it was made. */
  readonly at: number;
  /** The occasion: `daily`, `by-hand`, `before-merge`, `before-version-85` … */
  readonly why: string;
  readonly bytes: number;
}

/** How many copies are kept: the newest of that many days, weeks and months in which there are any. */
const KEPT = { days: 7, weeks: 4, months: 12 } as const;
const DAY = 86_400_000;
/** How long the copies before a merge and before a migration stay in any case. */
const MONTH = 30 * DAY;
/** A copy that was being made this long ago is being made no more. */
const STALE = DAY;
const NAME = /^svod-(\d{4}-\d{2}-\d{2})T(\d{2})-(\d{2})-(\d{2})-(\d{3})Z-([a-z0-9-]+)\.db$/;

/** The copies of a workspace, the newest first. A copy has its name only once it was read back; other files are passed over. */
export function listCopies(folder: string): readonly Copy[] {
  const backups = join(folder, 'backups');
  if (!existsSync(backups)) return [];
  return readdirSync(backups)
    .flatMap((name): readonly Copy[] => {
      const [, day, hours, minutes, seconds, ms, why] = NAME.exec(name) ?? [];
      if (day === undefined || why === undefined) return [];
      return [{ name, why, at: Date.parse(`${day}T${hours}:${minutes}:${seconds}.${ms}Z`), bytes: statSync(join(backups, name)).size }];
    })
    .sort((left, right) => right.at - left.at || (left.name < right.name ? 1 : -1));
}

/** Where a copy of this name is; null when there is none. Only names of {@link listCopies} are found. */
export function pathOfCopy(folder: string, name: string): string | null {
  return listCopies(folder).some((copy) => copy.name === name) ? join(folder, 'backups', name) : null;
}

/**
 * The copies that may go. Of the daily ones, and of those before a merge or a migration once they are older than 30 days, the
 * newest of the last 7 days, 4 weeks (Monday to Sunday) and 12 months that have any stay (UTC). What a person made, or what
 * stood here before a restore, always stays, and so does the newest copy of all.
 */
export function expendable(copies: readonly Copy[], now: number): readonly Copy[] {
  const newest = Math.max(...copies.map(({ at }) => at));
  const thinned = copies.filter(({ why, at }) => why === 'daily' || (isBeforeWork(why) && now - at > MONTH)).sort((left, right) => right.at - left.at);
  const kept = new Set<Copy>(thinned.filter(({ at }) => at === newest));
  const keepNewest = (count: number, period: (at: number) => string | number): void => {
    const seen = new Set<string | number>();
    for (const copy of thinned) {
      if (seen.has(period(copy.at))) continue;
      seen.add(period(copy.at));
      if (seen.size > count) return;
      kept.add(copy);
    }
  };
  keepNewest(KEPT.days, (at) => Math.floor(at / DAY));
  // 1 January 1970 was a Thursday.
  keepNewest(KEPT.weeks, (at) => Math.floor((at / DAY + 3) / 7));
  keepNewest(KEPT.months, (at) => new Date(at).toISOString().slice(0, 7));
  return thinned.filter((copy) => !kept.has(copy));
}

const isBeforeWork = (why: string): boolean => why === 'before-merge' || why.startsWith('before-version-');

/**
 * Makes the copy of the day unless there is one (UTC), then removes what is {@link expendable} and what a killed program left
 * half-made. Fails as {@link backupByPieces} does, with the folder of the copies, and then removes nothing.
 */
export async function keepCopies(db: ReadDb, now: number, course: Course): Promise<Result<{ readonly made: boolean; readonly removed: number }, Failure>> {
  try {
    const today = Math.floor(now / DAY);
    const made = !listCopies(db.folder).some(({ at, why }) => why === 'daily' && Math.floor(at / DAY) === today);
    if (made) {
      const saved = await backupByPieces(db, 'daily', now, course);
      if (!saved.ok) return err(troubleIn(db.folder, saved.error));
    }
    const gone = expendable(listCopies(db.folder), now);
    for (const { name } of gone) rmSync(join(db.folder, 'backups', name), { force: true });
    removeHalfMade(join(db.folder, 'backups'), now);
    return ok({ made, removed: gone.length });
  } catch (error) {
    const failure = failureOf(error);
    if (!failure) throw error;
    return err(troubleIn(db.folder, failure));
  }
}

/** A folder for copies that cannot even be read takes none either; the person is told which it is. */
function troubleIn(folder: string, { code, values }: Failure): Failure {
  const file = join(folder, 'backups');
  return { code: code === 'file-unreadable' ? 'file-unwritable' : code, values: { file, folder, ...values } };
}

function removeHalfMade(backups: string, now: number): void {
  for (const name of readdirSync(backups)) {
    const path = join(backups, name);
    if (name.endsWith('.part') && now - statSync(path).mtimeMs > STALE) rmSync(path, { force: true });
  }
}
