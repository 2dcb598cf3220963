import type { Sha256 } from '../../../shared/base/hash.ts';
import type { RevisionId } from '../../../shared/bundle/revision/revision.ts';
import { turnsOf, type Link, type Turn } from '../../../shared/merge/chain.ts';
import { graphOf } from '../../../shared/merge/graph.ts';
import { NO_RULES, type ViewRules } from '../../../shared/merge/rules.ts';
import type { Statement } from '../../../shared/merge/statement.ts';
import { viewOfGraph, type GroupKey, type View } from '../../../shared/merge/view.ts';

/** A revision with the company, form and round it speaks of, and the version of the form it was made in. */
export interface PlacedStatement extends Statement, GroupKey {
  readonly version: number;
}

/** A bundle whose signature and content hold (B18 1–6). */
export interface VerifiedContent extends Link {
  readonly installation: string;
  readonly revisions: readonly PlacedStatement[];
}

/** The set that merging is a union of (M1), in memory: what the laws are tried on, without a database. */
export type MergeSet = ReadonlyMap<Sha256, VerifiedContent>;

export const EMPTY: MergeSet = new Map();

/** The union with these bundles. */
export function join(set: MergeSet, bundles: Iterable<VerifiedContent>): MergeSet {
  const union = new Map(set);
  for (const bundle of bundles) union.set(bundle.manifest, bundle);
  return union;
}

/** The views of every company, in the order of their keys. `rules`: by version of the form. */
export function viewsOf(set: MergeSet, rules: readonly ViewRules[]): readonly View[] {
  const turns = turnsByManifest(set);
  const free = new Set<RevisionId>();
  const groups = new Map<string, Map<RevisionId, PlacedStatement>>();
  for (const { manifest, revisions } of set.values()) {
    for (const revision of revisions) {
      if (turns.get(manifest)?.state === 'merged') free.add(revision.id);
      const name = `${revision.entity} ${revision.formId} ${revision.round}`;
      groups.set(name, (groups.get(name) ?? new Map<RevisionId, PlacedStatement>()).set(revision.id, revision));
    }
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, members]) => viewOf([...members.values()], rules, (id) => !free.has(id)));
}

/** The view of one company by the rules of the form of its head with the highest id. */
export function viewOf(revisions: readonly PlacedStatement[], rules: readonly ViewRules[], held?: (id: RevisionId) => boolean): View {
  const graph = graphOf(revisions, held);
  const [first = { entity: '', formId: '', round: '' }] = revisions;
  return viewOfGraph(first, graph, rulesIn(revisions, graph.heads, rules));
}

/** Those of the version in which the highest of these heads was made. */
export function rulesIn(revisions: readonly PlacedStatement[], heads: readonly RevisionId[], rules: readonly ViewRules[]): ViewRules {
  return rules[revisions.find(({ id }) => id === heads.at(-1))?.version ?? -1] ?? NO_RULES;
}

function turnsByManifest(set: MergeSet): ReadonlyMap<Sha256, Turn> {
  const chains = new Map<string, Link[]>();
  for (const bundle of set.values()) {
    const chain = chains.get(bundle.installation);
    if (chain) chain.push(bundle);
    else chains.set(bundle.installation, [bundle]);
  }
  return new Map([...chains.values()].flatMap((chain) => [...turnsOf(chain)]));
}
