import { fork, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { driverOf } from '../../../electron/database/db.ts';
import { close, databasePath } from '../../../electron/database/open.ts';
import type { Verdict } from '../../../electron/database/soundness.ts';
import { verdictOf, type Checker } from '../../../electron/workers/beside.ts';
import { createHost, type Host } from '../../../electron/workers/host.ts';
import type { Failure } from '../../../shared/base/failure.ts';
import type { Result } from '../../../shared/base/result.ts';
import { openMinistry } from '../../helpers/ministry.ts';
import { valueOf } from '../../helpers/result.ts';

const PAGE = 4096;
const CHECK = new URL('../../../electron/workers/check.ts', import.meta.url);

interface Large {
  readonly folder: string;
  /** Pages of the long texts of two rows, in their order, and a page that lists free ones. */
  readonly chains: readonly [readonly number[], readonly number[]];
  /** Writes a number of four bytes into the file. */
  readonly put: (page: number, offset: number, value: number) => void;
  readonly get: (page: number, offset: number) => number;
}

/** A workspace of over 64 MiB, with pages in use and free ones. */
async function largeWorkspace(): Promise<Large> {
  const { desk } = await openMinistry();
  for (let row = 0; row < 20; row += 1) desk.db.run('INSERT INTO audit (count, hash, entry) VALUES (?, ?, ?)', 1_000 + row, 'h', 'e'.repeat(4 << 20));
  desk.db.run('DELETE FROM audit WHERE count >= 1018');
  const pages = driverOf(desk.db).prepare("SELECT pageno, path FROM dbstat WHERE name = 'audit' AND path GLOB '*+*' ORDER BY path").all() as { readonly pageno: number; readonly path: string }[];
  const chain = (row: number): readonly number[] => {
    const owners = [...new Set(pages.map(({ path }) => path.slice(0, path.indexOf('+'))))];
    return pages.filter(({ path }) => path.startsWith(`${owners[row]}+`)).map(({ pageno }) => pageno);
  };
  const chains = [chain(0), chain(1)] as const;
  close(desk.db);
  const path = databasePath(desk.folder);
  const at = (page: number, offset: number): number => (page - 1) * PAGE + offset;
  return {
    folder: desk.folder, chains,
    get: (page, offset) => readFileSync(path).readUInt32BE(at(page, offset)),
    put: (page, offset, value) => {
      const bytes = readFileSync(path);
      bytes.writeUInt32BE(value, at(page, offset));
      writeFileSync(path, bytes);
    },
  };
}

const children: ChildProcess[] = [];
const verdicts = (): readonly Verdict[] => children.map(({ exitCode }) => verdictOf(exitCode));
let host: Host | null = null;

/** Checks as the window has it done, in a process of Node; `begun` is given each. */
const checker = (begun: (child: ChildProcess) => void = () => undefined): Checker => (file) => {
  const child = fork(CHECK, [file]);
  children.push(child);
  begun(child);
  return { verdict: new Promise<Verdict>((resolve) => child.once('exit', (code) => resolve(verdictOf(code)))), end: () => void child.kill('SIGKILL') };
};

function open(folder: string, begun?: (child: ChildProcess) => void): Host {
  host = createHost({
    worker: new URL('../../../electron/workers/worker.ts', import.meta.url),
    place: () => ({ folder, language: 'ru', window: 'w' }),
    osWrap: { available: () => false, wrap: () => null, unwrap: () => null },
    checker: checker(begun),
    onEvent: () => undefined,
    onTrouble: () => 'id',
  });
  return host;
}

const started = async (folder: string, begun?: (child: ChildProcess) => void): Promise<unknown> => {
  const answer = await open(folder, begun).call('service.start', undefined);
  return answer.ok && (answer.value.kind === 'failed' ? answer.value.failure.code : answer.value.kind);
};

afterEach(async () => {
  await host?.close();
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

describe('the check of a large database, in a process of its own', () => {
  test('finds a sound one sound; a page that two rows use, and one that is in use and free at once, are damage', async () => {
    const { folder, chains, get, put } = await largeWorkspace();
    expect(await started(folder)).toBe('ready');
    expect(verdicts()).toEqual(['sound']);
    await host?.close();

    const [[one = 0], [other = 0]] = [chains[0].slice(5), chains[1].slice(5)];
    const next = get(one, 0);
    put(one, 0, get(other, 0));
    expect(await started(folder)).toBe('workspace-damaged');
    expect(verdicts()).toEqual(['sound', 'damaged']);
    await host?.close();
    put(one, 0, next);

    // Bytes 32 to 35 of the file name the first page that lists free ones; its list begins at byte 8.
    const list = get(1, 32);
    const free = get(list, 8);
    put(list, 8, one);
    expect(await started(folder)).toBe('workspace-damaged');
    await host?.close();
    put(list, 8, free);
    expect(await started(folder)).toBe('ready');
    await host?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test('that ends before its work, or by a mistake of its own, has told nothing', async () => {
    for (const program of ['', 'throw new Error("a mistake")', 'import "./nowhere.js"']) {
      const child = spawn(process.execPath, ['--input-type=module', '-e', program], { stdio: 'ignore' });
      const [code] = (await once(child, 'exit')) as [number | null];
      expect(verdictOf(code)).toBe('untold');
    }
  });

  test('is left while it is under way: the workspace opens at once, the process is gone, and closing leaves one whole file', async () => {
    const { folder } = await largeWorkspace();
    // A process that stands still is a check that takes for ever.
    const ends: Promise<unknown>[] = [];
    expect(await started(folder, (child) => {
      child.kill('SIGSTOP');
      ends.push(new Promise((resolve) => child.once('exit', (_, signal) => resolve(signal))));
      host?.cancel('opening');
    })).toBe('ready');
    expect(await Promise.all(ends)).toEqual(['SIGKILL']);
    await host?.close();
    expect(await started(folder)).toBe('ready');
    await host?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test('a process that tells nothing is not believed: the check is made here; and whoever closes the window does not wait for it', async () => {
    const { folder, chains, get, put } = await largeWorkspace();
    const [one = 0] = chains[0].slice(5);
    put(one, 0, get(chains[1][5] ?? 0, 0));
    expect(await started(folder, (child) => void child.kill('SIGKILL'))).toBe('workspace-damaged');
    await host?.close();

    const opening = started(folder, (child) => {
      child.kill('SIGSTOP');
      void host?.close();
    });
    expect(await opening).toBe('ready');
    rmSync(folder, { recursive: true, force: true });
  });

  test('of a copy is left as well: making it leaves no file, restoring it no workspace', async () => {
    const { folder } = await largeWorkspace();
    let held: 'copying' | 'nothing' = 'nothing';
    expect(await started(folder, (child) => {
      if (held === 'nothing') return;
      child.kill('SIGSTOP');
      host?.cancel(held);
    })).toBe('ready');
    held = 'copying';
    const left = { ok: false, error: { code: 'cancelled' } };
    expect(await host?.run('copying', 'service.backUp', {})).toEqual(left);
    expect(readdirSync(join(folder, 'backups'))).toEqual([]);
    held = 'nothing';
    const made = valueOf((await host?.run('copying', 'service.backUp', {})) as Result<{ readonly name: string }, Failure>);
    held = 'copying';
    const to = join(folder, 'restored');
    expect(await host?.run('copying', 'service.restoreBackup', { name: made.name, to })).toEqual(left);
    expect(readdirSync(to)).toEqual([]);
    held = 'nothing';
    expect(await host?.run('copying', 'service.restoreBackup', { name: made.name, to })).toEqual({ ok: true, value: { folder: to } });
    await host?.close();
    rmSync(folder, { recursive: true, force: true });
  });
});
