import { Readable } from 'node:stream';
import type { Sha256 } from '../../../shared/base/hash.ts';
import { ok, type Result } from '../../../shared/base/result.ts';
import { refuse, type Refusal } from '../../../shared/bundle/canonical/failure.ts';
import { ENTRY, isAttachment, isListed, LIMITS } from '../../../shared/bundle/canonical/limits.ts';
import type { ZipEntry } from '../../../shared/bundle/canonical/zip.ts';
import type { Manifest, ManifestFile } from '../../../shared/bundle/revision/manifest.ts';
import { isNewer } from '../../../shared/bundle/revision/manifestText.ts';
import { createMerkleTree } from '../../../shared/bundle/revision/merkle.ts';
import { isCommissionsWord, type RevisionId } from '../../../shared/bundle/revision/revision.ts';
import { parsePersonal, parseRevision, personalCommitment, revisionId } from '../../../shared/bundle/revision/revisionLine.ts';
import { createSha256, decodeUtf8, sha256 } from '../crypto/hash.ts';
import { readEntry } from './container.ts';
import type { CheckedRevision, Sink, Trust } from './opening.ts';

/** The content of a bundle whose signatures held. */
export interface Content {
  readonly file: number;
  readonly entries: ReadonlyMap<string, ZipEntry>;
  readonly manifest: Manifest;
  /** Small files as step 5 read them, by name. */
  readonly kept: Map<string, readonly Uint8Array[]>;
  /** Told of every piece that was read. */
  readonly tick: (bytes: number) => void;
}

/** Lines up to this size are kept between steps 5 and 6; larger files are read, and hashed, twice. */
const KEPT = 32 * 1024 * 1024;

/** Step 5: the set of entries equals the list, and every file has its size and hash (B5, B18). */
export async function checkFiles(content: Content, sink: Sink): Promise<Result<null, Refusal>> {
  const { entries, manifest } = content;
  const listed = [...entries.keys()].filter(isListed).sort();
  if (listed.length !== manifest.files.length || !manifest.files.every((file, index) => file.path === listed[index]))
    return refuse('hash-mismatch', 'the files are not those of the manifest');
  if (!entries.has(ENTRY.revisions)) return refuse('malformed', 'no revisions');
  let attachments = 0;
  for (const file of manifest.files) {
    const entry = entries.get(file.path);
    if (!entry || entry.size !== file.size) return refuse('hash-mismatch', `size of ${file.path}`);
    if (isAttachment(file.path)) attachments += 1;
    const checked = await checkFile(content, entry, file, sink);
    if (!checked.ok) return checked;
  }
  return attachments === manifest.counts.attachments ? ok(null) : refuse('malformed', 'count of attachments');
}

async function checkFile(content: Content, entry: ZipEntry, file: ManifestFile, sink: Sink): Promise<Result<null, Refusal>> {
  if (isAttachment(file.path) && !file.path.endsWith(file.sha256)) return refuse('hash-mismatch', `name of ${file.path}`);
  const digest = createSha256();
  const kept: Uint8Array[] = [];
  for await (const piece of readEntry(content.file, entry)) {
    content.tick(piece.length);
    digest.update(piece);
    if (isAttachment(file.path)) sink.attachment?.(file.sha256, piece);
    else if (entry.size <= KEPT) kept.push(piece);
  }
  if (digest.digest('hex') !== file.sha256) return refuse('hash-mismatch', file.path);
  if (!isAttachment(file.path) && entry.size <= KEPT) content.kept.set(file.path, kept);
  return ok(null);
}

/** Step 6: every line canonical, of the right shape, its id computed, ids rising; root and counts as the manifest says (B5–B8). */
export async function readLines(content: Content, { knowsForm, checked }: Pick<Trust, 'knowsForm' | 'checked'>, sink: Sink): Promise<Result<null, Refusal>> {
  const personal = content.entries.has(ENTRY.personal);
  const checks = checkLines(content.manifest, knowsForm, sink, personal);
  const lookUp = sink.revision || personal ? undefined : checked;
  const revisions = await eachLine(content, ENTRY.revisions, (line) => {
    const id = lookUp && revisionId(sha256, line);
    const known = id === undefined ? null : (lookUp?.(id) ?? null);
    return id !== undefined && known ? checks.known(id, known) : takeLine(line, ENTRY.revisions, checks.revision);
  });
  if (!revisions.ok) return revisions;
  const whole = checks.whole();
  return whole.ok && personal ? eachLine(content, ENTRY.personal, (line) => takeLine(line, ENTRY.personal, checks.personal)) : whole;
}

/** The checks of step 6, for lines wherever they come from: all revisions first, then `whole`, then the personal answers. */
export interface LineChecks {
  readonly revision: Line;
  /** A line that is known by its id: checked before, byte for byte, and not parsed again. */
  readonly known: (id: RevisionId, revision: CheckedRevision) => Result<null, Refusal>;
  readonly whole: () => Result<null, Refusal>;
  readonly personal: Line;
}

/** What the lines of a bundle must be under a manifest whose signatures held. `personal`: whether personal answers follow. */
export function checkLines(manifest: Manifest, knowsForm: (hash: Sha256) => boolean, sink: Sink, personal: boolean): LineChecks {
  const newer = isNewer(manifest.formatVersion);
  const tree = createMerkleTree(sha256);
  const companies = new Set<string>();
  const forms = new Set([manifest.form.hash]);
  const commitments = new Map<RevisionId, Sha256>();
  let previous = '';
  let previousPersonal = '';

  function known(id: RevisionId, { entity, form }: CheckedRevision): Result<null, Refusal> {
    if (id <= previous) return refuse('malformed', 'revisions are not sorted');
    previous = id;
    if (tree.size >= LIMITS.revisions) return refuse('too-large', 'revisions');
    tree.add(id);
    companies.add(entity);
    if (form.id !== manifest.form.id) return refuse('malformed', 'a revision of another form');
    if (!forms.has(form.hash)) {
      if (!knowsForm(form.hash)) return refuse('unknown-form', form.hash);
      forms.add(form.hash);
    }
    return ok(null);
  }

  return {
    known,
    revision(line, text) {
      const parsed = parseRevision(text, newer);
      if (!parsed.ok) return parsed;
      const revision = parsed.value;
      const id = revisionId(sha256, line);
      const standing = known(id, revision);
      if (!standing.ok) return standing;
      if (isCommissionsWord(revision) && manifest.issuer.country !== 'EAEU') return refuse('policy-unmet', 'a decision that is not by the Commission');
      if (personal && revision.personal !== undefined) commitments.set(id, revision.personal);
      sink.revision?.({ id, revision, body: line });
      return ok(null);
    },
    whole() {
      if (tree.root() !== manifest.revisionsRoot) return refuse('hash-mismatch', 'root of the revisions');
      return tree.size === manifest.counts.revisions && companies.size === manifest.counts.companies ? ok(null) : refuse('malformed', 'counts');
    },
    /** Personal lines belong to revisions of this bundle and open their commitments (B7). */
    personal(line, text) {
      const parsed = parsePersonal(text, newer);
      if (!parsed.ok) return parsed;
      const { revision } = parsed.value;
      if (revision <= previousPersonal) return refuse('malformed', 'personal lines are not sorted');
      previousPersonal = revision;
      if (personalCommitment(sha256, parsed.value) !== commitments.get(revision)) return refuse('hash-mismatch', 'personal answers of another revision');
      sink.personal?.(revision, line);
      return ok(null);
    },
  };
}

type Line = (line: Uint8Array, text: string) => Result<null, Refusal>;

/** Reads a file of lines, each ended by one line feed and at most 1 MiB (B3, B6). */
async function eachLine(content: Content, name: string, take: (line: Uint8Array) => Result<null, Refusal>): Promise<Result<null, Refusal>> {
  let rest: Uint8Array = new Uint8Array();
  const digest = createSha256();
  const kept = content.kept.get(name);
  for await (const piece of kept ?? piecesOf(content, name)) {
    content.tick(piece.length);
    if (!kept) digest.update(piece);
    let from = 0;
    for (let at = piece.indexOf(10); at >= 0; at = piece.indexOf(10, from)) {
      const line = rest.length === 0 ? view(piece, from, at) : Buffer.concat([rest, piece.subarray(from, at)]);
      rest = new Uint8Array();
      from = at + 1;
      const taken = line.length > LIMITS.line ? refuse('too-large', `a line of ${name}`) : take(line);
      if (!taken.ok) return taken;
    }
    rest = Buffer.concat([rest, piece.subarray(from)]);
    if (rest.length > LIMITS.line) return refuse('too-large', `a line of ${name}`);
  }
  if (rest.length > 0) return refuse('not-canonical', `${name} does not end with a line feed`);
  const listed = content.manifest.files.find((file) => file.path === name);
  // The file may have been changed on the stick between two readings.
  return kept || digest.digest('hex') === listed?.sha256 ? ok(null) : refuse('hash-mismatch', name);
}

/** A part of a piece as a Buffer over the same bytes. */
function view(piece: Uint8Array, from: number, to: number): Buffer {
  return Buffer.from(piece.buffer, piece.byteOffset + from, to - from);
}

export function takeLine(line: Uint8Array, name: string, take: Line): Result<null, Refusal> {
  if (line.length > LIMITS.line) return refuse('too-large', `a line of ${name}`);
  const text = decodeUtf8(line);
  return text === null ? refuse('not-canonical', `${name} is not UTF-8`) : take(line, text);
}

function piecesOf(content: Content, name: string): AsyncIterable<Uint8Array> {
  const entry = content.entries.get(name);
  return entry ? readEntry(content.file, entry) : Readable.from([]);
}
