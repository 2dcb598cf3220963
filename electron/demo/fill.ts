import { assert } from '../../shared/base/assert.ts';
import type { Failure } from '../../shared/base/failure.ts';
import { ok } from '../../shared/base/result.ts';
import type { Result } from '../../shared/base/result.ts';
import { createSession } from '../../shared/survey/engine/engine.ts';
import { answersFromJson } from '../../shared/survey/json.ts';
import { justificationPath } from '../../shared/survey/path.ts';
import type { Answer, Path } from '../../shared/survey/response.ts';
import type { Session } from '../../shared/survey/session.ts';
import { saveCompany } from '../database/tables/company.ts';
import { createResponse, findResponse, saveAnswers } from '../database/tables/response.ts';
import type { ResponseRow } from '../database/tables/response.ts';
import { getSetting } from '../database/tables/setting.ts';
import type { Desk } from '../jobs/handler.ts';
import { environmentOf } from '../survey/check.ts';
import { describeCompany, identifyCompany } from '../survey/company.ts';
import { recordApproval, recordCompletion } from '../survey/complete.ts';
import type { ReadyForm } from '../survey/form.ts';
import type { Dice } from './dice.ts';
import { justify } from './justify.ts';
import type { PlannedCompany } from './plan.ts';
import { fullName } from './profile.ts';

/**
 * Adds a planned company, fills its survey through the engine, answers the warnings, completes and approves it; gives its
 * entity. What the generator makes has no errors: one that has is a bug. Call it inside a transaction.
 */
export function fillCompany(desk: Desk, form: ReadyForm, planned: PlannedCompany, dice: Dice): Result<string, Failure> {
  const { country, scheme, number } = planned.profile;
  const identified = identifyCompany({ country, scheme, number, name: fullName(planned.profile) });
  if (!identified.ok) return identified;
  const stem = rowStem(dice);
  let rows = 0;
  const read = answersFromJson(form.definition, planned.answers(), { rowId: () => `${stem}${(rows += 1).toString(36)}` });
  assert(read.ok, `the example's answers fit the form: ${read.ok ? '' : JSON.stringify(read.error[0])}`);
  const company = describeCompany(form.map, identified.value, read.value) ?? identified.value;

  saveCompany(desk.db, company);
  const person = getSetting(desk.db, 'person') ?? '';
  const id = createResponse(desk.db, { entity: company.entity, form: form.hash, round: getSetting(desk.db, 'round') ?? '', savedAt: desk.now(), person });
  const session = createSession(form.compiled, read.value, environmentOf(desk));
  const sent = finish(desk, form, findResponse(desk.db, id) as ResponseRow, session, dice, '');
  return sent.ok ? ok(company.entity) : sent;
}

/** Answers what still warns, keeps the draft, completes and approves it. */
export function finish(desk: Desk, form: ReadyForm, response: ResponseRow, session: Session, dice: Dice, reason: string): Result<string, Failure> {
  for (const finding of session.findings('complete')) {
    const at = finding.paths[0];
    if (finding.level === 'warning' && finding.justification === undefined && at !== undefined) session.answer(justificationPath(finding.rule, at), justify(finding.rule, dice));
  }
  const findings = session.findings('complete');
  const wrong = findings.find((finding) => finding.level === 'error');
  assert(!wrong, `the example's answers have no errors: ${wrong?.rule ?? ''} at ${wrong?.paths.join(', ') ?? ''}`);
  const progress = session.progress('/');
  const changes = [...session.answers()].map(([path, value]: readonly [Path, Answer]) => ({ path, value }));
  saveAnswers(desk.db, response, changes, progress, desk.now(), response.person);
  const completed = recordCompletion(desk, response, { form, session, findings, progress, reason });
  return completed.ok ? recordApproval(desk, { ...response, status: 'complete' }) : completed;
}

/** Row ids are told apart by company, so that nobody takes them for numbers. */
const rowStem = (dice: Dice): string => `r${dice.integer(36 ** 3, 36 ** 4 - 1).toString(36)}`;
