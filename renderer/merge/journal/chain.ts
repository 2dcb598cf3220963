import type { MergedBundle, Signer } from '../../../shared/ipc/merge.ts';

/** All bundles of one installation in their order, and which of its numbers have not come yet (B16). */
export interface Chain {
  readonly key: string;
  readonly country: string;
  readonly body: string;
  readonly signer: Signer;
  /** By seq. */
  readonly bundles: readonly MergedBundle[];
  /** Seqs below the highest one that are not here. */
  readonly missing: readonly number[];
}

/** Groups bundles by who makes them. Bodies in the order of country and name. */
export function chainsOf(bundles: readonly MergedBundle[]): readonly Chain[] {
  const groups = new Map<string, MergedBundle[]>();
  for (const bundle of bundles) {
    const key = `${bundle.country}|${bundle.body}`;
    groups.set(key, [...(groups.get(key) ?? []), bundle]);
  }
  return [...groups.entries()]
    .map(([key, group]) => {
      const sorted = group.toSorted((a, b) => a.seq - b.seq || a.at - b.at);
      const last = sorted.at(-1) as MergedBundle;
      const here = new Set(sorted.map((bundle) => bundle.seq));
      const missing = Array.from({ length: last.seq }, (_, index) => index + 1).filter((seq) => !here.has(seq));
      return { key, country: last.country, body: last.body, signer: last.signer, bundles: sorted, missing };
    })
    .sort((a, b) => (a.key < b.key ? -1 : 1));
}
