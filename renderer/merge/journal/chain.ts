import { groupBy } from '../../../shared/base/group.ts';
import type { MergedBundle, Signer } from '../../../shared/ipc/merge.ts';

/** All bundles of one installation in their order, and which of its numbers have not come yet (B16). */
export interface Chain {
  readonly key: string;
  readonly country: string;
  readonly body: string;
  /** The installation, where its body works at several; null otherwise. */
  readonly place: string | null;
  readonly signer: Signer;
  /** By seq. */
  readonly bundles: readonly MergedBundle[];
  /** Seqs below the highest one that are not here. */
  readonly missing: readonly number[];
}

/** Groups bundles by who makes them, and where. Bodies in the order of country and name. */
export function chainsOf(bundles: readonly MergedBundle[]): readonly Chain[] {
  const groups = new Map<string, MergedBundle[]>();
  for (const bundle of bundles) {
    const key = `${bundle.country}|${bundle.body}|${bundle.installation ?? ''}`;
    groups.set(key, [...(groups.get(key) ?? []), bundle]);
  }
  const places = groupBy(groups.values(), ([one]) => `${one?.country ?? ''}|${one?.body ?? ''}`);
  return [...groups.entries()]
    .map(([key, group]) => {
      const sorted = group.toSorted((a, b) => a.seq - b.seq || a.at - b.at);
      const last = sorted.at(-1) as MergedBundle;
      const here = new Set(sorted.map((bundle) => bundle.seq));
      const missing = Array.from({ length: last.seq }, (_, index) => index + 1).filter((seq) => !here.has(seq));
      const several = (places.get(`${last.country}|${last.body}`)?.length ?? 0) > 1;
      return { key, country: last.country, body: last.body, place: several ? last.installation : null, signer: last.signer, bundles: sorted, missing };
    })
    .sort((a, b) => (a.key < b.key ? -1 : 1));
}

/** Numbers of bundles as people read them, neighbours together: `№ 2, № 4–9`. */
export function printSeqs(seqs: readonly number[]): string {
  const runs: [first: number, last: number][] = [];
  for (const seq of seqs) {
    const run = runs.at(-1);
    if (run && run[1] === seq - 1) run[1] = seq;
    else runs.push([seq, seq]);
  }
  return runs.flatMap(([first, last]) => (last - first === 1 ? [`№ ${first}`, `№ ${last}`] : [first === last ? `№ ${first}` : `№ ${first}–${last}`])).join(', ');
}
