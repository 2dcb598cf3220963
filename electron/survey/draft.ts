import type { Failure } from '../../shared/base/failure.ts';
import { err, ok } from '../../shared/base/result.ts';
import type { Result } from '../../shared/base/result.ts';
import type { ArgumentsOf, ValueOf } from '../../shared/ipc/api.ts';
import type { Answer, AnswerChange, Path } from '../../shared/survey/response.ts';
import { findCompany, saveCompany } from '../database/company.ts';
import type { Company } from '../database/company.ts';
import type { ReadDb } from '../database/db.ts';
import { findForm } from '../database/form.ts';
import { createResponse, currentResponse, findResponse, loadAnswers, saveAnswers as storeAnswers } from '../database/response.ts';
import type { ResponseRow } from '../database/response.ts';
import { getSetting } from '../database/setting.ts';
import { write } from '../database/transaction.ts';
import { loadView } from '../database/view.ts';
import type { Desk } from '../jobs/handler.ts';
import { describeCompany, identityAnswers } from './company.ts';
import { currentForm, useForm } from './form.ts';
import type { ReadyForm } from './form.ts';
import { reviewOf } from './review.ts';

/** Why a draft was opened again: it stands in the draft until the next revision carries it. */
export const REASON: Path = '@reason';

const NOTHING_COUNTED = { required: 0, answered: 0, errors: 0, warnings: 0, unjustified: 0 };

/**
 * The company's response in the current form and round; begins a draft when there is none, from what merged bundles say
 * of it, else from what the list knows. Fails with `company-unknown` or `unknown-form`.
 */
export function openResponse(desk: Desk, { entity }: ArgumentsOf<'survey.openResponse'>): Result<ValueOf<'survey.openResponse'>, Failure> {
  const company = findCompany(desk.db, entity);
  if (!company) return err({ code: 'company-unknown', values: { company: entity } });
  const response = currentResponse(desk.db, entity) ?? undefined;
  const opened = response ? ok(response) : beginDraft(desk, company);
  if (!opened.ok) return opened;
  const { id, form, round, status, savedAt, person } = opened.value;
  const formId = findForm(desk.db, form)?.id;
  return ok({
    response: id, entity, formHash: form, round, status, savedAt, person,
    company: { country: company.country, scheme: company.scheme, number: company.number, name: company.name },
    companyStatus: desk.db.value('SELECT status FROM company WHERE entity = ?', entity) ?? 'draft',
    answers: [...loadAnswers(desk.db, id)].filter(([path]) => !path.startsWith('@')),
    recovered: 0,
    review: formId === undefined ? null : reviewOf(desk.db, { entity, formId, round }),
  });
}

function beginDraft(desk: Desk, company: Company): Result<ResponseRow, Failure> {
  const form = currentForm(desk.db);
  if (!form.ok) return form;
  const round = getSetting(desk.db, 'round') ?? '';
  const person = getSetting(desk.db, 'person') ?? '';
  const received = receivedAnswers(desk.db, form.value, company.entity, round);
  const first = received.length > 0 ? received : identityAnswers(form.value.map.identity, company);
  return write(desk.db, () => {
    const now = desk.now();
    const id = createResponse(desk.db, { entity: company.entity, form: form.value.hash, round, savedAt: now, person });
    storeAnswers(desk.db, { id, entity: company.entity }, first, NOTHING_COUNTED, now, person);
    return ok(findResponse(desk.db, id) as ResponseRow);
  });
}

/** What merged bundles say of a company, as first answers of a draft; a conflict gives its provisional value. */
function receivedAnswers(db: ReadDb, form: ReadyForm, entity: string, round: string): readonly AnswerChange[] {
  const { cells } = loadView(db, { entity, formId: form.definition.id, round });
  return [...cells.values()].filter(({ path, value }) => value !== null && form.map.knows(path)).map(({ path, value }) => ({ path, value }));
}

/** Writes changes of a draft. Fails with `response-locked` when it is no draft, `unknown-path` when the form has no such place. */
export function saveAnswers(desk: Desk, args: ArgumentsOf<'survey.saveAnswers'>): Result<ValueOf<'survey.saveAnswers'>, Failure> {
  return write(desk.db, () => {
    const response = findResponse(desk.db, args.response);
    if (!response) return err({ code: 'company-unknown', values: { company: args.response } });
    if (response.status !== 'draft') return err({ code: 'response-locked' });
    const form = useForm(desk.db, response.form);
    if (!form.ok) return form;
    const stray = args.changes.find(({ path }) => !form.value.map.knows(path));
    if (stray) return err({ code: 'unknown-path', values: { path: stray.path } });
    const now = desk.now();
    storeAnswers(desk.db, response, args.changes, args.progress, now, getSetting(desk.db, 'person') ?? '');
    describe(desk, form.value, response.entity, args.changes);
    return ok({ savedAt: now });
  });
}

function describe(desk: Desk, form: ReadyForm, entity: string, changes: readonly AnswerChange[]): void {
  const { identity } = form.map;
  const shown = new Set<Path | null>([identity.name, identity.shortName, identity.region]);
  const relevant = changes.filter(({ path }) => shown.has(path));
  if (relevant.length === 0) return;
  const company = findCompany(desk.db, entity);
  const next = company && describeCompany(form.map, company, new Map<Path, Answer | null>(relevant.map(({ path, value }) => [path, value])));
  if (next) saveCompany(desk.db, next);
}
