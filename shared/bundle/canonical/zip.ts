import { err, ok, type Result } from '../../base/result.ts';

/** One entry of a ZIP in our profile (B2): every byte of its two headers follows from this. */
export interface ZipEntry {
  readonly name: string;
  readonly method: 'store' | 'deflate';
  readonly crc32: number;
  readonly compressedSize: number;
  readonly size: number;
  /** Where its local header begins. */
  readonly offset: number;
}

export const LOCAL_HEADER = 30;
const CENTRAL_HEADER = 46;
export const END_RECORD = 22;
const METHOD = { store: 0, deflate: 8 } as const;
/** 1980-01-01 00:00: bundles say their time in the manifest, so that equal content gives equal headers. */
const FIXED_DATE = 0x0021;

export function printLocalHeader(entry: ZipEntry): Uint8Array {
  const bytes = new Uint8Array(LOCAL_HEADER + entry.name.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, 0x04034b50, true);
  printCommon(view, 4, entry);
  printName(bytes, LOCAL_HEADER, entry.name);
  return bytes;
}

export function printCentralHeader(entry: ZipEntry): Uint8Array {
  const bytes = new Uint8Array(CENTRAL_HEADER + entry.name.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, 0x02014b50, true);
  view.setUint16(4, 20, true);
  printCommon(view, 6, entry);
  view.setUint32(42, entry.offset, true);
  printName(bytes, CENTRAL_HEADER, entry.name);
  return bytes;
}

export function printEnd(count: number, size: number, offset: number): Uint8Array {
  const bytes = new Uint8Array(END_RECORD);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, 0x06054b50, true);
  view.setUint16(8, count, true);
  view.setUint16(10, count, true);
  view.setUint32(12, size, true);
  view.setUint32(16, offset, true);
  return bytes;
}

/** Where the central directory stands, from the last 22 bytes of the file; no comment, one disk, no ZIP64 (B2). */
export function parseEnd(bytes: Uint8Array, fileSize: number): Result<{ readonly count: number; readonly offset: number; readonly size: number }, string> {
  const view = viewOf(bytes);
  if (bytes.length !== END_RECORD || view.getUint32(0, true) !== 0x06054b50) return err('no end record at the end of the file');
  const count = view.getUint16(10, true);
  const size = view.getUint32(12, true);
  const offset = view.getUint32(16, true);
  if (view.getUint32(4, true) !== 0 || view.getUint16(8, true) !== count || view.getUint16(20, true) !== 0) return err('several disks or a comment');
  if (offset + size + END_RECORD !== fileSize) return err('bytes before, between or after');
  return ok({ count, offset, size });
}

/**
 * Reads the central directory. The profile leaves no byte of a header free: each must be what {@link printCentralHeader}
 * writes for the entry's name, method, checksum, sizes and offset, which forbids flags (encryption, data descriptor), other
 * methods than store and deflate, extra fields, comments, ZIP64, other times and attributes; and so are names beyond the
 * alphabet, a name twice, entries that overlap or leave a gap (B2). The local headers are for the caller to compare with
 * {@link printLocalHeader}.
 */
export function parseDirectory(bytes: Uint8Array, count: number): Result<readonly ZipEntry[], string> {
  const view = viewOf(bytes);
  const entries: ZipEntry[] = [];
  const names = new Set<string>();
  let at = 0;
  let next = 0;
  for (let index = 0; index < count; index += 1) {
    const entry = parseCentral(bytes, view, at);
    if (!entry.ok) return entry;
    const { name, compressedSize, offset } = entry.value;
    if (names.has(name)) return err(`twice: ${name}`);
    if (offset !== next) return err(`gap or overlap before ${name}`);
    names.add(name);
    next += LOCAL_HEADER + name.length + compressedSize;
    at += CENTRAL_HEADER + name.length;
    entries.push(entry.value);
  }
  return at === bytes.length ? ok(entries) : err('bytes after the last entry of the directory');
}

/** The offset where the directory must begin: right behind the last entry. */
export function endOfEntries(entries: readonly ZipEntry[]): number {
  const last = entries.at(-1);
  return last ? last.offset + LOCAL_HEADER + last.name.length + last.compressedSize : 0;
}

function parseCentral(bytes: Uint8Array, view: DataView, at: number): Result<ZipEntry, string> {
  if (at + CENTRAL_HEADER > bytes.length || view.getUint32(at, true) !== 0x02014b50) return err('the directory is cut short');
  const nameLength = view.getUint16(at + 28, true);
  if (at + CENTRAL_HEADER + nameLength > bytes.length) return err('the directory is cut short');
  const name = String.fromCharCode(...bytes.subarray(at + CENTRAL_HEADER, at + CENTRAL_HEADER + nameLength));
  const method = view.getUint16(at + 10, true) === METHOD.store ? 'store' : 'deflate';
  const compressedSize = view.getUint32(at + 20, true);
  const size = view.getUint32(at + 24, true);
  if (!/^[a-zA-Z0-9._/-]{1,120}$/.test(name)) return err('a name outside the alphabet');
  if (compressedSize === 0xffffffff || size === 0xffffffff) return err(`ZIP64 size of ${name}`);
  if (method === 'store' && compressedSize !== size) return err(`sizes of ${name}`);
  const entry: ZipEntry = { name, method, crc32: view.getUint32(at + 16, true), compressedSize, size, offset: view.getUint32(at + 42, true) };
  return printCentralHeader(entry).every((byte, index) => byte === bytes[at + index]) ? ok(entry) : err(`the header of ${name} says what no bundle says`);
}

/** From "version needed" to the length of the extra field: the same 26 bytes in both headers. */
function printCommon(view: DataView, at: number, entry: ZipEntry): void {
  view.setUint16(at, 20, true);
  view.setUint16(at + 4, METHOD[entry.method], true);
  view.setUint16(at + 8, FIXED_DATE, true);
  view.setUint32(at + 10, entry.crc32, true);
  view.setUint32(at + 14, entry.compressedSize, true);
  view.setUint32(at + 18, entry.size, true);
  view.setUint16(at + 22, entry.name.length, true);
}

function printName(bytes: Uint8Array, at: number, name: string): void {
  for (let index = 0; index < name.length; index += 1) bytes[at + index] = name.charCodeAt(index);
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
