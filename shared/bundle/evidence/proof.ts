import { z } from 'zod';
import { printCanonical, printCanonicalBytes, utf8 } from '../../base/canonical.ts';
import type { FailureCode } from '../../base/failure.ts';
import type { Sha256 } from '../../base/hash.ts';
import type { Json } from '../../base/json.ts';
import { err, ok, type Result } from '../../base/result.ts';
import type { Answer, Path } from '../../survey/response.ts';
import { parseCanonical } from '../canonical/canonical.ts';
import type { Refusal } from '../canonical/failure.ts';
import { LIMITS } from '../canonical/limits.ts';
import type { Manifest } from '../revision/manifest.ts';
import { isNewer, parseManifest } from '../revision/manifestText.ts';
import { rootOfPath } from '../revision/merkle.ts';
import { isCommissionsWord, type EntityId, type Revision, type RevisionId } from '../revision/revision.ts';
import { describe, parseRevision, revisionId } from '../revision/revisionLine.ts';
import { PAYLOAD, parseEnvelope } from '../signing/dsse.ts';
import { isFingerprintOf } from '../signing/fingerprint.ts';
import { checkSignatures } from '../trust/policy.ts';
import type { Registry, RegistryEntry } from '../trust/registry.ts';
import type { TrustTools } from '../trust/root.ts';
import { openTrust } from '../trust/trustText.ts';

/**
 * Evidence that one revision stands in a signed bundle (B24): what was signed, as the texts that were signed. Of other
 * companies it holds nothing but hashes and the manifest's sums. A `*.svodproof` is its canonical JSON.
 */
export interface Proof {
  readonly format: 'svod-proof';
  readonly formatVersion: '1.0';
  readonly claim: Claim;
  /** The line of `revisions.jsonl`. */
  readonly revision: string;
  readonly inclusion: { readonly index: number; readonly size: number; readonly path: readonly Sha256[] };
  readonly manifest: string;
  readonly envelope: string;
  /** The roots and the registry by which the signature is judged: the text of a `*.svodtrust`. */
  readonly registry: string;
}

/** What a proof is about: the value at a path of a company, or, without a path, all that the revision changes. */
export interface Claim {
  readonly entity: EntityId;
  readonly path: Path | null;
  readonly value: Answer | null | Readonly<Record<Path, Answer>>;
}

/** What holds after a check, and by whom. */
export interface Proven {
  readonly claim: Claim;
  readonly revisionId: RevisionId;
  readonly revision: Revision;
  readonly manifest: Manifest;
  readonly manifestHash: Sha256;
  readonly signers: readonly RegistryEntry[];
  readonly registry: Registry;
  readonly root: Sha256;
}

/** The links of the chain in the order in which they are checked: nothing is believed before the signature above it holds. */
export type ProofStep = 'proof' | 'registry' | 'root' | 'manifest' | 'signature' | 'revision' | 'inclusion' | 'value';

export interface BrokenProof {
  readonly step: ProofStep;
  readonly code: FailureCode;
  readonly detail: string;
}

export function printProof(proof: Proof): Uint8Array {
  return printCanonicalBytes(proof as unknown as Json);
}

/** What a revision says at a path: null where it takes the answer away; undefined when it does not speak of the path. */
export function saidAt({ set, unset }: Revision, path: Path): Answer | null | undefined {
  return Object.hasOwn(set, path) ? set[path] : unset.includes(path) ? null : undefined;
}

/**
 * Checks a proof from its text and the fingerprint of the root alone (B24): value → revision → `revisionsRoot` → manifest →
 * signature → registry → root. Names the first link that does not hold, with the code a bundle would be refused with.
 */
export function checkProof(text: string, root: string, tools: TrustTools): Result<Proven, BrokenProof> {
  const { hash, verify } = tools;
  const proof = parseProof(text);
  if (!proof.ok) return proof;
  const { claim, inclusion, manifest: manifestText, envelope: envelopeText, revision: line } = proof.value;

  const trust = openTrust(proof.value.registry, tools);
  if (!trust.ok) return broken('registry', trust.error);
  const { registry, roots } = trust.value;
  const compared = roots.findLast(({ id }) => isFingerprintOf(id, root));
  if (!compared) return broken('root', { code: 'fingerprint-mismatch', detail: roots.map(({ id }) => id).join(' ') });

  const manifest = parseManifest(manifestText);
  if (!manifest.ok) return broken('manifest', manifest.error);
  const envelope = parseEnvelope(envelopeText, PAYLOAD.manifest, 'beside');
  if (!envelope.ok) return broken('signature', envelope.error);
  const bytes = utf8.encode(manifestText);
  const { issuer, seq } = manifest.value;
  const signers = checkSignatures(registry, envelope.value, { bytes, issuer, seq }, verify);
  if (!signers.ok) return broken('signature', signers.error);

  const revision = parseRevision(line, isNewer(manifest.value.formatVersion));
  if (!revision.ok) return broken('revision', revision.error);
  if (revision.value.form.id !== manifest.value.form.id) return broken('revision', { code: 'malformed', detail: 'a revision of another form' });
  if (isCommissionsWord(revision.value) && issuer.country !== 'EAEU') return broken('revision', { code: 'policy-unmet', detail: 'a decision that is not by the Commission' });
  const id = revisionId(hash, utf8.encode(line));
  if (inclusion.size !== manifest.value.counts.revisions) return broken('inclusion', { code: 'hash-mismatch', detail: 'count of revisions' });
  if (rootOfPath(hash, id, inclusion.index, inclusion.size, inclusion.path) !== manifest.value.revisionsRoot)
    return broken('inclusion', { code: 'hash-mismatch', detail: 'root of the revisions' });

  if (revision.value.entity !== claim.entity) return broken('value', { code: 'hash-mismatch', detail: 'another company' });
  const said = claim.path === null ? revision.value.set : saidAt(revision.value, claim.path);
  if (said === undefined || printCanonical(said as Json) !== printCanonical(claim.value as Json))
    return broken('value', { code: 'hash-mismatch', detail: 'the revision says something else' });
  return ok({
    claim, revisionId: id, revision: revision.value, manifest: manifest.value, manifestHash: hash(bytes), signers: signers.value, registry, root: compared.id,
  });
}

function parseProof(text: string): Result<Proof, BrokenProof> {
  if (text.length > LIMITS.evidence) return broken('proof', { code: 'too-large', detail: `${text.length} characters` });
  const json = parseCanonical(text, text.length);
  if (!json.ok) return broken('proof', { code: 'not-canonical', detail: json.error });
  const version = versionSchema.safeParse(json.value);
  if (version.success && version.data.formatVersion !== '1.0') return broken('proof', { code: 'unsupported-version', detail: version.data.formatVersion });
  const checked = proofSchema.safeParse(json.value);
  return checked.success ? ok(checked.data as Proof) : broken('proof', { code: 'malformed', detail: describe(checked.error) });
}

const hashText = z.string().regex(/^[0-9a-f]{64}$/);
const place = z.number().int().min(0).max(LIMITS.revisions);
const versionSchema = z.looseObject({ format: z.literal('svod-proof'), formatVersion: z.string().max(20) });
const proofSchema = z.strictObject({
  format: z.literal('svod-proof'),
  formatVersion: z.literal('1.0'),
  claim: z.strictObject({ entity: hashText, path: z.string().max(500).nullable(), value: z.json() }),
  revision: z.string().max(LIMITS.line),
  inclusion: z.strictObject({ index: place, size: place, path: z.array(hashText).max(32) }),
  manifest: z.string().max(LIMITS.manifest),
  envelope: z.string().max(LIMITS.envelope),
  registry: z.string(),
});

function broken(step: ProofStep, { code, detail }: Refusal | { readonly code: FailureCode; readonly detail: string }): Result<never, BrokenProof> {
  return err({ step, code, detail });
}
