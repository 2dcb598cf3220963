import { join } from 'node:path';
import type { Failure } from '../../../shared/base/failure.ts';
import type { Sha256 } from '../../../shared/base/hash.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import { LIMITS } from '../../../shared/bundle/canonical/limits.ts';
import { conflictId, openReceipt, sealReceipt, type Receipt, type ReceiptVerdict } from '../../../shared/bundle/evidence/receipt.ts';
import type { Signer } from '../../../shared/bundle/signing/signing.ts';
import type { RegistryEntry } from '../../../shared/bundle/trust/registry.ts';
import { turnsOf, type Link } from '../../../shared/merge/chain.ts';
import { makeFolder, writeFileSafely } from '../../bundle/container/file.ts';
import { manifestOf } from '../../bundle/container/seal.ts';
import { verifyEd25519 } from '../../bundle/crypto/ed25519.ts';
import { decodeUtf8, sha256 } from '../../bundle/crypto/hash.ts';
import { unlockOwnKey } from '../../bundle/keys/ownKey.ts';
import { loadRegistry } from '../../bundle/trust/trust.ts';
import type { Course } from '../../database/backup.ts';
import type { ReadDb, WriteDb } from '../../database/db.ts';
import { appendAudit, auditHead } from '../../database/tables/audit.ts';
import { findBundle, isDeposit, listBundles, setBundleState, type BundleRow } from '../../database/tables/bundle.ts';
import { conflictsOfBundle, insertReceipt, lastReceipt, type ReceiptRow } from '../../database/tables/receipt.ts';
import { currentRegistry } from '../../database/tables/registry.ts';
import { getSetting } from '../../database/tables/setting.ts';
import { write } from '../../database/transaction.ts';
import { courseOf, isStopped, UNWATCHED } from '../../jobs/course.ts';
import type { Desk } from '../../jobs/handler.ts';
import { LINKS, missingSeq } from '../group/turns.ts';

/** A receipt as it was written: about which bundle, and under which name. */
export interface IssuedReceipt {
  readonly file: string;
  readonly row: ReceiptRow;
  readonly bundle: BundleRow;
}

/** What came of writing receipts: with fewer `issued` than `of` the person has stopped it. */
export interface IssuedReceipts {
  readonly issued: readonly IssuedReceipt[];
  readonly of: number;
}

/**
 * Writes the Commission's receipts of all bundles that came in to a folder (B17). A receipt is signed once and again only when
 * the bundle's standing has changed: so the same call gives the same files. Fails with `wrong-role`, `no-key`,
 * `key-elsewhere`, `wrong-passphrase`, `disk-full` or `file-unwritable`. Stopped while it signs, it throws `Cancelled` and nothing is signed; stopped while it
 * writes, each file that is there is whole, and the same call writes the rest.
 */
export async function exportReceipts(desk: Desk, { folder, passphrase }: { readonly folder: string; readonly passphrase: string }): Promise<Result<IssuedReceipts, Failure>> {
  const workspace = getSetting(desk.db, 'workspace');
  if (workspace?.role !== 'commission') return err({ code: 'wrong-role' });
  desk.progress({ phase: 'sealing', done: 0, total: 0 });
  const signer = unlockOwnKey(desk, passphrase);
  if (!signer.ok) return signer;
  const signed = signReceipts(desk.db, signer.value, { now: desk.now(), person: getSetting(desk.db, 'person') ?? '' }, courseOf(desk, 'sealing'));
  if (!signed.ok) return signed;
  const made = makeFolder(folder);
  if (!made.ok) return made;
  const issued: IssuedReceipt[] = [];
  const of = signed.value.length;
  for (const { row, bundle } of signed.value) {
    desk.progress({ phase: 'writing', done: issued.length, total: of });
    if (await isStopped(desk)) break;
    const file = join(folder, nameOf(bundle));
    const written = writeFileSafely(file, row.envelope);
    if (!written.ok) return err({ ...written.error, values: { file } });
    issued.push({ file, row, bundle });
  }
  return ok({ issued, of });
}

/** Signs what has not been said yet of the bundles that came in; gives the last word on each, oldest first. Fails with `disk-full`. Left half way, it signs nothing. */
export function signReceipts(
  db: WriteDb, signer: Signer, act: { readonly now: number; readonly person: string }, { progress, checkCancelled }: Course = UNWATCHED,
): Result<readonly { readonly row: ReceiptRow; readonly bundle: BundleRow }[], Failure> {
  return write(db, () => {
    const bundles = listBundles(db, 'in').filter((bundle) => !isDeposit(bundle)).toReversed();
    return ok(bundles.map((bundle, done) => {
      checkCancelled();
      progress(done, bundles.length);
      const standing = standingOf(db, bundle);
      const last = lastReceipt(db, bundle.manifest);
      if (last?.verdict === standing.verdict && last.missingSeq === standing.missingSeq) return { row: last, bundle };
      const about = { manifest: bundle.manifest, installation: bundle.installation, seq: bundle.seq, verdict: standing.verdict };
      appendAudit(db, sha256, { at: act.now, person: act.person, act: 'merge.receipt-signed', about });
      const receipt = receiptOf(db, bundle, standing, act.now);
      const { payload, envelope } = sealReceipt(receipt, signer);
      const row = receiptRow(receipt, payload, envelope, act.now);
      insertReceipt(db, row);
      return { row, bundle };
    }));
  });
}

type Standing = Pick<Receipt, 'verdict' | 'missingSeq'>;

function standingOf(db: ReadDb, { manifest, state, installation, country, body }: BundleRow): Standing {
  if (state !== 'pending') return { verdict: state as ReceiptVerdict, missingSeq: null };
  const turn = turnsOf(db.all<Link>(LINKS, installation, country, body)).get(manifest);
  return { verdict: state, missingSeq: turn ? missingSeq(turn) : null };
}

function receiptOf(db: ReadDb, bundle: BundleRow, standing: Standing, now: number): Receipt {
  const workspace = getSetting(db, 'workspace');
  const { issuer, seq, counts } = manifestOf(bundle);
  const conflicts = conflictsOfBundle(db, bundle.manifest).map(({ entity, formId, round, path }) => conflictId(sha256, { entity, form: formId, round, path })).sort();
  return {
    format: 'svod-receipt', formatVersion: '1.0', suite: 'S1',
    issuer: { country: workspace?.country ?? '', body: workspace?.body ?? '', installation: workspace?.id ?? '' },
    createdAt: new Date(now).toISOString(),
    bundle: { manifest: bundle.manifest, issuer, seq },
    ...standing,
    counts: { companies: counts.companies, revisions: counts.revisions, conflicts: conflicts.length },
    conflicts: conflicts.slice(0, LIMITS.revisions),
    registryVersion: currentRegistry(db)?.version ?? 0,
    auditHead: auditHead(db),
  };
}

/** A receipt that has come: `already` when it was here before. */
export interface InstalledReceipt {
  readonly receipt: Receipt;
  readonly hash: Sha256;
  readonly signer: RegistryEntry;
  readonly already: boolean;
}

/**
 * Takes in the Commission's receipt of a bundle sent from here: the proof of delivery, named as seen by the next bundle (B17).
 * The same one again changes nothing; an older one never takes the place of a newer. Fails with `wrong-role`, `no-trust`, what
 * `openReceipt` refuses, `not-sent-here` (no bundle of this workspace) or `disk-full`.
 */
export function installReceipt(desk: Desk, envelope: Uint8Array): Result<InstalledReceipt, Failure> {
  const { db } = desk;
  if (getSetting(db, 'workspace')?.role !== 'ministry') return err({ code: 'wrong-role' });
  const registry = loadRegistry(db);
  if (!registry) return err({ code: 'no-trust' });
  const text = decodeUtf8(envelope);
  if (text === null) return err({ code: 'malformed', values: { detail: 'not UTF-8' } });
  const opened = openReceipt(text, registry, decodeUtf8, verifyEd25519);
  if (!opened.ok) return err({ code: opened.error.code, values: { detail: opened.error.detail } });
  const { receipt, payload, signer } = opened.value;
  return write(db, () => {
    const { manifest, issuer, seq } = receipt.bundle;
    const bundle = findBundle(db, manifest);
    if (bundle?.direction !== 'out' || bundle.installation !== issuer.installation || bundle.seq !== seq) return err({ code: 'not-sent-here' });
    const row = receiptRow(receipt, payload, envelope, desk.now());
    const added = insertReceipt(db, row);
    if (added) {
      // Whoever signed for it has the file, even when we were stopped before we could note that it was written.
      if (bundle.state === 'sealed') setBundleState(db, manifest, 'sent');
      const about = { manifest, seq, verdict: receipt.verdict, receipt: row.hash };
      appendAudit(db, sha256, { at: desk.now(), person: getSetting(db, 'person') ?? '', act: 'bundle.receipt-installed', about });
    }
    return ok({ receipt, hash: row.hash, signer, already: !added });
  });
}

/** Bundles sent from here with the last receipt of each, newest first. */
export function listDeliveries(db: ReadDb): readonly { readonly bundle: BundleRow; readonly receipt: ReceiptRow | null }[] {
  return listBundles(db, 'out').filter((bundle) => bundle.state === 'sent' && !isDeposit(bundle)).map((bundle) => ({ bundle, receipt: lastReceipt(db, bundle.manifest) }));
}

/** What is kept of an opened receipt. */
export function receiptRow(receipt: Receipt, payload: Uint8Array, envelope: Uint8Array, at: number): ReceiptRow {
  const { bundle, verdict, missingSeq: missing, auditHead: head } = receipt;
  return { hash: sha256(payload), bundle: bundle.manifest, verdict, missingSeq: missing, auditCount: head.count, envelope, at };
}

/** `RU-1a2b3c-0007-3f2a91bc.svodreceipt`: state, installation, seq, bundle; a fork has two. */
function nameOf({ country, installation, seq, manifest }: BundleRow): string {
  return `${country}-${installation.slice(0, 6)}-${String(seq).padStart(4, '0')}-${manifest.slice(0, 8)}.svodreceipt`;
}
