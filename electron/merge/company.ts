import type { Failure } from '../../shared/base/failure.ts';
import { err, ok, type Result } from '../../shared/base/result.ts';
import { RESERVED, type Personal } from '../../shared/bundle/revision.ts';
import type { CellView, CompanyView } from '../../shared/ipc/merge.ts';
import { cellOf } from '../../shared/merge/cells.ts';
import type { Cell, View } from '../../shared/merge/view.ts';
import type { Answer, Path } from '../../shared/survey/response.ts';
import { findCompany } from '../database/company.ts';
import type { ReadDb } from '../database/db.ts';
import { findForm } from '../database/form.ts';
import { findPersonal, type Group } from '../database/revision.ts';
import { getSetting } from '../database/setting.ts';
import { viewOfMembers, type GroupView } from './group.ts';
import { loadMembers } from './members.ts';
import { originsOf } from './provenance.ts';

/**
 * A company as all merged revisions say it is, each value with where it comes from (M10). Fails with `company-unknown` when
 * nothing of it is visible.
 */
export function viewCompany(db: ReadDb, entity: string): Result<CompanyView, Failure> {
  const found = openGroup(db, entity);
  if (!found.ok) return found;
  const { view, formHash } = found.value;
  const origins = originsOf(db);
  const company = findCompany(db, entity);
  const status = view.cells.get(RESERVED.status);
  const cells = shownCells(db, view).map((cell): CellView => ({ ...cell, writes: cell.writes.map(origins.write) }));
  return ok({
    entity,
    company: { country: company?.country ?? '', scheme: company?.scheme ?? '', number: company?.number ?? '', name: company?.name ?? '' },
    formHash,
    round: view.round,
    retracted: view.retracted,
    status: cells.some((cell) => cell.state === 'conflict') ? 'conflict' : view.standing,
    approvedBy: status?.value === 'approved' && status.writes[0] ? origins.of(status.writes[0].revision).person : null,
    cells,
  });
}

/** A company's round that is looked at: the current one, else the newest there is. */
export function openGroup(db: ReadDb, entity: string): Result<GroupView & { readonly group: Group }, Failure> {
  const groups = db.all<Group>('SELECT DISTINCT entity, form_id AS formId, round FROM revision WHERE entity = ? ORDER BY round, form_id', entity);
  const form = findForm(db, getSetting(db, 'form') ?? '');
  const round = getSetting(db, 'round');
  const group = groups.find((one) => one.formId === form?.id && one.round === round) ?? groups.at(-1);
  if (!group) return err({ code: 'company-unknown', values: { company: entity } });
  const found = viewOfMembers(db, group, loadMembers(db, group));
  return found.view.heads.length === 0 ? err({ code: 'company-unknown', values: { company: entity } }) : ok({ ...found, group });
}

/** The cells with the personal answers among them, where they came along (B7). */
export function shownCells(db: ReadDb, view: View): readonly Cell[] {
  const apart = view.cells.get(RESERVED.personal);
  if (!apart) return [...view.cells.values()];
  const personal = personalCells(db, apart);
  const others = [...view.cells.values()].filter((cell) => cell !== apart || (personal.length === 0 && apart.state === 'conflict'));
  return [...others, ...personal].sort((a, b) => (a.path < b.path ? -1 : 1));
}

function personalCells(db: ReadDb, apart: Cell): readonly Cell[] {
  const sets = apart.writes.map(({ revision }) => ({ revision, set: personalSet(db, revision) }));
  const known = sets.flatMap(({ revision, set }) => (set ? [{ revision, set }] : []));
  if (known.length < sets.length) return [];
  const paths = new Set<Path>(known.flatMap(({ set }) => Object.keys(set)));
  return [...paths].map((path) => cellOf(path, known.map(({ revision, set }) => ({ revision, value: set[path] ?? null }))));
}

/** The personal answers behind a revision; null when they did not come along or were erased. */
export function personalSet(db: ReadDb, revision: string): Readonly<Record<Path, Answer>> | null {
  const line = findPersonal(db, revision);
  return line && (JSON.parse(Buffer.from(line).toString('utf8')) as Personal).set;
}
