import { copyFile } from 'node:fs/promises';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { build } from 'vite';

const root = join(import.meta.dirname, '..');
const external = ['electron', 'better-sqlite3', ...builtinModules, /^node:/];

export interface Program {
  readonly entry: string;
  /** Under the project's root; `out` by default. */
  readonly folder?: string;
  readonly file: string;
  readonly format: 'es' | 'cjs';
}

/** What runs outside the window. The preload is sandboxed: one self-contained CommonJS file. */
const programs: readonly Program[] = [
  { entry: 'electron/main.ts', file: 'main.js', format: 'es' },
  { entry: 'electron/workers/worker.ts', file: 'worker.js', format: 'es' },
  { entry: 'electron/workers/check.ts', file: 'check.js', format: 'es' },
  { entry: 'electron/cli.ts', file: 'cli.js', format: 'es' },
  { entry: 'electron/preload.ts', file: 'preload.cjs', format: 'cjs' },
];

/** Builds everything that runs into `out/`. */
export async function bundle(): Promise<void> {
  process.env['NODE_ENV'] = 'production';
  await build({ configFile: join(root, 'build/vite.config.ts'), root: join(root, 'renderer') });
  for (const program of programs) await bundleProgram(program);
  await copyFile(join(root, 'build/icon/png/128x128.png'), join(root, 'out/icon.png'));
}

/** Builds one program into one file; Electron, Node and better-sqlite3 stay outside of it. */
export function bundleProgram({ entry, folder = 'out', file, format }: Program): Promise<unknown> {
  return build({
    configFile: false,
    root,
    logLevel: 'warn',
    publicDir: false,
    resolve: { conditions: ['node', 'import', 'module', 'default'] },
    ssr: { noExternal: true, target: 'node' },
    build: {
      ssr: entry,
      outDir: join(root, folder),
      emptyOutDir: false,
      target: 'node20',
      minify: false,
      sourcemap: false,
      reportCompressedSize: false,
      rolldownOptions: { external, output: { format, entryFileNames: file, codeSplitting: false } },
    },
  });
}
