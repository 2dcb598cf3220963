import { closeSync, fsyncSync, openSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { assert } from '../../../shared/base/assert.ts';
import type { Failure } from '../../../shared/base/failure.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import { ENTRY } from '../../../shared/bundle/canonical/limits.ts';
import { PAYLOAD, parseEnvelope, printEnvelope } from '../../../shared/bundle/signing/dsse.ts';
import { fingerprintOf, shortCode } from '../../../shared/bundle/signing/fingerprint.ts';
import { signPayload, type Signer } from '../../../shared/bundle/signing/signing.ts';
import { missingUsages } from '../../../shared/bundle/trust/policy.ts';
import type { KeyUsage, Registry, RegistryEntry } from '../../../shared/bundle/trust/registry.ts';
import type { AwaitingBundle } from '../../../shared/ipc/bundle.ts';
import { appendAudit } from '../../database/tables/audit.ts';
import { findBundle, setBundleEnvelope, setBundleFile } from '../../database/tables/bundle.ts';
import { getSetting } from '../../database/tables/setting.ts';
import { write } from '../../database/transaction.ts';
import type { Desk } from '../../jobs/handler.ts';
import { checkMagic, createContainer, readDirectory } from '../container/container.ts';
import { partOf, publish, unwritable } from '../container/file.ts';
import { openBundle } from '../container/open.ts';
import type { SignedHead, Trust, VerifiedBundle, Watch } from '../container/opening.ts';
import { openSource } from '../container/source.ts';
import { hashOf } from '../container/write.ts';
import { encryptFile } from '../crypto/age.ts';
import { decodeUtf8, sha256 } from '../crypto/hash.ts';
import { listKeys, type KeyRecord } from '../keys/keystore.ts';
import { encryptionOf } from '../trust/recipients.ts';
import { loadRegistry } from '../trust/trust.ts';
import type { WrittenReceipt } from './export.ts';
import { keystoreDriver } from './signers.ts';

/** A bundle of this body that wants another of its signatures, and the key here that can give it. */
interface Awaiting {
  readonly registry: Registry;
  readonly bundle: VerifiedBundle;
  readonly missing: readonly KeyUsage[];
  readonly key: KeyRecord;
}

/**
 * What a file that awaits a signature holds, after its steps 1–6 with the signatures that it has (B12). Fails with `no-trust`, what `openBundle` refuses,
 * `foreign-bundle` (of another body), `nothing-to-sign` (it is complete) or `no-key` (the signature it wants cannot be given here).
 */
export async function readAwaiting(desk: Desk, file: string): Promise<Result<AwaitingBundle, Failure>> {
  const read = await awaiting(desk, file);
  if (!read.ok) return read;
  const { bundle: { manifest, manifestHash, signers }, missing, key } = read.value;
  return ok({
    body: manifest.issuer.body, seq: manifest.seq, round: manifest.round, createdAt: manifest.createdAt, companies: manifest.counts.companies,
    revisions: manifest.counts.revisions, shortCode: shortCode(manifestHash), missing, encrypted: manifest.recipients.length > 0,
    signers: signers.map(({ holder, usage }) => ({ holder, usage })), key: { holder: key.holder, usage: key.usage, fingerprint: fingerprintOf(key.keyId) },
    suggestedName: basename(file).replace(/-unsealed(?=\.svod$)/, ''),
  });
}

/**
 * Gives a bundle its second signature (B12): the content and the manifest stay as they are, to the byte; only the envelope grows. The new file is verified
 * against registry and policy before it takes its name, and encrypted when the manifest names recipients (B4). A bundle made here takes
 * the signature into its record, so that it can be written again complete. Fails like {@link readAwaiting}, with `wrong-passphrase`, `key-elsewhere`,
 * `disk-full` or `file-unwritable`; then no half file is left.
 */
export async function countersign(desk: Desk, { file, path, passphrase }: { readonly file: string; readonly path: string; readonly passphrase: string }): Promise<Result<WrittenReceipt, Failure>> {
  const read = await awaiting(desk, file);
  if (!read.ok) return read;
  const { bundle, registry, key } = read.value;
  const signer = keystoreDriver(desk.folder, desk.osWrap).open(key.keyId, passphrase);
  if (!signer.ok) return signer;
  const envelope = withSignature(bundle, signer.value);
  const missing = missingUsages(registry, bundle.manifest.issuer, [...bundle.signers, entryOf(registry, key)]);
  const recipients = missing.length > 0 ? ok(null) : encryptionOf(desk.db, bundle.manifest.recipients);
  if (!recipients.ok) return recipients;
  const age = recipients.value?.age ?? [];
  const part = partOf(path);
  const container = age.length === 0 ? part : partOf(join(desk.folder, `${bundle.manifestHash}.svod`));
  desk.progress({ phase: 'sealing', done: 0, total: 1 });
  try {
    await rewrite(file, container, new Map([[ENTRY.envelope, envelope]]));
    const opened = await openBundle(container, trustOf(registry, missing.length > 0), {}, watchOf(desk));
    assert(opened.ok, `a bundle we countersigned opens: ${opened.ok ? '' : opened.error.failure.code}`);
    if (age.length > 0) await encryptFile(container, part, age, desk.checkCancelled);
    const [size, digest] = [statSync(part).size, hashOf(part)];
    publish(part, path);
    if (hashOf(path) !== digest) return err({ code: 'file-unwritable' });
    const recorded = record(desk, bundle, envelope, key, basename(path));
    if (!recorded.ok) return recorded;
    const { manifest, manifestHash } = bundle;
    return ok({
      fileName: basename(path), folder: dirname(path), size, sha256: digest, manifest: manifestHash, shortCode: shortCode(manifestHash),
      seq: manifest.seq, companies: manifest.counts.companies, revisions: manifest.counts.revisions, createdAt: manifest.createdAt,
      signer: { keyId: key.keyId, holder: key.holder, fingerprint: fingerprintOf(key.keyId) }, readBack: true, awaits: missing,
    });
  } catch (error) {
    return err(unwritable(error, part));
  } finally {
    if (container !== part) rmSync(container, { force: true });
  }
}

async function awaiting(desk: Desk, file: string): Promise<Result<Awaiting, Failure>> {
  const registry = loadRegistry(desk.db);
  const workspace = getSetting(desk.db, 'workspace');
  if (!registry || !workspace) return err({ code: 'no-trust' });
  const opened = await openBundle(file, trustOf(registry, true), {}, watchOf(desk));
  if (!opened.ok) return err({ ...opened.error.failure, values: { file: basename(file), ...opened.error.failure.values } });
  const { issuer } = opened.value.manifest;
  if (issuer.country !== workspace.country || issuer.body !== workspace.body) return err({ code: 'foreign-bundle' });
  const missing = missingUsages(registry, issuer, opened.value.signers);
  if (missing.length === 0) return err({ code: 'nothing-to-sign' });
  const active = new Set(registry.entries.filter(({ status }) => status === 'active').map(({ keyId }) => keyId));
  const key = listKeys(desk.folder).find(({ keyId, usage }) => missing.includes(usage) && active.has(keyId));
  return key ? ok({ registry, bundle: opened.value, missing, key }) : err({ code: 'no-seal-key' });
}

/** Content as strictly as always; the form need not be installed where somebody only seals. */
const trustOf = (registry: Registry, awaits: boolean): Trust => ({ registry, knowsForm: () => true, ...(awaits ? { awaits } : {}) });

const watchOf = (desk: Desk): Watch => ({
  onProgress: (done, total) => desk.progress({ phase: 'checking', done, total }),
  checkCancelled: desk.checkCancelled,
});

function entryOf(registry: Registry, { keyId }: KeyRecord): RegistryEntry {
  return registry.entries.find((entry) => entry.keyId === keyId) as RegistryEntry;
}

function withSignature({ manifestBytes, envelopeBytes }: SignedHead, signer: Signer): Uint8Array {
  const envelope = parseEnvelope(decodeUtf8(envelopeBytes) ?? '', PAYLOAD.manifest, 'beside');
  const before = envelope.ok ? envelope.value.signatures : [];
  return printEnvelope({ payloadType: PAYLOAD.manifest, payload: null, signatures: [...before, signPayload(signer, PAYLOAD.manifest, manifestBytes)] });
}

/** The same container with some entries exchanged: the others are copied as they are packed. Throws trouble of the file system. */
async function rewrite(from: string, to: string, exchanged: ReadonlyMap<string, Uint8Array>): Promise<void> {
  const source = await openSource(from, undefined, () => undefined);
  const file = openSync(to, 'w');
  try {
    const size = checkMagic(source.file);
    const entries = size.ok ? readDirectory(source.file, size.value) : size;
    if (!entries.ok) throw new Error(`A bundle that was verified a moment ago: ${entries.error.detail}`);
    const container = createContainer(file);
    for (const entry of entries.value.values()) {
      const other = exchanged.get(entry.name);
      if (other) await container.add(entry.name, 'deflate', [other]);
      else container.copy(source.file, entry);
    }
    container.finish();
    fsyncSync(file);
  } finally {
    closeSync(file);
    source.close();
  }
}

function record(desk: Desk, { manifest, manifestHash }: VerifiedBundle, envelope: Uint8Array, key: KeyRecord, fileName: string): Result<null, Failure> {
  return write(desk.db, () => {
    if (findBundle(desk.db, manifestHash)?.direction === 'out') {
      setBundleEnvelope(desk.db, manifestHash, envelope);
      setBundleFile(desk.db, manifestHash, fileName);
    }
    const about = { manifest: manifestHash, seq: manifest.seq, key: key.keyId, usage: key.usage };
    appendAudit(desk.db, sha256, { at: desk.now(), person: getSetting(desk.db, 'person') ?? '', act: 'bundle.countersigned', about });
    return ok(null);
  });
}
