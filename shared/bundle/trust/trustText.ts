import { z } from 'zod';
import { printCanonical, printCanonicalBytes } from '../../base/canonical.ts';
import type { Json } from '../../base/json.ts';
import { ok, type Result } from '../../base/result.ts';
import { parseBase64Url } from '../canonical/base64.ts';
import { parseCanonical } from '../canonical/canonical.ts';
import { refuse, type Refusal } from '../canonical/failure.ts';
import { describe } from '../revision/revisionLine.ts';
import { PAYLOAD, envelopeJson, parseEnvelope, preAuthenticationEncoding, type Envelope } from '../signing/dsse.ts';
import { keyIdOf, verifyStrictly } from '../signing/signing.ts';
import type { Registry } from './registry.ts';
import { parseRegistry, parseSoleRegistry } from './registryText.ts';
import { checkEnvelope, checkRoot, checkRootChain, checkThreshold, keysOf, parseRoot, type Root, type SignedRoot, type TrustTools } from './root.ts';

/** What a `*.svodtrust` holds: every root from the first, and the registry that the last one stands behind (B13). */
export interface TrustChain {
  /** At least one. */
  readonly roots: readonly SignedRoot[];
  readonly registry: Registry;
}

/** The root whose roles are in force: the last of the chain. */
export function rootInForce({ roots }: Pick<TrustChain, 'roots'>): SignedRoot {
  return roots[roots.length - 1] as SignedRoot;
}

/** A `*.svodtrust`: JCS of {format, formatVersion, roots, registry}, the envelopes as objects. */
export function printTrust(roots: readonly Envelope[], registry: Envelope): Uint8Array {
  return printCanonicalBytes({ format: 'svod-trust', formatVersion: '1.0', roots: roots.map(envelopeJson), registry: envelopeJson(registry) });
}

/**
 * Opens a `*.svodtrust`: the chain of roots holds, and as many keys as the last root demands have signed the registry (B13, B14).
 * Whether these roots are ours, and whether versions rise, is for {@link checkSuccession} to say. Never throws.
 */
export function openTrust(text: string, tools: TrustTools): Result<TrustChain, Refusal> {
  const json = parseCanonical(text, text.length);
  if (!json.ok) return refuse('not-canonical', `trust: ${json.error}`);
  if (typeof json.value === 'object' && json.value !== null && 'payloadType' in json.value) return openSole(text, tools);
  const version = versionSchema.safeParse(json.value);
  if (version.success && version.data.formatVersion !== '1.0') return refuse('unsupported-version', `trust: ${version.data.formatVersion}`);
  const checked = fileSchema.safeParse(json.value);
  if (!checked.success) return refuse('malformed', `trust: ${describe(checked.error)}`);
  const roots: SignedRoot[] = [];
  for (const link of checked.data.roots) {
    const root = parseRoot(printCanonical(link as Json), tools);
    if (!root.ok) return root;
    roots.push(root.value);
  }
  const chain = checkRootChain(roots, tools.verify);
  if (!chain.ok) return chain;
  const registry = openRegistry(printCanonical(checked.data.registry as Json), rootInForce({ roots }).root, tools);
  return registry.ok ? ok({ roots, registry: registry.value }) : registry;
}

function openRegistry(text: string, root: Root, { hash, decode, verify }: TrustTools): Result<Registry, Refusal> {
  const envelope = parseEnvelope(text, PAYLOAD.registry, 'inside');
  if (!envelope.ok) return envelope;
  const role = root.roles.registry;
  const signed = checkEnvelope(envelope.value, keysOf(root, role), verify, 'registry');
  if (!signed.ok) return signed;
  const enough = checkThreshold(signed.value, role, 'registry');
  if (!enough.ok) return enough;
  const payload = decode(envelope.value.payload ?? new Uint8Array());
  return payload === null ? refuse('malformed', 'registry: not UTF-8') : parseRegistry(payload, hash);
}

/** A registry from before there were roots counts as one under root 0: the key that it names, alone. */
function openSole(text: string, { hash, decode, verify }: TrustTools): Result<TrustChain, Refusal> {
  const envelope = parseEnvelope(text, PAYLOAD.soleRegistry, 'inside');
  if (!envelope.ok) return envelope;
  const payload = envelope.value.payload ?? new Uint8Array();
  const payloadText = decode(payload);
  if (payloadText === null) return refuse('malformed', 'registry: not UTF-8');
  const sole = parseSoleRegistry(payloadText, hash);
  if (!sole.ok) return sole;
  const { registry, publicKey } = sole.value;
  const keyId = keyIdOf(hash, publicKey);
  const signature = envelope.value.signatures.find((candidate) => candidate.keyid === keyId);
  if (!signature) return refuse('unknown-signer', 'registry: not signed by its root');
  const message = preAuthenticationEncoding(PAYLOAD.soleRegistry, payload);
  if (!verifyStrictly(verify, parseBase64Url(publicKey) ?? new Uint8Array(), message, signature.sig)) return refuse('bad-signature', 'registry');
  const { issuedAt, expiresAt } = registry;
  const root = soleRoot({ keyId, publicKey, holder: '' }, { version: 0, issuedAt, expiresAt });
  return ok({ roots: [{ root, id: keyId, envelope: envelope.value }], registry });
}

/** A root with one key for everything: where trust begins before there has been a ceremony. */
export function soleRoot(key: Root['keys'][number], dates: Pick<Root, 'version' | 'issuedAt' | 'expiresAt'>): Root {
  const role = { keyIds: [key.keyId], threshold: 1 };
  return { format: 'svod-root', formatVersion: '1.0', suite: 'S1', ...dates, keys: [key], roles: { root: role, registry: role } };
}

/** What a file of trust would change here. */
export interface Succession {
  readonly kind: 'next' | 'same';
  /** None of its roots is the one in force here: a person has to compare the fingerprint. */
  readonly newRoot: boolean;
}

/**
 * Trust only moves forward (B13): a lower version of registry or root than the one in force is `rolled-back`, and so is the
 * same version with other content. The root in force must stand in the new chain, else the change of root is told.
 */
export function checkSuccession(current: TrustChain | null, next: TrustChain, { verify }: Pick<TrustTools, 'verify'>): Result<Succession, Refusal> {
  if (current === null) return ok({ kind: 'next', newRoot: true });
  const [mine, theirs] = [current.registry, next.registry];
  if (theirs.version < mine.version) return refuse('rolled-back', `registry: version ${theirs.version} after ${mine.version}`);
  const roots = checkRoots(current, next, verify);
  if (!roots.ok) return roots;
  const sameRegistry = JSON.stringify(mine) === JSON.stringify(theirs);
  if (theirs.version === mine.version && !sameRegistry) return refuse('rolled-back', `registry: another version ${theirs.version}`);
  const same = sameRegistry && rootInForce(current).id === rootInForce(next).id;
  return ok({ kind: same ? 'same' : 'next', newRoot: roots.value.newRoot });
}

function checkRoots(current: TrustChain, next: TrustChain, verify: TrustTools['verify']): Result<Pick<Succession, 'newRoot'>, Refusal> {
  const mine = rootInForce(current);
  const [first] = next.roots as readonly [SignedRoot, ...SignedRoot[]];
  // From before there were roots: the key that signed then has to sign the first root now.
  if (mine.root.version === 0) return ok({ newRoot: first.id !== mine.id && !checkRoot(first, [mine.root], verify).ok });
  if (first.root.version === 0) return refuse('rolled-back', 'root: from before there were roots');
  const known = current.roots.findIndex((root, index) => root.id !== next.roots[index]?.id);
  if (known === -1) return ok({ newRoot: false });
  if (known === 0) return ok({ newRoot: true });
  const other = next.roots[known];
  return refuse('rolled-back', other ? `root: another version ${known + 1}` : `root: version ${next.roots.length} after ${current.roots.length}`);
}

const envelope = z.looseObject({});
const versionSchema = z.looseObject({ format: z.literal('svod-trust'), formatVersion: z.string().max(20) });
const fileSchema = z.strictObject({ format: z.literal('svod-trust'), formatVersion: z.literal('1.0'), roots: z.array(envelope).min(1).max(1000), registry: envelope });
