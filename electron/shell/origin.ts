/** Where the window's own pages live. */
export const scheme = 'app';
export const origin = 'app://svod';
export const home = `${origin}/index.html`;

/** Whether an address is one of the window's own pages. Node calls the origin of a custom scheme "null", so the text decides. */
export function isOwn(url: string): boolean {
  return url.startsWith(`${origin}/`);
}
