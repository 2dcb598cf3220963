import { describe, expect, test } from 'vitest';
import { createKey } from '../../../electron/bundle/keys/keystore.ts';
import { brokenLink } from '../../../electron/database/tables/audit.ts';
import { sha256 } from '../../../electron/bundle/crypto/hash.ts';
import { findRevision } from '../../../electron/database/tables/revision.ts';
import { applyRule, previewRule } from '../../../electron/merge/decisions/applyRule.ts';
import { viewCompany } from '../../../electron/merge/view/company.ts';
import { listConflictRows } from '../../../electron/merge/decisions/conflicts.ts';
import { defineRule, listRules, revokeRule } from '../../../electron/merge/decisions/rules.ts';
import { Cancelled } from '../../../electron/jobs/context.ts';
import type { RuleDraft } from '../../../shared/ipc/rules.ts';
import type { Answer } from '../../../shared/survey/response.ts';
import { listAudit } from '../../helpers/audit.ts';
import { entity, NOON, type Workspace } from '../../helpers/bundles.ts';
import { deskOf, merge, newBody, newCommission, send, state } from '../../helpers/merging.ts';
import { valueOf } from '../../helpers/result.ts';

const passphrase = 'кедр лампа север утро';
const LINE = { '/F/line[k]': 1, '/F/line[k]/p': '90 нм' };
const LEFT = { '/A/name': 'ООО «Кремень»', '/A/region': 'Тверь', '/A/phone': '+7 111', '/A/amount': 120, '/A/currency': 'RUB', ...LINE };
const RIGHT = { '/A/name': 'АО «Кремень»', '/A/region': 'Псков', '/A/phone': '+7 222', '/A/amount': 90, '/A/currency': 'USD', ...LINE, '/F/line[k]/p': '65 нм' };

/** The Commission, with its key, over companies of which two bodies say different things. */
async function desk(companies = 1): Promise<Workspace> {
  const [a, b] = [newBody(1), newBody(2)];
  for (let company = 1; company <= companies; company += 1) {
    state(a, company, LEFT);
    state(b, company, RIGHT);
  }
  const commission = newCommission(a, b);
  valueOf(createKey(commission.folder, { usage: 'commission', country: 'EAEU', body: 'ЕЭК', holder: 'И. Иванова', passphrase, now: NOON, seed: new Uint8Array(32).fill(99) }));
  await merge(commission, await send(a, true), await send(b, true));
  return commission;
}

const rule = (more: Partial<RuleDraft> = {}): RuleDraft => ({ name: 'Контакты', places: ['/A/region', '/A/phone'], bodies: [{ country: 'RU', body: 'Министерство 2' }], reason: 'Орган ведёт реестр', ...more });
const define = (commission: Workspace, more: Partial<RuleDraft> = {}) => valueOf(defineRule(deskOf(commission), { draft: rule(more), passphrase })).id;
const conflicts = (commission: Workspace): readonly string[] => listConflictRows(commission.db, { after: null, limit: 500 }).rows.map(({ path }) => path);
const valueAt = (commission: Workspace, path: string): Answer | null | undefined =>
  valueOf(viewCompany(commission.db, deskOf(commission), entity(1))).cells.find((cell) => cell.path === path)?.value;

describe('a rule for conflicts', () => {
  test('shows before it is applied what it would settle and how, and changes nothing by that', async () => {
    const commission = await desk();
    const before = conflicts(commission);
    const asked = { kind: 'draft', places: ['/A/region', '/F/line'], bodies: [{ country: 'RU', body: 'Министерство 2' }] } as const;
    const preview = valueOf(previewRule(deskOf(commission), { rule: asked }));
    expect(preview).toMatchObject({ solves: 2, leaves: 0 });
    const region = preview.rows.find(({ path }) => path === '/A/region');
    const taken = region?.writes.find(({ revision }) => region.outcome.kind === 'takes' && revision === region.outcome.revision);
    expect(taken).toMatchObject({ value: 'Псков', signer: { body: 'Министерство 2' } });
    expect(valueOf(previewRule(deskOf(commission), { rule: { ...asked, bodies: [{ country: 'KZ', body: 'Министерство 2' }] } }))).toMatchObject({ solves: 0, leaves: 2, rows: [{ outcome: { kind: 'leaves', why: 'silent' } }, {}] });
    expect(conflicts(commission)).toEqual(before);
  });

  test('settles each conflict by a revision of its own that names the rule, and touches no other place', async () => {
    const commission = await desk();
    const id = define(commission);
    const elsewhere = conflicts(commission).filter((path) => path !== '/A/region' && path !== '/A/phone');
    expect(valueOf(await applyRule(deskOf(commission), { id }))).toEqual({ solved: 2, left: 0, stopped: false });
    expect([valueAt(commission, '/A/region'), valueAt(commission, '/A/phone')]).toEqual(['Псков', '+7 222']);
    expect(conflicts(commission)).toEqual(elsewhere);
    const [write] = valueOf(viewCompany(commission.db, deskOf(commission), entity(1))).cells.find((cell) => cell.path === '/A/region')?.writes ?? [];
    expect(findRevision(commission.db, write?.revision ?? '')?.revision).toMatchObject({ op: 'resolve', reason: `По правилу «Контакты» (код ${listRules(commission.db)[0]?.code}): Орган ведёт реестр` });
    expect(listRules(commission.db)).toMatchObject([{ id, standing: 'in-force', solved: 2, signer: { body: 'ЕЭК' }, rule: { name: 'Контакты' } }]);
    expect(listAudit(commission.db, 0, 1)[0]?.entry).toMatchObject({ act: 'merge.rule-applied', about: { rule: id, solved: 2 } });
    expect(brokenLink(commission.db, sha256)).toBeNull();
  });

  test('takes the fields of an atomic group from one body, so that no sum is put together of two', async () => {
    const commission = await desk();
    valueOf(await applyRule(deskOf(commission), { id: define(commission, { places: ['/A/amount', '/A/currency'] }) }));
    expect([valueAt(commission, '/A/amount'), valueAt(commission, '/A/currency')]).toEqual([90, 'USD']);
    expect(conflicts(commission).filter((path) => path === '/A/amount' || path === '/A/currency')).toEqual([]);
  });

  test('stopped half way keeps the companies that are done, and the same call again does the rest', async () => {
    const commission = await desk(3);
    const id = define(commission, { places: ['/A/region'] });
    let asked = 0;
    const stopping = deskOf(commission, { checkCancelled: () => { if ((asked += 1) > 2) throw new Cancelled(); } });
    expect(valueOf(await applyRule(stopping, { id }))).toMatchObject({ stopped: true, solved: 1 });
    expect(valueOf(await applyRule(deskOf(commission), { id }))).toEqual({ solved: 2, left: 0, stopped: false });
    expect(listRules(commission.db)).toMatchObject([{ solved: 3 }]);
  });

  test('is revocable for the future: it stays listed, what it settled stays settled, and it is applied no more', async () => {
    const commission = await desk();
    const id = define(commission, { places: ['/A/region'] });
    valueOf(await applyRule(deskOf(commission), { id }));
    valueOf(revokeRule(deskOf(commission), { id, reason: 'Полномочия переданы' }));
    expect(listRules(commission.db)).toMatchObject([{ standing: 'revoked', revoked: { reason: 'Полномочия переданы' }, solved: 1 }]);
    expect(valueAt(commission, '/A/region')).toBe('Псков');
    expect(await applyRule(deskOf(commission), { id })).toMatchObject({ ok: false, error: { code: 'rule-revoked' } });
    expect(revokeRule(deskOf(commission), { id, reason: 'x' })).toMatchObject({ ok: false, error: { code: 'rule-revoked' } });
  });

  test('that was changed in the database is seen and not applied; one that is not signed is not made', async () => {
    const commission = await desk();
    const id = define(commission);
    commission.db.run("UPDATE conflict_rule SET envelope = replace(envelope, '\"sig\":\"', '\"sig\":\"A')");
    expect(listRules(commission.db)).toMatchObject([{ standing: 'unreliable', rule: null }]);
    expect(await applyRule(deskOf(commission), { id })).toMatchObject({ ok: false, error: { code: 'rule-unreliable' } });
    expect(defineRule(deskOf(commission), { draft: rule(), passphrase: 'не та фраза совсем' })).toMatchObject({ ok: false, error: { code: 'wrong-passphrase' } });
    expect(defineRule(deskOf(commission), { draft: rule({ places: ['/Z'] }), passphrase })).toMatchObject({ ok: false, error: { code: 'unknown-path', values: { path: '/Z' } } });
    expect(defineRule(deskOf(newBody(5)), { draft: rule(), passphrase })).toMatchObject({ ok: false, error: { code: 'wrong-role' } });
  });
});
