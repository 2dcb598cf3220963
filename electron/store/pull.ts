import { bytesOf, hexOf } from './binary.ts';
import type { Store } from './connect.ts';
import { mayTouchPersonal } from './push.ts';

/** The bundles that the base holds, as hexadecimal hashes of their manifests. */
export async function storedManifests(store: Store): Promise<ReadonlySet<string>> {
  // One long row: each row of its own would cost more than what it holds.
  const [row] = await store.rows<{ readonly manifests: string | null }>("SELECT string_agg(encode(manifest, 'hex'), ' ') AS manifests FROM svod.bundle");
  return new Set(row?.manifests?.split(' '));
}

/** The bundles of the base that are not among these, all of which it holds: bundles are only ever added, so where there are as many there are no others. */
export async function storedBeside(store: Store, known: ReadonlySet<string>): Promise<readonly string[]> {
  const [row] = await store.rows<{ readonly count: number }>('SELECT count(*)::integer AS count FROM svod.bundle');
  return row?.count === known.size ? [] : [...(await storedManifests(store))].filter((manifest) => !known.has(manifest));
}

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

/** The lines of these bundles, bundle by bundle in the order of {@link storedHeads}, each sorted by id; only inside a transaction. */
export async function* storedLines(store: Store, manifests: readonly string[]): AsyncGenerator<PulledLine> {
  const personal = (await mayTouchPersonal(store, 'SELECT'))
    ? ['p.body', 'LEFT JOIN svod.personal p ON p.revision = r.id'] as const
    : ['NULL::bytea', ''] as const;
  const pages = store.each<{ readonly bundle: Uint8Array; readonly body: Uint8Array; readonly personal: Uint8Array | null }>(
    `SELECT l.bundle, r.body, ${personal[0]} AS personal FROM svod.bundle b JOIN svod.bundle_revision l ON l.bundle = b.manifest
     JOIN svod.revision r ON r.id = l.revision ${personal[1]} WHERE b.manifest = ANY($1) ORDER BY b.installation, b.seq, b.manifest, l.revision`,
    [manifests.map(bytesOf)],
  );
  for await (const page of pages) for (const { bundle, body, personal: apart } of page) yield { bundle: hexOf(bundle), body, personal: apart };
}

/** Registries from a version on, oldest first: the same version may stand under a later root. */
export async function storedRegistries(store: Store, from: number): Promise<readonly Uint8Array[]> {
  const rows = await store.rows<{ readonly envelope: Uint8Array }>('SELECT envelope FROM svod.registry WHERE version >= $1 ORDER BY version', [from]);
  return rows.map((row) => row.envelope);
}

/** Receipts but for those known already, of which the hashes are given. */
export async function storedReceipts(store: Store, known: readonly string[]): Promise<readonly Uint8Array[]> {
  const rows = await store.rows<{ readonly envelope: Uint8Array }>('SELECT envelope FROM svod.receipt WHERE NOT (hash = ANY($1)) ORDER BY hash', [known.map(bytesOf)]);
  return rows.map((row) => row.envelope);
}

/** Signed rules for conflicts and revocations of them but for those known already, of which the hashes are given. */
export async function storedRules(store: Store, known: { readonly rules: readonly string[]; readonly revocations: readonly string[] }): Promise<{ readonly rules: readonly Uint8Array[]; readonly revocations: readonly Uint8Array[] }> {
  const missing = async (table: string, hashes: readonly string[]): Promise<readonly Uint8Array[]> => {
    const rows = await store.rows<{ readonly envelope: Uint8Array }>(`SELECT envelope FROM svod.${table} WHERE NOT (hash = ANY($1)) ORDER BY hash`, [hashes.map(bytesOf)]);
    return rows.map((row) => row.envelope);
  };
  return { rules: await missing('conflict_rule', known.rules), revocations: await missing('rule_revocation', known.revocations) };
}

/** What the base remembers of an installation's audit log. */
export async function storedAuditHeads(store: Store, installation: string): Promise<readonly { readonly count: number; readonly hash: string }[]> {
  return store.rows("SELECT count, encode(hash, 'hex') AS hash FROM svod.audit_head WHERE installation = $1 ORDER BY count", [installation]);
}
