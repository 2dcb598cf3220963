import { z } from 'zod';
import { printCanonicalBytes } from '../base/canonical.ts';
import type { HashFunction } from '../base/hash.ts';
import type { Json } from '../base/json.ts';
import { ok, type Result } from '../base/result.ts';
import { parseBase64Url } from './base64.ts';
import { parseCanonical } from './canonical.ts';
import { PAYLOAD, parseEnvelope, preAuthenticationEncoding } from './dsse.ts';
import { refuse, type Refusal } from './failure.ts';
import { trustedName } from './names.ts';
import type { Registry } from './registry.ts';
import { describe } from './revisionLine.ts';
import { isStrictKey, keyIdOf, verifyStrictly, type VerifyFunction } from './signing.ts';

export function printRegistry(registry: Registry): Uint8Array {
  return printCanonicalBytes(registry as unknown as Json);
}

/**
 * Opens a signed registry (`*.svodtrust`): the envelope holds one signature by the root key that the registry names (B14).
 * Whether that root is ours, and whether the version rises, is for {@link checkSuccession} to say. `decode`: strict UTF-8.
 */
export function openRegistry(
  text: string, decode: (bytes: Uint8Array) => string | null, hash: HashFunction, verify: VerifyFunction,
): Result<Registry, Refusal> {
  const envelope = parseEnvelope(text, PAYLOAD.registry, 'inside');
  if (!envelope.ok) return envelope;
  const payload = envelope.value.payload ?? new Uint8Array();
  const payloadText = decode(payload);
  if (payloadText === null) return refuse('malformed', 'registry: not UTF-8');
  const registry = parseRegistry(payloadText, hash);
  if (!registry.ok) return registry;
  const root = parseBase64Url(registry.value.root) ?? new Uint8Array();
  const rootId = keyIdOf(hash, registry.value.root);
  const signature = envelope.value.signatures.find((candidate) => candidate.keyid === rootId);
  if (!signature) return refuse('unknown-signer', 'registry: not signed by its root');
  const message = preAuthenticationEncoding(PAYLOAD.registry, payload);
  return verifyStrictly(verify, root, message, signature.sig) ? registry : refuse('bad-signature', 'registry');
}

/**
 * Trust only moves forward (B13): a lower version than the one in force is `rolled-back`, and so is the same version with
 * other content. Gives `same` when nothing would change. A change of root is told, a person has to compare it.
 */
export function checkSuccession(current: Registry | null, next: Registry): Result<{ readonly kind: 'next' | 'same'; readonly newRoot: boolean }, Refusal> {
  if (current === null) return ok({ kind: 'next', newRoot: true });
  if (next.version < current.version) return refuse('rolled-back', `registry: version ${next.version} after ${current.version}`);
  if (next.version > current.version) return ok({ kind: 'next', newRoot: next.root !== current.root });
  return JSON.stringify(next) === JSON.stringify(current) ? ok({ kind: 'same', newRoot: false }) : refuse('rolled-back', `registry: another version ${next.version}`);
}

function parseRegistry(text: string, hash: HashFunction): Result<Registry, Refusal> {
  const json = parseCanonical(text);
  if (!json.ok) return refuse('not-canonical', `registry: ${json.error}`);
  const checked = registrySchema.safeParse(json.value);
  if (!checked.success) return refuse('malformed', `registry: ${describe(checked.error)}`);
  const registry = checked.data;
  const keys = [registry.root, ...registry.entries.map((entry) => entry.publicKey)];
  if (!keys.every((key) => isStrictKey(parseBase64Url(key) ?? new Uint8Array()))) return refuse('malformed', 'registry: a key that cannot be one');
  if (!registry.entries.every((entry) => entry.keyId === keyIdOf(hash, entry.publicKey))) return refuse('malformed', 'registry: a key under another id');
  return ok(registry);
}

const country = z.string().regex(/^([A-Z]{2}|EAEU)$/);
const key = z.string().regex(/^[A-Za-z0-9_-]{43}$/);
const usage = z.enum(['official', 'seal', 'commission', 'receipt', 'encrypt', 'form', 'update']);
const time = z.string().min(4).max(40);

const entrySchema = z.strictObject({
  keyId: z.string().regex(/^[0-9a-f]{64}$/),
  suite: z.literal('S1'),
  publicKey: key,
  usage,
  country,
  body: trustedName,
  holder: trustedName.or(z.literal('')),
  notBefore: time,
  notAfter: time,
  status: z.enum(['active', 'revoked']),
  lastTrustedSeq: z.number().int().min(0).max(1_000_000_000).nullable(),
});

const registrySchema = z.strictObject({
  format: z.literal('svod-registry'),
  version: z.number().int().min(1).max(1_000_000_000),
  issuedAt: time,
  expiresAt: time,
  root: key,
  policies: z.array(z.strictObject({ country, body: trustedName, required: z.array(usage).min(1).max(7) })).max(1000),
  entries: z
    .array(entrySchema)
    .max(10_000)
    .refine((entries) => new Set(entries.map((entry) => entry.keyId)).size === entries.length, 'one entry a key'),
});
