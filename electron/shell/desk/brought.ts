import { readdir, stat } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import type { Failure } from '../../../shared/base/failure.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import type { Picked } from '../../../shared/ipc/merge.ts';
import { looksEncrypted } from '../../bundle/crypto/ageHead.ts';
import type { Tickets } from './tickets.ts';

/** How deep below a folder bundles are looked for: state, body, year, month and then some. */
const DEPTH = 8;
/** How many bundles the desk takes at once. */
const MOST = 10_000;
const KINDS: ReadonlySet<string> = new Set(['.svod', '.age']);

/**
 * Gives tickets for the bundle files that a person brought: files as they are, of folders all that are bundles by their name,
 * in the order of their paths; hidden files and links inside a folder are left alone. Nothing is believed of them yet.
 * Fails with `file-unreadable` (it is not there, or neither a file nor a folder), `no-bundles` or `too-many-bundles`.
 */
export async function bringBundles(files: Tickets<string>, paths: readonly string[]): Promise<Result<Picked, Failure>> {
  const found: Found = { bundles: [], others: 0 };
  let folder: string | null = null;
  for (const path of paths) {
    const kind = await stat(path).catch(() => null);
    if (kind?.isFile()) found.bundles.push(path);
    else if (kind?.isDirectory() && (await search(path, DEPTH, found))) folder ??= basename(path);
    else return err({ code: 'file-unreadable', values: { file: basename(path) } });
  }
  if (found.bundles.length === 0) return err({ code: 'no-bundles', values: { folder: folder ?? 'none' } });
  if (found.bundles.length > MOST) return err({ code: 'too-many-bundles', values: { count: found.bundles.length, most: MOST } });
  const picked = await Promise.all(found.bundles.sort().map(async (path) => ({
    ticket: files.issue(path), fileName: basename(path), size: (await stat(path).catch(() => null))?.size ?? 0, encrypted: looksEncrypted(path),
  })));
  return ok({ files: picked, others: found.others });
}

interface Found {
  readonly bundles: string[];
  others: number;
}

/** False when the folder itself cannot be read; one below it that cannot is passed by. */
async function search(folder: string, depth: number, found: Found): Promise<boolean> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => null);
  for (const entry of entries ?? []) {
    if (entry.name.startsWith('.')) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory() && depth > 0) await search(path, depth - 1, found);
    else if (entry.isFile() && KINDS.has(extname(entry.name).toLowerCase())) found.bundles.push(path);
    else if (entry.isFile()) found.others += 1;
  }
  return entries !== null;
}
