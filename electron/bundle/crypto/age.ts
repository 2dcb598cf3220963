import { closeSync, createReadStream, fsyncSync, openSync } from 'node:fs';
import { Readable } from 'node:stream';
import { ed25519 } from '@noble/curves/ed25519.js';
import { bech32 } from '@scure/base';
import { Decrypter, Encrypter } from 'age-encryption';
import type { Sha256 } from '../../../shared/base/hash.ts';
import { ok, type Result } from '../../../shared/base/result.ts';
import { parseBase64Url } from '../../../shared/bundle/canonical/base64.ts';
import { refuse, type Refusal } from '../../../shared/bundle/canonical/failure.ts';
import { LIMITS } from '../../../shared/bundle/canonical/limits.ts';
import { writeWhole } from '../../database/files.ts';
import { isFileTrouble } from '../../database/trouble.ts';
import { headOf } from './ageHead.ts';
import { createSha256 } from './hash.ts';

/** No header of ours is longer: some six hundred recipients. */
const HEADER = 64 * 1024;
const CHUNK = 256 * 1024;

/** A private key of usage `encrypt` as an age identity: `AGE-SECRET-KEY-1…`. Never stored, never shown. */
export function identityOf(seed: Uint8Array): string {
  return bech32.encodeFromBytes('AGE-SECRET-KEY-', ed25519.utils.toMontgomerySecret(seed)).toUpperCase();
}

/** The age recipient (`age1…`) of a public key of usage `encrypt`: the same point in the coordinates of X25519 (B4). */
export function recipientOf(publicKey: string): string {
  return bech32.encodeFromBytes('age', ed25519.utils.toMontgomery(parseBase64Url(publicKey) ?? new Uint8Array()));
}

/** Encrypts a file to recipients into another, which is on the disk afterwards; gives what was written. Throws trouble of the file system. */
export async function encryptFile(from: string, to: string, recipients: readonly string[], watch: (bytes: number) => void): Promise<{ readonly size: number; readonly sha256: Sha256 }> {
  const encrypter = new Encrypter();
  for (const recipient of recipients) encrypter.addRecipient(recipient);
  const digest = createSha256();
  let size = 0;
  const plain = openSync(from, 'r');
  const file = openSync(to, 'w');
  try {
    for await (const piece of await encrypter.encrypt(streamOf(plain))) {
      watch(piece.length);
      digest.update(piece);
      size = write(file, piece, size);
    }
    fsyncSync(file);
  } finally {
    closeSync(plain);
    closeSync(file);
  }
  return { size, sha256: digest.digest('hex') };
}

/**
 * Decrypts an open age file into an open, empty one, piece by piece. Refused as `cannot-decrypt`, the reason being `locked` (no key
 * was opened), `recipients` (none of the keys is among them) or `damaged`, and as `too-large` when more comes out than a bundle
 * may be. Throws what `watch` throws, and trouble of the file system.
 */
export async function decryptFile(from: number, to: number, identities: readonly string[], watch: (bytes: number) => void): Promise<Result<null, Refusal>> {
  if (identities.length === 0) return refuse('cannot-decrypt', 'locked');
  if (!headOf(from, HEADER).includes('\n--- ')) return refuse('cannot-decrypt', 'damaged');
  const decrypter = new Decrypter();
  for (const identity of identities) decrypter.addIdentity(identity);
  const opened = await attempt(decrypter.decrypt(streamOf(from)));
  if (!(opened instanceof ReadableStream)) return opened;
  const reader = opened.getReader();
  let size = 0;
  for (;;) {
    const read = await attempt(reader.read());
    if ('error' in read) return read;
    if (read.done) return ok(null);
    watch(read.value.length);
    if (size + read.value.length > LIMITS.container) {
      await reader.cancel();
      return refuse('too-large', 'decrypted');
    }
    size = write(to, read.value, size);
  }
}

/** What age says no to: other recipients, or bytes that were changed or cut off. */
async function attempt<T>(work: Promise<T>): Promise<T | ReturnType<typeof refuse>> {
  try {
    return await work;
  } catch (error) {
    if (isFileTrouble(error)) throw error;
    return refuse('cannot-decrypt', error instanceof Error && error.message.startsWith('no identity matched') ? 'recipients' : 'damaged');
  }
}

function streamOf(file: number): ReadableStream<Uint8Array> {
  return Readable.toWeb(createReadStream('', { fd: file, start: 0, autoClose: false, highWaterMark: CHUNK })) as ReadableStream<Uint8Array>;
}

/** Gives where the next piece begins. */
function write(file: number, bytes: Uint8Array, position: number): number {
  writeWhole(file, bytes, position);
  return position + bytes.length;
}
