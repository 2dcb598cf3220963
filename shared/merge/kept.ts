import { otherAt, RESERVED, type RevisionId } from '../bundle/revision/revision.ts';
import { remarkedPath, isRowPath } from '../survey/path.ts';
import type { Answer, Path } from '../survey/response.ts';
import { isSame, keyOf } from './cell.ts';
import type { ViewChange } from './change.ts';
import { writerAt, type Line } from './line.ts';
import { isCalculated, unitOf, type ViewRules } from './rules.ts';
import { pathsOf, valueBy, type Statement } from './statement.ts';
import type { View } from './view.ts';

/**
 * What is kept of a company's view, so that revisions that arrive are added to it without reading those before: whose writes stand
 * at each path, and as much of what they say as telling a change takes. Kept only of companies from which nothing but single answers
 * was ever taken away, and of which nothing waits: of any other the view is made from all revisions.
 */
export interface KeptView {
  /** Sorted. */
  readonly heads: readonly RevisionId[];
  /** Sorted by path. */
  readonly cells: readonly KeptCell[];
}

export interface KeptCell {
  readonly path: Path;
  /** Sorted; never empty. */
  readonly writers: readonly RevisionId[];
  readonly said: Said;
}

/**
 * What stands at a path: in a conflict the values side by side, in the order of the writers; else the value itself, or for long
 * ones a number that is equal for equal values, and seldom for others.
 */
export type Said = readonly (Answer | null)[] | { readonly value: Answer | null } | number;

/** What {@link extendKept} asks of revisions that came before. */
export interface Earlier {
  readonly statement: (id: RevisionId) => Statement;
  /** These revisions and all that they descend from. */
  readonly ancestors: (ids: readonly RevisionId[]) => ReadonlySet<RevisionId>;
}

/** A kept view with more revisions in it. */
export interface Extended {
  /** Of the parts that were given. */
  readonly kept: KeptView;
  /** Of the whole view. */
  readonly change: ViewChange;
  /** Paths at which something else stands now. */
  readonly changed: ReadonlySet<Path>;
  /** Whether an answer was changed: then what was decided before holds no more. */
  readonly answered: boolean;
}

/** What is to be kept of a view; null where it cannot be added to. `revisions`: all that the view is made of. */
export function keptOf(view: Pick<View, 'heads' | 'pending' | 'cells'>, revisions: Iterable<Statement>): KeptView | null {
  if (view.pending.length > 0) return null;
  for (const revision of revisions) if (emptiesContainer(revision)) return null;
  const cells = [...view.cells.values()].map(({ path, state, value, writes }): KeptCell => ({
    path, writers: writes.map(({ revision }) => revision), said: state === 'conflict' ? writes.map((write) => write.value) : saidOf(path, value),
  }));
  return { heads: view.heads, cells };
}

/** The same of a line, without its view. */
export function keptOfLine(line: Line): KeptView {
  const cells = line.paths.map((path, index): KeptCell => {
    const writer = writerAt(line, index);
    return { path, writers: [writer.id], said: saidOf(path, valueBy(writer, path)) };
  });
  return { heads: line.revisions.slice(-1).map(({ id }) => id), cells };
}

/**
 * The kept view when these revisions have joined those it was made of; null where that cannot be told from it: a container is
 * emptied, an atomic group is written from two sides, somebody decides or says which companies are one. `added`: all that are new,
 * whose other parents are among the earlier ones. Of `kept` the parts around what they write are enough (`partsAround`); `elsewhere`: how
 * many paths of the others are in conflict.
 */
export function extendKept(kept: KeptView, added: readonly Statement[], rules: ViewRules, earlier: Earlier, elsewhere = 0): Extended | null {
  const ordered = parentsFirst(added);
  if (!ordered?.every(isPlain)) return null;
  const own = new Map(ordered.map((statement) => [statement.id, statement]));
  const writers = new Map<Path, readonly RevisionId[]>();
  let heads = kept.heads;
  for (const revision of ordered) {
    const sees = seenBy(revision, heads, earlier);
    const paths = pathsOf(revision);
    if (paths.some((path) => unitOf(rules, path) !== path) && !(heads.every(sees) && onlyWriters(paths, kept, writers, rules))) return null;
    for (const path of paths) writers.set(path, [...(writers.get(path) ?? cellAt(kept, path)?.writers ?? []).filter((id) => !sees(id)), revision.id]);
    heads = [...heads.filter((id) => !sees(id)), revision.id];
  }

  const statement = (id: RevisionId): Statement => own.get(id) ?? earlier.statement(id);
  const changed = new Set<Path>();
  const written = [...writers].sort(([a], [b]) => (a < b ? -1 : 1)).map(([path, ids]): KeptCell => {
    const before = cellAt(kept, path);
    const after = cellOf(path, [...ids].sort(), before, rules, statement);
    if (!before || differ(before, after, statement)) changed.add(path);
    return after;
  });
  const cells = joined(kept.cells, written);
  const conflicts = elsewhere + disputedIn(cells).length;
  return {
    kept: { heads: [...heads].sort(), cells },
    change: { kind: conflicts > 0 ? 'conflict' : changed.size > 0 ? 'updated' : 'unchanged', changes: changed.size, conflicts },
    changed, answered: ordered.some(({ op }) => op !== 'comment'),
  };
}

/** What stands at a path of a kept view. */
export function cellAt({ cells }: KeptView, path: Path): KeptCell | undefined {
  const at = placeOf(cells, path);
  return cells[at]?.path === path ? cells[at] : undefined;
}

/** Where the first path that is not before this one stands. */
function placeOf(cells: readonly KeptCell[], path: Path): number {
  let [low, high] = [0, cells.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((cells[middle] as KeptCell).path < path) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Sorted cells with others, sorted too, in their places. */
function joined(cells: readonly KeptCell[], written: readonly KeptCell[]): readonly KeptCell[] {
  const all: KeptCell[] = [];
  let from = 0;
  for (const cell of written) {
    const to = placeOf(cells, cell.path);
    for (; from < to; from += 1) all.push(cells[from] as KeptCell);
    all.push(cell);
    if (cells[to]?.path === cell.path) from = to + 1;
  }
  for (; from < cells.length; from += 1) all.push(cells[from] as KeptCell);
  return all;
}

/** The paths in conflict. */
export function disputedIn(cells: readonly KeptCell[]): readonly Path[] {
  return cells.filter(isDisputed).map(({ path }) => path);
}

function isDisputed({ said }: KeptCell): boolean {
  return Array.isArray(said);
}

/** What stands at a path of a kept view, the provisional value in a conflict (M3); null when nothing does. */
export function keptValue(cell: KeptCell | undefined, statement: Earlier['statement']): Answer | null {
  if (!cell) return null;
  if (typeof cell.said === 'number') return valueBy(statement(cell.writers.at(-1) as RevisionId), cell.path);
  return 'value' in cell.said ? cell.said.value : (cell.said.at(-1) ?? null);
}

/** Takes away more than a single answer. */
function emptiesContainer({ op, unset }: Statement): boolean {
  return op === 'retract' || unset.some((path) => path === RESERVED.response || isRowPath(path));
}

const PLAIN: ReadonlySet<Statement['op']> = new Set<Statement['op']>(['put', 'resolve', 'comment']);

function isPlain(revision: Statement): boolean {
  return PLAIN.has(revision.op) && !emptiesContainer(revision) && !pathsOf(revision).some((path) => path === RESERVED.response || path === RESERVED.decision || otherAt(path) !== null);
}

/** Null where they stand on one another in a circle. */
function parentsFirst(revisions: readonly Statement[]): readonly Statement[] | null {
  const ordered: Statement[] = [];
  let waiting = [...revisions];
  while (waiting.length > 0) {
    const ids = new Set(waiting.map(({ id }) => id));
    const ready = waiting.filter(({ parents }) => !parents.some((parent) => ids.has(parent)));
    if (ready.length === 0) return null;
    ordered.push(...ready);
    waiting = waiting.filter((one) => !ready.includes(one));
  }
  return ordered;
}

/** Which revisions one descends from: mostly all, or none. */
function seenBy({ parents }: Statement, heads: readonly RevisionId[], earlier: Earlier): (id: RevisionId) => boolean {
  if (parents.length === 0) return () => false;
  if (heads.every((head) => parents.includes(head))) return () => true;
  const ancestors = earlier.ancestors(parents);
  return (id) => ancestors.has(id);
}

/** Whether every atomic group that these paths belong to was last written by one revision a member: then no side is joined with another. */
function onlyWriters(paths: readonly Path[], kept: KeptView, writers: ReadonlyMap<Path, readonly RevisionId[]>, rules: ViewRules): boolean {
  const units = new Set(paths.map((path) => unitOf(rules, path)));
  const only = (path: Path, ids: readonly RevisionId[]): boolean => ids.length === 1 || !units.has(unitOf(rules, path));
  return kept.cells.every((cell) => only(cell.path, writers.get(cell.path) ?? cell.writers)) && [...writers].every(([path, ids]) => only(path, ids));
}

function cellOf(path: Path, writers: readonly RevisionId[], before: KeptCell | undefined, rules: ViewRules, statement: Earlier['statement']): KeptCell {
  const last = (): Answer | null => valueBy(statement(writers.at(-1) as RevisionId), path);
  if (writers.length === 1 || isCalculated(rules, path) || remarkedPath(path) !== null) return { path, writers, said: saidOf(path, last()) };
  const values = writers.map((id) => valueKept(before, id) ?? valueBy(statement(id), path));
  return { path, writers, said: new Set(values.map(keyOf)).size === 1 ? saidOf(path, values[0] as Answer | null) : values };
}

/** What a writer said, where it is kept; undefined where it has to be looked up. */
function valueKept(cell: KeptCell | undefined, writer: RevisionId): Answer | null | undefined {
  const place = cell?.writers.indexOf(writer) ?? -1;
  if (!cell || place < 0 || typeof cell.said === 'number') return undefined;
  return 'value' in cell.said ? cell.said.value : cell.said[place];
}

function differ(before: KeptCell, after: KeptCell, statement: Earlier['statement']): boolean {
  if (isDisputed(before) !== isDisputed(after)) return true;
  if (typeof before.said === 'number' && typeof after.said === 'number' && before.said !== after.said) return true;
  return !isSame(keptValue(before, statement), keptValue(after, statement));
}

/** A value where it stays short: order keys of rows, what is reserved. Comments and replies may be long. */
function saidOf(path: Path, value: Answer | null): Said {
  if (isRowPath(path) || (path.startsWith('@') && remarkedPath(path) === null)) return { value };
  return markOf(typeof value === 'string' ? value : keyOf(value));
}

/** FNV-1a, folded to 12 bits: who finds two marks equal looks at the values. */
function markOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return ((hash >>> 20) ^ (hash >>> 8) ^ hash) & 0xfff;
}
