import { z } from 'zod';
import { printCanonicalBytes } from '../../base/canonical.ts';
import type { HashFunction } from '../../base/hash.ts';
import type { Json } from '../../base/json.ts';
import { ok, type Result } from '../../base/result.ts';
import { parseBase64Url } from '../canonical/base64.ts';
import { parseCanonical } from '../canonical/canonical.ts';
import { refuse, type Refusal } from '../canonical/failure.ts';
import { trustedName } from '../canonical/names.ts';
import { describe } from '../revision/revisionLine.ts';
import { PAYLOAD, parseEnvelope, preAuthenticationEncoding } from '../signing/dsse.ts';
import { keyIdOf, sealPayload, verifyStrictly, type Signer, type VerifyFunction } from '../signing/signing.ts';
import type { NamedKey } from './registry.ts';

/** What a body sends so that the Commission can vouch for its key (`*.svodkey`), signed by that very key. */
export interface PublicKey extends NamedKey {
  readonly format: 'svod-public-key';
  readonly createdAt: string;
  /** The workspace in which it was made: what its bundles will name, so that revoking can be bound to it (B14). */
  readonly installation?: string | undefined;
}

/** The file: proof that its sender holds the private half. */
export function sealPublicKey(key: PublicKey, signer: Signer): Uint8Array {
  const payload = printCanonicalBytes(key as unknown as Json);
  return sealPayload(signer, PAYLOAD.publicKey, payload);
}

/** Opens a `*.svodkey`; it proves possession only, whose key it is a person compares by the fingerprint. */
export function openPublicKey(
  text: string, decode: (bytes: Uint8Array) => string | null, hash: HashFunction, verify: VerifyFunction,
): Result<PublicKey, Refusal> {
  const envelope = parseEnvelope(text, PAYLOAD.publicKey, 'inside');
  if (!envelope.ok) return envelope;
  const payload = envelope.value.payload ?? new Uint8Array();
  const payloadText = decode(payload);
  if (payloadText === null) return refuse('malformed', 'key: not UTF-8');
  const json = parseCanonical(payloadText);
  if (!json.ok) return refuse('not-canonical', `key: ${json.error}`);
  const checked = schema.safeParse(json.value);
  if (!checked.success) return refuse('malformed', `key: ${describe(checked.error)}`);
  const keyId = keyIdOf(hash, checked.data.publicKey);
  const signature = envelope.value.signatures.find((candidate) => candidate.keyid === keyId);
  if (!signature) return refuse('unknown-signer', 'key: not signed by itself');
  const raw = parseBase64Url(checked.data.publicKey) ?? new Uint8Array();
  return verifyStrictly(verify, raw, preAuthenticationEncoding(PAYLOAD.publicKey, payload), signature.sig) ? ok(checked.data) : refuse('bad-signature', 'key');
}

const schema = z.strictObject({
  format: z.literal('svod-public-key'),
  suite: z.literal('S1'),
  publicKey: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
  usage: z.enum(['official', 'seal', 'commission', 'receipt', 'encrypt', 'form', 'update', 'root']),
  country: z.string().regex(/^([A-Z]{2}|EAEU)$/),
  body: trustedName,
  holder: trustedName.or(z.literal('')),
  createdAt: z.string().max(40),
  installation: z.string().regex(/^[0-9a-zA-Z-]{1,100}$/).optional(),
});
