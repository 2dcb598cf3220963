import { describe, expect, test } from 'vitest';
import { auditHead, appendAudit } from '../../../electron/database/tables/audit.ts';
import { sha256 } from '../../../electron/bundle/crypto/hash.ts';
import type { WriteDb } from '../../../electron/database/db.ts';
import { examine } from '../../../electron/merge/doctor/doctor.ts';
import { repair } from '../../../electron/merge/doctor/repair.ts';
import { stateHashes } from '../../../electron/merge/desk/state.ts';
import { entity, NOON, type Workspace } from '../../helpers/bundles.ts';
import { deskOf, merge, newBody, newCommission, send, state } from '../../helpers/merging.ts';
import { valueOf } from '../../helpers/result.ts';

async function merged(): Promise<{ readonly body: Workspace; readonly commission: Workspace; readonly paths: readonly string[] }> {
  const body = newBody(1);
  state(body, 1, { '/A/name': 'ООО «Кремень»' });
  const first = await send(body);
  state(body, 1, { '/A/name': 'ООО «Кремень»', '/A/region': 'Псков' });
  state(body, 2, { '/A/name': 'ООО «Сапфир»' });
  const paths = [first, await send(body)];
  const commission = newCommission(body);
  await merge(commission, ...paths);
  return { body, commission, paths };
}

/** The log as somebody would rewrite it who knows how it is made: whole in itself. */
function rewriteLog(db: WriteDb, keep: number): void {
  const entries = db.all<{ readonly entry: string }>('SELECT entry FROM audit ORDER BY count').slice(0, keep).map(({ entry }) => JSON.parse(entry));
  db.run('DELETE FROM audit');
  for (const entry of entries) appendAudit(db, sha256, { ...entry, person: 'Кто-то другой' });
}

describe('M11: audit heads', () => {
  test('a log that was rewritten is whole in itself, and is seen by the head that left with a bundle', async () => {
    const { body } = await merged();
    expect(examine(body.db).heads).toEqual([]);
    rewriteLog(body.db, 100);
    const found = examine(body.db);
    expect([found.audit.brokenAt, found.ok]).toEqual([null, false]);
    expect(found.heads).toMatchObject([{ body: '' }, { body: '' }]);
  });

  test('a log that was cut is seen by whoever holds a head of it', async () => {
    const { commission } = await merged();
    const held = auditHead(commission.db);
    expect(examine(commission.db, undefined, [held]).heads).toEqual([]);
    commission.db.run('DELETE FROM audit WHERE count = ?', held.count);
    expect(examine(commission.db).audit.brokenAt).toBeNull();
    expect(examine(commission.db, undefined, [held])).toMatchObject({ ok: false, heads: [{ body: '', file: '', count: held.count }] });
  });

  test('the heads in the bundles of a body grow; one that shrinks is named with its file', async () => {
    const body = newBody(1);
    state(body, 1, { '/A/name': 'ООО «Кремень»' });
    const first = await send(body);
    state(body, 2, { '/A/name': 'ООО «Сапфир»' });
    rewriteLog(body.db, 0);
    const second = await send(body);
    const commission = newCommission(body);
    await merge(commission, first, second);
    expect(examine(commission.db).heads).toEqual([{ body: body.key.body, file: second.split('/').at(-1), count: 1 }]);
  });
});

describe('M12: damaged revisions', () => {
  test('are named, and put back from a bundle that holds them', async () => {
    const { commission, paths } = await merged();
    const whole = stateHashes(commission.db);
    const ids = commission.db.all<{ readonly id: string }>('SELECT id FROM revision WHERE entity = ? ORDER BY id', entity(1)).map(({ id }) => id);
    commission.db.run("UPDATE revision SET body = CAST(replace(CAST(body AS TEXT), 'Кремень', 'Камень') AS BLOB), person = 'Кто-то' WHERE id = ?", ids[0] as string);
    commission.db.run(`UPDATE revision SET parents = '[]'`);
    const damaged = examine(commission.db).damaged.map(({ revision }) => revision);
    expect(damaged).toHaveLength(2);
    const done = valueOf(await repair(deskOf(commission), paths));
    expect(done).toEqual({ restored: [...damaged].sort(), left: [], refused: [] });
    expect(examine(commission.db)).toMatchObject({ ok: true, damaged: [], views: { stale: 0 } });
    expect(stateHashes(commission.db)).toEqual(whole);
  });

  test('what no bundle holds stays damaged, and a bundle that does not verify gives nothing', async () => {
    const { commission, paths } = await merged();
    commission.db.run("UPDATE revision SET body = CAST('{}' AS BLOB) WHERE entity = ?", entity(2));
    const done = valueOf(await repair(deskOf(commission), [paths[0] as string, '/nowhere.svod']));
    expect(done).toMatchObject({ restored: [], left: [expect.any(String)], refused: [{ file: '/nowhere.svod', failure: { code: 'file-unreadable' } }] });
    expect(examine(commission.db).ok).toBe(false);
    expect(NOON).toBeGreaterThan(0);
  });
});
