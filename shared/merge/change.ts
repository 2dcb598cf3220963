import type { Path } from '../survey/response.ts';
import { isSame, type Cell } from './cell.ts';
import { writerAt, type Line } from './line.ts';
import { valueBy } from './statement.ts';
import { conflictsOf, type View } from './view.ts';

/** What a merge does to a company: `conflict` whenever it is in conflict afterwards, `pending` while nothing of it counts yet. */
export type ChangeKind = 'added' | 'updated' | 'unchanged' | 'conflict' | 'pending';

export interface ViewChange {
  readonly kind: ChangeKind;
  /** Paths whose value or state changes. */
  readonly changes: number;
  readonly conflicts: number;
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

/** A line as what stood before (`changeOf`), without making its view: asked for path by path in their order. */
export function beforeOf(line: Line): Before {
  let at = 0;
  return {
    get: (path) => {
      while (at < line.paths.length && (line.paths[at] as Path) < path) at += 1;
      return line.paths[at] === path ? { state: 'clean', value: valueBy(writerAt(line, at), path) } : undefined;
    },
    keys: () => line.paths,
  };
}
