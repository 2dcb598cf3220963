import { createSession } from '../../../shared/survey/engine/engine.ts';
import { indexedPath, pathOfIndexed } from '../../../shared/survey/json.ts';
import type { Answer, Path } from '../../../shared/survey/response.ts';
import type { Session } from '../../../shared/survey/session.ts';
import type { ReadDb } from '../../database/db.ts';
import { openGroup } from '../../merge/view/company.ts';
import { environmentOf } from '../../survey/check.ts';
import { useForm } from '../../survey/form.ts';
import type { Console } from './console.ts';
import { contextOf } from './desk.ts';

/** The merged company in the engine: it knows which row is which. Null when nothing of it is visible or its form is not here. */
export function sessionOf(console: Console, db: ReadDb, entity: string, round: string | null = null): Session | null {
  const group = openGroup(db, entity, round);
  if (!group.ok) return null;
  const form = useForm(db, group.value.formHash);
  if (!form.ok) return null;
  const answers = new Map<Path, Answer>();
  for (const { path, value } of group.value.view.cells.values()) if (value !== null && form.value.map.knows(path)) answers.set(path, value);
  return createSession(form.value.compiled, answers, environmentOf(contextOf(console, db.folder)));
}

/** As people count rows; the path itself where it stands in a row that is no longer there. */
export function shownPath(session: Session | null, path: Path): string {
  if (!session || !path.startsWith('/')) return path;
  const shown = indexedPath(session, path);
  return shown.includes('[0]') ? path : shown;
}

export function concretePath(session: Session | null, shown: string): Path {
  return (session && pathOfIndexed(session, shown)) ?? shown;
}

/** An answer as a line of the terminal shows it; a dash where there is none. */
export const printAnswer = (value: Answer | null): string => (value === null ? '–' : typeof value === 'object' ? JSON.stringify(value) : String(value));
