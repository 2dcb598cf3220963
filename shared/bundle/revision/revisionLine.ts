import { z } from 'zod';
import { printCanonicalBytes } from '../../base/canonical.ts';
import type { HashFunction, Sha256 } from '../../base/hash.ts';
import type { Json } from '../../base/json.ts';
import { ok, type Result } from '../../base/result.ts';
import { isMissing, type Answer, type Path } from '../../survey/response.ts';
import { parseCanonical } from '../canonical/canonical.ts';
import { refuse, type Refusal } from '../canonical/failure.ts';
import { trustedName } from '../canonical/names.ts';
import type { Personal, Revision, RevisionId } from './revision.ts';

/** What the id of a revision and the commitment to its personal answers are hashed over, before the canonical bytes (B6, B7). */
const REVISION_DOMAIN = asciiWithZero('svod-revision-v1');
const PERSONAL_DOMAIN = asciiWithZero('svod-personal-v1');

/** The exact bytes of a revision in `revisions.jsonl`, without the line feed (B6). */
export function printRevision(revision: Revision): Uint8Array {
  return printCanonicalBytes(revision as unknown as Json);
}

/** The id of a revision, from the bytes of its line (B6). */
export function revisionId(hash: HashFunction, line: Uint8Array): RevisionId {
  return hash(joined(REVISION_DOMAIN, line));
}

/**
 * Reads one line of `revisions.jsonl`: canonical, NFC, of the right shape (B6), or refused as `not-canonical` or
 * `malformed`. `newer`: the bundle's minor version is newer than ours, unknown fields are kept (B8); else they are refused.
 */
export function parseRevision(text: string, newer: boolean): Result<Revision, Refusal> {
  const json = parseCanonical(text);
  if (!json.ok) return refuse('not-canonical', `revision: ${json.error}`);
  const frame = (newer ? newerRevision : knownRevision).safeParse(json.value);
  if (!frame.success) return refuse('malformed', `revision: ${describe(frame.error)}`);
  return ok(json.value as unknown as Revision);
}

export function printPersonal(personal: Personal): Uint8Array {
  return printCanonicalBytes(personal as unknown as Json);
}

/** Reads one line of `personal.jsonl` (B7); whether it belongs to its revision is for {@link personalCommitment} to say. */
export function parsePersonal(text: string, newer: boolean): Result<Personal, Refusal> {
  const json = parseCanonical(text);
  if (!json.ok) return refuse('not-canonical', `personal: ${json.error}`);
  const frame = (newer ? personalFrame.loose() : personalFrame).safeParse(json.value);
  if (!frame.success) return refuse('malformed', `personal: ${describe(frame.error)}`);
  return ok(json.value as unknown as Personal);
}

/** What a revision says of its personal answers without saying them (B7). */
export function personalCommitment(hash: HashFunction, personal: Pick<Personal, 'salt' | 'set'>): Sha256 {
  return hash(joined(PERSONAL_DOMAIN, printCanonicalBytes({ salt: personal.salt, set: personal.set as Json })));
}

const hashText = z.string().regex(/^[0-9a-f]{64}$/);
const path = /^[/@!][^\u0000-\u001f]{0,499}$/;

const answers = z.custom<Readonly<Record<Path, Answer>>>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value) && areAnswers(value as Readonly<Record<string, unknown>>),
  'answers by path',
);
const sortedHashes = z.array(hashText).max(10_000).refine(isStrictlySorted, 'sorted, each once');

const revisionFrame = z.strictObject({
  v: z.literal(1),
  entity: hashText,
  form: z.strictObject({ id: z.string().min(1).max(100), version: z.string().max(100), hash: hashText }),
  round: z.string().regex(/^[0-9A-Za-z-]{1,20}$/),
  parents: sortedHashes,
  op: z.enum(['put', 'retract', 'link', 'unlink', 'comment', 'decide', 'resolve']),
  set: answers,
  unset: z.array(z.string().regex(path)).max(100_000).refine(isStrictlySorted, 'sorted, each once'),
  author: hashText,
  person: trustedName.or(z.literal('')),
  installation: z.string().min(1).max(100),
  claimedAt: z.string().max(40),
  reason: z.string().max(4000),
  personal: hashText.optional(),
});

const setsOrUnsets = (revision: { readonly set: object; readonly unset: readonly string[] }): boolean =>
  revision.unset.every((at) => !Object.hasOwn(revision.set, at));
const knownRevision = revisionFrame.refine(setsOrUnsets, 'a path is both set and unset');
const newerRevision = revisionFrame.loose().refine(setsOrUnsets, 'a path is both set and unset');

const personalFrame = z.strictObject({ revision: hashText, salt: z.string().regex(/^[0-9a-f]{32}$/), set: answers });

function areAnswers(value: Readonly<Record<string, unknown>>): boolean {
  for (const at of Object.keys(value)) if (!path.test(at) || !isAnswer(value[at])) return false;
  return true;
}

function isAnswer(value: unknown): value is Answer {
  if (typeof value === 'string') return value !== '';
  if (typeof value === 'number') return true;
  if (Array.isArray(value)) return value.length > 0 && value.every((item) => typeof item === 'string');
  if (typeof value !== 'object' || value === null || !isMissing(value as Answer)) return false;
  const { missing, ...rest } = value as { missing: string };
  return Object.keys(rest).length === 0 && ['no_data', 'refused', 'not_applicable', 'restricted'].includes(missing);
}

function isStrictlySorted(items: readonly string[]): boolean {
  return items.every((item, index) => index === 0 || (items[index - 1] as string) < item);
}

/** Where a schema was not met, without the value. */
export function describe(error: z.ZodError): string {
  const issue = error.issues[0];
  return issue ? `${issue.path.join('.')} ${issue.message}` : 'shape';
}

function asciiWithZero(text: string): Uint8Array {
  return Uint8Array.from([...text].map((character) => character.charCodeAt(0)).concat(0));
}

function joined(domain: Uint8Array, bytes: Uint8Array): Uint8Array {
  const all = new Uint8Array(domain.length + bytes.length);
  all.set(domain);
  all.set(bytes, domain.length);
  return all;
}
