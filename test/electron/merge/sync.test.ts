import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createKey } from '../../../electron/bundle/keys/keystore.ts';
import { addKeys } from '../../../electron/bundle/trust/trust.ts';
import { sha256 } from '../../../electron/bundle/crypto/hash.ts';
import { brokenLink } from '../../../electron/database/tables/audit.ts';
import { listCopies } from '../../../electron/database/copies/backups.ts';
import { close, databasePath, openWrite } from '../../../electron/database/open.ts';
import { currentRegistry } from '../../../electron/database/tables/registry.ts';
import { setSetting } from '../../../electron/database/tables/setting.ts';
import { write } from '../../../electron/database/transaction.ts';
import { Cancelled } from '../../../electron/jobs/context.ts';
import type { Desk } from '../../../electron/jobs/handler.ts';
import { viewCompany } from '../../../electron/merge/view/company.ts';
import { resolveConflict } from '../../../electron/merge/decisions/conflicts.ts';
import { examine } from '../../../electron/merge/doctor/doctor.ts';
import { applyRule } from '../../../electron/merge/decisions/applyRule.ts';
import { defineRule, listRules, revokeRule } from '../../../electron/merge/decisions/rules.ts';
import { signReceipts } from '../../../electron/merge/desk/receipt.ts';
import { stateHashes } from '../../../electron/merge/desk/state.ts';
import { syncStore } from '../../../electron/merge/central/sync.ts';
import { withStore } from '../../../electron/store/connect.ts';
import { ok } from '../../../shared/base/result.ts';
import { entity, newFolder, NOON, testKey, type Workspace } from '../../helpers/bundles.ts';
import { nameOf, startCentral, sync } from '../../helpers/central.ts';
import { deskOf, merge, newBody, newCommission, send, state } from '../../helpers/merging.ts';
import { NO_POSTGRES, POSTGRES_BINARIES, type Postgres } from '../../helpers/postgres.ts';
import { valueOf } from '../../helpers/result.ts';
import { countTurns } from '../../helpers/turns.ts';

const SCRIPT = new URL('../../helpers/syncing.ts', import.meta.url).pathname;
const PASSPHRASE = 'четыре слова для примера';

describe.skipIf(POSTGRES_BINARIES === null)(`several staff and one central base (M13)${NO_POSTGRES}`, { timeout: 120_000 }, () => {
  let server: Postgres;
  let a: Workspace;
  let b: Workspace;
  let paths: readonly string[];
  let whole: unknown;
  let newStore: () => string;
  beforeAll(async () => {
    ({ server, a, b, paths, whole, newStore } = await startCentral());
  }, 120_000);
  afterAll(() => server.remove(), 60_000);

  /** Four desks of the Commission, each of which has merged one of the four bundles. */
  async function fourDesks(): Promise<readonly Workspace[]> {
    const desks = paths.map(() => newCommission(a, b));
    for (const [index, desk] of desks.entries()) await merge(desk, paths[index] as string);
    return desks;
  }

  test('two workspaces that merged different bundles hold the same set after each has synced, and a sync with nothing new moves nothing', async () => {
    const store = newStore();
    const [first, second] = [newCommission(a, b), newCommission(a, b)];
    await merge(first, paths[0] as string);
    await merge(second, paths[1] as string);
    expect(await sync(first, store)).toMatchObject({ pushed: 260, pushedBundles: 1, pulled: 0, refused: [], auditFits: true, unsigned: 0 });
    expect(await sync(second, store)).toMatchObject({ pushed: 260, pulled: 260, pulledBundles: 1, conflicts: 5 });
    const last = await sync(first, store);
    expect(last).toMatchObject({ pushed: 0, pulled: 260, conflicts: 5, stateHash: stateHashes(second.db).stateHash });
    expect(stateHashes(first.db)).toEqual(stateHashes(second.db));
    // What came from the base says where it comes from, and its personal answers came along.
    const cell = valueOf(viewCompany(second.db, deskOf(second), entity(1))).cells.find(({ path }) => path === '/A/phone');
    expect(cell).toMatchObject({ value: '+7 999', writes: [{ signer: { keyId: a.signer.keyId }, bundle: { seq: 1 } }] });
    expect(await sync(first, store)).toMatchObject({ pushed: 0, pulled: 0, pushedBundles: 0, pulledBundles: 0 });
    expect(examine(second.db)).toMatchObject({ ok: true });
  });

  test('the first sync of a day that brings something copies the workspace before it takes anything in', async () => {
    const store = newStore();
    const [first, second] = [newCommission(a, b), newCommission(a, b)];
    await sync(second, store);
    for (const path of paths.slice(0, 2)) {
      await merge(first, path);
      await sync(first, store);
      await sync(second, store);
    }
    expect(listCopies(first.folder).filter(({ why }) => why === 'before-sync')).toEqual([]);
    const [copy, ...more] = listCopies(second.folder).filter(({ why }) => why === 'before-sync');
    expect(more).toEqual([]);
    const folder = newFolder();
    copyFileSync(join(second.folder, 'backups', copy?.name ?? ''), databasePath(folder));
    const before = valueOf(openWrite(folder));
    expect(stateHashes(before).revisions).toBe(0);
    close(before);
  });

  test('a bundle whose turn has not come waits in every workspace alike', async () => {
    const store = newStore();
    const [first, second] = [newCommission(a, b), newCommission(a, b)];
    await merge(first, paths[2] as string);
    await sync(first, store);
    await sync(second, store);
    expect(stateHashes(second.db)).toMatchObject({ revisions: 1, pending: 1 });
    expect(stateHashes(second.db)).toEqual(stateHashes(first.db));
  });

  test('a few lines are sent at once, with their personal answers; those that are there already are sent by nobody again', async () => {
    const store = newStore();
    const [first, second, third] = [newCommission(a, b), newCommission(a, b), newCommission(a, b)];
    const c = newBody(1, 'RU', 'Министерство 1');
    state(c, 700, { '/A/name': 'ООО «Малое»', '/A/phone': '+7 700' });
    state(c, 701, { '/A/name': 'ООО «Меньшее»' });
    const path = await send(c, true);
    for (const desk of [first, second]) await merge(desk, path);
    expect(await sync(first, store)).toMatchObject({ pushed: 2, pushedBundles: 1 });
    expect(await sync(second, store)).toMatchObject({ pushed: 0, pushedBundles: 0, pulled: 0 });
    expect(await sync(third, store)).toMatchObject({ pulled: 2, pulledBundles: 1 });
    expect(valueOf(viewCompany(third.db, deskOf(third), entity(700))).cells.find(({ path: at }) => at === '/A/phone')).toMatchObject({ value: '+7 700' });
    expect(stateHashes(third.db)).toEqual(stateHashes(first.db));
  });

  test('a small sync takes two questions: what the base holds, and what it lacks; nothing new takes the first alone', async () => {
    const store = newStore();
    const door = await countTurns();
    const behind = door.through(store);
    const [first, second] = [newCommission(a, b), newCommission(a, b)];
    await merge(first, paths[0] as string);
    await sync(first, store);
    const asked = async (workspace: Workspace): Promise<number> => {
      await sync(workspace, behind);
      return door.taken();
    };
    // How often the driver speaks to come in and to leave, whatever is asked between.
    valueOf(await withStore(behind, undefined, { checkCancelled: () => undefined }, () => Promise.resolve(ok(null))));
    const coming = await door.taken();
    expect(await asked(first) - coming).toBe(2);
    expect(await asked(first) - coming).toBe(1);
    for (let company = 800; company < 850; company += 1) state(a, company, { '/A/name': `ООО «${company}»`, '/A/phone': '+7 800' });
    await merge(first, paths[2] as string, await send(a, true));
    valueOf(signReceipts(first.db, first.signer, { now: NOON, person: 'К. Комиссаров' }));
    expect(await asked(first) - coming).toBe(2);
    expect(await asked(first) - coming).toBe(2);
    expect(await asked(first) - coming).toBe(1);
    // Who lacks something fetches it from one state of the base.
    expect(await sync(second, store)).toMatchObject({ pulledBundles: 3, pulled: 311 });
    expect(stateHashes(second.db)).toEqual(stateHashes(first.db));
    door.close();
  });

  test('what staff decide is signed for the base with their key and counts at the others; without the passphrase it stays', async () => {
    const store = newStore();
    const [first, second] = [newCommission(a, b), newCommission(a, b)];
    valueOf(createKey(first.folder, { usage: 'commission', country: 'EAEU', body: 'ЕЭК', holder: 'К. Комиссаров', passphrase: PASSPHRASE, now: NOON, seed: new Uint8Array(32).fill(99) }));
    await merge(first, ...paths);
    await merge(second, ...paths);
    valueOf(resolveConflict(deskOf(first), { entity: entity(1), path: '/A/region', choice: { kind: 'value', value: 'Псков' }, reason: 'по реестру' }));
    expect(await sync(first, store)).toMatchObject({ pushed: 522, unsigned: 1 });
    expect(await sync(first, store, {}, PASSPHRASE)).toMatchObject({ pushed: 1, unsigned: 0 });
    expect(await sync(second, store)).toMatchObject({ pulled: 1, conflicts: 4, refused: [] });
    expect(stateHashes(second.db)).toEqual(stateHashes(first.db));
    const cell = valueOf(viewCompany(second.db, deskOf(second), entity(1))).cells.find(({ path }) => path === '/A/region');
    expect(cell).toMatchObject({ state: 'clean', value: 'Псков', writes: [{ reason: 'по реестру', signer: { keyId: testKey(99).signer.keyId } }] });
    // It still waits for its way back to the state, from the desk where it was made alone; the base is no file to sign a receipt for.
    const waiting = (desk: Workspace): unknown => desk.db.value('SELECT count(*) FROM revision WHERE unsent = 1');
    expect([waiting(first), waiting(second)]).toEqual([1, 0]);
    expect(valueOf(signReceipts(second.db, second.signer, { now: NOON, person: 'К. Комиссаров' }))).toHaveLength(paths.length);
  });

  test('receipts and newer registries travel along; a registry of another root does not', async () => {
    const store = newStore();
    const [first, second] = [newCommission(a, b), newCommission(a, b)];
    await merge(first, paths[0] as string);
    const act = { now: NOON, person: 'К. Комиссаров' };
    valueOf(signReceipts(first.db, first.signer, act));
    const c = newBody(3, 'BY');
    valueOf(addKeys(first.db, first.signer, [c.key], act));
    state(c, 500, { '/A/name': 'ОАО «Полупроводник»' });
    await merge(first, await send(c));
    await sync(first, store);
    // The second knows nothing of the third body's key: the registry that came along says it.
    expect(await sync(second, store)).toMatchObject({ pulledBundles: 2, refused: [] });
    expect(currentRegistry(second.db)?.version).toBe(3);
    expect(second.db.value('SELECT count(*) FROM receipt')).toBe(1);

    const stranger = newBody(7);
    state(stranger, 1, { '/A/name': 'ООО «Чужой»' });
    await send(stranger);
    expect(await syncStore(deskOf(stranger), { store })).toMatchObject({ ok: false, error: { code: 'no-trust' } });
    expect(currentRegistry(stranger.db)).toBeNull();
  });

  test('rules for conflicts and their revocations travel among the desks, each where its signature holds, and what they settle is one view', async () => {
    const store = newStore();
    const [first, second, third] = [newCommission(a, b), newCommission(a, b), newCommission(a, b)];
    for (const { folder } of [first, second]) {
      valueOf(createKey(folder, { usage: 'commission', country: 'EAEU', body: 'ЕЭК', holder: 'К. Комиссаров', passphrase: PASSPHRASE, now: NOON, seed: new Uint8Array(32).fill(99) }));
    }
    await merge(first, ...paths);
    const draft = { name: 'Регион', places: ['/A/region'], bodies: [{ country: 'RU', body: 'Министерство 2' }], reason: 'Орган ведёт реестр' };
    const { id } = valueOf(defineRule(deskOf(first), { draft, passphrase: PASSPHRASE }));
    expect(await sync(first, store)).toMatchObject({ pushed: 522, rules: 0 });
    expect(await sync(second, store)).toMatchObject({ pulled: 522, rules: 1, conflicts: 5 });
    expect(listRules(second.db)).toEqual(listRules(first.db));
    expect(valueOf(await applyRule(deskOf(second), { id }))).toMatchObject({ solved: 5, left: 0 });
    await sync(second, store, {}, PASSPHRASE);
    expect(await sync(first, store)).toMatchObject({ pulled: 5, conflicts: 0, rules: 0 });
    expect(stateHashes(first.db)).toEqual(stateHashes(second.db));

    // A revocation is signed when the key is at hand; until then it holds here alone.
    valueOf(revokeRule(deskOf(second), { id, reason: 'Полномочия переданы' }));
    expect(await sync(second, store)).toMatchObject({ unsigned: 1 });
    expect(await sync(first, store)).toMatchObject({ rules: 0 });
    expect(listRules(first.db)).toMatchObject([{ standing: 'in-force' }]);
    expect(await sync(second, store, {}, PASSPHRASE)).toMatchObject({ unsigned: 0 });
    expect(await sync(first, store)).toMatchObject({ rules: 1 });
    expect(listRules(first.db)).toMatchObject([{ id, standing: 'revoked', revoked: listRules(second.db)[0]?.revoked }]);
    expect(await applyRule(deskOf(first), { id })).toMatchObject({ ok: false, error: { code: 'rule-revoked' } });

    // What the server makes up, or has changed, is left out and named.
    const name = nameOf(store);
    for (const table of ['conflict_rule', 'rule_revocation']) {
      server.sql(`INSERT INTO svod.${table} SELECT sha256('x'), regexp_replace(encode(envelope, 'escape'), '"sig":"....', '"sig":"AAAA')::bytea FROM svod.${table}`, name);
      server.sql(`INSERT INTO svod.${table} VALUES (sha256('y'), '{}')`, name);
    }
    server.sql("INSERT INTO svod.receipt VALUES (sha256('z'), sha256('z'), '{}'); INSERT INTO svod.registry VALUES (sha256('{}'), 99, '{}')", name);
    const claims = { name: 'Регион', person: 'И. Иванова', body: 'ЕЭК' };
    const silent = { name: null, person: null, body: null };
    const report = await sync(third, store);
    expect(report).toMatchObject({ rules: 2, refused: [] });
    expect(report.untrusted).toEqual([
      { kind: 'registry', hash: sha256(Buffer.from('{}')), claims: silent, code: 'malformed' },
      { kind: 'receipt', hash: sha256(Buffer.from('z')), claims: silent, code: 'malformed' },
      { kind: 'rule', hash: sha256(Buffer.from('x')), claims, code: 'bad-signature' },
      { kind: 'rule', hash: sha256(Buffer.from('y')), claims: silent, code: 'malformed' },
      { kind: 'revocation', hash: sha256(Buffer.from('x')), claims: { ...claims, name: null }, code: 'bad-signature' },
      { kind: 'revocation', hash: sha256(Buffer.from('y')), claims: silent, code: 'malformed' },
    ]);
    expect(listRules(third.db)).toMatchObject([{ id, standing: 'revoked' }]);
    expect(stateHashes(third.db)).toEqual(stateHashes(first.db));
    expect(await sync(third, store)).toMatchObject({ rules: 0, pushed: 0, pulled: 0, untrusted: report.untrusted });
  });

  const processOf = ({ folder }: Workspace, store: string, phase = ''): ChildProcess => spawn(process.execPath, [SCRIPT, folder, store, phase], { stdio: ['ignore', 'ignore', 'pipe'] });
  const endOf = async (child: ChildProcess): Promise<unknown> => (child.exitCode ?? child.signalCode) ?? (await once(child, 'exit')).find((end) => end !== null);

  test.each(['none of which is killed', 'one of which is killed, and then the server'])('four processes that sync at the same time, %s, end with one set and one view when each has synced again', async (which) => {
    const store = newStore();
    const desks = await fourDesks();
    for (const { db } of desks) close(db);
    if (which.endsWith('server')) {
      const [victim, ...others] = desks.map((desk, index) => processOf(desk, store, index === 0 ? 'pushing' : ''));
      expect(await endOf(victim as ChildProcess)).toBe('SIGKILL');
      server.kill();
      // Who was quick has done all, who was late nothing; what they say of it is another test's.
      for (const end of await Promise.all(others.map(endOf))) expect([0, 1]).toContain(end);
      server.start();
    }
    for (let round = 0; round < 2; round += 1) {
      expect(await Promise.all(desks.map((desk) => endOf(processOf(desk, store))))).toEqual([0, 0, 0, 0]);
    }
    for (const { folder } of desks) {
      const db = valueOf(openWrite(folder));
      expect(stateHashes(db)).toEqual(whole);
      expect(brokenLink(db, sha256)).toBeNull();
      close(db);
    }
    expect(server.sql('SELECT count(*), (SELECT count(*) FROM svod.bundle) FROM svod.revision', nameOf(store))).toBe('522|4');
  });

  test.each(['connecting', 'pushing', 'pulling'] as const)('the server killed while %s: nothing is half done, and the next sync makes all equal', async (phase) => {
    const store = newStore();
    const [first, second] = [newCommission(a, b), newCommission(a, b)];
    await merge(first, paths[0] as string, paths[2] as string);
    await merge(second, paths[1] as string, paths[3] as string);
    await sync(second, store);
    const before = stateHashes(first.db);
    let killed = false;
    const told = (now: { readonly phase: string; readonly done: number }): void => {
      if (killed || now.phase !== phase || (now.done === 0 && phase !== 'connecting')) return;
      killed = true;
      server.kill();
    };
    const broken = await syncStore(deskOf(first, { progress: told }), { store });
    expect([killed, broken]).toMatchObject([true, { ok: false, error: { code: 'store-unreachable' } }]);
    expect(stateHashes(first.db)).toEqual(before);
    server.start();
    const rows = server.sql('SELECT count(*) FROM svod.revision', nameOf(store));
    // A server that dies a moment late has taken the whole push, or nothing of it.
    expect({ connecting: ['261', '522'], pushing: ['261'], pulling: ['522'] }[phase]).toContain(rows);
    await sync(first, store);
    await sync(second, store);
    expect([stateHashes(first.db), stateHashes(second.db)]).toEqual([whole, whole]);
  });

  test.each(['pushing', 'pulling', 'merging'] as const)('a client killed while %s: nothing is half done, and the next sync makes all equal', async (phase) => {
    const store = newStore();
    const [first, second] = [newCommission(a, b), newCommission(a, b)];
    await merge(first, paths[0] as string, paths[2] as string);
    await merge(second, paths[1] as string, paths[3] as string);
    await sync(second, store);
    const before = stateHashes(first.db);
    close(first.db);
    const run = spawnSync(process.execPath, [SCRIPT, first.folder, store, phase], { encoding: 'utf8' });
    expect([run.signal, run.stderr]).toEqual(['SIGKILL', '']);
    const db = valueOf(openWrite(first.folder));
    expect(stateHashes(db)).toEqual(before);
    await sync({ ...first, db }, store);
    await sync(second, store);
    expect([stateHashes(db), stateHashes(second.db)]).toEqual([whole, whole]);
    close(db);
  });

  test.each(['pushing', 'pulling', 'merging'] as const)('cancelled while %s it leaves both sides as they were', async (phase) => {
    const store = newStore();
    const [first, second] = [newCommission(a, b), newCommission(a, b)];
    await merge(first, paths[0] as string);
    await merge(second, paths[1] as string);
    await sync(second, store);
    const before = stateHashes(first.db);
    let stop = false;
    const more: Partial<Desk> = {
      progress: (told) => (stop ||= told.phase === phase),
      checkCancelled: () => {
        if (stop) throw new Cancelled();
      },
    };
    await expect(syncStore(deskOf(first, more), { store })).rejects.toThrow(Cancelled);
    expect(stateHashes(first.db)).toEqual(before);
    expect(server.sql('SELECT count(*) FROM svod.revision', nameOf(store))).toBe(phase === 'pushing' ? '260' : '520');
  });

  test('while bundles come in from the base others write to the workspace', async () => {
    const store = newStore();
    const [first, second] = [newCommission(a, b), newCommission(a, b)];
    await merge(first, ...paths);
    await sync(first, store);
    const other = valueOf(openWrite(second.folder));
    let written = 0;
    const pulled = await sync(second, store, {
      progress: ({ phase, done }) => {
        if (phase === 'pulling' && done > 0) valueOf(write(other, () => ok(setSetting(other, 'person', `Кто-то ${(written += 1)}`))));
      },
    });
    expect([written, pulled.pulledBundles, pulled.refused]).toEqual([4, 4, []]);
    expect(stateHashes(second.db)).toEqual(whole);
    close(other);
  });

});
