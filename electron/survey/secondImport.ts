import type { Failure } from '../../shared/base/failure.ts';
import type { Json } from '../../shared/base/json.ts';
import { err, ok } from '../../shared/base/result.ts';
import type { Result } from '../../shared/base/result.ts';
import { createSession } from '../../shared/survey/engine/engine.ts';
import { answersFromJson } from '../../shared/survey/json.ts';
import type { AnswersProblem } from '../../shared/survey/json.ts';
import { write } from '../database/transaction.ts';
import type { Desk } from '../jobs/handler.ts';
import { environmentOf } from './check.ts';
import { useForm } from './form.ts';
import { differences, newRowId, overlay } from './import.ts';
import { finishSecond, openSecond, saveSecond } from './secondEntry.ts';

export interface SecondImport {
  readonly entity: string;
  /** Nested as the form is; what lies outside the sections that are entered twice is let go. */
  readonly answers: Json;
}

/**
 * Takes answers as the whole second entry of a company's sections by the person at work, and finishes it, all or nothing. Fails as
 * `openSecond` does, or with `answers-invalid` and the places that do not fit the form.
 */
export function enterSecond(desk: Desk, { entity, answers }: SecondImport): Result<null, { readonly failure: Failure; readonly problems: readonly AnswersProblem[] }> {
  let problems: readonly AnswersProblem[] = [];
  const entered = write<null>(desk.db, () => {
    const opened = openSecond(desk, { entity });
    if (!opened.ok) return opened;
    const { response, formHash } = opened.value;
    const form = useForm(desk.db, formHash);
    if (!form.ok) return form;
    const before = opened.value.answers;
    const session = createSession(form.value.compiled, before, environmentOf(desk));
    const read = answersFromJson(form.value.definition, answers, { rowId: (repeat, index) => session.rows(repeat)[index] ?? newRowId(desk) });
    if (!read.ok) {
      problems = read.error;
      return err({ code: 'answers-invalid' });
    }
    const filled = createSession(form.value.compiled, overlay(before, read.value, session), environmentOf(desk));
    const saved = saveSecond(desk, { response, changes: differences(before, filled.answers()) });
    return saved.ok ? finishSecond(desk, { response }) : saved;
  });
  return entered.ok ? ok(null) : err({ failure: entered.error, problems });
}
