import { groupBy } from '../base/group.ts';
import type { EntityId } from '../bundle/revision/revision.ts';
import { likenessOf, rememberedSimilarity } from './names/compare.ts';
import { wordsOf, type NameWord } from './names/words.ts';

/** What is known of a company when somebody asks whether it is another one too. */
export interface Identified {
  readonly entity: EntityId;
  readonly country: string;
  readonly number: string;
  readonly name: string;
  readonly shortName?: string;
}

export type CandidateReason = 'same-number' | 'same-name' | 'similar-name';

/** Two companies that may be one: only a person can say so (M7). */
export interface Candidate {
  /** The two entities, sorted. */
  readonly entities: readonly [EntityId, EntityId];
  readonly reasons: readonly CandidateReason[];
  /** How alike the names are, 0 … 1. */
  readonly likeness: number;
}

/** Names at least this alike are worth a look. */
export const ALIKE = 0.8;
/** A beginning that more companies share than this tells nothing. */
const CROWD = 200;

/**
 * Pairs of companies that may be the same: one number in two states, or names alike once legal forms, punctuation and
 * the alphabet are left aside. Never merged by itself; the likest first. `isSettled`: pairs of which a person has spoken
 * are left out. Compares only companies of which a word begins alike, so the work grows with the matches. `look` is told now and then how far the
 * work is, in companies; it may throw.
 */
export function candidatesAmong(
  companies: readonly Identified[], isSettled: (one: EntityId, other: EntityId) => boolean = () => false, look: (done: number, total: number) => void = () => undefined,
): readonly Candidate[] {
  const known = companies.map((company, index): Worded => {
    // Comparing them is the other half of the work.
    if (index % 100 === 0) look(index / 2, companies.length);
    return { ...company, index, names: namesOf(company) };
  });
  const similar = rememberedSimilarity();
  const seen = new Set<number>();
  const candidates: Candidate[] = [];
  const blocks = blocksOf(known);
  for (const [done, group] of blocks.entries()) {
    group.forEach((one, place) => {
      if (place === 0 || place % 10 === 9) look((companies.length * (1 + done / blocks.length)) / 2, companies.length);
      for (const other of group.slice(place + 1)) {
        // Both come in the order of the list, whatever the block.
        const pair = one.index * known.length + other.index;
        if (seen.has(pair)) continue;
        seen.add(pair);
        const candidate = compare(one, other, similar);
        if (candidate && !isSettled(one.entity, other.entity)) candidates.push(candidate);
      }
    });
  }
  return candidates.sort((a, b) => b.likeness - a.likeness || (a.entities.join() < b.entities.join() ? -1 : 1));
}

/** What has been said of two companies: that they are one, that they are not, or both by people who do not agree. */
export type IdentityWord = 'same' | 'different' | 'disputed';

/** Two entities as one key, whichever comes first. */
export function keyOfPair(one: EntityId, other: EntityId): string {
  return one < other ? `${one} ${other}` : `${other} ${one}`;
}

type Worded = Identified & { readonly index: number; readonly names: readonly (readonly NameWord[])[] };

function namesOf({ name, shortName = '' }: Identified): readonly (readonly NameWord[])[] {
  return [...new Set([name, shortName])].map(wordsOf).filter((words) => words.length > 0);
}

function blocksOf(companies: readonly Worded[]): readonly (readonly Worded[])[] {
  const keyed = companies.flatMap((company) => [...keysOf(company)].map((key) => ({ key, company })));
  return [...groupBy(keyed, ({ key }) => key).values()].filter(({ length }) => length > 1 && length <= CROWD).map((block) => block.map(({ company }) => company));
}

/** Its number, and the first consonants of each word that tells something, and of the name written as one word. */
function keysOf({ number, names }: Worded): ReadonlySet<string> {
  const keys = new Set(number === '' ? [] : [`# ${number}`]);
  for (const words of names) {
    const telling = words.filter(({ weight }) => weight > 0.4);
    for (const { text } of telling) for (const key of [beginningOf(text), beginningOf(text.slice(1))]) keys.add(key);
    keys.add(beginningOf(telling.map(({ text }) => text).join('')));
    if (telling.length === 0) keys.add(words.map(({ text }) => text).sort().join(' '));
  }
  return keys;
}

function beginningOf(text: string): string {
  const consonants = text.replace(/[aeiou]/g, '');
  return consonants.length < 2 ? text : consonants.slice(0, 3);
}

function compare(one: Worded, other: Worded, similar: ReturnType<typeof rememberedSimilarity>): Candidate | null {
  const likeness = Math.max(0, ...one.names.flatMap((left) => other.names.map((right) => likenessOf(left, right, similar))));
  const reasons: CandidateReason[] = [];
  if (one.number !== '' && one.number === other.number && one.country !== other.country) reasons.push('same-number');
  if (likeness >= 0.9999) reasons.push('same-name');
  else if (likeness >= ALIKE) reasons.push('similar-name');
  return reasons.length === 0 ? null : { entities: [one.entity, other.entity].sort() as [EntityId, EntityId], reasons, likeness };
}
