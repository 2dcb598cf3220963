import { existsSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { backup, backupByPieces, type Course } from '../../../electron/database/backup.ts';
import { expendable, keepCopies, listCopies, pathOfCopy, type Copy } from '../../../electron/database/copies/backups.ts';
import type { WriteDb } from '../../../electron/database/db.ts';
import { openFile } from '../../../electron/database/driver.ts';
import { close, openWrite } from '../../../electron/database/open.ts';
import { newMinistry, NOON, valueOf } from '../../helpers/bundles.ts';

const DAY = 86_400_000;
const quietly: Course = { progress: () => undefined, checkCancelled: () => undefined };
const copy = (at: number, why = 'daily'): Copy => ({ name: `svod-${new Date(at).toISOString()}-${why}.db`, at, why, bytes: 1 });

/** What is left after a copy a day, pruned each day, for so many days. */
function leftAfter(days: number, from = Date.parse('2026-01-01T09:00:00Z')): readonly Copy[] {
  let copies: readonly Copy[] = [];
  for (let day = 0; day < days; day++) {
    const now = from + day * DAY;
    copies = [...copies, copy(now)];
    const gone = new Set(expendable(copies, now));
    copies = copies.filter((one) => !gone.has(one));
  }
  return copies;
}

test('a copy a day for two years leaves 7 days, the last of 4 weeks and of 12 months', () => {
  const days = leftAfter(730).map(({ at }) => new Date(at).toISOString().slice(0, 10));
  expect(days).toEqual([
    '2027-01-31', '2027-02-28', '2027-03-31', '2027-04-30', '2027-05-31', '2027-06-30', '2027-07-31', '2027-08-31', '2027-09-30', '2027-10-31', '2027-11-30',
    '2027-12-12', '2027-12-19', '2027-12-25', '2027-12-26', '2027-12-27', '2027-12-28', '2027-12-29', '2027-12-30', '2027-12-31',
  ]);
});

test('days without copies take nothing away from the others', () => {
  const now = Date.parse('2026-11-26T09:00:00Z');
  const sparse = [0, 40, 80, 120, 160, 200].map((ago) => copy(now - ago * DAY));
  expect(expendable(sparse, now)).toEqual([]);
});

test('copies before a merge or a migration stay a month, those a person made stay for good, the newest stays whatever it is', () => {
  const now = Date.parse('2026-11-26T23:00:00Z');
  const daily = Array.from({ length: 60 }, (_, ago) => copy(now - ago * DAY));
  const earlier = (days: number, why: string) => copy(now - days * DAY - 3_600_000, why);
  const young = [earlier(20, 'before-merge'), earlier(29, 'before-version-85')];
  const old = [earlier(33, 'before-merge'), earlier(40, 'before-version-60')];
  const own = [earlier(50, 'by-hand'), earlier(51, 'before-restore'), earlier(52, 'damaged')];
  const gone = new Set(expendable([...daily, ...young, ...old, ...own], now));
  expect([...young, ...own].filter((one) => gone.has(one))).toEqual([]);
  expect(old.filter((one) => !gone.has(one))).toEqual([]);
  expect(expendable([copy(now - 900 * DAY)], now)).toEqual([]);
});

test('a later copy of the same day by hand does not take the daily one away', () => {
  const now = Date.parse('2026-11-26T23:00:00Z');
  expect(expendable([copy(now - 3_600_000), copy(now - 60_000, 'by-hand'), copy(now - 1000, 'before-merge')], now)).toEqual([]);
});

test('makes one copy a day, which can be read, and prunes', async () => {
  const { db, folder } = newMinistry();
  for (let day = 0; day < 40; day++) valueOf(await keepCopies(db, NOON + day * DAY, quietly));
  expect(valueOf(await keepCopies(db, NOON + 39 * DAY + 1, quietly))).toEqual({ made: false, removed: 0 });
  const copies = listCopies(folder);
  expect(copies.length).toBeLessThan(15);
  expect(copies[0]).toMatchObject({ at: NOON + 39 * DAY, why: 'daily' });
  expect(copies.every(({ bytes }) => bytes > 4096)).toBe(true);
  close(db);
});

test('a copy by hand is listed and found by its name, and no other file is', () => {
  const { db, folder } = newMinistry();
  const made = valueOf(backup(db, 'by-hand', NOON));
  writeFileSync(join(folder, 'backups', 'notes.db'), 'x');
  const [only, ...more] = listCopies(folder);
  expect(more).toEqual([]);
  expect(only).toMatchObject({ at: NOON, why: 'by-hand' });
  expect(pathOfCopy(folder, only?.name ?? '')).toBe(made);
  expect(pathOfCopy(folder, 'notes.db')).toBeNull();
  expect(pathOfCopy(folder, '../svod.db')).toBeNull();
  close(db);
});

test('what a killed program left half-made goes after a day, and what is being made now stays', async () => {
  const { db, folder } = newMinistry();
  valueOf(await keepCopies(db, NOON, quietly));
  const [old, fresh] = ['svod-old-daily.db.part', 'svod-new-daily.db.part'].map((name) => join(folder, 'backups', name)) as [string, string];
  for (const path of [old, fresh]) writeFileSync(path, 'x');
  utimesSync(old, NOON / 1000, NOON / 1000);
  utimesSync(fresh, (NOON + 2 * DAY) / 1000, (NOON + 2 * DAY) / 1000);
  valueOf(await keepCopies(db, NOON + 2 * DAY, quietly));
  expect([existsSync(old), existsSync(fresh)]).toEqual([false, true]);
  close(db);
});

test('a folder that takes no copies is a failure, and nothing is removed', async () => {
  const { db, folder } = newMinistry();
  writeFileSync(join(folder, 'backups'), 'a file where the folder should be');
  expect(await keepCopies(db, NOON, quietly)).toMatchObject({ ok: false, error: { code: 'file-unwritable', values: { file: join(folder, 'backups') } } });
  expect(readdirSync(folder)).toContain('svod.db');
  close(db);
});

/** Enough in a workspace that copying it takes many pieces. */
function fill(db: WriteDb): void {
  for (let index = 0; index < 400; index++) db.run('INSERT INTO setting (key, value) VALUES (?, ?)', `fill ${index}`, JSON.stringify('х'.repeat(20_000)));
}
const countOf = (path: string): unknown => {
  const driver = openFile(path, { readonly: true, timeout: 0 });
  try {
    return driver.prepare("SELECT COUNT(*) AS count FROM setting WHERE key LIKE 'fill %'").get();
  } finally {
    driver.close();
  }
};

test('a copy piece by piece says how far it is, holds what stood when it began, and is one plain file', async () => {
  const { db, folder } = newMinistry();
  fill(db);
  const other = valueOf(openWrite(folder));
  const told: (readonly [number, number])[] = [];
  const path = valueOf(await backupByPieces(db, 'by-hand', NOON, {
    ...quietly,
    progress: (done, total) => {
      told.push([done, total]);
      other.run('INSERT INTO setting (key, value) VALUES (?, ?)', `fill later ${told.length}`, '"x"');
    },
  }));
  expect(told.length).toBeGreaterThan(3);
  expect(told.length).toBeLessThan(20);
  expect(told.every(([done, total], index) => done <= total && done >= (told[index - 1]?.[0] ?? 0))).toBe(true);
  expect(countOf(path)).toEqual({ count: 400 });
  expect(readdirSync(join(folder, 'backups'))).toEqual([basename(path)]);
  // Others write on, and so does this connection.
  db.run('INSERT INTO setting (key, value) VALUES (?, ?)', 'fill after', '"x"');
  close(other);
  close(db);
});

test('a copy that is stopped leaves no file, and the next one is made as if nothing had been', async () => {
  const { db, folder } = newMinistry();
  fill(db);
  let asked = 0;
  const stopped = new Error('stopped');
  await expect(backupByPieces(db, 'by-hand', NOON, { ...quietly, checkCancelled: () => { if ((asked += 1) === 3) throw stopped; } })).rejects.toBe(stopped);
  expect(readdirSync(join(folder, 'backups'))).toEqual([]);
  expect(countOf(valueOf(await backupByPieces(db, 'by-hand', NOON, quietly)))).toEqual({ count: 400 });
  close(db);
});
