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
import type { ResponseRow } from '../database/tables/response.ts';
import { hasStated } from '../database/tables/revision.ts';
import type { Group } from '../database/tables/revision.ts';
import { getSetting } from '../database/tables/setting.ts';
import { loadView } from '../database/tables/view.ts';
import { findAsked, insertAsked, removeAsked } from '../database/tables/withdrawal.ts';
import { write } from '../database/transaction.ts';
import type { Desk } from '../jobs/handler.ts';
import { useForm } from './form.ts';
import type { ReadyForm } from './form.ts';
import { twoPeople } from './twoPeople.ts';

/**
 * Takes back all that was said of a company in this form and round, for a reason (M2, op `retract`): its parents are all heads, it leaves with
 * the next bundle, and the answers stay here. Who opens the response again and completes it states it anew (M4). Where the workspace demands that another
 * person approves, this takes two as well: the first call asks, that of another person withdraws, for the reason asked with unless they give their own.
 * Fails with `company-unknown`, `nothing-to-withdraw` (nothing was completed here, or it is taken back already), `usage` without a reason,
 * `same-person` when the one who has asked would confirm it, or `no-key`.
 */
export function withdrawResponse(desk: Desk, { entity, reason }: ArgumentsOf<'survey.withdraw'>): Result<ValueOf<'survey.withdraw'>, Failure> {
  return write<ValueOf<'survey.withdraw'>>(desk.db, () => {
    const found = withdrawableOf(desk.db, entity);
    if (!found.ok) return found;
    const { response, form } = found.value;
    const { round } = response;
    const asked = findAsked(desk.db, response.id);
    const said = reason.normalize('NFC').trim() || (asked?.reason ?? '');
    if (said === '') return err({ code: 'usage', values: { detail: 'reason' } });
    const act = { at: desk.now(), person: getSetting(desk.db, 'person') ?? '' };
    if (twoPeople(desk.db).approval) {
      if (asked?.person === act.person) return err({ code: 'same-person', values: { ...act, act: 'withdraw' } });
      if (!asked) {
        insertAsked(desk.db, response.id, { ...act, reason: said });
        appendAudit(desk.db, sha256, { ...act, act: 'survey.withdrawal-asked', about: { entity } });
        return ok({ kind: 'asked' });
      }
    }
    const made = makeRevision(desk.db, desk, { entity, form, round, op: 'retract', reason: said });
    if (!made.ok) return made;
    setStatus(desk.db, response, 'withdrawn');
    appendAudit(desk.db, sha256, { ...act, act: 'survey.withdrawn', about: { entity, revision: made.value } });
    return ok({ kind: 'withdrawn', revision: made.value });
  });
}

/** Whether withdrawing a company takes another person, and who has asked for it. Fails with `company-unknown`. */
export function withdrawal(desk: Desk, { entity }: ArgumentsOf<'survey.withdrawal'>): Result<ValueOf<'survey.withdrawal'>, Failure> {
  if (!findCompany(desk.db, entity)) return err({ code: 'company-unknown', values: { company: entity } });
  const response = currentResponse(desk.db, entity);
  return ok({ another: twoPeople(desk.db).approval, asked: response && findAsked(desk.db, response.id) });
}

/** Lets a withdrawal that was asked for go, whoever asked. Fails with `nothing-to-withdraw` when nobody has. */
export function dropWithdrawal(desk: Desk, { entity }: ArgumentsOf<'survey.dropWithdrawal'>): Result<null, Failure> {
  return write(desk.db, () => {
    const response = currentResponse(desk.db, entity);
    if (!response || !findAsked(desk.db, response.id)) return err({ code: 'nothing-to-withdraw' });
    removeAsked(desk.db, response.id);
    appendAudit(desk.db, sha256, { at: desk.now(), person: getSetting(desk.db, 'person') ?? '', act: 'survey.withdrawal-dropped', about: { entity } });
    return ok(null);
  });
}

/** The response of a company that can be withdrawn, and its form. */
function withdrawableOf(db: ReadDb, entity: string): Result<{ readonly response: ResponseRow; readonly form: ReadyForm }, Failure> {
  if (!findCompany(db, entity)) return err({ code: 'company-unknown', values: { company: entity } });
  const response = currentResponse(db, entity);
  if (!response) return err({ code: 'nothing-to-withdraw' });
  const form = useForm(db, response.form);
  if (!form.ok) return form;
  const group = { entity, formId: form.value.definition.id, round: response.round };
  return isWithdrawable(db, group, loadView(db, group)) ? ok({ response, form: form.value }) : err({ code: 'nothing-to-withdraw' });
}

/** Whether something of a company was completed in this workspace and is not taken back. */
export function isWithdrawable(db: ReadDb, group: Group, view: Pick<View, 'retracted'>): boolean {
  return !view.retracted && hasStated(db, group, getSetting(db, 'workspace')?.id ?? '');
}
