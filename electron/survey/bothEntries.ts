import type { Failure } from '../../shared/base/failure.ts';
import { ok } from '../../shared/base/result.ts';
import type { Result } from '../../shared/base/result.ts';
import { createSession } from '../../shared/survey/engine/engine.ts';
import type { Answer, Answers, Path } from '../../shared/survey/response.ts';
import type { Session } from '../../shared/survey/session.ts';
import type { ReadDb } from '../database/db.ts';
import { loadAnswers } from '../database/tables/response.ts';
import type { ResponseRow } from '../database/tables/response.ts';
import { findSecondEntry, loadSecondAnswers, peopleBelow } from '../database/tables/secondEntry.ts';
import type { SecondEntryRow } from '../database/tables/secondEntry.ts';
import type { Context } from '../jobs/context.ts';
import { environmentOf } from './check.ts';
import { useForm } from './form.ts';
import type { ReadyForm } from './form.ts';
import { twoPeople } from './twoPeople.ts';

/** A response whose sections are entered twice: what was entered first, and a second time. */
export interface Both {
  readonly form: ReadyForm;
  readonly response: ResponseRow;
  /** Those that the workspace names and the company is asked; none where no second entry is wanted. */
  readonly sections: readonly Path[];
  readonly first: Session;
  readonly second: Session;
  /** Null when nobody has begun. */
  readonly entry: SecondEntryRow | null;
}

/** Both entries of a response, each with the engine over it. Fails with `unknown-form`. */
export function loadBoth(db: ReadDb, context: Context, response: ResponseRow): Result<Both, Failure> {
  const form = useForm(db, response.form);
  if (!form.ok) return form;
  const stored = new Map([...loadAnswers(db, response.id)].filter(([path]) => path.startsWith('/')));
  const first = createSession(form.value.compiled, stored, environmentOf(context));
  const sections = namedSections(db, form.value).filter((path) => first.relevant(path));
  const second = createSession(form.value.compiled, laidOver(stored, loadSecondAnswers(db, response.id), sections), environmentOf(context));
  return ok({ form: form.value, response, sections, first, second, entry: findSecondEntry(db, response.id) });
}

/** Who entered anything in the sections that are entered twice: what a person entered they do not enter a second time. */
export function firstPeople(db: ReadDb, form: ReadyForm, response: number): readonly string[] {
  return peopleBelow(db, response, namedSections(db, form));
}

function namedSections(db: ReadDb, { definition }: ReadyForm): readonly Path[] {
  const names = new Set(twoPeople(db).sections);
  return definition.body.filter(({ name, kind }) => kind !== 'question' && names.has(name)).map(({ path }) => path);
}

/** Whether a second entry is finished: its differences are shown, and settled. */
export const isDone = (entry: SecondEntryRow | null): boolean => entry !== null && entry.doneAt !== null;

/** Whether a path lies in one of these sections. */
export function isBelow(path: Path, sections: readonly Path[]): boolean {
  return sections.some((section) => path === section || path.startsWith(`${section}/`) || path.startsWith(`${section}[`));
}

/** The second entry stands among what the first says of all other sections: they decide what is asked. */
function laidOver(first: Answers, second: Answers, sections: readonly Path[]): Map<Path, Answer> {
  return new Map([...[...first].filter(([path]) => !isBelow(path, sections)), ...second]);
}
