import type { Sha256 } from '../base/hash.ts';

/** What the order of an installation's bundles is made of (B5). */
export interface Link {
  readonly manifest: Sha256;
  readonly seq: number;
  readonly prevBundle: Sha256 | null;
}

/**
 * Where a bundle stands among those of its installation (B16). `merged`: all before it are there, it counts. `pending`: the
 * bundle `missingSeq` has to come first. `forked`: another bundle has the same number, or it does not continue the one
 * before it; a person has to find out why, and nothing of it counts.
 */
export type Turn =
  | { readonly state: 'merged' }
  | { readonly state: 'pending'; readonly missingSeq: number }
  | { readonly state: 'forked' };

/**
 * The turns of all bundles known of one installation, by manifest: a function of the set, not of the order of arrival.
 * What follows a fork waits for the number at which the fork stands.
 */
export function turnsOf(links: Iterable<Link>): ReadonlyMap<Sha256, Turn> {
  const bySeq = new Map<number, Link[]>();
  for (const link of links) {
    const same = bySeq.get(link.seq);
    if (!same) bySeq.set(link.seq, [link]);
    else if (!same.some((known) => known.manifest === link.manifest)) same.push(link);
  }
  const turns = new Map<Sha256, Turn>();
  let next = 1;
  let last: Sha256 | null = null;
  for (const seq of [...bySeq.keys()].sort((a, b) => a - b)) {
    const here = bySeq.get(seq) as readonly Link[];
    const [link] = here as readonly [Link];
    if (here.length > 1) for (const { manifest } of here) turns.set(manifest, { state: 'forked' });
    else if (seq > next) turns.set(link.manifest, { state: 'pending', missingSeq: next });
    else if (link.prevBundle !== last) turns.set(link.manifest, { state: 'forked' });
    else {
      turns.set(link.manifest, { state: 'merged' });
      next = seq + 1;
      last = link.manifest;
    }
  }
  return turns;
}
