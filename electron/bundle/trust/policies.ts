import type { Failure } from '../../../shared/base/failure.ts';
import type { Result } from '../../../shared/base/result.ts';
import type { Signer } from '../../../shared/bundle/signing/signing.ts';
import { applyChanges, type BodyPolicy } from '../../../shared/bundle/trust/registryDraft.ts';
import type { TrustChain } from '../../../shared/bundle/trust/trustText.ts';
import type { WriteDb } from '../../database/db.ts';
import { changeRegistry, type Act } from './trust.ts';

/** The next registry in which a body has this policy; the default one is left out. Fails like `changeRegistry`. */
export function setPolicy(db: WriteDb, signer: Signer, policy: BodyPolicy, act: Act): Result<TrustChain, Failure> {
  return changeRegistry(db, signer, act, (registry) => applyChanges(registry, [{ kind: 'policy', policy: { ...policy, body: policy.body.normalize('NFC') } }]));
}
