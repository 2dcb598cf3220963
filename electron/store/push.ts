import { binaryArray, binaryRows, bytesOf, int32, textOf, type BinaryField, type ElementType } from './binary.ts';
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

/** Something that was signed: hexadecimal hash of its payload (of a registry: of its envelope), and its envelope. */
export interface PushedWord {
  readonly hash: string;
  readonly envelope: Uint8Array;
}

/** What goes along with bundles. */
export interface PushedWords {
  readonly registries: readonly (PushedWord & { readonly version: number })[];
  readonly receipts: readonly (PushedWord & { readonly bundle: string })[];
  readonly rules: readonly PushedWord[];
  readonly revocations: readonly PushedWord[];
  readonly auditHeads: readonly { readonly installation: string; readonly count: number; readonly hash: string }[];
}

/** The same rows apart, each sorted by its key and once. */
export interface PushedPieces {
  readonly revisions: () => Iterable<{ readonly id: string; readonly body: Uint8Array }>;
  readonly links: () => Iterable<{ readonly bundle: string; readonly revision: string }>;
  readonly personal: () => Iterable<{ readonly revision: string; readonly body: Uint8Array }>;
}

/** Whether this role may add personal answers, and whom to tell of each line that goes. */
interface Pushing {
  readonly addable: boolean;
  readonly onRow: () => void;
}

/**
 * Adds bundles to a base that held none when it was last looked at: the rows go straight into their tables. Gives how many revisions they are; null,
 * and nothing is added, where somebody has come first with one of them: then {@link pushBundles} adds the rest.
 */
export async function pushStraight(store: Store, bundles: readonly PushedBundle[], pieces: PushedPieces, { addable, onRow }: Pushing): Promise<number | null> {
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
    if (addable) {
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
export async function pushBundles(store: Store, bundles: readonly PushedBundle[], lines: Iterable<PushedLine>, { addable, onRow }: Pushing): Promise<number> {
  // The lines of a large push are sorted in memory.
  await store.run(`
SET LOCAL work_mem = '256MB';
CREATE TEMP TABLE pushed_bundle (LIKE svod.bundle) ON COMMIT DROP;
CREATE TEMP TABLE pushed_line (bundle bytea, revision bytea, body bytea, personal bytea) ON COMMIT DROP`);
  await store.copy('COPY pushed_bundle (manifest, installation, seq, file_name, manifest_bytes, envelope) FROM STDIN (FORMAT binary)', binaryRows(bundles.map(bundleFields)));
  await store.copy('COPY pushed_line (bundle, revision, body, personal) FROM STDIN (FORMAT binary)', binaryRows(lineFields(lines), onRow));
  await store.run('INSERT INTO svod.bundle SELECT * FROM pushed_bundle ORDER BY manifest ON CONFLICT DO NOTHING');
  const added = await store.run('INSERT INTO svod.revision (id, body) SELECT revision, body FROM pushed_line ORDER BY revision ON CONFLICT DO NOTHING');
  await store.run('INSERT INTO svod.bundle_revision (bundle, revision) SELECT bundle, revision FROM pushed_line ORDER BY bundle, revision ON CONFLICT DO NOTHING');
  if (addable) {
    await store.run('INSERT INTO svod.personal (revision, body) SELECT revision, personal FROM pushed_line WHERE personal IS NOT NULL ORDER BY revision ON CONFLICT DO NOTHING');
  }
  return added;
}

/**
 * Adds words, and a few bundles with their lines, by one statement: it is a transaction of its own unless it stands in one, and nothing is prepared for it.
 * Gives how many revisions are new to the base. What is there already stays as it is.
 */
export async function pushTogether(store: Store, words: PushedWords, { bundles, lines, addable }: { readonly bundles: readonly PushedBundle[]; readonly lines: readonly PushedLine[]; readonly addable: boolean }): Promise<number> {
  return addRows(store, {
    registry: words.registries.map(({ hash, version, envelope }) => [bytesOf(hash), int32(version), envelope]),
    receipt: words.receipts.map(({ hash, bundle, envelope }) => [bytesOf(hash), bytesOf(bundle), envelope]),
    conflict_rule: words.rules.map(wordFields),
    rule_revocation: words.revocations.map(wordFields),
    audit_head: words.auditHeads.map(({ installation, count, hash }) => [textOf(installation), int32(count), bytesOf(hash)]),
    bundle: bundles.map(bundleFields),
    revision: lines.map(({ id, body }) => [bytesOf(id), body]),
    bundle_revision: lines.map(({ bundle, id }) => [bytesOf(bundle), bytesOf(id)]),
    personal: addable ? lines.flatMap(({ id, personal }) => (personal === null ? [] : [[bytesOf(id), personal]])) : [],
  });
}

const wordFields = ({ hash, envelope }: PushedWord): readonly Uint8Array[] => [bytesOf(hash), envelope];

/** The tables in the order in which everybody adds to them, and their columns, the key first. */
const COLUMNS = {
  registry: { hash: 'bytea', version: 'integer', envelope: 'bytea' },
  receipt: { hash: 'bytea', bundle: 'bytea', envelope: 'bytea' },
  conflict_rule: { hash: 'bytea', envelope: 'bytea' },
  rule_revocation: { hash: 'bytea', envelope: 'bytea' },
  audit_head: { installation: 'text', count: 'integer', hash: 'bytea' },
  bundle: { manifest: 'bytea', installation: 'text', seq: 'integer', file_name: 'text', manifest_bytes: 'bytea', envelope: 'bytea' },
  revision: { id: 'bytea', body: 'bytea' },
  bundle_revision: { bundle: 'bytea', revision: 'bytea' },
  personal: { revision: 'bytea', body: 'bytea' },
} as const satisfies Readonly<Record<string, Readonly<Record<string, ElementType>>>>;
type Table = keyof typeof COLUMNS;
type Rows = Readonly<Record<Table, readonly (readonly Uint8Array[])[]>>;

/**
 * Every table's rows are added when those of the table before are: a part of a statement runs when another asks for its outcome, and two that add the
 * same rows in the same order never wait for each other in a circle.
 */
async function addRows(store: Store, rows: Rows): Promise<number> {
  const parts: string[] = [];
  const values: Uint8Array[] = [];
  let before: Table | null = null;
  for (const table of Object.keys(COLUMNS) as Table[]) {
    if (rows[table].length === 0) continue;
    const columns: readonly (readonly [string, ElementType])[] = Object.entries(COLUMNS[table]);
    const arrays = columns.map(([, type], index) => {
      values.push(binaryArray(type, rows[table].map((row) => row[index] as Uint8Array)));
      return `$${values.length}::${type}[]`;
    });
    parts.push(
      `new_${table} AS (INSERT INTO svod.${table} (${columns.map(([name]) => name).join(', ')}) SELECT * FROM unnest(${arrays.join(', ')})
      ${before === null ? '' : `WHERE (SELECT count(*) FROM new_${before}) >= 0 `}ORDER BY 1, 2 ON CONFLICT DO NOTHING RETURNING 1)`,
    );
    before = table;
  }
  if (before === null) return 0;
  const counted = rows.revision.length === 0 ? '0' : '(SELECT count(*) FROM new_revision)::integer';
  const [row] = await store.rows<{ readonly added: number }>(`WITH ${parts.join(',\n')} SELECT ${counted} AS added, (SELECT count(*) FROM new_${before})`, values);
  return row?.added ?? 0;
}

function bundleFields({ manifest, installation, seq, fileName, manifestBytes, envelope }: PushedBundle): readonly Uint8Array[] {
  return [bytesOf(manifest), textOf(installation), int32(seq), textOf(fileName), manifestBytes, envelope];
}

function* lineFields(lines: Iterable<PushedLine>): Generator<readonly BinaryField[]> {
  for (const { bundle, id, body, personal } of lines) yield [bytesOf(bundle), bytesOf(id), body, personal];
}
