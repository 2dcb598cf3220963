import { closeSync, fstatSync, openSync, readFileSync } from 'node:fs';
import { MIMETYPE } from '../../../shared/bundle/canonical/limits.ts';
import { PAYLOAD } from '../../../shared/bundle/signing/dsse.ts';
import type { FileKind } from '../../../shared/ipc/doctor.ts';
import { SMALL_FILE } from '../container/file.ts';
import { headOf, isEncrypted } from '../crypto/ageHead.ts';

/** Enough of a file to know what it is. */
const HEAD = 4096;

/** What a file is by its first bytes; its name is not asked. Throws trouble of the file system. */
export function classify(path: string): FileKind {
  const file = openSync(path, 'r');
  try {
    if (fstatSync(file).size === 0) return 'empty';
    if (isEncrypted(file)) return 'encrypted';
    const kind = kindOf(headOf(file, HEAD));
    return kind === 'text' && fstatSync(file).size <= SMALL_FILE ? (envelopeKind(readFileSync(file, 'latin1')) ?? kind) : kind;
  } finally {
    closeSync(file);
  }
}

function kindOf(head: Buffer): FileKind {
  const text = head.toString('latin1');
  const begins = (...bytes: readonly number[]): boolean => bytes.every((byte, at) => head[at] === byte);
  if (begins(0x50, 0x4b, 3, 4)) return text.slice(30, 38) === 'mimetype' && text.slice(38).startsWith(MIMETYPE) ? 'bundle' : /\[Content_Types\]\.xml|xl\//.test(text) ? 'workbook' : 'archive';
  if (begins(0x50, 0x4b) || begins(0x37, 0x7a, 0xbc, 0xaf) || text.startsWith('Rar!') || begins(0x1f, 0x8b)) return 'archive';
  if (text.startsWith('SQLite format 3\0')) return 'database';
  if (text.startsWith('%PDF-')) return 'pdf';
  if (begins(0xd0, 0xcf, 0x11, 0xe0)) return 'workbook';
  if (begins(0x89, 0x50, 0x4e, 0x47) || begins(0xff, 0xd8, 0xff) || text.startsWith('GIF8')) return 'image';
  if (text.startsWith('MZ') || begins(0x7f, 0x45, 0x4c, 0x46)) return 'program';
  return paperOf(text) ?? (looksLikeText(head) ? 'text' : 'unknown');
}

/** Our own JSON files: canonical, so that each begins as its kind always does. */
function paperOf(text: string): FileKind | null {
  if (/^\{"claim":\{/.test(text) && !text.includes('"payloadType"')) return 'proof';
  if (/^\{\s*"format":\s*"svod-key"/.test(text)) return 'private-key';
  if (/^\{"format":"svod-trust"/.test(text)) return 'registry';
  return null;
}

const TYPES: readonly (readonly [string, FileKind])[] = [
  [PAYLOAD.receipt, 'receipt'], [PAYLOAD.publicKey, 'public-key'], [PAYLOAD.registry, 'registry'], [PAYLOAD.form, 'form-pack'],
];

/** The kind of an envelope by its payload type; null when it is of none of ours. `text` is the whole file. */
function envelopeKind(text: string): FileKind | null {
  if (!text.startsWith('{"payload')) return null;
  // Keys are sorted: the type stands behind the payload, before the signatures.
  const [, type = ''] = /"payloadType":"([^"]{1,100})"/.exec(text) ?? [];
  return TYPES.find(([known]) => type === known || sameFamily(type, known))?.[1] ?? null;
}

/** The same kind in another version: `application/vnd.svod.receipt+json;v=2`. */
function sameFamily(type: string, known: string): boolean {
  return type.split(';')[0] === known.split(';')[0];
}

function looksLikeText(head: Buffer): boolean {
  return !head.includes(0) && !head.toString('utf8').slice(0, -4).includes('\ufffd');
}
