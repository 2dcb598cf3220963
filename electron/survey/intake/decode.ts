import type { Encoding } from '../../../shared/ipc/intake.ts';

/** How much of a file tells its encoding. */
const TASTE = 256 * 1024;

/** Recognises an encoding by its mark, by zero bytes, by being valid UTF-8, else by where its Cyrillic letters lie. */
export function recogniseEncoding(bytes: Uint8Array): Encoding {
  if (starts(bytes, 0xef, 0xbb, 0xbf)) return 'utf-8';
  if (starts(bytes, 0xff, 0xfe)) return 'utf-16le';
  if (starts(bytes, 0xfe, 0xff)) return 'utf-16be';
  const taste = bytes.subarray(0, TASTE);
  const zeros = [0, 0];
  const counts = { low: 0, high: 0 };
  for (const [index, byte] of taste.entries()) {
    if (byte === 0) zeros[index % 2] = (zeros[index % 2] as number) + 1;
    else if (byte >= 0x80 && byte <= 0xaf) counts.low += 1;
    else if (byte >= 0xc0) counts.high += 1;
  }
  const [even, odd] = zeros as [number, number];
  if (Math.max(even, odd) * 8 > taste.byteLength) return odd > even ? 'utf-16le' : 'utf-16be';
  if (isUtf8(taste, taste.byteLength === bytes.byteLength)) return 'utf-8';
  // Small letters а … п are A0–AF in the one and E0–EF in the other; capitals 80–9F and C0–DF.
  return counts.low > counts.high ? 'ibm866' : 'windows-1251';
}

/** A text without its byte order mark; what the encoding does not know is U+FFFD. */
export function decode(bytes: Uint8Array, encoding: Encoding): string {
  return new TextDecoder(encoding).decode(bytes);
}

function isUtf8(bytes: Uint8Array, whole: boolean): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: !whole });
    return true;
  } catch {
    return false;
  }
}

function starts(bytes: Uint8Array, ...signature: readonly number[]): boolean {
  return signature.every((byte, index) => bytes[index] === byte);
}
