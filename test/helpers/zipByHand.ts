import { crc32, deflateRawSync } from 'node:zlib';
import { ENTRY, MIMETYPE } from '../../shared/bundle/canonical/limits.ts';
import { printCentralHeader, printEnd, printLocalHeader, type ZipEntry } from '../../shared/bundle/canonical/zip.ts';

type Change = (bytes: Uint8Array) => Uint8Array;

/** An entry of a container made by hand, and what to change in its headers before they are written. */
export interface Part {
  readonly name: string;
  readonly data?: Uint8Array;
  readonly method?: ZipEntry['method'];
  /** What the headers say in place of the truth. */
  readonly says?: Partial<ZipEntry>;
  readonly local?: Change;
  readonly central?: Change;
  /** In place of what packing the data gives. */
  readonly packed?: Uint8Array;
}

export const FIRST: Part = { name: ENTRY.mimetype, data: Buffer.from(MIMETYPE) };

export function build(parts: readonly Part[], end: Change = (bytes) => bytes): Uint8Array {
  const body: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let at = 0;
  for (const part of parts) {
    const data = part.data ?? Buffer.from('x');
    const method = part.method ?? 'store';
    const packed = part.packed ?? (method === 'store' ? data : deflateRawSync(data));
    const entry: ZipEntry = { name: part.name, method, crc32: crc32(data), compressedSize: packed.length, size: data.length, offset: at, ...part.says };
    const local = part.local?.(printLocalHeader(entry)) ?? printLocalHeader(entry);
    body.push(local, packed);
    directory.push(part.central?.(printCentralHeader(entry)) ?? printCentralHeader(entry));
    at += local.length + packed.length;
  }
  const size = directory.reduce((sum, bytes) => sum + bytes.length, 0);
  return Buffer.concat([...body, ...directory, end(printEnd(parts.length, size, at))]);
}

export const set16 = (at: number, value: number): Change => (bytes) => {
  const copy = Buffer.from(bytes);
  copy.writeUInt16LE(value, at);
  return copy;
};
export const set32 = (at: number, value: number): Change => (bytes) => {
  const copy = Buffer.from(bytes);
  copy.writeUInt32LE(value, at);
  return copy;
};
/** The same field of both headers: it stands two bytes later in the central one. */
export const both = (local: number, value: number): Pick<Part, 'local' | 'central'> => ({ local: set16(local, value), central: set16(local + 2, value) });
