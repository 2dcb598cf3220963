import { RESERVED, type RevisionId } from '../../../shared/bundle/revision/revision.ts';
import { keyOf } from '../../../shared/merge/cell.ts';
import type { View } from '../../../shared/merge/view.ts';
import type { AnswerChange, Path } from '../../../shared/survey/response.ts';
import { sha256 } from '../../bundle/crypto/hash.ts';
import type { WriteDb } from '../../database/db.ts';
import { appendAudit } from '../../database/tables/audit.ts';
import { findForm } from '../../database/tables/form.ts';
import { currentResponse, loadAnswers, markSent, saveAnswers, setStatus } from '../../database/tables/response.ts';
import { findRevision, type Group } from '../../database/tables/revision.ts';
import { REASON } from '../../survey/draft.ts';
import { useForm } from '../../survey/form.ts';
import { viewOfMembers } from './group.ts';
import { loadMembers } from './members.ts';

/**
 * Brings the response that a ministry fills in along with what a bundle has changed: answers that nobody has touched here since
 * follow the view, and a company that the Commission has just returned is a draft again, with the reason of the return.
 * What was withdrawn here and kept by the Commission stands as sent. What was typed here and not completed yet stays. Call it inside the transaction of the merge.
 */
export function followMerge(db: WriteDb, group: Group, added: ReadonlySet<RevisionId>, act: { readonly now: number; readonly person: string }): void {
  const response = currentResponse(db, group.entity);
  if (response?.round !== group.round || findForm(db, response.form)?.id !== group.formId) return;
  const form = useForm(db, response.form);
  if (!form.ok) return;
  const members = loadMembers(db, group);
  const { view } = viewOfMembers(db, group, members);
  const { view: before } = viewOfMembers(db, group, members.filter(({ id }) => !added.has(id)));
  const answers = loadAnswers(db, response.id);
  const changes = changedPaths(before, view)
    .filter((path) => form.value.map.knows(path) && keyOf(answers.get(path) ?? null) === keyOf(before.cells.get(path)?.value ?? null))
    .map((path): AnswerChange => ({ path, value: view.cells.get(path)?.value ?? null }));
  const decider = view.standing === 'returned' && response.status !== 'draft' ? view.cells.get(RESERVED.decision)?.writes.at(-1)?.revision : undefined;
  const reason = decider !== undefined && added.has(decider) ? findRevision(db, decider)?.revision.reason : undefined;
  const stands = view.cells.get(RESERVED.response);
  if (response.status === 'withdrawn' && stands?.state === 'clean' && stands.value !== null) {
    setStatus(db, response, 'approved');
    markSent(db, group.entity, group.formId, group.round);
  }
  if (changes.length === 0 && reason === undefined) return;
  if (reason !== undefined) {
    setStatus(db, response, 'draft');
    changes.push({ path: REASON, value: reason });
    appendAudit(db, sha256, { at: act.now, person: act.person, act: 'survey.reopened', about: { entity: group.entity, revision: decider ?? '' } });
  }
  saveAnswers(db, response, changes, response, act.now, act.person);
}

/** Paths at which the view says something else than before; a conflict says nothing yet. */
function changedPaths(before: View, after: View): readonly Path[] {
  const paths = new Set([...before.cells.keys(), ...after.cells.keys()]);
  return [...paths].filter((path) => after.cells.get(path)?.state !== 'conflict' && keyOf(before.cells.get(path)?.value ?? null) !== keyOf(after.cells.get(path)?.value ?? null));
}
