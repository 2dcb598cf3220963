import { createPublicKey, verify } from 'node:crypto';

/** The field and the order of the group of Ed25519 (RFC 8032, § 5.1). */
const P = 2n ** 255n - 19n;
const L = 2n ** 252n + 27742317777372353535851937790883648493n;

function power(base: bigint, exponent: bigint): bigint {
  let result = 1n;
  for (let square = base % P, left = exponent; left > 0n; left >>= 1n, square = (square * square) % P) if (left & 1n) result = (result * square) % P;
  return result;
}
const inverse = (value: bigint): bigint => power(((value % P) + P) % P, P - 2n);
const D = (P - ((121665n * inverse(121666n)) % P)) % P;
const ROOT = power(2n, (P - 1n) / 4n);

function rootOf(square: bigint): bigint | null {
  const candidate = power(square, (P + 3n) / 8n);
  for (const root of [candidate, (candidate * ROOT) % P]) if ((root * root) % P === square % P) return root;
  return null;
}

/** The y of every point whose order divides 8: 1 and −1, 0, and ± the two y where the point doubles to one with y = 0, that is x² = −y² … so d·y⁴ + 2·y² − 1 = 0. */
const LOW = new Set<bigint>([0n, 1n, P - 1n]);
{
  const root = rootOf((1n + D) % P);
  for (const sign of root === null ? [] : [root, P - root]) {
    const y = rootOf((((sign - 1n + P) % P) * inverse(D)) % P);
    if (y !== null) for (const one of [y, P - y]) LOW.add(one);
  }
}

const number = (bytes: Uint8Array): bigint => BigInt(`0x${Buffer.from(bytes).reverse().toString('hex')}`);

/** B11: reduced, and not of low order, whatever the sign bit says. */
export function isGoodPoint(bytes: Uint8Array): boolean {
  if (bytes.length !== 32) return false;
  const y = number(bytes) & (2n ** 255n - 1n);
  return y < P && !LOW.has(y);
}

export function holds(key: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  if (signature.length !== 64 || !isGoodPoint(key) || !isGoodPoint(signature.subarray(0, 32)) || number(signature.subarray(32)) >= L) return false;
  try {
    const jwk = { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(key).toString('base64url') };
    return verify(null, message, createPublicKey({ key: jwk, format: 'jwk' }), signature);
  } catch {
    return false;
  }
}

export const lowOrderYs: readonly bigint[] = [...LOW];
