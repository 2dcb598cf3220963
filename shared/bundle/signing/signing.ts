import { printCanonicalBytes } from '../../base/canonical.ts';
import type { HashFunction } from '../../base/hash.ts';
import type { KeyId } from '../revision/revision.ts';
import { preAuthenticationEncoding, printEnvelope, type EnvelopeSignature, type PayloadType } from './dsse.ts';

/** Who signs: a key on this PC now; a token or a national provider fits behind the same words (B10). */
export interface Signer {
  readonly keyId: KeyId;
  readonly suite: 'S1';
  readonly sign: (bytes: Uint8Array) => Uint8Array;
}

/** Pure Ed25519 verification by the runtime; asked only for encodings that {@link verifyStrictly} lets pass. */
export type VerifyFunction = (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array) => boolean;

/** keyId = sha256 of the canonical key: JCS of {publicKey, suite} (B14). `publicKey` is raw, base64url. */
export function keyIdOf(hash: HashFunction, publicKey: string): KeyId {
  return hash(printCanonicalBytes({ publicKey, suite: 'S1' }));
}

/** Signs a payload as its type (B9). */
export function signPayload(signer: Signer, payloadType: PayloadType, payload: Uint8Array): EnvelopeSignature {
  return { keyid: signer.keyId, sig: signer.sign(preAuthenticationEncoding(payloadType, payload)) };
}

/** A payload in its envelope under one signature (B9). */
export function sealPayload(signer: Signer, payloadType: PayloadType, payload: Uint8Array): Uint8Array {
  return printEnvelope({ payloadType, payload, signatures: [signPayload(signer, payloadType, payload)] });
}

/**
 * Ed25519 with the same verdict on every runtime (B11): runtimes differ on low-order points, so the 14 low-order encodings
 * are refused as key and as R, other non-canonical points too, and S must be below the group order.
 */
export function verifyStrictly(verify: VerifyFunction, publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  if (signature.length !== 64 || !isStrictKey(publicKey)) return false;
  if (!isStrictPoint(signature.subarray(0, 32)) || !isBelowOrder(signature.subarray(32))) return false;
  return verify(publicKey, message, signature);
}

/** Whether a raw public key may be trusted at all (B11). */
export function isStrictKey(publicKey: Uint8Array): boolean {
  return publicKey.length === 32 && isStrictPoint(publicKey);
}

/** Points of order 1, 2, 4 and 8 in all their encodings, canonical or not. */
export const LOW_ORDER_ENCODINGS: readonly string[] = [
  '0000000000000000000000000000000000000000000000000000000000000000',
  '0000000000000000000000000000000000000000000000000000000000000080',
  '0100000000000000000000000000000000000000000000000000000000000000',
  '0100000000000000000000000000000000000000000000000000000000000080',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff',
  'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff',
  'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff',
];

/** The order of the group, L = 2^252 + 27742317777372353535851937790883648493, little-endian. */
const ORDER = [
  0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58, 0xd6, 0x9c, 0xf7, 0xa2, 0xde, 0xf9, 0xde, 0x14, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x10,
];

function isStrictPoint(bytes: Uint8Array): boolean {
  return !LOW_ORDER_ENCODINGS.includes(hexOf(bytes)) && isReduced(bytes);
}

/** Whether y is below p = 2^255 − 19. */
function isReduced(bytes: Uint8Array): boolean {
  if (((bytes[31] ?? 0) & 0x7f) !== 0x7f || (bytes[0] ?? 0) < 0xed) return true;
  return bytes.subarray(1, 31).some((byte) => byte !== 0xff);
}

function isBelowOrder(scalar: Uint8Array): boolean {
  for (let at = 31; at >= 0; at -= 1) {
    const difference = (scalar[at] ?? 0) - (ORDER[at] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return false;
}

function hexOf(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
