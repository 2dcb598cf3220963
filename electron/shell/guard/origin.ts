import { join, normalize, sep } from 'node:path';

/** Where the window's own pages live. */
export const scheme = 'app';
export const origin = 'app://svod';
export const home = `${origin}/index.html`;

/** Whether an address is one of the window's own pages. Node calls the origin of a custom scheme "null", so the text decides. */
export function isOwn(url: string): boolean {
  return url.startsWith(`${origin}/`);
}

/** The file that an address names, or null when it is not ours or leads out of the folder. */
export function fileOf(url: string, folder: string): string | null {
  if (!isOwn(url)) return null;
  const path = decoded(url.slice(origin.length).replace(/[?#].*$/s, ''));
  if (path === null || path.includes('\0') || path.includes('\\')) return null;
  const root = normalize(folder + sep);
  const file = normalize(join(root, path));
  return file.startsWith(root) ? file : null;
}

function decoded(path: string): string | null {
  try {
    return decodeURIComponent(path);
  } catch {
    return null;
  }
}
