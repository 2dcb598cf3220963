import { fstatSync } from 'node:fs';
import type { Failure } from '../../../shared/base/failure.ts';
import type { Sha256 } from '../../../shared/base/hash.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import { refuse, type Refusal } from '../../../shared/bundle/canonical/failure.ts';
import { ENTRY, LIMITS } from '../../../shared/bundle/canonical/limits.ts';
import type { ZipEntry } from '../../../shared/bundle/canonical/zip.ts';
import { parseManifest } from '../../../shared/bundle/revision/manifestText.ts';
import { PAYLOAD, parseEnvelope } from '../../../shared/bundle/signing/dsse.ts';
import { checkSignatures, checkSigners } from '../../../shared/bundle/trust/policy.ts';
import type { RegistryEntry } from '../../../shared/bundle/trust/registry.ts';
import type { NationalSignature } from '../../database/tables/national.ts';
import { isFileTrouble } from '../../database/trouble.ts';
import { verifyEd25519 } from '../crypto/ed25519.ts';
import { decodeUtf8, sha256 } from '../crypto/hash.ts';
import { BadEntry, checkMagic, hashFile, readDirectory, readWhole } from './container.ts';
import { checkFiles, readLines, type Content } from './content.ts';
import type { RefusedBundle, SignedHead, Sink, Trust, VerifiedBundle, VerifyStep, Watch } from './opening.ts';
import { openSource, type Source } from './source.ts';

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
