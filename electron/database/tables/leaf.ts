import type { Sha256 } from '../../../shared/base/hash.ts';
import type { HashedNode } from '../../../shared/merge/hash.ts';
import type { ReadDb, WriteDb } from '../db.ts';

/** The sets of which a hash is kept as a tree: the ids of all revisions, the hashes of all views by their companies' ids. */
export type HashedSet = 'revision' | 'view';

export const MEMBERS_OF_LEAF: Readonly<Record<HashedSet, string>> = {
  revision: 'SELECT id AS member FROM revision WHERE id >= ? AND id < ? ORDER BY id',
  view: 'SELECT hash AS member FROM merged_response WHERE entity >= ? AND entity < ?',
};
export const STALE_LEAVES = 'SELECT prefix FROM stale_leaf WHERE kind = ?';
export const LEAVES_OF_BRANCH = 'SELECT prefix, hash FROM leaf WHERE kind = ? AND prefix >= ? AND prefix < ?';
const BRANCHES = 'SELECT prefix, hash FROM branch WHERE kind = ?';

/** The prefixes of leaves that have changed since their hash was kept, also of those that have become empty. */
export function staleLeaves(db: ReadDb, set: HashedSet): readonly string[] {
  return db.all<{ readonly prefix: string }>(STALE_LEAVES, set).map(({ prefix }) => prefix);
}

/** The ids or hashes of one leaf. */
export function leafMembers(db: ReadDb, set: HashedSet, prefix: string): readonly Sha256[] {
  return db.all<{ readonly member: Sha256 }>(MEMBERS_OF_LEAF[set], prefix, `${prefix}g`).map(({ member }) => member);
}

export const SETTLED_OF_LEAF = `SELECT m.hash AS member FROM merged_response m WHERE m.entity >= ? AND m.entity < ?
  AND NOT EXISTS (SELECT 1 FROM unsettled u WHERE u.entity = m.entity AND u.form_id = m.form_id AND u.round = m.round)`;

/** The hashes of the views of one leaf that are up to date. */
export function settledMembers(db: ReadDb, prefix: string): readonly Sha256[] {
  return db.all<{ readonly member: Sha256 }>(SETTLED_OF_LEAF, prefix, `${prefix}g`).map(({ member }) => member);
}

/** The leaves of a branch as they were kept. */
export function keptLeaves(db: ReadDb, set: HashedSet, branch: string): readonly HashedNode[] {
  return db.all<HashedNode>(LEAVES_OF_BRANCH, set, branch, `${branch}g`);
}

/** The branches as they were kept. */
export function keptBranches(db: ReadDb, set: HashedSet): readonly HashedNode[] {
  return db.all<HashedNode>(BRANCHES, set);
}

/** A leaf or branch that has been hashed anew; `hash` null: nothing is left of it. */
export interface FreshNode {
  readonly prefix: string;
  readonly hash: Sha256 | null;
}

/** Keeps what was hashed anew: all leaves that had changed, and the branches they are on. */
export function keepNodes(db: WriteDb, set: HashedSet, { leaves, branches }: { readonly leaves: readonly FreshNode[]; readonly branches: readonly FreshNode[] }): void {
  for (const [table, nodes] of [['leaf', leaves], ['branch', branches]] as const) {
    for (const { prefix, hash } of nodes) {
      if (hash === null) db.run(`DELETE FROM ${table} WHERE kind = ? AND prefix = ?`, set, prefix);
      else db.run(`INSERT INTO ${table} (kind, prefix, hash) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET hash = excluded.hash`, set, prefix, hash);
    }
  }
  db.run('DELETE FROM stale_leaf WHERE kind = ?', set);
}
