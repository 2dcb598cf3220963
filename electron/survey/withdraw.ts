import type { Failure } from '../../shared/base/failure.ts';
import { err, ok } from '../../shared/base/result.ts';
import type { Result } from '../../shared/base/result.ts';
import type { ArgumentsOf, ValueOf } from '../../shared/ipc/api.ts';
import type { View } from '../../shared/merge/view.ts';
import { makeRevision } from '../bundle/container/revision.ts';
import { sha256 } from '../bundle/crypto/hash.ts';
import type { ReadDb } from '../database/db.ts';
import { appendAudit } from '../database/tables/audit.ts';
import { findCompany } from '../database/tables/company.ts';
import { currentResponse, setStatus } from '../database/tables/response.ts';
import { hasStated } from '../database/tables/revision.ts';
import type { Group } from '../database/tables/revision.ts';
import { getSetting } from '../database/tables/setting.ts';
import { loadView } from '../database/tables/view.ts';
import { write } from '../database/transaction.ts';
import type { Desk } from '../jobs/handler.ts';
import { useForm } from './form.ts';

/**
 * Takes back all that was said of a company in this form and round, for a reason (M2, op `retract`): its parents are all heads, it leaves with
 * the next bundle, and the answers stay here. Who opens the response again and completes it states it anew (M4). Fails with
 * `company-unknown`, `nothing-to-withdraw` (nothing was completed here, or it is taken back already), `usage` without a reason, or `no-key`.
 */
export function withdrawResponse(desk: Desk, { entity, reason }: ArgumentsOf<'survey.withdraw'>): Result<ValueOf<'survey.withdraw'>, Failure> {
  const said = reason.normalize('NFC').trim();
  if (said === '') return err({ code: 'usage', values: { detail: 'reason' } });
  return write<ValueOf<'survey.withdraw'>>(desk.db, () => {
    if (!findCompany(desk.db, entity)) return err({ code: 'company-unknown', values: { company: entity } });
    const response = currentResponse(desk.db, entity);
    if (!response) return err({ code: 'nothing-to-withdraw' });
    const form = useForm(desk.db, response.form);
    if (!form.ok) return form;
    const { round } = response;
    const group = { entity, formId: form.value.definition.id, round };
    if (!isWithdrawable(desk.db, group, loadView(desk.db, group))) return err({ code: 'nothing-to-withdraw' });
    const made = makeRevision(desk.db, desk, { entity, form: form.value, round, op: 'retract', reason: said });
    if (!made.ok) return made;
    setStatus(desk.db, response, 'withdrawn');
    appendAudit(desk.db, sha256, { at: desk.now(), person: getSetting(desk.db, 'person') ?? '', act: 'survey.withdrawn', about: { entity, revision: made.value } });
    return ok({ revision: made.value });
  });
}

/** Whether something of a company was completed in this workspace and is not taken back. */
export function isWithdrawable(db: ReadDb, group: Group, view: Pick<View, 'retracted'>): boolean {
  return !view.retracted && hasStated(db, group, getSetting(db, 'workspace')?.id ?? '');
}
