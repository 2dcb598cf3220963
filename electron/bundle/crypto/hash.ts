import { createHash, hash, type Hash } from 'node:crypto';
import { isUtf8 } from 'node:buffer';
import type { HashFunction } from '../../../shared/base/hash.ts';

/** SHA-256, the hash of suite S1 (B10). */
export const sha256: HashFunction = (bytes) => hash('sha256', bytes, 'hex');

/** SHA-256 over pieces. */
export function createSha256(): Hash {
  return createHash('sha256');
}

/** Strict UTF-8; null when the bytes are not. */
export function decodeUtf8(bytes: Uint8Array): string | null {
  return isUtf8(bytes) ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8') : null;
}
