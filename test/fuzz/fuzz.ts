import { join } from 'node:path';
import { fastFolder, FORM_HASH } from '../helpers/bundles.ts';
import { ours, theirs, type Verdict } from '../helpers/readers.ts';
import { build } from '../helpers/zipByHand.ts';
import { allSigners, bytesOf, drafts, fuzzRegistry, parsed, partsOf, settle, sign, type Draft, type LooseObject } from './draft.ts';
import { mutateBytes, mutateJson, mutateParts, mutateSignature, mutateText } from './mutate.ts';
import { createRandom, type Random } from './random.ts';

const TRUST = { registry: fuzzRegistry, knowsForm: (hash: string): boolean => hash === FORM_HASH };

/** A file made from a good bundle by one to three changes, and the lines that it may say if it is accepted. */
export interface Case {
  readonly base: string;
  readonly bytes: Uint8Array;
  /** Everything that a reader may find in it: what its signer signed. */
  readonly content: readonly string[];
}

export interface Finding {
  readonly why: string;
  readonly seed: number;
  readonly number: number;
  readonly base: string;
  readonly bytes: Uint8Array;
}

export interface Tally {
  readonly cases: number;
  /** How many ended how: `accepted`, or code and step. */
  readonly ends: ReadonlyMap<string, number>;
  /** Milliseconds of the slowest verdict of the program. */
  readonly longest: number;
  readonly findings: readonly Finding[];
}

export interface FuzzOptions {
  readonly cases: number;
  readonly seed: number;
  readonly onProgress?: (done: number) => void;
}

/**
 * Random changes of good bundles, in container, manifest, lines and envelope; where a change lies under the signature it is signed anew more often
 * than not, so that the deep steps are reached. The verdict must be a refusal with a code, or content that is exactly what was signed; it must be the
 * verdict of the reader that was written from the text alone, code and step; nothing may throw.
 */
export async function fuzz({ cases, seed, onProgress }: FuzzOptions): Promise<Tally> {
  const folder = fastFolder();
  const ends = new Map<string, number>();
  const findings: Finding[] = [];
  const bases = drafts();
  let longest = 0;
  for (let number = 0; number < cases; number += 1) {
    const one = makeCase(bases, createRandom((seed * 1_000_003 + number) >>> 0));
    const start = performance.now();
    const { verdict, why } = await judge(one, join(folder, 'case.svod'));
    longest = Math.max(longest, performance.now() - start);
    if (why !== null) findings.push({ why, seed, number, base: one.base, bytes: one.bytes });
    const end = verdict === null ? 'crashed' : 'code' in verdict ? `${verdict.step} ${verdict.code}` : 'accepted';
    ends.set(end, (ends.get(end) ?? 0) + 1);
    if (number % 1000 === 999) onProgress?.(number + 1);
  }
  return { cases, ends, longest, findings };
}

/** The program's verdict on a case, and why it is wrong; `why` is null when it is right. */
export async function judge({ bytes, content }: Pick<Case, 'bytes'> & { readonly content: readonly string[] | null }, place: string): Promise<{ readonly verdict: Verdict | null; readonly why: string | null }> {
  try {
    const verdict = await ours(bytes, place, TRUST);
    const other = theirs(bytes, fuzzRegistry, [FORM_HASH]);
    if (JSON.stringify(verdict) !== JSON.stringify(other)) return { verdict, why: `two readers: ${show(verdict)} and ${show(other)}` };
    if ('code' in verdict || content === null) return { verdict, why: null };
    const said = verdict.lines.map((line) => line.slice(65));
    return { verdict, why: JSON.stringify(said) === JSON.stringify(content) ? null : 'accepted with other content' };
  } catch (error) {
    return { verdict: null, why: `threw ${error instanceof Error ? (error.stack ?? error.message) : String(error)}` };
  }
}

const show = (verdict: Verdict): string => ('code' in verdict ? `${verdict.code} at ${verdict.step}` : `accepted, ${verdict.lines.length} lines`);

function makeCase(bases: readonly Draft[], random: Random): Case {
  const base = random.pick(bases);
  const draft: Draft = { ...base, manifest: structuredClone(base.manifest) };
  const good = partsOf(base);
  let under: { readonly manifest: Uint8Array; readonly envelope: Uint8Array } | null = null;
  const where = random.int(10);
  if (where < 4) under = changeContent(draft, random);
  else if (where < 6) under = changeManifest(draft, random);
  else if (where < 7) under = changeEnvelope(draft, random);
  let parts = under ? partsOf(draft, under.manifest, under.envelope) : good;
  if (!under && random.chance(0.6)) for (let left = 1 + random.int(2); left > 0 && parts.length > 0; left -= 1) parts = mutateParts(parts, random);
  let bytes = build(parts);
  if (!under && (parts === good || random.chance(0.1))) bytes = mutateBytes(bytes, random);
  return { base: base.name, bytes, content: [...draft.lines, ...draft.personal].map((line) => Buffer.from(line).toString()) };
}

type Under = { readonly manifest: Uint8Array; readonly envelope: Uint8Array };

/** Signed anew four times of five: then only what the change itself breaks is broken. */
function signed(draft: Draft, manifest: Uint8Array, random: Random): Under {
  return { manifest, envelope: random.chance(0.8) ? sign(manifest, draft.signers) : sign(bytesOf(draft.manifest), draft.signers) };
}

function changeContent(draft: Draft, random: Random): Under {
  const rows = draft.personal.length > 0 && random.chance(0.4) ? 'personal' : 'lines';
  for (let left = 1 + random.int(2); left > 0; left -= 1) {
    const lines = [...draft[rows]];
    const at = random.int(Math.max(lines.length, 1));
    const line = lines[at];
    const kind = random.int(10);
    if (line === undefined || kind === 0) lines.push(line ?? Buffer.from('{}'));
    else if (kind === 1) lines.splice(at, 1);
    else if (kind === 2) lines.reverse();
    else if (kind < 5) lines[at] = mutateText(line, random);
    else lines[at] = changedLine(line, random);
    draft[rows] = lines;
  }
  if (random.chance(0.1)) draft.attachments = [...draft.attachments, Buffer.from(String(random.int(100)))];
  const before = bytesOf(draft.manifest);
  const order = draft.lines;
  if (random.chance(0.9)) settle(draft);
  if (random.chance(0.1)) draft.lines = order;
  const manifest = bytesOf(draft.manifest);
  return random.chance(0.9) ? { manifest, envelope: sign(manifest, draft.signers) } : { manifest, envelope: sign(before, draft.signers) };
}

function changedLine(line: Uint8Array, random: Random): Uint8Array {
  try {
    return bytesOf(mutateJson(parsed(line), random));
  } catch {
    return mutateText(line, random);
  }
}

function changeManifest(draft: Draft, random: Random): Under {
  const manifest = random.chance(0.7) ? bytesOf(mutateJson(draft.manifest, random)) : mutateText(bytesOf(draft.manifest), random);
  return signed(draft, manifest, random);
}

function changeEnvelope(draft: Draft, random: Random): Under {
  const manifest = bytesOf(draft.manifest);
  const envelope = sign(manifest, random.chance(0.3) ? [...draft.signers, random.pick(allSigners)] : random.chance(0.3) ? [random.pick(allSigners)] : draft.signers);
  const kind = random.int(4);
  if (kind === 0) return { manifest, envelope };
  if (kind === 1) return { manifest, envelope: bytesOf(mutateSignature(parsed(envelope) as LooseObject, random)) };
  return { manifest, envelope: kind === 2 ? bytesOf(mutateJson(parsed(envelope), random)) : mutateText(envelope, random) };
}
