import { z } from 'zod';
import { printCanonicalBytes } from '../base/canonical.ts';
import type { Json } from '../base/json.ts';
import { ok, type Result } from '../base/result.ts';
import { parseCanonical } from '../bundle/canonical/canonical.ts';
import { refuse, type Refusal } from '../bundle/canonical/failure.ts';
import { checkCommissionSigner } from '../bundle/evidence/receipt.ts';
import type { Issuer } from '../bundle/revision/manifest.ts';
import { describe } from '../bundle/revision/revisionLine.ts';
import { PAYLOAD, parseEnvelope, preAuthenticationEncoding, type PayloadType } from '../bundle/signing/dsse.ts';
import { sealPayload, type Signer, type VerifyFunction } from '../bundle/signing/signing.ts';
import type { Registry, RegistryEntry } from '../bundle/trust/registry.ts';
import { templateOf } from '../survey/path.ts';
import type { Path } from '../survey/response.ts';
import { keyOf, type Write } from './cell.ts';

/**
 * A rule by which a person at the Commission settles many conflicts alike: at these places the value of that body is taken. It is
 * signed when it is defined; each conflict it settles is settled by a revision of its own that names it (M5). A rule says whose word
 * is taken and never which date is later (M4).
 */
export interface ConflictRule {
  readonly format: 'svod-conflict-rule';
  readonly formatVersion: '1.0';
  /** The Commission's workspace it was defined in. */
  readonly issuer: Issuer;
  readonly createdAt: string;
  readonly person: string;
  readonly name: string;
  /** Id of the form it speaks of, whatever the version. */
  readonly form: string;
  /** Template paths of questions, sections and tables: a place is covered with everything in it. */
  readonly places: readonly Path[];
  /** Whose value is taken: the first of these that has said exactly one. */
  readonly bodies: readonly RuleBody[];
  readonly reason: string;
}

export interface RuleBody {
  readonly country: string;
  readonly body: string;
}

/** What a rule says of a conflict: whose write is taken, or why it leaves the conflict to a person. */
export type RuleOutcome =
  | { readonly kind: 'takes'; readonly revision: string; readonly body: RuleBody }
  /** `silent`: none of its bodies has a value here; `divided`: the first that has, has several. */
  | { readonly kind: 'leaves'; readonly why: 'silent' | 'divided' };

/** Whether a rule speaks of a place. What is no answer of the form (a decision, a link, a justification) is never settled by a rule. */
export function covers({ places }: Pick<ConflictRule, 'places'>, path: Path): boolean {
  if (!path.startsWith('/')) return false;
  const template = templateOf(path);
  return places.some((place) => template === place || template.startsWith(`${place}/`));
}

/** Whose write a rule takes among those in conflict; pure, and the same whatever their order. `bodyOf`: who signed a revision. */
export function outcomeOf({ bodies }: Pick<ConflictRule, 'bodies'>, writes: readonly Write[], bodyOf: (revision: string) => RuleBody | null): RuleOutcome {
  for (const body of bodies) {
    const own = writes.filter(({ revision }) => {
      const by = bodyOf(revision);
      return by !== null && by.country === body.country && by.body === body.body;
    });
    const [first] = own.toSorted((a, b) => (a.revision < b.revision ? -1 : 1));
    if (!first) continue;
    if (own.some((write) => keyOf(write.value) !== keyOf(first.value))) return { kind: 'leaves', why: 'divided' };
    return { kind: 'takes', revision: first.revision, body };
  }
  return { kind: 'leaves', why: 'silent' };
}

/** Signs a rule; the hash of the payload is its name everywhere. */
export function sealRule(rule: ConflictRule, signer: Signer): { readonly payload: Uint8Array; readonly envelope: Uint8Array } {
  const payload = printCanonicalBytes(rule as unknown as Json);
  return { payload, envelope: sealPayload(signer, PAYLOAD.rule, payload) };
}

export interface OpenedPayload<T> {
  readonly content: T;
  readonly payload: Uint8Array;
  readonly signer: RegistryEntry;
}

/** Opens a rule: signed by a `commission` key of the registry that is not revoked, canonical, of the right shape. `decode`: strict UTF-8. */
export function openRule(text: string, registry: Registry, decode: (bytes: Uint8Array) => string | null, verify: VerifyFunction): Result<OpenedPayload<ConflictRule>, Refusal> {
  return openSigned({ text, type: PAYLOAD.rule, schema }, registry, decode, verify);
}

/** Opens what the Commission has signed of its rules. */
export function openSigned<T>(
  { text, type, schema: shape }: { readonly text: string; readonly type: PayloadType; readonly schema: z.ZodType<T> }, registry: Registry, decode: (bytes: Uint8Array) => string | null, verify: VerifyFunction,
): Result<OpenedPayload<T>, Refusal> {
  const envelope = parseEnvelope(text, type, 'inside');
  if (!envelope.ok) return envelope;
  const payload = envelope.value.payload ?? new Uint8Array();
  const signer = checkCommissionSigner(registry, ['commission'], envelope.value.signatures, preAuthenticationEncoding(type, payload), verify);
  if (!signer.ok) return signer;
  const json = parseCanonical(decode(payload) ?? '');
  if (!json.ok) return refuse('not-canonical', `rule: ${json.error}`);
  const checked = shape.safeParse(json.value);
  return checked.success ? ok({ content: checked.data, payload, signer: signer.value }) : refuse('malformed', `rule: ${describe(checked.error)}`);
}

const country = z.string().regex(/^([A-Z]{2}|EAEU)$/);
const text = z.string().min(1).max(300);
export const issuerSchema = z.strictObject({ country, body: text, installation: z.string().regex(/^[0-9a-zA-Z-]{1,100}$/) });
const schema = z.strictObject({
  format: z.literal('svod-conflict-rule'),
  formatVersion: z.literal('1.0'),
  issuer: issuerSchema,
  createdAt: z.string().max(40),
  person: text,
  name: text,
  form: text,
  places: z.array(z.string().regex(/^\//).max(500)).min(1).max(1000),
  bodies: z.array(z.strictObject({ country, body: text })).min(1).max(100),
  reason: z.string().min(1).max(2000),
});
