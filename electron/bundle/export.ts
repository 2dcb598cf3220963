import { basename, dirname } from 'node:path';
import type { Failure } from '../../shared/base/failure.ts';
import { err, ok, type Result } from '../../shared/base/result.ts';
import { fingerprintOf, shortCode } from '../../shared/bundle/fingerprint.ts';
import type { ExportArguments, ExportPreview, ExportReceipt, SentBundle } from '../../shared/ipc/bundle.ts';
import { lastSealed, listBundles } from '../database/bundle.ts';
import { countLeft } from '../database/response.ts';
import type { ReadDb } from '../database/db.ts';
import { findForm } from '../database/form.ts';
import { countExportable } from '../database/revision.ts';
import { getSetting } from '../database/setting.ts';
import type { Desk } from '../jobs/handler.ts';
import { findKey, unlockKey } from './keystore.ts';
import { manifestOf, sealBundle } from './seal.ts';
import { writeBundle } from './write.ts';

/** What an export would hold now: the bundle that is sealed and not yet written, or what has gathered since the last. */
export function previewExport(db: ReadDb): ExportPreview {
  const workspace = getSetting(db, 'workspace');
  const last = workspace && lastSealed(db, workspace.id);
  const left = countLeft(db);
  if (last?.state === 'sealed') {
    const { counts } = manifestOf(last);
    return { companies: counts.companies, revisions: counts.revisions, left, nextSeq: last.seq, suggestedName: nameOf(db, last.seq) };
  }
  const form = findForm(db, getSetting(db, 'form') ?? '');
  const nextSeq = (last?.seq ?? 0) + 1;
  return { ...(form ? countExportable(db, form.id) : { companies: 0, revisions: 0 }), left, nextSeq, suggestedName: nameOf(db, nextSeq) };
}

/** A receipt before main gives the file a ticket. */
export type WrittenReceipt = Omit<ExportReceipt, 'ticket'>;

/**
 * Seals and writes the next bundle to `path` (B23). Fails with `no-key`, `key-elsewhere`, `wrong-passphrase`, `nothing-to-export`, `disk-full` or
 * `file-unwritable`; after the last two the sealed bundle waits here, and the next export writes the same one.
 */
export async function exportBundle(desk: Desk, args: Omit<ExportArguments, 'job'> & { readonly path: string }): Promise<Result<WrittenReceipt, Failure>> {
  const keyId = getSetting(desk.db, 'signingKey');
  const key = keyId === null ? null : findKey(desk.folder, keyId);
  if (!key) return err({ code: 'no-key' });
  desk.progress({ phase: 'sealing', done: 0, total: 1 });
  const signer = unlockKey(desk.folder, key.keyId, args.passphrase, desk.osWrap);
  if (!signer.ok) return signer;
  desk.checkCancelled();
  const sealed = sealBundle(desk.db, signer.value, { now: desk.now(), person: getSetting(desk.db, 'person') ?? '', personal: args.personal });
  if (!sealed.ok) return sealed;
  desk.progress({ phase: 'writing', done: 0, total: 1 });
  const written = await writeBundle(desk.db, sealed.value, key, args.path, {
    onProgress: (done, total) => desk.progress({ phase: 'checking', done, total }),
    checkCancelled: desk.checkCancelled,
  });
  if (!written.ok) return written;
  const { manifest, manifestHash, size, sha256 } = written.value;
  return ok({
    fileName: basename(args.path),
    folder: dirname(args.path),
    size,
    sha256,
    manifest: manifestHash,
    shortCode: shortCode(manifestHash),
    seq: manifest.seq,
    companies: manifest.counts.companies,
    revisions: manifest.counts.revisions,
    createdAt: manifest.createdAt,
    signer: { keyId: key.keyId, holder: key.holder, fingerprint: fingerprintOf(key.keyId) },
    readBack: true,
  });
}

/** Bundles made here and written, newest first. */
export function listSent(db: ReadDb): readonly SentBundle[] {
  return listBundles(db, 'out')
    .filter((bundle) => bundle.state === 'sent')
    .map((bundle) => ({
      manifest: bundle.manifest, seq: bundle.seq, fileName: bundle.fileName, at: bundle.at, companies: manifestOf(bundle).counts.companies,
      revisions: bundle.revisions, shortCode: shortCode(bundle.manifest),
    }));
}

/** `RU-1a2b3c-2026-0007.svod`: state, installation, round, seq; two bodies of one state never collide in a folder. */
function nameOf(db: ReadDb, seq: number): string {
  const workspace = getSetting(db, 'workspace');
  const round = getSetting(db, 'round') ?? '';
  return `${workspace?.country ?? ''}-${(workspace?.id ?? '').slice(0, 6)}-${round}-${String(seq).padStart(4, '0')}.svod`;
}
