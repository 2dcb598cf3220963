import { createHash } from 'node:crypto';
import { ed25519 } from '@noble/curves/ed25519.js';
import { LOW_ORDER_ENCODINGS } from '../../../shared/bundle/signing/signing.ts';

/** A key, a message and a signature that implementations of Ed25519 are known to disagree about. */
export interface Edge {
  readonly key: Uint8Array;
  readonly message: Uint8Array;
  readonly signature: Uint8Array;
}

const L = 2n ** 252n + 27742317777372353535851937790883648493n;
const { Point } = ed25519;

const little = (value: bigint): Buffer => Buffer.from(value.toString(16).padStart(64, '0'), 'hex').reverse();
const number = (bytes: Uint8Array): bigint => BigInt(`0x${Buffer.from(bytes).reverse().toString('hex')}`);
const sha512 = (...parts: readonly Uint8Array[]): bigint => number(createHash('sha512').update(Buffer.concat(parts)).digest()) % L;

/** Points whose y is written with p or more added, on the curve or not, with either sign. */
const unreduced = [0xef, 0xf0, 0xf4, 0xff].flatMap((low) => ['7f', 'ff'].map((top) => Buffer.from(low.toString(16) + 'ff'.repeat(30) + top, 'hex')));
const lowOrder = LOW_ORDER_ENCODINGS.map((hex) => Buffer.from(hex, 'hex'));
const torsion = Point.fromHex('26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05');
const a = 7n ** 77n % L;
const r = 11n ** 70n % L;
const honest = Buffer.from(Point.BASE.multiply(a).toBytes());
const mixed = [1n, 2n, 4n].map((times) => Buffer.from(Point.BASE.multiply(a).add(torsion.multiply(times)).toBytes()));

/**
 * Every pair of a key and an R out of: the 14 low-order encodings, points that are not reduced, an honest point, points with a part of low order; with S
 * as 0, as the equation wants it, as it would be if the key were nothing, that plus the order, the order, all ones; under two messages.
 */
export function edges(): readonly Edge[] {
  const points = [...lowOrder, ...unreduced, honest, ...mixed];
  const rs = [...points, Buffer.from(Point.BASE.multiply(r).toBytes()), Buffer.from(Point.BASE.multiply(r).add(torsion).toBytes())];
  return ['', 'Свод'].flatMap((text) => {
    const message = Buffer.from(text);
    return points.flatMap((key) => rs.flatMap((point) => {
      const s = (r + sha512(point, key, message) * a) % L;
      return [0n, s, r, s + L, L, 2n ** 256n - 1n].map((scalar): Edge => ({ key, message, signature: Buffer.concat([point, little(scalar)]) }));
    }));
  });
}

/** Verdicts as text, a letter each, so that a frozen file can be read and compared. */
export const verdictsOf = (cases: readonly Edge[], verify: (edge: Edge) => boolean): string => cases.map((edge) => (verify(edge) ? '1' : '0')).join('');
