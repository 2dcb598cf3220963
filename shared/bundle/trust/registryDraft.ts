import type { Failure } from '../../base/failure.ts';
import { err, ok, type Result } from '../../base/result.ts';
import type { KeyUsage, Registry, RegistryEntry, RoundDeadline } from './registry.ts';

/** Who must sign the bundles of a body: the official alone, or the official and the seal, two keys (B12). */
export type BodyPolicy = Registry['policies'][number];

/** What of an entry may be described otherwise; the key itself and its id never change (B14). */
export type KeyDescription = Pick<RegistryEntry, 'usage' | 'country' | 'body' | 'holder' | 'notBefore' | 'notAfter'>;

/** What changes are made to. */
export type RegistryContent = Pick<Registry, 'expiresAt' | 'policies' | 'rounds' | 'entries'>;

/** One thing that the next registry has otherwise. */
export type RegistryChange =
  | { readonly kind: 'add'; readonly entry: RegistryEntry }
  | { readonly kind: 'describe'; readonly keyId: string; readonly description: KeyDescription }
  | { readonly kind: 'revoke'; readonly keyId: string; readonly trustedUpTo: RegistryEntry['trustedUpTo'] }
  | { readonly kind: 'policy'; readonly policy: BodyPolicy }
  | { readonly kind: 'expiry'; readonly expiresAt: string }
  /** The last day of a round; null takes it away. */
  | { readonly kind: 'deadline'; readonly form: string; readonly round: string; readonly deadline: string | null };

/** What a change is about: of two with the same id, the later one counts. */
export function changeId(change: RegistryChange): string {
  switch (change.kind) {
    case 'add': return `add ${change.entry.keyId}`;
    case 'describe':
    case 'revoke': return `${change.kind} ${change.keyId}`;
    case 'policy': return `policy ${change.policy.country} ${change.policy.body}`;
    case 'expiry': return 'expiry';
    case 'deadline': return `deadline ${change.form} ${change.round}`;
  }
}

/** The changes with one more, in the place of an earlier one about the same. */
export function withChange(changes: readonly RegistryChange[], change: RegistryChange): readonly RegistryChange[] {
  const id = changeId(change);
  return changes.some((one) => changeId(one) === id) ? changes.map((one) => (changeId(one) === id ? change : one)) : [...changes, change];
}

/** The changes without one; what was to be done with a key goes with its adding. */
export function withoutChange(changes: readonly RegistryChange[], id: string): readonly RegistryChange[] {
  const gone = changes.find((change) => changeId(change) === id);
  return changes.filter((change) => change !== gone && !(gone?.kind === 'add' && 'keyId' in change && change.keyId === gone.entry.keyId));
}

/** The registry with the changes made in their order. A key that is there already is not added again. Fails with `no-key` (it names no such key). */
export function applyChanges<R extends RegistryContent>(registry: R, changes: readonly RegistryChange[]): Result<R, Failure> {
  let next = registry;
  for (const change of changes) {
    const changed = applyChange(next, change);
    if (!changed.ok) return changed;
    next = changed.value;
  }
  return ok(next);
}

function applyChange<R extends RegistryContent>(registry: R, change: RegistryChange): Result<R, Failure> {
  const { entries } = registry;
  switch (change.kind) {
    case 'add': return ok(entries.some(({ keyId }) => keyId === change.entry.keyId) ? registry : { ...registry, entries: [...entries, change.entry] });
    case 'describe': return changeEntry(registry, change.keyId, change.description);
    case 'revoke': return changeEntry(registry, change.keyId, { status: 'revoked', trustedUpTo: change.trustedUpTo });
    case 'policy': return ok({ ...registry, policies: withPolicy(registry.policies, change.policy) });
    case 'expiry': return ok({ ...registry, expiresAt: change.expiresAt });
    case 'deadline': return ok(withDeadline(registry, change));
  }
}

function changeEntry<R extends RegistryContent>(registry: R, keyId: string, change: Partial<RegistryEntry>): Result<R, Failure> {
  if (!registry.entries.some((entry) => entry.keyId === keyId)) return err({ code: 'no-key' });
  return ok({ ...registry, entries: registry.entries.map((entry) => (entry.keyId === keyId ? { ...entry, ...change } : entry)) });
}

function withDeadline<R extends RegistryContent>({ rounds = [], ...registry }: R, { form, round, deadline }: Pick<RoundDeadline, 'form' | 'round'> & { readonly deadline: string | null }): R {
  const others = rounds.filter((one) => one.form !== form || one.round !== round);
  const next = [...others, ...(deadline === null ? [] : [{ form, round, deadline }])].sort(byRound);
  return { ...registry, ...(next.length === 0 ? {} : { rounds: next }) } as R;
}

/** The order in which rounds stand in a registry. */
export function byRound(one: RoundDeadline, other: RoundDeadline): number {
  const [a, b] = [`${one.form}\n${one.round}`, `${other.form}\n${other.round}`];
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The default policy of a body is left out. */
function withPolicy(policies: Registry['policies'], policy: BodyPolicy): Registry['policies'] {
  const others = policies.filter(({ country, body }) => country !== policy.country || body !== policy.body);
  return policy.required.length === 1 && policy.required[0] === defaultUsage(policy.country) ? others : [...others, policy];
}

/** Who signs where no policy says otherwise (B12). */
export const defaultUsage = (country: string): KeyUsage => (country === 'EAEU' ? 'commission' : 'official');
