import type { Failure } from '../../shared/base/failure.ts';
import { ok } from '../../shared/base/result.ts';
import type { Result } from '../../shared/base/result.ts';
import { createSession } from '../../shared/survey/engine/engine.ts';
import { migrationBetween } from '../../shared/survey/evolution/migrate.ts';
import type { Migration, MovedAnswer } from '../../shared/survey/evolution/migrate.ts';
import { carriedPath, isAside, parseCarriedPath } from '../../shared/survey/path.ts';
import type { Answer, AnswerChange, Answers, Path } from '../../shared/survey/response.ts';
import type { ReadDb } from '../database/db.ts';
import { IMPORTED } from '../database/tables/answerHistory.ts';
import { findForm, loadDefinition } from '../database/tables/form.ts';
import { findLastRound, insertLastRound } from '../database/tables/lastRound.ts';
import { insertMoved } from '../database/tables/moved.ts';
import { createResponse, currentResponse, findResponse, listResponses, loadAnswers, saveAnswers } from '../database/tables/response.ts';
import type { ResponseRow } from '../database/tables/response.ts';
import { getSetting } from '../database/tables/setting.ts';
import { write } from '../database/transaction.ts';
import type { Desk } from '../jobs/handler.ts';
import { environmentOf } from './check.ts';
import { useForm } from './form.ts';
import type { ReadyForm } from './form.ts';

export interface MovedDraft {
  readonly entity: string;
  readonly response: number;
  readonly source: number;
  readonly report: readonly MovedAnswer[];
}

/** What answers given in another version of this form become in it; null when it is no other version of it, or not installed. */
export function translateAnswers(db: ReadDb, from: string, to: ReadyForm, answers: Answers): Migration | null {
  if (from === to.hash) return null;
  const definition = loadDefinition(db, from);
  return definition?.id === to.definition.id ? migrationBetween(definition, to.definition)(answers) : null;
}

/** Carries every draft of the current round over to this version of its form. Call it inside a transaction: cancelled, it carries none. */
export function moveDrafts(desk: Desk, to: ReadyForm): readonly MovedDraft[] {
  const drafts = listResponses(desk.db, 'draft');
  return drafts.flatMap((response, done) => {
    desk.checkCancelled();
    desk.progress({ phase: 'moving', done, total: drafts.length });
    return moveDraft(desk, response, to) ?? [];
  });
}

/**
 * Carries a draft over to another version of its form: a response of its own, with a report of every value that is not simply
 * where it was. The response it came from stays as it is, answers and all. Null when there is nothing to carry.
 */
function moveDraft(desk: Desk, response: ResponseRow, to: ReadyForm): MovedDraft | null {
  if (response.form === to.hash || findForm(desk.db, response.form)?.id !== to.definition.id) return null;
  const stored = loadAnswers(desk.db, response.id);
  // Answers carried over are as new as the draft: when and by whom they were imported, the draft they came from says.
  const notes = [...stored].filter(([path]) => isAside(path) && path !== IMPORTED);
  const marked = [...stored.keys()].flatMap((path) => parseCarriedPath(path) ?? []);
  const migration = translateAnswers(desk.db, response.form, to, new Map([...stored].filter(([path]) => !path.startsWith('@'))));
  if (!migration) return null;
  const { entity, round, person } = response;
  const now = desk.now();
  const id = createResponse(desk.db, { entity, form: to.hash, round, savedAt: now, person });
  const before = findLastRound(desk.db, response.id);
  const last = before && { round: before.round, answers: translateAnswers(desk.db, response.form, to, before.answers)?.answers ?? before.answers };
  if (last) insertLastRound(desk.db, id, last);
  const moved = new Map(migration.report.map(({ from, to: place }) => [from, place]));
  const marks = marked.flatMap((path) => {
    const at = moved.has(path) ? moved.get(path) : path;
    return at !== null && at !== undefined && migration.answers.has(at) ? [[carriedPath(at), 'carried'] as const] : [];
  });
  const answers = new Map<Path, Answer>([...migration.answers, ...marks]);
  const { progress } = createSession(to.compiled, answers, environmentOf(desk), last);
  saveAnswers(desk.db, { id, entity }, [...notes, ...answers].map(changeOf), progress('/'), now, person);
  insertMoved(desk.db, { response: id, source: response.id, form: response.form, report: migration.report, at: now });
  return { entity, response: id, source: response.id, report: migration.report };
}

/** The current response of a company; a draft of an older version of the current form is carried over first. */
export function currentDraft(desk: Desk, entity: string): Result<ResponseRow | null, Failure> {
  const response = currentResponse(desk.db, entity);
  const hash = getSetting(desk.db, 'form');
  if (response?.status !== 'draft' || hash === null || response.form === hash) return ok(response);
  return write<ResponseRow>(desk.db, () => {
    const form = useForm(desk.db, hash);
    if (!form.ok) return form;
    const moved = moveDraft(desk, response, form.value);
    return ok((moved && findResponse(desk.db, moved.response)) ?? response);
  });
}

function changeOf([path, value]: readonly [Path, Answer]): AnswerChange {
  return { path, value };
}
