import { existsSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { backup, backupByPieces, type Course } from '../../../electron/database/backup.ts';
import { copyBefore, copyByHand, expendable, keepCopies, listCopies, pathOfCopy, type Copy } from '../../../electron/database/copies/backups.ts';
import type { WriteDb } from '../../../electron/database/db.ts';
import { openFile } from '../../../electron/database/driver.ts';
import { close, openWrite } from '../../../electron/database/open.ts';
import { newMinistry, NOON } from '../../helpers/bundles.ts';
import { valueOf } from '../../helpers/result.ts';
import { mountSmallDisk } from '../../helpers/smallDisk.ts';

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

test('of ten merges a day for a year the last five stay, the first of each of 30 days, and of what is older the last of 12 months', () => {
  let copies: readonly Copy[] = [];
  const from = Date.parse('2026-01-01T09:00:00Z');
  const merges = Array.from({ length: 3650 }, (_, index) => from + Math.floor(index / 10) * DAY + (index % 10) * 60_000);
  for (const at of merges) {
    copies = [...copies, copy(at, 'before-merge')];
    const gone = new Set(expendable(copies, at));
    copies = copies.filter((one) => !gone.has(one));
  }
  const last = merges.at(-1) as number;
  expect(copies.filter(({ at }) => last - at < DAY).map(({ at }) => at)).toEqual([merges.at(-10), ...merges.slice(-5)]);
  expect(copies.length).toBeLessThan(5 + 31 + 7 + 4 + 12);
  expect(copies.filter(({ at }) => last - at > 31 * DAY && last - at < 40 * DAY).length).toBeGreaterThan(0);
  expect(new Set(copies.map(({ at }) => new Date(at).toISOString().slice(0, 7))).size).toBe(12);
});

test('copies of a clock that ran ahead stay, and push out none of those that are made once it is right', () => {
  const ahead = leftAfter(60, Date.parse('2031-01-01T09:00:00Z'));
  let copies = ahead;
  const from = Date.parse('2026-11-01T09:00:00Z');
  for (let day = 0; day < 30; day += 1) {
    const now = from + day * DAY;
    copies = [...copies, copy(now)];
    const gone = new Set(expendable(copies, now));
    copies = copies.filter((one) => !gone.has(one));
  }
  expect(copies.slice(0, ahead.length)).toEqual(ahead);
  expect(copies.slice(-7).map(({ at }) => at)).toEqual(Array.from({ length: 7 }, (_, day) => from + (23 + day) * DAY));
});

test('copies before a merge or a migration stay a month, those a person made stay for good, the newest stays whatever it is', () => {
  const now = Date.parse('2026-11-26T23:00:00Z');
  const daily = Array.from({ length: 60 }, (_, ago) => copy(now - ago * DAY));
  const earlier = (days: number, why: string) => copy(now - days * DAY - 3_600_000, why);
  const young = [...[19, 20, 21, 22, 23].map((days) => earlier(days, 'before-merge')), earlier(29, 'before-version-85')];
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

test('two copies of one moment stand side by side, whatever the clock says', async () => {
  const { db, folder } = newMinistry();
  const paths = [valueOf(await copyBefore(db, 'merge', NOON, quietly)), valueOf(await copyBefore(db, 'merge', NOON, quietly))];
  expect(listCopies(folder).map(({ name }) => join(folder, 'backups', name)).sort()).toEqual(paths.sort());
  close(db);
});

test('on a small disk older copies before merges go first, and where that is not enough nothing is begun and the sentence says how much is needed', async (context) => {
  const disk = mountSmallDisk(120);
  if (disk === null) return context.skip('This user may not mount a small disk.');
  try {
    const { db, folder } = newMinistry(1, join(disk.folder, 'ministry'));
    fill(db);
    const daily = await keepCopies(db, NOON, quietly);
    expect(valueOf(daily).made).toBe(true);
    for (let merge = 1; merge <= 4; merge += 1) expect(existsSync(valueOf(await copyBefore(db, 'merge', NOON + merge, quietly)))).toBe(true);
    expect(listCopies(folder).map(({ why }) => why)).toContain('daily');
    expect(listCopies(folder).filter(({ why }) => why === 'before-merge').length).toBeLessThan(4);
    disk.fill();
    expect((await copyBefore(db, 'merge', NOON + 5, quietly)).ok).toBe(true);
    const before = listCopies(folder);
    disk.fill();
    const refused = await copyBefore(db, 'merge', NOON + DAY, quietly);
    expect(refused).toMatchObject({ ok: false, error: { code: 'no-room', values: { folder, free: 0 } } });
    expect(listCopies(folder)).toEqual(before);
    expect(await copyByHand(db, NOON + DAY, quietly)).toEqual(refused);
    expect(listCopies(folder)).toEqual(before);
    disk.free();
    expect((await copyBefore(db, 'merge', NOON + DAY, quietly)).ok).toBe(true);
    expect(basename(valueOf(await copyByHand(db, NOON + DAY + 1, quietly)))).toContain('by-hand');
    close(db);
  } finally {
    disk.remove();
  }
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
  expect(readdirSync(join(folder, 'backups'))).toEqual([basename(path), `${basename(path)}.sha256`]);
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
