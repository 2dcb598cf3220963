import { ok, type Result } from '../base/result.ts';
import { parseBase64Url } from './base64.ts';
import { PAYLOAD, preAuthenticationEncoding, type Envelope } from './dsse.ts';
import { refuse, type Refusal } from './failure.ts';
import type { Issuer } from './manifest.ts';
import { lastTrustedSeq, type KeyUsage, type Registry, type RegistryEntry } from './registry.ts';
import { verifyStrictly, type VerifyFunction } from './signing.ts';

/**
 * Who stands behind a manifest (B9–B12, B14): every signature by a key of the registry must hold, no such key may be
 * revoked before this seq of this installation, each must belong to the issuer's state and body, and the body's policy must be met. Signatures
 * by unknown keys count for nothing. Gives the registry's entries of the signers.
 */
export function checkSignatures(
  registry: Registry, envelope: Envelope, manifest: { readonly bytes: Uint8Array; readonly issuer: Issuer; readonly seq: number }, verify: VerifyFunction,
): Result<readonly RegistryEntry[], Refusal> {
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
  const missing = requiredUsages(registry, manifest.issuer).find((usage) => !signers.some((signer) => signer.usage === usage));
  return missing === undefined ? ok(signers) : refuse('policy-unmet', `no signature by a key for "${missing}"`);
}

/** What the registry demands of a body; without a policy one `official` key, of the Commission one `commission` key (B12). */
export function requiredUsages(registry: Registry, issuer: Pick<Issuer, 'country' | 'body'>): readonly KeyUsage[] {
  const policy = registry.policies.find((candidate) => candidate.country === issuer.country && candidate.body === issuer.body);
  return policy?.required ?? [issuer.country === 'EAEU' ? 'commission' : 'official'];
}
