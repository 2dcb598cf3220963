import { spawn, spawnSync, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { Worker } from 'node:worker_threads';
import { describe, expect, test } from 'vitest';
import { backup } from '../../../electron/database/backup.ts';
import { driverOf } from '../../../electron/database/db.ts';
import { openFile } from '../../../electron/database/driver.ts';
import { APPLICATION_ID, close, createDatabase, databasePath, openRead, openWrite } from '../../../electron/database/open.ts';
import { CURRENT_VERSION } from '../../../electron/database/migrate.ts';
import { getSetting, setSetting } from '../../../electron/database/tables/setting.ts';
import { newFolder } from '../../helpers/bundles.ts';
import { valueOf } from '../../helpers/result.ts';
import { mountSmallDisk } from '../../helpers/smallDisk.ts';

function newDatabase(): string {
  const folder = join(newFolder(), 'workspace');
  close(valueOf(createDatabase(folder)));
  return folder;
}

const codeOf = (result: { readonly ok: true } | { readonly ok: false; readonly error: { readonly code: string } }): string => (result.ok ? 'open' : result.error.code);

describe('opening a workspace', () => {
  test('every connection that writes has the settings SQLite forgets', () => {
    const folder = newDatabase();
    for (let time = 1; time <= 2; time += 1) {
      const db = valueOf(openWrite(folder));
      const pragma = (name: string): unknown => driverOf(db).pragma(name, { simple: true });
      expect(pragma('journal_mode')).toBe('wal');
      expect(pragma('synchronous')).toBe(2);
      expect(pragma('foreign_keys')).toBe(1);
      expect(pragma('trusted_schema')).toBe(0);
      expect(pragma('cell_size_check')).toBe(1);
      expect(pragma('application_id')).toBe(APPLICATION_ID);
      expect(pragma('user_version')).toBe(CURRENT_VERSION);
      close(db);
    }
  });

  test('all tables are strict', () => {
    const db = valueOf(openRead(newDatabase()));
    const loose = db.all<{ name: string }>("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite_%'");
    expect(loose).toEqual([]);
    close(db);
  });

  test('a connection that reads cannot write', () => {
    const db = valueOf(openRead(newDatabase()));
    expect(() => driverOf(db).exec("INSERT INTO setting (key, value) VALUES ('person', '1')")).toThrow(/readonly/);
    expect(() => db.all("INSERT INTO setting (key, value) VALUES ('person', '1') RETURNING key")).toThrow(/Broken promise/);
    close(db);
  });

  test('an empty folder and a foreign database are no workspaces', () => {
    expect(codeOf(openWrite(newFolder()))).toBe('not-a-workspace');
    const folder = newFolder();
    const foreign = openFile(databasePath(folder), { readonly: false, create: true, timeout: 0 });
    foreign.exec('CREATE TABLE t (x)');
    foreign.close();
    expect(codeOf(openWrite(folder))).toBe('not-a-workspace');
    expect(codeOf(openRead(folder))).toBe('not-a-workspace');
  });

  test('a database from a newer program is refused by name and left alone', () => {
    const folder = newDatabase();
    const driver = openFile(databasePath(folder), { readonly: false, timeout: 0 });
    driver.pragma('user_version = 99999');
    driver.close();
    const before = readFileSync(databasePath(folder));
    expect(codeOf(openWrite(folder))).toBe('workspace-newer');
    expect(codeOf(openRead(folder))).toBe('workspace-newer');
    expect(readFileSync(databasePath(folder)).equals(before)).toBe(true);
  });

  test('a damaged database says so', () => {
    const folder = newDatabase();
    const db = valueOf(openWrite(folder));
    for (let row = 0; row < 500; row += 1) db.run('INSERT INTO audit (count, hash, entry) VALUES (?, ?, ?)', row + 1, 'h', 'e'.repeat(500));
    close(db);
    const bytes = readFileSync(databasePath(folder));
    bytes.fill(0xa5, 4096 * 20, 4096 * 22);
    writeFileSync(databasePath(folder), bytes);
    expect(codeOf(openWrite(folder))).toBe('workspace-damaged');
    writeFileSync(databasePath(folder), 'Это не база данных. '.repeat(500));
    expect(codeOf(openWrite(folder))).toBe('workspace-damaged');
  });

  test('a large database is read before it is checked, saying how far it is; who does not wait for the end has it open all the same', () => {
    const folder = newDatabase();
    const db = valueOf(openWrite(folder));
    for (let row = 0; row < 17; row += 1) db.run('INSERT INTO audit (count, hash, entry) VALUES (?, ?, ?)', row + 1, 'h', 'e'.repeat(4 << 20));
    close(db);
    const steps: (readonly [number, number])[] = [];
    const progress = (done: number, total: number): void => void steps.push([done, total]);
    close(valueOf(openWrite(folder, { progress, skips: () => false })));
    const total = steps[0]?.[1] ?? 0;
    expect(total).toBeGreaterThan(16_384);
    expect(steps.map(([done]) => done)).toEqual([...Array.from({ length: Math.floor(total / 1000) }, (_, step) => (step + 1) * 1000), total]);

    const bytes = readFileSync(databasePath(folder));
    bytes.fill(0xa5, bytes.length - 4096);
    writeFileSync(databasePath(folder), bytes);
    expect(codeOf(openWrite(folder, { progress, skips: () => false }))).toBe('workspace-damaged');
    steps.length = 0;
    close(valueOf(openWrite(folder, { progress, skips: () => steps.length === 2 })));
    expect(steps).toHaveLength(2);
    expect(codeOf(openWrite(folder, { progress, skips: () => false }))).toBe('workspace-damaged');
  });

  test('a database of usual size is checked at once, whoever waits', () => {
    const folder = newDatabase();
    close(valueOf(openWrite(folder, { progress: () => { throw new Error('nothing to be told'); }, skips: () => true })));
  });

  test('creating never overwrites, and leaves nothing half-made under the name', () => {
    const folder = newDatabase();
    expect(codeOf(createDatabase(folder))).toBe('workspace-exists');
    const other = newFolder();
    writeFileSync(`${databasePath(other)}.part`, 'left by a crash');
    close(valueOf(createDatabase(other)));
    expect(readdirSync(other).filter((name) => name.endsWith('.part'))).toEqual([]);
    const third = newFolder();
    expect(codeOf(createDatabase(third, () => ({ ok: false, error: { code: 'disk-full' } })))).toBe('disk-full');
    expect(existsSync(databasePath(third))).toBe(false);
  });
});

describe('a folder that nothing can be written to', () => {
  test('says so, with or without a lock file, for reading, writing and making; and nothing is lost', (context) => {
    const disk = mountSmallDisk(24);
    if (disk === null) return context.skip('This user may not mount a small disk.');
    try {
      const folder = join(disk.folder, 'Моя папка «Свод»');
      close(valueOf(createDatabase(folder)));
      disk.readOnly(true);
      const closed = { ok: false, error: { code: 'file-unwritable', values: { file: databasePath(folder) } } };
      expect([openWrite(folder), openRead(folder)]).toMatchObject([closed, closed]);
      expect(codeOf(createDatabase(join(disk.folder, 'new')))).toBe('file-unwritable');
      disk.readOnly(false);
      rmSync(join(folder, 'svod.lock'));
      disk.readOnly(true);
      expect(codeOf(openWrite(folder))).toBe('file-unwritable');
      disk.readOnly(false);
      close(valueOf(openWrite(folder)));
    } finally {
      disk.remove();
    }
  });

  test('nor to a database that is closed to writing alone: it is found out at once, not with the first answer', (context) => {
    const folder = newDatabase();
    const mark = (flag: string) => spawnSync('chattr', [flag, databasePath(folder)]).status === 0;
    if (!mark('+i')) return context.skip('This file system or user has no such mark.');
    try {
      expect(codeOf(openWrite(folder))).toBe('file-unwritable');
    } finally {
      mark('-i');
    }
    close(valueOf(openWrite(folder)));
  });

  test('a path that is too long for SQLite is refused before anything is made, a long one serves with its copies', () => {
    const deep = (bytes: number): string => {
      let folder = newFolder();
      while (Buffer.byteLength(folder) < bytes) folder = join(folder, 'папка'.slice(0, Math.max(1, Math.min(5, (bytes - Buffer.byteLength(folder) - 1) >> 1))));
      return folder;
    };
    const long = deep(420);
    const db = valueOf(createDatabase(long));
    expect(backup(db, `before-version-${CURRENT_VERSION}`, Date.now()).ok).toBe(true);
    close(db);
    for (const bytes of [470, 500, 1500]) {
      const folder = deep(bytes);
      expect(createDatabase(folder)).toMatchObject({ ok: false, error: { code: 'path-too-long', values: { folder } } });
      expect(existsSync(folder)).toBe(false);
    }
  });
});

type Holder = ChildProcessByStdio<Writable, Readable, null>;

/** Another process that opens the same workspace for writing; gives what it said. */
async function holder(folder: string): Promise<{ readonly said: string; readonly process: Holder }> {
  const child = spawn(process.execPath, [new URL('../../helpers/holdWorkspace.ts', import.meta.url).pathname, folder], { stdio: ['pipe', 'pipe', 'inherit'] });
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  return { said: line.toString().trim(), process: child };
}

describe('one program writes at a time', () => {
  test('a workspace that another window writes in is locked, but can be read', async () => {
    const folder = newDatabase();
    const other = await holder(folder);
    expect(other.said).toBe('open');
    expect(codeOf(openWrite(folder))).toBe('workspace-locked');
    const reader = valueOf(openRead(folder));
    expect(getSetting(reader, 'person')).toBeNull();
    close(reader);
    other.process.stdin.end();
    await once(other.process, 'exit');
    close(valueOf(openWrite(folder)));
  });

  test('and the other way round: we hold it, the other is told', async () => {
    const folder = newDatabase();
    const db = valueOf(openWrite(folder));
    const other = await holder(folder);
    expect(other.said).toBe('workspace-locked');
    other.process.stdin.end();
    close(db);
  });

  test('a window that was killed holds nothing', async () => {
    const folder = newDatabase();
    const other = await holder(folder);
    other.process.kill('SIGKILL');
    await once(other.process, 'exit');
    close(valueOf(openWrite(folder)));
  });

  test('connections of one process share the right to write, in threads too', async () => {
    const folder = newDatabase();
    const first = valueOf(openWrite(folder));
    const second = valueOf(openWrite(folder));
    setSetting(first, 'person', 'А');
    setSetting(second, 'person', 'Б');
    expect(getSetting(first, 'person')).toBe('Б');
    const worker = new Worker(
      `const { parentPort, workerData } = require('node:worker_threads');
       import(workerData.open).then(({ openWrite, close }) => { const o = openWrite(workerData.folder); parentPort.postMessage(o.ok ? 'open' : o.error.code); if (o.ok) close(o.value); });`,
      { eval: true, workerData: { folder, open: new URL('../../../electron/database/open.ts', import.meta.url).href }, execArgv: [] },
    );
    expect((await once(worker, 'message'))[0]).toBe('open');
    await worker.terminate();
    // The right is the process's until the connection that took it is closed.
    const other = await holder(folder);
    expect(other.said).toBe('workspace-locked');
    other.process.stdin.end();
    close(second);
    close(first);
  });

  test('a lock file that was removed or spoilt does not keep anybody out', () => {
    const folder = newDatabase();
    rmSync(join(folder, 'svod.lock'));
    close(valueOf(openWrite(folder)));
    expect(existsSync(join(folder, 'svod.lock'))).toBe(true);
    appendFileSync(join(folder, 'svod.lock'), 'x'.repeat(10));
    close(valueOf(openWrite(folder)));
  });
});
