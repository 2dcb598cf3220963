import { z } from 'zod';
import { printCanonicalBytes } from '../../base/canonical.ts';
import type { Json } from '../../base/json.ts';
import { ok, type Result } from '../../base/result.ts';
import { parseBase64, printBase64 } from '../canonical/base64.ts';
import { parseCanonical } from '../canonical/canonical.ts';
import { refuse, type Refusal } from '../canonical/failure.ts';
import type { KeyId } from '../revision/revision.ts';
import { describe } from '../revision/revisionLine.ts';

/** What a signature speaks of; each kind has its own, so that one can never pass as another (B9). */
export const PAYLOAD = {
  manifest: 'application/vnd.svod.manifest+json;v=1',
  /** Of a registry from before there were roots. */
  soleRegistry: 'application/vnd.svod.registry+json;v=1',
  registry: 'application/vnd.svod.registry+json;v=2',
  root: 'application/vnd.svod.root+json;v=1',
  publicKey: 'application/vnd.svod.public-key+json;v=1',
  /** Of a form pack from before packs were numbered: the form alone. */
  formAlone: 'application/vnd.svod.form+json;v=1',
  form: 'application/vnd.svod.form+json;v=2',
  receipt: 'application/vnd.svod.receipt+json;v=1',
  /** Of a rule for settling conflicts, and of its end: they stay among the Commission's workspaces and the central base. */
  rule: 'application/vnd.svod.conflict-rule+json;v=1',
  ruleRevocation: 'application/vnd.svod.conflict-rule-revocation+json;v=1',
} as const;
export type PayloadType = (typeof PAYLOAD)[keyof typeof PAYLOAD];

export interface EnvelopeSignature {
  readonly keyid: KeyId;
  readonly sig: Uint8Array;
}

/** A DSSE envelope (B9). The manifest of a bundle stands beside its envelope, so there `payload` is null. */
export interface Envelope {
  readonly payloadType: PayloadType;
  readonly payload: Uint8Array | null;
  readonly signatures: readonly EnvelopeSignature[];
}

/** The bytes that are signed: DSSE's pre-authentication encoding of type and payload (B9). */
export function preAuthenticationEncoding(payloadType: PayloadType, payload: Uint8Array): Uint8Array {
  const head = [...`DSSEv1 ${payloadType.length} ${payloadType} ${payload.length} `].map((character) => character.charCodeAt(0));
  const bytes = new Uint8Array(head.length + payload.length);
  bytes.set(head);
  bytes.set(payload, head.length);
  return bytes;
}

/** An envelope as canonical JSON bytes. */
export function printEnvelope(envelope: Envelope): Uint8Array {
  return printCanonicalBytes(envelopeJson(envelope));
}

/** An envelope as it stands inside another file. */
export function envelopeJson(envelope: Envelope): Json {
  return {
    payloadType: envelope.payloadType,
    ...(envelope.payload === null ? {} : { payload: printBase64(envelope.payload) }),
    signatures: envelope.signatures.map(({ keyid, sig }) => ({ keyid, sig: printBase64(sig) })),
  };
}

/**
 * Reads an envelope of one payload type; anything else is refused as `malformed` or `not-canonical`. Nothing in it is
 * believed yet.
 */
export function parseEnvelope(text: string, payloadType: PayloadType, payload: 'inside' | 'beside'): Result<Envelope, Refusal> {
  const json = parseCanonical(text, text.length);
  if (!json.ok) return refuse('not-canonical', `envelope: ${json.error}`);
  const checked = envelopeSchema.safeParse(json.value);
  if (!checked.success) return refuse('malformed', `envelope: ${describe(checked.error)}`);
  if (checked.data.payloadType !== payloadType) return refuse('malformed', 'envelope: another payload type');
  if ((checked.data.payload !== undefined) !== (payload === 'inside')) return refuse('malformed', 'envelope: payload in the wrong place');
  const signatures: EnvelopeSignature[] = [];
  for (const { keyid, sig } of checked.data.signatures) {
    const bytes = parseBase64(sig);
    if (bytes === null) return refuse('malformed', 'envelope: signature is not base64');
    signatures.push({ keyid, sig: bytes });
  }
  const inside = checked.data.payload === undefined ? null : parseBase64(checked.data.payload);
  if (inside === null && payload === 'inside') return refuse('malformed', 'envelope: payload is not base64');
  return ok({ payloadType, payload: inside, signatures });
}

const envelopeSchema = z.strictObject({
  payloadType: z.string().max(100),
  payload: z.string().optional(),
  signatures: z
    .array(z.strictObject({ keyid: z.string().regex(/^[0-9a-f]{64}$/), sig: z.string().max(200) }))
    .max(16)
    .refine((signatures) => new Set(signatures.map((signature) => signature.keyid)).size === signatures.length, 'one signature a key'),
});
