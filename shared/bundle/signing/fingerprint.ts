import type { Sha256 } from '../../base/hash.ts';
import { ENGLISH_WORDS, RUSSIAN_WORDS } from './words.ts';

/** Bytes that are shown and spoken: 80 bits, out of reach of anyone who would make a key to match. */
const BYTES = 10;

/** A key id as people compare it: groups of four digits, and a word a byte in each language (B13). */
export function fingerprintOf(keyId: Sha256): { readonly hex: string; readonly words: { readonly ru: readonly string[]; readonly en: readonly string[] } } {
  const shown = keyId.slice(0, BYTES * 2);
  const bytes = Array.from({ length: BYTES }, (_, index) => Number.parseInt(shown.slice(index * 2, index * 2 + 2), 16));
  return {
    hex: (shown.match(/.{4}/g) ?? []).join(' '),
    words: { ru: bytes.map((byte) => RUSSIAN_WORDS[byte] ?? ''), en: bytes.map((byte) => ENGLISH_WORDS[byte] ?? '') },
  };
}

/** Whether a person named this key: at least the twenty digits that {@link fingerprintOf} shows, however grouped (B13). */
export function isFingerprintOf(keyId: Sha256, named: string): boolean {
  const digits = named.toLowerCase().replace(/[^0-9a-f]/g, '');
  return digits.length >= BYTES * 2 && keyId.startsWith(digits);
}

/** A short code for paper: the first 8 digits of a manifest's hash, `3F2A-91BC`. */
export function shortCode(manifest: Sha256): string {
  return `${manifest.slice(0, 4)}-${manifest.slice(4, 8)}`.toUpperCase();
}

/** The digits of a {@link shortCode} as a person types it, at least four of them; null when it is none. */
export function codeDigits(typed: string): string | null {
  const digits = typed.toLowerCase().replace(/[\s\u2010-\u2015-]/g, '');
  return /^[0-9a-f]{4,64}$/.test(digits) ? digits : null;
}
