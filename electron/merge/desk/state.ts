import { groupBy } from '../../../shared/base/group.ts';
import type { Sha256 } from '../../../shared/base/hash.ts';
import type { StateHashes } from '../../../shared/ipc/merge.ts';
import { branchOf, leafHash, leafOf, nodeHash, viewHash, type HashedNode } from '../../../shared/merge/hash.ts';
import { conflictsOf } from '../../../shared/merge/view.ts';
import { sha256 } from '../../bundle/crypto/hash.ts';
import type { Course } from '../../database/backup.ts';
import type { ReadDb, WriteDb } from '../../database/db.ts';
import { keepNodes, keptBranches, keptLeaves, leafMembers, settledMembers, staleLeaves, type FreshNode, type HashedSet } from '../../database/tables/leaf.ts';
import { countUnsettled, eachUnsettled, settledConflicts } from '../../database/tables/merged.ts';
import { countRevisions } from '../../database/tables/revision.ts';
import { read } from '../../database/transaction.ts';
import { stepsOf, UNWATCHED } from '../../jobs/course.ts';
import { viewOfMembers } from '../group/group.ts';
import { loadMembers } from '../group/members.ts';

/**
 * The hashes of what this workspace holds: equal in two workspaces when they hold the same set of revisions and see the
 * same in it. The hash of each view is kept by merging; only companies with newer revisions are computed here, one by one, and of the tree of hashes
 * only what they are on. Where all of them are new, on a base that was just moved to a newer version, that is long work: it says how far it is in companies, and
 * throws what {@link Course.checkCancelled} throws.
 */
export function stateHashes(db: ReadDb, course: Course = UNWATCHED): StateHashes {
  return read(db, () => {
    const fresh = freshViews(db, course);
    const { all, pending } = countRevisions(db);
    return { revisions: all, stateHash: keptHashOf(db, 'revision'), viewHash: rootOf(db, 'view', hashedAnew(db, 'view', fresh.leaves)), conflicts: settledConflicts(db) + fresh.conflicts, pending };
  });
}

/** The views that merging has not kept yet. */
interface FreshViews {
  /** Their hashes, by the leaf of the tree that they belong to. */
  readonly leaves: ReadonlyMap<string, readonly Sha256[]>;
  /** How many of their paths are in conflict. */
  readonly conflicts: number;
}

function freshViews(db: ReadDb, course: Course): FreshViews {
  const leaves = new Map<string, Sha256[]>();
  let conflicts = 0;
  for (const group of stepsOf(course, countUnsettled(db))(eachUnsettled(db))) {
    const leaf = leafOf(group.entity);
    const own = leaves.get(leaf) ?? [];
    leaves.set(leaf, own);
    const members = loadMembers(db, group);
    if (members.length === 0) continue;
    const { view, rules } = viewOfMembers(db, group, members);
    own.push(viewHash(sha256, view, rules));
    conflicts += conflictsOf(view).length;
  }
  return { leaves, conflicts };
}

/** The hash of a whole set from what is kept of its tree. */
export function keptHashOf(db: ReadDb, set: HashedSet): Sha256 {
  return rootOf(db, set, hashedAnew(db, set));
}

function rootOf(db: ReadDb, set: HashedSet, { branches }: HashedAnew): Sha256 {
  return nodeHash(sha256, replaced(keptBranches(db, set), branches));
}

/** Keeps the hashes of what has changed, so that {@link stateHashes} need not read it again. Call it inside a transaction. */
export function keepHashes(db: WriteDb): void {
  for (const set of ['revision', 'view'] as const) keepNodes(db, set, hashedAnew(db, set));
}

interface HashedAnew {
  readonly leaves: readonly FreshNode[];
  readonly branches: readonly FreshNode[];
}

/** The leaves that have changed and the branches they are on, hashed again; on the leaves named `fresh`, those members stand in the place of what is out of date. */
function hashedAnew(db: ReadDb, set: HashedSet, fresh: FreshViews['leaves'] = new Map()): HashedAnew {
  const leaves = [...new Set([...staleLeaves(db, set), ...fresh.keys()])].map((prefix): FreshNode => {
    const own = fresh.get(prefix);
    const members = own ? [...settledMembers(db, prefix), ...own].sort() : leafMembers(db, set, prefix);
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
