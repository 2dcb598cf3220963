import { z } from 'zod';
import { printCanonicalBytes, utf8 } from '../../base/canonical.ts';
import type { HashFunction, Sha256 } from '../../base/hash.ts';
import type { Json } from '../../base/json.ts';
import { ok, type Result } from '../../base/result.ts';
import { parseBase64Url } from '../canonical/base64.ts';
import { parseCanonical } from '../canonical/canonical.ts';
import { refuse, type Refusal } from '../canonical/failure.ts';
import { FORMAT_VERSION, LIMITS } from '../canonical/limits.ts';
import type { Issuer } from '../revision/manifest.ts';
import { describe } from '../revision/revisionLine.ts';
import { PAYLOAD, parseEnvelope, preAuthenticationEncoding } from '../signing/dsse.ts';
import { sealPayload, verifyStrictly, type Signer, type VerifyFunction } from '../signing/signing.ts';
import type { KeyUsage, Registry, RegistryEntry } from '../trust/registry.ts';

/** Where a bundle stands with the Commission (B16). */
export type ReceiptVerdict = 'merged' | 'pending' | 'forked';

/** What the Commission says of a bundle that came in (B17): the ministry's proof of delivery. */
export interface Receipt {
  readonly format: 'svod-receipt';
  readonly formatVersion: '1.0';
  readonly suite: 'S1';
  /** The Commission's workspace. */
  readonly issuer: Issuer;
  readonly createdAt: string;
  readonly bundle: { readonly manifest: Sha256; readonly issuer: Issuer; readonly seq: number };
  readonly verdict: ReceiptVerdict;
  /** For `pending`: the seq of this installation that has to come first. */
  readonly missingSeq: number | null;
  readonly counts: { readonly companies: number; readonly revisions: number; readonly conflicts: number };
  /** Ids of the places in conflict at companies of this bundle when the receipt was signed, sorted: {@link conflictId}; at most as many as a bundle has revisions. */
  readonly conflicts: readonly Sha256[];
  readonly registryVersion: number;
  /** The Commission's audit, from which receipts get their order. */
  readonly auditHead: { readonly count: number; readonly hash: Sha256 };
}

/** sha256("svod-conflict-v1" ‖ 0x00 ‖ JCS of the place): says where, to those who know the place, and nothing to others. */
export function conflictId(hash: HashFunction, place: { readonly entity: string; readonly form: string; readonly round: string; readonly path: string }): Sha256 {
  const { entity, form, round, path } = place;
  return hash(new Uint8Array([...utf8.encode('svod-conflict-v1\0'), ...printCanonicalBytes({ entity, form, path, round })]));
}

/** A `*.svodreceipt`: the envelope with the receipt inside (B9). */
export function sealReceipt(receipt: Receipt, signer: Signer): { readonly payload: Uint8Array; readonly envelope: Uint8Array } {
  const payload = printCanonicalBytes(receipt as unknown as Json);
  return { payload, envelope: sealPayload(signer, PAYLOAD.receipt, payload) };
}

export interface OpenedReceipt {
  readonly receipt: Receipt;
  readonly payload: Uint8Array;
  readonly signer: RegistryEntry;
}

/**
 * Opens a receipt: signed by a `receipt` or `commission` key of the Commission that is not revoked, canonical, of the right
 * shape. Whether it is about a bundle of ours is for the caller to say. `decode`: strict UTF-8.
 */
export function openReceipt(text: string, registry: Registry, decode: (bytes: Uint8Array) => string | null, verify: VerifyFunction): Result<OpenedReceipt, Refusal> {
  if (text.length > LIMITS.evidence) return refuse('too-large', `receipt: ${text.length} characters`);
  const envelope = parseEnvelope(text, PAYLOAD.receipt, 'inside');
  if (!envelope.ok) return envelope;
  const payload = envelope.value.payload ?? new Uint8Array();
  const signer = checkCommissionSigner(registry, ['receipt', 'commission'], envelope.value.signatures, preAuthenticationEncoding(PAYLOAD.receipt, payload), verify);
  if (!signer.ok) return signer;
  const receipt = parseReceipt(decode(payload));
  if (!receipt.ok) return receipt;
  if (receipt.value.issuer.body !== signer.value.body) return refuse('policy-unmet', 'a key of another body');
  return ok({ receipt: receipt.value, payload, signer: signer.value });
}

/** Who of the Commission has signed: the first signature by a key of the registry holds, the key is for this and not revoked. */
export function checkCommissionSigner(
  registry: Registry, usages: readonly KeyUsage[], signatures: readonly { readonly keyid: string; readonly sig: Uint8Array }[], message: Uint8Array, verify: VerifyFunction,
): Result<RegistryEntry, Refusal> {
  for (const { keyid, sig } of signatures) {
    const entry = registry.entries.find((candidate) => candidate.keyId === keyid);
    if (!entry) continue;
    if (!verifyStrictly(verify, parseBase64Url(entry.publicKey) ?? new Uint8Array(), message, sig)) return refuse('bad-signature', keyid);
    if (entry.country !== 'EAEU') return refuse('wrong-country', `a key of ${entry.country} for a word of the Commission`);
    if (!usages.includes(entry.usage)) return refuse('policy-unmet', `a key for "${entry.usage}"`);
    return entry.status === 'revoked' ? refuse('revoked', keyid) : ok(entry);
  }
  return refuse('unknown-signer', usages.join(' '));
}

function parseReceipt(text: string | null): Result<Receipt, Refusal> {
  if (text === null) return refuse('malformed', 'receipt: not UTF-8');
  const json = parseCanonical(text);
  if (!json.ok) return refuse('not-canonical', `receipt: ${json.error}`);
  const version = versionSchema.safeParse(json.value);
  if (version.success && version.data.formatVersion !== FORMAT_VERSION) return refuse('unsupported-version', `receipt: ${version.data.formatVersion}`);
  const checked = schema.safeParse(json.value);
  return checked.success ? ok(checked.data) : refuse('malformed', `receipt: ${describe(checked.error)}`);
}

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const count = z.number().int().min(0).max(1_000_000_000);
const seq = count.min(1);
const issuer = z.strictObject({ country: z.string().regex(/^([A-Z]{2}|EAEU)$/), body: z.string().min(1).max(300), installation: z.string().regex(/^[0-9a-zA-Z-]{1,100}$/) });
const versionSchema = z.looseObject({ format: z.literal('svod-receipt'), formatVersion: z.string().max(20) });
const schema = z.strictObject({
  format: z.literal('svod-receipt'),
  formatVersion: z.literal('1.0'),
  suite: z.literal('S1'),
  issuer,
  createdAt: z.string().max(40),
  bundle: z.strictObject({ manifest: sha256, issuer, seq }),
  verdict: z.enum(['merged', 'pending', 'forked']),
  missingSeq: seq.nullable(),
  counts: z.strictObject({ companies: count, revisions: count, conflicts: count }),
  conflicts: z.array(sha256).max(LIMITS.revisions),
  registryVersion: count,
  auditHead: z.strictObject({ count, hash: sha256 }),
});
