import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { syncStore } from '../../../electron/merge/central/sync.ts';
import { setSetting } from '../../../electron/database/tables/setting.ts';
import { examine } from '../../../electron/merge/doctor/doctor.ts';
import { stateHashes } from '../../../electron/merge/desk/state.ts';
import { viewCompany } from '../../../electron/merge/view/company.ts';
import { entity, newFolder, NOON, type Workspace } from '../../helpers/bundles.ts';
import { nameOf, startCentral, sync } from '../../helpers/central.ts';
import { deskOf, merge, newBody, newCommission, send, state } from '../../helpers/merging.ts';
import { NO_POSTGRES, POSTGRES_BINARIES, smallDisk, type Postgres } from '../../helpers/postgres.ts';
import { valueOf } from '../../helpers/result.ts';

describe.skipIf(POSTGRES_BINARIES === null)(`what a central base may do and be (M13)${NO_POSTGRES}`, { timeout: 120_000 }, () => {
  let server: Postgres;
  let a: Workspace;
  let b: Workspace;
  let paths: readonly string[];
  let newStore: () => string;
  beforeAll(async () => {
    ({ server, a, b, paths, newStore } = await startCentral());
  }, 120_000);
  afterAll(() => server.remove(), 60_000);

  test('expired trust keeps bundles of the base out as it does files; what is here is sent all the same', async () => {
    const store = newStore();
    const [first, second] = [newCommission(a, b), newCommission(a, b)];
    await merge(first, paths[0] as string);
    await merge(second, paths[1] as string);
    await sync(first, store);
    const before = stateHashes(second.db);
    const late = { now: () => NOON + 3 * 365 * 24 * 60 * 60 * 1000 };
    expect(await syncStore(deskOf(second, late), { store })).toMatchObject({ ok: false, error: { code: 'trust-expired' } });
    expect(stateHashes(second.db)).toEqual(before);
    expect(server.sql('SELECT count(*) FROM svod.bundle', nameOf(store))).toBe('2');
    expect(await sync(first, store)).toMatchObject({ pulledBundles: 1 });
    expect(valueOf(await syncStore(deskOf(first, late), { store }))).toMatchObject({ pulled: 0 });
  });

  test('a base that an earlier program made is brought up to date by its owner, and by nobody else', async () => {
    const store = newStore();
    const name = nameOf(store);
    const first = newCommission(a, b);
    await merge(first, paths[0] as string);
    await sync(first, store);
    server.sql('DROP TABLE svod.conflict_rule, svod.rule_revocation; DELETE FROM svod.migration WHERE version > 10; CREATE ROLE reader LOGIN PASSWORD \'eurasian-chip-2026\'; GRANT USAGE ON SCHEMA svod TO reader; GRANT SELECT ON svod.migration TO reader', name);
    expect(await syncStore(deskOf(first), { store: server.url(name, 'reader') })).toMatchObject({ ok: false, error: { code: 'store-unprepared' } });
    expect(await sync(first, store)).toMatchObject({ pushed: 0, rules: 0 });
    expect(server.sql('SELECT count(*) FROM svod.revision, svod.migration WHERE version = 20', name)).toBe('260');
  });

  test('the base is not believed: what was changed, forged or added there is named, left out, and stops nothing else', async () => {
    const store = newStore();
    const [first, second, third] = [newCommission(a, b), newCommission(a, b), newCommission(a, b)];
    await merge(first, ...paths);
    const stranger = newBody(8);
    state(stranger, 600, { '/A/name': 'ООО «Подделка»' });
    await merge(newCommissionKnowing(stranger), await send(stranger));
    await sync(first, store);
    await sync(newestCommission as Workspace, store);
    expect(await sync(second, store)).toMatchObject({ pulledBundles: 4, refused: [{ failure: { code: 'unknown-signer' } }] });

    const name = nameOf(store);
    // Whoever owns the server can take every guard away.
    server.sql('ALTER TABLE svod.revision DROP CONSTRAINT revision_check', name);
    server.sql(`UPDATE svod.revision SET body = replace(encode(body, 'escape'), '"claimedAt":"2026', '"claimedAt":"2025')::bytea
      WHERE id = (SELECT l.revision FROM svod.bundle_revision l JOIN svod.bundle b ON b.manifest = l.bundle WHERE b.installation = 'installation-1' AND b.seq = 1 LIMIT 1)`, name);
    const report = await sync(third, store);
    // The changed line has another id, which stands in another place or makes another root.
    expect(report.refused.map(({ failure }) => failure.code).sort()).toEqual([expect.stringMatching(/^(hash-mismatch|malformed)$/), 'unknown-signer']);
    // The bundle after the refused one waits for its turn; the other body's both count.
    expect(report.pulledBundles).toBe(3);
    expect(stateHashes(third.db)).toMatchObject({ revisions: 262, pending: 1 });
    expect(examine(third.db).ok).toBe(true);
    // The file heals what the server has spoilt.
    await merge(third, paths[0] as string);
    expect(stateHashes(third.db)).toEqual(stateHashes(first.db));
  });
  let newestCommission: Workspace | null = null;
  const newCommissionKnowing = (...bodies: readonly Workspace[]): Workspace => (newestCommission = newCommission(...bodies));

  test('a constraint keeps other content from taking a revision’s place, and rows are only ever added', async () => {
    const store = newStore();
    const first = newCommission(a, b);
    await merge(first, paths[0] as string);
    await sync(first, store);
    const name = nameOf(store);
    expect(() => server.sql("INSERT INTO svod.revision VALUES (decode(repeat('ab', 32), 'hex'), '{}')", name)).toThrow(/check constraint/);
  });

  test('an audit log that was cut since the last sync is noticed', async () => {
    const store = newStore();
    const first = newCommission(a, b);
    await merge(first, paths[0] as string);
    await sync(first, store);
    first.db.run('DELETE FROM audit WHERE count > 1');
    expect(await sync(first, store)).toMatchObject({ auditFits: false });
  });

  test('staff with least rights sync with INSERT and SELECT alone, as the README sets them up, and can change or delete nothing', async () => {
    const store = newStore();
    const name = nameOf(store);
    const first = newCommission(a, b);
    await merge(first, paths[0] as string);
    const readme = readFileSync(join(import.meta.dirname, '../../../README.md'), 'utf8');
    const statements = /```sql\n([\s\S]*?)```/.exec(readme)?.[1] ?? '';
    expect(statements).toContain('CREATE ROLE svod_staff');
    // The owner prepares the base by a sync of his own, and may come again.
    await sync(newCommission(a, b), store);
    server.sql(statements.replace('…', 'eurasian-chip-2026'), name);
    const staff = server.url(name, 'ivanova');
    expect(await sync(first, staff)).toMatchObject({ pushed: 260 });
    for (const sql of ['DELETE FROM svod.revision', "UPDATE svod.bundle SET file_name = ''", 'TRUNCATE svod.receipt', 'DROP TABLE svod.revision', 'CREATE TABLE svod.x (y int)'])
      expect(() => server.as('ivanova', sql, name), sql).toThrow(/permission denied|must be owner/);
    // A base that nobody has prepared is not for staff to prepare.
    const empty = newStore();
    expect(await syncStore(deskOf(first), { store: server.url(nameOf(empty), 'ivanova') })).toMatchObject({ ok: false, error: { code: 'store-unprepared' } });
  });

  test('whoever may not see personal answers gets everything else; whoever may only add them sends them', async () => {
    const store = newStore();
    const name = nameOf(store);
    const c = newBody(5, 'RU', 'Министерство 1');
    state(c, 700, { '/A/name': 'ООО «Малое»', '/A/phone': '+7 700' });
    const few = await send(c, true);
    const [first, blind, giver, knowing] = [newCommission(a, b, c), newCommission(a, b, c), newCommission(a, b, c), newCommission(a, b, c)];
    await merge(first, paths[0] as string);
    await sync(newCommission(a, b), store);
    const tables = 'svod.bundle, svod.revision, svod.bundle_revision, svod.receipt, svod.registry, svod.audit_head, svod.conflict_rule, svod.rule_revocation';
    for (const role of ['blind', 'giver']) server.sql(`CREATE ROLE ${role} LOGIN PASSWORD 'eurasian-chip-2026'; GRANT USAGE ON SCHEMA svod TO ${role}; GRANT SELECT ON svod.migration TO ${role}; GRANT SELECT, INSERT ON ${tables} TO ${role}`, name);
    server.sql('GRANT INSERT ON svod.personal TO giver', name);
    await merge(giver, paths[0] as string);
    expect(await sync(giver, server.url(name, 'giver'))).toMatchObject({ pushed: 260 });
    await merge(knowing, few);
    expect(await sync(knowing, server.url(name, 'giver'))).toMatchObject({ pushed: 1, pulled: 260 });
    expect(server.sql('SELECT count(*) FROM svod.personal', name)).toBe('2');
    expect(await sync(blind, server.url(name, 'blind'))).toMatchObject({ pulled: 261, refused: [] });
    expect(stateHashes(blind.db)).toEqual(stateHashes(knowing.db));
    const phone = (desk: Workspace): unknown => valueOf(viewCompany(desk.db, deskOf(desk), entity(1))).cells.find(({ path }) => path === '/A/phone')?.value;
    expect([phone(blind), phone(giver)]).toEqual([undefined, '+7 999']);
    await merge(first, paths[1] as string);
    expect(await sync(first, server.url(name, 'blind'))).toMatchObject({ pushed: 260 });
  });

  test('a base put back from an earlier copy, and one that was lost, are completed by the next syncs', async () => {
    const store = newStore();
    const [first, second] = [newCommission(a, b), newCommission(a, b)];
    setSetting(second.db, 'workspace', { id: 'installation-98', role: 'commission', country: 'EAEU', body: 'ЕЭК' });
    await merge(first, paths[0] as string, paths[2] as string);
    await sync(first, store);
    const copy = join(newFolder(), 'svod.dump');
    execFileSync(join(POSTGRES_BINARIES as string, 'pg_dump'), ['--format=custom', `--file=${copy}`, store]);
    await merge(second, paths[1] as string, paths[3] as string);
    await sync(second, store);
    await sync(first, store);
    const whole = stateHashes(first.db);
    const counts = (of: string): string => server.sql('SELECT (SELECT count(*) FROM svod.bundle), (SELECT count(*) FROM svod.revision), (SELECT count(*) FROM svod.personal), (SELECT count(*) FROM svod.registry)', nameOf(of));
    const full = counts(store);
    const [restored, anew] = [newStore(), newStore()];
    execFileSync(join(POSTGRES_BINARIES as string, 'pg_restore'), [`--dbname=${restored}`, copy]);
    for (const place of [restored, anew]) {
      for (const desk of [first, second]) expect(await sync(desk, place)).toMatchObject({ refused: [], untrusted: [], auditFits: true });
      expect(counts(place)).toBe(full);
      expect([stateHashes(first.db), stateHashes(second.db)]).toEqual([whole, whole]);
    }
  });

  test('each trouble of a base has its own sentence, and leaves both sides as they were', async () => {
    const store = newStore();
    const name = nameOf(store);
    const [first, second] = [newCommission(a, b), newCommission(a, b)];
    await merge(first, paths[0] as string);
    await merge(second, paths[1] as string);
    await sync(second, store);
    const before = stateHashes(first.db);
    const failing = async (url: string): Promise<unknown> => {
      const answer = await syncStore(deskOf(first), { store: url });
      expect(stateHashes(first.db)).toEqual(before);
      expect(server.sql('SELECT count(*) FROM svod.revision', name)).toBe('260');
      return answer.ok ? null : answer.error.code;
    };
    server.sql("CREATE ROLE looker LOGIN PASSWORD 'eurasian-chip-2026'; GRANT USAGE ON SCHEMA svod TO looker; GRANT SELECT ON ALL TABLES IN SCHEMA svod TO looker", name);
    expect(await failing(server.url(name, 'looker'))).toBe('store-forbidden');
    server.sql('REVOKE SELECT ON svod.conflict_rule FROM looker', name);
    expect(await failing(server.url(name, 'looker'))).toBe('store-forbidden');
    server.sql(`ALTER DATABASE ${name} SET default_transaction_read_only = on`);
    expect(await failing(store)).toBe('store-read-only');
    server.sql(`ALTER DATABASE ${name} RESET default_transaction_read_only`);
    server.sql(`ALTER DATABASE ${name} CONNECTION LIMIT 0`);
    expect(await failing(server.url(name, 'looker'))).toBe('store-crowded');
    server.sql(`ALTER DATABASE ${name} CONNECTION LIMIT -1`);
    server.sql("INSERT INTO svod.migration (version, name) VALUES (9999, 'tomorrow')", name);
    expect(await failing(store)).toBe('store-newer');
    server.sql('ALTER TABLE svod.rule_revocation RENAME TO something_else', name);
    expect(await failing(store)).toBe('store-newer');
    server.sql('ALTER TABLE svod.something_else RENAME TO rule_revocation; DELETE FROM svod.migration WHERE version = 9999', name);
    expect(await sync(first, store)).toMatchObject({ pushed: 260, pulled: 260 });
  });

  test('a disk without room says so, keeps nothing half, and takes everything once there is room', async ({ skip }) => {
    const disk = smallDisk(32);
    if (disk === null) return skip('no small disk can be mounted here: it takes root');
    try {
      server.sql(`CREATE TABLESPACE small LOCATION '${disk.folder}'`);
      server.sql('CREATE DATABASE cramped TABLESPACE small');
      const store = server.url('cramped');
      const first = newCommission(a, b);
      await sync(newCommission(a, b), store);
      await merge(first, paths[0] as string);
      const before = stateHashes(first.db);
      disk.fill();
      expect(await syncStore(deskOf(first), { store })).toMatchObject({ ok: false, error: { code: 'store-full' } });
      expect(stateHashes(first.db)).toEqual(before);
      expect(server.sql('SELECT count(*) FROM svod.bundle', 'cramped')).toBe('0');
      disk.empty();
      expect(await sync(first, store)).toMatchObject({ pushed: 260 });
    } finally {
      server.sql('DROP DATABASE IF EXISTS cramped WITH (FORCE)');
      server.sql('DROP TABLESPACE IF EXISTS small');
      disk.remove();
    }
  });
});
