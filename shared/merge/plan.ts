import type { Sha256 } from '../base/hash.ts';
import type { RevisionId } from '../bundle/revision.ts';
import type { Path } from '../survey/response.ts';
import { turnsOf, type Link, type Turn } from './chain.ts';
import { isSame } from './cells.ts';
import { NO_RULES, type ViewRules } from './rules.ts';
import { computeView, conflictsOf, type Cell, type GroupKey, type Statement, type View } from './view.ts';

/** A revision with the company, form and round it speaks of. */
export interface PlacedStatement extends Statement, GroupKey {}

/** A bundle whose signature and content hold (B18 1–6). */
export interface VerifiedContent extends Link {
  readonly installation: string;
  readonly revisions: readonly PlacedStatement[];
}

/** The set that merging is a union of (M1): bundles, the revisions they brought, and those that were made here. */
export interface MergeState {
  readonly bundles: ReadonlyMap<Sha256, VerifiedContent>;
  readonly local: ReadonlyMap<RevisionId, PlacedStatement>;
}

export const EMPTY_STATE: MergeState = { bundles: new Map(), local: new Map() };

export type Verdict = Turn | { readonly state: 'already-merged' };

export interface MergePlan {
  /** The set as it will be. */
  readonly state: MergeState;
  /** By manifest, for the bundles given. */
  readonly verdicts: ReadonlyMap<Sha256, Verdict>;
  /** Revisions that are new, and that were there before. */
  readonly added: readonly RevisionId[];
  readonly already: readonly RevisionId[];
  /** Everything that will wait, sorted. */
  readonly pending: readonly RevisionId[];
  readonly views: readonly View[];
  readonly companies: readonly (ViewChange & { readonly group: GroupKey })[];
}

/** What a merge does to a company: `conflict` whenever it is in conflict afterwards, `pending` while nothing of it counts yet. */
export type ChangeKind = 'added' | 'updated' | 'unchanged' | 'conflict' | 'pending';

export interface ViewChange {
  readonly kind: ChangeKind;
  /** Paths whose value or state changes. */
  readonly changes: number;
  readonly conflicts: number;
}

/**
 * What merging these bundles into this state comes to: pure, and the same whatever the order of the bundles (M1). A
 * bundle that is there already changes nothing (B16).
 */
export function planMerge(state: MergeState, bundles: Iterable<VerifiedContent>, rules: ViewRules = NO_RULES): MergePlan {
  const union = new Map(state.bundles);
  const given = [...bundles];
  for (const bundle of given) union.set(bundle.manifest, bundle);
  const next: MergeState = { bundles: union, local: state.local };

  const known = placed(state);
  const all = placed(next);
  const before = new Map(viewsOf(state, rules).map((view) => [groupName(view), view]));
  const views = viewsOf(next, rules);
  const turns = turnsByManifest(next);
  const carried = new Set(given.flatMap((bundle) => bundle.revisions.map((revision) => revision.id)));
  const touched = new Set([...carried].map((id) => groupName(all.get(id) as PlacedStatement)));
  return {
    state: next,
    verdicts: new Map(given.map(({ manifest }) => [manifest, state.bundles.has(manifest) ? { state: 'already-merged' } : (turns.get(manifest) as Turn)])),
    added: [...carried].filter((id) => !known.has(id)).sort(),
    already: [...carried].filter((id) => known.has(id)).sort(),
    pending: views.flatMap((view) => view.pending).sort(),
    views,
    companies: views.flatMap((view) => {
      const change = changeOf(before.get(groupName(view))?.cells ?? null, view);
      return touched.has(groupName(view)) || change.changes > 0 ? [{ group: view, ...change }] : [];
    }),
  };
}

/** The views of every company in a state, in the order of their keys. */
export function viewsOf(state: MergeState, rules: ViewRules = NO_RULES): readonly View[] {
  const turns = turnsByManifest(state);
  const free = new Set(state.local.keys());
  for (const bundle of state.bundles.values()) {
    if (turns.get(bundle.manifest)?.state === 'merged') for (const { id } of bundle.revisions) free.add(id);
  }
  const groups = new Map<string, PlacedStatement[]>();
  for (const revision of placed(state).values()) {
    const name = groupName(revision);
    const members = groups.get(name);
    if (members) members.push(revision);
    else groups.set(name, [revision]);
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, members]) => computeView(members[0] as GroupKey, members, rules, (id) => !free.has(id)));
}

/** What stood at each path before: cells, or something made of them. */
export interface Before {
  get(path: Path): Pick<Cell, 'state' | 'value'> | undefined;
  keys(): Iterable<Path>;
}

/** How a company's view differs from what stood before; `before` null: the company was not there. */
export function changeOf(before: Before | null, after: Pick<View, 'cells' | 'heads'>): ViewChange {
  const conflicts = conflictsOf(after).length;
  if (after.heads.length === 0) return { kind: 'pending', changes: 0, conflicts };
  let changes = 0;
  for (const [path, cell] of after.cells) {
    const old = before?.get(path);
    if (!old || old.state !== cell.state || !isSame(old.value, cell.value)) changes += 1;
  }
  if (before) for (const path of before.keys()) if (!after.cells.has(path)) changes += 1;
  if (conflicts > 0) return { kind: 'conflict', changes, conflicts };
  return { kind: before === null ? 'added' : changes > 0 ? 'updated' : 'unchanged', changes, conflicts };
}

function placed(state: MergeState): ReadonlyMap<RevisionId, PlacedStatement> {
  const all = new Map(state.local);
  for (const bundle of state.bundles.values()) for (const revision of bundle.revisions) all.set(revision.id, revision);
  return all;
}

function turnsByManifest(state: MergeState): ReadonlyMap<Sha256, Turn> {
  const chains = new Map<string, Link[]>();
  for (const bundle of state.bundles.values()) {
    const chain = chains.get(bundle.installation);
    if (chain) chain.push(bundle);
    else chains.set(bundle.installation, [bundle]);
  }
  return new Map([...chains.values()].flatMap((chain) => [...turnsOf(chain)]));
}

function groupName({ entity, formId, round }: GroupKey): string {
  return `${entity} ${formId} ${round}`;
}
