import { bytesOf, hexOf } from './binary.ts';
import type { Store } from './connect.ts';

export interface StoredHead {
  readonly manifest: string;
  readonly fileName: string;
  readonly manifestBytes: Uint8Array;
  readonly envelope: Uint8Array;
}

/** These bundles without their lines, in the order of their numbering: a bundle seldom has to wait for one that comes later. */
export async function storedHeads(store: Store, manifests: readonly string[]): Promise<readonly StoredHead[]> {
  return store.rows<StoredHead>(
    `SELECT encode(manifest, 'hex') AS manifest, file_name AS "fileName", manifest_bytes AS "manifestBytes", envelope
     FROM svod.bundle WHERE manifest = ANY($1) ORDER BY ${NUMBERING}`,
    [manifests.map(bytesOf)],
  );
}

const NUMBERING = 'installation, seq, manifest';

export interface PulledLine {
  readonly bundle: string;
  readonly body: Uint8Array;
  readonly personal: Uint8Array | null;
}

/** The lines of these bundles, bundle by bundle in the order of {@link storedHeads}, each sorted by id, with personal answers where this role may read them; only inside a transaction. */
export async function* storedLines(store: Store, manifests: readonly string[], readable: boolean): AsyncGenerator<PulledLine> {
  const personal = readable ? ['p.body', 'LEFT JOIN svod.personal p ON p.revision = r.id'] as const : ['NULL::bytea', ''] as const;
  const pages = store.each<{ readonly bundle: Uint8Array; readonly body: Uint8Array; readonly personal: Uint8Array | null }>(
    `SELECT l.bundle, r.body, ${personal[0]} AS personal FROM svod.bundle b JOIN svod.bundle_revision l ON l.bundle = b.manifest
     JOIN svod.revision r ON r.id = l.revision ${personal[1]} WHERE b.manifest = ANY($1) ORDER BY b.installation, b.seq, b.manifest, l.revision`,
    [manifests.map(bytesOf)],
  );
  for await (const page of pages) for (const { bundle, body, personal: apart } of page) yield { bundle: hexOf(bundle), body, personal: apart };
}

/** A word of the Commission as it was signed, under the name that the base gives it. */
export interface StoredWord {
  readonly hash: string;
  readonly envelope: Uint8Array;
}

/** Signed words by their hashes; registries oldest first: the same version may stand under a later root. */
export async function storedWords(store: Store, table: 'registry' | 'receipt' | 'conflict_rule' | 'rule_revocation', hashes: readonly string[]): Promise<readonly StoredWord[]> {
  if (hashes.length === 0) return [];
  return store.rows<StoredWord>(
    `SELECT encode(hash, 'hex') AS hash, envelope FROM svod.${table} WHERE hash = ANY($1) ORDER BY ${table === 'registry' ? 'version, ' : ''}hash`,
    [hashes.map(bytesOf)],
  );
}
