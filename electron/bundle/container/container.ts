import { fstatSync, read, readSync } from 'node:fs';
import { pipeline, Readable, type Transform } from 'node:stream';
import { crc32, createDeflateRaw, createInflateRaw, inflateRawSync } from 'node:zlib';
import { promisify } from 'node:util';
import type { Sha256 } from '../../../shared/base/hash.ts';
import { ok, type Result } from '../../../shared/base/result.ts';
import { refuse, type Refusal } from '../../../shared/bundle/canonical/failure.ts';
import { ENTRY, isEntryName, LIMITS, MIMETYPE } from '../../../shared/bundle/canonical/limits.ts';
import {
  END_RECORD, endOfEntries, LOCAL_HEADER, parseDirectory, parseEnd, printCentralHeader, printEnd, printLocalHeader, type ZipEntry,
} from '../../../shared/bundle/canonical/zip.ts';
import { writeWhole } from '../../database/files.ts';
import { createSha256 } from '../crypto/hash.ts';

const readAsync = promisify(read);

const CHUNK = 256 * 1024;
/** Entries that small, packed and declared, are inflated at once: a stream costs more than they do. */
const SMALL = 64 * 1024;

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
  const buffer = Buffer.allocUnsafe(CHUNK);
  for (let at = 0, count = 1; count > 0; at += count) {
    count = readSync(file, buffer, 0, CHUNK, at);
    digest.update(buffer.subarray(0, count));
  }
  return digest.digest('hex');
}

/** The directory walk (B18 step 2): the strict profile of B2, the closed list of names, nothing extracted. */
export function readDirectory(file: number, fileSize: number): Result<ReadonlyMap<string, ZipEntry>, Refusal> {
  const end = parseEnd(readAt(file, fileSize - END_RECORD, END_RECORD), fileSize);
  if (!end.ok) return refuse('malformed', end.error);
  if (end.value.count > LIMITS.entries) return refuse('too-large', `${end.value.count} entries`);
  const entries = parseDirectory(readAt(file, end.value.offset, end.value.size), end.value.count);
  if (!entries.ok) return refuse('malformed', entries.error);
  if (endOfEntries(entries.value) !== end.value.offset) return refuse('malformed', 'a gap before the directory');
  for (const entry of entries.value) {
    if (!isEntryName(entry.name)) return refuse('malformed', `an entry that no bundle has: ${entry.name}`);
    if (entry.size > LIMITS.file) return refuse('too-large', entry.name);
    const local = printLocalHeader(entry);
    if (Buffer.compare(readAt(file, entry.offset, local.length), local) !== 0) return refuse('malformed', `the two headers of ${entry.name} differ`);
  }
  if (entries.value.reduce((sum, entry) => sum + entry.size, 0) > LIMITS.expanded) return refuse('too-large', 'all entries together');
  const [first] = entries.value;
  if (first?.name !== ENTRY.mimetype || first.method !== 'store') return refuse('malformed', 'mimetype is not first and stored');
  return ok(new Map(entries.value.map((entry) => [entry.name, entry])));
}

/** Thrown while an entry is read and turns out to be other than its header says; caught where the step is judged. */
export class BadEntry extends Error {}

/**
 * The content of an entry, piece by piece: never more than its declared size, exactly that in the end, with the declared
 * checksum (B3). Throws {@link BadEntry} otherwise. Memory does not grow with the entry: a piece holds until the next is
 * asked for.
 */
export async function* readEntry(file: number, entry: ZipEntry): AsyncGenerator<Uint8Array, void> {
  const start = entry.offset + LOCAL_HEADER + entry.name.length;
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
export async function readWhole(file: number, entry: ZipEntry): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of readEntry(file, entry)) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

async function* piecesOf(file: number, entry: ZipEntry, start: number): AsyncGenerator<Uint8Array, void> {
  if (entry.method === 'deflate' && entry.compressedSize <= SMALL && entry.size <= SMALL) return yield inflateSmall(file, entry, start);
  const raw = rangeOf(file, start, start + entry.compressedSize);
  if (entry.method === 'store') return yield* raw;
  const inflate = createInflateRaw({ chunkSize: CHUNK });
  try {
    yield* joined(Readable.from(copied(raw)), inflate);
  } catch (error) {
    throw new BadEntry(`${entry.name}: ${error instanceof Error ? error.message : 'cannot be inflated'}`);
  }
  if (inflate.bytesWritten !== entry.compressedSize) throw new BadEntry(`bytes behind the end of ${entry.name}`);
}

/** For a stream, which holds pieces longer than until it asks for the next. */
async function* copied(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void> {
  for await (const piece of pieces) yield Buffer.from(piece);
}

function inflateSmall(file: number, entry: ZipEntry, start: number): Uint8Array {
  // With `info` the engine is given too; the types do not know it.
  const inflate = inflateRawSync as unknown as (bytes: Uint8Array, options: object) => { readonly buffer: Buffer; readonly engine: { readonly bytesWritten: number } };
  try {
    const { buffer, engine } = inflate(readAt(file, start, entry.compressedSize), { info: true, maxOutputLength: entry.size + 1 });
    if (engine.bytesWritten === entry.compressedSize) return buffer;
  } catch (error) {
    throw new BadEntry(`${entry.name}: ${error instanceof Error ? error.message : 'cannot be inflated'}`);
  }
  throw new BadEntry(`bytes behind the end of ${entry.name}`);
}

/** Reads ahead by one piece, so that the disk works while the piece before is hashed. */
async function* rangeOf(file: number, start: number, end: number): AsyncGenerator<Uint8Array, void> {
  let [buffer, other] = [Buffer.allocUnsafe(Math.min(CHUNK, end - start)), Buffer.allocUnsafe(Math.min(CHUNK, Math.max(0, end - start - CHUNK)))];
  let next = fill(file, buffer, start, end);
  for (let at = start; at < end; ) {
    const piece = await next;
    if (piece.length === 0) return;
    at += piece.length;
    [buffer, other] = [other, buffer];
    next = at < end ? fill(file, buffer, at, end) : next;
    yield piece;
  }
}

async function fill(file: number, buffer: Buffer, position: number, end: number): Promise<Uint8Array> {
  const { bytesRead } = await readAsync(file, buffer, 0, Math.min(buffer.length, end - position), position);
  return buffer.subarray(0, bytesRead);
}

/** Writes a container of our profile into an open, empty file, entry by entry (B1, B2). */
export interface ContainerWriter {
  add(name: string, method: 'store' | 'deflate', content: Iterable<Uint8Array>): Promise<void>;
  /** Takes an entry over from another container as it is packed there. */
  copy(from: number, entry: ZipEntry): void;
  /** Writes the directory; returns the size of the file. */
  finish(): number;
}

export function createContainer(file: number): ContainerWriter {
  const entries: ZipEntry[] = [];
  let at = 0;
  const append = (bytes: Uint8Array): void => {
    writeWhole(file, bytes, at);
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
      writeWhole(file, printLocalHeader(done), offset);
      entries.push(done);
    },
    copy(from, entry) {
      const start = entry.offset + printLocalHeader(entry).length;
      const moved: ZipEntry = { name: entry.name, method: entry.method, crc32: entry.crc32, compressedSize: entry.compressedSize, size: entry.size, offset: at };
      append(printLocalHeader(moved));
      for (let done = 0; done < entry.compressedSize; done += CHUNK) append(readAt(from, start + done, Math.min(CHUNK, entry.compressedSize - done)));
      entries.push(moved);
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

function readAt(file: number, position: number, length: number): Uint8Array {
  const bytes = Buffer.allocUnsafe(Math.max(0, length));
  let done = 0;
  while (done < bytes.length) {
    const count = readSync(file, bytes, done, bytes.length - done, Math.max(0, position) + done);
    if (count === 0) break;
    done += count;
  }
  return bytes.subarray(0, done);
}
