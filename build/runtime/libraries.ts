import { Trouble } from './cache.ts';
import { capture } from './command.ts';

/** The one line that gives a fresh Debian machine all that the window and its tests need. */
export const debianPackages =
  'build-essential patch xvfb xauth libgtk-3-0 libnss3 libasound2 libgbm1 libxss1 libatk-bridge2.0-0 libdrm2 fonts-noto-core poppler-utils postgresql';

/** Throws {@link Trouble} that names the system libraries an executable misses; elsewhere than on Linux the system brings them all. */
export async function demandLibraries(executable: string): Promise<void> {
  if (process.platform !== 'linux') return;
  const missing = missingIn(await capture('ldd', [executable]).catch(() => ''));
  if (missing.length > 0) throw new Trouble(`Electron needs system libraries that are not here: ${missing.join(', ')} (Debian: apt-get install ${debianPackages}).`);
}

/** The names that `ldd` did not find. */
export function missingIn(listing: string): readonly string[] {
  return [...listing.matchAll(/^\s*(\S+) => not found$/gm)].map(([, name]) => name ?? '');
}
