import { copyFileSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { sha256 } from '../../../electron/bundle/crypto/hash.ts';
import { listBundles } from '../../../electron/database/tables/bundle.ts';
import { listConflictRules, listRevocations, unsignedRevocations } from '../../../electron/database/tables/conflictRule.ts';
import { connect, driverOf, type WriteDb } from '../../../electron/database/db.ts';
import { openFile } from '../../../electron/database/driver.ts';
import { listInvited, saveInvited } from '../../../electron/database/tables/invited.ts';
import { staleLeaves } from '../../../electron/database/tables/leaf.ts';
import { unsettledGroups } from '../../../electron/database/tables/merged.ts';
import { CURRENT_VERSION, migrate, MIGRATIONS } from '../../../electron/database/migrate.ts';
import { close, createDatabase, databasePath, openWrite } from '../../../electron/database/open.ts';
import { findForm, loadDefinition } from '../../../electron/database/tables/form.ts';
import { createFilled, loadAnswers, saveAnswers } from '../../../electron/database/tables/response.ts';
import { countRevisions } from '../../../electron/database/tables/revision.ts';
import { insertReceipt, lastReceipt, receiptSeen } from '../../../electron/database/tables/receipt.ts';
import { hasOpenRun, listRuns } from '../../../electron/database/tables/run.ts';
import { findReading, insertReading } from '../../../electron/database/tables/secondEntry.ts';
import { findAsked, insertAsked } from '../../../electron/database/tables/withdrawal.ts';
import { deferReferences, write } from '../../../electron/database/transaction.ts';
import type { Desk } from '../../../electron/jobs/handler.ts';
import { settleLeft } from '../../../electron/merge/desk/settle.ts';
import { stateHashes } from '../../../electron/merge/desk/state.ts';
import { ok } from '../../../shared/base/result.ts';
import { stateHash } from '../../../shared/merge/hash.ts';
import type { Answer } from '../../../shared/survey/response.ts';
import { newFolder } from '../../helpers/bundles.ts';
import { valueOf } from '../../helpers/result.ts';

const NOTHING = { required: 0, answered: 0, errors: 0, warnings: 0, unjustified: 0 };

/** A database that the migrations up to a version have made; references are kept as in a workspace. */
function atVersion(last: number): WriteDb {
  const db = connect(openFile(join(newFolder(), 'old.db'), { readonly: false, create: true, timeout: 0 }), '');
  driverOf(db).pragma('foreign_keys = ON');
  valueOf(migrate(db, MIGRATIONS.filter(({ version }) => version <= last)));
  return db;
}

/** A company with one response, number 1. */
function insertResponse(db: WriteDb, status: string): void {
  db.run("INSERT INTO form (hash, id, version, installed_at) VALUES ('h', 'f', '1', 0)");
  db.run("INSERT INTO company (entity, country, scheme, number, name, short_name, region, name_key, search) VALUES ('e', 'RU', 's', '1', 'n', '', '', 'n', 'n')");
  db.run("INSERT INTO response (id, entity, form, round, status, saved_at, person) VALUES (1, 'e', 'h', '2026', ?, 1, 'p')", status);
}

/** A database as a program of that version left it. */
function opened(name: string): ReturnType<typeof openWrite> {
  const folder = join(newFolder(), 'workspace');
  mkdirSync(folder);
  copyFileSync(new URL(`../../vectors/database/${name}`, import.meta.url), databasePath(folder));
  return openWrite(folder);
}

const shapeOf = (db: Parameters<typeof driverOf>[0]): unknown => db.all("SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' ORDER BY name");

test('migrations have numbers that rise', () => {
  const versions = MIGRATIONS.map(({ version }) => version);
  expect(versions).toEqual([...new Set(versions)].sort((left, right) => left - right));
});

test('a workspace of version 10 keeps what it holds, gains receipts, and leaves a backup', () => {
  const db = valueOf(opened('0010.db'));
  expect(driverOf(db).pragma('user_version', { simple: true })).toBe(CURRENT_VERSION);
  const [bundle] = listBundles(db, 'out');
  expect(bundle).toMatchObject({ seq: 1, state: 'sent', revisions: 1, fileName: 'out.svod' });
  const manifest = bundle?.manifest ?? '';
  expect(lastReceipt(db, manifest)).toBeNull();
  const receipt = { hash: 'a'.repeat(64), bundle: manifest, verdict: 'merged', missingSeq: null, auditCount: 3, envelope: Buffer.from('{}'), at: 0 } as const;
  expect(insertReceipt(db, receipt)).toBe(true);
  expect(receiptSeen(db)).toBe(receipt.hash);
  expect(readdirSync(join(db.folder, 'backups')).filter((name) => name.endsWith('.db'))).toEqual([expect.stringContaining(`before-version-${CURRENT_VERSION}`)]);
  close(db);
});

test('a workspace of version 10 has its revisions counted in leaves, and those it had not merged wait to be settled', () => {
  const db = valueOf(opened('0010.db'));
  const ids = db.all<{ readonly id: string }>('SELECT id FROM revision').map(({ id }) => id);
  expect(ids.length).toBeGreaterThan(0);
  expect(stateHashes(db)).toMatchObject({ revisions: ids.length, stateHash: stateHash(sha256, ids) });
  expect(unsettledGroups(db)).toHaveLength(1);
  close(db);
});

test('a workspace of before the rounds gains the list of the invited and the verdicts, both empty', () => {
  const db = valueOf(opened('0010.db'));
  expect([listInvited(db, '2026'), db.value('SELECT count(*) FROM verdict')]).toEqual([[], 0]);
  const row = { entity: 'a'.repeat(64), country: 'RU', scheme: 'ru_inn', number: '7735007358', name: 'Завод', body: '', contact: '' };
  expect([saveInvited(db, '2026', row, 0), saveInvited(db, '2026', row, 0)]).toEqual([true, false]);
  expect([listInvited(db, '2026'), listInvited(db, '2025')]).toEqual([[row], []]);
  close(db);
});

test('from version 85 revisions come with their bytes, parents and marks, whoever speaks of them still finds them', () => {
  const db = atVersion(85);
  db.run("INSERT INTO bundle VALUES ('m', 'in', 'i', 1, 'RU', 'b', 'k', 'f.svod', x'00', x'00', 'merged', 0)");
  for (const [id, unsent] of [['bb', 0], ['aa', 0], ['cc', 1]] as const) {
    db.run(`INSERT INTO revision (id, body, entity, form_id, form_hash, round, op, author, person, installation, claimed_at, pending, unsent)
      VALUES (?, x'7b7d', 'e', 'f', 'h', '2026', 'put', 'k', 'p', 'i', 't', 0, ?)`, id, unsent);
    if (unsent === 0) db.run("INSERT INTO bundle_revision (bundle, revision) VALUES ('m', ?)", id);
  }
  db.run("INSERT INTO revision_parent (child, parent) VALUES ('cc', 'bb'), ('cc', 'aa')");
  db.run("INSERT INTO personal (revision, body) VALUES ('aa', x'01')");
  db.run("INSERT INTO merged_response VALUES ('e', 'f', '2026', 'h', 3, '[\"cc\"]', 0, 0, 'received', 'abcdef')");
  db.run('DELETE FROM unsettled');
  valueOf(migrate(db));
  expect(db.all('SELECT id, parents, unsent, hex(body) AS body FROM revision ORDER BY id')).toEqual([
    { id: 'aa', parents: '[]', unsent: 0, body: '7B7D' }, { id: 'bb', parents: '[]', unsent: 0, body: '7B7D' }, { id: 'cc', parents: '["aa","bb"]', unsent: 1, body: '7B7D' },
  ]);
  expect([db.value('SELECT count(*) FROM bundle_revision'), db.value('SELECT revision FROM personal'), db.value('SELECT count(*) FROM unsettled')]).toEqual([2, 'aa', 1]);
  expect([staleLeaves(db, 'revision'), staleLeaves(db, 'view'), countRevisions(db).all]).toEqual([['aa', 'bb', 'cc'], ['e'], 3]);
  expect(db.all('PRAGMA foreign_key_check')).toEqual([]);
  expect(() => db.run("INSERT INTO personal (revision, body) VALUES ('dd', x'01')")).toThrow(/FOREIGN KEY/);
  driverOf(db).close();
});

test('from version 141 what is kept of companies waits to be computed once more, as after a merge that was stopped and that nobody sees', () => {
  const db = atVersion(141);
  db.run("INSERT INTO merged_response VALUES ('e', 'f', '2026', 'h', 0, '[]', 0, 0, 'received', 'abcdef')");
  db.run("INSERT INTO kept_view (entity, form_id, round, view, sum) VALUES ('e', 'f', '2026', '', '')");
  valueOf(migrate(db));
  expect([hasOpenRun(db), unsettledGroups(db)]).toEqual([true, [{ entity: 'e', formId: 'f', round: '2026' }]]);
  valueOf(settleLeft({ db, progress: () => undefined, now: () => 0 } as unknown as Desk));
  expect([hasOpenRun(db), unsettledGroups(db), listRuns(db)]).toEqual([false, [], []]);
  const bare = connect(openFile(join(newFolder(), 'bare.db'), { readonly: false, create: true, timeout: 0 }), '');
  valueOf(migrate(bare));
  expect(hasOpenRun(bare)).toBe(false);
});

test('from version 231 rules stay as they are, and what was revoked before revocations were signed waits for a signature', () => {
  const db = atVersion(231);
  db.run("INSERT INTO conflict_rule (id, envelope, at) VALUES ('aa', '{}', 1)");
  db.run("INSERT INTO conflict_rule (id, envelope, at, revoked_at, revoked_by, revoked_reason) VALUES ('bb', '{}', 2, 3, 'И. Иванова', 'Полномочия переданы')");
  valueOf(migrate(db));
  expect(listConflictRules(db).map(({ id, revokedAt }) => [id, revokedAt])).toEqual([['bb', 3], ['aa', null]]);
  expect([listRevocations(db), unsignedRevocations(db)]).toEqual([[], [{ rule: 'bb', at: 3, person: 'И. Иванова', reason: 'Полномочия переданы' }]]);
  driverOf(db).close();
});

test('from version 141 it is found out when each company first came, from the bundles of bodies that are there', () => {
  const db = atVersion(141);
  const bundle = (manifest: string, direction: string, country: string, body: string, at: number): unknown =>
    db.run("INSERT INTO bundle VALUES (?, ?, 'i', 1, ?, ?, 'k', 'f.svod', x'00', x'00', 'merged', ?)", manifest, direction, country, body, at);
  bundle('late', 'in', 'RU', 'Один', 30);
  bundle('early', 'in', 'RU', 'Другой', 20);
  bundle('same', 'in', 'RU', 'Второй', 20);
  bundle('back', 'in', 'EAEU', 'ЕЭК', 5);
  bundle('out', 'out', 'RU', 'Один', 4);
  for (const [id, entity, round] of [['aa', 'e', '2026'], ['bb', 'e', '2026'], ['cc', 'e', '2025'], ['dd', 'own', '2026']] as const) {
    db.run(`INSERT INTO revision (id, body, entity, form_id, form_hash, round, op, author, person, installation, claimed_at, parents) VALUES (?, x'7b7d', ?, 'f', 'h', ?, 'put', 'k', 'p', 'i', 't', '[]')`, id, entity, round);
  }
  for (const [manifest, revision] of [['late', 'aa'], ['early', 'bb'], ['same', 'aa'], ['back', 'bb'], ['late', 'cc'], ['out', 'dd']] as const) db.run('INSERT INTO bundle_revision (bundle, revision) VALUES (?, ?)', manifest, revision);
  valueOf(migrate(db));
  expect(db.all('SELECT * FROM first_arrival ORDER BY round')).toEqual([{ form_id: 'f', round: '2025', entity: 'e', body: 'Один', at: 30 }, { form_id: 'f', round: '2026', entity: 'e', body: 'Второй', at: 20 }]);
  driverOf(db).close();
});

test('from version 141 forms keep their definitions, and answers are found whether they stand in rows of their own or in one', () => {
  const db = atVersion(141);
  db.run(`INSERT INTO form (hash, id, version, definition, signer, installed_at) VALUES ('h', 'f', '1', '{"id":"f"}', 'k', 5)`);
  db.run("INSERT INTO company (entity, country, scheme, number, name, short_name, region, name_key, search) VALUES ('e', 'RU', 'ru_inn', '1', 'n', 'n', '', 'n', 'n')");
  db.run("INSERT INTO response (id, entity, form, round, status, saved_at, person) VALUES (1, 'e', 'h', '2026', 'draft', 1, 'p')");
  db.run("INSERT INTO answer VALUES (1, '/A', '\"x\"', 7, 'p')");
  valueOf(migrate(db));
  expect([loadDefinition(db, 'h'), findForm(db, 'h')]).toEqual([{ id: 'f' }, { hash: 'h', id: 'f', version: '1', signer: 'k', installedAt: 5 }]);
  expect([...loadAnswers(db, 1)]).toEqual([['/A', 'x']]);
  const company = { entity: 'e2', country: 'RU', scheme: 'ru_inn', number: '2', name: 'n', shortName: 'n', region: '' };
  const answers = new Map<string, Answer>([['/B', 0.1 + 0.2], ['/A', ['a', 'б "в"']], ['/P/line[k1]/Q.x-1', 1e21], ['/T', 'a\n\t\u2028\\ "é" 😀 \u0001'], ['!R1:/B', '5'], ['/Z', 5e-324], ['/M', { missing: 'no_data' }]]);
  const made = valueOf(write(db, () => {
    deferReferences(db);
    return ok(createFilled(db, company, { form: 'h', round: '2026', savedAt: 9, person: 'q' }, answers, NOTHING, 'list'));
  }));
  expect(db.value('SELECT count(*) FROM answer WHERE response = ?', made)).toBe(0);
  const stored = [['!R1:/B', '5'], ['/A', ['a', 'б "в"']], ['/B', 0.1 + 0.2], ['/M', { missing: 'no_data' }], ['/P/line[k1]/Q.x-1', 1e21], ['/T', 'a\n\t\u2028\\ "é" 😀 \u0001'], ['/Z', 5e-324], ['@imported', 'list']];
  expect([...loadAnswers(db, made)]).toEqual(stored);
  saveAnswers(db, { id: made, entity: 'e2' }, [], NOTHING, 10, 'q');
  expect([db.value('SELECT count(*) FROM imported_draft'), [...loadAnswers(db, made)]]).toEqual([0, stored]);
  expect(() => db.run("INSERT INTO response (entity, form, round, status, saved_at, person) VALUES ('e', 'none', '2026', 'draft', 1, 'p')")).toThrow(/FOREIGN KEY/);
  expect(db.all('PRAGMA foreign_key_check')).toEqual([]);
  driverOf(db).close();
});

test('from version 240 a company of which everything was taken back stands in the list as withdrawn', () => {
  const db = atVersion(240);
  db.run("INSERT INTO setting VALUES ('round', '\"2026\"'), ('form', '\"h\"')");
  db.run("INSERT INTO form (hash, id, version, installed_at) VALUES ('h', 'f', '1', 0)");
  for (const [entity, retracted, round] of [['gone', 1, '2026'], ['here', 0, '2026'], ['earlier', 1, '2025']] as const) {
    db.run("INSERT INTO company (entity, country, scheme, number, name, short_name, region, name_key, search) VALUES (?, 'RU', 's', '1', 'n', '', '', 'n', 'n')", entity);
    db.run("INSERT INTO merged_response (entity, form_id, round, form_hash, revisions, heads, retracted, conflicts, status, hash) VALUES (?, 'f', ?, 'h', 1, '[\"a\"]', ?, 0, 'received', 'abc')", entity, round, retracted);
  }
  valueOf(migrate(db));
  expect(db.all('SELECT entity, status FROM company ORDER BY entity')).toEqual([{ entity: 'earlier', status: 'received' }, { entity: 'gone', status: 'withdrawn' }, { entity: 'here', status: 'received' }]);
  driverOf(db).close();
});

test('from version 241 no response is withdrawn, whatever its status', () => {
  const db = atVersion(241);
  db.run("INSERT INTO form (hash, id, version, installed_at) VALUES ('h', 'f', '1', 0)");
  for (const status of ['draft', 'complete', 'approved']) {
    db.run("INSERT INTO company (entity, country, scheme, number, name, short_name, region, name_key, search) VALUES (?, 'RU', 's', '1', 'n', '', '', 'n', 'n')", status);
    db.run("INSERT INTO response (entity, form, round, status, saved_at, person) VALUES (?, 'h', '2026', ?, 1, 'p')", status, status);
  }
  valueOf(migrate(db));
  expect(db.all('SELECT status, withdrawn FROM response ORDER BY id')).toEqual([{ status: 'draft', withdrawn: 0 }, { status: 'complete', withdrawn: 0 }, { status: 'approved', withdrawn: 0 }]);
  driverOf(db).close();
});

test('from version 250 nobody has asked to withdraw anything, and what is asked goes with its response', () => {
  const db = atVersion(250);
  insertResponse(db, 'approved');
  valueOf(migrate(db));
  expect(findAsked(db, 1)).toBeNull();
  insertAsked(db, 1, { person: 'p', reason: 'r', at: 5 });
  expect(findAsked(db, 1)).toEqual({ person: 'p', reason: 'r', at: 5 });
  db.run('DELETE FROM response WHERE id = 1');
  expect(db.value('SELECT count(*) FROM withdrawal_asked')).toBe(0);
  driverOf(db).close();
});

test('from version 350 nobody has read a first entry before its second, and what is noted goes with its response', () => {
  const db = atVersion(350);
  insertResponse(db, 'draft');
  valueOf(migrate(db));
  expect(findReading(db, 1, 'p')).toBeNull();
  insertReading(db, 1, 'p', 5);
  insertReading(db, 1, 'p', 7);
  expect(findReading(db, 1, 'p')).toBe(5);
  db.run('DELETE FROM response WHERE id = 1');
  expect(db.value('SELECT count(*) FROM first_entry_reading')).toBe(0);
  driverOf(db).close();
});

test('ends in the shape that a new workspace has, and goes no further the second time', () => {
  const old = valueOf(opened('0010.db'));
  const made = valueOf(createDatabase(join(newFolder(), 'workspace')));
  expect(shapeOf(old)).toEqual(shapeOf(made));
  expect(valueOf(migrate(old))).toEqual({ from: CURRENT_VERSION, to: CURRENT_VERSION });
  close(old);
  close(made);
});
