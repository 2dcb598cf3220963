import { existsSync } from 'node:fs';
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { cacheFolder } from './cache.ts';
import { attend } from './command.ts';
import { during } from './say.ts';

const require = createRequire(import.meta.url);
const home = dirname(require.resolve('electron/package.json'));

const probeTimeout = 8_000;
const downloadTimeout = 15 * 60_000;
/** For how long an unreachable download is believed to stay unreachable. */
const verdictHolds = 12 * 3_600_000;

export const officialVersion = (require('electron/package.json') as { version: string }).version;

/** The executable of the official Electron, fetched by its own installer the first time; null where it cannot be reached. */
export async function officialElectron(insist: boolean): Promise<string | null> {
  const present = await installed();
  if (present !== null) return present;
  const verdict = join(cacheFolder(), `unreachable-${officialVersion}`);
  if (!insist && (await isRecent(verdict))) return null;
  if (await reachable()) {
    const code = await during(`Downloading Electron ${officialVersion} (about 120 MB)`, () =>
      attend(process.execPath, [join(home, 'install.js')], { timeout: downloadTimeout, env: { ...process.env, NODE_USE_ENV_PROXY: '1' } }),
    );
    if (code === 0) return installed();
  }
  await mkdir(dirname(verdict), { recursive: true });
  await writeFile(verdict, '');
  return null;
}

async function installed(): Promise<string | null> {
  const path = await readFile(join(home, 'path.txt'), 'utf8').catch(() => null);
  const version = await readFile(join(home, 'dist', 'version'), 'utf8').catch(() => '');
  if (path === null || version.trim().replace(/^v/, '') !== officialVersion) return null;
  const executable = join(home, 'dist', path);
  return existsSync(executable) ? executable : null;
}

async function reachable(): Promise<boolean> {
  const mirror = process.env['ELECTRON_MIRROR'] ?? process.env['npm_config_electron_mirror'] ?? 'https://github.com/electron/electron/releases/download/';
  try {
    const answer = await fetch(`${mirror}v${officialVersion}/SHASUMS256.txt`, { method: 'HEAD', signal: AbortSignal.timeout(probeTimeout) });
    return answer.ok;
  } catch {
    return false;
  }
}

const isRecent = (file: string): Promise<boolean> =>
  stat(file).then(
    ({ mtimeMs }) => Date.now() - mtimeMs < verdictHolds,
    () => false,
  );
