import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { attend } from './runtime/command.ts';
import { Trouble } from './runtime/cache.ts';
import { onScreen } from './runtime/screen.ts';

/** These drive the real program. */
const WITH_WINDOW = ['typing', 'window'];

const root = join(import.meta.dirname, '..');

/**
 * Runs the benchmarks of `test/bench` one after another, or those whose names are given or begin with what is given
 * (`engine`, `engine-peers`, `merge`), and prints all comparisons once more as one table. A missed promise is printed, not failed.
 */
export async function bench(names: readonly string[]): Promise<number> {
  const all = (await readdir(join(root, 'test/bench'))).filter((file) => file.endsWith('.bench.ts')).sort().map((file) => file.replace('.bench.ts', ''));
  const chosen = names.length === 0 ? all : all.filter((one) => names.some((name) => one === name || one.startsWith(`${name}-`)));
  if (chosen.length === 0) throw new Trouble(`There is no such benchmark; there are: ${all.join(', ')}.`);
  const folder = await mkdtemp(join(tmpdir(), 'svod-bench-'));
  const table = join(folder, 'table');
  let worst = 0;
  try {
    for (const name of chosen) {
      const [command = '', ...args] = [...(WITH_WINDOW.includes(name) ? onScreen() : []), process.execPath, join('test/bench', `${name}.bench.ts`)];
      worst = Math.max(worst, await attend(command, args, { cwd: root, env: { ...process.env, SVOD_BENCH_TABLE: table } }));
    }
    const lines = (await readFile(table, 'utf8').catch(() => '')).split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as readonly string[]);
    if (lines.length > 0) console.log(`\n${printTable([['measure', 'ours', 'other side', 'ratio', 'promised', ''], ...lines])}`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return worst;
}

function printTable(lines: readonly (readonly string[])[]): string {
  const widths = (lines[0] ?? []).map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  return lines.map((line) => line.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0))).join('  ').trimEnd()).join('\n');
}
