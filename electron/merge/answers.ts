import type { Failure } from '../../shared/base/failure.ts';
import { ok, type Result } from '../../shared/base/result.ts';
import { isSame } from '../../shared/merge/cells.ts';
import type { Cell, View } from '../../shared/merge/view.ts';
import { createSession } from '../../shared/survey/engine.ts';
import { templateOf } from '../../shared/survey/path.ts';
import type { Answer, Answers, Path } from '../../shared/survey/response.ts';
import type { Session } from '../../shared/survey/session.ts';
import type { ReadDb } from '../database/db.ts';
import type { Context } from '../jobs/context.ts';
import { environmentOf } from '../survey/check.ts';
import { translateAnswers } from '../survey/evolve.ts';
import { useForm, type ReadyForm } from '../survey/form.ts';

/** The answers of a view; of a path in conflict the provisional one (M3). Justifications are among them. */
export function answersOf(view: Pick<View, 'cells'>, form: ReadyForm): Map<Path, Answer> {
  const answers = new Map<Path, Answer>();
  for (const { path, value } of view.cells.values()) if (value !== null && !path.startsWith('@') && form.map.knows(path)) answers.set(path, value);
  return answers;
}

/** The answers of a view as they stand in a version of its form: those of another version are carried over step by step, unwritten (M9). */
export function answersIn(db: ReadDb, view: Pick<View, 'cells'>, formHash: string, form: ReadyForm): Answers {
  const own = useForm(db, formHash);
  if (!own.ok) return answersOf(view, form);
  const answers = answersOf(view, own.value);
  return translateAnswers(db, formHash, form, answers)?.answers ?? answers;
}

/** The engine over merged answers: what is calculated from them is calculated anew (M6). Fails with `unknown-form`. */
export function sessionOver(db: ReadDb, context: Context, view: Pick<View, 'cells'>, formHash: string): Result<{ readonly session: Session; readonly form: ReadyForm }, Failure> {
  const form = useForm(db, formHash);
  if (!form.ok) return form;
  return ok({ session: createSession(form.value.compiled, answersOf(view, form.value), environmentOf(context)), form: form.value });
}

/** Whether a question is calculated from others whenever they change. */
export function calculatedAt(form: ReadyForm, path: Path): boolean {
  const question = form.map.questions.get(templateOf(path));
  return question?.calculation !== undefined && question.trigger === undefined;
}

/**
 * The cells with every calculated field as its form calculates it from the others (M6): joined halves have a sum that neither side
 * wrote. `recomputed` names the paths at which this is another value than the one written. A form that is not installed changes nothing.
 */
export function recomputed(db: ReadDb, context: Context, view: Pick<View, 'cells'>, formHash: string): { readonly cells: readonly Cell[]; readonly recomputed: ReadonlySet<Path> } {
  const cells = [...view.cells.values()];
  const over = sessionOver(db, context, view, formHash);
  if (!over.ok) return { cells, recomputed: new Set() };
  const { session, form } = over.value;
  const now = session.relevantAnswers();
  const changed = new Set<Path>();
  const shown = cells.map((cell): Cell => {
    if (!calculatedAt(form, cell.path)) return cell;
    const value = now.get(cell.path) ?? null;
    if (isSame(value, cell.value)) return cell;
    changed.add(cell.path);
    return { ...cell, value };
  });
  return { cells: shown, recomputed: changed };
}
