import type { Failure } from '../../../shared/base/failure.ts';
import { ok, type Result } from '../../../shared/base/result.ts';
import type { WriteDb } from '../../database/db.ts';
import { countUnsettled, unsettledGroups } from '../../database/tables/merged.ts';
import { hasOpenRun, settleRuns } from '../../database/tables/run.ts';
import { write } from '../../database/transaction.ts';
import type { Desk } from '../../jobs/handler.ts';
import { refreshGroup, type SettledGroup } from '../group/group.ts';
import { nameOf, type TouchedGroups } from '../group/stage.ts';
import { keepHashes } from './state.ts';

/** Companies settled in one transaction. */
const BATCH = 100;

/**
 * Brings everything that is kept of the companies that merging has touched up to date, a few in each transaction and in the
 * order of the tables' keys: what is written lies together. Killed anywhere, it goes on when it is called again. `groups`:
 * what is known of how companies stood before. Fails with `disk-full`.
 */
export function settleAll(desk: Desk, groups: TouchedGroups = new Map()): Result<ReadonlyMap<string, SettledGroup>, Failure> {
  return settleThen(desk, groups, (settled) => settled);
}

/** {@link settleAll}; in the transaction of the last companies, when everything is settled, what was done is concluded. */
export function settleThen<T>(desk: Desk, groups: TouchedGroups, conclude: (settled: ReadonlyMap<string, SettledGroup>) => T): Result<T, Failure> {
  const { db } = desk;
  const settled = new Map<string, SettledGroup>();
  const total = countUnsettled(db);
  for (;;) {
    if (total > 0) desk.progress({ phase: 'settling', done: settled.size, total });
    const batch = write(db, () => {
      if (settleBatch(db, groups, settled) === BATCH) return ok(null);
      keepHashes(db);
      settleRuns(db, desk.now());
      return ok({ concluded: conclude(settled) });
    });
    if (!batch.ok) return batch;
    if (batch.value !== null) return ok(batch.value.concluded);
  }
}

/** Settles what a merge left that was stopped; usually nothing. Fails as {@link settleAll} does. */
export function settleLeft(desk: Desk): Result<unknown, Failure> {
  return hasOpenRun(desk.db) ? settleAll(desk) : ok(null);
}

function settleBatch(db: WriteDb, groups: TouchedGroups, settled: Map<string, SettledGroup>): number {
  const batch = unsettledGroups(db, BATCH);
  for (const group of batch) settled.set(nameOf(group), refreshGroup(db, group, groups.get(nameOf(group)) ?? null));
  return batch.length;
}
