import type { Failure } from '../../../shared/base/failure.ts';
import { ok, type Result } from '../../../shared/base/result.ts';
import { RESERVED, type RevisionId } from '../../../shared/bundle/revision/revision.ts';
import type { CaseThread, HistoryEntry } from '../../../shared/ipc/merge.ts';
import type { ReadDb } from '../../database/db.ts';
import { findCompany } from '../../database/tables/company.ts';
import { loadMembers } from '../group/members.ts';
import { openGroup } from './company.ts';
import { historyOf } from './history.ts';

/**
 * The whole case of a company in its round as one thread: what its bodies and the Commission stated, commented and decided,
 * each after what its author had seen, else by the time it claims (M4: dates order what nothing else orders, they decide
 * nothing). The same on both sides, whatever the order in which it came. `round`: of that round instead of the one that is looked at. Fails with `company-unknown`.
 */
export function caseOf(db: ReadDb, entity: string, round: string | null = null): Result<CaseThread, Failure> {
  const found = openGroup(db, entity, round);
  if (!found.ok) return found;
  const history = historyOf(db, entity, null, round);
  if (!history.ok) return history;
  const { group, view, formHash } = found.value;
  const parents = new Map(loadMembers(db, group).map(({ id, revision }) => [id, revision.parents]));
  const company = findCompany(db, entity);
  const said = (path: string): string | null => {
    const value = view.cells.get(path)?.value;
    return typeof value === 'string' ? value : null;
  };
  return ok({
    entity, formHash, round: group.round, standing: view.standing, retracted: view.retracted,
    company: { country: company?.country ?? '', number: company?.number ?? '', name: company?.shortName || (company?.name ?? '') },
    due: view.standing === 'returned' ? said(RESERVED.due) : null,
    entries: inOrder(history.value, (id) => parents.get(id) ?? []),
  });
}

/** Parents before children; of those that may come next, the one that claims to be the earliest, then the lowest id. */
function inOrder(entries: readonly HistoryEntry[], parentsOf: (id: RevisionId) => readonly RevisionId[]): readonly HistoryEntry[] {
  const left = new Map(entries.map((entry) => [entry.revision, entry]));
  const ordered: HistoryEntry[] = [];
  while (left.size > 0) {
    let next: HistoryEntry | null = null;
    for (const entry of left.values()) {
      if (parentsOf(entry.revision).some((parent) => left.has(parent))) continue;
      if (next === null || entry.claimedAt < next.claimedAt || (entry.claimedAt === next.claimedAt && entry.revision < next.revision)) next = entry;
    }
    if (next === null) break;
    left.delete(next.revision);
    ordered.push(next);
  }
  return ordered;
}
