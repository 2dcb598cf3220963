import { z } from 'zod';
import { printCanonicalBytes } from '../../base/canonical.ts';
import type { HashFunction, Sha256 } from '../../base/hash.ts';
import type { Json } from '../../base/json.ts';
import { ok, type Result } from '../../base/result.ts';
import { parseBase64Url } from '../canonical/base64.ts';
import { parseCanonical } from '../canonical/canonical.ts';
import { refuse, type Refusal } from '../canonical/failure.ts';
import type { KeyId } from '../revision/revision.ts';
import { describe } from '../revision/revisionLine.ts';
import { PAYLOAD, parseEnvelope, preAuthenticationEncoding, type Envelope } from '../signing/dsse.ts';
import { isStrictKey, keyIdOf, verifyStrictly, type VerifyFunction } from '../signing/signing.ts';

/** Who may sign, and how many of them it takes: a signature counts once a key. */
export interface Role {
  /** Sorted, each once. */
  readonly keyIds: readonly KeyId[];
  readonly threshold: number;
}

export interface RootKey {
  readonly keyId: KeyId;
  /** Raw Ed25519 public key, base64url. */
  readonly publicKey: string;
  readonly holder: string;
}

/** The first link of trust, after TUF's root role (B13): whose signatures make the next root, and whose make a registry. */
export interface Root {
  readonly format: 'svod-root';
  readonly formatVersion: '1.0';
  readonly suite: 'S1';
  /** Rises by one. */
  readonly version: number;
  readonly issuedAt: string;
  readonly expiresAt: string;
  /** Every key that a role names, sorted by id. */
  readonly keys: readonly RootKey[];
  readonly roles: { readonly root: Role; readonly registry: Role };
}

/** A root with the signatures it carries; none of them has been judged yet. */
export interface SignedRoot {
  readonly root: Root;
  /** sha256 of the payload: what people compare by its fingerprint. Of a registry from before there were roots, the id of its key. */
  readonly id: Sha256;
  readonly envelope: Envelope;
}

/** What checking signatures needs of the runtime. */
export interface TrustTools {
  readonly hash: HashFunction;
  /** Strict UTF-8; null when the bytes are not. */
  readonly decode: (bytes: Uint8Array) => string | null;
  readonly verify: VerifyFunction;
}

export function printRoot(root: Root): Uint8Array {
  return printCanonicalBytes(root as unknown as Json);
}

/** Reads the envelope of a root (`*.svodroot`, or a link of a `*.svodtrust`): canonical and well formed; whether its signatures suffice, {@link checkRootChain} says. */
export function parseRoot(text: string, { hash, decode }: TrustTools): Result<SignedRoot, Refusal> {
  const envelope = parseEnvelope(text, PAYLOAD.root, 'inside');
  if (!envelope.ok) return envelope;
  const payload = envelope.value.payload ?? new Uint8Array();
  const payloadText = decode(payload);
  if (payloadText === null) return refuse('malformed', 'root: not UTF-8');
  const json = parseCanonical(payloadText);
  if (!json.ok) return refuse('not-canonical', `root: ${json.error}`);
  const version = versionSchema.safeParse(json.value);
  if (version.success && version.data.formatVersion !== '1.0') return refuse('unsupported-version', `root: ${version.data.formatVersion}`);
  const checked = rootSchema.safeParse(json.value);
  if (!checked.success) return refuse('malformed', `root: ${describe(checked.error)}`);
  const root = checked.data;
  for (const key of root.keys) {
    if (!isStrictKey(parseBase64Url(key.publicKey) ?? new Uint8Array())) return refuse('malformed', 'root: a key that cannot be one');
    if (key.keyId !== keyIdOf(hash, key.publicKey)) return refuse('malformed', 'root: a key under another id');
  }
  return ok({ root, id: hash(payload), envelope: envelope.value });
}

/**
 * Every root from the first, each signed as itself and the one before it demand, versions rising by one (B13).
 * Fails with `rolled-back` (a version left out or repeated), `unknown-signer`, `bad-signature` or `policy-unmet` (too few signatures).
 */
export function checkRootChain(roots: readonly SignedRoot[], verify: VerifyFunction): Result<null, Refusal> {
  for (const [index, signed] of roots.entries()) {
    if (signed.root.version !== index + 1) return refuse('rolled-back', `root: version ${signed.root.version} in place ${index + 1}`);
    const before = roots[index - 1];
    const checked = checkRoot(signed, before ? [before.root, signed.root] : [signed.root], verify);
    if (!checked.ok) return checked;
  }
  return ok(null);
}

/** Whether a root is signed as every one of these roots demands. */
export function checkRoot({ root, envelope }: SignedRoot, demanding: readonly Root[], verify: VerifyFunction): Result<null, Refusal> {
  const named = `root ${root.version}`;
  const keys = demanding.flatMap((each) => keysOf(each, each.roles.root));
  const signed = checkEnvelope(envelope, keys, verify, named);
  if (!signed.ok) return signed;
  for (const each of demanding) {
    const checked = checkThreshold(signed.value, each.roles.root, `${named} under root ${each.version}`);
    if (!checked.ok) return checked;
  }
  return ok(null);
}

/**
 * The keys whose signatures an envelope carries: every one must be by a key that may sign here, and hold. A stranger's is
 * refused, not passed over, so that a file of trust has no byte that nobody vouches for.
 */
export function checkEnvelope(envelope: Envelope, keys: readonly RootKey[], verify: VerifyFunction, named: string): Result<ReadonlySet<KeyId>, Refusal> {
  const message = preAuthenticationEncoding(envelope.payloadType, envelope.payload ?? new Uint8Array());
  const signed = new Set<KeyId>();
  for (const { keyid, sig } of envelope.signatures) {
    const key = keys.find((candidate) => candidate.keyId === keyid);
    if (!key) return refuse('unknown-signer', `${named}: ${keyid}`);
    if (!verifyStrictly(verify, parseBase64Url(key.publicKey) ?? new Uint8Array(), message, sig)) return refuse('bad-signature', `${named}: ${keyid}`);
    signed.add(keyid);
  }
  return ok(signed);
}

/** Whether enough keys of a role have signed; fails with `policy-unmet`, or `unknown-signer` when nobody has. */
export function checkThreshold(signed: ReadonlySet<KeyId>, role: Role, named: string): Result<null, Refusal> {
  const count = role.keyIds.filter((keyId) => signed.has(keyId)).length;
  if (count >= role.threshold) return ok(null);
  return refuse(signed.size === 0 ? 'unknown-signer' : 'policy-unmet', `${named}: ${count} of ${role.threshold} signatures`);
}

export function keysOf(root: Root, role: Role): readonly RootKey[] {
  return root.keys.filter((key) => role.keyIds.includes(key.keyId));
}

export const ISO_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;
const keyId = z.string().regex(/^[0-9a-f]{64}$/);
const time = z.string().regex(ISO_TIME);
const isSorted = (ids: readonly string[]): boolean => ids.every((id, index) => index === 0 || (ids[index - 1] as string) < id);
const role = z
  .strictObject({ keyIds: z.array(keyId).min(1).max(16).refine(isSorted, 'sorted, each once'), threshold: z.number().int().min(1) })
  .refine(({ keyIds, threshold }) => threshold <= keyIds.length, 'a threshold that can be met');

const versionSchema = z.looseObject({ format: z.literal('svod-root'), formatVersion: z.string().max(20) });
const rootSchema = z
  .strictObject({
    format: z.literal('svod-root'),
    formatVersion: z.literal('1.0'),
    suite: z.literal('S1'),
    version: z.number().int().min(1).max(1_000_000),
    issuedAt: time,
    expiresAt: time,
    keys: z.array(z.strictObject({ keyId, publicKey: z.string().regex(/^[A-Za-z0-9_-]{43}$/), holder: z.string().max(300) })).max(32),
    roles: z.strictObject({ root: role, registry: role }),
  })
  .refine(({ keys, roles }) => {
    const named = [...new Set([...roles.root.keyIds, ...roles.registry.keyIds])].sort();
    return named.length === keys.length && named.every((id, index) => keys[index]?.keyId === id);
  }, 'the keys that the roles name, sorted');
