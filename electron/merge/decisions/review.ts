import type { Failure } from '../../../shared/base/failure.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import { isVerdict, RESERVED, type Operation } from '../../../shared/bundle/revision/revision.ts';
import type { Decision, NewComments, OfRound } from '../../../shared/ipc/merge.ts';
import type { Role } from '../../../shared/ipc/service.ts';
import { conflictsOf, type View } from '../../../shared/merge/view.ts';
import { commentPath, isRowPath, replyPath } from '../../../shared/survey/path.ts';
import type { Answer, Path } from '../../../shared/survey/response.ts';
import { makeRevision, type NewRevision } from '../../bundle/container/revision.ts';
import { sha256 } from '../../bundle/crypto/hash.ts';
import { appendAudit } from '../../database/tables/audit.ts';
import { getSetting } from '../../database/tables/setting.ts';
import { write } from '../../database/transaction.ts';
import type { Desk } from '../../jobs/handler.ts';
import { useForm } from '../../survey/form.ts';
import type { ReadyForm } from '../../survey/form.ts';
import { refreshGroup } from '../group/group.ts';
import { openGroup } from '../view/company.ts';

type Made = Result<{ readonly revision: string }, Failure>;

/**
 * Accepts a company or returns it, on top of all that is known of it: a revision that holds until an answer changes (M2).
 * The class it gives and the day it asks for take the place of those of an earlier decision. It leaves with the next bundle to
 * the company's state. Fails with `wrong-role` outside of the Commission, `usage` (a return
 * without a reason), `conflicts-left` (accepting what is in conflict), `company-unknown`, `unknown-form` or `no-key`.
 */
export function decideCompany(desk: Desk, { entity, round, decision, reason, quality = null, due = null }: Decision): Made {
  if (decision === 'returned' && reason.trim() === '') return err({ code: 'usage', values: { detail: 'reason' } });
  return record(desk, { entity, round }, 'decide', 'merge.decided', ({ view }) => {
    const conflicts = conflictsOf(view).filter((cell) => !isVerdict(cell.path));
    if (decision === 'accepted' && conflicts.length > 0) return err({ code: 'conflicts-left', values: { count: conflicts.length } });
    const beside: readonly (readonly [Path, string | null])[] = [[RESERVED.quality, quality], [RESERVED.due, decision === 'returned' ? due : null]];
    const stale = beside.flatMap(([path, value]) => (value === null && view.cells.has(path) ? [path] : []));
    const given = beside.flatMap(([path, value]) => (value === null ? [] : [[path, value] as const]));
    return ok({ set: { [RESERVED.decision]: decision, ...Object.fromEntries(given) }, unset: stale, reason: reason.trim() });
  });
}

/**
 * Comments on places of a company, all in one revision (M2). A comment replaces the one its author has seen at the place; two
 * that were written apart stand side by side. Fails as {@link decideCompany} does, and with `unknown-path`.
 */
export function commentCompany(desk: Desk, { entity, round, comments }: NewComments): Made {
  return record(desk, { entity, round }, 'comment', 'merge.commented', ({ form }) => remarks(form, comments, commentPath));
}

/**
 * A body's reply to what the Commission says of places of a company, all in one revision: beside the comments, changing neither answers nor
 * standing. It leaves with the next bundle, also while the answers are a draft (`eachExportable`). Fails with `wrong-role` outside of a ministry, else as {@link commentCompany} does.
 */
export function replyToComments(desk: Desk, { entity, round, comments }: NewComments): Made {
  return record(desk, { entity, round }, 'comment', 'merge.replied', ({ form }) => remarks(form, comments, replyPath), 'ministry');
}

function remarks(form: ReadyForm, said: NewComments['comments'], at: (place: Path) => Path): Result<Change, Failure> {
  const stray = said.find(({ path }) => path !== '/' && !form.map.knows(path));
  if (stray || said.length === 0) return err({ code: 'unknown-path', values: { path: stray?.path ?? '' } });
  const set: Record<Path, Answer> = {};
  const unset = new Set<Path>();
  for (const { path, text } of said) {
    if (text === null || text.trim() === '') unset.add(at(path));
    else set[at(path)] = text.trim();
  }
  return ok({ set, unset: [...unset].filter((path) => !Object.hasOwn(set, path)), reason: '' });
}

/**
 * Returns a company because of one place: the reason is a comment there and the reason of the return, both or neither. A place that
 * no question has is commented on as the company as a whole. Fails as {@link decideCompany} does.
 */
export function sendBack(desk: Desk, { entity, round, path, reason }: { readonly entity: string; readonly path: Path; readonly reason: string } & OfRound): Result<{ readonly revisions: readonly string[] }, Failure> {
  return write(desk.db, () => {
    const commented = commentCompany(desk, { entity, round, comments: [{ path: path.startsWith('/') && !isRowPath(path) ? path : '/', text: reason }] });
    if (!commented.ok) return commented;
    const decided = decideCompany(desk, { entity, round, decision: 'returned', reason });
    return decided.ok ? ok({ revisions: [commented.value.revision, decided.value.revision] }) : decided;
  });
}

type Change = Pick<NewRevision, 'set' | 'unset' | 'reason'>;

function record(
  desk: Desk, { entity, round }: { readonly entity: string } & OfRound, op: Extract<Operation, 'decide' | 'comment'>, act: string,
  change: (company: { readonly view: View; readonly form: ReadyForm }) => Result<Change, Failure>, by: Role = 'commission',
): Made {
  return write(desk.db, () => {
    if (getSetting(desk.db, 'workspace')?.role !== by) return err({ code: 'wrong-role' });
    const found = openGroup(desk.db, entity, round);
    if (!found.ok) return found;
    const { group, formHash, view } = found.value;
    const form = useForm(desk.db, formHash);
    if (!form.ok) return form;
    const said = change({ view, form: form.value });
    if (!said.ok) return said;
    const made = makeRevision(desk.db, desk, { entity, form: form.value, round: group.round, op, ...said.value });
    if (!made.ok) return made;
    refreshGroup(desk.db, group);
    appendAudit(desk.db, sha256, { at: desk.now(), person: getSetting(desk.db, 'person') ?? '', act, about: { entity, revision: made.value } });
    return ok({ revision: made.value });
  });
}
