import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';

/** Trouble that a person can mend: said in one sentence, without a stack. */
export class Trouble extends Error {}

/** Where fetched and compiled things are kept between clones: `SVOD_CACHE`, else the user's cache folder. */
export function cacheFolder(): string {
  return process.env['SVOD_CACHE'] ?? join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'svod');
}

/** The folder `name` of the cache; `make` fills it the first time. A folder is there whole or not at all, whoever else makes it meanwhile. */
export async function cached(name: string, make: (folder: string) => Promise<void>): Promise<string> {
  const folder = join(cacheFolder(), name);
  if (existsSync(folder)) return folder;
  await mkdir(dirname(folder), { recursive: true });
  const draft = await mkdtemp(`${folder}.`);
  try {
    await make(draft);
    await rename(draft, folder).catch((error: unknown) => {
      if (!existsSync(folder)) throw error;
    });
    return folder;
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}
