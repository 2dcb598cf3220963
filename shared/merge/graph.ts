import type { RevisionId } from '../bundle/revision/revision.ts';

/** What the order of revisions is made of: each names those it was written on top of. */
export interface Linked {
  readonly id: RevisionId;
  readonly parents: readonly RevisionId[];
}

/**
 * The order of a set of revisions. `standing` holds those whose ancestors are all there, parents before children; the rest
 * is pending (M4). Positions are indexes into `standing`.
 */
export interface Graph<T extends Linked> {
  readonly standing: readonly T[];
  /** Sorted. */
  readonly pending: readonly RevisionId[];
  /** Standing revisions that no other standing one descends from, sorted. */
  readonly heads: readonly RevisionId[];
  position(id: RevisionId): number;
  /** Whether the revision at `late` descends from the one at `early`; none descends from itself. */
  descends(late: number, early: number): boolean;
  /** Of rising positions, those that no other of them descends from, rising. */
  maximal(positions: readonly number[]): readonly number[];
}

/**
 * Orders a set of revisions; each id once. `held` says which revisions may not stand yet although they are there (B16).
 *
 * Descent is answered from vector clocks over chains: every revision belongs to one chain and knows how far it sees along
 * each. A revision that continues its only parent's chain shares its parent's clock, so a long history costs no more
 * than its length times the number of lines written side by side.
 */
export function graphOf<T extends Linked>(revisions: Iterable<T>, held: (id: RevisionId) => boolean = () => false): Graph<T> {
  const { standing, pending } = sort(revisions, held);
  const at = new Map(standing.map((revision, index) => [revision.id, index]));
  const position = (id: RevisionId): number => at.get(id) as number;
  const { descends, heads } = clocks(standing, position);

  function maximal(positions: readonly number[]): readonly number[] {
    if (positions.length < 2) return positions;
    const tops: number[] = [];
    for (let index = positions.length - 1; index >= 0; index -= 1) {
      const candidate = positions[index] as number;
      if (!tops.some((top) => descends(top, candidate))) tops.push(candidate);
    }
    return tops.reverse();
  }

  return { standing, pending, heads, position, descends, maximal };
}

/** Kahn's algorithm: what is never reached lacks an ancestor. */
function sort<T extends Linked>(revisions: Iterable<T>, held: (id: RevisionId) => boolean): { readonly standing: readonly T[]; readonly pending: readonly RevisionId[] } {
  const missing = new Map<RevisionId, number>();
  const children = new Map<RevisionId, T[]>();
  const standing: T[] = [];
  for (const revision of revisions) {
    const parents = new Set(revision.parents);
    missing.set(revision.id, parents.size);
    for (const parent of parents) {
      const known = children.get(parent);
      if (known) known.push(revision);
      else children.set(parent, [revision]);
    }
    if (parents.size === 0 && !held(revision.id)) standing.push(revision);
  }
  for (let next = 0; next < standing.length; next += 1) {
    for (const child of children.get((standing[next] as T).id) ?? []) {
      const left = (missing.get(child.id) as number) - 1;
      missing.set(child.id, left);
      if (left === 0 && !held(child.id)) standing.push(child);
    }
  }
  for (const { id } of standing) missing.delete(id);
  return { standing, pending: [...missing.keys()].sort() };
}

interface Clocks {
  readonly descends: (late: number, early: number) => boolean;
  readonly heads: readonly RevisionId[];
}

function clocks(standing: readonly Linked[], position: (id: RevisionId) => number): Clocks {
  // Plain arrays: most histories are short, and typed ones would be allocated outside of the heap.
  const chain: number[] = [];
  /** How far along its own chain a revision stands, from 1. */
  const step: number[] = [];
  /** By revision: how far it sees along each other chain; 0 or absent: not at all. */
  const sees: (readonly number[])[] = [];
  /** By chain: its last revision. */
  const ends: number[] = [];
  const parental = new Set<number>();

  standing.forEach((revision, self) => {
    const parents = revision.parents.map(position);
    for (const parent of parents) parental.add(parent);
    const continued = parents.find((parent) => ends[chain[parent] as number] === parent);
    chain[self] = continued === undefined ? ends.length : (chain[continued] as number);
    step[self] = continued === undefined ? 1 : (step[continued] as number) + 1;
    ends[chain[self] as number] = self;
    sees.push(continued !== undefined && parents.length === 1 ? (sees[continued] as readonly number[]) : join(parents));
  });

  function join(parents: readonly number[]): readonly number[] {
    const joined: number[] = [];
    const see = (line: number, far: number): void => {
      while (joined.length <= line) joined.push(0);
      if (far > (joined[line] as number)) joined[line] = far;
    };
    for (const parent of parents) {
      (sees[parent] as readonly number[]).forEach((far, line) => see(line, far));
      see(chain[parent] as number, step[parent] as number);
    }
    return joined;
  }

  function descends(late: number, early: number): boolean {
    const line = chain[early] as number;
    if (chain[late] === line) return (step[late] as number) > (step[early] as number);
    return ((sees[late] as readonly number[])[line] ?? 0) >= (step[early] as number);
  }

  const heads = standing.flatMap((revision, index) => (parental.has(index) ? [] : [revision.id])).sort();
  return { descends, heads };
}
