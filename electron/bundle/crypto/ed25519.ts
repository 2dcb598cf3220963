import { createPrivateKey, createPublicKey, randomBytes, sign, verify, type KeyObject } from 'node:crypto';
import { printBase64Url } from '../../../shared/bundle/canonical/base64.ts';
import { keyIdOf, type Signer, type VerifyFunction } from '../../../shared/bundle/signing/signing.ts';
import { sha256 } from './hash.ts';

// What stands before the raw 32 bytes in DER (RFC 8410): the one form that OpenSSL and BoringSSL both read.
const PRIVATE_HEAD = Buffer.from('302e020100300506032b657004220420', 'hex');
const PUBLIC_HEAD = Buffer.from('302a300506032b6570032100', 'hex');

/** A new private key: 32 random bytes. */
export function newSeed(): Uint8Array {
  return randomBytes(32);
}

/** The raw public key of a private one, base64url. */
export function publicKeyOf(seed: Uint8Array): string {
  const spki = createPublicKey(privateKey(seed)).export({ format: 'der', type: 'spki' });
  return printBase64Url(spki.subarray(PUBLIC_HEAD.length));
}

/** A signer of suite S1 that holds its key in memory: keep it no longer than the act. */
export function createSigner(seed: Uint8Array): Signer {
  const key = privateKey(seed);
  return { keyId: keyIdOf(sha256, publicKeyOf(seed)), suite: 'S1', sign: (bytes) => sign(null, bytes, key) };
}

/** The runtime's Ed25519; a key that is no point of the curve verifies nothing. Ask through `verifyStrictly` only (B11). */
export const verifyEd25519: VerifyFunction = (publicKey, message, signature) => {
  try {
    const key = createPublicKey({ key: Buffer.concat([PUBLIC_HEAD, publicKey]), format: 'der', type: 'spki' });
    return verify(null, message, key, signature);
  } catch {
    return false;
  }
};

function privateKey(seed: Uint8Array): KeyObject {
  return createPrivateKey({ key: Buffer.concat([PRIVATE_HEAD, seed]), format: 'der', type: 'pkcs8' });
}
