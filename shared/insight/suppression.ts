import { movingWith, type Edge, type SeenEdge } from './slack.ts';

/** What one company adds to a cell of a table of sums; a company adds to one table once. */
export interface Contribution {
  readonly company: string;
  readonly row: string;
  readonly column: string;
  readonly value: number;
}

/** Somebody who knows the numbers of these companies from elsewhere. */
export type Reader = ReadonlySet<string>;

/** A cell of the table or of its margins: `null` is the sum over all rows, or columns. */
export interface AggregateCell {
  readonly row: string | null;
  readonly column: string | null;
  readonly value: number;
  /** Not to be published. Why is not said: it would tell which cell stands for itself and which for another. */
  readonly suppressed: boolean;
}

/** When a cell says too much of one company, as official statistics sees it (Handbook on Statistical Disclosure Control, ESSnet, ch. 4). */
export const RULE = {
  /** Fewer companies than this in a cell. */
  respondents: 3,
  /** (1, k): the largest company makes more than this part of the cell. */
  dominance: 0.75,
  /** p %: the second largest company, by taking its own number away, comes closer to the largest than this part of it. */
  precision: 0.1,
} as const;

/**
 * Sums by row and column, with all margins, from which nobody can learn what one company has said. A cell is sensitive that is of fewer than
 * three companies, that one dominates, from which the second could tell the first, or that is nothing (then all its companies said so). It is
 * hidden, and so many others with it that whoever adds and subtracts all that is shown, and knows that no sum is of less than nothing, comes
 * no closer to it than to a cell that may be shown: of whole numbers never to one of them. That holds for an outsider; for each company that
 * stands in a cell of too few and would take its own number away; and for each of the `readers`: what is left of a cell for them must be fit
 * to be shown too.
 */
export function aggregate(contributions: readonly Contribution[], readers: readonly Reader[] = []): readonly AggregateCell[] {
  const edges = edgesOf(contributions);
  const wholes = contributions.every(({ value }) => Number.isInteger(value));
  const [outside, ...informed] = [NOBODY, ...readers].map((reader) => seenBy(reader, edges));
  const open = outside as readonly SeenEdge[];
  for (const seen of [open, ...informed]) for (const one of seen) if (isSensitive(one)) one.edge.suppressed = true;
  for (const seen of [open, ...informed]) for (const one of seen) if (isSensitive(one)) hide(seen, one, wholes);
  const sensitive = new Set(open.filter(isSensitive).map(({ edge }) => edge));
  const insiders = new Set([...sensitive].filter(({ shares }) => shares.size < RULE.respondents).flatMap(({ shares }) => [...shares.keys()]));
  for (const company of insiders) {
    const seen = seenBy(new Set([company]), edges);
    for (const one of seen) if (sensitive.has(one.edge)) hide(seen, one, wholes);
  }
  return edges.map(({ row, column, value, suppressed }) => ({ row, column, value, suppressed }));
}

const NOBODY: Reader = new Set();

function edgesOf(contributions: readonly Contribution[]): readonly Edge[] {
  const rows: readonly (string | null)[] = [...[...new Set(contributions.map(({ row }) => row))].sort(), null];
  const columns: readonly (string | null)[] = [...[...new Set(contributions.map(({ column }) => column))].sort(), null];
  return rows.flatMap((row) => columns.map((column): Edge => {
    const of = contributions.filter((one) => (row === null || one.row === row) && (column === null || one.column === column));
    return { row, column, value: sum(of.map(({ value }) => value)), shares: new Map(of.map(({ company, value }) => [company, Math.abs(value)])), suppressed: false };
  }));
}

/** The edges of which a reader does not know everything. What is empty, or known, hides nothing. */
function seenBy(reader: Reader, edges: readonly Edge[]): readonly SeenEdge[] {
  return edges.flatMap((edge): SeenEdge[] => {
    const sizes = [...edge.shares].flatMap(([company, size]) => (reader.has(company) ? [] : [size]));
    return sizes.length === 0 ? [] : [{ edge, sizes, size: sum(sizes) }];
  });
}

function isSensitive({ sizes, size }: SeenEdge): boolean {
  const [first = 0, second = 0] = [...sizes].sort((a, b) => b - a);
  return sizes.length < RULE.respondents || size === 0 || first > RULE.dominance * size || size - first - second < RULE.precision * first;
}

/** How far at least a sensitive cell must be able to rise, and to fall while something is left of it. */
function protectionOf({ sizes, size }: SeenEdge, wholes: boolean): number {
  // As far from the number of its largest company as a sum that one may just dominate is.
  const wanted = Math.max(RULE.precision * size, Math.max(...sizes) / RULE.dominance - size);
  return Math.max(wanted, wholes ? 1 : Number.MIN_VALUE);
}

/** Suppresses what it takes that a sensitive cell cannot be told. */
function hide(seen: readonly SeenEdge[], one: SeenEdge, wholes: boolean): void {
  const wanted = protectionOf(one, wholes);
  for (const [way, far] of [[1, wanted], [-1, Math.min(wanted, one.size)]] as const) {
    // There is always a way: through the margins, or for a margin through the cells that it is made of.
    for (const edge of movingWith(seen, one, way, far) ?? []) edge.suppressed = true;
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
