import type { FormDefinition, FormNode } from '../../shared/survey/form.ts';
import type { LastRound } from '../../shared/survey/lastRound.ts';
import { carriedPath, isRowPath, templateOf } from '../../shared/survey/path.ts';
import type { Answer, AnswerChange, Answers, Path } from '../../shared/survey/response.ts';
import type { ReadDb } from '../database/db.ts';
import { roundsOf } from '../database/tables/lastRound.ts';
import { latestResponse, loadAnswers } from '../database/tables/response.ts';
import { loadRevisions } from '../database/tables/revision.ts';
import { formOf, loadView } from '../database/tables/view.ts';
import { translateAnswers } from './evolve.ts';
import type { ReadyForm } from './form.ts';

/** Rounds come one after another by their names: 2025, 2025-2, 2026. */
export const compareRounds = new Intl.Collator('en', { numeric: true }).compare;

/**
 * What the company answered in the latest round before this one, read as this version of the form has it: what was completed or
 * merged, with personal answers where they are here; where nothing was ever completed, what its draft holds. Null when nothing is known.
 */
export function lastRoundOf(db: ReadDb, form: ReadyForm, entity: string, round: string): LastRound | null {
  const formId = form.definition.id;
  const earlier = roundsOf(db, entity, formId).filter((one) => compareRounds(one, round) < 0).toSorted(compareRounds);
  for (const last of earlier.reverse()) {
    const answers = answersIn(db, form, entity, last);
    if (answers.size > 0) return { round: last, answers };
  }
  return null;
}

function answersIn(db: ReadDb, form: ReadyForm, entity: string, round: string): Answers {
  const group = { entity, formId: form.definition.id, round };
  const response = latestResponse(db, group);
  const filled = response ? translated(db, response.form, form, loadAnswers(db, response.id)) : new Map<Path, Answer>();
  const from = formOf(loadRevisions(db, group));
  if (from === null) return known(form, filled);
  const { cells, retracted } = loadView(db, group);
  if (retracted) return new Map();
  const merged = translated(db, from, form, new Map([...cells.values()].flatMap(({ path, value }) => (value === null ? [] : [[path, value] as const]))));
  const personal = [...filled].filter(([path]) => form.map.personal.has(templateOf(path)));
  return known(form, new Map([...personal, ...merged]));
}

function translated(db: ReadDb, from: string, to: ReadyForm, answers: Answers): Answers {
  const said = new Map([...answers].filter(([path]) => path.startsWith('/')));
  return translateAnswers(db, from, to, said)?.answers ?? said;
}

function known(form: ReadyForm, answers: Answers): Answers {
  return new Map([...answers].filter(([path]) => path.startsWith('/') && form.map.knows(path)));
}

/** What of the last round begins a draft: the answers, and the marks of those that somebody is to confirm. */
export function carryOver(form: ReadyForm, { answers }: LastRound): readonly AnswerChange[] {
  const skipped = skippedIn(form.definition);
  const changes: AnswerChange[] = [];
  for (const [path, value] of answers) {
    const template = templateOf(path);
    if (skipped.some((place) => template === place || template.startsWith(`${place}/`))) continue;
    if (isRowPath(path)) {
      changes.push({ path, value });
      continue;
    }
    const question = form.map.questions.get(template);
    if (!question || question.type === 'calculate' || question.type === 'metadata' || question.type === 'note') continue;
    changes.push({ path, value });
    // Who the company is, the list knows; what works in silence nobody can see.
    if (question.type !== 'hidden' && (question.identity === undefined || question.identity === 'region')) changes.push({ path: carriedPath(path), value: 'carried' });
  }
  return changes;
}

/** Template paths of what the author of the form wants to be answered anew (`last_round` is `skip`). */
function skippedIn({ body }: FormDefinition): readonly Path[] {
  const found: Path[] = [];
  const walk = (nodes: readonly FormNode[]): void => {
    for (const node of nodes) {
      if (node.kind !== 'group' && node.lastRound === 'skip') found.push(node.path);
      else if (node.kind !== 'question') walk(node.children);
    }
  };
  walk(body);
  return found;
}
