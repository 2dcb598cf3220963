import { ok, type Result } from '../../base/result.ts';
import { parseBase64Url } from '../canonical/base64.ts';
import { refuse, type Refusal } from '../canonical/failure.ts';
import type { Issuer } from '../revision/manifest.ts';
import { PAYLOAD, preAuthenticationEncoding, type Envelope } from '../signing/dsse.ts';
import { verifyStrictly, type VerifyFunction } from '../signing/signing.ts';
import { lastTrustedSeq, type KeyUsage, type Registry, type RegistryEntry } from './registry.ts';
import { defaultUsage } from './registryDraft.ts';

/** A manifest whose signatures are judged: its exact bytes, and who says to have made it. */
export interface SignedManifest {
  readonly bytes: Uint8Array;
  readonly issuer: Issuer;
  readonly seq: number;
}

/**
 * Who stands behind a manifest (B9–B12, B14): as {@link checkSigners}, and the body's policy must be met. Gives the registry's
 * entries of the signers.
 */
export function checkSignatures(registry: Registry, envelope: Envelope, manifest: SignedManifest, verify: VerifyFunction): Result<readonly RegistryEntry[], Refusal> {
  const signers = checkSigners(registry, envelope, manifest, verify);
  if (!signers.ok) return signers;
  const [missing] = missingUsages(registry, manifest.issuer, signers.value);
  return missing === undefined ? signers : refuse('policy-unmet', `no signature by a key for "${missing}"`);
}

/**
 * The signers as far as they are: every signature by a key of the registry must hold, no such key may be revoked before this seq of this
 * installation, and each must belong to the issuer's state and body. Signatures by unknown keys count for nothing. Whether these are
 * all that the policy demands is another question: a bundle may await its second signature.
 */
export function checkSigners(registry: Registry, envelope: Envelope, manifest: SignedManifest, verify: VerifyFunction): Result<readonly RegistryEntry[], Refusal> {
  const message = preAuthenticationEncoding(PAYLOAD.manifest, manifest.bytes);
  const signers: RegistryEntry[] = [];
  for (const signature of envelope.signatures) {
    const entry = registry.entries.find((candidate) => candidate.keyId === signature.keyid);
    if (!entry) continue;
    if (!verifyStrictly(verify, parseBase64Url(entry.publicKey) ?? new Uint8Array(), message, signature.sig)) return refuse('bad-signature', entry.keyId);
    signers.push(entry);
  }
  if (signers.length === 0) return refuse('unknown-signer', envelope.signatures.map((signature) => signature.keyid).join(' '));
  for (const signer of signers) {
    if (signer.country !== manifest.issuer.country) return refuse('wrong-country', `a key of ${signer.country} for ${manifest.issuer.country}`);
    if (signer.body !== manifest.issuer.body) return refuse('policy-unmet', 'a key of another body');
    const last = lastTrustedSeq(signer, manifest.issuer.installation);
    if (signer.status === 'revoked' && manifest.seq > last) return refuse('revoked', `trusted up to seq ${last} of ${manifest.issuer.installation}`);
  }
  return ok(signers);
}

/** The usages that the policy demands and none of these keys has. */
export function missingUsages(registry: Registry, issuer: Pick<Issuer, 'country' | 'body'>, signers: readonly Pick<RegistryEntry, 'usage'>[]): readonly KeyUsage[] {
  return requiredUsages(registry, issuer).filter((usage) => !signers.some((signer) => signer.usage === usage));
}

/** What the registry demands of a body; without a policy one `official` key, of the Commission one `commission` key (B12). */
function requiredUsages(registry: Registry, issuer: Pick<Issuer, 'country' | 'body'>): readonly KeyUsage[] {
  const policy = registry.policies.find((candidate) => candidate.country === issuer.country && candidate.body === issuer.body);
  return policy?.required ?? [defaultUsage(issuer.country)];
}
