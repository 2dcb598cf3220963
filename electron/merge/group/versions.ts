import type { Sha256 } from '../../../shared/base/hash.ts';
import type { RevisionId } from '../../../shared/bundle/revision/revision.ts';
import { cellOf, type Cell, type Write } from '../../../shared/merge/cell.ts';
import { migrationBetween, pathsBetween } from '../../../shared/survey/evolution/migrate.ts';
import { commentPath, remarkedPath, repliedPath, replyPath } from '../../../shared/survey/path.ts';
import type { Path } from '../../../shared/survey/response.ts';
import type { ReadDb } from '../../database/db.ts';
import { loadDefinition } from '../../database/tables/form.ts';
import type { ReadyForm } from '../../survey/form.ts';
import type { GroupView } from './group.ts';

/** A write as another version of the form would have it; null where that has no place for it. */
type Carry = (path: Path, write: Write) => { readonly path: Path; readonly write: Write } | null;

/**
 * Cells as they stand in a version of their form: what was written in another version is carried over as it is read, and no revision is
 * rewritten (M9). What two versions call differently is one path then, and in conflict where neither writer has seen the other. What
 * has no place stays where it was.
 */
export function carriedCells(db: ReadDb, { graph, forms }: Pick<GroupView, 'graph' | 'forms'>, cells: readonly Cell[], to: ReadyForm): readonly Cell[] {
  if ([...forms.values()].every((form) => form === to.hash)) return cells;
  const carries = new Map<Sha256, Carry | null>();
  const carryFrom = (form: Sha256): Carry | null => {
    let carry = carries.get(form);
    if (carry === undefined) carries.set(form, (carry = carryBetween(db, form, to)));
    return carry;
  };
  const at = new Map<Path, { readonly cell: Cell; readonly write: Write }[]>();
  for (const cell of cells) {
    for (const write of cell.writes) {
      const form = forms.get(write.revision);
      const carried = (form === undefined || form === to.hash ? null : carryFrom(form)?.(cell.path, write)) ?? { path: cell.path, write };
      const there = at.get(carried.path);
      if (there) there.push({ cell, write: carried.write });
      else at.set(carried.path, [{ cell, write: carried.write }]);
    }
  }
  return [...at].map(([path, found]) => joined(path, found, graph)).sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** One path from those that have become it. */
function joined(path: Path, found: readonly { readonly cell: Cell; readonly write: Write }[], graph: GroupView['graph']): Cell {
  const cells = new Set(found.map(({ cell }) => cell));
  const writes = found.map(({ write }) => write);
  const [only, another] = [...cells] as [Cell, Cell?];
  // Whole and where it was, or moved as a whole.
  if (another === undefined && writes.length === only.writes.length) return only.state === 'clean' ? { ...only, path, value: (writes.at(-1) as Write).value, writes } : cellOf(path, writes);
  const byRevision = new Map<RevisionId, Write>();
  // Who speaks of both places means the one that is there now.
  for (const { cell, write } of found) if (cell.path === path || !byRevision.has(write.revision)) byRevision.set(write.revision, write);
  const last = new Set(graph.maximal([...byRevision.keys()].map((id) => graph.position(id)).sort((a, b) => a - b)));
  return cellOf(path, [...byRevision.values()].filter(({ revision }) => last.has(graph.position(revision))));
}

function carryBetween(db: ReadDb, from: Sha256, to: ReadyForm): Carry | null {
  const definition = loadDefinition(db, from);
  if (definition?.id !== to.definition.id) return null;
  const migrate = migrationBetween(definition, to.definition);
  const place = pathsBetween(definition, to.definition);
  return (path, write) => {
    const remarked = remarkedPath(path);
    if (remarked !== null) {
      const now = place(remarked);
      return now === null ? null : { path: repliedPath(path) === null ? commentPath(now) : replyPath(now), write };
    }
    if (path.startsWith('@')) return null;
    if (write.value === null) {
      const now = place(path);
      return now === null ? null : { path: now, write };
    }
    const [moved] = migrate(new Map([[path, write.value]])).answers;
    return moved ? { path: moved[0], write: { ...write, value: moved[1] } } : null;
  };
}
