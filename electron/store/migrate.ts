import type { Store } from './connect.ts';
import type { StoreMigration } from './migration.ts';
import { set } from './migrations/0010-set.ts';
import { conflictRules } from './migrations/0020-conflict-rules.ts';
import { StoreTrouble } from './trouble.ts';

const MIGRATIONS: readonly StoreMigration[] = [set, conflictRules];
/** The base's version that this program works with. */
export const STORE_VERSION = Math.max(...MIGRATIONS.map(({ version }) => version));

/** Of advisory locks: nobody else's, so that two that prepare the same base come one after the other. */
const LOCK = 0x53_76_6f_64;

/**
 * Brings the central base to the version of this program, in one transaction; only its owner has the right to. Throws
 * `store-newer`, or `store-unprepared` where the base is older and the role may not change it.
 */
export async function migrateStore(store: Store): Promise<void> {
  if ((await versionOf(store)) === STORE_VERSION) return;
  try {
    await store.transaction('READ COMMITTED', async () => {
      await store.run('SELECT pg_advisory_xact_lock($1)', [LOCK]);
      const from = await versionOf(store);
      if (from === 0) {
        await store.run('CREATE SCHEMA IF NOT EXISTS svod');
        await store.run('CREATE TABLE svod.migration (version integer PRIMARY KEY, name text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())');
      }
      for (const { version, name, sql } of MIGRATIONS.filter((migration) => migration.version > from)) {
        await store.run(sql);
        await store.run('INSERT INTO svod.migration (version, name) VALUES ($1, $2)', [version, name]);
      }
    });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === '42501') throw new StoreTrouble({ code: 'store-unprepared', values: { detail: error.message } });
    throw error;
  }
}

/** 0 before the first migration. */
async function versionOf(store: Store): Promise<number> {
  // Looked up in the table of tables: a name that was not found once is remembered as missing until the transaction ends.
  const there = await store.rows("SELECT FROM pg_catalog.pg_tables WHERE schemaname = 'svod' AND tablename = 'migration'");
  if (there.length === 0) return 0;
  const [row] = await store.rows<{ readonly version: number }>('SELECT coalesce(max(version), 0) AS version FROM svod.migration');
  const version = row?.version ?? 0;
  if (version > STORE_VERSION) throw new StoreTrouble({ code: 'store-newer' });
  return version;
}
