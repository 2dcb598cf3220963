import type { Sha256 } from '../../shared/base/hash.ts';
import type { ReadDb, WriteDb } from './db.ts';

/** A part of a set: revisions whose ids, or views whose companies' ids, begin with `prefix`. `hash` is empty when it has to be computed. */
export interface Leaf {
  readonly prefix: string;
  readonly hash: Sha256;
}

/** The sets that are kept in leaves: the ids of all revisions, the hashes of all views. */
export type LeafedSet = 'revision' | 'view';

export const MEMBERS_OF_LEAF: Readonly<Record<LeafedSet, string>> = {
  revision: 'SELECT id AS member FROM revision WHERE id >= ? AND id < ? ORDER BY id',
  view: 'SELECT hash AS member FROM merged_response WHERE entity >= ? AND entity < ?',
};
export const STALE_LEAVES: Readonly<Record<LeafedSet, string>> = {
  revision: "SELECT prefix, hash FROM revision_leaf WHERE hash = ''",
  view: "SELECT prefix, hash FROM view_leaf WHERE hash = ''",
};
const ALL: Readonly<Record<LeafedSet, string>> = {
  revision: "SELECT group_concat(prefix || ' ' || hash, char(10) ORDER BY prefix) FROM revision_leaf WHERE count > 0",
  view: "SELECT group_concat(prefix || ' ' || hash, char(10) ORDER BY prefix) FROM view_leaf WHERE count > 0",
};
const KEEP: Readonly<Record<LeafedSet, string>> = {
  revision: 'UPDATE revision_leaf SET hash = ? WHERE prefix = ?',
  view: 'UPDATE view_leaf SET hash = ? WHERE prefix = ?',
};

/** The leaves of a set in order, without those that have become empty, `prefix hash` a line: as one text, since they are many. */
export function leafText(db: ReadDb, set: LeafedSet): string {
  return db.value<string | null>(ALL[set]) ?? '';
}

/** The leaves that have changed since their hash was kept, also those that have become empty. */
export function staleLeaves(db: ReadDb, set: LeafedSet): readonly Leaf[] {
  return db.all<Leaf>(STALE_LEAVES[set]);
}

/** The ids or hashes of one leaf. */
export function leafMembers(db: ReadDb, set: LeafedSet, prefix: string): readonly Sha256[] {
  return db.all<{ readonly member: Sha256 }>(MEMBERS_OF_LEAF[set], prefix, `${prefix}g`).map(({ member }) => member);
}

export function keepLeaf(db: WriteDb, set: LeafedSet, { prefix, hash }: Leaf): void {
  db.run(KEEP[set], hash, prefix);
}
