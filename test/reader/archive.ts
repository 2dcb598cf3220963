import { crc32, inflateRawSync } from 'node:zlib';
import { demand, Refused } from './refusal.ts';

const MIB = 1024 * 1024;
const MAGIC = 'mimetypeapplication/vnd.svod.bundle+zip';
const NAMES = [/^mimetype$/, /^manifest\.json$/, /^data\/(revisions|personal)\.jsonl$/, /^data\/attachments\/[0-9a-f]{64}$/, /^META-INF\/dsse\.json$/, /^META-INF\/[a-zA-Z0-9._-]{1,100}\.p7s$/];

/** A ZIP in the profile of B2, over the bytes of the whole file. */
export class Archive {
  private readonly bytes: Buffer;
  private readonly entries = new Map<string, { readonly packed: Buffer; readonly deflated: boolean; readonly size: number; readonly crc: number }>();

  constructor(bytes: Buffer) {
    this.bytes = bytes;
  }

  /** B18, step 1. */
  checkMagic(): void {
    demand(this.bytes.length <= 256 * MIB, 'too-large', 'the file');
    demand(this.bytes.length >= 30 + MAGIC.length && this.bytes.readUInt32BE(0) === 0x504b0304, 'malformed', 'no ZIP');
    demand(this.bytes.toString('latin1', 30, 30 + MAGIC.length) === MAGIC, 'malformed', 'no bundle');
  }

  /** B18, step 2: walks the directory and leaves no byte of the file unexplained. */
  walk(): void {
    const file = this.bytes;
    const foot = file.length - 22;
    demand(foot >= 0 && file.readUInt32LE(foot) === 0x06054b50, 'malformed', 'no end record');
    const [count, size, from] = [file.readUInt16LE(foot + 10), file.readUInt32LE(foot + 12), file.readUInt32LE(foot + 16)];
    const foresaid = Buffer.from('504b0506000000000000000000000000000000000000', 'hex');
    foresaid.writeUInt16LE(count, 8);
    foresaid.writeUInt16LE(count, 10);
    foresaid.writeUInt32LE(size, 12);
    foresaid.writeUInt32LE(from, 16);
    demand(file.subarray(foot).equals(foresaid) && from + size === foot, 'malformed', 'the end record');
    demand(count <= 2000, 'too-large', `${count} entries`);
    let central = from;
    let local = 0;
    let expanded = 0;
    const large: string[] = [];
    for (let left = count; left > 0; left -= 1) {
      demand(central + 46 <= foot, 'malformed', 'the directory ends early');
      const nameLength = file.readUInt16LE(central + 28);
      const name = file.subarray(central + 46, Math.min(central + 46 + nameLength, foot)).toString('latin1');
      demand(name.length === nameLength, 'malformed', 'the directory ends early');
      const [method, crc, packed, full] = [file.readUInt16LE(central + 10), file.readUInt32LE(central + 16), file.readUInt32LE(central + 20), file.readUInt32LE(central + 24)];
      demand(/^[a-zA-Z0-9._/-]{1,120}$/.test(name) && !this.entries.has(name), 'malformed', `the name ${name}`);
      demand((method === 0 && packed === full) || method === 8, 'malformed', `the method of ${name}`);
      demand(packed < 0xffffffff && full < 0xffffffff, 'malformed', `the size of ${name}`);
      const common = Buffer.alloc(26);
      common.writeUInt16LE(20, 0);
      common.writeUInt16LE(method, 4);
      common.writeUInt16LE(0x21, 8);
      common.writeUInt32LE(crc, 10);
      common.writeUInt32LE(packed, 14);
      common.writeUInt32LE(full, 18);
      common.writeUInt16LE(nameLength, 22);
      const place = Buffer.alloc(14);
      place.writeUInt32LE(local, 10);
      this.expect(central, [Buffer.from('504b01021400', 'hex'), common, place, Buffer.from(name)], foot, `the central header of ${name}`);
      central += 46 + nameLength;
      demand(local + 30 + nameLength + packed <= from, 'malformed', `${name} reaches into the directory`);
      this.entries.set(name, { packed: file.subarray(local + 30 + nameLength, local + 30 + nameLength + packed), deflated: method === 8, size: full, crc });
      if (full > 512 * MIB) large.push(name);
      expanded += full;
      local += 30 + nameLength + packed;
    }
    demand(central === foot && local === from, 'malformed', 'a gap');
    let start = 0;
    for (const [name, entry] of this.entries) {
      demand(NAMES.some((known) => known.test(name)), 'malformed', `no bundle has ${name}`);
      demand(!large.includes(name), 'too-large', name);
      const nameLength = name.length;
      const header = this.bytes.subarray(start, start + 30);
      const twin = Buffer.concat([Buffer.from('504b03041400', 'hex'), Buffer.alloc(24)]);
      twin.writeUInt16LE(entry.deflated ? 8 : 0, 8);
      twin.writeUInt16LE(0x21, 12);
      twin.writeUInt32LE(entry.crc, 14);
      twin.writeUInt32LE(entry.packed.length, 18);
      twin.writeUInt32LE(entry.size, 22);
      twin.writeUInt16LE(nameLength, 26);
      demand(header.equals(twin) && this.bytes.subarray(start + 30, start + 30 + nameLength).toString('latin1') === name, 'malformed', `the local header of ${name}`);
      start += 30 + nameLength + entry.packed.length;
    }
    demand(expanded <= 1024 * MIB, 'too-large', 'all entries together');
    const [first] = this.entries;
    demand(first?.[0] === 'mimetype' && !first[1].deflated, 'malformed', 'mimetype is not first and stored');
  }

  names(): string[] {
    return [...this.entries.keys()];
  }

  sizeOf(name: string): number {
    return this.entries.get(name)?.size ?? -1;
  }

  /** The content of an entry: exactly the declared size, with the declared checksum, the deflate stream ending where the entry ends (B2, B3). */
  read(name: string): Buffer {
    const entry = this.entries.get(name);
    demand(entry !== undefined, 'malformed', `no ${name}`);
    const content = entry.deflated ? inflated(entry.packed, entry.size, name) : entry.packed;
    demand(content.length === entry.size && crc32(content) === entry.crc, 'malformed', `${name} is not what its header says`);
    return content;
  }

  private expect(at: number, parts: readonly Buffer[], end: number, where: string): void {
    const foreseen = Buffer.concat(parts);
    demand(at + foreseen.length <= end && this.bytes.subarray(at, at + foreseen.length).equals(foreseen), 'malformed', where);
  }
}

function inflated(packed: Buffer, size: number, name: string): Buffer {
  if (packed.length === 0 && size === 0) return packed;
  try {
    const { buffer, engine } = inflateRawSync(packed, { maxOutputLength: size + 1, info: true }) as unknown as { buffer: Buffer; engine: { bytesWritten: number } };
    if (engine.bytesWritten === packed.length) return buffer;
  } catch {
    // Said below.
  }
  throw new Refused('malformed', `${name} does not inflate`);
}
