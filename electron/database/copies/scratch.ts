import type { Failure } from '../../../shared/base/failure.ts';
import { err, type Result } from '../../../shared/base/result.ts';
import type { Issuer } from '../../../shared/bundle/revision/manifest.ts';
import { readHead } from '../../../shared/merge/keptText.ts';
import { connect, type ReadDb, type WriteDb } from '../db.ts';
import { openFile } from '../driver.ts';
import { migrate } from '../migrate.ts';
import { databasePath } from '../open.ts';
import type { Group } from '../tables/revision.ts';
import { failureOf } from '../trouble.ts';

/**
 * A database beside the workspace's that goes away when it is closed: what would come of a merge is tried in it. It holds the settings,
 * forms and registries, and of the rest what has been brought over, all as the workspace stood at one moment. The workspace is only
 * read: whoever works in it goes on writing.
 */
interface Scratch extends Lender {
  readonly db: WriteDb;
  close(): void;
}

/** Brings over what a merge is about to look at; what has been brought is not brought again. */
export interface Lender {
  /** The bundles of an installation in its state and body (B16), and this one if it is there. */
  issuer(issuer: Issuer, manifest: string): void;
  /** A company, in this round and in those that are merged: its revisions with their bundles, what is kept of it, what is filled in here. */
  company(group: Group): void;
  /** The companies that a bundle speaks of. */
  companiesOf(manifest: string): void;
  /** Runs what may be rolled back: what was brought in it is gone then too, and will be brought again. */
  within<T>(work: () => Promise<T>, isTakenBack: (outcome: T) => boolean): Promise<T>;
}

/** Opens one for this work, and throws it away. Fails as the work does, and with `disk-full`. */
export async function withScratch<T>(db: ReadDb, work: (scratch: Omit<Scratch, 'close'>) => Promise<Result<T, Failure>>): Promise<Result<T, Failure>> {
  let scratch: Scratch | null = null;
  try {
    scratch = openScratch(db);
    return await work(scratch);
  } catch (error) {
    const failure = failureOf(error);
    if (failure) return err(failure);
    throw error;
  } finally {
    scratch?.close();
  }
}

function openScratch(db: ReadDb): Scratch {
  const driver = openFile('', { readonly: false, create: true, timeout: 10_000 });
  for (const pragma of ['journal_mode = MEMORY', 'synchronous = OFF', 'foreign_keys = OFF', 'trusted_schema = OFF', 'cache_size = -16384']) driver.pragma(pragma);
  const scratch = connect(driver, db.folder);
  migrate(scratch);
  driver.prepare('ATTACH ? AS base').run(databasePath(db.folder));
  // From here on the workspace is read as it stands now; nothing takes its lock for writing.
  driver.exec('BEGIN');
  const bring = bringerInto(scratch);
  for (const table of ['setting', 'form', 'form_definition', 'registry'] as const) bring(table);

  const brought = new Set<string>();
  let recent: string[] = [];
  const once = (name: string, work: () => void): void => {
    if (brought.has(name)) return;
    brought.add(name);
    recent.push(name);
    work();
  };
  const bundle = (where: string, ...values: readonly string[]): void => {
    const manifests = scratch.all<{ readonly manifest: string }>(`SELECT DISTINCT b.manifest FROM base.bundle b ${where}`, ...values);
    for (const { manifest } of manifests) {
      once(`bundle ${manifest}`, () => {
        bring('bundle', 'WHERE t.manifest = ?', manifest);
        bring('national_signature', 'WHERE t.bundle = ?', manifest);
      });
    }
  };

  /** Under the numbers they have there; what comes new here gets others. */
  function keptOf(head: number): void {
    const text = scratch.value<string>('SELECT text FROM base.kept WHERE id = ?', head) ?? '';
    for (const id of [head, ...readHead(text).parts.map(({ row }) => row)]) bring('kept', 'WHERE t.id = ?', id);
  }
  scratch.run("INSERT INTO main.kept (id, text, sum) SELECT max(id) + 1, '', '' FROM base.kept HAVING max(id) IS NOT NULL");

  function company({ entity, formId, round }: Group): void {
    once(entity, () => {
      for (const table of ['company', 'response', 'merged_response'] as const) bring(table, 'WHERE t.entity = ?', entity);
      for (const table of ['answer', 'imported_draft'] as const) bring(table, 'JOIN base.response r ON r.id = t.response WHERE r.entity = ?', entity);
      // They may have to name it where this one is silent.
      for (const other of scratch.all<Group>('SELECT entity, form_id AS formId, round FROM base.merged_response WHERE entity = ?', entity)) company(other);
    });
    once(`${entity} ${formId} ${round}`, () => {
      const own = [entity, formId, round] as const;
      bundle('JOIN base.bundle_revision l ON l.bundle = b.manifest JOIN base.revision r ON r.id = l.revision WHERE r.entity = ? AND r.form_id = ? AND r.round = ?', ...own);
      bring('invited', 'WHERE t.round = ? AND t.entity = ?', round, entity);
      bring('revision', 'WHERE t.entity = ? AND t.form_id = ? AND t.round = ?', ...own);
      for (const table of ['bundle_revision', 'personal'] as const) bring(table, 'JOIN base.revision r ON r.id = t.revision WHERE r.entity = ? AND r.form_id = ? AND r.round = ?', ...own);
      // What was just brought counts as settled where it is so there.
      scratch.run('DELETE FROM main.unsettled WHERE entity = ? AND form_id = ? AND round = ?', ...own);
      const kept = scratch.value<number | null>('SELECT kept FROM main.merged_response WHERE entity = ? AND form_id = ? AND round = ?', ...own);
      if (typeof kept === 'number') keptOf(kept);
      for (const table of ['conflict', 'identity_word', 'unsettled'] as const) bring(table, 'WHERE t.entity = ? AND t.form_id = ? AND t.round = ?', ...own);
    });
  }

  return {
    db: scratch,
    issuer: (issuer, manifest) => bundle('WHERE (b.installation = ? AND b.country = ? AND b.body = ?) OR b.manifest = ?', issuer.installation, issuer.country, issuer.body, manifest),
    company,
    companiesOf: (manifest) => {
      const groups = 'SELECT DISTINCT r.entity, r.form_id AS formId, r.round FROM base.bundle_revision l JOIN base.revision r ON r.id = l.revision WHERE l.bundle = ?';
      for (const group of scratch.all<Group>(groups, manifest)) company(group);
    },
    async within(work, isTakenBack) {
      recent = [];
      const outcome = await work();
      if (isTakenBack(outcome)) for (const name of recent) brought.delete(name);
      return outcome;
    },
    close: () => driver.close(),
  };
}

type Brought =
  | 'setting' | 'form' | 'form_definition' | 'registry' | 'bundle' | 'national_signature' | 'company' | 'response' | 'answer' | 'imported_draft' | 'merged_response' | 'revision' | 'bundle_revision' | 'personal' | 'kept' | 'conflict'
  | 'identity_word' | 'unsettled' | 'invited';

/** Copies rows `t` of a table; those that count from 1 in the order of arrival are counted anew. */
function bringerInto(scratch: WriteDb): (table: Brought, where?: string, ...values: readonly (string | number)[]) => void {
  const columns = new Map<Brought, readonly string[]>();
  return (table, where = '', ...values) => {
    let names = columns.get(table);
    if (!names) columns.set(table, (names = scratch.all<{ readonly name: string }>(`SELECT name FROM pragma_table_info('${table}') WHERE name <> 'n'`).map(({ name }) => name)));
    scratch.run(`INSERT INTO main.${table} (${names.join(', ')}) SELECT ${names.map((name) => `t.${name}`).join(', ')} FROM base.${table} t ${where}`, ...values);
  };
}
