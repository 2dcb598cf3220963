import { crc32, inflateRawSync } from 'node:zlib';
import { Uint8ArrayReader, Uint8ArrayWriter, ZipReader } from '@zip.js/zip.js';
import type { FileEntry } from '@zip.js/zip.js';

/** A form or a filled table is far smaller; what is larger is a mistake or an attack. */
const LARGEST_PART = 128 * 1024 * 1024;
const LARGEST_SUM = 192 * 1024 * 1024;
/** What is large and packed tighter than this is one thing said over and over. */
const LARGE_PART = 8 * 1024 * 1024;
const TIGHTEST = 200;
const MOST_PARTS = 5_000;

/** Bytes that something takes, and how many are read at most. */
export interface Excess {
  readonly size: number;
  readonly limit: number;
}

/** Why a container gives nothing; thrown inside this folder only. */
export class PartTrouble extends Error {
  readonly problem: 'damaged' | 'too-many-parts' | 'too-swollen';
  /** Of a part that is too large once it is unpacked. */
  readonly excess: Excess | null;
  constructor(problem: PartTrouble['problem'], excess: Excess | null = null) {
    super(problem);
    this.problem = problem;
    this.excess = excess;
  }
}

/** The files inside a workbook. */
export interface Parts {
  readonly has: (path: string) => boolean;
  /** The text of a part, `null` when there is none; never more than the limits, whatever sizes the archive declares. */
  readonly text: (path: string) => Promise<string | null>;
}

/** Opens the container; nothing is unpacked before it is asked for. Throws {@link PartTrouble}. */
export async function openParts(bytes: Uint8Array): Promise<Parts> {
  const entries = await directoryOf(bytes);
  if (entries.length > MOST_PARTS) throw new PartTrouble('too-many-parts');
  const byPath = new Map(entries.map((entry) => [entry.filename.toLowerCase(), entry]));
  let left = LARGEST_SUM;
  return {
    has: (path) => byPath.has(path.toLowerCase()),
    text: async (path) => {
      const entry = byPath.get(path.toLowerCase());
      if (!entry) return null;
      const unpacked = unpack(entry, await rawBytes(entry), Math.min(LARGEST_PART, left));
      left -= unpacked.byteLength;
      return new TextDecoder(encodingOf(unpacked)).decode(unpacked);
    },
  };
}

async function directoryOf(bytes: Uint8Array): Promise<readonly FileEntry[]> {
  const reader = new ZipReader(new Uint8ArrayReader(bytes), { useWebWorkers: false });
  try {
    return (await reader.getEntries()).filter((entry) => !entry.directory);
  } catch {
    throw new PartTrouble('damaged');
  } finally {
    await reader.close();
  }
}

async function rawBytes(entry: FileEntry): Promise<Uint8Array> {
  if (entry.encrypted) throw new PartTrouble('damaged');
  try {
    return await entry.getData(new Uint8ArrayWriter(), { passThrough: true, useWebWorkers: false });
  } catch {
    throw new PartTrouble('damaged');
  }
}

const STORED = 0;
const DEFLATED = 8;

function unpack(entry: FileEntry, raw: Uint8Array, most: number): Uint8Array {
  const [size, limit] = [entry.uncompressedSize, Math.min(most, Math.max(LARGE_PART, raw.byteLength * TIGHTEST))];
  if (size > limit) throw new PartTrouble('too-swollen', { size, limit });
  const unpacked = entry.compressionMethod === STORED ? raw : inflate(entry, raw);
  if (crc32(unpacked) !== entry.signature) throw new PartTrouble('damaged');
  return unpacked;
}

function inflate(entry: FileEntry, raw: Uint8Array): Uint8Array {
  if (entry.compressionMethod !== DEFLATED) throw new PartTrouble('damaged');
  try {
    return inflateRawSync(raw, { maxOutputLength: Math.max(entry.uncompressedSize, 1) });
  } catch {
    throw new PartTrouble('damaged');
  }
}

/** Parts of a workbook are UTF-8; some programs write UTF-16 with its mark. */
function encodingOf(bytes: Uint8Array): string {
  return bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8';
}
