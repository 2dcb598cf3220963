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
import { isStrictKey, keyIdOf } from '../signing/signing.ts';
import { ANY_INSTALLATION, type Registry, type RoundDeadline } from './registry.ts';
import { byRound } from './registryDraft.ts';
import { ISO_TIME } from './root.ts';

export function printRegistry(registry: Registry): Uint8Array {
  return printCanonicalBytes(registry as unknown as Json);
}

/** Reads the payload of a registry (B14). Who signed it is for `openTrust` to say. */
export function parseRegistry(text: string, hash: HashFunction): Result<Registry, Refusal> {
  const json = parseCanonical(text);
  if (!json.ok) return refuse('not-canonical', `registry: ${json.error}`);
  const checked = registrySchema.safeParse(json.value);
  if (!checked.success) return refuse('malformed', `registry: ${describe(checked.error)}`);
  return checkKeys(checked.data, hash);
}

/** A registry from before there were roots: signed by the one key that it names itself. */
export interface SoleRegistry {
  readonly registry: Registry;
  /** Raw Ed25519 public key of the Commission, base64url. */
  readonly publicKey: string;
}

export function parseSoleRegistry(text: string, hash: HashFunction): Result<SoleRegistry, Refusal> {
  const json = parseCanonical(text);
  if (!json.ok) return refuse('not-canonical', `registry: ${json.error}`);
  const checked = soleSchema.safeParse(json.value);
  if (!checked.success) return refuse('malformed', `registry: ${describe(checked.error)}`);
  const { root, entries, ...rest } = checked.data;
  if (!isStrictKey(parseBase64Url(root) ?? new Uint8Array())) return refuse('malformed', 'registry: a key that cannot be one');
  const registry = checkKeys({
    ...rest,
    entries: entries.map(({ lastTrustedSeq, ...entry }) => ({
      ...entry, installation: null, trustedUpTo: upToAny(entry.status === 'revoked' ? lastTrustedSeq ?? 0 : null),
    })),
  }, hash);
  return registry.ok ? ok({ registry: registry.value, publicKey: root }) : registry;
}

const upToAny = (seq: number | null): Readonly<Record<string, number>> => (seq === null ? {} : { [ANY_INSTALLATION]: seq });

function checkKeys(registry: Registry, hash: HashFunction): Result<Registry, Refusal> {
  const { entries } = registry;
  if (!entries.every((entry) => isStrictKey(parseBase64Url(entry.publicKey) ?? new Uint8Array()))) return refuse('malformed', 'registry: a key that cannot be one');
  if (!entries.every((entry) => entry.keyId === keyIdOf(hash, entry.publicKey))) return refuse('malformed', 'registry: a key under another id');
  if (new Set(entries.map((entry) => entry.keyId)).size !== entries.length) return refuse('malformed', 'registry: one entry a key');
  return ok(registry);
}

const country = z.string().regex(/^([A-Z]{2}|EAEU)$/);
const usage = z.enum(['official', 'seal', 'commission', 'receipt', 'encrypt', 'form', 'update']);
const installation = z.string().regex(/^[0-9a-zA-Z-]{1,100}$/);
const seq = z.number().int().min(0).max(1_000_000_000);
const status = z.enum(['active', 'revoked']);
const policies = z.array(z.strictObject({ country, body: trustedName, required: z.array(usage).min(1).max(7) })).max(1000);
const rounds = z
  .array(z.strictObject({ form: trustedName, round: z.string().regex(/^[0-9A-Za-z-]{1,20}$/), deadline: z.iso.date() }))
  .min(1).max(1000)
  .refine((all) => all.every((one, index) => index === 0 || byRound(all[index - 1] as RoundDeadline, one) < 0), 'rounds are sorted, each once');
const version = z.number().int().min(1).max(1_000_000_000);
const key = {
  keyId: z.string().regex(/^[0-9a-f]{64}$/),
  suite: z.literal('S1'),
  publicKey: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
  usage,
  country,
  body: trustedName,
  holder: trustedName.or(z.literal('')),
  status,
};

const time = z.string().regex(ISO_TIME);
const registrySchema = z.strictObject({
  format: z.literal('svod-registry'),
  version,
  issuedAt: time,
  expiresAt: time,
  policies,
  rounds: rounds.optional(),
  entries: z
    .array(
      z
        .strictObject({ ...key, installation: installation.nullable(), notBefore: time, notAfter: time, trustedUpTo: z.record(installation, seq) })
        .refine((entry) => entry.status === 'revoked' || Object.keys(entry.trustedUpTo).length === 0, 'an active key is trusted without a limit'),
    )
    .max(10_000),
});

const anyTime = z.string().min(4).max(40);
const soleSchema = z.strictObject({
  format: z.literal('svod-registry'),
  version,
  issuedAt: anyTime,
  expiresAt: anyTime,
  root: key.publicKey,
  policies,
  entries: z.array(z.strictObject({ ...key, notBefore: anyTime, notAfter: anyTime, lastTrustedSeq: seq.nullable() })).max(10_000),
});
