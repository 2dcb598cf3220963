import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from 'node:crypto';

/** A secret behind a passphrase: scrypt (N = 2^17, r = 8, p = 1, 16-byte salt) and AES-256-GCM (B20). */
export interface Box {
  readonly salt: Uint8Array;
  readonly nonce: Uint8Array;
  /** Ciphertext and 16-byte tag. */
  readonly bytes: Uint8Array;
}

const COST = { N: 2 ** 17, r: 8, p: 1, maxmem: 160 * 1024 * 1024 } as const;
const TAG = 16;

/** `bound` is not secret but cannot be changed without breaking the box. Takes about half a second, on purpose. */
export function sealBox(secret: Uint8Array, passphrase: string, bound: Uint8Array): Box {
  const salt = randomBytes(16);
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', keyOf(passphrase, salt), nonce, { authTagLength: TAG }).setAAD(bound);
  return { salt, nonce, bytes: Buffer.concat([cipher.update(secret), cipher.final(), cipher.getAuthTag()]) };
}

/** Null for a wrong passphrase or a changed box: they cannot be told apart. */
export function openBox(box: Box, passphrase: string, bound: Uint8Array): Uint8Array | null {
  const decipher = createDecipheriv('aes-256-gcm', keyOf(passphrase, box.salt), box.nonce, { authTagLength: TAG }).setAAD(bound);
  decipher.setAuthTag(box.bytes.subarray(box.bytes.length - TAG));
  try {
    return Buffer.concat([decipher.update(box.bytes.subarray(0, box.bytes.length - TAG)), decipher.final()]);
  } catch {
    return null;
  }
}

/** What a box would hold under this passphrase; nothing says yet that it does: {@link openBox} has to agree. */
export function peekBox(box: Box, passphrase: string): Uint8Array {
  const decipher = createDecipheriv('aes-256-gcm', keyOf(passphrase, box.salt), box.nonce, { authTagLength: TAG });
  return decipher.update(box.bytes.subarray(0, box.bytes.length - TAG));
}

/** At least 12 characters, 6 of them different: four words do, a repeated digit does not. */
export function isStrong(passphrase: string): boolean {
  const characters = [...normal(passphrase).trim()];
  return characters.length >= 12 && new Set(characters).size >= 6;
}

function keyOf(passphrase: string, salt: Uint8Array): Buffer {
  return scryptSync(normal(passphrase), salt, 32, COST);
}

/** The same passphrase from another keyboard or system is the same bytes. */
function normal(passphrase: string): string {
  return passphrase.normalize('NFKC');
}
