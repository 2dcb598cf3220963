import { existsSync, readdirSync, rmSync, statfsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Failure } from '../../../shared/base/failure.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import { backupByPieces, type Course } from '../backup.ts';
import { sumPath } from '../checksum.ts';
import { driverOf, type ReadDb } from '../db.ts';
import { failureOf } from '../trouble.ts';

/** A copy of the database in `backups/`. */
export interface Copy {
  readonly name: string;
  /** When it was made. */
  readonly at: number;
  /** The occasion: `daily`, `by-hand`, `before-merge`, `before-undo`, `before-version-85` … */
  readonly why: string;
  readonly bytes: number;
}

/** How many copies are kept: the newest of that many days, weeks and months in which there are any. */
const KEPT = { days: 7, weeks: 4, months: 12 } as const;
const DAY = 86_400_000;
/** How long the first copy of a day before a merge, and every copy before a migration, stays in any case. */
const MONTH = 30 * DAY;
/** So many of the newest copies before a merge or before taking one back stay, whatever day they are of. */
const LATEST = 5;
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
 * The copies that may go. Of those before a merge, or before one was taken back, the newest five and the first of each of the last 30 days stay.
 * Of what is left of them after that time, of those before a migration after it, and of the daily ones, the newest of the last 7 days, 4 weeks
 * (Monday to Sunday) and 12 months that have any stay (UTC). What a person made, or what stood here before a restore, always stays, so does
 * the newest copy of all, and so do those from a time that has not come yet: the clock was wrong once, and they push no other out.
 */
export function expendable(copies: readonly Copy[], now: number): readonly Copy[] {
  const past = copies.filter(({ at }) => at <= now).sort((left, right) => right.at - left.at);
  const kept = new Set<Copy>(past.slice(0, 1));
  const works = past.filter(({ why }) => isBeforeWork(why));
  const firstOfDay = new Map(works.map((copy) => [Math.floor(copy.at / DAY), copy]));
  for (const copy of [...works.slice(0, LATEST), ...[...firstOfDay.values()].filter(({ at }) => now - at <= MONTH)]) kept.add(copy);
  const young = works.filter((copy) => now - copy.at <= MONTH && !kept.has(copy));
  const thinned = past.filter(({ why, at }) => why === 'daily' || ((isBeforeWork(why) || why.startsWith('before-version-')) && now - at > MONTH));
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
  return [...young, ...thinned.filter((copy) => !kept.has(copy))];
}

const isBeforeWork = (why: string): boolean => ['before-merge', 'before-undo', 'before-sync'].includes(why);

/**
 * Makes the copy before a merge, or before one is taken back, then removes what is {@link expendable}. Fails as {@link backupByPieces} does, and with
 * `no-room` where the disk would be left with less than the database takes once more; older copies of this kind go before that happens.
 */
export async function copyBefore(db: ReadDb, work: 'merge' | 'undo' | 'sync', now: number, course: Course): Promise<Result<string, Failure>> {
  return guarded(db.folder, async () => {
    const saved = await makeCopy(db, `before-${work}`, now, course);
    if (saved.ok) prune(db.folder, now);
    return saved;
  });
}

/**
 * {@link copyBefore} for what comes from the central base: once a day (UTC), for staff sync all day long, and the base holds all that it brings. Gives null
 * when the copy of this day is there.
 */
export async function copyBeforeSync(db: ReadDb, now: number, course: Course): Promise<Result<string | null, Failure>> {
  return isMadeOn(db.folder, 'before-sync', now) ? ok(null) : copyBefore(db, 'sync', now, course);
}

/** Whether a copy for this reason was made on the day (UTC). */
function isMadeOn(folder: string, reason: string, now: number): boolean {
  return listCopies(folder).some(({ at, why }) => why === reason && Math.floor(at / DAY) === Math.floor(now / DAY));
}

/** Makes a copy because a person wants one; it stays until a person removes it. Fails as {@link copyBefore} does. */
export async function copyByHand(db: ReadDb, now: number, course: Course): Promise<Result<string, Failure>> {
  return guarded(db.folder, () => makeCopy(db, 'by-hand', now, course));
}

async function makeCopy(db: ReadDb, why: string, now: number, course: Course): Promise<Result<string, Failure>> {
  const room = makeRoom(db);
  if (!room.ok) return room;
  const saved = await backupByPieces(db, why, now, course);
  return saved.ok ? saved : err(troubleIn(db.folder, saved.error));
}

async function guarded<T>(folder: string, work: () => Promise<Result<T, Failure>>): Promise<Result<T, Failure>> {
  try {
    return await work();
  } catch (error) {
    const failure = failureOf(error);
    if (!failure) throw error;
    return err(troubleIn(folder, failure));
  }
}

/** Removes copies before a merge, the oldest first and never the newest, until one more copy leaves as much room as the database takes; none where all of them would not do. */
function makeRoom(db: ReadDb): Result<null, Failure> {
  const { folder } = db;
  const needed = 2 * sizeOf(db);
  const works = listCopies(folder).filter(({ why }) => isBeforeWork(why)).slice(1);
  let free = freeOn(folder);
  if (free + works.reduce((sum, { bytes }) => sum + bytes, 0) < needed) return err({ code: 'no-room', values: { folder, needed: Math.ceil(needed / 1e6), free: Math.floor(free / 1e6) } });
  while (free < needed && works.length > 0) {
    removeCopy(folder, works.pop() as Copy);
    free = freeOn(folder);
  }
  return ok(null);
}

/** Bytes of the database as it stands now. */
function sizeOf(db: ReadDb): number {
  const driver = driverOf(db);
  return Number(driver.pragma('page_count', { simple: true })) * Number(driver.pragma('page_size', { simple: true }));
}

/** Bytes that this user may still write; without end where the file system does not say. */
function freeOn(folder: string): number {
  const { blocks, bavail, bsize } = statfsSync(folder);
  return blocks === 0 ? Infinity : bavail * bsize;
}

/**
 * Makes the copy of the day unless there is one (UTC), then removes what is {@link expendable} and what a killed program left
 * half-made. Fails as {@link copyBefore} does, with the folder of the copies, and then removes nothing of the daily ones.
 */
export async function keepCopies(db: ReadDb, now: number, course: Course): Promise<Result<{ readonly made: boolean; readonly removed: number }, Failure>> {
  return guarded(db.folder, async () => {
    const made = !isMadeOn(db.folder, 'daily', now);
    const saved = made ? await makeCopy(db, 'daily', now, course) : null;
    return saved?.ok === false ? saved : ok({ made, removed: prune(db.folder, now) });
  });
}

function removeCopy(folder: string, { name }: Copy): void {
  const path = join(folder, 'backups', name);
  for (const file of [path, sumPath(path)]) rmSync(file, { force: true });
}

/** Gives how many copies are gone. */
function prune(folder: string, now: number): number {
  const gone = expendable(listCopies(folder), now);
  for (const copy of gone) removeCopy(folder, copy);
  removeHalfMade(join(folder, 'backups'), now);
  return gone.length;
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
