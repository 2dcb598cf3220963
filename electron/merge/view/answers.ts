import type { Failure } from '../../../shared/base/failure.ts';
import { ok, type Result } from '../../../shared/base/result.ts';
import { isSame, type Cell } from '../../../shared/merge/cell.ts';
import type { View } from '../../../shared/merge/view.ts';
import { createSession } from '../../../shared/survey/engine/engine.ts';
import { templateOf } from '../../../shared/survey/path.ts';
import type { Answer, Answers, Path } from '../../../shared/survey/response.ts';
import type { Session } from '../../../shared/survey/session.ts';
import type { ReadDb } from '../../database/db.ts';
import { environmentOf, type Surroundings } from '../../survey/check.ts';
import { useForm, type ReadyForm } from '../../survey/form.ts';
import { lastRoundOf } from '../../survey/lastRound.ts';
import type { GroupView } from '../group/group.ts';
import { carriedCells } from '../group/versions.ts';
import { partsOf } from './parts.ts';
import { shownCells } from './personal.ts';

/** The answers of a view; of a path in conflict the provisional one (M3). Justifications are among them. */
export function answersOf(view: Pick<View, 'cells'>, form: ReadyForm): Map<Path, Answer> {
  const answers = new Map<Path, Answer>();
  for (const { path, value } of view.cells.values()) if (value !== null && !path.startsWith('@') && form.map.knows(path)) answers.set(path, value);
  return answers;
}

/** The answers of a view as they stand in a version of its form: those of another version are carried over, unwritten (M9). */
export function answersIn(db: ReadDb, found: Found, form: ReadyForm): Answers {
  return answersOf({ cells: byPath(carriedCells(db, found, [...found.view.cells.values()], form)) }, form);
}

type Found = Pick<GroupView, 'view' | 'formHash' | 'graph' | 'forms'>;

/** The engine over merged answers in the form their view goes by: what is calculated from them is calculated anew (M6), what has changed since the last round is judged as at the ministry. Fails with `unknown-form`. */
export function sessionOver(db: ReadDb, context: Surroundings, found: Found): Result<{ readonly session: Session; readonly form: ReadyForm }, Failure> {
  const form = useForm(db, found.formHash);
  if (!form.ok) return form;
  const last = lastRoundOf(db, form.value, found.view.entity, found.view.round);
  return ok({ session: createSession(form.value.compiled, answersIn(db, found, form.value), environmentOf(context), last), form: form.value });
}

/** Whether a question is calculated from others whenever they change. */
function calculatedAt(form: ReadyForm, path: Path): boolean {
  const question = form.map.questions.get(templateOf(path));
  return question?.calculation !== undefined && question.trigger === undefined;
}

/**
 * The cells with every calculated field as the form calculates it from the others (M6): joined halves have a sum that neither side
 * wrote. `recomputed` names the paths at which this is another value than the one written, each with the places that it is made of.
 */
export function recomputed(form: ReadyForm, context: Surroundings, cells: readonly Cell[]): { readonly cells: readonly Cell[]; readonly recomputed: ReadonlyMap<Path, readonly Path[]> } {
  const session = createSession(form.compiled, answersOf({ cells: byPath(cells) }, form), environmentOf(context));
  const now = session.relevantAnswers();
  const changed = new Set<Path>();
  const shown = cells.map((cell): Cell => {
    if (!calculatedAt(form, cell.path)) return cell;
    const value = now.get(cell.path) ?? null;
    if (isSame(value, cell.value)) return cell;
    changed.add(cell.path);
    return { ...cell, value };
  });
  return { cells: shown, recomputed: partsOf(form, shown, changed) };
}

/**
 * A view as people see it in a version of its form: personal answers one by one where they came along (B7), what was written in other versions
 * carried over (M9), calculated fields calculated anew (M6).
 */
export function seenIn(db: ReadDb, context: Surroundings, found: Found, form: ReadyForm): ReturnType<typeof recomputed> {
  return recomputed(form, context, carriedCells(db, found, shownCells(db, found.view), form));
}

function byPath(cells: readonly Cell[]): ReadonlyMap<Path, Cell> {
  return new Map(cells.map((cell) => [cell.path, cell]));
}
