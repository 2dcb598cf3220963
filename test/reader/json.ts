import { demand, Refused } from './refusal.ts';

/** A JSON value as this reader holds it; objects are maps, so no key is special. */
export type Value = null | boolean | number | string | Value[] | Tree;
export type Tree = Map<string, Value>;

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const SHORT: Readonly<Record<string, string>> = { '"': '"', '\\': '\\', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

/**
 * Reads canonical JSON letter by letter (B5, B6): what JCS would write otherwise, or would not write at all, ends it. `longest`: the longest text,
 * in UTF-16 units.
 */
export function readJson(bytes: Uint8Array, where: string, longest = 65_536): Value {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new Refused('not-canonical', `${where}: not UTF-8`);
  }
  demand(text.normalize('NFC') === text, 'not-canonical', `${where}: not NFC`);
  const cursor = new Cursor(text, where, longest);
  const value = cursor.value(1);
  demand(cursor.at === text.length, 'not-canonical', `${where}: something behind the value`);
  return value;
}

/** JCS (RFC 8785) of what this reader has read. */
export function printJson(value: Value): string {
  if (value instanceof Map) return `{${[...value].sort(([left], [right]) => (left < right ? -1 : 1)).map(([key, item]) => `${JSON.stringify(key)}:${printJson(item)}`).join()}}`;
  return Array.isArray(value) ? `[${value.map(printJson).join()}]` : JSON.stringify(value);
}

class Cursor {
  at = 0;
  private readonly text: string;
  private readonly where: string;
  private readonly longest: number;

  constructor(text: string, where: string, longest: number) {
    this.text = text;
    this.where = where;
    this.longest = longest;
  }

  /** `depth` of an object or list at the top is 1. */
  value(depth: number): Value {
    const letter = this.text[this.at];
    if (letter === '{') return this.object(depth);
    if (letter === '[') return this.list(depth);
    if (letter === '"') return this.string();
    for (const [word, value] of [['null', null], ['true', true], ['false', false]] as const) {
      if (!this.text.startsWith(word, this.at)) continue;
      this.at += word.length;
      return value;
    }
    return this.number();
  }

  private object(depth: number): Tree {
    const tree: Tree = new Map();
    let previous: string | null = null;
    this.open(depth);
    if (this.skip('}')) return tree;
    do {
      const key: string = this.string();
      if (previous !== null && previous >= key) this.fail('keys out of order');
      previous = key;
      if (!this.skip(':')) this.fail('no colon');
      tree.set(key, this.value(depth + 1));
    } while (this.skip(','));
    if (!this.skip('}')) this.fail('an object without its end');
    return tree;
  }

  private list(depth: number): Value[] {
    const items: Value[] = [];
    this.open(depth);
    if (this.skip(']')) return items;
    do items.push(this.value(depth + 1));
    while (this.skip(','));
    if (!this.skip(']')) this.fail('a list without its end');
    return items;
  }

  private string(): string {
    if (!this.skip('"')) this.fail('no text');
    let read = '';
    for (;;) {
      const letter = this.text[this.at];
      if (letter === undefined || letter < ' ') this.fail('a text without its end');
      this.at += 1;
      if (letter === '"') break;
      read += letter === '\\' ? this.escape() : letter;
    }
    if (read.length > this.longest) this.fail('a text too long');
    return read;
  }

  /** JCS has seven short escapes, and `\u00xx` in small letters for the other control characters. */
  private escape(): string {
    const letter = this.text[this.at] ?? '';
    this.at += 1;
    const short = SHORT[letter];
    if (short !== undefined) return short;
    const code = letter === 'u' ? /^00[01][0-9a-f]$/.exec(this.text.slice(this.at, this.at + 4)) : null;
    if (!code) this.fail('an escape that need not be');
    this.at += 4;
    const character = String.fromCharCode(Number.parseInt(code[0], 16));
    if (Object.values(SHORT).includes(character)) this.fail('a long escape for a short one');
    return character;
  }

  private number(): number {
    NUMBER.lastIndex = this.at;
    const [digits] = NUMBER.exec(this.text) ?? this.fail('no value');
    if (String(Number(digits)) !== digits) this.fail('a number in another spelling');
    this.at += digits.length;
    return Number(digits);
  }

  private open(depth: number): void {
    if (depth > 32) this.fail('too deep');
    this.at += 1;
  }

  private skip(letter: string): boolean {
    if (this.text[this.at] !== letter) return false;
    this.at += 1;
    return true;
  }

  private fail(what: string): never {
    throw new Refused('not-canonical', `${this.where}: ${what} at ${this.at}`);
  }
}
