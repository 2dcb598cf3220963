import type { Failure } from '../../shared/base/failure.ts';
import { err, ok } from '../../shared/base/result.ts';
import type { Result } from '../../shared/base/result.ts';
import type { ArgumentsOf, ValueOf } from '../../shared/ipc/api.ts';
import type { OpenedResponse } from '../../shared/ipc/survey.ts';
import { createSession } from '../../shared/survey/engine/engine.ts';
import type { MovedAnswer } from '../../shared/survey/evolution/migrate.ts';
import { carriedPath, isAside, isRowPath, parseCarriedPath, parseJustificationPath, templateOf } from '../../shared/survey/path.ts';
import { draftProgress } from '../../shared/survey/progress.ts';
import type { Answer, AnswerChange, Answers, Path } from '../../shared/survey/response.ts';
import type { ReadDb } from '../database/db.ts';
import { keptOfCutOff } from '../database/sitting.ts';
import { noteActs, noteChanges } from '../database/tables/answerHistory.ts';
import { findCompany, saveCompany } from '../database/tables/company.ts';
import type { Company } from '../database/tables/company.ts';
import { findForm } from '../database/tables/form.ts';
import { findLastRound, findLastRoundText, insertLastRound } from '../database/tables/lastRound.ts';
import { findMoved, insertMoved } from '../database/tables/moved.ts';
import { createResponse, currentResponse, findResponse, loadAnswer, loadAnswers, loadAnswersText, loadMarks, saveAnswers as storeAnswers, unfold } from '../database/tables/response.ts';
import type { ResponseRow } from '../database/tables/response.ts';
import { loadRevisions } from '../database/tables/revision.ts';
import { getSetting } from '../database/tables/setting.ts';
import { formOf, loadView } from '../database/tables/view.ts';
import { write } from '../database/transaction.ts';
import type { Desk } from '../jobs/handler.ts';
import { environmentOf } from './check.ts';
import { describeCompany, identityAnswers } from './company.ts';
import { currentDraft, translateAnswers } from './evolve.ts';
import { refuseBlind } from './firstEntry.ts';
import { currentForm, useForm } from './form.ts';
import type { ReadyForm } from './form.ts';
import { carryOver, lastRoundOf } from './lastRound.ts';
import { paperCode } from './paper.ts';
import { reviewOf } from './review.ts';
import { isWithdrawable } from './withdraw.ts';

/** Why a draft was opened again: it stands in the draft until the next revision carries it. */
export const REASON: Path = '@reason';

const NOTHING_COUNTED = { required: 0, answered: 0, errors: 0, warnings: 0, unjustified: 0 };

/** How the answers of an opened response are held, and those of the round before. */
interface Holding<Held> {
  readonly answers: (db: ReadDb, response: number) => Held;
  readonly last: (db: ReadDb, response: number) => OpenedResponse<Held>['last'];
}

/**
 * The company's response in the current form and round; begins a draft when there is none, from what merged bundles say
 * of it, else from what it answered in the round before, else from what the list knows. Fails with `company-unknown`, `unknown-form`, or
 * `second-blind` while the person at work makes its second entry.
 */
export function openResponse(desk: Desk, args: ArgumentsOf<'survey.openResponse'>): Result<OpenedResponse<Answers>, Failure> {
  const response = currentResponse(desk.db, args.entity);
  const shown = response ? refuseBlind(desk, response) : ok(null);
  return shown.ok ? openHeld(desk, args, { answers: (db, id) => new Map([...loadAnswers(db, id)].filter(([path]) => !isAside(path))), last: findLastRound }) : shown;
}

/** {@link openResponse} for the window, which keeps it from whoever makes the second entry by itself. */
export function openResponseAsText(desk: Desk, args: ArgumentsOf<'survey.openResponse'>): Result<ValueOf<'survey.openResponse'>, Failure> {
  return openHeld(desk, args, { answers: loadAnswersText, last: findLastRoundText });
}

function openHeld<Held>(desk: Desk, { entity }: ArgumentsOf<'survey.openResponse'>, holding: Holding<Held>): Result<OpenedResponse<Held>, Failure> {
  const company = findCompany(desk.db, entity);
  if (!company) return err({ code: 'company-unknown', values: { company: entity } });
  const response = currentDraft(desk, entity);
  if (!response.ok) return response;
  const begun = response.value ? ok({ response: response.value }) : beginDraft(desk, company);
  if (!begun.ok) return begun;
  const opened = begun.value.response;
  const { id, form, round, status, savedAt, person } = opened;
  const formId = findForm(desk.db, form)?.id;
  const group = formId === undefined ? null : { entity, formId, round };
  const view = group && loadView(desk.db, group);
  return ok({
    response: id, entity, formHash: form, round, status, savedAt, person,
    company: { country: company.country, scheme: company.scheme, number: company.number, name: company.name, shortName: company.shortName },
    companyStatus: desk.db.value('SELECT status FROM company WHERE entity = ?', entity) ?? 'draft',
    answers: holding.answers(desk.db, id),
    last: holding.last(desk.db, id) ?? null,
    kept: keptOfCutOff(desk.db).find(({ response: draft }) => draft === id) ?? null,
    code: status === 'draft' ? null : paperCode(desk.db, opened),
    moved: movedFrom(desk.db, id),
    review: group && view && reviewOf(desk.db, group, view),
    withdrawable: group !== null && view !== null && isWithdrawable(desk.db, group, view),
  });
}

/** What became of the values of a draft that was carried over from an older version of its form. */
function movedFrom(db: ReadDb, response: number): ValueOf<'survey.openResponse'>['moved'] {
  const found = findMoved(db, response);
  return found && { form: found.form, version: findForm(db, found.form)?.version ?? '', report: found.report };
}

/**
 * Begins the draft of a company in the current form and round: from what merged bundles say of it, else from what it answered in the
 * round before, else from what the list knows. Says how many answers wait to be confirmed. Fails with `unknown-form`.
 */
export function beginDraft(desk: Desk, company: Company): Result<{ readonly response: ResponseRow; readonly carried: number }, Failure> {
  const form = currentForm(desk.db);
  if (!form.ok) return form;
  const round = getSetting(desk.db, 'round') ?? '';
  const person = getSetting(desk.db, 'person') ?? '';
  const received = receivedAnswers(desk.db, form.value, company.entity, round);
  const last = lastRoundOf(desk.db, form.value, company.entity, round);
  const first = received.answers.length > 0 ? received.answers : [...(last ? carryOver(form.value, last) : []), ...identityAnswers(form.value.map.identity, company)];
  return write<{ readonly response: ResponseRow; readonly carried: number }>(desk.db, () => {
    const now = desk.now();
    const id = createResponse(desk.db, { entity: company.entity, form: form.value.hash, round, savedAt: now, person });
    if (last) insertLastRound(desk.db, id, last);
    const carried = first.filter(({ path }) => parseCarriedPath(path) !== null).length;
    const counted = carried === 0 ? NOTHING_COUNTED : draftProgress(createSession(form.value.compiled, answersOf(first), environmentOf(desk), last));
    storeAnswers(desk.db, { id, entity: company.entity }, first, counted, now, person);
    if (received.from !== null) insertMoved(desk.db, { response: id, source: null, form: received.from, report: received.report, at: now });
    return ok({ response: findResponse(desk.db, id) as ResponseRow, carried });
  });
}

function answersOf(changes: readonly AnswerChange[]): Map<Path, Answer> {
  return new Map(changes.flatMap(({ path, value }) => (value === null ? [] : [[path, value] as const])));
}

interface Received {
  readonly answers: readonly AnswerChange[];
  /** Hash of the older form the revisions are in; null when they are in this one. */
  readonly from: string | null;
  readonly report: readonly MovedAnswer[];
}

/**
 * What merged bundles say of a company, as first answers of a draft; a conflict gives its provisional value. Revisions of an
 * older version of the form are read as this version has it (M9); they stay as they are.
 */
function receivedAnswers(db: ReadDb, form: ReadyForm, entity: string, round: string): Received {
  const group = { entity, formId: form.definition.id, round };
  const { cells } = loadView(db, group);
  const given = new Map([...cells.values()].flatMap(({ path, value }): readonly (readonly [Path, Answer])[] => (value === null || path.startsWith('@') ? [] : [[path, value]])));
  const from = formOf(loadRevisions(db, group));
  const migration = from === null ? null : translateAnswers(db, from, form, given);
  const answers = [...(migration?.answers ?? given)].filter(([path]) => form.map.knows(path)).map(([path, value]) => ({ path, value }));
  return { answers, from: migration && from, report: migration?.report ?? [] };
}

/** Writes changes of a draft, and what they changed into the history of its fields. Fails with `response-locked` when it is no draft, `unknown-path` when the form has no such place. */
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
    const person = getSetting(desk.db, 'person') ?? '';
    unfold(desk.db, response.id);
    const reason = loadAnswer(desk.db, response.id, REASON);
    const marks = loadMarks(desk.db, response.id);
    const changes = [...args.changes, ...confirmedBy(desk.db, response.id, args.changes, marks)];
    noteChanges(desk.db, response.id, changes.filter(({ path }) => isEntered(form.value, path)), { at: now, person, reason: typeof reason === 'string' ? reason : null });
    noteActs(desk.db, response.id, confirmedAsTheyWere(changes, marks), 'confirmed', { at: now, person });
    storeAnswers(desk.db, response, changes, args.progress, now, person);
    describe(desk, form.value, response.entity, args.changes);
    return ok({ savedAt: now });
  });
}

/** Marks that go because their answer changes: whoever changes an answer of the last round has confirmed it. */
function confirmedBy(db: ReadDb, response: number, changes: readonly AnswerChange[], marks: ReadonlySet<Path>): readonly AnswerChange[] {
  const named = new Set(changes.map(({ path }) => path));
  return changes.flatMap(({ path, value }): readonly AnswerChange[] => {
    const mark = carriedPath(path);
    if (!path.startsWith('/') || named.has(mark) || !marks.has(mark)) return [];
    return JSON.stringify(loadAnswer(db, response, path)) === JSON.stringify(value) ? [] : [{ path: mark, value: null }];
  });
}

/** Places whose mark goes while the answer stays: somebody has confirmed it. */
function confirmedAsTheyWere(changes: readonly AnswerChange[], marks: ReadonlySet<Path>): readonly Path[] {
  const changed = new Set(changes.map(({ path }) => path));
  return changes.flatMap(({ path, value }) => {
    const at = value === null ? parseCarriedPath(path) : null;
    return at !== null && !changed.has(at) && marks.has(path) ? [at] : [];
  });
}

/** Whether a person writes at this path: an answer, a row, a justification; nothing that is calculated. */
function isEntered(form: ReadyForm, path: Path): boolean {
  if (isRowPath(path) || parseJustificationPath(path) !== null) return true;
  const question = form.map.questions.get(templateOf(path));
  return question !== undefined && question.type !== 'calculate' && question.type !== 'metadata';
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
