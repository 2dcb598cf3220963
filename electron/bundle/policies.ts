import type { Failure } from '../../shared/base/failure.ts';
import { ok, type Result } from '../../shared/base/result.ts';
import type { KeyUsage } from '../../shared/bundle/registry.ts';
import type { Signer } from '../../shared/bundle/signing.ts';
import type { TrustChain } from '../../shared/bundle/trustText.ts';
import type { WriteDb } from '../database/db.ts';
import { changeRegistry, type Act } from './trust.ts';

/** Who must sign the bundles of a body: the official alone, or the official and the seal, two keys (B12). */
export interface BodyPolicy {
  readonly country: string;
  readonly body: string;
  readonly required: readonly KeyUsage[];
}

/** The next registry in which a body has this policy; the default one is left out. Fails like `changeRegistry`. */
export function setPolicy(db: WriteDb, signer: Signer, policy: BodyPolicy, act: Act): Result<TrustChain, Failure> {
  return changeRegistry(db, signer, act, (registry) => {
    const others = registry.policies.filter(({ country, body }) => country !== policy.country || body !== policy.body);
    const isDefault = policy.required.length === 1 && policy.required[0] === (policy.country === 'EAEU' ? 'commission' : 'official');
    return ok({ ...registry, policies: isDefault ? others : [...others, { ...policy, body: policy.body.normalize('NFC') }] });
  });
}
