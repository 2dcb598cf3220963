import { closeSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32, deflateRawSync } from 'node:zlib';
import { Uint8ArrayReader, ZipReader, ZipWriter, Uint8ArrayWriter, TextReader, type FileEntry } from '@zip.js/zip.js';
import { describe, expect, test } from 'vitest';
import { BadEntry, checkMagic, createContainer, readDirectory, readEntry, readWhole } from '../../../electron/bundle/container/container.ts';
import { ENTRY, LIMITS, MIMETYPE } from '../../../shared/bundle/canonical/limits.ts';
import { printLocalHeader, type ZipEntry } from '../../../shared/bundle/canonical/zip.ts';
import { forge, newFolder } from '../../helpers/bundles.ts';
import { watchHeld } from '../../helpers/held.ts';
import { fc } from '../../helpers/properties.ts';
import { both, build, FIRST as first, set16, set32 } from '../../helpers/zipByHand.ts';

const path = join(newFolder(), 'c.svod');

function verdict(bytes: Uint8Array): 'malformed' | 'too-large' | 'accepted' {
  writeFileSync(path, bytes);
  const file = openSync(path, 'r');
  try {
    const size = checkMagic(file);
    if (!size.ok) return size.error.code as 'malformed' | 'too-large';
    const entries = readDirectory(file, size.value);
    return entries.ok ? 'accepted' : (entries.error.code as 'malformed' | 'too-large');
  } finally {
    closeSync(file);
  }
}

describe('B1, B2: the strict profile', () => {
  test('accepts what we write, and zip.js reads the same in it, allowing no ambiguity', async () => {
    await forge(path);
    const bytes = readFileSync(path);
    expect(verdict(bytes)).toBe('accepted');
    const reader = new ZipReader(new Uint8ArrayReader(bytes), { checkAmbiguity: true });
    const entries = (await reader.getEntries()) as FileEntry[];
    expect(entries.map((entry) => entry.filename)).toEqual([ENTRY.mimetype, ENTRY.manifest, ENTRY.revisions, ENTRY.envelope]);
    const file = openSync(path, 'r');
    const found = readDirectory(file, bytes.length);
    for (const entry of entries) {
      const theirs = Buffer.from(await entry.arrayBuffer({ checkAmbiguity: true }));
      const ours = found.ok ? await readWhole(file, found.value.get(entry.filename) as never) : null;
      expect(Buffer.compare(theirs, ours as Uint8Array)).toBe(0);
    }
    closeSync(file);
  });

  const cases: readonly (readonly [string, () => Uint8Array])[] = [
    ['an encryption flag', () => build([first, { name: ENTRY.manifest, ...both(6, 1) }])],
    ['a data descriptor', () => build([first, { name: ENTRY.manifest, ...both(6, 8) }])],
    ['a method other than store and deflate', () => build([first, { name: ENTRY.manifest, ...both(8, 12) }])],
    ['an extra field', () => build([first, { name: ENTRY.manifest, central: (bytes) => Buffer.concat([set16(30, 4)(bytes), Buffer.alloc(4)]) }])],
    ['an extra field in the local header only', () => build([first, { name: ENTRY.manifest, local: (bytes) => Buffer.concat([set16(28, 4)(bytes), Buffer.alloc(4)]) }])],
    ['a comment of an entry', () => build([first, { name: ENTRY.manifest, central: (bytes) => Buffer.concat([set16(32, 1)(bytes), Buffer.from('c')]) }])],
    ['a comment of the archive', () => Buffer.concat([build([first], set16(20, 1)), Buffer.from('c')])],
    ['ZIP64 sizes', () => build([first, { name: ENTRY.manifest, central: (bytes) => set32(20, 0xffffffff)(set32(24, 0xffffffff)(bytes)) }])],
    ['two entries of one name', () => build([first, { name: ENTRY.manifest }, { name: ENTRY.manifest }])],
    ['another name in the local header', () => build([first, { name: ENTRY.manifest, local: (bytes) => Buffer.concat([bytes.subarray(0, 30), Buffer.from('manifest.jsoN')]) }])],
    ['another size in the local header', () => build([first, { name: ENTRY.manifest, local: set32(22, 2) }])],
    ['another checksum in the local header', () => build([first, { name: ENTRY.manifest, local: set32(14, 1) }])],
    ['a gap between entries', () => build([{ ...first, data: Buffer.from(`${MIMETYPE} `), central: (bytes) => set32(20, 39)(set32(24, 39)(bytes)) }, { name: ENTRY.manifest }])],
    ['an offset that points elsewhere', () => build([first, { name: ENTRY.manifest, central: set32(42, 0) }])],
    ['fewer entries announced than there are', () => build([first, { name: ENTRY.manifest }], (bytes) => set16(8, 1)(set16(10, 1)(bytes)))],
    ['more entries announced than there are', () => build([first], (bytes) => set16(8, 2)(set16(10, 2)(bytes)))],
    ['a second disk', () => build([first], set16(4, 1))],
    ['mimetype not first', () => build([{ name: ENTRY.manifest }, first])],
    ['another mimetype', () => build([{ name: ENTRY.mimetype, data: Buffer.from('application/zip') }])],
    ['an absolute name', () => build([first, { name: '/etc/passwd' }])],
    ['a name that climbs', () => build([first, { name: '../manifest.json' }])],
    ['a name with a backslash', () => build([first, { name: 'data\\revisions.jsonl' }])],
    ['a folder', () => build([first, { name: 'data/', data: new Uint8Array() }])],
    ['nothing at all', () => new Uint8Array()],
    ['a text file', () => Buffer.from('Это не посылка.'.repeat(10))],
  ];
  test.each(cases)('refuses %s', (_, made) => {
    expect(verdict(made())).toBe('malformed');
  });

  test('refuses a ZIP with the data descriptors and extra fields that general tools write', async () => {
    const writer = new ZipWriter(new Uint8ArrayWriter());
    await writer.add(ENTRY.mimetype, new TextReader(MIMETYPE), { level: 0 });
    expect(verdict(await writer.close())).toBe('malformed');
  });

  test('never throws, whatever the bytes', () => {
    const head = Buffer.from(build([first]));
    fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), fc.nat(head.length), (noise, at) => {
      expect(['malformed', 'accepted']).toContain(verdict(Buffer.concat([head.subarray(0, at), noise, head.subarray(at)])));
    }), { numRuns: 300 });
  });
});

describe('B3: limits', () => {
  test('refuses too many entries, and too large ones, before reading any', () => {
    expect(verdict(build([first], (bytes) => set16(8, LIMITS.entries + 1)(set16(10, LIMITS.entries + 1)(bytes))))).toBe('too-large');
    const large = (at: number): ((bytes: Uint8Array) => Uint8Array) => set32(at, LIMITS.file + 1);
    const bytes = build([first, { name: ENTRY.revisions, local: (header) => large(22)(set16(8, 8)(header)), central: (header) => large(24)(set16(10, 8)(header)) }]);
    expect(verdict(bytes)).toBe('too-large');
  });

  test('stops a bomb at its declared size', async () => {
    const bomb = deflateRawSync(Buffer.alloc(64 * 1024 * 1024));
    const declared: ZipEntry = { name: ENTRY.revisions, method: 'deflate', crc32: 0, compressedSize: bomb.length, size: 1000, offset: 0 };
    writeFileSync(path, Buffer.concat([printLocalHeader(declared), bomb]));
    let read = 0;
    const file = openSync(path, 'r');
    await expect(async () => {
      for await (const piece of readEntry(file, declared)) read += piece.length;
    }).rejects.toThrow(BadEntry);
    closeSync(file);
    expect(read).toBeLessThanOrEqual(1000);
  });

  test('refuses bytes hidden behind the end of a deflate stream, and less or other content than declared', async () => {
    const content = Buffer.from('{"a":1}\n');
    const packed = deflateRawSync(content);
    const entry: ZipEntry = { name: ENTRY.revisions, method: 'deflate', crc32: crc32(content), compressedSize: packed.length, size: content.length, offset: 0 };
    const read = async (changed: Partial<ZipEntry>, data: Uint8Array): Promise<string> => {
      const found = { ...entry, ...changed };
      writeFileSync(path, Buffer.concat([printLocalHeader(found), data]));
      const file = openSync(path, 'r');
      try {
        return Buffer.from(await readWhole(file, found)).toString();
      } catch (error) {
        if (error instanceof BadEntry) return 'refused';
        throw error;
      } finally {
        closeSync(file);
      }
    };
    expect(await read({}, packed)).toBe('{"a":1}\n');
    expect(await read({ compressedSize: packed.length + 3 }, Buffer.concat([packed, Buffer.from('abc')]))).toBe('refused');
    expect(await read({ size: content.length + 1 }, packed)).toBe('refused');
    expect(await read({ size: content.length - 1 }, packed)).toBe('refused');
    expect(await read({ crc32: entry.crc32 ^ 1 }, packed)).toBe('refused');
    expect(await read({ compressedSize: packed.length - 1 }, packed)).toBe('refused');
  });

  test('memory does not grow with the content', async () => {
    const piece = Buffer.alloc(1024 * 1024, 'Я');
    const out = openSync(path, 'w');
    const container = createContainer(out);
    await container.add(ENTRY.mimetype, 'store', [Buffer.from(MIMETYPE)]);
    await container.add(ENTRY.revisions, 'deflate', Array.from({ length: 200 }, () => piece));
    const size = container.finish();
    closeSync(out);
    const file = openSync(path, 'r');
    const entries = readDirectory(file, size);
    let read = 0;
    const held = watchHeld();
    for await (const chunk of readEntry(file, (entries.ok && entries.value.get(ENTRY.revisions)) as never)) {
      read += chunk.length;
      held.look();
    }
    closeSync(file);
    expect(read).toBe(200 * piece.length);
    expect(held.most()).toBeLessThan(16 * 1024 * 1024);
  });

  test('writes the same bytes for the same content', async () => {
    await forge(path);
    const once = readFileSync(path);
    await forge(path);
    expect(Buffer.compare(once, readFileSync(path))).toBe(0);
  });
});
