/**
 * Message digests for ODK's `digest()`. They only mark answers (a pseudonym, a check); signatures and entities use the
 * hash function of the platform.
 */
export type DigestName = 'MD5' | 'SHA-1' | 'SHA-256' | 'SHA-384' | 'SHA-512';

export function isDigestName(text: string): text is DigestName {
  return Object.hasOwn(DIGESTS, text);
}

/** The digest of bytes. */
export function digest(name: DigestName, bytes: Uint8Array): Uint8Array {
  return DIGESTS[name](bytes);
}

const DIGESTS: Readonly<Record<DigestName, (bytes: Uint8Array) => Uint8Array>> = {
  MD5: md5,
  'SHA-1': sha1,
  'SHA-256': sha256,
  'SHA-384': (bytes) => sha512(bytes, SHA_384_START).slice(0, 48),
  'SHA-512': (bytes) => sha512(bytes, firstPrimes(8).map((prime) => rootFraction(prime, 2n, 64n))),
};

/** The message with a one bit, zeros and its length, a whole number of blocks long. */
function padded(bytes: Uint8Array, block: 64 | 128, littleEndian = false): DataView {
  const length = Math.ceil((bytes.length + 1 + block / 8) / block) * block;
  const view = new DataView(new ArrayBuffer(length));
  new Uint8Array(view.buffer).set(bytes);
  view.setUint8(bytes.length, 0x80);
  view.setBigUint64(length - 8, BigInt(bytes.length) * 8n, littleEndian);
  return view;
}

const left = (word: number, bits: number): number => (word << bits) | (word >>> (32 - bits));
const right = (word: number, bits: number): number => (word >>> bits) | (word << (32 - bits));

function md5(bytes: Uint8Array): Uint8Array {
  const shifts = [7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21];
  const view = padded(bytes, 64, true);
  const state = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476];
  for (let block = 0; block < view.byteLength; block += 64) {
    let [a, b, c, d] = state as [number, number, number, number];
    for (let step = 0; step < 64; step++) {
      const round = step >> 4;
      const mixed = [(b & c) | (~b & d), (d & b) | (~d & c), b ^ c ^ d, c ^ (b | ~d)][round] as number;
      const word = [step, 5 * step + 1, 3 * step + 5, 7 * step][round] as number;
      const sum = a + mixed + Math.floor(Math.abs(Math.sin(step + 1)) * 2 ** 32) + view.getUint32(block + (word % 16) * 4, true);
      [a, d, c, b] = [d, c, b, (b + left(sum | 0, shifts[round * 4 + (step % 4)] as number)) | 0];
    }
    [a, b, c, d].forEach((word, index) => { state[index] = ((state[index] as number) + word) | 0; });
  }
  return words(state, true);
}

function sha1(bytes: Uint8Array): Uint8Array {
  const view = padded(bytes, 64);
  const state = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0];
  for (let block = 0; block < view.byteLength; block += 64) {
    const schedule = Array.from({ length: 16 }, (_, index) => view.getUint32(block + index * 4));
    const at = (index: number): number => schedule[index] as number;
    for (let index = 16; index < 80; index++) schedule.push(left(at(index - 3) ^ at(index - 8) ^ at(index - 14) ^ at(index - 16), 1));
    let [a, b, c, d, e] = state as [number, number, number, number, number];
    for (let step = 0; step < 80; step++) {
      const [mixed, constant] = step < 20 ? [(b & c) | (~b & d), 0x5a827999] : step < 40 ? [b ^ c ^ d, 0x6ed9eba1] : step < 60 ? [(b & c) | (b & d) | (c & d), 0x8f1bbcdc] : [b ^ c ^ d, 0xca62c1d6];
      [e, d, c, b, a] = [d, c, left(b, 30), a, (left(a, 5) + mixed + e + constant + at(step)) | 0];
    }
    [a, b, c, d, e].forEach((word, index) => { state[index] = ((state[index] as number) + word) | 0; });
  }
  return words(state, false);
}

function sha256(bytes: Uint8Array): Uint8Array {
  const view = padded(bytes, 64);
  const constants = firstPrimes(64).map((prime) => Number(rootFraction(prime, 3n, 32n)));
  const state = firstPrimes(8).map((prime) => Number(rootFraction(prime, 2n, 32n)));
  for (let block = 0; block < view.byteLength; block += 64) {
    const schedule = Array.from({ length: 16 }, (_, index) => view.getUint32(block + index * 4));
    const at = (index: number): number => schedule[index] as number;
    for (let index = 16; index < 64; index++) {
      const low = right(at(index - 15), 7) ^ right(at(index - 15), 18) ^ (at(index - 15) >>> 3);
      const high = right(at(index - 2), 17) ^ right(at(index - 2), 19) ^ (at(index - 2) >>> 10);
      schedule.push((at(index - 16) + low + at(index - 7) + high) | 0);
    }
    let [a, b, c, d, e, f, g, h] = state as [number, number, number, number, number, number, number, number];
    for (let step = 0; step < 64; step++) {
      const first = (h + (right(e, 6) ^ right(e, 11) ^ right(e, 25)) + ((e & f) ^ (~e & g)) + (constants[step] as number) + at(step)) | 0;
      const second = ((right(a, 2) ^ right(a, 13) ^ right(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      [h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + second) | 0];
    }
    [a, b, c, d, e, f, g, h].forEach((word, index) => { state[index] = ((state[index] as number) + word) | 0; });
  }
  return words(state, false);
}

const MASK = (1n << 64n) - 1n;
const turn = (word: bigint, bits: bigint): bigint => (word >> bits) | ((word << (64n - bits)) & MASK);

/** SHA-384 begins with the square roots of the ninth to sixteenth primes. */
const SHA_384_START = firstPrimes(16).slice(8).map((prime) => rootFraction(prime, 2n, 64n));

function sha512(bytes: Uint8Array, start: readonly bigint[]): Uint8Array {
  const view = padded(bytes, 128);
  const constants = firstPrimes(80).map((prime) => rootFraction(prime, 3n, 64n));
  const state = [...start];
  for (let block = 0; block < view.byteLength; block += 128) {
    const schedule = Array.from({ length: 16 }, (_, index) => view.getBigUint64(block + index * 8));
    const at = (index: number): bigint => schedule[index] as bigint;
    for (let index = 16; index < 80; index++) {
      const low = turn(at(index - 15), 1n) ^ turn(at(index - 15), 8n) ^ (at(index - 15) >> 7n);
      const high = turn(at(index - 2), 19n) ^ turn(at(index - 2), 61n) ^ (at(index - 2) >> 6n);
      schedule.push((at(index - 16) + low + at(index - 7) + high) & MASK);
    }
    let [a, b, c, d, e, f, g, h] = state as [bigint, bigint, bigint, bigint, bigint, bigint, bigint, bigint];
    for (let step = 0; step < 80; step++) {
      const first = h + (turn(e, 14n) ^ turn(e, 18n) ^ turn(e, 41n)) + ((e & f) ^ (~e & MASK & g)) + (constants[step] as bigint) + at(step);
      const second = (turn(a, 28n) ^ turn(a, 34n) ^ turn(a, 39n)) + ((a & b) ^ (a & c) ^ (b & c));
      [h, g, f, e, d, c, b, a] = [g, f, e, (d + first) & MASK, c, b, a, (first + second) & MASK];
    }
    [a, b, c, d, e, f, g, h].forEach((word, index) => { state[index] = ((state[index] as bigint) + word) & MASK; });
  }
  const out = new DataView(new ArrayBuffer(64));
  state.forEach((word, index) => { out.setBigUint64(index * 8, word); });
  return new Uint8Array(out.buffer);
}

function words(state: readonly number[], littleEndian: boolean): Uint8Array {
  const out = new DataView(new ArrayBuffer(state.length * 4));
  state.forEach((word, index) => { out.setInt32(index * 4, word, littleEndian); });
  return new Uint8Array(out.buffer);
}

function firstPrimes(count: number): readonly bigint[] {
  const primes: bigint[] = [];
  for (let candidate = 2n; primes.length < count; candidate++) if (primes.every((prime) => candidate % prime !== 0n)) primes.push(candidate);
  return primes;
}

/** The first bits of the fraction of a square or cube root: where the constants of SHA-2 come from. */
function rootFraction(value: bigint, degree: 2n | 3n, bits: bigint): bigint {
  const target = value << (bits * degree);
  let low = 0n;
  let high = 1n << (bits + 8n);
  while (high - low > 1n) {
    const middle = (low + high) >> 1n;
    if (middle ** degree <= target) low = middle;
    else high = middle;
  }
  return low & ((1n << bits) - 1n);
}
