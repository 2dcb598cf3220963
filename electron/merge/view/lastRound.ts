import type { Failure } from '../../../shared/base/failure.ts';
import { ok, type Result } from '../../../shared/base/result.ts';
import type { OfRound } from '../../../shared/ipc/merge.ts';
import type { LastRoundValue } from '../../../shared/ipc/mergeDesk.ts';
import type { Path } from '../../../shared/survey/response.ts';
import type { Group } from '../../database/tables/revision.ts';
import type { Desk } from '../../jobs/handler.ts';
import { useForm } from '../../survey/form.ts';
import { viewOfMembers } from '../group/group.ts';
import { loadMembers } from '../group/members.ts';
import { answersIn } from './answers.ts';
import { openGroup } from './company.ts';
import { shownCells } from './personal.ts';
import { originsOf } from './provenance.ts';

const EARLIER = 'SELECT DISTINCT entity, form_id AS formId, round FROM revision WHERE entity = ? AND form_id = ? AND round < ? ORDER BY round DESC';

/**
 * What a company said at a place in the last round before the one that is looked at, carried over to its form (M9); null when nothing
 * of it is here, or nothing was said. Fails with `company-unknown` or `unknown-form`.
 */
export function lastRoundValue({ db }: Pick<Desk, 'db'>, { entity, round, path }: { readonly entity: string; readonly path: Path } & OfRound): Result<LastRoundValue | null, Failure> {
  const found = openGroup(db, entity, round);
  if (!found.ok) return found;
  const form = useForm(db, found.value.formHash);
  if (!form.ok) return form;
  for (const group of db.all<Group>(EARLIER, entity, found.value.group.formId, found.value.group.round)) {
    const earlier = viewOfMembers(db, group, loadMembers(db, group));
    if (earlier.view.heads.length === 0) continue;
    const value = answersIn(db, earlier, form.value).get(path);
    const cell = shownCells(db, earlier.view).find((one) => one.path === path);
    return ok(value === undefined ? null : { round: group.round, value, disputed: cell?.state === 'conflict', writes: (cell?.writes ?? []).map(originsOf(db).write) });
  }
  return ok(null);
}
