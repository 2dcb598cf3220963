import { printCanonical } from '../../base/canonical.ts';
import type { Json, JsonObject } from '../../base/json.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { isNeverTouched, isSurelyCanonical } from './glance.ts';
import { LIMITS } from './limits.ts';

// An escaped surrogate is either alone or half of a pair that canonical text spells out.
const SURROGATE_ESCAPE = /(?<!\\)(?:\\\\)*\\ud[89a-f]/i;

/**
 * Reads text that must be canonical (B5, B6): what does not re-canonicalise to itself is refused with the reason. That
 * closes duplicate keys, big integers, `__proto__`, lone surrogates, other spellings of the same value. Text must be NFC,
 * depth within {@link LIMITS}, no text longer than `longestText` characters.
 */
export function parseCanonical(text: string, longestText: number = LIMITS.text): Result<Json, string> {
  if (isSurelyCanonical(text, longestText)) return ok(JSON.parse(text) as Json);
  let value: Json;
  try {
    value = JSON.parse(text) as Json;
  } catch {
    return err('not JSON');
  }
  if (text.includes('\\u') && SURROGATE_ESCAPE.test(text)) return err('a surrogate written as an escape');
  if (!isNfc(text)) return err('text is not NFC');
  const seen: Seen = { longestText, sorted: true };
  const trouble = look(value, 1, seen);
  if (trouble !== null) return err(trouble);
  // Keys that look like integers are moved by JavaScript; then only the full test can say.
  return (seen.sorted && JSON.stringify(value) === text) || printCanonical(value) === text ? ok(value) : err('not canonical');
}

/** Whether text is in Unicode normal form C. */
export function isNfc(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) if (!isNeverTouched(text.charCodeAt(at))) return text.normalize('NFC') === text;
  return true;
}

interface Seen {
  readonly longestText: number;
  /** Whether the keys of every object stood in order. */
  sorted: boolean;
}

/** One walk over the value: what is beyond a limit ends it, what is out of order is remembered. */
function look(value: Json, depth: number, seen: Seen): string | null {
  if (typeof value === 'string') return value.length > seen.longestText ? 'a text is too long' : null;
  if (typeof value === 'number') return Number.isFinite(value) ? null : 'a number out of range';
  if (value === null || typeof value !== 'object') return null;
  if (depth > LIMITS.depth) return 'nested too deep';
  if (Array.isArray(value)) {
    for (const item of value as readonly Json[]) {
      const trouble = look(item, depth + 1, seen);
      if (trouble !== null) return trouble;
    }
    return null;
  }
  let previous = '';
  for (const key of Object.keys(value)) {
    if (key < previous) seen.sorted = false;
    previous = key;
    const trouble = look((value as JsonObject)[key] as Json, depth + 1, seen);
    if (trouble !== null) return trouble;
  }
  return null;
}
