import { describe, expect, test } from 'vitest';
import { signStaged, stageChanges, stagedChanges, unstageChanges } from '../../../electron/bundle/trust/registryDraft.ts';
import { addKeys, entryOf, loadRegistry } from '../../../electron/bundle/trust/trust.ts';
import { changeId, type RegistryChange } from '../../../shared/bundle/trust/registryDraft.ts';
import { NOON, testKey, type Workspace } from '../../helpers/bundles.ts';
import { deskOf, merge, newBody, newCommission, send, state } from '../../helpers/merging.ts';
import { valueOf } from '../../helpers/result.ts';

const ACT = { now: NOON, person: 'К. Комиссаров' };
const KEY = testKey(2, 'seal', 'RU', 'Министерство 1');
const add: RegistryChange = { kind: 'add', entry: entryOf(KEY.key, NOON) };
const policy: RegistryChange = { kind: 'policy', policy: { country: 'RU', body: 'Министерство 1', required: ['official', 'seal'] } };

function entryNamed({ db }: Workspace, keyId: string) {
  const found = loadRegistry(db)?.entries.find((entry) => entry.keyId === keyId);
  if (!found) throw new Error('The key is in the registry.');
  return found;
}

/** The key of the body is valid only between these days. */
function datesOf(commission: Workspace, body: Workspace, notBefore: string, notAfter: string): RegistryChange {
  const { usage, country, body: name, holder } = entryNamed(commission, body.signer.keyId);
  return { kind: 'describe', keyId: body.signer.keyId, description: { usage, country, body: name, holder, notBefore, notAfter } };
}

describe('B14: the next registry', () => {
  test('takes several changes under one signature, and nothing holds before it', () => {
    const body = newBody(1);
    const commission = newCommission(body);
    const desk = deskOf(commission);
    const before = loadRegistry(commission.db);
    valueOf(stageChanges(desk, [add]));
    valueOf(stageChanges(desk, [datesOf(commission, body, '2026-01-01T00:00:00.000Z', '2027-12-31T23:59:59.999Z')]));
    valueOf(stageChanges(desk, [policy]));
    valueOf(stageChanges(desk, [{ kind: 'expiry', expiresAt: '2027-06-30T23:59:59.999Z' }]));
    expect(loadRegistry(commission.db)).toEqual(before);
    expect(stagedChanges(commission.db)).toHaveLength(4);
    const signed = valueOf(signStaged(desk, commission.signer, ACT)).registry;
    expect(signed).toMatchObject({ version: (before?.version ?? 0) + 1, expiresAt: '2027-06-30T23:59:59.999Z', policies: [policy.kind === 'policy' && policy.policy] });
    expect(entryNamed(commission, KEY.signer.keyId).usage).toBe('seal');
    expect(entryNamed(commission, body.signer.keyId).notAfter).toBe('2027-12-31T23:59:59.999Z');
    expect(stagedChanges(commission.db)).toEqual([]);
  });

  test('what is prepared stays when the signature is refused, and when another version is signed meanwhile', () => {
    const commission = newCommission(newBody(1));
    const desk = deskOf(commission);
    valueOf(stageChanges(desk, [add]));
    expect(signStaged(desk, KEY.signer, ACT)).toEqual({ ok: false, error: { code: 'no-key' } });
    valueOf(addKeys(commission.db, commission.signer, [], ACT));
    expect(stagedChanges(commission.db)).toEqual([add]);
    expect(valueOf(signStaged(desk, commission.signer, ACT)).registry.entries.at(-1)?.keyId).toBe(KEY.signer.keyId);
  });

  test('changes are taken back one by one or all at once', () => {
    const commission = newCommission(newBody(1));
    const desk = deskOf(commission);
    valueOf(stageChanges(desk, [add, policy]));
    valueOf(unstageChanges(desk, changeId(add)));
    expect(stagedChanges(commission.db)).toEqual([policy]);
    valueOf(unstageChanges(desk, null));
    expect(stagedChanges(commission.db)).toEqual([]);
  });

  test('no change is prepared of which no sound registry would come', () => {
    const body = newBody(1);
    const commission = newCommission(body);
    const code = (change: RegistryChange) => {
      const staged = stageChanges(deskOf(commission), [change]);
      return staged.ok ? 'ok' : staged.error.code;
    };
    expect(code(datesOf(commission, body, '2027-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z'))).toBe('malformed');
    expect(code({ kind: 'expiry', expiresAt: new Date(NOON).toISOString() })).toBe('malformed');
    expect(code({ kind: 'revoke', keyId: 'f'.repeat(64), trustedUpTo: {} })).toBe('no-key');
    expect(stagedChanges(commission.db)).toEqual([]);
    expect(stageChanges(deskOf(body), [add])).toEqual({ ok: false, error: { code: 'no-trust' } });
  });

  test('a bundle made outside the dates of its key is merged, and the Commission is told', async () => {
    const body = newBody(1);
    const commission = newCommission(body);
    const desk = deskOf(commission);
    state(body, 1, { '/A/name': 'АО «Вектор-Тест»' });
    const first = await send(body);
    expect((await merge(commission, first)).files).toMatchObject([{ verdict: 'merged', keyDates: 'within' }]);
    valueOf(stageChanges(desk, [datesOf(commission, body, '2020-01-01T00:00:00.000Z', '2020-12-31T23:59:59.999Z')]));
    valueOf(signStaged(desk, commission.signer, ACT));
    state(body, 2, { '/A/name': 'АО «Полюс-Тест»' });
    const second = await send(body);
    expect((await merge(commission, first, second)).files).toMatchObject([{ verdict: 'already-merged', keyDates: 'expired' }, { verdict: 'merged', failure: null, keyDates: 'expired' }]);
  });
});
