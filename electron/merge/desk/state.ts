import { groupBy } from '../../../shared/base/group.ts';
import type { Sha256 } from '../../../shared/base/hash.ts';
import type { StateHashes } from '../../../shared/ipc/merge.ts';
import { branchOf, leafHash, nodeHash, viewHash, viewsHash, type HashedNode } from '../../../shared/merge/hash.ts';
import { conflictsOf } from '../../../shared/merge/view.ts';
import { sha256 } from '../../bundle/crypto/hash.ts';
import type { ReadDb, WriteDb } from '../../database/db.ts';
import { keepNodes, keptBranches, keptLeaves, leafMembers, staleLeaves, type FreshNode, type HashedSet } from '../../database/tables/leaf.ts';
import { settledConflicts, settledHashes, unsettledGroups } from '../../database/tables/merged.ts';
import { countRevisions, type Group } from '../../database/tables/revision.ts';
import { read } from '../../database/transaction.ts';
import { viewOfMembers, type GroupView } from '../group/group.ts';
import { loadMembers } from '../group/members.ts';

/**
 * The hashes of what this workspace holds: equal in two workspaces when they hold the same set of revisions and see the
 * same in it. The hash of each view is kept by merging; only companies with newer revisions are computed here.
 */
export function stateHashes(db: ReadDb): StateHashes {
  return read(db, () => {
    const unsettled = unsettledGroups(db);
    const fresh = unsettled.flatMap((group) => freshView(db, group));
    const { all, pending } = countRevisions(db);
    return {
      revisions: all,
      stateHash: keptHashOf(db, 'revision'),
      viewHash: unsettled.length === 0 ? keptHashOf(db, 'view') : viewsHash(sha256, [...settledHashes(db), ...fresh.map(({ view, rules }) => ({ entity: view.entity, hash: viewHash(sha256, view, rules) }))]),
      conflicts: fresh.reduce((sum, { view }) => sum + conflictsOf(view).length, settledConflicts(db)),
      pending,
    };
  });
}

function freshView(db: ReadDb, group: Group): readonly GroupView[] {
  const members = loadMembers(db, group);
  return members.length === 0 ? [] : [viewOfMembers(db, group, members)];
}

/** The hash of a whole set from what is kept of its tree. */
export function keptHashOf(db: ReadDb, set: HashedSet): Sha256 {
  return nodeHash(sha256, replaced(keptBranches(db, set), hashedAnew(db, set).branches));
}

/** Keeps the hashes of what has changed, so that {@link stateHashes} need not read it again. Call it inside a transaction. */
export function keepHashes(db: WriteDb): void {
  for (const set of ['revision', 'view'] as const) keepNodes(db, set, hashedAnew(db, set));
}

/** The leaves that have changed and the branches they are on, hashed again. */
function hashedAnew(db: ReadDb, set: HashedSet): { readonly leaves: readonly FreshNode[]; readonly branches: readonly FreshNode[] } {
  const leaves = staleLeaves(db, set).map((prefix): FreshNode => {
    const members = leafMembers(db, set, prefix);
    return { prefix, hash: members.length === 0 ? null : leafHash(sha256, members) };
  });
  const branches = [...groupBy(leaves, ({ prefix }) => branchOf(prefix))].map(([prefix, own]): FreshNode => {
    const all = replaced(keptLeaves(db, set, prefix), own);
    return { prefix, hash: all.length === 0 ? null : nodeHash(sha256, all) };
  });
  return { leaves, branches };
}

function replaced(kept: readonly HashedNode[], fresh: readonly FreshNode[]): readonly HashedNode[] {
  const nodes = new Map<string, Sha256 | null>([...kept, ...fresh].map(({ prefix, hash }) => [prefix, hash]));
  return [...nodes].flatMap(([prefix, hash]) => (hash === null ? [] : [{ prefix, hash }]));
}
