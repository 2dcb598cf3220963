import { createHash, type Hash } from 'node:crypto';
import { closeSync, openSync, readFileSync, readSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { failureOf } from './trouble.ts';

/** Bytes that are read at once. */
export const PIECE = 1024 * 1024;

/** A SHA-256 that is fed piece by piece. It finds damage; against forgery it is nothing, for whoever changes a copy can change the sum beside it. */
export const beginSum = (): Hash => createHash('sha256');

/** The SHA-256 of a file; `look` is told of each piece that was read, and what it throws goes up. */
export function sumOf(path: string, look: (bytes: number) => void = () => undefined): string {
  const hash = beginSum();
  const file = openSync(path, 'r');
  try {
    const piece = Buffer.alloc(PIECE);
    for (let read = 0; (read = readSync(file, piece)) > 0; look(read)) hash.update(piece.subarray(0, read));
  } finally {
    closeSync(file);
  }
  return hash.digest('hex');
}

/** The file beside a copy that holds its sum. */
export const sumPath = (copy: string): string => `${copy}.sha256`;

/** Writes down what a copy holds, as `sha256sum -c` reads it; `from` is where it still stands. What `look` throws goes up, and nothing is written. */
export function writeSum(copy: string, from: string, look?: () => void): void {
  writeFileSync(sumPath(copy), `${sumOf(from, look)}  ${basename(copy)}\n`);
}

/** The sum that was written down when the copy was made; null where there is none, as of a copy that was carried away alone. */
export function readSum(copy: string): string | null {
  try {
    return /^[0-9a-f]{64}/.exec(readFileSync(sumPath(copy), 'utf8'))?.[0] ?? null;
  } catch (error) {
    if (failureOf(error)) return null;
    throw error;
  }
}
