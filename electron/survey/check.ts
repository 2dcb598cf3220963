import type { Failure } from '../../shared/base/failure.ts';
import { ok } from '../../shared/base/result.ts';
import type { Result } from '../../shared/base/result.ts';
import { createSession } from '../../shared/survey/engine/engine.ts';
import type { Finding } from '../../shared/survey/findings.ts';
import type { Stage } from '../../shared/survey/form.ts';
import { isAside } from '../../shared/survey/path.ts';
import type { Progress } from '../../shared/survey/progress.ts';
import type { Answers, Path } from '../../shared/survey/response.ts';
import type { EngineEnvironment, Session } from '../../shared/survey/session.ts';
import type { ReadDb } from '../database/db.ts';
import { findCompany, type Company } from '../database/tables/company.ts';
import { findLastRound } from '../database/tables/lastRound.ts';
import { loadAnswers } from '../database/tables/response.ts';
import type { ResponseRow } from '../database/tables/response.ts';
import type { Context } from '../jobs/context.ts';
import { strangerPaths } from './company.ts';
import { useForm } from './form.ts';
import type { ReadyForm } from './form.ts';

/** A stored response with the engine over it, made from the bytes in the database alone. */
export interface CheckedResponse {
  readonly form: ReadyForm;
  readonly session: Session;
  readonly findings: readonly Finding[];
  readonly progress: Progress;
  /** Why the draft was opened again, for the next revision; empty when it was not. */
  readonly reason: string;
}

/** Runs the engine over what is stored of a response. Fails with `unknown-form`. */
export function checkResponse(db: ReadDb, context: Context, response: ResponseRow, stage: Stage): Result<CheckedResponse, Failure> {
  const form = useForm(db, response.form);
  if (!form.ok) return form;
  const stored = loadAnswers(db, response.id);
  const reason = stored.get('@reason');
  for (const path of stored.keys()) if (isAside(path)) stored.delete(path);
  const session = createSession(form.value.compiled, stored, environmentOf(context), findLastRound(db, response.id));
  const company = findCompany(db, response.entity);
  const strangers = company ? strangerFindings(form.value, company, stored) : [];
  const findings = [...strangers, ...session.findings(stage)];
  return ok({ form: form.value, session, findings, progress: session.progress('/'), reason: typeof reason === 'string' ? reason : '' });
}

/** What is said of answers that name another company than the response belongs to. */
export function strangerFindings(form: ReadyForm, company: Company, answers: Answers): readonly Finding[] {
  return strangerPaths(form.map.identity, company, answers).map(strangerFinding);
}

function strangerFinding(path: Path): Finding {
  return { rule: 'identifier', level: 'error', paths: [path], message: { kind: 'sentence', code: 'finding.other-company', values: {} } };
}

/** What the engine needs of the world, from what a handler has; a check is short, its moment stands still. */
/** What the engine asks of where it runs. */
export type Surroundings = Pick<Context, 'now' | 'random' | 'uuid'>;

export function environmentOf(context: Surroundings): EngineEnvironment {
  const now = isoWithZone(context.now());
  return { now: () => now, random: context.random, uuid: context.uuid };
}

/** `2026-11-23T14:05:00.000+03:00` in the zone of this computer. */
export function isoWithZone(milliseconds: number): string {
  const date = new Date(milliseconds);
  const offset = -date.getTimezoneOffset();
  const two = (value: number): string => String(Math.trunc(Math.abs(value))).padStart(2, '0');
  const local = new Date(milliseconds + offset * 60_000).toISOString().slice(0, -1);
  return `${local}${offset < 0 ? '-' : '+'}${two(offset / 60)}:${two(offset % 60)}`;
}
