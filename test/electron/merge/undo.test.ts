import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { brokenLink } from '../../../electron/database/tables/audit.ts';
import { sha256 } from '../../../electron/bundle/crypto/hash.ts';
import { listRuns } from '../../../electron/database/tables/run.ts';
import { listCopies } from '../../../electron/database/copies/backups.ts';
import { close, databasePath, openWrite } from '../../../electron/database/open.ts';
import { listCompanies } from '../../../electron/database/tables/company.ts';
import { Cancelled } from '../../../electron/jobs/context.ts';
import { decideCompany } from '../../../electron/merge/decisions/review.ts';
import { examine } from '../../../electron/merge/doctor/doctor.ts';
import { signReceipts } from '../../../electron/merge/desk/receipt.ts';
import { stateHashes } from '../../../electron/merge/desk/state.ts';
import { lastRun, undoCopied, undoRun } from '../../../electron/merge/desk/undo.ts';
import { planUndo } from '../../../electron/merge/desk/undoPlan.ts';
import { listAudit } from '../../helpers/audit.ts';
import { entity, newFolder, NOON } from '../../helpers/bundles.ts';
import { deskOf, merge, newBody, newCommission, send, state } from '../../helpers/merging.ts';
import type { Workspace } from '../../helpers/bundles.ts';
import { valueOf } from '../../helpers/result.ts';

const QUERY = { search: '', status: null, country: null, sort: 'name', descending: false, offset: 0, limit: 50 } as const;
const undo = (commission: Workspace, run: number) => undoRun(deskOf(commission), { run, reason: 'Прислано по ошибке' });

/** Three bundles of two bodies that speak of the same companies. */
async function threeBundles(): Promise<{ readonly commission: Workspace; readonly paths: readonly [string, string, string] }> {
  const [a, b] = [newBody(1), newBody(2)] as const;
  state(a, 1, { '/A/name': 'ООО «Кремень»', '/A/region': 'Тверь' });
  const first = await send(a);
  state(a, 1, { '/A/name': 'ООО «Кремень»', '/A/region': 'Псков' });
  state(a, 2, { '/A/name': 'ООО «Сапфир»' });
  const second = await send(a);
  state(b, 1, { '/A/name': 'ООО «Кремень»', '/A/region': 'Клин' });
  return { commission: newCommission(a, b), paths: [first, second, await send(b)] };
}

describe('taking a merge back', () => {
  test('leaves the base as it was before, and says so in the audit log; merging the files again brings everything back', async () => {
    const { commission, paths } = await threeBundles();
    await merge(commission, paths[0]);
    const before = [stateHashes(commission.db), listCompanies(commission.db, QUERY)];
    await merge(commission, paths[1], paths[2]);
    const after = [stateHashes(commission.db), listCompanies(commission.db, QUERY)];
    expect(after).not.toEqual(before);
    const undone = valueOf(undo(commission, lastRun(commission) as number));
    expect([stateHashes(commission.db), listCompanies(commission.db, QUERY)]).toEqual(before);
    expect(undone).toMatchObject({ revisions: 3, bundles: [expect.stringMatching(/svod$/), expect.stringMatching(/svod$/)], stateHash: stateHashes(commission.db).stateHash });
    expect(listAudit(commission.db, 0, 1)).toMatchObject([{ entry: { act: 'merge.undone', about: { reason: 'Прислано по ошибке', revisions: 3 } } }]);
    expect([brokenLink(commission.db, sha256), examine(commission.db).ok]).toEqual([null, true]);
    await merge(commission, paths[1], paths[2]);
    expect([stateHashes(commission.db), listCompanies(commission.db, QUERY)]).toEqual(after);
  });

  test('is told how far it is, and takes nothing back when it is stopped', async () => {
    const { commission, paths } = await threeBundles();
    await merge(commission, ...paths);
    const before = stateHashes(commission.db);
    const told: string[] = [];
    let asked = 0;
    const desk = { ...deskOf(commission), progress: ({ phase, done, total }: { readonly phase: string; readonly done: number; readonly total: number }) => { told.push(`${phase} ${done}/${total}`); }, checkCancelled: () => { if ((asked += 1) === 3) throw new Cancelled(); } };
    expect(() => undoRun(desk, { run: 1, reason: 'Прислано по ошибке' })).toThrow(Cancelled);
    expect(told).toEqual(['merging 0/4', 'merging 1/4']);
    expect(stateHashes(commission.db)).toEqual(before);
    expect(lastRun(commission)).toBe(1);
  });

  test('copies the workspace first, and the audit log names the copy; without a reason to begin none is made', async () => {
    const { commission, paths } = await threeBundles();
    await merge(commission, ...paths);
    const before = stateHashes(commission.db);
    const desk = deskOf(commission);
    expect(await undoCopied(desk, { run: 7, reason: 'x' })).toMatchObject({ ok: false, error: { code: 'run-unknown' } });
    expect(listCopies(commission.folder).filter(({ why }) => why === 'before-undo')).toEqual([]);
    valueOf(await undoCopied(desk, { run: 1, reason: 'Прислано по ошибке' }));
    const [copy] = listCopies(commission.folder).filter(({ why }) => why === 'before-undo');
    expect(listAudit(commission.db, 0, 1)).toMatchObject([{ entry: { act: 'merge.undone', about: { run: 1, copy: copy?.name } } }]);
    const folder = newFolder();
    copyFileSync(join(commission.folder, 'backups', copy?.name ?? ''), databasePath(folder));
    const restored = valueOf(openWrite(folder));
    expect(stateHashes(restored)).toEqual(before);
    close(restored);
  });

  test('an earlier merge taken back leaves what rests on it waiting', async () => {
    const { commission, paths } = await threeBundles();
    await merge(commission, paths[0]);
    await merge(commission, paths[1]);
    valueOf(undo(commission, 1));
    expect(stateHashes(commission.db)).toMatchObject({ revisions: 2, pending: 2 });
    expect(listCompanies(commission.db, QUERY).rows).toEqual([]);
    await merge(commission, paths[0]);
    expect(stateHashes(commission.db)).toMatchObject({ revisions: 3, pending: 0 });
  });

  test('what was decided here waits, and stands again when the files come back', async () => {
    const { commission, paths } = await threeBundles();
    await merge(commission, paths[0]);
    valueOf(decideCompany(deskOf(commission), { entity: entity(1), decision: 'accepted', reason: '' }));
    const decided = stateHashes(commission.db);
    valueOf(undo(commission, 1));
    expect(stateHashes(commission.db)).toMatchObject({ revisions: 1, pending: 1 });
    await merge(commission, paths[0]);
    expect(stateHashes(commission.db)).toEqual(decided);
  });

  test('can be looked at before: which bundles and how much would go, what would be left waiting; nothing changes', async () => {
    const { commission, paths } = await threeBundles();
    await merge(commission, paths[0]);
    await merge(commission, paths[1], paths[2]);
    const before = stateHashes(commission.db);
    expect(valueOf(planUndo(commission.db, 2))).toMatchObject({ bundles: [{ seq: expect.any(Number) }, { body: expect.stringContaining('Министерство') }], revisions: 3, companies: 2, gone: 1, waiting: 0 });
    expect(valueOf(planUndo(commission.db, 1))).toMatchObject({ bundles: [{ seq: 1, country: 'RU' }], revisions: 1, companies: 1, gone: 0, waiting: 1 });
    expect(stateHashes(commission.db)).toEqual(before);
    expect(valueOf(undo(commission, 2)).revisions).toBe(3);
    expect(planUndo(commission.db, 2)).toMatchObject({ ok: false, error: { code: 'run-unknown' } });
  });

  test('is refused twice, for a merge that is not, after a receipt, and at a ministry', async () => {
    const { commission, paths } = await threeBundles();
    await merge(commission, paths[0]);
    await merge(commission, paths[1]);
    expect(listRuns(commission.db).map(({ id, bundles, undoneAt }) => [id, bundles, undoneAt])).toEqual([[2, 1, null], [1, 1, null]]);
    valueOf(undo(commission, 2));
    expect(lastRun(commission)).toBe(1);
    for (const run of [2, 7]) expect(undo(commission, run)).toMatchObject({ ok: false, error: { code: 'run-unknown' } });
    valueOf(signReceipts(commission.db, commission.signer, { now: NOON, person: 'К. Комиссаров' }));
    const before = stateHashes(commission.db);
    expect(undo(commission, 1)).toMatchObject({ ok: false, error: { code: 'receipt-given' } });
    expect(stateHashes(commission.db)).toEqual(before);
    expect(undo(newBody(1), 1)).toMatchObject({ ok: false, error: { code: 'wrong-role' } });
  });
});
