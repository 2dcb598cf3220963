import { cp, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { attend } from './runtime/command.ts';
import { findElectron } from './runtime/electron.ts';

const root = join(import.meta.dirname, '..');
const native = join(root, '.cache/native');

/** The folder that {@link packageApp} makes. */
export const packaged = join(root, 'dist', `${process.platform === 'linux' ? 'linux' : process.platform === 'win32' ? 'win' : 'mac'}-unpacked`);

/**
 * Packs the built program with the Electron of this machine: the plain folder, or the installers named by `args`
 * (`--linux deb`, `--win nsis`: their tools come from GitHub). Resolves with the exit code.
 */
export async function packageApp(args: readonly string[]): Promise<number> {
  const electron = await findElectron();
  await rm(native, { recursive: true, force: true });
  await mkdir(native, { recursive: true });
  if (electron.sqlite !== null) await cp(electron.sqlite, join(native, 'better_sqlite3.node'));
  const code = await attend(
    join(root, 'node_modules/.bin/electron-builder'),
    [...(args.length === 0 ? ['--dir'] : args), `-c.electronDist=${electron.dist}`, `-c.electronVersion=${electron.version}`, '--publish=never'],
    { cwd: root },
  );
  // The registry's Electron brings its front door (build/runtime/door) along; the packed program has its own.
  await rm(join(packaged, 'resources/app'), { recursive: true, force: true });
  return code;
}
