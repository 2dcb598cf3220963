import { RESERVED } from '../bundle/revision/revision.ts';
import { remarkedPath, isRowPath } from '../survey/path.ts';
import type { Answer, Path } from '../survey/response.ts';
import { cellOf, keyOf, type Cell, type Write } from './cell.ts';
import type { Graph } from './graph.ts';
import { lineOf, writerAt, type Line } from './line.ts';
import { isCalculated, rowsAround, unitOf, type ViewRules } from './rules.ts';
import { valueBy, type Statement } from './statement.ts';

/** The value of {@link RESERVED.response} while a response stands. */
const STANDS = 'stands';

/**
 * The cells of a graph of revisions, sorted by path (M3, M6).
 *
 * A row, and the response as a whole, is a container: writing inside it says that it stays. When that and taking it away
 * are both maximal, the container itself is in conflict and its contents are shown as they were; when taking away
 * prevails, the contents are no cells any more; when it is put back, only what is written anew comes back.
 */
export function cellsOf(graph: Graph<Statement>, rules: ViewRules): ReadonlyMap<Path, Cell> {
  const line = lineOf(graph.standing);
  if (line) return lineCells(line);
  const writes = explicitWrites(graph);
  const containers = containersOf(graph, writes);
  const cells: Cell[] = [...containers.cells];
  for (const members of unitsOf(writes, rules)) {
    const [path] = members as readonly [Path];
    const alone = members.length === 1 && containers.removals(path).length === 0;
    if (!alone) for (const cell of unitCells(graph, members, writes, containers)) cells.push(cell);
    else if (!containers.handled.has(path) && !containers.gone(path)) cells.push(plainCell(graph, path, writes.get(path) as PathWrites));
  }
  return new Map(
    cells.map((cell) => settled(cell, rules)).sort((a, b) => (a.path < b.path ? -1 : 1)).map((cell) => [cell.path, cell]),
  );
}

/** A path that belongs to no unit and to nothing that was taken away: its maximal writes. */
function plainCell(graph: Graph<Statement>, path: Path, own: PathWrites): Cell {
  return cellOf(path, writesAt(graph, graph.maximal([...own.keys()]), own));
}

function lineCells(line: Line): ReadonlyMap<Path, Cell> {
  return new Map(
    line.paths.map((path, index) => {
      const writer = writerAt(line, index);
      const value = valueBy(writer, path);
      return [path, { path, state: 'clean', value, writes: [{ revision: writer.id, value }] }];
    }),
  );
}

/** What each revision, by position, writes to one path. */
type PathWrites = Map<number, Answer | null>;

function explicitWrites(graph: Graph<Statement>): ReadonlyMap<Path, PathWrites> {
  const writes = new Map<Path, PathWrites>();
  const write = (path: Path, position: number, value: Answer | null): void => {
    const known = writes.get(path);
    if (known) known.set(position, value);
    else writes.set(path, new Map([[position, value]]));
  };
  graph.standing.forEach((revision, position) => {
    for (const path of revision.unset) write(path, position, null);
    for (const path of Object.keys(revision.set)) write(path, position, revision.set[path] as Answer);
    if (revision.op === 'retract') write(RESERVED.response, position, null);
    if (revision.personal !== undefined) write(RESERVED.personal, position, revision.personal);
  });
  return writes;
}

interface Containers {
  /** Cells of the containers that somebody has taken away. */
  readonly cells: readonly Cell[];
  readonly handled: ReadonlySet<Path>;
  /** Whether everything at the path is gone with its row or response. */
  gone(path: Path): boolean;
  /** Revisions whose taking away of a container around the path still tells. */
  removals(path: Path): readonly number[];
}

function containersOf(graph: Graph<Statement>, writes: ReadonlyMap<Path, PathWrites>): Containers {
  const taken = [...writes].filter(([path, byRevision]) => isContainer(path) && [...byRevision.values()].includes(null)).map(([path]) => path);
  const cells: Cell[] = [];
  const removed = new Map<Path, readonly number[]>();
  const gone = new Set<Path>();
  const around = (path: Path): readonly Path[] => (path === RESERVED.response ? [] : [RESERVED.response, ...rowsAround(path)]);
  const removals = (path: Path): readonly number[] => (removed.size === 0 ? [] : around(path).flatMap((container) => removed.get(container) ?? []));
  const isGone = (path: Path): boolean => gone.size > 0 && around(path).some((container) => gone.has(container));

  const touches = taken.length === 0 ? new Map<Path, number[]>() : touchesOf(graph, new Set(taken));
  // The response, then outer rows before inner ones: what takes away the outer takes away the inner.
  for (const path of taken.sort((a, b) => (a === RESERVED.response ? -1 : b === RESERVED.response ? 1 : a.length - b.length))) {
    if (isGone(path)) continue;
    const own = writes.get(path) as PathWrites;
    const nulls = [...own].flatMap(([position, value]) => (value === null ? [position] : []));
    const all: PathWrites = new Map(own);
    for (const position of removals(path)) if (!all.has(position)) all.set(position, null);
    const kept = keptValue(graph, path, own);
    for (const position of touches.get(path) ?? []) if (!all.has(position)) all.set(position, kept);
    const order = unitSteps(graph, rising(all.keys()));
    if (order.tops.every((top) => all.get(top) === null)) gone.add(path);
    removed.set(path, nulls.filter((removal) => isEffective(graph, removal, all, order)));
    cells.push(cellOf(path, writesAt(graph, order.tops, all)));
  }
  return { cells, handled: new Set(taken), gone: isGone, removals };
}

/**
 * Whether a removal still tells in a container that stands again: when somebody who keeps it now has put it back after
 * seeing it gone, or builds on who has. Who has seen it in dispute, and kept it, has seen its contents and kept those too.
 */
function isEffective(graph: Graph<Statement>, removal: number, all: PathWrites, { steps, tops }: UnitSteps): boolean {
  const takes = (position: number): boolean => all.get(position) === null;
  const emptied = new Set<number>();
  for (const { position, before } of steps) {
    if (takes(position) || !graph.descends(position, removal)) continue;
    if (before.every(takes) || (!before.includes(removal) && before.some((other) => emptied.has(other)))) emptied.add(position);
  }
  return tops.some((top) => emptied.has(top));
}

function isContainer(path: Path): boolean {
  return path === RESERVED.response || isRowPath(path);
}

/** Which revisions change something inside each of the containers. */
function touchesOf(graph: Graph<Statement>, containers: ReadonlySet<Path>): Map<Path, number[]> {
  const touches = new Map<Path, number[]>();
  const touch = (container: Path, position: number): void => {
    if (!containers.has(container)) return;
    const known = touches.get(container);
    if (!known) touches.set(container, [position]);
    else if (known.at(-1) !== position) known.push(position);
  };
  graph.standing.forEach((revision, position) => {
    const paths = [...Object.keys(revision.set), ...revision.unset];
    if (paths.length > 0 && (revision.op === 'put' || revision.op === 'resolve')) touch(RESERVED.response, position);
    for (const path of paths) for (const row of rowsAround(path)) touch(row, position);
  });
  return touches;
}

/** What a container says while it stands: for a row its order key, left aside who took it away. */
function keptValue(graph: Graph<Statement>, path: Path, own: PathWrites): Answer {
  if (path === RESERVED.response) return STANDS;
  const keys = new Map([...own].filter(([, value]) => value !== null));
  if (keys.size === 0) return 0;
  return cellOf(path, writesAt(graph, topsOf(graph, keys), keys)).value as Answer;
}

/** The paths that are merged as one, by unit (M6). */
function unitsOf(writes: ReadonlyMap<Path, PathWrites>, rules: ViewRules): Iterable<readonly Path[]> {
  const units = new Map<string, Path[]>();
  for (const path of writes.keys()) {
    const unit = unitOf(rules, path);
    const members = units.get(unit);
    if (members) members.push(path);
    else units.set(unit, [path]);
  }
  return units.values();
}

function unitCells(graph: Graph<Statement>, members: readonly Path[], writes: ReadonlyMap<Path, PathWrites>, containers: Containers): readonly Cell[] {
  const alive = members.filter((path) => !containers.handled.has(path) && !containers.gone(path));
  const removals = alive.length === 0 ? [] : containers.removals(alive[0] as Path);
  const all = alive.map((path) => {
    const own = writes.get(path) as PathWrites;
    if (removals.length === 0) return { path, own, said: own };
    const said: PathWrites = new Map(own);
    for (const position of removals) if (!said.has(position)) said.set(position, null);
    return { path, own, said };
  });
  const steps = unitSteps(graph, rising(all.flatMap(({ said }) => [...said.keys()])));
  return all.flatMap(({ path, own, said }) => memberCell(graph, path, own, said, steps) ?? []);
}

interface UnitSteps {
  /** Every revision that writes a member, with the maximal ones of those it descends from; parents first. */
  readonly steps: readonly { readonly position: number; readonly before: readonly number[] }[];
  readonly tops: readonly number[];
}

function unitSteps(graph: Graph<Statement>, positions: readonly number[]): UnitSteps {
  let tops: readonly number[] = [];
  const steps = positions.map((position, index) => {
    const covered = tops.filter((top) => graph.descends(position, top));
    const before = covered.length === tops.length ? tops : graph.maximal(positions.slice(0, index).filter((other) => graph.descends(position, other)));
    tops = [...tops.filter((top) => !covered.includes(top)), position];
    return { position, before };
  });
  return { steps, tops };
}

/**
 * One member of a unit. A revision that writes the unit but not this member keeps what it saw of it: so that an amount is
 * never joined with a currency its author has not seen.
 */
function memberCell(graph: Graph<Statement>, path: Path, own: PathWrites, said: PathWrites, { steps, tops }: UnitSteps): Cell | null {
  const sources = new Map<number, readonly number[]>();
  for (const { position, before } of steps) {
    sources.set(position, said.has(position) ? [position] : [...new Set(before.flatMap((other) => sources.get(other) as readonly number[]))]);
  }
  const writers = [...new Set(tops.flatMap((top) => sources.get(top) as readonly number[]))];
  if (!writers.some((position) => own.has(position))) return null;
  const valuesOf = (top: number): readonly (Answer | null)[] => {
    const values = (sources.get(top) as readonly number[]).map((position) => said.get(position) as Answer | null);
    return values.length === 0 ? [null] : values;
  };
  if (new Set(tops.flatMap(valuesOf).map(keyOf)).size === 1) return cellOf(path, writesAt(graph, writers, said));
  const writes = tops.flatMap((top): readonly Write[] => {
    const values = valuesOf(top);
    if (new Set(values.map(keyOf)).size > 1) return writesAt(graph, sources.get(top) as readonly number[], said);
    return [{ revision: revisionAt(graph, top), value: values[0] as Answer | null }];
  });
  return cellOf(path, [...new Map(writes.map((write) => [write.revision, write])).values()]);
}

function topsOf(graph: Graph<Statement>, writes: PathWrites): readonly number[] {
  return graph.maximal(rising(writes.keys()));
}

function rising(positions: Iterable<number>): readonly number[] {
  return [...new Set(positions)].sort((a, b) => a - b);
}

function writesAt(graph: Graph<Statement>, positions: readonly number[], writes: PathWrites): readonly Write[] {
  return positions.map((position) => ({ revision: revisionAt(graph, position), value: writes.get(position) as Answer | null }));
}

function revisionAt(graph: Graph<Statement>, position: number): string {
  return (graph.standing[position] as Statement).id;
}

/** Calculated fields are recomputed, comments and replies stand side by side: none is ever in dispute (M2, M6). */
function settled(cell: Cell, rules: ViewRules): Cell {
  return cell.state === 'conflict' && (isCalculated(rules, cell.path) || remarkedPath(cell.path) !== null) ? { ...cell, state: 'clean' } : cell;
}
