import type { Failure } from '../../../shared/base/failure.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import { checkProof, type ProofStep, type Proven } from '../../../shared/bundle/evidence/proof.ts';
import { fingerprintOf } from '../../../shared/bundle/signing/fingerprint.ts';
import type { Belief, ExaminedKey, Fact, StepId } from '../../../shared/ipc/doctor.ts';
import type { ReadDb } from '../../database/db.ts';
import { findCompany } from '../../database/tables/company.ts';
import { decodeUtf8 } from '../crypto/hash.ts';
import { loadTrust, readTrust, rootIdOf, TOOLS } from '../trust/trust.ts';
import { factsOf, refusedReport, signersOf, stepsOf, type Report } from './report.ts';

/** The links of a proof in the order in which they are checked (B24). */
const STEPS = ['proof', 'registry', 'root', 'manifest', 'signature', 'revision', 'inclusion', 'value'] as const satisfies readonly (ProofStep & StepId)[];

/**
 * A proof of a value (B24): against the root in force here, it is verified; without one, or under another root, all of its links may
 * hold and it is still only claimed, until a person has compared the fingerprint of the root that it names.
 */
export function examineProof(db: ReadDb | null, bytes: Uint8Array): Report {
  const text = decodeUtf8(bytes) ?? '';
  const mine = db && loadTrust(db);
  const own = mine ? checkProof(text, rootIdOf(mine), TOOLS) : null;
  if (own?.ok) return provenReport(db, own.value, 'verified', null);
  if (own && own.error.step !== 'root') return refusedReport(failureOf(own.error), stepsOf(STEPS, own.error.step));
  const named = rootNamedIn(text);
  const checked = named === null ? null : checkProof(text, named, TOOLS);
  if (checked?.ok) return provenReport(db, checked.value, 'claimed', { code: 'root-uncompared' });
  const broken = checked?.error ?? { step: 'proof', code: 'malformed', detail: '' } as const;
  return refusedReport(failureOf(broken), stepsOf(STEPS, broken.step));
}

/** What a proof proves under the root that it names, or the one in force here. Fails with the code of its first broken link. */
export function provenBy(db: ReadDb | null, bytes: Uint8Array): Result<{ readonly proven: Proven; readonly compared: boolean }, Failure> {
  const text = decodeUtf8(bytes) ?? '';
  const mine = db && loadTrust(db);
  const own = mine ? checkProof(text, rootIdOf(mine), TOOLS) : null;
  if (own?.ok) return ok({ proven: own.value, compared: true });
  const checked = checkProof(text, rootNamedIn(text) ?? '', TOOLS);
  return checked.ok ? ok({ proven: checked.value, compared: false }) : err(failureOf(checked.error));
}

const failureOf = ({ code, detail }: { readonly code: Failure['code']; readonly detail: string }): Failure => ({ code, values: { detail } });

/** The root that the registry inside stands under, for a person to compare; null where it cannot be read. */
function rootNamedIn(text: string): string | null {
  try {
    const { registry } = JSON.parse(text) as { readonly registry?: unknown };
    const trust = typeof registry === 'string' ? readTrust(new TextEncoder().encode(registry)) : null;
    return trust?.ok ? rootIdOf(trust.value) : null;
  } catch {
    return null;
  }
}

function provenReport(db: ReadDb | null, proven: Proven, belief: Belief, failure: Failure | null): Report {
  const { signers, root, claim } = proven;
  const company = db && findCompany(db, claim.entity);
  const key: ExaminedKey = { role: 'root', name: '', fingerprint: fingerprintOf(root), belief };
  return { belief, failure, steps: stepsOf(STEPS, failure && 'root'), facts: proofFacts(proven, belief, company && (company.shortName || company.name)), keys: [...signersOf(signers, belief), key], content: null };
}

function proofFacts({ claim, revision, manifest, manifestHash, registry }: Proven, belief: Belief, company: string | null): readonly Fact[] {
  const value = claim.path === null || typeof claim.value === 'object' ? JSON.stringify(claim.value) : claim.value;
  return [
    ...factsOf(belief, {
      company: claim.entity, path: claim.path, value, body: manifest.issuer.body, country: manifest.issuer.country, seq: manifest.seq, round: revision.round,
      manifest: manifestHash, registryVersion: registry.version,
    }),
    // Who and when, and how a company is called here, no signature of the key says (B24).
    ...factsOf('claimed', { companyHere: company, person: revision.person, claimedAt: revision.claimedAt }),
  ];
}
