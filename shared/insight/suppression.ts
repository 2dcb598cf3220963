/** What one company adds to a cell of a table of sums. */
export interface Contribution {
  readonly row: string;
  readonly column: string;
  readonly value: number;
}

/** A cell of the table or of its margins: `null` is the sum over all rows, or columns. */
export interface AggregateCell {
  readonly row: string | null;
  readonly column: string | null;
  readonly value: number;
  /** Not to be published. Why is not said: it would tell which cell stands for itself and which for another. */
  readonly suppressed: boolean;
}

/** When a cell says too much of one company. */
export const RULE = {
  /** Fewer companies than this in a cell. */
  respondents: 3,
  /** (1, k): the largest company makes more than this part of the cell. */
  dominance: 0.75,
  /** A cell that hides another is worth at least this part of it, where there is such a one. */
  protection: 0.1,
} as const;

/**
 * Sums by row and column, with all margins, in which no cell can be told or computed that is of fewer than three companies or of one that
 * dominates it. A cell that could be computed from the others and the margins is one that lies on no circle of suppressed cells when
 * cells are seen as edges between their row and their column; such circles are closed by suppressing the least that closes them.
 */
export function aggregate(contributions: readonly Contribution[]): readonly AggregateCell[] {
  const rows: readonly (string | null)[] = [...new Set(contributions.map(({ row }) => row))].sort().concat([null as unknown as string]);
  const columns: readonly (string | null)[] = [...new Set(contributions.map(({ column }) => column))].sort().concat([null as unknown as string]);
  const edges = rows.flatMap((row, from) =>
    columns.map((column, to): Edge => {
      const values = contributions.filter((one) => (row === null || one.row === row) && (column === null || one.column === column)).map(({ value }) => value);
      return { row, column, from, to: rows.length + to, value: sum(values), size: sum(values.map(Math.abs)), suppressed: isSensitive(values) };
    }),
  );
  for (let open = openEdge(edges); open; open = openEdge(edges)) for (const edge of closing(edges, open)) edge.suppressed = true;
  return edges.map(({ row, column, value, suppressed }) => ({ row, column, value, suppressed }));
}

interface Edge {
  readonly row: string | null;
  readonly column: string | null;
  /** The two ends: a row, and a column. */
  readonly from: number;
  readonly to: number;
  readonly value: number;
  readonly size: number;
  suppressed: boolean;
}

function isSensitive(values: readonly number[]): boolean {
  const sizes = values.map(Math.abs);
  return values.length > 0 && (values.length < RULE.respondents || Math.max(...sizes) > RULE.dominance * sum(sizes));
}

/** A suppressed cell that can be computed: without it its row and its column are not joined by suppressed cells. */
function openEdge(edges: readonly Edge[]): Edge | undefined {
  return edges.find((edge) => edge.suppressed && cheapest(edges, edge, (other) => (other.suppressed ? 0 : null)) === null);
}

/** The cells that, suppressed too, hide this one: as few and as small as can be, but worth something, and not such as are empty. */
function closing(edges: readonly Edge[], open: Edge): readonly Edge[] {
  const enough = RULE.protection * open.size;
  const cost = (other: Edge): number => {
    if (other.suppressed) return 0;
    return 1 + other.size + (other.size < enough ? WEAK : 0) + (other.size === 0 ? EMPTY : 0);
  };
  // There is always a way round but in a table of one row or one column without margins, which there is not.
  return cheapest(edges, open, cost) ?? [];
}

const WEAK = 1e15;
const EMPTY = 1e18;

/** The cheapest way from an edge's row to its column over other edges (Dijkstra); an edge whose cost is null is no way. */
function cheapest(edges: readonly Edge[], around: Edge, cost: (edge: Edge) => number | null): readonly Edge[] | null {
  const reached = new Map<number, { readonly cost: number; readonly path: readonly Edge[] }>([[around.from, { cost: 0, path: [] }]]);
  const done = new Set<number>();
  for (;;) {
    const [node, best] = [...reached].filter(([one]) => !done.has(one)).sort(([, a], [, b]) => a.cost - b.cost)[0] ?? [];
    if (node === undefined || !best) return null;
    if (node === around.to) return best.path;
    done.add(node);
    for (const edge of edges) {
      if (edge === around || (edge.from !== node && edge.to !== node)) continue;
      const price = cost(edge);
      const next = edge.from === node ? edge.to : edge.from;
      if (price === null || (reached.get(next)?.cost ?? Infinity) <= best.cost + price) continue;
      reached.set(next, { cost: best.cost + price, path: [...best.path, edge] });
    }
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
