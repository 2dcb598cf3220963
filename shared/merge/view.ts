import { RESERVED, type EntityId, type Operation, type RevisionId } from '../bundle/revision/revision.ts';
import type { Path } from '../survey/response.ts';
import type { Cell } from './cell.ts';
import { cellsOf } from './cells.ts';
import { graphOf, type Graph } from './graph.ts';
import { NO_RULES, type ViewRules } from './rules.ts';
import type { Statement } from './statement.ts';

/** One company in one round of one form. */
export interface GroupKey {
  readonly entity: EntityId;
  readonly formId: string;
  readonly round: string;
}

/** What the Commission's word on the company is: it holds until somebody changes an answer. */
export type Standing = 'received' | 'accepted' | 'returned';

/** The pure view of one company in one round of one form. */
export interface View extends GroupKey {
  /** Revisions that no other one descends from, sorted. */
  readonly heads: readonly RevisionId[];
  /** Sorted: not part of the view, because a parent is missing or their bundle's turn has not come. */
  readonly pending: readonly RevisionId[];
  readonly retracted: boolean;
  readonly standing: Standing;
  /** Sorted by path. Answers of a row that was taken away are not among them; the row is, with the value `null`. */
  readonly cells: ReadonlyMap<Path, Cell>;
}

/**
 * The view of a set of revisions of one company, form and round (M3–M6): a pure function of the set, whatever order they
 * come in. Every revision once; `held` names those whose bundle's turn has not come (B16).
 */
export function computeView(group: GroupKey, revisions: Iterable<Statement>, rules: ViewRules = NO_RULES, held?: (id: RevisionId) => boolean): View {
  return viewOfGraph(group, graphOf(revisions, held), rules);
}

/** {@link computeView} of revisions that are in order already. */
export function viewOfGraph(group: GroupKey, graph: Graph<Statement>, rules: ViewRules): View {
  const cells = cellsOf(graph, rules);
  return {
    ...pick(group),
    heads: graph.heads,
    pending: graph.pending,
    retracted: cells.size === 1 && cells.get(RESERVED.response)?.value === null && cells.get(RESERVED.response)?.state === 'clean',
    standing: standingOf(graph, cells),
    cells,
  };
}

export function conflictsOf(view: Pick<View, 'cells'>): readonly Cell[] {
  return [...view.cells.values()].filter((cell) => cell.state === 'conflict');
}

const CHANGING: ReadonlySet<Operation> = new Set<Operation>(['put', 'resolve', 'retract']);

function standingOf(graph: Graph<Statement>, cells: ReadonlyMap<Path, Cell>): Standing {
  const decision = cells.get(RESERVED.decision);
  if (decision?.state !== 'clean' || (decision.value !== 'accepted' && decision.value !== 'returned')) return 'received';
  const deciders = decision.writes.map((write) => graph.position(write.revision));
  const changes = graph.standing.flatMap((revision, index) => (CHANGING.has(revision.op) ? [index] : []));
  const covered = graph.maximal(changes).every((change) => deciders.some((decider) => decider === change || graph.descends(decider, change)));
  return covered ? decision.value : 'received';
}

function pick({ entity, formId, round }: GroupKey): GroupKey {
  return { entity, formId, round };
}
