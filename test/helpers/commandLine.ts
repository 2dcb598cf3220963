import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';

export interface Called {
  readonly code: number | null;
  readonly out: string;
  readonly error: string;
}

const ENTRY = new URL('../../electron/cli.ts', import.meta.url).pathname;

/** Calls `svod` as a script would: a process of its own, no terminal, no passphrase but the one given. */
export function svod(words: readonly string[], environment: Readonly<Record<string, string>> = {}): Called {
  const { status, stdout, stderr } = spawnSync(process.execPath, [ENTRY, ...words], {
    encoding: 'utf8', maxBuffer: 256 * 1024 * 1024, env: { PATH: process.env.PATH ?? '', NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? '', TZ: 'Europe/Moscow', SVOD_LANGUAGE: 'en', ...environment },
  });
  return { code: status, out: stdout, error: stderr };
}

/** {@link svod} with `--json`: standard output is one JSON document and nothing else, whatever the exit code. */
export function svodJson<T = Record<string, unknown>>(words: readonly string[], expected = 0, environment: Readonly<Record<string, string>> = {}): T {
  const called = svod([...words, '--json'], environment);
  expect(called.code, called.error + called.out.slice(0, 2000)).toBe(expected);
  expect(called.out.endsWith('\n')).toBe(true);
  expect(called.out.trimEnd()).not.toContain('\n');
  return JSON.parse(called.out) as T;
}

/** A folder that is gone when the tests of a file are over. */
export function temporaryFolder(): { readonly path: (...parts: readonly string[]) => string; readonly remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'svod-cli-'));
  return { path: (...parts) => join(folder, ...parts), remove: () => rmSync(folder, { recursive: true, force: true }) };
}
