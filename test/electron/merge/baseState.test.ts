import { beforeAll, expect, test } from 'vitest';
import { sha256 } from '../../../electron/bundle/crypto/hash.ts';
import type { ReadDb } from '../../../electron/database/db.ts';
import { countUnsettled, markUnsettled, viewHashes } from '../../../electron/database/tables/merged.ts';
import { Cancelled } from '../../../electron/jobs/context.ts';
import { mergeHandlers } from '../../../electron/merge/handlers.ts';
import { stateHashes } from '../../../electron/merge/desk/state.ts';
import type { Workspace } from '../../helpers/bundles.ts';
import { deskOf, merge, newBody, newCommission, send, state } from '../../helpers/merging.ts';

const COMPANIES = 450;
/** Spread over the leaves of the tree, as real ones are. */
const idOf = (company: number): string => sha256(new TextEncoder().encode(`company ${company}`));
let commission: Workspace;

beforeAll(async () => {
  const [one, other] = [newBody(1), newBody(2)];
  for (let company = 0; company < COMPANIES; company += 1) state(one, company, { '/A/name': `Завод ${company}`, '/A/region': 'RU-MOW' }, { entity: idOf(company) });
  for (const company of [3, 4]) state(other, company, { '/A/region': 'RU-SPE' }, { entity: idOf(company) });
  commission = newCommission(one, other);
  await merge(commission, await send(one), await send(other));
});

/** As after a version that keeps something else of companies: nothing of these is up to date. */
function outOfDate(of: (entity: string) => boolean): void {
  for (const group of viewHashes(commission.db)) if (of(group.entity)) markUnsettled(commission.db, group);
}
const settleAgain = (): void => void commission.db.run('DELETE FROM unsettled');
const leavesRead = (db: ReadDb): number => db.value<number>('SELECT count(DISTINCT substr(entity, 1, 3)) FROM merged_response') ?? 0;

test('is the same whatever of it merging has kept', () => {
  const whole = stateHashes(commission.db);
  expect(whole).toMatchObject({ revisions: COMPANIES + 2, pending: 0, conflicts: 2 });
  expect(leavesRead(commission.db)).toBeGreaterThan(100);
  for (const of of [(id: string) => id === idOf(3), (id: string) => id < '8', () => true]) {
    outOfDate(of);
    expect(countUnsettled(commission.db)).toBeGreaterThan(0);
    expect(stateHashes(commission.db)).toEqual(whole);
    settleAgain();
  }
});

test('says how far it is where much of it has to be computed, and can be left', async () => {
  outOfDate(() => true);
  const told: string[] = [];
  const progress = ({ phase, done, total }: { readonly phase: string; readonly done: number; readonly total: number }): void => void told.push(`${phase} ${done}/${total}`);
  const whole = await mergeHandlers['merge.state'](deskOf(commission, { progress }), undefined);
  expect(told).toEqual([`judging 0/${COMPANIES}`, `judging 200/${COMPANIES}`, `judging 400/${COMPANIES}`]);
  let asked = 0;
  expect(() => mergeHandlers['merge.state'](deskOf(commission, { progress, checkCancelled: () => { if ((asked += 1) === 2) throw new Cancelled(); } }), undefined)).toThrow(Cancelled);
  expect(countUnsettled(commission.db)).toBe(COMPANIES);
  expect(await mergeHandlers['merge.state'](deskOf(commission), undefined)).toEqual(whole);
  settleAgain();
});
