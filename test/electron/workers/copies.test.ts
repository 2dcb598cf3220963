import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { close, openWrite } from '../../../electron/database/open.ts';
import { getSetting } from '../../../electron/database/tables/setting.ts';
import { Cancelled } from '../../../electron/jobs/context.ts';
import { copyFolderHandlers, copyHandlers } from '../../../electron/workers/copies.ts';
import type { Desk } from '../../../electron/jobs/handler.ts';
import { serviceHandlers } from '../../../electron/workers/service.ts';
import type { Failure } from '../../../shared/base/failure.ts';
import type { Result } from '../../../shared/base/result.ts';
import { openMinistry } from '../../helpers/ministry.ts';
import { failureOf, valueOf } from '../../helpers/result.ts';

let desk: Desk;
let pass: (milliseconds: number) => void;
let remove: () => void;
beforeEach(async () => {
  ({ desk, pass, remove } = await openMinistry());
});
afterEach(() => remove());

const call = async <T>(result: Result<T, Failure> | Promise<Result<T, Failure>>): Promise<Result<T, Failure>> => result;
const copies = async () => valueOf(await call(copyFolderHandlers['service.backups'](desk, undefined)));
const keep = () => call(copyHandlers['service.keepBackups'](desk, {}));
const restore = (name: string, to: string) => call(copyFolderHandlers['service.restoreBackup'](desk, { name, to }));

test('a copy a day comes by itself, further ones by hand, and all are listed with their occasion', async () => {
  expect(valueOf(await keep()).made).toBe(true);
  pass(1000);
  expect(valueOf(await keep()).made).toBe(false);
  valueOf(await call(copyHandlers['service.backUp'](desk, {})));
  pass(86_400_000);
  expect(valueOf(await keep()).made).toBe(true);
  expect((await copies()).map(({ why, checked }) => ({ why, checked }))).toEqual([
    { why: 'daily', checked: true }, { why: 'by-hand', checked: true }, { why: 'daily', checked: true },
  ]);
});

test('a copy becomes a workspace of its own in a new folder, with the keys, and this one stays as it is', async () => {
  mkdirSync(join(desk.folder, 'keys'));
  writeFileSync(join(desk.folder, 'keys', 'a.json'), '{}');
  const { name } = valueOf(await call(copyHandlers['service.backUp'](desk, {})));
  valueOf(await call(serviceHandlers['service.setPerson'](desk, { person: 'Орлов Пётр' })));
  const to = join(desk.folder, '..', 'restored');
  valueOf(await restore(name, to));

  expect(getSetting(desk.db, 'person')).toBe('Орлов Пётр');
  expect(readFileSync(join(to, 'keys', 'a.json'), 'utf8')).toBe('{}');
  const db = valueOf(openWrite(to));
  expect(getSetting(db, 'person')).toBe('Снегирёва Елена Павловна');
  expect(getSetting(db, 'workspace')?.id).not.toBe(getSetting(desk.db, 'workspace')?.id);
  close(db);
});

test('a folder with a workspace takes no copy, an unknown name is no copy, and a damaged copy leaves nothing behind', async () => {
  const { name } = valueOf(await call(copyHandlers['service.backUp'](desk, {})));
  expect(failureOf(await restore(name, desk.folder))).toBe('workspace-exists');
  expect(failureOf(await restore('svod-2026-01-01T00-00-00-000Z-daily.db', join(desk.folder, '..', 'x')))).toBe('file-unreadable');
  mkdirSync(join(desk.folder, 'keys'));
  writeFileSync(join(desk.folder, 'backups', name), 'испорчено '.repeat(2000));
  const to = join(desk.folder, '..', 'damaged');
  expect(failureOf(await restore(name, to))).toBe('copy-damaged');
  expect(readdirSync(to)).toEqual([]);
});

test('all copies are read again on demand, and those that are not what was written are named', async () => {
  const names: string[] = [];
  for (let count = 0; count < 3; count += 1) {
    names.push(valueOf(await call(copyHandlers['service.backUp'](desk, {}))).name);
    pass(1000);
  }
  const told: number[] = [];
  const check = async (at: Desk) => valueOf(await call(copyFolderHandlers['service.checkBackups'](at, {})));
  expect(await check({ ...desk, progress: ({ phase, done, total }) => { expect(phase).toBe('checking'); told.push(done / total); } })).toEqual([]);
  expect(told.at(-1)).toBe(1);
  const [changed = '', without = '', cut = ''] = names;
  const path = (name: string): string => join(desk.folder, 'backups', name);
  const bytes = readFileSync(path(changed));
  bytes[5000] = (bytes[5000] ?? 0) ^ 1;
  writeFileSync(path(changed), bytes);
  // One that has lost its sum is looked through by SQLite.
  rmSync(path(`${without}.sha256`));
  expect(await check(desk)).toEqual([changed]);
  rmSync(path(`${cut}.sha256`));
  writeFileSync(path(cut), readFileSync(path(cut)).subarray(0, 20_000));
  expect(new Set(await check(desk))).toEqual(new Set([changed, cut]));
  expect(() => copyFolderHandlers['service.checkBackups']({ ...desk, checkCancelled: () => { throw new Cancelled(); } }, {})).toThrow(Cancelled);
});

test('a folder that cannot be made is said to be what cannot be written, with the keys and without', async () => {
  const { name } = valueOf(await call(copyHandlers['service.backUp'](desk, {})));
  const file = join(desk.folder, 'a file');
  writeFileSync(file, '');
  expect(await restore(name, join(file, 'x'))).toMatchObject({ ok: false, error: { code: 'file-unwritable' } });
  mkdirSync(join(desk.folder, 'keys'));
  writeFileSync(join(desk.folder, 'keys', 'a.json'), '{}');
  expect(await restore(name, join(file, 'x'))).toMatchObject({ ok: false, error: { code: 'file-unwritable', values: { file: join(file, 'x') } } });
});

test('those who have worked here are remembered, the present one first, each once', async () => {
  for (const person of ['Орлов Пётр', 'Ковалёва Анна', 'Орлов Пётр']) valueOf(await call(serviceHandlers['service.setPerson'](desk, { person })));
  expect(valueOf(await call(serviceHandlers['service.people'](desk, undefined)))).toEqual(['Орлов Пётр', 'Ковалёва Анна', 'Снегирёва Елена Павловна']);
});

test('copying and restoring say how far they are, and leave nothing when they are stopped', async () => {
  const told: string[] = [];
  let patience = Infinity;
  const at: Desk = {
    ...desk,
    progress: ({ phase, done, total }) => { told.push(phase); expect(done).toBeLessThanOrEqual(total); },
    checkCancelled: () => { if ((patience -= 1) < 0) throw new Cancelled(); },
  };
  const { name } = valueOf(await call(copyHandlers['service.backUp'](at, {})));
  mkdirSync(join(desk.folder, 'keys'));
  writeFileSync(join(desk.folder, 'keys', 'a.json'), '{}');
  const to = join(desk.folder, '..', 'stopped');
  patience = 0;
  await expect(call(copyHandlers['service.backUp'](at, {}))).rejects.toThrow(Cancelled);
  expect(readdirSync(join(desk.folder, 'backups'))).toEqual([name, `${name}.sha256`]);
  expect(() => copyFolderHandlers['service.restoreBackup'](at, { name, to })).toThrow(Cancelled);
  expect(readdirSync(to)).toEqual([]);
  patience = Infinity;
  valueOf(await call(copyFolderHandlers['service.restoreBackup'](at, { name, to })));
  expect(new Set(told)).toEqual(new Set(['backing-up']));
});
