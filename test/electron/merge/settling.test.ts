import { describe, expect, test } from 'vitest';
import { sha256 } from '../../../electron/bundle/crypto/hash.ts';
import { findCompany } from '../../../electron/database/tables/company.ts';
import type { ReadDb } from '../../../electron/database/db.ts';
import { countUnsettled, mergedRow, type MergedRow } from '../../../electron/database/tables/merged.ts';
import type { Group } from '../../../electron/database/tables/revision.ts';
import { hasOpenRun } from '../../../electron/database/tables/run.ts';
import { write } from '../../../electron/database/transaction.ts';
import { statementOf } from '../../../electron/database/tables/view.ts';
import { mergeBundle } from '../../../electron/merge/desk/bundle.ts';
import { viewOfMembers } from '../../../electron/merge/group/group.ts';
import { keptCells, keptHead } from '../../../electron/merge/group/keep.ts';
import { listLinks } from '../../../electron/merge/view/links.ts';
import { loadMembers, type Member } from '../../../electron/merge/group/members.ts';
import { createKey } from '../../../electron/bundle/keys/keystore.ts';
import { makeRevision } from '../../../electron/bundle/container/revision.ts';
import { applyRule } from '../../../electron/merge/decisions/applyRule.ts';
import { listConflictRows, resolveConflict } from '../../../electron/merge/decisions/conflicts.ts';
import { identify } from '../../../electron/merge/decisions/identity.ts';
import { commentCompany, decideCompany } from '../../../electron/merge/decisions/review.ts';
import { defineRule, revokeRule } from '../../../electron/merge/decisions/rules.ts';
import { beginRun } from '../../../electron/database/tables/run.ts';
import { settleLeft } from '../../../electron/merge/desk/settle.ts';
import { stateHashes } from '../../../electron/merge/desk/state.ts';
import { lastRun, undoRun } from '../../../electron/merge/desk/undo.ts';
import { trustOf } from '../../../electron/bundle/trust/trust.ts';
import { ok } from '../../../shared/base/result.ts';
import { hashedParts, stateHash, viewHash, viewsHash } from '../../../shared/merge/hash.ts';
import { keptOf } from '../../../shared/merge/kept.ts';
import { conflictsOf } from '../../../shared/merge/view.ts';
import type { Answer } from '../../../shared/survey/response.ts';
import { CLOCK, entity, NOON, type Workspace } from '../../helpers/bundles.ts';
import { dice } from '../../helpers/dice.ts';
import { deskOf, filesOf, merge, MERGE_FORM, MERGE_FORM_HASH, newBody, newCommission, preview, send, state } from '../../helpers/merging.ts';
import { valueOf } from '../../helpers/result.ts';

const STEPS = Number(process.env['SVOD_STEPS'] ?? 24);
const LONG = 3_600_000;

/** Everything that is kept, and the same computed from nothing but the revisions. */
function keptAndFresh(db: ReadDb): readonly [unknown, unknown] {
  const ids = db.all<{ readonly id: string }>('SELECT id FROM revision').map(({ id }) => id);
  const groups = db.all<Group>('SELECT DISTINCT entity, form_id AS formId, round FROM revision ORDER BY entity, form_id, round');
  const all = groups.map((group) => loadMembers(db, group));
  const views = groups.map((group, index) => viewOfMembers(db, group, all[index] as readonly Member[]));
  const fresh = {
    rows: views.map(({ view, rules }) => ({ entity: view.entity, heads: JSON.stringify(view.heads), conflicts: conflictsOf(view).length, status: view.standing, hash: viewHash(sha256, view, rules) })),
    conflicts: views.flatMap(({ view }) => conflictsOf(view).map(({ path }) => ({ entity: view.entity, path }))),
    pending: views.flatMap(({ view }) => view.pending).sort(),
    parts: views.map(({ view, rules }, index) => {
      const kept = keptOf(view, (all[index] as readonly Member[]).map((member) => statementOf(member)));
      return kept && { heads: kept.heads, parts: hashedParts(sha256, kept.cells, rules) };
    }),
    keptRows: groups.reduce((sum, group) => sum + rowsOf(db, group), 0),
    listed: views.filter(({ view }) => view.heads.length > 0).map(({ view }) => view.entity),
    state: stateHash(sha256, ids), view: viewsHash(sha256, views.map(({ view, rules }) => ({ entity: view.entity, hash: viewHash(sha256, view, rules) }))),
  };
  const hashes = stateHashes(db);
  return [{
    rows: db.all('SELECT entity, heads, conflicts, status, hash FROM merged_response ORDER BY entity, form_id, round'),
    conflicts: db.all('SELECT entity, path FROM conflict ORDER BY entity, form_id, round, path'),
    pending: db.all<{ readonly id: string }>('SELECT id FROM revision WHERE pending = 1 ORDER BY id').map(({ id }) => id),
    parts: groups.map((group) => partsIn(db, group)),
    listed: db.all<{ readonly entity: string }>('SELECT entity FROM company ORDER BY entity').map(({ entity }) => entity),
    state: hashes.stateHash, view: hashes.viewHash, keptRows: db.value('SELECT count(*) FROM kept'),
  }, fresh];
}

/** How many rows are kept of a view. */
function rowsOf(db: ReadDb, group: Group): number {
  const head = keptHead(db, mergedRow(db, group) as MergedRow);
  return head ? 1 + head.parts.length : 0;
}

/** What is kept of a view, read whole. */
function partsIn(db: ReadDb, group: Group): unknown {
  const head = keptHead(db, mergedRow(db, group) as MergedRow);
  return head && { heads: head.heads, parts: head.parts.map(({ part, hash, row }) => ({ part, hash, cells: keptCells(db, [{ part, hash, row, conflicts: 0 }]) })) };
}

const PASSPHRASE = 'кедр лампа север утро';

/** What the Commission does between merges. What it may not do as things stand it does not do; gives what was done. */
async function speak(commission: Workspace, rules: string[], roll: (sides: number) => number): Promise<string | null> {
  const desk = deskOf(commission);
  const companies = commission.db.all<{ readonly entity: string }>('SELECT entity FROM company ORDER BY entity').map(({ entity: one }) => one);
  const one = companies[roll(Math.max(companies.length, 1))];
  const other = companies[roll(Math.max(companies.length, 1))];
  if (one === undefined || other === undefined) return null;
  const acts: Readonly<Record<string, () => { readonly ok: boolean } | Promise<{ readonly ok: boolean }>>> = {
    accepted: () => decideCompany(desk, { entity: one, decision: 'accepted', reason: '', quality: 'B' }),
    returned: () => decideCompany(desk, { entity: one, decision: 'returned', reason: 'Сверьте', due: '2026-12-15' }),
    commented: () => commentCompany(desk, { entity: one, comments: [{ path: '/A/name', text: roll(3) === 0 ? null : `Замечание ${roll(9)}` }] }),
    linked: () => identify(desk, { entities: [one, other], word: 'same', reason: 'Один завод' }),
    unlinked: () => {
      const [pair] = listLinks(commission.db);
      return pair ? identify(desk, { entities: [pair.companies[0].entity, pair.companies[1].entity], word: null, reason: 'Ошибка' }) : { ok: false };
    },
    resolved: () => {
      const { rows } = listConflictRows(commission.db, { after: null, limit: 20 });
      const row = rows[roll(Math.max(rows.length, 1))];
      const write = row?.writes[0];
      return row && write ? resolveConflict(desk, { entity: row.entity, path: row.path, choice: { kind: 'write', revision: write.revision }, reason: 'По реестру' }) : { ok: false };
    },
    'settled by a rule': async () => {
      if (rules.length === 0) {
        const draft = { name: 'Правило', places: ['/A/region'], bodies: [{ country: 'RU', body: 'Министерство 2' }], reason: 'Орган ведёт реестр' };
        rules.push(valueOf(defineRule(desk, { draft, passphrase: PASSPHRASE })).id);
      }
      const applied = await applyRule(desk, { id: rules[0] as string });
      return { ok: applied.ok && applied.value.solved > 0 };
    },
    'a rule revoked': () => {
      const id = rules.pop();
      return id === undefined ? { ok: false } : revokeRule(desk, { id, reason: 'Устарело' });
    },
  };
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const [act, doing] = Object.entries(acts)[roll(Object.keys(acts).length)] as [string, (typeof acts)[string]];
    if ((await doing()).ok) return act;
  }
  return null;
}

/** Bundles of three bodies that speak of the same few companies, now and then knowing what another has said, now and then taking all back. */
async function randomBundles(roll: (sides: number) => number, takingBack = 0): Promise<{ readonly bodies: readonly Workspace[]; readonly paths: readonly string[] }> {
  const bodies = [newBody(1), newBody(2), newBody(3, 'BY')];
  const paths: string[] = [];
  for (let bundle = 0; bundle < 12; bundle += 1) {
    const body = bodies[roll(3)] as Workspace;
    for (let count = 0; count <= roll(2); count += 1) {
      const company = 1 + roll(4);
      if (takingBack > 0 && roll(takingBack) === 0 && body.db.value('SELECT 1 FROM revision WHERE entity = ?', entity(company)) !== undefined) {
        valueOf(makeRevision(body.db, CLOCK, { entity: entity(company), form: { hash: MERGE_FORM_HASH, definition: MERGE_FORM }, round: '2026', op: 'retract', reason: 'Ошибочно' }));
        continue;
      }
      const row: Readonly<Record<string, Answer>> = roll(4) === 0 ? {} : { '/F/line[k]': 1, '/F/line[k]/p': String(roll(3)) };
      state(body, company, { '/A/name': `ООО «Кремень ${bundle}»`, '/A/region': String(bundle + count / 10), '/A/amount': roll(5), '/A/currency': ['RUB', 'USD'][roll(2)] as string, ...row });
    }
    paths.push(await send(body));
  }
  return { bodies, paths };
}

describe('what is kept of the merged base', () => {
  test('equals what the revisions say, computed from nothing, after every merge and every merge taken back', async () => {
    let steps = 0;
    for (let seed = 1; steps < STEPS; seed += 1) {
      const roll = dice(seed);
      const { bodies, paths } = await randomBundles(roll);
      const commission = newCommission(...bodies);
      for (let step = 0; step < 12 && steps < STEPS; step += 1, steps += 1) {
        const run = lastRun(commission);
        if (run !== null && roll(4) === 0) valueOf(undoRun(deskOf(commission), { run, reason: 'Проба' }));
        else {
          const chosen = Array.from({ length: 1 + roll(3) }, () => paths[roll(paths.length)] as string);
          const { totals, companies } = await preview(commission, ...chosen);
          expect(await merge(commission, ...chosen)).toMatchObject({ totals, companies });
        }
        const [kept, fresh] = keptAndFresh(commission.db);
        expect(kept).toEqual(fresh);
      }
    }
    console.log(`Kept and computed from nothing compared after ${steps} steps`);
  }, LONG);

  test('equals it too while the Commission decides, comments, settles conflicts by hand and by rule, links and takes back between the merges', async () => {
    let steps = 0;
    const done = new Map<string, number>();
    for (let seed = 1; steps < STEPS; seed += 1) {
      const roll = dice(1000 + seed);
      const { bodies, paths } = await randomBundles(roll, 4);
      const commission = newCommission(...bodies);
      valueOf(createKey(commission.folder, { usage: 'commission', country: 'EAEU', body: 'ЕЭК', holder: 'И. Иванова', passphrase: PASSPHRASE, now: NOON, seed: new Uint8Array(32).fill(99) }));
      const rules: string[] = [];
      // Something to speak of.
      await merge(commission, ...paths.slice(0, 8));
      for (let step = 0; step < 24 && steps < STEPS; step += 1, steps += 1) {
        const run = lastRun(commission);
        if (run !== null && roll(12) === 0) valueOf(undoRun(deskOf(commission), { run, reason: 'Проба' }));
        else if (roll(3) === 0) await merge(commission, ...Array.from({ length: 1 + roll(3) }, () => paths[roll(paths.length)] as string));
        else {
          const act = await speak(commission, rules, roll);
          if (act !== null) done.set(act, (done.get(act) ?? 0) + 1);
        }
        const [kept, fresh] = keptAndFresh(commission.db);
        expect(kept).toEqual(fresh);
      }
    }
    console.log(`Compared after ${steps} steps: ${[...done].map(([act, count]) => `${act} ${count}`).sort().join(', ')}`);
    expect(done.size).toBeGreaterThan(3);
  }, LONG);

  test('what the lists say of a company depends on what is there, not on the order in which it came', async () => {
    const named = ({ db }: Workspace): unknown => db.all('SELECT entity, country, scheme, number, name, short_name, region, status FROM company ORDER BY entity');
    let withdrawn = 0;
    for (let seed = 1; seed <= Math.max(4, Math.ceil(STEPS / 20)); seed += 1) {
      const roll = dice(2000 + seed);
      const { bodies, paths } = await randomBundles(roll, 2);
      const [one, other] = [newCommission(...bodies), newCommission(...bodies)];
      for (const path of paths) await merge(one, path);
      const shuffled = paths.map((path) => ({ path, at: roll(1000) })).sort((a, b) => a.at - b.at).map(({ path }) => path);
      for (const path of shuffled) await merge(other, path);
      expect(named(other)).toEqual(named(one));
      expect(one.db.all("SELECT entity FROM company WHERE country = '' OR number = '' OR name = ''")).toEqual([]);
      withdrawn += Number(one.db.value("SELECT count(*) FROM company WHERE status = 'withdrawn'"));
    }
    expect(withdrawn).toBeGreaterThan(0);
  }, LONG);

  test('what arrives is added to what is kept without reading what was there before; a kept text that was damaged is not believed', async () => {
    const body = newBody(1);
    state(body, 1, { '/A/name': 'ООО «Кремень»', '/A/region': 'Тверь', '/A/amount': 1, '/A/currency': 'RUB' });
    const first = await send(body);
    state(body, 1, { '/A/name': 'ООО «Кремень»', '/A/region': 'Тверь', '/A/amount': 2, '/A/currency': 'RUB' });
    const second = await send(body);
    const [blind, damaged] = [newCommission(body), newCommission(body)];
    await merge(blind, first);
    const line = blind.db.get<{ readonly id: string; readonly body: Uint8Array }>('SELECT id, body FROM revision');
    blind.db.run("UPDATE revision SET body = x'7b'");
    expect((await merge(blind, second)).companies).toMatchObject([{ kind: 'updated', changes: 1 }]);
    blind.db.run('UPDATE revision SET body = ? WHERE id = ?', line?.body ?? null, line?.id ?? '');
    await merge(damaged, first);
    damaged.db.run("UPDATE kept SET text = replace(text, '/A/amount', '/A/amounts')");
    expect((await merge(damaged, second)).companies).toMatchObject([{ kind: 'updated', changes: 1 }]);
    for (const { db } of [blind, damaged]) {
      const [kept, fresh] = keptAndFresh(db);
      expect(kept).toEqual(fresh);
    }
    expect(stateHashes(blind.db)).toEqual(stateHashes(damaged.db));
  });

  test('a company that is computed from all its revisions is named without reading its other rounds, as long as it is called as before', async () => {
    const body = newBody(1);
    const row = { '/F/line[k]': 1, '/F/line[k]/p': '90 нм' };
    const said = { '/A/name': 'ООО «Кремень»', '/A/region': 'Тверь' };
    state(body, 1, { ...said, '/A/region': 'Псков' }, { round: '2025' });
    state(body, 1, { ...said, ...row });
    const first = await send(body);
    state(body, 1, said);
    const shorter = await send(body);
    state(body, 1, { '/A/name': 'АО «Кремень»' });
    const renamed = await send(body);
    const commission = newCommission(body);
    await merge(commission, first);
    const earlier = commission.db.get<{ readonly id: string; readonly body: Uint8Array }>("SELECT id, body FROM revision WHERE round = '2025'");
    commission.db.run('UPDATE revision SET body = ? WHERE id = ?', Buffer.from('{'), earlier?.id ?? '');
    expect((await merge(commission, shorter)).companies).toMatchObject([{ name: 'ООО «Кремень»', kind: 'updated' }]);
    commission.db.run('UPDATE revision SET body = ? WHERE id = ?', earlier?.body ?? null, earlier?.id ?? '');
    // What the latest round no longer says is said by the one before.
    expect((await merge(commission, renamed)).companies).toMatchObject([{ name: 'АО «Кремень»' }]);
    expect(findCompany(commission.db, entity(1))).toMatchObject({ name: 'АО «Кремень»', region: 'Псков' });
    const [kept, fresh] = keptAndFresh(commission.db);
    expect({ ...(kept as object), listed: [] }).toEqual({ ...(fresh as object), listed: [] });
  });

  test('a merge that was killed before its companies were settled answers as if they were, and settles them at the next start', async () => {
    const { bodies, paths } = await randomBundles(dice(7));
    const [whole, killed] = [newCommission(...bodies), newCommission(...bodies)];
    await merge(whole, ...paths);
    const run = valueOf(write(killed.db, () => ok(beginRun(killed.db, { at: NOON, person: '' }))));
    const groups = new Map();
    for (const file of filesOf(paths)) await mergeBundle(killed.db, file, trustOf(killed.db), {}, { now: NOON, person: '', run, groups });
    expect([hasOpenRun(killed.db), countUnsettled(killed.db) > 0]).toEqual([true, true]);
    const { pending: _before, ...answered } = stateHashes(killed.db);
    expect(stateHashes(whole.db)).toMatchObject(answered);
    valueOf(settleLeft(deskOf(killed)));
    expect([hasOpenRun(killed.db), countUnsettled(killed.db)]).toEqual([false, 0]);
    expect(stateHashes(killed.db)).toEqual(stateHashes(whole.db));
    const [kept, fresh] = keptAndFresh(killed.db);
    expect(kept).toEqual(fresh);
  }, LONG);
});
