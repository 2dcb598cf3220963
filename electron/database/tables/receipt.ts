import type { Sha256 } from '../../../shared/base/hash.ts';
import type { ReceiptVerdict } from '../../../shared/bundle/evidence/receipt.ts';
import type { Path } from '../../../shared/survey/response.ts';
import type { ReadDb, WriteDb } from '../db.ts';
import type { Group } from './revision.ts';

/** A receipt of a bundle (B17), as it was signed. */
export interface ReceiptRow {
  /** Of its payload. */
  readonly hash: Sha256;
  /** Manifest of the bundle. */
  readonly bundle: Sha256;
  readonly verdict: ReceiptVerdict;
  readonly missingSeq: number | null;
  readonly auditCount: number;
  readonly envelope: Uint8Array;
  readonly at: number;
}

/** False when it is here already. */
export function insertReceipt(db: WriteDb, receipt: ReceiptRow): boolean {
  const { hash, bundle, verdict, missingSeq, auditCount, envelope, at } = receipt;
  return db.run(
    'INSERT INTO receipt (hash, bundle, verdict, missing_seq, audit_count, envelope, at) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
    hash, bundle, verdict, missingSeq, auditCount, envelope, at,
  ).changes > 0;
}

const COLUMNS = 'r.hash, r.bundle, r.verdict, r.missing_seq AS missingSeq, r.audit_count AS auditCount, r.envelope, r.at';

/** The hashes of all receipts, of bundles that came in or went out. */
export function receiptHashes(db: ReadDb): ReadonlySet<Sha256> {
  return new Set(db.all<{ readonly hash: Sha256 }>('SELECT hash FROM receipt').map(({ hash }) => hash));
}

/** These of them, in the order of their hashes. */
export function receiptsOf(db: ReadDb, hashes: readonly Sha256[]): readonly Pick<ReceiptRow, 'hash' | 'bundle' | 'envelope'>[] {
  return db.all('SELECT r.hash, r.bundle, r.envelope FROM json_each(?) one JOIN receipt r ON r.hash = one.value ORDER BY r.hash', JSON.stringify(hashes));
}

/** The last word on a bundle; null when there is none yet. */
export function lastReceipt(db: ReadDb, manifest: Sha256): ReceiptRow | null {
  return db.get<ReceiptRow>(`SELECT ${COLUMNS} FROM receipt r WHERE r.bundle = ? ORDER BY r.audit_count DESC LIMIT 1`, manifest) ?? null;
}

/** The newest receipt of a bundle made here: what the next manifest names as seen (B5). */
export function receiptSeen(db: ReadDb): Sha256 | null {
  return db.value<Sha256>(
    "SELECT r.hash FROM receipt r JOIN bundle b ON b.manifest = r.bundle WHERE b.direction = 'out' ORDER BY r.audit_count DESC, r.hash LIMIT 1",
  ) ?? null;
}

/** The places in conflict of the companies that a bundle speaks of. */
export function conflictsOfBundle(db: ReadDb, manifest: Sha256): readonly (Group & { readonly path: Path })[] {
  return db.all(
    `SELECT c.entity, c.form_id AS formId, c.round, c.path FROM conflict c
     WHERE EXISTS (SELECT 1 FROM bundle_revision br JOIN revision r ON r.id = br.revision
       WHERE br.bundle = ? AND r.entity = c.entity AND r.form_id = c.form_id AND r.round = c.round)`,
    manifest,
  );
}
