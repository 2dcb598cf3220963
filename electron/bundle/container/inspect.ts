import type { Failure } from '../../../shared/base/failure.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import type { Refusal } from '../../../shared/bundle/canonical/failure.ts';
import { ENTRY, LIMITS } from '../../../shared/bundle/canonical/limits.ts';
import type { ZipEntry } from '../../../shared/bundle/canonical/zip.ts';
import type { Manifest } from '../../../shared/bundle/revision/manifest.ts';
import { parseManifest } from '../../../shared/bundle/revision/manifestText.ts';
import { PAYLOAD, parseEnvelope } from '../../../shared/bundle/signing/dsse.ts';
import { shortCode } from '../../../shared/bundle/signing/fingerprint.ts';
import { isFileTrouble } from '../../database/trouble.ts';
import { decodeUtf8, sha256 } from '../crypto/hash.ts';
import { BadEntry, checkMagic, hashFile, readDirectory, readWhole } from './container.ts';
import { openSource, type Decrypt, type Source } from './source.ts';

/** What a bundle says of itself. Nothing of it is believed: no signature has been looked at. */
export interface Inspection {
  readonly size: number;
  readonly sha256: string;
  readonly manifestHash: string;
  readonly shortCode: string;
  readonly manifest: Manifest;
  readonly signatures: readonly { readonly keyId: string }[];
  readonly entries: readonly { readonly name: string; readonly size: number; readonly compressedSize: number }[];
  /** National signatures over the manifest that travel along; carried, never judged (B1). */
  readonly nationalSignatures: readonly string[];
}

/** Reads directory, manifest and envelope. Fails like `openBundle` up to its third step; an encrypted one wants `decrypt`. */
export async function inspectBundle(path: string, decrypt?: Decrypt): Promise<Result<Inspection, Failure>> {
  let source: Source | null = null;
  try {
    source = await openSource(path, decrypt, () => undefined);
    const read = source.refusal ? err(source.refusal) : await inspectFile(source.file);
    return read.ok ? read : err({ code: read.error.code, values: { detail: read.error.detail } });
  } catch (error) {
    if (error instanceof BadEntry) return err({ code: 'malformed', values: { detail: error.message } });
    if (isFileTrouble(error)) return err({ code: 'file-unreadable' });
    throw error;
  } finally {
    source?.close();
  }
}

async function inspectFile(file: number): Promise<Result<Inspection, Refusal>> {
  const size = checkMagic(file);
  if (!size.ok) return size;
  const entries = readDirectory(file, size.value);
  if (!entries.ok) return entries;
  const manifestBytes = await small(file, entries.value.get(ENTRY.manifest), LIMITS.manifest);
  const manifest = parseManifest(decodeUtf8(manifestBytes) ?? '');
  if (!manifest.ok) return manifest;
  const envelope = parseEnvelope(decodeUtf8(await small(file, entries.value.get(ENTRY.envelope), LIMITS.envelope)) ?? '', PAYLOAD.manifest, 'beside');
  if (!envelope.ok) return envelope;
  const manifestHash = sha256(manifestBytes);
  return ok({
    size: size.value,
    sha256: hashFile(file),
    manifestHash,
    shortCode: shortCode(manifestHash),
    manifest: manifest.value,
    signatures: envelope.value.signatures.map(({ keyid }) => ({ keyId: keyid })),
    entries: [...entries.value.values()].map((entry) => ({ name: entry.name, size: entry.size, compressedSize: entry.compressedSize })),
    nationalSignatures: [...entries.value.keys()].filter((name) => name.endsWith('.p7s')),
  });
}

async function small(file: number, entry: ZipEntry | undefined, limit: number): Promise<Uint8Array> {
  if (!entry) throw new BadEntry('an entry is missing');
  if (entry.size > limit) throw new BadEntry(`${entry.name} is too large`);
  return readWhole(file, entry);
}
