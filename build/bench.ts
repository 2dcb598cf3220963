import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { attend } from './runtime/command.ts';
import { Trouble } from './runtime/cache.ts';
import { onScreen } from './runtime/screen.ts';

/** These drive the real program. */
const WITH_WINDOW = ['typing.bench.ts', 'window.bench.ts'];

const root = join(import.meta.dirname, '..');

/** Runs the benchmarks of `test/bench` one after another, or those whose names are given (`engine`, `merge`, `typing`, `window`). */
export async function bench(names: readonly string[]): Promise<number> {
  const files = (await readdir(join(root, 'test/bench'))).filter((file) => file.endsWith('.bench.ts')).sort();
  const chosen = names.length === 0 ? files : files.filter((file) => names.includes(file.replace('.bench.ts', '')));
  if (chosen.length === 0) throw new Trouble(`There is no such benchmark; there are: ${files.map((file) => file.replace('.bench.ts', '')).join(', ')}.`);
  let worst = 0;
  for (const file of chosen) {
    const [command = '', ...args] = [...(WITH_WINDOW.includes(file) ? onScreen() : []), process.execPath, join('test/bench', file)];
    worst = Math.max(worst, await attend(command, args, { cwd: root }));
  }
  return worst;
}
