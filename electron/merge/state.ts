import type { StateHashes } from '../../shared/ipc/merge.ts';
import { stateHash, viewHash, viewsHash } from '../../shared/merge/hash.ts';
import { conflictsOf } from '../../shared/merge/view.ts';
import { sha256 } from '../bundle/hash.ts';
import type { ReadDb } from '../database/db.ts';
import { staleGroups, viewHashes } from '../database/merged.ts';
import { countRevisions, revisionIds } from '../database/revision.ts';
import { read } from '../database/transaction.ts';
import { viewOfMembers } from './group.ts';
import { loadMembers } from './members.ts';
import { nameOf } from './stage.ts';

/**
 * The hashes of what this workspace holds: equal in two workspaces when they hold the same set of revisions and see the
 * same in it. The hash of each view is kept by merging; only companies with newer revisions of our own are computed here.
 */
export function stateHashes(db: ReadDb): StateHashes {
  return read(db, () => {
    const views = new Map(viewHashes(db).map((row) => [nameOf(row), row]));
    for (const group of staleGroups(db)) {
      const { view, rules } = viewOfMembers(db, group, loadMembers(db, group));
      views.set(nameOf(group), { ...group, hash: viewHash(sha256, view, rules), conflicts: conflictsOf(view).length });
    }
    const { all, pending } = countRevisions(db);
    const rows = [...views.values()];
    return {
      revisions: all,
      stateHash: stateHash(sha256, revisionIds(db)),
      viewHash: viewsHash(sha256, rows.map((row) => row.hash)),
      conflicts: rows.reduce((sum, row) => sum + row.conflicts, 0),
      pending,
    };
  });
}
