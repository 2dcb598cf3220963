import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { backup } from '../../../electron/database/backup.ts';
import { driverOf, type WriteDb } from '../../../electron/database/db.ts';
import { openFile } from '../../../electron/database/driver.ts';
import { CURRENT_VERSION, migrate, MIGRATIONS } from '../../../electron/database/migrate.ts';
import { APPLICATION_ID, close, createDatabase, databasePath, openRead, openWrite } from '../../../electron/database/open.ts';
import { saveCompany } from '../../../electron/database/tables/company.ts';
import { getSetting, setSetting } from '../../../electron/database/tables/setting.ts';
import { deferReferences, read, write, writeAsync } from '../../../electron/database/transaction.ts';
import { err, ok } from '../../../shared/base/result.ts';
import { newFolder, NOON } from '../../helpers/bundles.ts';
import { valueOf } from '../../helpers/result.ts';

const newDb = (): WriteDb => valueOf(createDatabase(join(newFolder(), 'workspace')));

describe('a transaction', () => {
  test('keeps what succeeded and nothing of what failed or threw', async () => {
    const db = newDb();
    expect(write(db, () => ok(setSetting(db, 'person', 'А')))).toEqual({ ok: true, value: undefined });
    const failing = (): ReturnType<typeof err<{ code: 'blocked' }>> => {
      setSetting(db, 'person', 'Б');
      return err({ code: 'blocked' });
    };
    expect(write(db, failing)).toEqual({ ok: false, error: { code: 'blocked' } });
    expect(await writeAsync(db, async () => Promise.resolve(failing()))).toEqual({ ok: false, error: { code: 'blocked' } });
    expect(() =>
      write(db, () => {
        setSetting(db, 'person', 'В');
        throw new Error('a bug');
      }),
    ).toThrow('a bug');
    expect(getSetting(db, 'person')).toBe('А');
  });

  test('that puts off references takes rows in any order, commits none that speaks of a missing one, and puts off nothing in the next', () => {
    const db = newDb();
    db.run("INSERT INTO form (hash, id, version, installed_at) VALUES ('h', 'f', '1', 0)");
    const draftOf = (entity: string): unknown => db.run("INSERT INTO response (entity, form, round, status, saved_at, person) VALUES (?, 'h', '2026', 'draft', 1, 'p')", entity);
    const company = { entity: 'a', country: 'RU', scheme: 'ru_inn', number: '1', name: 'А', shortName: 'А', region: '' };
    const putOff = (work: () => unknown): unknown => write(db, () => {
      deferReferences(db);
      return ok(work());
    });
    putOff(() => {
      draftOf('a');
      saveCompany(db, company);
    });
    expect(() => putOff(() => draftOf('missing'))).toThrow(/FOREIGN KEY/);
    expect(() => write(db, () => ok(draftOf('missing')))).toThrow(/FOREIGN KEY/);
    expect(db.all('SELECT entity FROM response')).toEqual([{ entity: 'a' }]);
  });

  test('inside another one rolls back alone', () => {
    const db = newDb();
    write(db, () => {
      setSetting(db, 'person', 'А');
      write(db, () => {
        setSetting(db, 'person', 'Б');
        return err({ code: 'blocked' });
      });
      return ok(null);
    });
    expect(getSetting(db, 'person')).toBe('А');
  });

  test('on a full disk fails as disk-full and leaves the database as it was and usable', () => {
    const db = newDb();
    setSetting(db, 'person', 'А');
    driverOf(db).pragma(`max_page_count = ${driverOf(db).pragma('page_count', { simple: true }) as number}`);
    const result = write(db, () => {
      setSetting(db, 'person', 'Б');
      for (let row = 1; row < 1000; row += 1) db.run('INSERT INTO audit (count, hash, entry) VALUES (?, ?, ?)', row, 'h', 'e'.repeat(1000));
      return ok(null);
    });
    expect(result).toEqual({ ok: false, error: { code: 'disk-full' } });
    expect(getSetting(db, 'person')).toBe('А');
    expect(write(db, () => ok(setSetting(db, 'person', 'В'))).ok).toBe(true);
  });

  test('reading sees one state, whatever is written beside it', () => {
    const db = newDb();
    const reader = valueOf(openRead(db.folder));
    setSetting(db, 'person', 'А');
    read(reader, () => {
      expect(getSetting(reader, 'person')).toBe('А');
      setSetting(db, 'person', 'Б');
      expect(getSetting(reader, 'person')).toBe('А');
    });
    expect(getSetting(reader, 'person')).toBe('Б');
  });
});

describe('migrations', () => {
  test('have rising numbers', () => {
    const numbers = MIGRATIONS.map((migration) => migration.version);
    expect(numbers).toEqual([...new Set(numbers)].sort((left, right) => left - right));
  });

  test('all happen or none', () => {
    const db = newDb();
    const broken = [{ version: 900, name: 'table', sql: 'CREATE TABLE extra (x TEXT) STRICT' }, { version: 910, name: 'typo', sql: 'CREATE TABEL y' }];
    expect(() => migrate(db, broken)).toThrow(/syntax error/);
    expect(db.value("SELECT count(*) FROM sqlite_schema WHERE name = 'extra'")).toBe(0);
    expect(driverOf(db).pragma('user_version', { simple: true })).toBe(CURRENT_VERSION);
  });

  test('of an older database leave a backup of it', () => {
    const folder = newFolder();
    const driver = openFile(databasePath(folder), { readonly: false, create: true, timeout: 0 });
    driver.pragma(`application_id = ${APPLICATION_ID}`);
    driver.pragma('user_version = 0');
    driver.exec('CREATE TABLE old (x TEXT) STRICT');
    driver.close();
    close(valueOf(openWrite(folder)));
    const [saved] = readdirSync(join(folder, 'backups'));
    expect(saved).toContain(`before-version-${CURRENT_VERSION}`);
    const copy = openFile(join(folder, 'backups', saved ?? ''), { readonly: true, timeout: 0 });
    expect(copy.prepare('SELECT count(*) AS n FROM sqlite_schema').get()).toEqual({ n: 1 });
    copy.close();
  });
});

describe('a backup', () => {
  test('is a whole workspace database, under a name that says when and why', () => {
    const db = newDb();
    setSetting(db, 'person', 'А');
    const path = valueOf(backup(db, 'before-merge', NOON));
    expect(path).toBe(join(db.folder, 'backups', 'svod-2026-11-23T09-00-00-000Z-before-merge.db'));
    const copy = openFile(path, { readonly: true, timeout: 0 });
    expect(copy.pragma('application_id', { simple: true })).toBe(APPLICATION_ID);
    expect(copy.pragma('user_version', { simple: true })).toBe(CURRENT_VERSION);
    expect(copy.prepare("SELECT value FROM setting WHERE key = 'person'").get()).toEqual({ value: '"А"' });
    copy.close();
  });

  test('that cannot be written leaves nothing', () => {
    const db = newDb();
    writeFileSync(join(db.folder, 'backups'), 'a file where the folder should be');
    expect(backup(db, 'x', NOON).ok).toBe(false);
    expect(existsSync(join(db.folder, 'backups', 'x'))).toBe(false);
  });
});
