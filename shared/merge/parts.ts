import { groupBy } from '../base/group.ts';
import type { Path } from '../survey/response.ts';
import { atomicOf, type ViewRules } from './rules.ts';

/**
 * The part of a company's view that a path stands in: a section of the form with its tables; `/` for questions outside of every
 * section; `!` for justifications, `@` for what is reserved, comments too. A revision writes to few parts: only these have to be read, hashed and kept anew.
 */
export function partOf(path: Path): string {
  if (!path.startsWith('/')) return path.slice(0, 1);
  const [slash, row] = [path.indexOf('/', 1), path.indexOf('[', 1)];
  const end = row < 0 || (slash >= 0 && slash < row) ? slash : row;
  return end < 0 ? '/' : path.slice(0, end);
}

/** Cells by part: the parts in order, the cells of each in the order given. */
export function byPart<T extends { readonly path: Path }>(cells: Iterable<T>): readonly (readonly [part: string, cells: readonly T[]])[] {
  let last = '';
  // Neighbours are mostly of one section.
  const placed = (path: Path): string => (last.length > 1 && path.startsWith(last) && path[last.length] === '/' ? last : (last = partOf(path)));
  return [...groupBy(cells, ({ path }) => placed(path))].sort(([a], [b]) => (a < b ? -1 : 1));
}

/** The parts that have to be looked at when these paths are written: their own, and those of the fields that only make sense with them (M6). */
export function partsAround(paths: readonly Path[], rules: ViewRules): ReadonlySet<string> {
  const parts = new Set(paths.map(partOf));
  const names = new Set(paths.map((path) => atomicOf(rules, path)));
  for (const [path, name] of rules.atomic) if (names.has(name)) parts.add(partOf(path));
  return parts;
}
