import { LIMITS } from './limits.ts';

/**
 * Whether text is canonical beyond doubt (B5, B6), seen in one pass and without making its values: what {@link parseCanonical}
 * takes, it takes too. Nearly all lines of a bundle are told so. `false` says nothing yet: escapes in keys and letters that a
 * normalisation may touch are left to the full test.
 */
export function isSurelyCanonical(text: string, longestText: number): boolean {
  return afterValue(text, 0, 1, longestText) === text.length;
}

/** What the functions below give instead of the place behind what they read, when they are not sure of it. */
const UNSURE = -1;

const QUOTE = 0x22;
const COMMA = 0x2c;
const MINUS = 0x2d;
const COLON = 0x3a;
const BACKSLASH = 0x5c;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

function afterValue(text: string, at: number, depth: number, longest: number): number {
  const first = text.charCodeAt(at);
  if (first === QUOTE) return afterText(text, at + 1, longest);
  if (first === OPEN_OBJECT) return depth > LIMITS.depth ? UNSURE : afterMembers(text, at + 1, depth, longest);
  if (first === OPEN_LIST) return depth > LIMITS.depth ? UNSURE : afterItems(text, at + 1, depth, longest);
  if (first === MINUS || isDigit(first)) return afterNumber(text, at);
  for (const word of WORDS) if (text.startsWith(word, at)) return at + word.length;
  return UNSURE;
}

const WORDS: readonly string[] = ['true', 'false', 'null'];

function afterItems(text: string, start: number, depth: number, longest: number): number {
  if (text.charCodeAt(start) === CLOSE_LIST) return start + 1;
  for (let at = start; ; at += 1) {
    at = afterValue(text, at, depth + 1, longest);
    if (at === UNSURE) return UNSURE;
    const next = text.charCodeAt(at);
    if (next === CLOSE_LIST) return at + 1;
    if (next !== COMMA) return UNSURE;
  }
}

/** Keys rise, so none is there twice. */
function afterMembers(text: string, start: number, depth: number, longest: number): number {
  if (text.charCodeAt(start) === CLOSE_OBJECT) return start + 1;
  let [key, keyEnd] = [0, 0];
  for (let at = start; ; at += 1) {
    if (text.charCodeAt(at) !== QUOTE) return UNSURE;
    const end = afterKey(text, at + 1);
    if (end === UNSURE || (keyEnd > 0 && !isBefore(text, key, keyEnd, at + 1, end))) return UNSURE;
    [key, keyEnd] = [at + 1, end];
    if (text.charCodeAt(end + 1) !== COLON) return UNSURE;
    at = afterValue(text, end + 2, depth + 1, longest);
    if (at === UNSURE) return UNSURE;
    const next = text.charCodeAt(at);
    if (next === CLOSE_OBJECT) return at + 1;
    if (next !== COMMA) return UNSURE;
  }
}

/** Where the closing quotation mark of a key stands. */
function afterKey(text: string, start: number): number {
  for (let at = start; at < text.length; at += 1) {
    const letter = text.charCodeAt(at);
    if (letter === QUOTE) return at;
    if (letter < 0x20 || letter === BACKSLASH || !isNeverTouched(letter)) return UNSURE;
  }
  return UNSURE;
}

/** Whether one key comes before another by UTF-16 code units. */
function isBefore(text: string, left: number, leftEnd: number, right: number, rightEnd: number): boolean {
  const shared = Math.min(leftEnd - left, rightEnd - right);
  for (let at = 0; at < shared; at += 1) {
    const difference = text.charCodeAt(left + at) - text.charCodeAt(right + at);
    if (difference !== 0) return difference < 0;
  }
  return leftEnd - left < rightEnd - right;
}

function afterText(text: string, start: number, longest: number): number {
  for (let at = start; at < text.length; at += 1) {
    const letter = text.charCodeAt(at);
    if (letter === QUOTE) return at - start <= longest ? at + 1 : UNSURE;
    if (letter < 0x20) return UNSURE;
    if (letter === BACKSLASH) {
      const length = escapeAt(text, at);
      if (length === 0) return UNSURE;
      at += length - 1;
    } else if (!isNeverTouched(letter)) return UNSURE;
  }
  return UNSURE;
}

const SHORT_ESCAPES = '"\\bfnrt';
/** Control characters that have no short escape. */
const LONG_ESCAPE = /\\u00(?:0[0-7bef]|1[0-9a-f])/y;

/** The length of the escape that begins here, when it is the one that canonical text has for its character; otherwise 0. */
function escapeAt(text: string, at: number): number {
  const second = text.charAt(at + 1);
  if (second !== '' && SHORT_ESCAPES.includes(second)) return 2;
  LONG_ESCAPE.lastIndex = at;
  return LONG_ESCAPE.test(text) ? 6 : 0;
}

/** Integers of up to fifteen digits are as they stand; of other numbers the one spelling is asked for. */
function afterNumber(text: string, start: number): number {
  const digits = text.charCodeAt(start) === MINUS ? start + 1 : start;
  let at = digits;
  while (isDigit(text.charCodeAt(at))) at += 1;
  const isPlain = at - digits <= 15 && (text.charCodeAt(digits) !== 0x30 || (at === start + 1));
  if (at > digits && isPlain && !isInNumber(text.charCodeAt(at))) return at;
  while (isInNumber(text.charCodeAt(at))) at += 1;
  const spelling = text.slice(start, at);
  const number = Number(spelling);
  return Number.isFinite(number) && String(number) === spelling ? at : UNSURE;
}

function isDigit(letter: number): boolean {
  return letter >= 0x30 && letter <= 0x39;
}

/** A digit, `.`, `e`, `E`, `+` or `-`. */
function isInNumber(letter: number): boolean {
  return isDigit(letter) || letter === 0x2e || letter === 0x65 || letter === 0x45 || letter === 0x2b || letter === MINUS;
}

/** Letters and signs that no normalisation ever touches or joins: nearly all text of the union's states. */
export function isNeverTouched(letter: number): boolean {
  if (letter < 0x300) return true;
  if (letter < 0x400) return false;
  if (letter < 0x587) return letter < 0x483 || letter > 0x489;
  return (letter >= 0x2010 && letter <= 0x2027) || (letter >= 0x2030 && letter <= 0x205e) || (letter >= 0x20a0 && letter <= 0x20bf) || letter === 0x2116;
}
