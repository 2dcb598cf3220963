import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { bundle } from './bundle.ts';
import { attend } from './runtime/command.ts';
import { Trouble } from './runtime/cache.ts';

const root = join(import.meta.dirname, '..');

/** Compiles the workbooks of `shared/forms`. */
export async function compileForms(): Promise<void> {
  if (existsSync(join(root, 'build/forms.ts')) && (await attend(process.execPath, ['build/forms.ts'], { cwd: root })) !== 0) {
    throw new Trouble('The forms could not be compiled: see above.');
  }
}

/** Makes everything that runs: the compiled forms, the window, the program behind it. */
export async function make(): Promise<void> {
  await compileForms();
  await bundle();
}
