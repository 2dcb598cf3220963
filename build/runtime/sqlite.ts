import { cp, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Trouble, cached } from './cache.ts';
import { capture } from './command.ts';
import { during } from './say.ts';

const require = createRequire(import.meta.url);
const home = dirname(require.resolve('better-sqlite3/package.json'));
const version = (require('better-sqlite3/package.json') as { version: string }).version;

/**
 * A better-sqlite3 binary for runtimes with Node-API 9 (Node 20, Electron 33), where the stock one ends the process.
 * Compiled once from the installed sources with the patch beside this file; `node_modules` is not touched.
 * Throws {@link Trouble} when there is no compiler.
 */
export async function sqliteForNodeApi9(): Promise<string> {
  const folder = await cached(`better-sqlite3-${version}-node-api-9`, (draft) => during('Compiling better-sqlite3 for it (once, about a minute)', () => compile(draft)));
  return join(folder, 'better_sqlite3.node');
}

async function compile(folder: string): Promise<void> {
  for (const part of ['src', 'deps', 'binding.gyp']) await cp(join(home, part), join(folder, part), { recursive: true });
  const patch = join(import.meta.dirname, `better-sqlite3-${version}-node-api-9.patch`);
  const common = ['-c', '-w', '-fPIC', '-fvisibility=hidden', '-DNDEBUG', ...(await sqliteDefines())];
  const cpp = [
    '-O3', '-std=c++20', '-fvisibility-inlines-hidden', '-DNAPI_VERSION=9', '-DNAPI_DISABLE_CPP_EXCEPTIONS', '-DNODE_API_SWALLOW_UNTHROWABLE_EXCEPTIONS',
    '-DNODE_GYP_MODULE_NAME=better_sqlite3', `-I${join(dirname(require.resolve('node-api-headers/package.json')), 'include')}`,
    `-I${dirname(createRequire(join(home, 'package.json')).resolve('node-addon-api/package.json'))}`, '-Ideps/sqlite3',
  ];
  try {
    await capture('patch', ['-p1', '-s', '-i', patch], { cwd: folder });
    await Promise.all([
      capture('cc', [...common, '-O2', '-std=c99', 'deps/sqlite3/sqlite3.c', '-o', 'sqlite3.o'], { cwd: folder }),
      capture('c++', [...common, ...cpp, 'src/better_sqlite3.cpp', '-o', 'addon.o'], { cwd: folder }),
    ]);
    await capture('c++', ['-shared', '-Wl,-Bsymbolic', '-Wl,--exclude-libs,ALL', 'addon.o', 'sqlite3.o', '-ldl', '-lpthread', '-o', 'better_sqlite3.node'], { cwd: folder });
    await capture('rm', ['-rf', 'src', 'deps', 'binding.gyp', 'addon.o', 'sqlite3.o'], { cwd: folder });
  } catch (error) {
    throw new Trouble(`better-sqlite3 could not be compiled; it needs a C++20 compiler and patch (Debian: apt-get install build-essential patch). ${error instanceof Error ? error.message : ''}`);
  }
}

/** The options SQLite is compiled with: better-sqlite3's own. */
async function sqliteDefines(): Promise<readonly string[]> {
  const gypi = await readFile(join(home, 'deps', 'defines.gypi'), 'utf8');
  return [...gypi.matchAll(/'([A-Z][A-Z0-9_]*(?:=[^']*)?)'/g)].map(([, define]) => `-D${define ?? ''}`);
}
