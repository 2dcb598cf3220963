import { printCanonical } from '../base/canonical.ts';
import type { Json, JsonObject } from '../base/json.ts';
import { err, ok, type Result } from '../base/result.ts';
import { LIMITS } from './limits.ts';

// An escaped surrogate is either alone or half of a pair that canonical text spells out.
const SURROGATE_ESCAPE = /(?<!\\)(?:\\\\)*\\ud[89a-f]/i;

/**
 * Reads text that must be canonical (B5, B6): what does not re-canonicalise to itself is refused with the reason. That
 * closes duplicate keys, big integers, `__proto__`, lone surrogates, other spellings of the same value. Text must be NFC,
 * depth within {@link LIMITS}, no text longer than `longestText` characters.
 */
export function parseCanonical(text: string, longestText: number = LIMITS.text): Result<Json, string> {
  let value: Json;
  try {
    value = JSON.parse(text) as Json;
  } catch {
    return err('not JSON');
  }
  if (text.includes('\\u') && SURROGATE_ESCAPE.test(text)) return err('a surrogate written as an escape');
  if (text.normalize('NFC') !== text) return err('text is not NFC');
  const found = { sorted: true };
  const trouble = inspect(value, 1, longestText, found);
  if (trouble !== null) return err(trouble);
  return isCanonical(text, value, found.sorted) ? ok(value) : err('not canonical');
}

/** The cheap test holds for nearly all; keys that look like integers are moved by JavaScript and need the full one. */
function isCanonical(text: string, value: Json, sorted: boolean): boolean {
  return (sorted && JSON.stringify(value) === text) || printCanonical(value) === text;
}

/** One walk through the value: what is beyond the limits, and whether the keys of every object rise. */
function inspect(value: Json, depth: number, longestText: number, found: { sorted: boolean }): string | null {
  if (typeof value === 'string') return value.length > longestText ? 'a text is too long' : null;
  if (typeof value === 'number') return Number.isFinite(value) ? null : 'a number out of range';
  if (value === null || typeof value !== 'object') return null;
  if (depth > LIMITS.depth) return 'nested too deep';
  if (Array.isArray(value)) {
    for (const item of value as readonly Json[]) {
      const trouble = inspect(item, depth + 1, longestText, found);
      if (trouble !== null) return trouble;
    }
    return null;
  }
  const object = value as JsonObject;
  let previous: string | null = null;
  for (const key of Object.keys(object)) {
    if (previous !== null && previous >= key) found.sorted = false;
    previous = key;
    const trouble = inspect(object[key] as Json, depth + 1, longestText, found);
    if (trouble !== null) return trouble;
  }
  return null;
}
