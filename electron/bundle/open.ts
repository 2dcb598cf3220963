import { fstatSync } from 'node:fs';
import type { Failure } from '../../shared/base/failure.ts';
import type { Sha256 } from '../../shared/base/hash.ts';
import { err, ok, type Result } from '../../shared/base/result.ts';
import { PAYLOAD, parseEnvelope } from '../../shared/bundle/dsse.ts';
import { refuse, type Refusal } from '../../shared/bundle/failure.ts';
import { ENTRY, LIMITS } from '../../shared/bundle/limits.ts';
import type { Manifest } from '../../shared/bundle/manifest.ts';
import { parseManifest } from '../../shared/bundle/manifestText.ts';
import { checkSignatures, checkSigners } from '../../shared/bundle/policy.ts';
import type { Registry, RegistryEntry } from '../../shared/bundle/registry.ts';
import type { RevisionId } from '../../shared/bundle/revision.ts';
import type { VerifyFunction } from '../../shared/bundle/signing.ts';
import type { ZipEntry } from '../../shared/bundle/zip.ts';
import type { NationalSignature } from '../database/national.ts';
import type { StoredRevision } from '../database/revision.ts';
import { isFileTrouble } from '../database/trouble.ts';
import { BadEntry, checkMagic, hashFile, readDirectory, readWhole } from './container.ts';
import { checkFiles, readLines, type Content } from './content.ts';
import { verifyEd25519 } from './ed25519.ts';
import { decodeUtf8, sha256 } from './hash.ts';
import { openSource, type Decrypt, type Source } from './source.ts';

/** The steps of B18 that verify; 7 and 8 are the merge. */
export type VerifyStep = 1 | 2 | 3 | 4 | 5 | 6;

/** What is asked of a revision that is known by its id. */
export interface CheckedRevision {
  readonly entity: string;
  readonly form: { readonly id: string; readonly hash: Sha256 };
}

/** Against what a bundle is judged. */
export interface Trust {
  /** The registry in force; without one nobody is known. */
  readonly registry: Registry | null;
  readonly knowsForm: (hash: Sha256) => boolean;
  readonly verify?: VerifyFunction;
  /**
   * What is known of a revision that was checked, whole, before: its line is then taken by its id and not parsed again. Not asked when somebody wants the
   * revisions themselves, or when personal answers go along.
   */
  readonly checked?: (id: RevisionId) => CheckedRevision | null;
  /** Whether a bundle may still await signatures that the policy demands: for those who give them (B12). */
  readonly awaits?: boolean;
  /** What opens encrypted bundles (B4); without it they are refused as `cannot-decrypt`. */
  readonly decrypt?: Decrypt;
}

/**
 * Where the content goes while it is read. What it is given has passed its own checks, but the whole holds only when
 * {@link openBundle} is ok: stage it in a transaction, and roll back otherwise (B18 step 6).
 */
export interface Sink {
  /**
   * Called after step 4, before any content. An answer (`already-merged`) ends the reading after step 5: a damaged copy is
   * refused as damaged, whatever its manifest says; nothing more reaches the sink.
   */
  readonly begin?: (head: SignedHead) => Refusal | null;
  /** Revisions in the order of their ids. */
  readonly revision?: (stored: StoredRevision) => void;
  /** Personal answers of a revision that came before (B7); `line` is to be kept as it is. */
  readonly personal?: (revision: string, line: Uint8Array) => void;
  /** Pieces of an attachment, in order; `digest` is its name. Its hash has been checked. */
  readonly attachment?: (digest: Sha256, piece: Uint8Array) => void;
  /**
   * Called when everything has passed; `hash` reads the whole container (decrypted) once more and gives its SHA-256. A verified bundle is known
   * by its manifest, so nobody pays for a second hash who does not ask.
   */
  readonly container?: (hash: () => Sha256) => void;
}

export interface Watch {
  readonly onStep?: (step: VerifyStep, state: 'running' | 'passed' | 'failed', failure?: Failure) => void;
  /** Bytes of content read in steps 5 and 6, of all there are. */
  readonly onProgress?: (done: number, total: number) => void;
  /** Throws to stop. */
  readonly checkCancelled?: () => void;
}

/** What a signature stands behind. */
export interface SignedHead {
  readonly manifest: Manifest;
  readonly manifestHash: Sha256;
  readonly manifestBytes: Uint8Array;
  readonly envelopeBytes: Uint8Array;
  /** The registry's entries of the keys that signed, at least one. */
  readonly signers: readonly RegistryEntry[];
  /** National signatures that travel along: carried, shown, never judged (B1). */
  readonly nationals: readonly NationalSignature[];
}

/** A bundle that passed steps 1–6. */
export interface VerifiedBundle extends SignedHead {
  /** Of the container, decrypted. */
  readonly size: number;
}

/** A bundle that did not; what had been read until then is only claimed. */
export interface RefusedBundle {
  readonly step: VerifyStep;
  readonly failure: Failure;
  readonly size: number;
  /** Of the container, or of the encrypted file that stayed closed; null when it could not be read at all. */
  readonly sha256: Sha256 | null;
  readonly claimed: { readonly manifest: Manifest; readonly manifestHash: Sha256 } | null;
  /** Empty until the signatures held. */
  readonly signers: readonly RegistryEntry[];
}

/**
 * Verifies a bundle in the order of B18, steps 1–6, and hands its content to the sink. Never throws for a bad file: the
 * answer says at which step it was refused and why. Memory does not grow with the bundle (B3).
 */
export async function openBundle(path: string, trust: Trust, sink: Sink = {}, watch: Watch = {}): Promise<Result<VerifiedBundle, RefusedBundle>> {
  const found: Found = { step: 1, size: 0, hash: null, claimed: null, signers: [] };
  let source: Source | null = null;
  try {
    source = await openSource(path, trust.decrypt, () => watch.checkCancelled?.());
    const verified = await verifySteps(source, trust, sink, watch, found);
    if (verified.ok) return verified;
    return refused(found, watch, { code: verified.error.code, values: { detail: verified.error.detail } });
  } catch (error) {
    if (error instanceof BadEntry) return refused(found, watch, { code: 'malformed', values: { detail: error.message } });
    // What the sink throws (a full disk under the staging) is the caller's, not the bundle's.
    if (!isFileTrouble(error)) throw error;
    return refused(found, watch, { code: 'file-unreadable' });
  } finally {
    source?.close();
  }
}

type Entries = ReadonlyMap<string, ZipEntry>;

/** What is known so far: for the answer when a later step fails. */
interface Found {
  step: VerifyStep;
  size: number;
  /** Once it is known that the file is worth hashing. */
  hash: (() => Sha256) | null;
  claimed: RefusedBundle['claimed'];
  signers: readonly RegistryEntry[];
}

async function verifySteps({ file, refusal }: Source, trust: Trust, sink: Sink, watch: Watch, found: Found): Promise<Result<VerifiedBundle, Refusal>> {
  const begin = (step: VerifyStep): void => {
    if (step > 1) watch.onStep?.((step - 1) as VerifyStep, 'passed');
    watch.checkCancelled?.();
    found.step = step;
    watch.onStep?.(step, 'running');
  };

  begin(1);
  if (refusal) {
    found.size = fstatSync(file).size;
    if (refusal.code === 'cannot-decrypt') found.hash = () => hashFile(file);
    return err(refusal);
  }
  const size = checkMagic(file);
  if (!size.ok) return size;
  found.size = size.value;
  found.hash = () => hashFile(file);

  begin(2);
  const entries = readDirectory(file, size.value);
  if (!entries.ok) return entries;

  begin(3);
  const manifest = await readManifest(file, entries.value);
  if (!manifest.ok) return manifest;
  found.claimed = { manifest: manifest.value.manifest, manifestHash: manifest.value.manifestHash };

  begin(4);
  const head = await readSignatures(file, entries.value, manifest.value, trust);
  if (!head.ok) return head;
  found.signers = head.value.signers;
  if (!trust.knowsForm(head.value.manifest.form.hash)) return refuse('unknown-form', head.value.manifest.form.hash);
  const stopped = sink.begin?.(head.value);

  begin(5);
  const content: Content = { file, entries: entries.value, manifest: head.value.manifest, kept: new Map(), tick: ticker(entries.value, watch) };
  const files = await checkFiles(content, stopped ? {} : sink);
  if (!files.ok) return files;
  if (stopped) return err(stopped);

  begin(6);
  const lines = await readLines(content, trust, sink);
  if (!lines.ok) return lines;
  watch.onStep?.(6, 'passed');
  sink.container?.(found.hash);
  return ok({ ...head.value, size: size.value });
}

/** Step 3: at most 4 MiB, canonical, of a version and shape we read (B5, B8). */
async function readManifest(file: number, entries: Entries): Promise<Result<Omit<SignedHead, 'envelopeBytes' | 'signers' | 'nationals'>, Refusal>> {
  const text = await readText(file, entries.get(ENTRY.manifest), LIMITS.manifest);
  if (!text.ok) return text;
  const manifest = parseManifest(text.value.text);
  if (!manifest.ok) return manifest;
  return ok({ manifest: manifest.value, manifestBytes: text.value.bytes, manifestHash: sha256(text.value.bytes) });
}

/** Step 4: the envelope beside the manifest, against registry and policy (B9–B12, B14). */
async function readSignatures(
  file: number, entries: Entries, read: Omit<SignedHead, 'envelopeBytes' | 'signers' | 'nationals'>, trust: Trust,
): Promise<Result<SignedHead, Refusal>> {
  const text = await readText(file, entries.get(ENTRY.envelope), LIMITS.envelope);
  if (!text.ok) return text;
  const envelope = parseEnvelope(text.value.text, PAYLOAD.manifest, 'beside');
  if (!envelope.ok) return envelope;
  if (trust.registry === null) return refuse('unknown-signer', 'no registry is installed');
  const { issuer, seq } = read.manifest;
  const signers = (trust.awaits ? checkSigners : checkSignatures)(trust.registry, envelope.value, { bytes: read.manifestBytes, issuer, seq }, trust.verify ?? verifyEd25519);
  if (!signers.ok) return signers;
  const nationals = await readNationals(file, entries);
  return nationals.ok ? ok({ ...read, envelopeBytes: text.value.bytes, signers: signers.value, nationals: nationals.value }) : nationals;
}

/** Small, and few (B3). */
async function readNationals(file: number, entries: Entries): Promise<Result<readonly NationalSignature[], Refusal>> {
  const found = [...entries.values()].filter(({ name }) => name.endsWith('.p7s'));
  if (found.length > LIMITS.nationals) return refuse('too-large', 'national signatures');
  const signatures: NationalSignature[] = [];
  for (const entry of found) {
    if (entry.size > LIMITS.national) return refuse('too-large', entry.name);
    signatures.push({ name: entry.name.slice('META-INF/'.length), body: await readWhole(file, entry) });
  }
  return ok(signatures);
}

async function readText(file: number, entry: ZipEntry | undefined, limit: number): Promise<Result<{ readonly text: string; readonly bytes: Uint8Array }, Refusal>> {
  if (!entry) return refuse('malformed', 'an entry is missing');
  if (entry.size > limit) return refuse('too-large', entry.name);
  const bytes = await readWhole(file, entry);
  const text = decodeUtf8(bytes);
  return text === null ? refuse('not-canonical', `${entry.name} is not UTF-8`) : ok({ text, bytes });
}

function ticker(entries: Entries, watch: Watch): (bytes: number) => void {
  const total = 2 * [...entries.values()].reduce((sum, entry) => sum + entry.size, 0);
  let done = 0;
  return (bytes) => {
    done += bytes;
    watch.checkCancelled?.();
    watch.onProgress?.(done, total);
  };
}

function refused(found: Found, watch: Watch, failure: Failure): Result<never, RefusedBundle> {
  watch.onStep?.(found.step, 'failed', failure);
  const { hash, ...rest } = found;
  return err({ ...rest, sha256: hashed(hash), failure });
}

/** Null when the file cannot be read any more. */
function hashed(hash: Found['hash']): Sha256 | null {
  try {
    return hash?.() ?? null;
  } catch (error) {
    if (isFileTrouble(error)) return null;
    throw error;
  }
}
