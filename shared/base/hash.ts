/** A SHA-256 digest as 64 lower-case hexadecimal digits. */
export type Sha256 = string;

/** Hashing enters pure code as an argument; `electron/bundle/crypto/hash.ts` gives the real one. */
export type HashFunction = (bytes: Uint8Array) => Sha256;

/** Who knows the time and where randomness comes from: given to pure code, fixed in tests. */
export interface Clock {
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number;
}
export interface Randomness {
  readonly uuid: () => string;
  /** Uniform in [0, 1). */
  readonly random: () => number;
}
