import type { KeyUsage } from '../../../shared/bundle/trust/registry.ts';
import type { Box } from '../crypto/box.ts';
import { sha256 } from '../crypto/hash.ts';

/** Digits and capitals without I, L, O and U: nothing to confuse on paper (Crockford). */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const SALT = 16;
const NONCE = 12;
const BOX = SALT + NONCE + 48;
/** One byte for the usage, six for the moment in milliseconds. */
const FACTS = 7;
const CHECK = 4;
/** The place in the list is the byte on paper: only ever add at the end. */
const USAGES: readonly KeyUsage[] = ['official', 'seal', 'commission', 'receipt', 'encrypt', 'form', 'update', 'root'];

/** What a sheet holds beside the box, so that holder and body are all that is to be named (B20). */
export interface SheetFacts {
  readonly usage: KeyUsage;
  /** As the key was announced, ISO. */
  readonly createdAt: string;
}

export interface Sheet {
  readonly box: Box;
  /** Null on the first sheets, which held the box alone: those want the public file. */
  readonly facts: SheetFacts | null;
}

/** A box and its facts as text for paper, in groups of five; its last letters are a check of the rest (B20). */
export function printRecovery(box: Box, { usage, createdAt }: SheetFacts): string {
  const facts = Buffer.alloc(FACTS);
  facts.writeUInt8(USAGES.indexOf(usage));
  facts.writeUIntBE(Date.parse(createdAt), 1, 6);
  const bytes = Buffer.concat([box.salt, box.nonce, box.bytes, facts]);
  return (print(Buffer.concat([bytes, checkOf(bytes)])).match(/.{1,5}/g) ?? []).join('-');
}

/** Reads what a person typed from paper; null when a letter is wrong. */
export function parseRecovery(text: string): Sheet | null {
  const bytes = parse(text.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1'));
  if (bytes?.length !== BOX + CHECK && bytes?.length !== BOX + FACTS + CHECK) return null;
  const content = bytes.subarray(0, bytes.length - CHECK);
  if (Buffer.compare(checkOf(content), bytes.subarray(content.length)) !== 0) return null;
  const box = { salt: content.subarray(0, SALT), nonce: content.subarray(SALT, SALT + NONCE), bytes: content.subarray(SALT + NONCE, BOX) };
  if (content.length === BOX) return { box, facts: null };
  const usage = USAGES[content.readUInt8(BOX)];
  return usage ? { box, facts: { usage, createdAt: new Date(content.readUIntBE(BOX + 1, 6)).toISOString() } } : null;
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
