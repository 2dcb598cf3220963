import { closeSync, fsyncSync, openSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { assert } from '../../../shared/base/assert.ts';
import type { Failure } from '../../../shared/base/failure.ts';
import type { Sha256 } from '../../../shared/base/hash.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import { ENTRY, MIMETYPE } from '../../../shared/bundle/canonical/limits.ts';
import type { RevisionId } from '../../../shared/bundle/revision/revision.ts';
import { keyIdOf } from '../../../shared/bundle/signing/signing.ts';
import type { PublicKey } from '../../../shared/bundle/trust/publicKey.ts';
import type { Registry } from '../../../shared/bundle/trust/registry.ts';
import type { ReadDb, WriteDb } from '../../database/db.ts';
import { eachRevisionOf, setBundleFile, setBundleState, type BundleRow } from '../../database/tables/bundle.ts';
import { nationalOf } from '../../database/tables/national.ts';
import { write } from '../../database/transaction.ts';
import { encryptFile } from '../crypto/age.ts';
import { sha256 } from '../crypto/hash.ts';
import { createContainer, hashFile } from './container.ts';
import { partOf, publish, unwritable } from './file.ts';
import { openBundle } from './open.ts';
import type { CheckedRevision, VerifiedBundle, Watch } from './opening.ts';
import { manifestOf } from './seal.ts';

/** A verified bundle as it lies at its place: size and hash are those of the file there. */
export interface WrittenBundle extends VerifiedBundle {
  readonly sha256: Sha256;
}

/**
 * Writes a sealed bundle as a file: a part in the same folder, synced, opened and verified with our own public key, renamed,
 * read back and compared (B23). Only then is it recorded as sent. For `recipients` (age) it is made and verified in the
 * workspace's folder, and only the encrypted file goes to `path` (B4); size and hash are those of the file at `path`. The same bundle can be written again, elsewhere, at any
 * time. Fails with `disk-full` or `file-unwritable`, leaves no half file, and the bundle stays sealed.
 */
export async function writeBundle(
  db: WriteDb, bundle: BundleRow, key: PublicKey, path: string, watch: Watch = {}, recipients: readonly string[] = [],
): Promise<Result<WrittenBundle, Failure>> {
  const part = partOf(path);
  const container = recipients.length === 0 ? part : partOf(join(db.folder, `${bundle.manifest}.svod`));
  try {
    const lines = await writePart(db, bundle, container, watch);
    const opened = await openBundle(container, { registry: registryOf(key), knowsForm: () => true, checked: (id) => lines.get(id) ?? null }, {}, watch);
    assert(opened.ok, `a bundle we sealed opens: ${opened.ok ? '' : opened.error.failure.code}`);
    const { size, sha256 } = recipients.length === 0 ? { size: opened.value.size, sha256: hashOf(container) } : await encryptFile(container, part, recipients, () => watch.checkCancelled?.());
    publish(part, path);
    if (hashOf(path) !== sha256) return err({ code: 'file-unwritable' });
    const recorded = write(db, () => {
      setBundleFile(db, bundle.manifest, basename(path));
      setBundleState(db, bundle.manifest, 'sent');
      return ok(null);
    });
    return recorded.ok ? ok({ ...opened.value, size, sha256 }) : recorded;
  } catch (error) {
    return err(unwritable(error, part));
  } finally {
    if (container !== part) rmSync(container, { force: true });
  }
}

/** The revisions of a bundle that were checked when they came to be here: all but decisions. */
type Lines = Map<RevisionId, CheckedRevision>;

async function writePart(db: ReadDb, bundle: BundleRow, part: string, watch: Watch): Promise<Lines> {
  const manifest = manifestOf(bundle);
  const written: Lines = new Map();
  const file = openSync(part, 'w');
  try {
    const container = createContainer(file);
    await container.add(ENTRY.mimetype, 'store', [Buffer.from(MIMETYPE)]);
    await container.add(ENTRY.manifest, 'deflate', [bundle.manifestBytes]);
    for (const { path } of manifest.files) {
      const lines = path === ENTRY.personal ? personalOf(db, bundle.manifest) : bodiesOf(db, bundle.manifest, written);
      await container.add(path, 'deflate', watched(batches(lines), watch));
    }
    await container.add(ENTRY.envelope, 'deflate', [bundle.envelope]);
    for (const { name, body } of nationalOf(db, bundle.manifest)) await container.add(`META-INF/${name}`, 'deflate', [body]);
    container.finish();
    fsyncSync(file);
    return written;
  } finally {
    closeSync(file);
  }
}

/** The lines of a bundle; notes of each whose it is. */
function* bodiesOf(db: ReadDb, manifest: string, written: Lines): Generator<Uint8Array> {
  const forms = new Map<Sha256, CheckedRevision['form']>();
  for (const { id, body, entity, formId, formHash, op } of eachRevisionOf(db, manifest)) {
    const form = forms.get(formHash) ?? { id: formId, hash: formHash };
    forms.set(formHash, form);
    if (op !== 'decide') written.set(id, { entity, form });
    yield body;
  }
}

function* personalOf(db: ReadDb, manifest: string): Generator<Uint8Array> {
  for (const { personal } of eachRevisionOf(db, manifest)) if (personal) yield personal;
}

/** Between two pieces the work can be left. */
function* watched(pieces: Iterable<Uint8Array>, { checkCancelled }: Watch): Generator<Uint8Array> {
  for (const piece of pieces) {
    checkCancelled?.();
    yield piece;
  }
}

/** Lines, each with its line feed, joined to pieces worth compressing. */
function* batches(lines: Iterable<Uint8Array>): Generator<Uint8Array> {
  const feed = Buffer.from('\n');
  let batch: Uint8Array[] = [];
  let size = 0;
  for (const line of lines) {
    batch.push(line, feed);
    size += line.length + 1;
    if (size < 256 * 1024) continue;
    yield Buffer.concat(batch);
    batch = [];
    size = 0;
  }
  if (size > 0) yield Buffer.concat(batch);
}

/** A registry in which only our own key stands, and speaks for its body. */
function registryOf(key: PublicKey): Registry {
  const entry = {
    keyId: keyIdOf(sha256, key.publicKey), suite: key.suite, publicKey: key.publicKey, usage: key.usage, country: key.country, body: key.body,
    holder: key.holder, notBefore: key.createdAt, notAfter: key.createdAt, installation: null, status: 'active', trustedUpTo: {},
  } as const;
  return {
    format: 'svod-registry', version: 1, issuedAt: key.createdAt, expiresAt: key.createdAt,
    policies: [{ country: key.country, body: key.body, required: [key.usage] }], entries: [entry],
  };
}

/** SHA-256 of a file as it lies there. Throws trouble of the file system. */
export function hashOf(path: string): string {
  const file = openSync(path, 'r');
  try {
    return hashFile(file);
  } finally {
    closeSync(file);
  }
}
