import type { Sha256 } from '../../shared/base/hash.ts';
import type { StateHashes } from '../../shared/ipc/merge.ts';
import { leafHash, stateHashOf, viewHash, viewsHash } from '../../shared/merge/hash.ts';
import { conflictsOf } from '../../shared/merge/view.ts';
import { sha256 } from '../bundle/hash.ts';
import type { ReadDb, WriteDb } from '../database/db.ts';
import { settledHashes, unsettledGroups } from '../database/merged.ts';
import { countRevisions, keepLeaf, leafIds, listLeaves, type Leaf } from '../database/revision.ts';
import { read } from '../database/transaction.ts';
import { viewOfMembers } from './group.ts';
import { loadMembers } from './members.ts';

/**
 * The hashes of what this workspace holds: equal in two workspaces when they hold the same set of revisions and see the
 * same in it. The hash of each view is kept by merging; only companies with newer revisions are computed here.
 */
export function stateHashes(db: ReadDb): StateHashes {
  return read(db, () => {
    const kept = settledHashes(db);
    const fresh = unsettledGroups(db).flatMap((group) => {
      const members = loadMembers(db, group);
      return members.length === 0 ? [] : [viewOfMembers(db, group, members)];
    });
    const { all, pending } = countRevisions(db);
    return {
      revisions: all,
      stateHash: keptStateHash(db),
      viewHash: viewsHash(sha256, [...kept.hashes, ...fresh.map(({ view, rules }) => viewHash(sha256, view, rules))]),
      conflicts: fresh.reduce((sum, { view }) => sum + conflictsOf(view).length, kept.conflicts),
      pending,
    };
  });
}

/** The hash of the set alone, from the leaves that are kept. */
export function keptStateHash(db: ReadDb): Sha256 {
  return stateHashOf(sha256, listLeaves(db).map((leaf) => hashed(db, leaf)));
}

/** Keeps the hashes of leaves that have changed, so that {@link stateHashes} need not read them again. Call it inside a transaction. */
export function keepLeaves(db: WriteDb): void {
  for (const leaf of listLeaves(db)) if (leaf.hash === '') keepLeaf(db, hashed(db, leaf));
}

function hashed(db: ReadDb, leaf: Leaf): Leaf {
  return leaf.hash === '' ? { ...leaf, hash: leafHash(sha256, leafIds(db, leaf.prefix)) } : leaf;
}
