import type { Box } from './box.ts';
import { sha256 } from './hash.ts';

/** Digits and capitals without I, L, O and U: nothing to confuse on paper (Crockford). */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const SALT = 16;
const NONCE = 12;
const CHECK = 4;
const LENGTH = SALT + NONCE + 48 + CHECK;

/** A box as text for paper, in groups of five; its last letters are a check of the rest (B20). */
export function printRecovery(box: Box): string {
  const bytes = Buffer.concat([box.salt, box.nonce, box.bytes]);
  return (print(Buffer.concat([bytes, checkOf(bytes)])).match(/.{1,5}/g) ?? []).join('-');
}

/** Reads what a person typed from paper; null when a letter is wrong. */
export function parseRecovery(text: string): Box | null {
  const bytes = parse(text.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1'));
  if (bytes?.length !== LENGTH) return null;
  const content = bytes.subarray(0, LENGTH - CHECK);
  if (Buffer.compare(checkOf(content), bytes.subarray(LENGTH - CHECK)) !== 0) return null;
  return { salt: content.subarray(0, SALT), nonce: content.subarray(SALT, SALT + NONCE), bytes: content.subarray(SALT + NONCE) };
}

function checkOf(bytes: Uint8Array): Buffer {
  return Buffer.from(sha256(bytes), 'hex').subarray(0, CHECK);
}

function print(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{1,5}/g) ?? []).map((group) => ALPHABET[Number.parseInt(group.padEnd(5, '0'), 2)]).join('');
}

function parse(text: string): Buffer | null {
  const values = [...text].map((letter) => ALPHABET.indexOf(letter));
  if (values.includes(-1)) return null;
  const bits = values.map((value) => value.toString(2).padStart(5, '0')).join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}
