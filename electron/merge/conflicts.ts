import type { Failure } from '../../shared/base/failure.ts';
import { err, ok, type Result } from '../../shared/base/result.ts';
import type { ConflictPage, ConflictRow, Resolution } from '../../shared/ipc/merge.ts';
import type { Cell, Write } from '../../shared/merge/view.ts';
import type { Answer, Path } from '../../shared/survey/response.ts';
import { sha256 } from '../bundle/hash.ts';
import { makeRevision } from '../bundle/revision.ts';
import { appendAudit } from '../database/audit.ts';
import { findCompany } from '../database/company.ts';
import type { ReadDb } from '../database/db.ts';
import { loadDefinition } from '../database/form.ts';
import { countConflicts, listConflicts } from '../database/merged.ts';
import { getSetting } from '../database/setting.ts';
import { write } from '../database/transaction.ts';
import type { Desk } from '../jobs/handler.ts';
import { openGroup, shownCells } from './company.ts';
import { refreshGroup, viewOfMembers, type GroupView } from './group.ts';
import { loadMembers } from './members.ts';
import { originsOf } from './provenance.ts';
import { nameOf } from './stage.ts';

/** A page of the paths in conflict, company by company; each with all that was written there and by whom. */
export function listConflictRows(db: ReadDb, { offset, limit }: { readonly offset: number; readonly limit: number }): ConflictPage {
  const origins = originsOf(db);
  const views = new Map<string, { readonly formHash: string; readonly cells: ReadonlyMap<Path, Cell> }>();
  const rows = listConflicts(db, offset, limit).flatMap((key): readonly ConflictRow[] => {
    let found = views.get(nameOf(key));
    if (!found) {
      const { view, formHash } = viewOfMembers(db, key, loadMembers(db, key));
      views.set(nameOf(key), (found = { formHash, cells: view.cells }));
    }
    const cell = found.cells.get(key.path);
    const company = findCompany(db, key.entity);
    if (cell?.state !== 'conflict') return [];
    return [{
      entity: key.entity, name: company?.shortName || company?.name || '', country: company?.country ?? '', formHash: found.formHash, path: key.path,
      writes: cell.writes.map(origins.write),
    }];
  });
  return { total: countConflicts(db), rows };
}

/**
 * Settles one path that is in conflict: a revision on top of all heads with the chosen value and a reason (M5). It is made
 * here and leaves with the next bundle. Fails with `company-unknown`, `not-in-conflict`, `revision-unknown` (no such write
 * at this path), `unknown-form` or `no-key`.
 */
export function resolveConflict(desk: Desk, { entity, path, choice, reason }: Resolution): Result<{ readonly revision: string }, Failure> {
  return write(desk.db, () => {
    const found = openGroup(desk.db, entity);
    if (!found.ok) return found;
    const { group, formHash } = found.value;
    const cell = conflictAt(desk.db, found.value, path);
    if (!cell) return err({ code: 'not-in-conflict', values: { path } });
    const chosen = choice.kind === 'value' ? choice.value : chosenWrite(cell, choice.revision);
    if (chosen === undefined) return err({ code: 'revision-unknown', values: { path } });
    const definition = loadDefinition(desk.db, formHash);
    if (!definition) return err({ code: 'unknown-form', values: { form: formHash } });
    const change: { readonly set?: Record<Path, Answer>; readonly unset?: readonly Path[] } = chosen === null ? { unset: [path] } : { set: { [path]: chosen } };
    const made = makeRevision(desk.db, desk, { entity, form: { hash: formHash, definition }, round: group.round, op: 'resolve', reason, ...change });
    if (!made.ok) return made;
    refreshGroup(desk.db, group);
    appendAudit(desk.db, sha256, {
      at: desk.now(), person: getSetting(desk.db, 'person') ?? '', act: 'merge.resolved', about: { entity, path, revision: made.value },
    });
    return ok({ revision: made.value });
  });
}

function conflictAt(db: ReadDb, { view }: GroupView, path: Path): Cell | null {
  const cell = view.cells.get(path) ?? shownCells(db, view).find((one) => one.path === path);
  return cell?.state === 'conflict' ? cell : null;
}

function chosenWrite(cell: Cell, revision: string): Answer | null | undefined {
  return cell.writes.find((one: Write) => one.revision === revision)?.value;
}
