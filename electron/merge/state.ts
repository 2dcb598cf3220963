import type { Sha256 } from '../../shared/base/hash.ts';
import type { StateHashes } from '../../shared/ipc/merge.ts';
import { leafHash, stateHashOfText, viewHash, viewsHash } from '../../shared/merge/hash.ts';
import { conflictsOf } from '../../shared/merge/view.ts';
import { sha256 } from '../bundle/hash.ts';
import type { ReadDb, WriteDb } from '../database/db.ts';
import { keepLeaf, leafMembers, leafText, staleLeaves, type Leaf, type LeafedSet } from '../database/leaf.ts';
import { settledConflicts, settledHashes, unsettledGroups } from '../database/merged.ts';
import { countRevisions, type Group } from '../database/revision.ts';
import { read } from '../database/transaction.ts';
import { viewOfMembers, type GroupView } from './group.ts';
import { loadMembers } from './members.ts';

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

/** The hash of a whole set from the leaves that are kept. */
export function keptHashOf(db: ReadDb, set: LeafedSet): Sha256 {
  const stale = staleLeaves(db, set);
  if (stale.length === 0) return stateHashOfText(sha256, leafText(db, set));
  const fresh = new Map(stale.map((leaf) => [leaf.prefix, hashed(db, set, leaf).hash]));
  const lines = leafText(db, set).split('\n').map((line) => (line.endsWith(' ') ? `${line}${fresh.get(line.trimEnd()) as Sha256}` : line));
  return stateHashOfText(sha256, lines.join('\n'));
}

/** Keeps the hashes of leaves that have changed, so that {@link stateHashes} need not read them again. Call it inside a transaction. */
export function keepLeaves(db: WriteDb): void {
  for (const set of ['revision', 'view'] as const) for (const leaf of staleLeaves(db, set)) keepLeaf(db, set, hashed(db, set, leaf));
}

function hashed(db: ReadDb, set: LeafedSet, { prefix }: Leaf): Leaf {
  return { prefix, hash: leafHash(sha256, leafMembers(db, set, prefix)) };
}
