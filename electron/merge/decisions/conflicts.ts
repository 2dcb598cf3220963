import type { Failure } from '../../../shared/base/failure.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import { RESERVED } from '../../../shared/bundle/revision/revision.ts';
import type { ConflictPage, ConflictPlace, ConflictRow, Resolution } from '../../../shared/ipc/merge.ts';
import type { Cell } from '../../../shared/merge/cell.ts';
import type { Path } from '../../../shared/survey/response.ts';
import { makeRevision } from '../../bundle/container/revision.ts';
import { sha256 } from '../../bundle/crypto/hash.ts';
import type { ReadDb } from '../../database/db.ts';
import { appendAudit } from '../../database/tables/audit.ts';
import { findCompany } from '../../database/tables/company.ts';
import { loadDefinition } from '../../database/tables/form.ts';
import { countConflicts, listConflicts } from '../../database/tables/merged.ts';
import { getSetting } from '../../database/tables/setting.ts';
import { write } from '../../database/transaction.ts';
import type { Desk } from '../../jobs/handler.ts';
import { refreshGroup, viewOfMembers } from '../group/group.ts';
import { loadMembers } from '../group/members.ts';
import { nameOf } from '../group/stage.ts';
import { openGroup } from '../view/company.ts';
import { settlement, shownCells } from '../view/personal.ts';
import { originsOf } from '../view/provenance.ts';

/** A page of the paths in conflict from after a place on, company by company; each with all that was written there and by whom. */
export function listConflictRows(db: ReadDb, { after, limit }: { readonly after: ConflictPlace | null; readonly limit: number }): ConflictPage {
  const origins = originsOf(db);
  const shown = new Map<string, { readonly formHash: string; readonly cells: readonly Cell[]; readonly open: ReadonlySet<Path>; readonly returned: boolean }>();
  const places = listConflicts(db, after, limit);
  const rows = places.flatMap((key): readonly ConflictRow[] => {
    let found = shown.get(nameOf(key));
    if (!found) {
      const { view, formHash } = viewOfMembers(db, key, loadMembers(db, key));
      shown.set(nameOf(key), (found = { formHash, cells: shownCells(db, view), open: new Set(view.cells.keys()), returned: view.standing === 'returned' }));
    }
    const { cells, open, formHash, returned } = found;
    const company = findCompany(db, key.entity);
    // Personal answers are one path in conflict, shown answer by answer.
    return cells
      .filter((cell) => cell.state === 'conflict' && (cell.path === key.path || (key.path === RESERVED.personal && !open.has(cell.path))))
      .map((cell) => ({
        entity: key.entity, name: company?.shortName || company?.name || '', country: company?.country ?? '', round: key.round, formHash, path: cell.path,
        writes: cell.writes.map(origins.write), returned,
      }));
  });
  return { total: countConflicts(db), rows, next: places.length < limit ? null : (places.at(-1) ?? null) };
}

/** All of them, page by page. */
export function* conflictPages(db: ReadDb, limit: number): Generator<ConflictPage> {
  let page: ConflictPage | null = null;
  do yield (page = listConflictRows(db, { after: page?.next ?? null, limit }));
  while (page.next !== null);
}

/** What is in conflict in a company in a round, by path. */
export function conflictsOfCompany(db: ReadDb, entity: string, round: string): readonly ConflictRow[] {
  const found = openGroup(db, entity, round);
  if (!found.ok) return [];
  const { view, formHash } = found.value;
  const origins = originsOf(db);
  const company = findCompany(db, entity);
  return shownCells(db, view).filter(({ state }) => state === 'conflict').map((cell) => ({
    entity, name: company?.shortName || company?.name || '', country: company?.country ?? '', round, formHash, path: cell.path, writes: cell.writes.map(origins.write),
    returned: view.standing === 'returned',
  }));
}

/**
 * Settles one path that is in conflict: a revision on top of all heads with the chosen value and a reason (M5). It is made
 * here and leaves with the next bundle. Fails with `company-unknown`, `not-in-conflict`, `revision-unknown` (no such write
 * at this path), `unknown-form` or `no-key`.
 */
export function resolveConflict(desk: Desk, { entity, round, path, choice, reason }: Resolution): Result<{ readonly revision: string }, Failure> {
  return write(desk.db, () => {
    const found = openGroup(desk.db, entity, round);
    if (!found.ok) return found;
    const { group, formHash, view } = found.value;
    const change = settlement(desk.db, view, { path, choice });
    if (!change.ok) return change;
    const definition = loadDefinition(desk.db, formHash);
    if (!definition) return err({ code: 'unknown-form', values: { form: formHash } });
    const made = makeRevision(desk.db, desk, { entity, form: { hash: formHash, definition }, round: group.round, op: 'resolve', reason, ...change.value });
    if (!made.ok) return made;
    refreshGroup(desk.db, group);
    appendAudit(desk.db, sha256, {
      at: desk.now(), person: getSetting(desk.db, 'person') ?? '', act: 'merge.resolved', about: { entity, path, revision: made.value },
    });
    return ok({ revision: made.value });
  });
}
