import type { Failure } from '../../../shared/base/failure.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import { RESERVED } from '../../../shared/bundle/revision/revision.ts';
import type { CellView, CompanyView } from '../../../shared/ipc/merge.ts';
import { conflictsOf } from '../../../shared/merge/view.ts';
import type { Path } from '../../../shared/survey/response.ts';
import type { ReadDb } from '../../database/db.ts';
import { findCompany } from '../../database/tables/company.ts';
import { findForm } from '../../database/tables/form.ts';
import type { Group } from '../../database/tables/revision.ts';
import { getSetting } from '../../database/tables/setting.ts';
import type { Context } from '../../jobs/context.ts';
import { useForm } from '../../survey/form.ts';
import { viewOfMembers, type GroupView } from '../group/group.ts';
import { loadMembers } from '../group/members.ts';
import { seenIn } from './answers.ts';
import { linkedWith } from './links.ts';
import { shownCells } from './personal.ts';
import { originsOf } from './provenance.ts';

/**
 * A company as all merged revisions say it is, each value with where it comes from (M10). Fails with `company-unknown` when
 * nothing of it is visible.
 */
export function viewCompany(db: ReadDb, context: Context, entity: string, round: string | null = null): Result<CompanyView, Failure> {
  const found = openGroup(db, entity, round);
  if (!found.ok) return found;
  const { view, formHash } = found.value;
  const company = findCompany(db, entity);
  const status = view.cells.get(RESERVED.status);
  const cells = cellViewsOf(db, context, found.value);
  return ok({
    entity,
    company: { country: company?.country ?? '', scheme: company?.scheme ?? '', number: company?.number ?? '', name: company?.name ?? '' },
    formHash,
    round: view.round,
    retracted: view.retracted,
    status: conflictsOf(view).length > 0 ? 'conflict' : view.standing,
    approvedBy: status?.value === 'approved' && status.writes[0] ? originsOf(db).of(status.writes[0].revision).person : null,
    linked: linkedWith(db, entity),
    cells,
  });
}

/**
 * The cells of a view as people see them in the form it goes by: see {@link seenIn}; each write with its origin (M10). Where that form is not
 * installed, as they were written.
 */
export function cellViewsOf(db: ReadDb, context: Context, found: GroupView): readonly CellView[] {
  const origins = originsOf(db);
  const form = useForm(db, found.formHash);
  const seen = form.ok ? seenIn(db, context, found, form.value) : { cells: shownCells(db, found.view), recomputed: new Map<Path, readonly Path[]>() };
  return seen.cells.map((cell): CellView => {
    const madeOf = seen.recomputed.get(cell.path);
    return { ...cell, writes: cell.writes.map(origins.write), ...(madeOf ? { madeOf } : {}) };
  });
}

/** A company's round that is looked at: the one that is named, else the current one, else the newest there is. */
export function openGroup(db: ReadDb, entity: string, named: string | null = null): Result<GroupView & { readonly group: Group }, Failure> {
  const groups = db.all<Group>('SELECT DISTINCT entity, form_id AS formId, round FROM revision WHERE entity = ? ORDER BY round, form_id', entity);
  const form = findForm(db, getSetting(db, 'form') ?? '');
  const round = named ?? getSetting(db, 'round');
  const last = named === null ? groups.at(-1) : groups.findLast((one) => one.round === named);
  const group = groups.find((one) => one.formId === form?.id && one.round === round) ?? last;
  if (!group) return err({ code: 'company-unknown', values: { company: entity } });
  const found = viewOfMembers(db, group, loadMembers(db, group));
  return found.view.heads.length === 0 ? err({ code: 'company-unknown', values: { company: entity } }) : ok({ ...found, group });
}
