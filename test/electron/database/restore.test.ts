import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { sealBundle } from '../../../electron/bundle/container/seal.ts';
import { backup } from '../../../electron/database/backup.ts';
import { restoreBackup } from '../../../electron/database/copies/restore.ts';
import { close, createDatabase, databasePath, openWrite } from '../../../electron/database/open.ts';
import { countRevisions } from '../../../electron/database/tables/revision.ts';
import { getSetting } from '../../../electron/database/tables/setting.ts';
import { exportTo, newFolder, newMinistry, NOON, put, type Workspace } from '../../helpers/bundles.ts';
import { valueOf } from '../../helpers/result.ts';
import { mountSmallDisk } from '../../helpers/smallDisk.ts';

const UUID = '3f9d1c52-0000-4000-8000-000000000000';

test('B16: a restored workspace never uses a number again for other content', async () => {
  const ministry = newMinistry();
  put(ministry, 1, { '/A/A01': 'первое' });
  await exportTo(ministry, join(ministry.folder, '1.svod'));
  put(ministry, 1, { '/A/A01': 'второе' });
  const saved = valueOf(backup(ministry.db, 'by-hand', NOON));
  const lost = await exportTo(ministry, join(ministry.folder, '2.svod'));
  close(ministry.db);

  const restored = valueOf(restoreBackup(ministry.folder, saved, { now: NOON + 1, uuid: UUID }));
  expect(restored.kept && existsSync(restored.kept)).toBe(true);
  const again: Workspace = { ...ministry, db: valueOf(openWrite(ministry.folder)) };
  put(again, 1, { '/A/A01': 'третье' });
  const next = await exportTo(again, join(ministry.folder, '3.svod'));
  expect(lost.manifest).toMatchObject({ seq: 2, issuer: { installation: 'installation-1' } });
  expect(next.manifest).toMatchObject({ seq: 1, prevBundle: null, issuer: { installation: UUID }, counts: { revisions: 2 } });
});

test('what was sealed and not written goes out again after a restore', async () => {
  const ministry = newMinistry();
  put(ministry, 1, { '/A/A01': 'x' });
  valueOf(sealBundle(ministry.db, ministry.signer, { now: NOON, person: '', personal: false }));
  const saved = valueOf(backup(ministry.db, 'by-hand', NOON));
  close(ministry.db);
  valueOf(restoreBackup(ministry.folder, saved, { now: NOON + 1, uuid: UUID }));
  const again: Workspace = { ...ministry, db: valueOf(openWrite(ministry.folder)) };
  expect((await exportTo(again, join(ministry.folder, 'out.svod'))).manifest.counts.revisions).toBe(1);
});

test('a file that is no sound backup changes nothing', () => {
  const ministry = newMinistry();
  put(ministry, 1, { '/A/A01': 'x' });
  close(ministry.db);
  const bad = join(newFolder(), 'bad.db');
  writeFileSync(bad, 'не база '.repeat(1000));
  expect(restoreBackup(ministry.folder, bad, { now: NOON, uuid: UUID })).toMatchObject({ ok: false, error: { code: 'workspace-damaged' } });
  expect(restoreBackup(ministry.folder, join(ministry.folder, 'nowhere.db'), { now: NOON, uuid: UUID })).toMatchObject({ ok: false, error: { code: 'file-unreadable' } });
  const db = valueOf(openWrite(ministry.folder));
  expect(countRevisions(db).all).toBe(1);
  expect(getSetting(db, 'workspace')?.id).toBe('installation-1');
  close(db);
});

test('a workspace whose database is damaged or gone comes back, and the damaged one is kept', () => {
  const ministry = newMinistry();
  put(ministry, 1, { '/A/A01': 'x' });
  const saved = valueOf(backup(ministry.db, 'by-hand', NOON));
  close(ministry.db);
  writeFileSync(databasePath(ministry.folder), 'испорчено '.repeat(1000));
  const restored = valueOf(restoreBackup(ministry.folder, saved, { now: NOON, uuid: UUID }));
  expect(restored.kept).toContain('damaged');
  const db = valueOf(openWrite(ministry.folder));
  expect(countRevisions(db).all).toBe(1);
  close(db);
});

test('a copy of which one byte has changed is refused by name, and everything stays as it was', () => {
  const ministry = newMinistry();
  put(ministry, 1, { '/A/A01': 'Кремниевая долина' });
  const saved = valueOf(backup(ministry.db, 'by-hand', NOON));
  close(ministry.db);
  const bytes = readFileSync(saved);
  const at = bytes.indexOf('Кремниевая');
  expect(at).toBeGreaterThan(0);
  bytes[at + 1] = (bytes[at + 1] as number) ^ 1;
  writeFileSync(saved, bytes);
  expect(restoreBackup(ministry.folder, saved, { now: NOON, uuid: UUID })).toMatchObject({ ok: false, error: { code: 'copy-damaged', values: { file: saved } } });
  expect(readdirSync(ministry.folder).filter((name) => name.startsWith('.restore-'))).toEqual([]);
  const db = valueOf(openWrite(ministry.folder));
  expect(getSetting(db, 'workspace')?.id).toBe('installation-1');
  close(db);
});

test('where nothing can be written, or there is no room, the place is named and not the copy, and nothing is left there', (context) => {
  const disk = mountSmallDisk(1);
  if (disk === null) return context.skip('This user may not mount a small disk.');
  try {
    const ministry = newMinistry();
    ministry.db.run('INSERT INTO setting (key, value) VALUES (?, ?)', 'fill', JSON.stringify('х'.repeat(2_000_000)));
    const saved = valueOf(backup(ministry.db, 'by-hand', NOON));
    close(ministry.db);
    const to = join(disk.folder, 'restored');
    expect(restoreBackup(to, saved, { now: NOON, uuid: UUID })).toMatchObject({ ok: false, error: { code: 'disk-full' } });
    expect(readdirSync(to)).toEqual([]);
    disk.readOnly(true);
    expect(restoreBackup(join(disk.folder, 'other'), saved, { now: NOON, uuid: UUID })).toMatchObject({ ok: false, error: { code: 'file-unwritable', values: { file: databasePath(join(disk.folder, 'other')) } } });
    disk.readOnly(false);
  } finally {
    disk.remove();
  }
});

test('a sound database that has no room to be copied is kept all the same, and is not called damaged', (context) => {
  const disk = mountSmallDisk(4);
  if (disk === null) return context.skip('This user may not mount a small disk.');
  try {
    const ministry = newMinistry();
    const saved = valueOf(backup(ministry.db, 'by-hand', NOON));
    put(ministry, 1, { '/A/A01': 'x' });
    ministry.db.run('INSERT INTO setting (key, value) VALUES (?, ?)', 'fill', JSON.stringify('х'.repeat(1_000_000)));
    close(ministry.db);
    const folder = join(disk.folder, 'workspace');
    mkdirSync(folder);
    copyFileSync(databasePath(ministry.folder), databasePath(folder));
    const { kept } = valueOf(restoreBackup(folder, saved, { now: NOON, uuid: UUID }));
    expect(kept).toMatch(/before-restore\.db$/);
    copyFileSync(kept ?? '', databasePath(ministry.folder));
    const db = valueOf(openWrite(ministry.folder));
    expect(countRevisions(db).all).toBe(1);
    close(db);
  } finally {
    disk.remove();
  }
});

test('a copy that was carried away without its checksum is restored as before', () => {
  const ministry = newMinistry();
  put(ministry, 1, { '/A/A01': 'x' });
  const away = join(newFolder(), 'svod.db');
  copyFileSync(valueOf(backup(ministry.db, 'by-hand', NOON)), away);
  put(ministry, 2, { '/A/A01': 'later' });
  close(ministry.db);
  valueOf(restoreBackup(ministry.folder, away, { now: NOON, uuid: UUID }));
  const db = valueOf(openWrite(ministry.folder));
  expect(countRevisions(db).all).toBe(1);
  close(db);
});

/** A workspace whose database is gone and whose log was left behind; in the log there is one revision more than in the copy. */
function leftLog(): { readonly ministry: Workspace; readonly saved: string } {
  const ministry = newMinistry();
  put(ministry, 1, { '/A/A01': 'x' });
  const saved = valueOf(backup(ministry.db, 'by-hand', NOON));
  put(ministry, 2, { '/A/A01': 'y' });
  const log = readFileSync(`${databasePath(ministry.folder)}-wal`);
  close(ministry.db);
  rmSync(databasePath(ministry.folder));
  writeFileSync(`${databasePath(ministry.folder)}-wal`, log);
  return { ministry, saved };
}

const logsIn = (folder: string): readonly string[] => readdirSync(join(folder, 'backups')).filter((name) => name.endsWith('-wal'));

test('a log that was left behind by a database that is gone is kept aside, and nothing of it gets into what is restored', () => {
  const { ministry, saved } = leftLog();
  valueOf(restoreBackup(ministry.folder, saved, { now: NOON, uuid: UUID }));
  const db = valueOf(openWrite(ministry.folder));
  expect([countRevisions(db).all, db.value('PRAGMA integrity_check')]).toEqual([1, 'ok']);
  expect(logsIn(ministry.folder)).toHaveLength(1);
  close(db);
});

test('nor into a workspace that is made in the place', () => {
  const { ministry } = leftLog();
  const db = valueOf(createDatabase(ministry.folder));
  expect([countRevisions(db).all, db.value('PRAGMA integrity_check')]).toEqual([0, 'ok']);
  expect(logsIn(ministry.folder)).toHaveLength(1);
  close(db);
});

test('of a damaged database its log is kept with it', () => {
  const ministry = newMinistry();
  put(ministry, 1, { '/A/A01': 'x' });
  const saved = valueOf(backup(ministry.db, 'by-hand', NOON));
  put(ministry, 2, { '/A/A01': 'y' });
  const log = readFileSync(`${databasePath(ministry.folder)}-wal`);
  close(ministry.db);
  writeFileSync(databasePath(ministry.folder), 'испорчено '.repeat(1000));
  writeFileSync(`${databasePath(ministry.folder)}-wal`, log);
  const { kept } = valueOf(restoreBackup(ministry.folder, saved, { now: NOON, uuid: UUID }));
  expect(readFileSync(`${kept}-wal`).equals(log)).toBe(true);
});

test('a workspace that another connection holds open is not restored over', () => {
  const ministry = newMinistry();
  const saved = valueOf(backup(ministry.db, 'by-hand', NOON));
  const other = spawnSync(process.execPath, [join(import.meta.dirname, '../../helpers/restoreOver.ts'), ministry.folder, saved], { encoding: 'utf8' });
  expect([other.stdout.trim(), other.status], other.stderr).toEqual(['workspace-locked', 0]);
  close(ministry.db);
});
