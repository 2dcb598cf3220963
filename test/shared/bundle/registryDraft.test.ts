import { describe, expect, test } from 'vitest';
import { applyChanges, changeId, withChange, withoutChange, type RegistryChange } from '../../../shared/bundle/trust/registryDraft.ts';
import { deadlineIn, keyDatesAt, type Registry, type RegistryEntry } from '../../../shared/bundle/trust/registry.ts';

const entry = (letter: string, change: Partial<RegistryEntry> = {}): RegistryEntry => ({
  keyId: letter.repeat(64), suite: 'S1', publicKey: letter, usage: 'official', country: 'BY', body: 'Министерство', holder: letter, installation: null,
  notBefore: '2026-01-01T00:00:00.000Z', notAfter: '2030-12-31T23:59:59.999Z', status: 'active', trustedUpTo: {}, ...change,
});
const registry: Registry = { format: 'svod-registry', version: 1, issuedAt: '2026-01-01T00:00:00.000Z', expiresAt: '2028-01-01T00:00:00.000Z', policies: [], entries: [entry('a')] };
const { usage, country, body, notBefore, notAfter } = entry('a');
const describeAs = (keyId: string, holder: string): RegistryChange => ({ kind: 'describe', keyId, description: { usage, country, body, holder, notBefore, notAfter } });
const add: RegistryChange = { kind: 'add', entry: entry('b') };
const both: RegistryChange = { kind: 'policy', policy: { country: 'BY', body: 'Министерство', required: ['official', 'seal'] } };
const alone: RegistryChange = { kind: 'policy', policy: { country: 'BY', body: 'Министерство', required: ['official'] } };
const keyId = (letter: string): string => letter.repeat(64);

describe('B14: changes of the next registry', () => {
  test('are made in their order, one of each kind', () => {
    const revoke: RegistryChange = { kind: 'revoke', keyId: keyId('a'), trustedUpTo: { one: 3 } };
    const next = applyChanges(registry, [add, describeAs(keyId('b'), 'Б. Иванова'), revoke, both, { kind: 'expiry', expiresAt: '2027-06-30T23:59:59.999Z' }]);
    expect(next).toEqual({
      ok: true,
      value: {
        ...registry, expiresAt: '2027-06-30T23:59:59.999Z', policies: [both.kind === 'policy' && both.policy],
        entries: [entry('a', { status: 'revoked', trustedUpTo: { one: 3 } }), entry('b', { holder: 'Б. Иванова' })],
      },
    });
  });

  test('rounds have a last day by form and round, in their order, each once; a registry without any says nothing of rounds', () => {
    const day = (form: string, round: string, deadline: string | null): RegistryChange => ({ kind: 'deadline', form, round, deadline });
    const next = applyChanges(registry, [day('b', '2026', '2026-05-01'), day('a', '2027', '2027-05-01'), day('a', '2026', '2026-04-15'), day('b', '2026', '2026-06-01')]);
    expect(next).toEqual({
      ok: true,
      value: { ...registry, rounds: [{ form: 'a', round: '2026', deadline: '2026-04-15' }, { form: 'a', round: '2027', deadline: '2027-05-01' }, { form: 'b', round: '2026', deadline: '2026-06-01' }] },
    });
    expect(next.ok && [deadlineIn(next.value, 'b', '2026'), deadlineIn(next.value, 'b', '2027'), deadlineIn(null, 'b', '2026')]).toEqual(['2026-06-01', null, null]);
    const gone = applyChanges(registry, [day('a', '2026', '2026-04-15'), day('a', '2026', null)]);
    expect(gone).toEqual({ ok: true, value: registry });
    expect(gone.ok && Object.keys(gone.value)).not.toContain('rounds');
    expect(withChange([day('a', '2026', '2026-04-15')], day('a', '2026', null))).toEqual([day('a', '2026', null)]);
  });

  test('a key that is there is not added again, one that is not there cannot be described', () => {
    expect(applyChanges(registry, [{ kind: 'add', entry: entry('a', { holder: 'другой' }) }])).toEqual({ ok: true, value: registry });
    expect(applyChanges(registry, [describeAs(keyId('c'), 'кто-то')])).toEqual({ ok: false, error: { code: 'no-key' } });
  });

  test('the default policy is left out', () => {
    expect(applyChanges(registry, [both, alone])).toEqual({ ok: true, value: registry });
  });

  test('of two about the same the later one counts, in the place of the earlier', () => {
    const once = [describeAs(keyId('a'), 'первый'), both].reduce(withChange, [] as readonly RegistryChange[]);
    expect(withChange(once, describeAs(keyId('a'), 'второй'))).toEqual([describeAs(keyId('a'), 'второй'), both]);
    expect(withChange(once, alone)).toEqual([describeAs(keyId('a'), 'первый'), alone]);
  });

  test('what was to be done with a key goes with its adding', () => {
    const changes = [add, describeAs(keyId('b'), 'Б. Иванова'), describeAs(keyId('a'), 'А. Петрова'), both];
    expect(withoutChange(changes, changeId(add))).toEqual([describeAs(keyId('a'), 'А. Петрова'), both]);
    expect(withoutChange(changes, changeId(both))).toEqual(changes.slice(0, 3));
  });
});

test('B14: a moment stands before, within or after the dates of a key', () => {
  expect(['2025-12-31T23:59:59.999Z', notBefore, notAfter, '2031-01-01T00:00:00.000Z'].map((moment) => keyDatesAt(entry('a'), Date.parse(moment)))).toEqual(['not-yet', 'within', 'within', 'expired']);
});
