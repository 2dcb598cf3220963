import type { Failure } from '../../shared/base/failure.ts';
import { ok, type Result } from '../../shared/base/result.ts';
import { countUnsettled, unsettledGroups } from '../database/merged.ts';
import type { WriteDb } from '../database/db.ts';
import { hasOpenRun, settleRuns } from '../database/run.ts';
import { write } from '../database/transaction.ts';
import type { Desk } from '../jobs/handler.ts';
import { refreshGroup, type SettledGroup } from './group.ts';
import { keepLeaves } from './state.ts';
import { nameOf, type TouchedGroups } from './stage.ts';

/** Companies settled in one transaction. */
const BATCH = 100;

/**
 * Brings everything that is kept of the companies that merging has touched up to date, a few in each transaction and in the
 * order of the tables' keys: what is written lies together. Killed anywhere, it goes on when it is called again. `groups`:
 * what is known of how companies stood before. Fails with `disk-full`.
 */
export function settleAll(desk: Desk, groups: TouchedGroups = new Map()): Result<ReadonlyMap<string, SettledGroup>, Failure> {
  const settled = new Map<string, SettledGroup>();
  const total = countUnsettled(desk.db);
  for (let done = 0; done < total; ) {
    desk.progress({ phase: 'settling', done, total });
    const batch = write(desk.db, () => ok(settleBatch(desk.db, groups, settled)));
    if (!batch.ok) return batch;
    done += batch.value;
  }
  return write(desk.db, () => {
    keepLeaves(desk.db);
    settleRuns(desk.db, desk.now());
    return ok(settled);
  });
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
