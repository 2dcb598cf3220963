import { binaryRows, bytesOf, int32, textOf, type BinaryField } from './binary.ts';
import type { Store } from './connect.ts';

/** A bundle as the base keeps it. Hashes are hexadecimal. */
export interface PushedBundle {
  readonly manifest: string;
  readonly installation: string;
  readonly seq: number;
  readonly fileName: string;
  readonly manifestBytes: Uint8Array;
  readonly envelope: Uint8Array;
}

export interface PushedLine {
  readonly bundle: string;
  /** Of the revision. */
  readonly id: string;
  readonly body: Uint8Array;
  readonly personal: Uint8Array | null;
}

export interface PushedReceipt {
  readonly hash: string;
  readonly bundle: string;
  readonly envelope: Uint8Array;
}

/** The same rows apart, each sorted by its key and once. */
export interface PushedPieces {
  readonly revisions: () => Iterable<{ readonly id: string; readonly body: Uint8Array }>;
  readonly links: () => Iterable<{ readonly bundle: string; readonly revision: string }>;
  readonly personal: () => Iterable<{ readonly revision: string; readonly body: Uint8Array }>;
}

/**
 * Adds bundles to a base that held none when it was last looked at: the rows go straight into their tables. Gives how many revisions they are; null,
 * and nothing is added, where somebody has come first with one of them: then {@link pushBundles} adds the rest.
 */
export async function pushStraight(store: Store, bundles: readonly PushedBundle[], pieces: PushedPieces, onRow: () => void): Promise<number | null> {
  let count = 0;
  const counted = (): void => {
    count += 1;
    onRow();
  };
  await store.run('SAVEPOINT straight');
  try {
    await store.copy('COPY svod.bundle (manifest, installation, seq, file_name, manifest_bytes, envelope) FROM STDIN (FORMAT binary)', binaryRows(bundles.map(bundleFields)));
    await store.copy('COPY svod.revision (id, body) FROM STDIN (FORMAT binary)', binaryRows(fieldsOf(pieces.revisions(), ({ id, body }) => [bytesOf(id), body]), counted));
    await store.copy('COPY svod.bundle_revision (bundle, revision) FROM STDIN (FORMAT binary)', binaryRows(fieldsOf(pieces.links(), ({ bundle, revision }) => [bytesOf(bundle), bytesOf(revision)])));
    if (await mayTouchPersonal(store, 'INSERT')) {
      await store.copy('COPY svod.personal (revision, body) FROM STDIN (FORMAT binary)', binaryRows(fieldsOf(pieces.personal(), ({ revision, body }) => [bytesOf(revision), body])));
    }
    await store.run('RELEASE SAVEPOINT straight');
    return count;
  } catch (error) {
    if (!isTaken(error)) throw error;
    await store.run('ROLLBACK TO SAVEPOINT straight');
    return null;
  }
}

/** unique_violation, deadlock_detected: somebody adds the same rows. */
function isTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === '23505' || error.code === '40P01');
}

function* fieldsOf<T>(rows: Iterable<T>, fields: (row: T) => readonly BinaryField[]): Generator<readonly BinaryField[]> {
  for (const row of rows) yield fields(row);
}

/**
 * Adds bundles with all their lines, inside the open transaction; what is there already stays as it is (M1). Rows go in the order of
 * their keys, so that two that push at once never wait for each other in a circle. Gives how many revisions are new to the base.
 */
export async function pushBundles(store: Store, bundles: readonly PushedBundle[], lines: Iterable<PushedLine>, onLine: () => void): Promise<number> {
  // The lines of a large push are sorted in memory.
  await store.run(`
SET LOCAL work_mem = '256MB';
CREATE TEMP TABLE pushed_bundle (LIKE svod.bundle) ON COMMIT DROP;
CREATE TEMP TABLE pushed_line (bundle bytea, revision bytea, body bytea, personal bytea) ON COMMIT DROP`);
  await store.copy('COPY pushed_bundle (manifest, installation, seq, file_name, manifest_bytes, envelope) FROM STDIN (FORMAT binary)', binaryRows(bundles.map(bundleFields)));
  await store.copy('COPY pushed_line (bundle, revision, body, personal) FROM STDIN (FORMAT binary)', binaryRows(lineFields(lines), onLine));
  await store.run('INSERT INTO svod.bundle SELECT * FROM pushed_bundle ORDER BY manifest ON CONFLICT DO NOTHING');
  const added = await store.run('INSERT INTO svod.revision (id, body) SELECT revision, body FROM pushed_line ORDER BY revision ON CONFLICT DO NOTHING');
  await store.run('INSERT INTO svod.bundle_revision (bundle, revision) SELECT bundle, revision FROM pushed_line ORDER BY bundle, revision ON CONFLICT DO NOTHING');
  if (await mayTouchPersonal(store, 'INSERT')) {
    await store.run('INSERT INTO svod.personal (revision, body) SELECT revision, personal FROM pushed_line WHERE personal IS NOT NULL ORDER BY revision ON CONFLICT DO NOTHING');
  }
  return added;
}

/** The same for a few lines, without tables to lay them aside in: preparing those costs more than the lines do. */
export async function pushFew(store: Store, bundles: readonly PushedBundle[], lines: readonly PushedLine[]): Promise<number> {
  await store.run(
    `INSERT INTO svod.bundle (manifest, installation, seq, file_name, manifest_bytes, envelope)
     SELECT * FROM unnest($1::bytea[], $2::text[], $3::integer[], $4::text[], $5::bytea[], $6::bytea[]) ORDER BY 1 ON CONFLICT DO NOTHING`,
    [
      bundles.map(({ manifest }) => bytesOf(manifest)), bundles.map(({ installation }) => installation), bundles.map(({ seq }) => seq),
      bundles.map(({ fileName }) => fileName), bundles.map(({ manifestBytes }) => manifestBytes), bundles.map(({ envelope }) => envelope),
    ],
  );
  const ids = lines.map(({ id }) => bytesOf(id));
  const added = await store.run('INSERT INTO svod.revision (id, body) SELECT * FROM unnest($1::bytea[], $2::bytea[]) ORDER BY 1 ON CONFLICT DO NOTHING', [ids, lines.map(({ body }) => body)]);
  const links = 'INSERT INTO svod.bundle_revision (bundle, revision) SELECT * FROM unnest($1::bytea[], $2::bytea[]) ORDER BY 1, 2 ON CONFLICT DO NOTHING';
  await store.run(links, [lines.map(({ bundle }) => bytesOf(bundle)), ids]);
  const personal = lines.filter((line) => line.personal !== null);
  if (personal.length > 0 && (await mayTouchPersonal(store, 'INSERT'))) {
    const sql = 'INSERT INTO svod.personal (revision, body) SELECT * FROM unnest($1::bytea[], $2::bytea[]) ORDER BY 1 ON CONFLICT DO NOTHING';
    await store.run(sql, [personal.map(({ id }) => bytesOf(id)), personal.map((line) => line.personal)]);
  }
  return added;
}

function bundleFields({ manifest, installation, seq, fileName, manifestBytes, envelope }: PushedBundle): readonly BinaryField[] {
  return [bytesOf(manifest), textOf(installation), int32(seq), textOf(fileName), manifestBytes, envelope];
}

function* lineFields(lines: Iterable<PushedLine>): Generator<readonly BinaryField[]> {
  for (const { bundle, id, body, personal } of lines) yield [bytesOf(bundle), bytesOf(id), body, personal];
}

/** Whether this role may read or add personal answers: an administrator may keep them from some of the staff. */
export async function mayTouchPersonal(store: Store, right: 'SELECT' | 'INSERT'): Promise<boolean> {
  const [row] = await store.rows<{ readonly may: boolean }>("SELECT has_table_privilege('svod.personal', $1) AS may", [right]);
  return row?.may === true;
}

export async function pushReceipts(store: Store, receipts: readonly PushedReceipt[]): Promise<void> {
  if (receipts.length === 0) return;
  await store.run('INSERT INTO svod.receipt (hash, bundle, envelope) SELECT * FROM unnest($1::bytea[], $2::bytea[], $3::bytea[]) ON CONFLICT DO NOTHING', [
    receipts.map(({ hash }) => bytesOf(hash)), receipts.map(({ bundle }) => bytesOf(bundle)), receipts.map(({ envelope }) => envelope),
  ]);
}

export async function pushRegistries(store: Store, registries: readonly { readonly version: number; readonly envelope: Uint8Array }[]): Promise<void> {
  for (const { version, envelope } of registries)
    await store.run('INSERT INTO svod.registry (hash, version, envelope) VALUES (sha256($1::bytea), $2, $1) ON CONFLICT DO NOTHING', [envelope, version]);
}

/** A rule for conflicts, or its revocation: hexadecimal hash of its payload, and its envelope. */
export interface PushedRule {
  readonly hash: string;
  readonly envelope: Uint8Array;
}

export async function pushRules(store: Store, { rules, revocations }: { readonly rules: readonly PushedRule[]; readonly revocations: readonly PushedRule[] }): Promise<void> {
  for (const [table, rows] of [['conflict_rule', rules], ['rule_revocation', revocations]] as const) {
    if (rows.length === 0) continue;
    const columns = [rows.map(({ hash }) => bytesOf(hash)), rows.map(({ envelope }) => envelope)];
    await store.run(`INSERT INTO svod.${table} (hash, envelope) SELECT * FROM unnest($1::bytea[], $2::bytea[]) ON CONFLICT DO NOTHING`, columns);
  }
}

export async function pushAuditHead(store: Store, installation: string, head: { readonly count: number; readonly hash: string }): Promise<void> {
  await store.run('INSERT INTO svod.audit_head (installation, count, hash) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING', [installation, head.count, bytesOf(head.hash)]);
}
