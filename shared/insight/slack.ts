/** One sum of a table: a cell, or a margin (`null`), as an edge between its row and its column. */
export interface Edge {
  readonly row: string | null;
  readonly column: string | null;
  readonly value: number;
  /** What each company adds to it, without its sign. */
  readonly shares: ReadonlyMap<string, number>;
  suppressed: boolean;
}

/** An edge as somebody sees it who knows the numbers of some of the companies in it, but not of all. */
export interface SeenEdge {
  readonly edge: Edge;
  /** What each company adds of which the number is not known to them: so far the sum can fall. */
  readonly sizes: readonly number[];
  readonly size: number;
}

/**
 * The edges that have to move for one to rise (`way` 1) or fall (−1) by `wanted`, while all rows and columns go on adding up and nothing falls
 * below what is known of it; null where they cannot. Of those that are not suppressed yet as few and as small ones as can be. Sums that add up
 * are a flow that goes round: from each row through its cells to their columns, and back through the margins; so these are the edges of a flow
 * that leads from one end of the edge to the other (Ford and Fulkerson, along cheapest paths).
 */
export function movingWith(seen: readonly SeenEdge[], target: SeenEdge, way: 1 | -1, wanted: number): readonly Edge[] | null {
  const [tail, head] = endsOf(target.edge);
  const [from, to] = way === 1 ? [head, tail] : [tail, head];
  const others = seen.filter((one) => one !== target);
  const hidden = others.filter(({ edge }) => edge.suppressed);
  const moves = new Map<SeenEdge, number>();
  const left = (one: SeenEdge): number => one.size + (moves.get(one) ?? 0);
  let moved = 0;
  while (moved < wanted) {
    const rest = wanted - moved;
    // What is suppressed already comes first, then one way round that is wide enough, then several.
    const path = cheapestPath(hidden, from, to, (one) => left(one) > 0) ?? cheapestPath(others, from, to, (one) => left(one) >= rest) ?? cheapestPath(others, from, to, (one) => left(one) > 0);
    if (!path) return null;
    // Nobody knows how far a sum may rise, so that only those that fall set a limit.
    const step = Math.min(rest, ...path.flatMap(({ one, rises }) => (rises ? [] : [left(one)])));
    for (const { one, rises } of path) moves.set(one, (moves.get(one) ?? 0) + (rises ? step : -step));
    moved += step;
  }
  return [...moves.keys()].map(({ edge }) => edge);
}

interface Step {
  readonly one: SeenEdge;
  readonly rises: boolean;
}

/** From where to where an edge flows: cells and the total of all from their row to their column, the other margins back. */
function endsOf({ row, column }: Edge): readonly [string, string] {
  const ends = [row === null ? 'rows' : `row ${row}`, column === null ? 'columns' : `column ${column}`] as const;
  return (row === null) === (column === null) ? ends : [ends[1], ends[0]];
}

/** Dijkstra's path over edges that may rise, and fall where they can. */
function cheapestPath(edges: readonly SeenEdge[], from: string, to: string, canFall: (one: SeenEdge) => boolean): readonly Step[] | null {
  const reached = new Map<string, { readonly cost: number; readonly last: Step | null; readonly before: string }>([[from, { cost: 0, last: null, before: '' }]]);
  const done = new Set<string>();
  const priced = edges.map((one) => ({ one, price: one.edge.suppressed ? 0 : 1 + Math.abs(one.edge.value), ends: endsOf(one.edge), falls: canFall(one) }));
  for (;;) {
    let node: string | null = null;
    let cost = Infinity;
    for (const [one, found] of reached) if (!done.has(one) && found.cost < cost) [node, cost] = [one, found.cost];
    if (node === null) return null;
    if (node === to) break;
    done.add(node);
    for (const { one, price, ends: [tail, head], falls } of priced) {
      const rises = tail === node;
      if (!rises && (head !== node || !falls)) continue;
      const next = rises ? head : tail;
      if (cost + price < (reached.get(next)?.cost ?? Infinity)) reached.set(next, { cost: cost + price, last: { one, rises }, before: node });
    }
  }
  const path: Step[] = [];
  for (let found = reached.get(to); found?.last; found = reached.get(found.before)) path.push(found.last);
  return path;
}
