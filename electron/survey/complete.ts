import type { Failure } from '../../shared/base/failure.ts';
import { err, ok } from '../../shared/base/result.ts';
import type { Result } from '../../shared/base/result.ts';
import { RESERVED } from '../../shared/bundle/revision/revision.ts';
import type { ArgumentsOf, ValueOf } from '../../shared/ipc/api.ts';
import { blocksCompleting } from '../../shared/survey/findings.ts';
import type { Answer, Path } from '../../shared/survey/response.ts';
import { toTrustedName } from '../../shared/bundle/canonical/names.ts';
import { sha256 } from '../bundle/crypto/hash.ts';
import { makeRevision } from '../bundle/container/revision.ts';
import { appendAudit } from '../database/tables/audit.ts';
import { findCompany } from '../database/tables/company.ts';
import type { Company } from '../database/tables/company.ts';
import { currentResponse, findResponse, saveAnswers as storeAnswers, setStatus } from '../database/tables/response.ts';
import type { ResponseRow } from '../database/tables/response.ts';
import type { ReadDb } from '../database/db.ts';
import { findForm } from '../database/tables/form.ts';
import { loadRevisions } from '../database/tables/revision.ts';
import { getSetting } from '../database/tables/setting.ts';
import { write } from '../database/transaction.ts';
import type { Desk } from '../jobs/handler.ts';
import { checkResponse } from './check.ts';
import type { CheckedResponse } from './check.ts';
import { REASON } from './draft.ts';
import { refuseBlind } from './firstEntry.ts';
import { useForm } from './form.ts';
import { secondEntryFindings } from './secondEntry.ts';
import { twoPeople } from './twoPeople.ts';

/**
 * Makes a draft a completed revision. The stored answers are checked again here: what a window thinks of them does not
 * matter. Fails with `response-locked` when it is no draft, `no-key` when the workspace cannot speak, `second-blind` while the person at work makes
 * its second entry: what blocks would tell of the first.
 */
export function completeResponse(desk: Desk, args: ArgumentsOf<'survey.complete'>): Result<ValueOf<'survey.complete'>, Failure> {
  return write<ValueOf<'survey.complete'>>(desk.db, () => {
    const response = findResponse(desk.db, args.response);
    if (response?.status !== 'draft') return err({ code: 'response-locked' });
    const kept = refuseBlind(desk, response);
    if (!kept.ok) return kept;
    const checked = checkResponse(desk.db, desk, response, 'complete');
    if (!checked.ok) return checked;
    const second = secondEntryFindings(desk.db, desk, response);
    if (!second.ok) return second;
    const blocking = [...checked.value.findings, ...second.value].filter(blocksCompleting);
    if (blocking.length > 0) return ok({ kind: 'blocked', findings: blocking });
    const revision = recordCompletion(desk, response, checked.value);
    if (!revision.ok) return revision;
    return ok({ kind: 'completed', revision: revision.value });
  });
}

/** Writes the completed revision of a response that has been checked and that nothing blocks. Call it inside a transaction. */
export function recordCompletion(desk: Desk, response: ResponseRow, checked: CheckedResponse): Result<string, Failure> {
  const company = findCompany(desk.db, response.entity) as Company;
  const state = new Map<Path, Answer>(checked.session.relevantAnswers());
  state.set(RESERVED.status, 'complete');
  state.set(RESERVED.country, company.country);
  state.set(RESERVED.scheme, company.scheme);
  state.set(RESERVED.number, company.number);
  const made = makeRevision(desk.db, desk, { entity: response.entity, form: checked.form, round: response.round, op: 'put', state, reason: checked.reason });
  if (!made.ok) return made;
  const now = desk.now();
  storeAnswers(desk.db, response, [{ path: REASON, value: null }], checked.progress, response.savedAt, response.person);
  setStatus(desk.db, response, 'complete');
  appendAudit(desk.db, sha256, { at: now, person: getSetting(desk.db, 'person') ?? '', act: 'survey.completed', about: { entity: response.entity, revision: made.value } });
  return made;
}

/** Approves completed responses, all that can be in one transaction; the others are named as refused. Cancelled, it approves none. */
export function approveCompanies(desk: Desk, args: ArgumentsOf<'survey.approve'>): Result<ValueOf<'survey.approve'>, Failure> {
  return write(desk.db, () => {
    const refused: string[] = [];
    const sameHand: string[] = [];
    const another = twoPeople(desk.db).approval;
    for (const [done, entity] of args.entities.entries()) {
      desk.checkCancelled();
      desk.progress({ phase: 'approving', done, total: args.entities.length });
      const response = currentResponse(desk.db, entity);
      if (response?.status !== 'complete') {
        refused.push(entity);
        continue;
      }
      if (another && isCompletedBy(desk.db, response, getSetting(desk.db, 'person') ?? '')) {
        refused.push(entity);
        sameHand.push(entity);
        continue;
      }
      const approved = recordApproval(desk, response);
      if (!approved.ok) return approved;
    }
    return ok({ approved: args.entities.length - refused.length, refused, ...(another && { sameHand }) });
  });
}

/** Whether this person made the revision that waits to be approved. */
function isCompletedBy(db: ReadDb, { entity, form, round }: ResponseRow, person: string): boolean {
  const formId = findForm(db, form)?.id ?? '';
  const revisions = loadRevisions(db, { entity, formId, round });
  const parents = new Set(revisions.flatMap(({ revision }) => revision.parents));
  return revisions.some(({ id, revision }) => !parents.has(id) && revision.person === toTrustedName(person));
}

/** Writes the approval of a completed response. Call it inside a transaction. */
export function recordApproval(desk: Desk, response: ResponseRow): Result<string, Failure> {
  const form = useForm(desk.db, response.form);
  if (!form.ok) return form;
  const made = makeRevision(desk.db, desk, { entity: response.entity, form: form.value, round: response.round, op: 'put', set: { [RESERVED.status]: 'approved' }, reason: '' });
  if (!made.ok) return made;
  setStatus(desk.db, response, 'approved');
  appendAudit(desk.db, sha256, { at: desk.now(), person: getSetting(desk.db, 'person') ?? '', act: 'survey.approved', about: { entity: response.entity, revision: made.value } });
  return made;
}

/** Makes a completed or approved response a draft again; its revisions stay. Fails with `response-locked` when it is a draft already. */
export function reopenResponse(desk: Desk, { response: id, reason }: ArgumentsOf<'survey.reopen'>): Result<null, Failure> {
  return write(desk.db, () => {
    const response = findResponse(desk.db, id);
    if (!response || response.status === 'draft') return err({ code: 'response-locked' });
    const now = desk.now();
    const person = getSetting(desk.db, 'person') ?? '';
    setStatus(desk.db, response, 'draft');
    storeAnswers(desk.db, response, [{ path: REASON, value: reason === '' ? null : reason }], response, now, person);
    appendAudit(desk.db, sha256, { at: now, person, act: 'survey.reopened', about: { entity: response.entity } });
    return ok(null);
  });
}
