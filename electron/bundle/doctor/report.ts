import type { Failure } from '../../../shared/base/failure.ts';
import { fingerprintOf } from '../../../shared/bundle/signing/fingerprint.ts';
import type { RegistryEntry } from '../../../shared/bundle/trust/registry.ts';
import type { Belief, ExaminedKey, ExaminedStep, Examination, Fact, FactName, StepId } from '../../../shared/ipc/doctor.ts';

/** What a kind of file adds to what is known of every file. */
export type Report = Pick<Examination, 'belief' | 'failure' | 'steps' | 'facts' | 'keys' | 'content'>;

/** Steps in order: those before the failed one have passed, those behind it wait; with none failed, `passed` says how many have. */
export function stepsOf(ids: readonly StepId[], failed: StepId | null, passed = ids.length): readonly ExaminedStep[] {
  const at = failed === null ? passed : ids.indexOf(failed);
  return ids.map((id, index) => ({ id, state: index < at ? 'passed' : index === at && failed !== null ? 'failed' : 'waiting' }));
}

/** Facts of one belief; those without a value are left out. */
export function factsOf(belief: Belief, values: Readonly<Partial<Record<FactName, string | number | null | undefined>>>): readonly Fact[] {
  return (Object.entries(values) as [FactName, string | number | null | undefined][]).flatMap(([name, value]) =>
    value === null || value === undefined || value === '' ? [] : [{ name, value, form: FORMS[name] ?? 'text', belief }],
  );
}

const FORMS: Readonly<Partial<Record<FactName, Fact['form']>>> = {
  country: 'country', createdAt: 'moment', issuedAt: 'moment', expiresAt: 'moment', claimedAt: 'moment', usage: 'usage', manifest: 'hash', previous: 'hash',
  company: 'hash', verdict: 'verdict',
};

/** The keys that signed, as the registry names them. */
export function signersOf(entries: readonly RegistryEntry[], belief: Belief): readonly ExaminedKey[] {
  return entries.map(({ keyId, holder, body }) => ({ role: 'signer', name: `${holder}, ${body}`, fingerprint: fingerprintOf(keyId), belief }));
}

/** Keys that only their ids are known of. */
export function strangersOf(keyIds: readonly string[]): readonly ExaminedKey[] {
  return keyIds.map((keyId) => ({ role: 'signer', name: '', fingerprint: fingerprintOf(keyId), belief: 'unknown' }));
}

/** A file that is not what it begins as. */
export function refusedReport(failure: Failure, steps: readonly ExaminedStep[], facts: readonly Fact[] = [], keys: readonly ExaminedKey[] = []): Report {
  return { belief: facts.length > 0 ? 'claimed' : 'unknown', failure, steps, facts, keys, content: null };
}
