import type { NameWord } from './words.ts';

/** How alike two words must be to count as one that was written in another way. */
const SAME_WORD = 0.72;
/** Names with different numbers, or of different towns, are of different companies more often than not. */
const OTHER_NUMBER = 0.5;
const OTHER_TOWN = 0.7;

/** How alike two words are in letters: {@link similarity}, or the same with a memory. */
type Similar = (one: string, other: string) => number;

/** {@link similarity} that remembers the words it has compared: names of many companies are made of few words. */
export function rememberedSimilarity(): Similar {
  const known = new Map<string, number>();
  return (one, other) => {
    const key = `${one} ${other}`;
    let found = known.get(key);
    if (found === undefined) known.set(key, (found = similarity(one, other)));
    return found;
  };
}

/** How alike two names are, 0 … 1: by the words they share, each as much as it tells a company from others. */
export function likenessOf(left: readonly NameWord[], right: readonly NameWord[], similar: Similar = similarity): number {
  if (left.length === 0 || right.length === 0) return 0;
  const likeness = Math.max(sharedWords(left, right, similar), joined(left, right, similar));
  return likeness * (differ(left, right, isNumber) ? OTHER_NUMBER : 1) * (differ(left, right, ({ town }) => town) ? OTHER_TOWN : 1);
}

function sharedWords(left: readonly NameWord[], right: readonly NameWord[], similar: Similar): number {
  const pairs = left.flatMap((one) => right.map((other) => ({ one, other, alike: alikeness(one, other, similar) }))).filter(({ alike }) => alike >= SAME_WORD);
  const taken = new Set<NameWord>();
  const matched: typeof pairs = [];
  for (const pair of pairs.sort((a, b) => b.alike * b.one.weight - a.alike * a.one.weight)) {
    if (taken.has(pair.one) || taken.has(pair.other)) continue;
    taken.add(pair.one).add(pair.other);
    matched.push(pair);
  }
  // Where one word alone carries the name, a letter more or less is another name; several words bear each other out.
  const strict = matched.filter(({ one }) => one.weight >= 0.9).length === 1;
  const shared = matched.reduce((sum, { one, other, alike }) => sum + (strict ? strictly(alike) : alike) * (one.weight + other.weight), 0);
  return shared / (weightOf(left) + weightOf(right));
}

/** One name may write as one word what the other writes as two. */
function joined(left: readonly NameWord[], right: readonly NameWord[], similar: Similar): number {
  const [one, other] = [telling(left), telling(right)];
  if (one.length === other.length) return 0;
  const [first, second] = [one.map(({ text }) => text).join(''), other.map(({ text }) => text).join('')];
  return first.slice(0, 2) === second.slice(0, 2) ? strictly(similar(first, second)) : 0;
}

const strictly = (alike: number): number => Math.max(0, 1 - 2 * (1 - alike));

/** Common words and numbers are the same or not; other words may differ by the way they were spelled. */
function alikeness(one: NameWord, other: NameWord, similar: Similar): number {
  if (one.text === other.text) return 1;
  if (one.common || other.common || isNumber(one) || isNumber(other)) return 0;
  // Each letter more costs half at least.
  const [shorter, longer] = [one.text.length, other.text.length].sort((a, b) => a - b) as [number, number];
  return (longer - shorter) / (2 * longer) > 1 - SAME_WORD ? 0 : similar(one.text, other.text);
}

/** 1 − the number of letters to be changed, added or left out, in the longer word; vowels, which spellings differ in most, count half. */
function similarity(one: string, other: string): number {
  const longest = Math.max(one.length, other.length);
  if (longest === 0 || Math.min(one.length, other.length) < 3) return one === other ? 1 : 0;
  let row = Array.from({ length: other.length + 1 }, (_, index) => costOf(other.slice(0, index)));
  for (const letter of one) {
    const next = [(row[0] as number) + costOf(letter)];
    for (let at = 0; at < other.length; at += 1) {
      const facing = other[at] as string;
      const changed = letter === facing ? 0 : NEAR.has(letter + facing) ? 0.3 : Math.max(costOf(letter), costOf(facing));
      next.push(Math.min((row[at] as number) + changed, (row[at + 1] as number) + costOf(letter), (next[at] as number) + costOf(facing)));
    }
    row = next;
  }
  return 1 - (row.at(-1) as number) / longest;
}

/** Sounds that alphabets write one for the other. */
const NEAR: ReadonlySet<string> = new Set(['gh', 'kc', 'sc', 'sz', 'cz', 'uv', 'jg', 'jq', 'kh', 'vf', 'kg', 'td', 'pb'].flatMap((pair) => [pair, [...pair].reverse().join('')]));

function costOf(letters: string): number {
  let cost = 0;
  for (const letter of letters) cost += 'aeiou'.includes(letter) ? 0.5 : 1;
  return cost;
}

function differ(left: readonly NameWord[], right: readonly NameWord[], which: (word: NameWord) => boolean): boolean {
  const [one, other] = [left.filter(which), right.filter(which)];
  return one.length > 0 && other.length > 0 && !one.some(({ text }) => other.some((word) => word.text === text));
}

const isNumber = ({ text }: NameWord): boolean => /^\d+$/.test(text);
const weightOf = (words: readonly NameWord[]): number => words.reduce((sum, { weight }) => sum + weight, 0);
const telling = (words: readonly NameWord[]): readonly NameWord[] => words.filter(({ weight }) => weight >= 0.4);
