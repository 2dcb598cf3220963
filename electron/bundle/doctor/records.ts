import type { Failure } from '../../../shared/base/failure.ts';
import { ENTRY, isListed, LIMITS } from '../../../shared/bundle/canonical/limits.ts';
import type { Manifest } from '../../../shared/bundle/revision/manifest.ts';
import { isNewer } from '../../../shared/bundle/revision/manifestText.ts';
import { RESERVED, type Revision, type RevisionId } from '../../../shared/bundle/revision/revision.ts';
import { parseRevision, revisionId } from '../../../shared/bundle/revision/revisionLine.ts';
import { shortCode } from '../../../shared/bundle/signing/fingerprint.ts';
import type { ExaminedContent, ExaminedRecord } from '../../../shared/ipc/doctor.ts';
import type { StoredRevision } from '../../database/tables/revision.ts';
import { BadEntry, checkMagic, readDirectory, readEntry } from '../container/container.ts';
import { openSource, type Decrypt } from '../container/source.ts';
import { createSha256, decodeUtf8, sha256 } from '../crypto/hash.ts';

/** So many records are shown: those with trouble, then the first of the others. */
const SHOWN = 300;

/** Which records are asked for, and how this workspace calls their companies. */
export interface Asked {
  /** Their ids begin so; empty for all. */
  readonly code: string;
  readonly nameOf: (entity: string) => string | null;
}

/**
 * Everything in a bundle that can still be read, good or bad, though nothing of it may be believed: each file against its hash, each line by
 * itself. Null where not even the directory holds. Memory does not grow with the bundle beyond what is shown.
 */
export async function readContent(path: string, decrypt: Decrypt | undefined, manifest: Manifest | null, asked: Asked, watch: () => void): Promise<ExaminedContent | null> {
  const source = await openSource(path, decrypt, watch);
  try {
    if (source.refusal) return null;
    const size = checkMagic(source.file);
    const entries = size.ok ? readDirectory(source.file, size.value) : size;
    if (!entries.ok) return null;
    const files: { path: string; size: number; failure: Failure | null }[] = [];
    const lines = createLines(manifest, asked);
    for (const entry of entries.value.values()) {
      const listed = manifest?.files.find((file) => file.path === entry.name);
      const digest = createSha256();
      let failure: Failure | null = null;
      try {
        for await (const piece of readEntry(source.file, entry)) {
          watch();
          digest.update(piece);
          if (entry.name === ENTRY.revisions) lines.take(piece);
        }
        if (isListed(entry.name) && manifest && listed?.sha256 !== digest.digest('hex')) failure = { code: 'hash-mismatch' };
      } catch (error) {
        if (!(error instanceof BadEntry)) throw error;
        failure = { code: 'malformed' };
      }
      if (entry.name === ENTRY.revisions) lines.end();
      files.push({ path: entry.name, size: entry.size, failure });
    }
    for (const { path: name, size: declared } of manifest?.files ?? []) if (!entries.value.has(name)) files.push({ path: name, size: declared, failure: { code: 'hash-mismatch' } });
    return { files, ...lines.result() };
  } finally {
    source.close();
  }
}

/** Lines one by one, as they come in pieces. */
function createLines(manifest: Manifest | null, asked: Asked): { take(piece: Uint8Array): void; end(): void; result(): Omit<ExaminedContent, 'files'> } {
  const bad: ExaminedRecord[] = [];
  const good: ExaminedRecord[] = [];
  let rest: Uint8Array = new Uint8Array();
  let count = 0;
  let troubles = 0;
  let found = 0;
  let previous = '';

  const line = (bytes: Uint8Array): void => {
    count += 1;
    const id = revisionId(sha256, bytes);
    const record = readRecord(bytes, { line: count, id }, manifest, asked, previous);
    previous = id;
    if (record.failure) troubles += 1;
    if (!id.startsWith(asked.code)) return;
    found += 1;
    const list = record.failure ? bad : good;
    if (list.length < SHOWN) list.push(record);
  };
  return {
    take(piece) {
      let from = 0;
      for (let at = piece.indexOf(10); at >= 0; at = piece.indexOf(10, from)) {
        line(Buffer.concat([rest, piece.subarray(from, at)]));
        rest = new Uint8Array();
        from = at + 1;
      }
      // Longer than any line may be: what is behind its limit is not kept, and the line is refused all the same.
      rest = Buffer.concat([rest, piece.subarray(from)]).subarray(0, LIMITS.line + 1);
    },
    end() {
      if (rest.length > 0) line(rest);
      rest = new Uint8Array();
    },
    result: () => ({ total: count, bad: troubles, found, records: [...bad, ...good].slice(0, SHOWN) }),
  };
}

interface Place {
  readonly line: number;
  readonly id: RevisionId;
}

function readRecord(bytes: Uint8Array, place: Place, manifest: Manifest | null, asked: Asked, previous: string): ExaminedRecord {
  const nothing = { line: place.line, code: shortCode(place.id), entity: null, company: null, op: null, person: null, claimedAt: null };
  if (bytes.length > LIMITS.line) return { ...nothing, failure: { code: 'too-large' } };
  const text = decodeUtf8(bytes);
  if (text === null) return { ...nothing, failure: { code: 'not-canonical' } };
  const parsed = parseRevision(text, manifest ? isNewer(manifest.formatVersion) : true);
  if (!parsed.ok) return { ...nothing, failure: { code: parsed.error.code, values: { detail: parsed.error.detail } } };
  return recordOf(parsed.value, place, asked, orderTrouble(place.id, previous) ?? formTrouble(parsed.value, manifest));
}

function recordOf(revision: Revision, { line, id }: Place, { nameOf }: Asked, failure: Failure | null = null): ExaminedRecord {
  const { entity, op, person, claimedAt, set } = revision;
  const number = set[RESERVED.number];
  return { line, code: shortCode(id), entity, company: nameOf(entity) ?? (typeof number === 'string' ? number : null), op, person, claimedAt, failure };
}

const orderTrouble = (id: string, previous: string): Failure | null => (id <= previous ? { code: 'malformed', values: { detail: 'not sorted, or twice' } } : null);

function formTrouble(revision: Revision, manifest: Manifest | null): Failure | null {
  return manifest && revision.form.id !== manifest.form.id ? { code: 'malformed', values: { detail: 'another form' } } : null;
}

/** Gathers the records of a bundle that holds, as they pass. */
export function createGatherer(asked: Asked): { add(stored: Pick<StoredRevision, 'id' | 'revision'>): void; content(manifest: Manifest): ExaminedContent } {
  const records: ExaminedRecord[] = [];
  let [total, found] = [0, 0];
  return {
    add({ id, revision }) {
      total += 1;
      if (!id.startsWith(asked.code)) return;
      found += 1;
      if (records.length < SHOWN) records.push(recordOf(revision, { line: total, id }, asked));
    },
    content: (manifest) => ({ files: manifest.files.map(({ path, size }) => ({ path, size, failure: null })), total, bad: 0, found, records }),
  };
}
