import { RE2JS } from 're2js';
import { plainPattern } from './plainPattern.ts';

export interface Pattern {
  /** Whether the pattern is found in the text: in time linear in its length, whatever the pattern. */
  readonly test: (text: string) => boolean;
}

/** `broken`: no pattern at all; `unsupported`: one that only a matcher without a bound of time could follow. */
export type PatternProblem = 'broken' | 'unsupported';

/**
 * Reads a pattern of `regex()`. What looks ahead at the beginning (`^(?!0+$)[0-9]{10}$`) is matched as a condition of its own; looking
 * around elsewhere and references back to groups are not supported.
 */
export function readPattern(source: string): Pattern | PatternProblem {
  const plain = plainPattern(source);
  if (plain) return plain;
  const { ahead, rest } = leadingLookaheads(source);
  const conditions = ahead.map(({ negative, body }) => ({ negative, matcher: matcherOf(`^(?:${body})`) }));
  const main = matcherOf(ahead.length === 0 ? source : `^${rest}`);
  if (main === null || conditions.some(({ matcher }) => matcher === null)) return isPattern(source) ? 'unsupported' : 'broken';
  return { test: (text) => main.test(text) && conditions.every(({ negative, matcher }) => (matcher as RE2JS).test(text) !== negative) };
}

function matcherOf(source: string): RE2JS | null {
  try {
    return RE2JS.compile(RE2JS.translateRegExp(source));
  } catch {
    return null;
  }
}

function isPattern(source: string): boolean {
  return ['u', ''].some((flags) => {
    try {
      return new RegExp(source, flags) instanceof RegExp;
    } catch {
      return false;
    }
  });
}

interface Lookahead {
  readonly negative: boolean;
  readonly body: string;
}

/** Splits `^(?=a)(?!b)c`; nothing is split off when what follows has alternatives, since `^` would bind the first alone. */
function leadingLookaheads(source: string): { readonly ahead: readonly Lookahead[]; readonly rest: string } {
  const none = { ahead: [], rest: source };
  if (!/^\^\(\?[=!]/.test(source)) return none;
  const ahead: Lookahead[] = [];
  let at = 1;
  while (/^\(\?[=!]/.test(source.slice(at, at + 3))) {
    const end = endOfGroup(source, at);
    if (end === null) return none;
    ahead.push({ negative: source[at + 2] === '!', body: source.slice(at + 3, end) });
    at = end + 1;
  }
  const rest = source.slice(at);
  return hasAlternatives(rest) ? none : { ahead, rest };
}

/** Where the group that begins here ends; null when it does not. */
function endOfGroup(source: string, from: number): number | null {
  for (const { at, depth, character } of structureOf(source.slice(from))) if (character === ')' && depth === 0) return from + at;
  return null;
}

function hasAlternatives(source: string): boolean {
  return structureOf(source).some(({ depth, character }) => depth === 0 && character === '|');
}

/** Brackets and bars that are not escaped and stand in no class, with the depth they leave behind. */
function structureOf(source: string): readonly { readonly at: number; readonly depth: number; readonly character: string }[] {
  const found: { readonly at: number; readonly depth: number; readonly character: string }[] = [];
  let [depth, inClass] = [0, false];
  for (let at = 0; at < source.length; at++) {
    const character = source[at] as string;
    if (character === '\\') at++;
    else if (inClass) inClass = character !== ']';
    else if (character === '[') inClass = true;
    else if (character === '(' || character === ')' || character === '|') {
      depth += character === '(' ? 1 : character === ')' ? -1 : 0;
      found.push({ at, depth, character });
    }
  }
  return found;
}
