import type { EntityId } from '../bundle/revision.ts';

/** What is known of a company when somebody asks whether it is another one too. */
export interface Identified {
  readonly entity: EntityId;
  readonly country: string;
  readonly number: string;
  readonly name: string;
}

/** Two companies that may be one: only a person can say so (M7). */
export interface Candidate {
  /** The two entities, sorted. */
  readonly entities: readonly [EntityId, EntityId];
  readonly reasons: readonly ('same-number' | 'same-name' | 'similar-name')[];
  /** How alike the names are, 0 … 1. */
  readonly likeness: number;
}

/** Names at least this alike are worth a look. */
const ALIKE = 0.75;

/**
 * Pairs of companies that may be the same: one number in two states, or names alike once legal forms and punctuation are
 * left aside. Never merged by itself. Compares only companies that share a word, so the work grows with the matches.
 */
export function candidatesAmong(companies: readonly Identified[]): readonly Candidate[] {
  const known = companies.map((company) => ({ ...company, words: wordsOf(company.name) }));
  const found = new Map<string, Candidate>();
  for (const group of [...groupBy(known, ({ number }) => [number]), ...groupBy(known, ({ words }) => words)]) {
    group.forEach((one, index) => {
      for (const other of group.slice(index + 1)) {
        const key = [one.entity, other.entity].sort().join(' ');
        if (one.entity === other.entity || found.has(key)) continue;
        const candidate = compare(one, other);
        if (candidate) found.set(key, candidate);
      }
    });
  }
  return [...found.values()].sort((a, b) => b.likeness - a.likeness || (a.entities.join() < b.entities.join() ? -1 : 1));
}

type Worded = Identified & { readonly words: readonly string[] };

function compare(one: Worded, other: Worded): Candidate | null {
  const likeness = likenessOf(one.words.join(' '), other.words.join(' '));
  const reasons: Candidate['reasons'][number][] = [];
  if (one.number !== '' && one.number === other.number && one.country !== other.country) reasons.push('same-number');
  if (likeness === 1) reasons.push('same-name');
  else if (likeness >= ALIKE) reasons.push('similar-name');
  return reasons.length === 0 ? null : { entities: [one.entity, other.entity].sort() as [EntityId, EntityId], reasons, likeness };
}

const LEGAL_FORMS: ReadonlySet<string> = new Set(
  `ооо оао зао пао ао тоо осоо оооо чуп уп сп ип нпо нпп гк общество товарищество акционерное открытое закрытое публичное ограниченной дополнительной
   ответственностью с производственное унитарное предприятие республиканское частное совместное llc ltd jsc ojsc cjsc pjsc inc co company limited`.split(/\s+/),
);

/** The words of a name that tell it from others, sorted. */
function wordsOf(name: string): readonly string[] {
  const words = name.normalize('NFKC').toLowerCase().replaceAll('ё', 'е').split(/[^\p{L}\p{N}]+/u);
  return [...new Set(words.filter((word) => word !== '' && !LEGAL_FORMS.has(word)))].sort();
}

/** Shared pairs of letters among all pairs (Dice). */
function likenessOf(one: string, other: string): number {
  if (one === other) return one === '' ? 0 : 1;
  const [left, right] = [pairsOf(one), pairsOf(other)];
  const shared = [...left].filter((pair) => right.has(pair)).length;
  return left.size + right.size === 0 ? 0 : (2 * shared) / (left.size + right.size);
}

function pairsOf(text: string): ReadonlySet<string> {
  return new Set(Array.from({ length: Math.max(text.length - 1, 0) }, (_, index) => text.slice(index, index + 2)));
}

function groupBy<T>(items: readonly T[], keysOf: (item: T) => readonly string[]): readonly (readonly T[])[] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    for (const key of keysOf(item)) {
      const group = groups.get(key);
      if (group) group.push(item);
      else groups.set(key, [item]);
    }
  }
  return [...groups.values()].filter((group) => group.length > 1);
}
