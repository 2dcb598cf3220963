import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { sealBundle } from '../../../electron/bundle/container/seal.ts';
import { backup } from '../../../electron/database/backup.ts';
import { restoreBackup } from '../../../electron/database/copies/restore.ts';
import { close, databasePath, openWrite } from '../../../electron/database/open.ts';
import { countRevisions } from '../../../electron/database/tables/revision.ts';
import { getSetting } from '../../../electron/database/tables/setting.ts';
import { exportTo, newFolder, newMinistry, NOON, put, type Workspace } from '../../helpers/bundles.ts';
import { valueOf } from '../../helpers/result.ts';

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
