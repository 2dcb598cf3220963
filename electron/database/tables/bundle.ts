import type { Sha256 } from '../../../shared/base/hash.ts';
import type { Operation, RevisionId } from '../../../shared/bundle/revision/revision.ts';
import type { SentCompany } from '../../../shared/ipc/bundle.ts';
import type { CompanyStatus } from '../../../shared/ipc/survey.ts';
import type { ReadDb, WriteDb } from '../db.ts';

export type BundleState = 'sealed' | 'sent' | 'merged' | 'pending' | 'forked';

/** A bundle made here (`out`) or received (`in`). `manifest` is the sha256 of the manifest's bytes. */
export interface BundleRow {
  readonly manifest: string;
  readonly direction: 'out' | 'in';
  readonly installation: string;
  readonly seq: number;
  readonly country: string;
  readonly body: string;
  /** Key id of the (first) signer. */
  readonly signer: string;
  readonly fileName: string;
  readonly manifestBytes: Uint8Array;
  readonly envelope: Uint8Array;
  readonly state: BundleState;
  readonly at: number;
}

const COLUMNS =
  'manifest, direction, installation, seq, country, body, signer, file_name AS fileName, manifest_bytes AS manifestBytes, envelope, state, at';

export function insertBundle(db: WriteDb, bundle: BundleRow): void {
  db.run(
    `INSERT INTO bundle (manifest, direction, installation, seq, country, body, signer, file_name, manifest_bytes, envelope, state, at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    bundle.manifest, bundle.direction, bundle.installation, bundle.seq, bundle.country, bundle.body, bundle.signer, bundle.fileName,
    bundle.manifestBytes, bundle.envelope, bundle.state, bundle.at,
  );
}

/** How the installation of a deposit begins: a bundle signed for the central base alone, which was never a file (M13). */
export const DEPOSIT = 'store-';

export function isDeposit({ installation }: Pick<BundleRow, 'installation'>): boolean {
  return installation.startsWith(DEPOSIT);
}

/** The manifests of all bundles, in and out, but for those that are sealed and not yet known to be written. */
export function knownManifests(db: ReadDb): ReadonlySet<string> {
  return new Set(db.all<{ readonly manifest: string }>("SELECT manifest FROM bundle WHERE state <> 'sealed'").map((row) => row.manifest));
}

export function findBundle(db: ReadDb, manifest: string): BundleRow | null {
  return db.get<BundleRow>(`SELECT ${COLUMNS} FROM bundle WHERE manifest = ?`, manifest) ?? null;
}

/** Newest first. */
export function listBundles(db: ReadDb, direction: 'out' | 'in'): readonly (BundleRow & { readonly revisions: number })[] {
  return db.all(
    `SELECT ${COLUMNS}, (SELECT count(*) FROM bundle_revision br WHERE br.bundle = manifest) AS revisions FROM bundle
     WHERE direction = ? ORDER BY at DESC, installation, seq DESC`,
    direction,
  );
}

/** The installations that bundles of a body name, with the last seq of each. */
export function installationsOfBody(db: ReadDb, country: string, body: string): readonly { readonly installation: string; readonly seq: number }[] {
  return db.all('SELECT installation, max(seq) AS seq FROM bundle WHERE country = ? AND body = ? GROUP BY installation ORDER BY installation', country, body);
}

export function setBundleState(db: WriteDb, manifest: string, state: BundleState): void {
  db.run('UPDATE bundle SET state = ? WHERE manifest = ?', state, manifest);
}

/** The envelope once another signature has been added (B12): the manifest it covers stays the same. */
export function setBundleEnvelope(db: WriteDb, manifest: string, envelope: Uint8Array): void {
  db.run('UPDATE bundle SET envelope = ? WHERE manifest = ?', envelope, manifest);
}

export function setBundleFile(db: WriteDb, manifest: string, fileName: string): void {
  db.run('UPDATE bundle SET file_name = ? WHERE manifest = ?', fileName, manifest);
}

/** The last bundle made here, or null before the first. */
export function lastSealed(db: ReadDb, installation: string): BundleRow | null {
  return db.get<BundleRow>(`SELECT ${COLUMNS} FROM bundle WHERE installation = ? AND direction = 'out' ORDER BY seq DESC LIMIT 1`, installation) ?? null;
}

export function linkRevision(db: WriteDb, manifest: string, revision: RevisionId): void {
  db.run('INSERT INTO bundle_revision (bundle, revision) VALUES (?, ?) ON CONFLICT DO NOTHING', manifest, revision);
}

/** {@link linkRevision} for all of a bundle that is made here. */
export function linkRevisions(db: WriteDb, manifest: string, revisions: readonly RevisionId[]): void {
  db.run('INSERT INTO bundle_revision (bundle, revision) SELECT ?, value FROM json_each(?) WHERE true ON CONFLICT DO NOTHING', manifest, JSON.stringify(revisions));
}

export interface BundleLine {
  readonly id: RevisionId;
  readonly body: Uint8Array;
  readonly entity: string;
  readonly formId: string;
  readonly formHash: Sha256;
  readonly op: Operation;
  readonly personal: Uint8Array | null;
}

/** The revisions of a bundle with their bytes, sorted by id, a few at a time: others may write between. */
export function* eachRevisionOf(db: ReadDb, manifest: string): Generator<BundleLine> {
  for (let after = ''; ; ) {
    const rows = db.all<BundleLine>(
      `SELECT r.id, r.body, r.entity, r.form_id AS formId, r.form_hash AS formHash, r.op, p.body AS personal FROM bundle_revision br JOIN revision r ON r.id = br.revision
       LEFT JOIN personal p ON p.revision = r.id WHERE br.bundle = ? AND br.revision > ? ORDER BY br.revision LIMIT 200`,
      manifest, after,
    );
    yield* rows;
    const last = rows.at(-1);
    if (!last) return;
    after = last.id;
  }
}

/** The lines of many bundles at once, with the bundle of each. Nothing may be written before the last one. */
export function eachLineOf(db: ReadDb, manifests: readonly string[]): IterableIterator<BundleLine & { readonly bundle: string }> {
  return db.each(LINES_OF_BUNDLES, JSON.stringify(manifests));
}

export const LINES_OF_BUNDLES = `SELECT br.bundle, r.id, r.body, p.body AS personal FROM json_each(?) one JOIN bundle_revision br ON br.bundle = one.value
  JOIN revision r ON r.id = br.revision LEFT JOIN personal p ON p.revision = r.id`;

const OF_BUNDLES = 'json_each(?) one CROSS JOIN bundle_revision br ON br.bundle = one.value';
export const PIECES = {
  revisions: `SELECT r.id, r.body FROM revision r WHERE r.id IN (SELECT br.revision FROM ${OF_BUNDLES}) ORDER BY r.id`,
  links: `SELECT br.bundle, br.revision FROM ${OF_BUNDLES} ORDER BY br.bundle, br.revision`,
  personal: `SELECT p.revision, p.body FROM personal p WHERE p.revision IN (SELECT br.revision FROM ${OF_BUNDLES}) ORDER BY p.revision`,
};

/** The same apart, each sorted by its key and once: revisions, which bundle holds which, personal answers. Nothing may be written before the last one. */
export function piecesOf(db: ReadDb, manifests: readonly string[]): {
  readonly revisions: () => IterableIterator<Pick<BundleLine, 'id' | 'body'>>;
  readonly links: () => IterableIterator<{ readonly bundle: string; readonly revision: RevisionId }>;
  readonly personal: () => IterableIterator<{ readonly revision: RevisionId; readonly body: Uint8Array }>;
} {
  const asked = JSON.stringify(manifests);
  return { revisions: () => db.each(PIECES.revisions, asked), links: () => db.each(PIECES.links, asked), personal: () => db.each(PIECES.personal, asked) };
}

/** The bundles a revision came or left in, oldest first. */
export function bundlesWith(db: ReadDb, revision: RevisionId): readonly BundleRow[] {
  return db.all<BundleRow>(
    `SELECT ${COLUMNS} FROM bundle_revision br JOIN bundle ON bundle.manifest = br.bundle WHERE br.revision = ? ORDER BY at, manifest`, revision,
  );
}

/** The ids of a bundle's revisions in the order of its file. */
export function revisionIdsOf(db: ReadDb, manifest: string): readonly RevisionId[] {
  return db.all<{ readonly revision: RevisionId }>('SELECT revision FROM bundle_revision WHERE bundle = ? ORDER BY revision', manifest).map(({ revision }) => revision);
}

/** How the companies of a bundle stand now, and how many of each. */
export function standingsOf(db: ReadDb, manifest: string): Readonly<Partial<Record<CompanyStatus, number>>> {
  const rows = db.all<{ readonly status: CompanyStatus; readonly count: number }>(
    `SELECT status, count(*) AS count FROM company WHERE ${IN_BUNDLE} GROUP BY status`, manifest,
  );
  return Object.fromEntries(rows.map(({ status, count }) => [status, count]));
}

/** The companies of a bundle with where they stand now, by name. */
export function companiesOf(db: ReadDb, manifest: string): readonly SentCompany[] {
  return db.all<SentCompany>(
    `SELECT entity, coalesce(nullif(short_name, ''), name) AS name, country, number, status FROM company WHERE ${IN_BUNDLE} ORDER BY name_key, entity`, manifest,
  );
}

const IN_BUNDLE = 'entity IN (SELECT r.entity FROM bundle_revision br JOIN revision r ON r.id = br.revision WHERE br.bundle = ?)';
