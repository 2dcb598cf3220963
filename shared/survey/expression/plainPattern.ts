/** A text, a sign with its backslash, a class, a dot aside: what stands for one character and means the same to every matcher. */
const CHARACTER = /^(?:[A-Za-z0-9 ,:;@#%&_=<>~"'/-]|\\[.+*?()|]|\[[A-Za-z0-9 ._:;,/@#%&+()"-]+\])/;
const COUNT = /^(?:\{(\d{1,3})(?:,(\d{1,3}))?\}|[?*+])/;
/** More ways than this through a pattern are left to the matcher that follows all of them at once. */
const MOST_WAYS = 64;

/**
 * The built-in matcher for a pattern so plain that its time is linear there too: anchored, made of ASCII characters and classes, counts on single
 * characters alone with one of them open at most, groups not repeated, few ways in all. Null for all other patterns.
 */
export function plainPattern(source: string): RegExp | null {
  if (!source.startsWith('^')) return null;
  let ways = 1;
  let open = 0;
  let rest = source.slice(1);
  const depths: number[] = [];
  while (rest !== '') {
    const character = CHARACTER.exec(rest)?.[0];
    if (character !== undefined) {
      rest = rest.slice(character.length);
      const [count = '', least, most] = COUNT.exec(rest) ?? [];
      rest = rest.slice(count.length);
      if (count === '*' || count === '+') open++;
      else if (count === '?') ways *= 2;
      else if (most !== undefined) ways *= Math.max(1, Number(most) - Number(least) + 1);
      if (/^[?*+{]/.test(rest)) return null;
    } else if (rest.startsWith('(') && !rest.startsWith('(?')) {
      depths.push(1);
      rest = rest.slice(1);
    } else if (rest.startsWith('|') && depths.length > 0) {
      depths.push((depths.pop() ?? 0) + 1);
      rest = rest.slice(1);
    } else if (rest.startsWith(')') && depths.length > 0) {
      ways *= depths.pop() ?? 1;
      rest = rest.slice(1);
      if (/^[?*+{]/.test(rest)) return null;
    } else if (rest === '$') rest = '';
    else return null;
  }
  if (depths.length > 0 || open > 1 || ways > MOST_WAYS) return null;
  try {
    return new RegExp(source);
  } catch {
    return null;
  }
}
