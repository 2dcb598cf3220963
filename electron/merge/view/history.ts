import type { Failure } from '../../../shared/base/failure.ts';
import { ok, type Result } from '../../../shared/base/result.ts';
import { RESERVED, type RevisionId } from '../../../shared/bundle/revision/revision.ts';
import type { HistoryEntry } from '../../../shared/ipc/merge.ts';
import { graphOf } from '../../../shared/merge/graph.ts';
import { rowsAround } from '../../../shared/merge/rules.ts';
import type { Statement } from '../../../shared/merge/statement.ts';
import { computeView, type View } from '../../../shared/merge/view.ts';
import type { Answer, Path } from '../../../shared/survey/response.ts';
import type { ReadDb } from '../../database/db.ts';
import { statementOf } from '../../database/tables/view.ts';
import { loadMembers } from '../group/members.ts';
import { openGroup } from './company.ts';
import { personalSet } from './personal.ts';
import { originsOf } from './provenance.ts';

type Change = HistoryEntry['changes'][number];

/**
 * Every visible revision that changed a path, or anything of the company when `path` is null, parents before children: what
 * stood there in the eyes of its author, and what after (M10). `round`: of that round instead of the one that is looked at. Fails with `company-unknown`.
 */
export function historyOf(db: ReadDb, entity: string, path: Path | null, round: string | null = null): Result<readonly HistoryEntry[], Failure> {
  const found = openGroup(db, entity, round);
  if (!found.ok) return found;
  const { group, view, rules } = found.value;
  const pending = new Set(view.pending);
  const { standing } = graphOf(loadMembers(db, group).map((member) => statementOf(member)).filter(({ id }) => !pending.has(id)));
  const byId = new Map(standing.map((statement) => [statement.id, statement]));
  const origins = originsOf(db);
  // Of personal answers the view holds one cell together: it stands for a place only where the place has none of its own.
  const stands = (at: Path): boolean => path === null || (showsAt(at, path) && (at !== RESERVED.personal || path === at || !view.cells.has(path)));
  const current = new Set([...view.cells.values()].flatMap((cell) => (stands(cell.path) ? cell.writes.map((write) => write.revision) : [])));

  return ok(
    standing.flatMap((statement): readonly HistoryEntry[] => {
      const touched = touchedPaths(statement).filter((one) => path === null || showsAt(one, path));
      if (touched.length === 0) return [];
      const before = computeView(group, ancestorsOf(statement, byId), rules);
      const changes = touched.flatMap((one) =>
        one === RESERVED.personal ? personalChanges(db, before, statement, path) : [{ path: path ?? one, before: before.cells.get(path ?? one)?.value ?? null, after: statement.set[one] ?? null }],
      );
      return changes.length === 0 ? [] : [{ ...origins.of(statement.id), changes, current: current.has(statement.id) }];
    }),
  );
}

/** Whether what is written at one path says something of another: the same, a row around it, the personal answers together. */
function showsAt(written: Path, path: Path): boolean {
  return written === path || rowsAround(path).includes(written) || (written === RESERVED.personal && path.startsWith('/'));
}

function touchedPaths(statement: Statement): readonly Path[] {
  const paths = [...Object.keys(statement.set), ...statement.unset];
  if (statement.op === 'retract') paths.push(RESERVED.response);
  if (statement.personal !== undefined) paths.push(RESERVED.personal);
  return paths.sort();
}

function ancestorsOf(statement: Statement, byId: ReadonlyMap<RevisionId, Statement>): readonly Statement[] {
  const seen = new Set(statement.parents);
  for (const id of seen) for (const parent of byId.get(id)?.parents ?? []) seen.add(parent);
  return [...seen].flatMap((id) => byId.get(id) ?? []);
}

/** Personal answers travel together; only those that differ have changed. */
function personalChanges(db: ReadDb, before: View, statement: Statement, path: Path | null): readonly Change[] {
  const writer = before.cells.get(RESERVED.personal)?.writes.at(-1)?.revision;
  const old = (writer && personalSet(db, writer)) || {};
  const now: Readonly<Record<Path, Answer>> = personalSet(db, statement.id) ?? {};
  return [...new Set([...Object.keys(old), ...Object.keys(now)])]
    .filter((one) => (path === null || one === path) && JSON.stringify(old[one]) !== JSON.stringify(now[one]))
    .map((one) => ({ path: one, before: old[one] ?? null, after: now[one] ?? null }));
}
