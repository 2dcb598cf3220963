import { deflateRawSync } from 'node:zlib';
import type { FailureCode } from '../../../shared/base/failure.ts';
import { ENTRY, LIMITS, MIMETYPE } from '../../../shared/bundle/canonical/limits.ts';
import type { VerifyStep } from '../../../electron/bundle/container/opening.ts';
import { sha256 } from '../../../electron/bundle/crypto/hash.ts';
import { both, build, FIRST, set16, set32, type Part } from '../zipByHand.ts';
import { container, partsOf, type Hostile } from './case.ts';

const MIB = 1024 * 1024;

/** A perfect bundle but for one entry. */
function with1(name: string, change: Partial<Part> | ((part: Part) => Partial<Part>)): Uint8Array {
  return build(partsOf().map((part) => (part.name === name ? { ...part, ...(typeof change === 'function' ? change(part) : change) } : part)));
}
/** A perfect bundle with entries more at its end. */
const and = (...more: readonly Part[]): Uint8Array => build([...partsOf(), ...more]);
const named = (name: string): Uint8Array => and({ name });
const end = (change: (bytes: Uint8Array) => Uint8Array): Uint8Array => build(partsOf(), change);

/** Signed, and honest in everything: lines that inflate to what the manifest says, and are none. */
function honestBomb(size: number): Uint8Array {
  const zeros = Buffer.alloc(size);
  const manifest = { path: ENTRY.revisions, size, sha256: sha256(zeros) };
  return build(partsOf({ manifest: (made) => ({ ...made, files: [manifest] }) }).map((part) => (part.name === ENTRY.revisions ? { ...part, data: zeros } : part)));
}

/** 2,000 entries would inflate to a terabyte: what each declares is within the limit. */
function manyBombs(): Uint8Array {
  const packed = deflateRawSync(Buffer.alloc(MIB));
  return and(...Array.from({ length: 3 }, (_, index): Part => ({
    name: `data/attachments/${String(index).padStart(64, '0')}`, data: new Uint8Array(), method: 'deflate', packed, says: { size: LIMITS.file },
  })));
}

const cases: readonly (readonly [string, () => Uint8Array, FailureCode, VerifyStep])[] = [
  // Around the container
  ['B1: an empty file', () => new Uint8Array(), 'malformed', 1],
  ['B1: a text', () => Buffer.from('Это не посылка.'.repeat(10)), 'malformed', 1],
  ['B1: only the magic', () => container().subarray(0, 38 + MIMETYPE.length), 'malformed', 2],
  ['B2: a byte before', () => Buffer.concat([Buffer.from('x'), container()]), 'malformed', 1],
  ['B2: a program before', () => Buffer.concat([Buffer.from('MZ'.padEnd(512, '\0')), container()]), 'malformed', 1],
  ['B2: a byte behind', () => Buffer.concat([container(), Buffer.from('x')]), 'malformed', 2],
  ['B2: another container behind', () => Buffer.concat([container(), container()]), 'malformed', 2],
  ['B2: a comment with a second end record', () => Buffer.concat([end(set16(20, 22)), container().subarray(-22)]), 'malformed', 2],
  ['B2: a second disk', () => end(set16(4, 1)), 'malformed', 2],
  ['B2: fewer entries announced', () => end((bytes) => set16(8, 3)(set16(10, 3)(bytes))), 'malformed', 2],
  ['B2: more entries announced', () => end((bytes) => set16(8, 5)(set16(10, 5)(bytes))), 'malformed', 2],
  ['B2: two counts of entries', () => end(set16(8, 3)), 'malformed', 2],
  ['B2: a directory that lies about its size', () => end(set32(12, 1)), 'malformed', 2],
  ['B2: a directory that lies about its place', () => end(set32(16, 1)), 'malformed', 2],
  ['B2: a directory of 4 GiB', () => end(set32(12, 0xffffffff)), 'malformed', 2],
  ['B3: more entries than allowed', () => end((bytes) => set16(8, LIMITS.entries + 1)(set16(10, LIMITS.entries + 1)(bytes))), 'too-large', 2],
  // Headers
  ['B2: encrypted', () => with1(ENTRY.revisions, both(6, 1)), 'malformed', 2],
  ['B2: a data descriptor', () => with1(ENTRY.revisions, both(6, 8)), 'malformed', 2],
  ['B2: a flag for UTF-8 names', () => with1(ENTRY.revisions, both(6, 0x800)), 'malformed', 2],
  ['B2: another method', () => with1(ENTRY.revisions, both(8, 12)), 'malformed', 2],
  ['B2: another time', () => with1(ENTRY.revisions, both(10, 1)), 'malformed', 2],
  ['B2: a newer version needed', () => with1(ENTRY.revisions, both(4, 45)), 'malformed', 2],
  ['B2: made by Unix, with a mode that makes a link', () => with1(ENTRY.revisions, { central: (bytes) => set32(38, 0xa1ff0000)(set16(4, 0x0314)(bytes)) }), 'malformed', 2],
  ['B2: an extra field', () => with1(ENTRY.revisions, { central: (bytes) => Buffer.concat([set16(30, 4)(bytes), Buffer.alloc(4)]) }), 'malformed', 2],
  ['B2: an extra field in the local header only', () => with1(ENTRY.revisions, { local: (bytes) => Buffer.concat([set16(28, 4)(bytes), Buffer.alloc(4)]) }), 'malformed', 2],
  ['B2: a comment of an entry', () => with1(ENTRY.revisions, { central: (bytes) => Buffer.concat([set16(32, 1)(bytes), Buffer.from('c')]) }), 'malformed', 2],
  ['B2: ZIP64 sizes', () => with1(ENTRY.revisions, { says: { size: 0xffffffff } }), 'malformed', 2],
  ['B2: another name in the local header', () => with1(ENTRY.manifest, { local: (bytes) => Buffer.concat([bytes.subarray(0, 30), Buffer.from('manifest.jsoN')]) }), 'malformed', 2],
  ['B2: another size in the local header', () => with1(ENTRY.manifest, { local: set32(22, 2) }), 'malformed', 2],
  ['B2: another packed size in the local header', () => with1(ENTRY.manifest, { local: set32(18, 2) }), 'malformed', 2],
  ['B2: another checksum in the local header', () => with1(ENTRY.manifest, { local: set32(14, 2) }), 'malformed', 2],
  ['B2: another method in the local header', () => with1(ENTRY.manifest, { local: set16(8, 0) }), 'malformed', 2],
  ['B2: two entries that share their bytes', () => with1(ENTRY.envelope, { central: set32(42, 0) }), 'malformed', 2],
  ['B2: a gap before an entry', () => with1(ENTRY.manifest, { local: (bytes) => Buffer.concat([Buffer.from('gap'), bytes]) }), 'malformed', 2],
  ['B2: mimetype not first', () => build([...partsOf().slice(1), FIRST]), 'malformed', 1],
  ['B2: mimetype deflated', () => with1(ENTRY.mimetype, { method: 'deflate' }), 'malformed', 1],
  ['B1: another mimetype', () => with1(ENTRY.mimetype, { data: Buffer.from('application/vnd.svod.bundle+zap') }), 'malformed', 1],
  // Names
  ...['manifest.json', 'data/revisions.jsonl', 'META-INF/dsse.json', 'mimetype'].map((name) => [`B2: a second ${name}`, () => named(name), 'malformed', 2] as const),
  ...[
    '../manifest.json', 'data/../manifest.json', 'data/attachments/../../../x', '/etc/passwd', '//server/share', 'C:/x', 'data\\revisions.jsonl', 'data/', 'data//revisions.jsonl', './manifest.json',
    'CON', 'NUL.txt', 'COM1', 'data/attachments/aux', 'data/attachments/LPT1.txt', 'META-INF/PRN.p7s/x', 'manifest.json.', 'manifest.json ', 'Manifest.json', 'MANIFEST.JSON', 'data/REVISIONS.jsonl',
    'manifest.json\0.txt', 'data/attachments/\u202etxt', 'дата', `data/attachments/${'A'.repeat(64)}`, `data/attachments/${'0'.repeat(63)}`, 'x'.repeat(200), '', 'META-INF/../x.p7s', 'META-INF/manifest.xml', 'evil.exe',
  ].map((name) => [`B2: an entry named ${JSON.stringify(name).slice(0, 60)}`, () => named(name), 'malformed', 2] as const),
  ['B1: seventeen national signatures', () => and(...Array.from({ length: 17 }, (_, index): Part => ({ name: `META-INF/${index}.p7s` }))), 'too-large', 4],
  ['B1: a national signature beyond the limit', () => and({ name: 'META-INF/a.p7s', data: Buffer.alloc(256 * 1024 + 1), method: 'deflate' }), 'too-large', 4],
  ['B1: a national signature that does not inflate', () => and({ name: 'META-INF/a.p7s', method: 'deflate', packed: Buffer.alloc(100, 0xff) }), 'malformed', 4],
  // Lying sizes, bombs
  ['B3: an entry beyond the limit', () => with1(ENTRY.revisions, { says: { size: LIMITS.file + 1 } }), 'too-large', 2],
  ['B3: entries within the limit, beyond it together', manyBombs, 'too-large', 2],
  ['B3: a manifest beyond the limit', () => with1(ENTRY.manifest, { data: Buffer.alloc(LIMITS.manifest + 1, ' ') }), 'too-large', 3],
  ['B3: an envelope beyond the limit', () => with1(ENTRY.envelope, { data: Buffer.alloc(LIMITS.envelope + 1, ' ') }), 'too-large', 4],
  ['B3: a bomb in the manifest', () => with1(ENTRY.manifest, { packed: deflateRawSync(Buffer.alloc(64 * MIB)) }), 'malformed', 3],
  ['B3: a bomb in the envelope', () => with1(ENTRY.envelope, { packed: deflateRawSync(Buffer.alloc(64 * MIB)) }), 'malformed', 4],
  ['B3: a bomb in the lines', () => with1(ENTRY.revisions, { packed: deflateRawSync(Buffer.alloc(64 * MIB)) }), 'malformed', 5],
  ['B3: a bomb that a key has signed', () => honestBomb(256 * MIB), 'too-large', 6],
  ['B3: a byte more than declared', () => with1(ENTRY.revisions, ({ data }) => ({ packed: deflateRawSync(Buffer.concat([data ?? Buffer.alloc(0), Buffer.from('\n')])) })), 'malformed', 5],
  ['B3: a byte less than declared', () => with1(ENTRY.revisions, ({ data }) => ({ packed: deflateRawSync((data ?? Buffer.alloc(0)).subarray(1)) })), 'malformed', 5],
  ['B3: another checksum than declared', () => with1(ENTRY.revisions, { says: { crc32: 1 } }), 'malformed', 5],
  ['B3: another checksum of the manifest', () => with1(ENTRY.manifest, { says: { crc32: 1 } }), 'malformed', 3],
  ['B2: bytes behind the end of a deflate stream', () => with1(ENTRY.revisions, ({ data }) => ({ packed: Buffer.concat([deflateRawSync(data ?? Buffer.alloc(0)), Buffer.from('abc')]) })), 'malformed', 5],
  ['B2: a deflate stream without its end', () => with1(ENTRY.revisions, ({ data }) => ({ packed: deflateRawSync(data ?? Buffer.alloc(0)).subarray(0, -2) })), 'malformed', 5],
  ['B2: no deflate stream', () => with1(ENTRY.revisions, { packed: Buffer.alloc(100, 0xff) }), 'malformed', 5],
  ['B2: an entry of nothing that says it holds something', () => with1(ENTRY.revisions, { packed: new Uint8Array() }), 'malformed', 5],
];

/** Containers that are wrong around content that is right. */
export const hostileContainers: readonly Hostile[] = cases.map(([name, bytes, code, step]) => ({ name, bytes, code, step }));
