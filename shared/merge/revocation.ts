import { z } from 'zod';
import { printCanonicalBytes } from '../base/canonical.ts';
import type { Sha256 } from '../base/hash.ts';
import type { Json } from '../base/json.ts';
import type { Result } from '../base/result.ts';
import type { Refusal } from '../bundle/canonical/failure.ts';
import type { Issuer } from '../bundle/revision/manifest.ts';
import { PAYLOAD } from '../bundle/signing/dsse.ts';
import { sealPayload, type Signer, type VerifyFunction } from '../bundle/signing/signing.ts';
import type { Registry } from '../bundle/trust/registry.ts';
import { issuerSchema, openSigned, type OpenedPayload } from './rule.ts';

/** The word by which a rule is taken out of use (`ConflictRule`), signed so that it can travel; what the rule has settled stays settled. */
export interface RuleRevocation {
  readonly format: 'svod-conflict-rule-revocation';
  readonly formatVersion: '1.0';
  readonly issuer: Issuer;
  /** sha256 of the rule's payload. */
  readonly rule: Sha256;
  readonly revokedAt: string;
  readonly person: string;
  readonly reason: string;
}

/** Signs a revocation; the hash of the payload is its name. */
export function sealRevocation(revocation: RuleRevocation, signer: Signer): { readonly payload: Uint8Array; readonly envelope: Uint8Array } {
  const payload = printCanonicalBytes(revocation as unknown as Json);
  return { payload, envelope: sealPayload(signer, PAYLOAD.ruleRevocation, payload) };
}

/** Opens a revocation, as `openRule` opens a rule. */
export function openRevocation(text: string, registry: Registry, decode: (bytes: Uint8Array) => string | null, verify: VerifyFunction): Result<OpenedPayload<RuleRevocation>, Refusal> {
  return openSigned({ text, type: PAYLOAD.ruleRevocation, schema }, registry, decode, verify);
}

const schema = z.strictObject({
  format: z.literal('svod-conflict-rule-revocation'),
  formatVersion: z.literal('1.0'),
  issuer: issuerSchema,
  rule: z.string().regex(/^[0-9a-f]{64}$/),
  revokedAt: z.iso.datetime(),
  person: z.string().max(300),
  reason: z.string().min(1).max(4000),
});
