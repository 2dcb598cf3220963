import canonicalize from 'canonicalize';
import type { Json } from './json.ts';

const LONE_SURROGATE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;

/**
 * The one byte form of a JSON value: JCS (RFC 8785), text NFC (B5, B6).
 * Throws on NaN, infinities, lone surrogates and text that is not NFC: such values must not get this far.
 */
export function printCanonical(value: Json): string {
  assertRepresentable(value);
  const text = (canonicalize as unknown as (input: unknown) => string | undefined)(value);
  if (text === undefined) throw new Error('The value has no JSON form.');
  return text;
}

/** {@link printCanonical} as UTF-8 bytes. */
export function printCanonicalBytes(value: Json): Uint8Array {
  return utf8.encode(printCanonical(value));
}

function assertRepresentable(value: Json): void {
  if (typeof value === 'string') assertText(value);
  else if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new Error('A number is not finite.');
  } else if (Array.isArray(value)) for (const item of value as readonly Json[]) assertRepresentable(item);
  else if (value !== null && typeof value === 'object')
    for (const [key, item] of Object.entries(value)) {
      assertText(key);
      assertRepresentable(item);
    }
}

function assertText(text: string): void {
  if (LONE_SURROGATE.test(text)) throw new Error('Text holds a lone surrogate.');
  if (text.normalize('NFC') !== text) throw new Error('Text is not in Unicode normal form C.');
}

interface Utf8 {
  encode(text: string): Uint8Array;
}
declare const TextEncoder: new () => Utf8;
/** Text as UTF-8 bytes. */
export const utf8: Utf8 = new TextEncoder();
