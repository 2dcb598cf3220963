import { fstatSync, readSync, writeSync } from 'node:fs';
import { pipeline, Readable, type Transform } from 'node:stream';
import { crc32, createDeflateRaw, createInflateRaw } from 'node:zlib';
import type { Sha256 } from '../../shared/base/hash.ts';
import { ok, type Result } from '../../shared/base/result.ts';
import { refuse, type Refusal } from '../../shared/bundle/failure.ts';
import { ENTRY, isEntryName, LIMITS, MIMETYPE } from '../../shared/bundle/limits.ts';
import {
  END_RECORD, endOfEntries, parseDirectory, parseEnd, printCentralHeader, printEnd, printLocalHeader, type FoundEntry, type ZipEntry,
} from '../../shared/bundle/zip.ts';
import { createSha256 } from './hash.ts';

const CHUNK = 256 * 1024;

/** Size and magic (B18 step 1): a regular file within the limit that begins as every bundle does. */
export function checkMagic(file: number): Result<number, Refusal> {
  const stat = fstatSync(file);
  if (!stat.isFile()) return refuse('malformed', 'not a file');
  if (stat.size > LIMITS.container) return refuse('too-large', `${stat.size} bytes`);
  const head = readAt(file, 0, 38 + MIMETYPE.length);
  const begins = [0x50, 0x4b, 3, 4].every((byte, index) => head[index] === byte);
  const text = Buffer.from(head.subarray(30)).toString('latin1');
  return begins && text === `${ENTRY.mimetype}${MIMETYPE}` ? ok(stat.size) : refuse('malformed', 'does not begin like a bundle');
}

/** SHA-256 of the whole file as it lies there. */
export function hashFile(file: number): Sha256 {
  const digest = createSha256();
  for (const piece of rangeOf(file, 0, fstatSync(file).size)) digest.update(piece);
  return digest.digest('hex');
}

/** The directory walk (B18 step 2): the strict profile of B2, the closed list of names, nothing extracted. */
export function readDirectory(file: number, fileSize: number): Result<ReadonlyMap<string, FoundEntry>, Refusal> {
  const end = parseEnd(readAt(file, fileSize - END_RECORD, END_RECORD), fileSize);
  if (!end.ok) return refuse('malformed', end.error);
  if (end.value.count > LIMITS.entries) return refuse('too-large', `${end.value.count} entries`);
  const entries = parseDirectory(readAt(file, end.value.offset, end.value.size), end.value.count);
  if (!entries.ok) return refuse('malformed', entries.error);
  if (endOfEntries(entries.value) !== end.value.offset) return refuse('malformed', 'a gap before the directory');
  for (const entry of entries.value) {
    if (!isEntryName(entry.name)) return refuse('malformed', `an entry that no bundle has: ${entry.name}`);
    if (entry.size > LIMITS.file) return refuse('too-large', entry.name);
    const local = readAt(file, entry.offset, entry.local.length);
    if (Buffer.compare(local, entry.local) !== 0) return refuse('malformed', `the two headers of ${entry.name} differ`);
  }
  const [first] = entries.value;
  if (first?.name !== ENTRY.mimetype || first.method !== 'store') return refuse('malformed', 'mimetype is not first and stored');
  return ok(new Map(entries.value.map((entry) => [entry.name, entry])));
}

/** Thrown while an entry is read and turns out to be other than its header says; caught where the step is judged. */
export class BadEntry extends Error {}

/**
 * The content of an entry, piece by piece: never more than its declared size, exactly that in the end, with the declared
 * checksum (B3). Throws {@link BadEntry} otherwise. Memory does not grow with the entry.
 */
export async function* readEntry(file: number, entry: FoundEntry): AsyncGenerator<Uint8Array, void> {
  const start = entry.offset + entry.local.length;
  let size = 0;
  let checksum = 0;
  for await (const chunk of entry.compressedSize === 0 ? [] : piecesOf(file, entry, start)) {
    size += chunk.length;
    if (size > entry.size) throw new BadEntry(`${entry.name} is longer than declared`);
    checksum = crc32(chunk, checksum);
    yield chunk;
  }
  if (size !== entry.size) throw new BadEntry(`${entry.name} is shorter than declared`);
  if (checksum !== entry.crc32) throw new BadEntry(`checksum of ${entry.name}`);
}

/** A small entry as a whole. */
export async function readWhole(file: number, entry: FoundEntry): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of readEntry(file, entry)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

async function* piecesOf(file: number, entry: FoundEntry, start: number): AsyncGenerator<Uint8Array, void> {
  const raw = rangeOf(file, start, start + entry.compressedSize);
  if (entry.method === 'store') return yield* raw;
  const inflate = createInflateRaw({ chunkSize: CHUNK });
  try {
    yield* joined(Readable.from(raw), inflate);
  } catch (error) {
    throw new BadEntry(`${entry.name}: ${error instanceof Error ? error.message : 'cannot be inflated'}`);
  }
  if (inflate.bytesWritten !== entry.compressedSize) throw new BadEntry(`bytes behind the end of ${entry.name}`);
}

function* rangeOf(file: number, start: number, end: number): Generator<Uint8Array, void> {
  for (let at = start; at < end; at += CHUNK) yield readAt(file, at, Math.min(CHUNK, end - at));
}

/** Writes a container of our profile into an open, empty file, entry by entry (B1, B2). */
export interface ContainerWriter {
  add(name: string, method: 'store' | 'deflate', content: Iterable<Uint8Array>): Promise<void>;
  /** Writes the directory; returns the size of the file. */
  finish(): number;
}

export function createContainer(file: number): ContainerWriter {
  const entries: ZipEntry[] = [];
  let at = 0;
  const append = (bytes: Uint8Array): void => {
    writeAll(file, bytes, at);
    at += bytes.length;
  };
  return {
    async add(name, method, content) {
      const offset = at;
      const entry = { name, method, offset, crc32: 0, compressedSize: 0, size: 0 };
      append(printLocalHeader(entry));
      const start = at;
      for await (const chunk of method === 'store' ? counted(content, entry) : deflated(counted(content, entry))) append(chunk);
      const done: ZipEntry = { ...entry, compressedSize: at - start };
      writeAll(file, printLocalHeader(done), offset);
      entries.push(done);
    },
    finish() {
      const offset = at;
      for (const entry of entries) append(printCentralHeader(entry));
      append(printEnd(entries.length, at - offset, offset));
      return at;
    },
  };
}

function* counted(content: Iterable<Uint8Array>, entry: { size: number; crc32: number }): Generator<Uint8Array> {
  for (const chunk of content) {
    entry.size += chunk.length;
    entry.crc32 = crc32(chunk, entry.crc32);
    yield chunk;
  }
}

async function* deflated(content: Iterable<Uint8Array>): AsyncGenerator<Uint8Array, void> {
  const deflate = createDeflateRaw({ level: 6, chunkSize: CHUNK });
  yield* joined(Readable.from(content, { objectMode: true }), deflate);
}

/** What comes out of the second stream; an error of either one is thrown at the reader. */
function joined(from: Readable, to: Transform): AsyncIterable<Uint8Array> {
  pipeline(from, to, () => undefined);
  return to as AsyncIterable<Uint8Array>;
}

function writeAll(file: number, bytes: Uint8Array, position: number): void {
  for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done, bytes.length - done, position + done);
}

function readAt(file: number, position: number, length: number): Uint8Array {
  const bytes = Buffer.alloc(Math.max(0, length));
  let done = 0;
  while (done < bytes.length) {
    const count = readSync(file, bytes, done, bytes.length - done, Math.max(0, position) + done);
    if (count === 0) break;
    done += count;
  }
  return bytes.subarray(0, done);
}
