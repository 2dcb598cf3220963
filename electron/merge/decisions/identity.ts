import type { Failure } from '../../../shared/base/failure.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import { samePath, type EntityId } from '../../../shared/bundle/revision/revision.ts';
import type { Identity } from '../../../shared/ipc/merge.ts';
import { makeRevision } from '../../bundle/container/revision.ts';
import { sha256 } from '../../bundle/crypto/hash.ts';
import { appendAudit } from '../../database/tables/audit.ts';
import { loadDefinition } from '../../database/tables/form.ts';
import { listWords } from '../../database/tables/identity.ts';
import type { Group } from '../../database/tables/revision.ts';
import { getSetting, isCommission } from '../../database/tables/setting.ts';
import { write } from '../../database/transaction.ts';
import type { Desk } from '../../jobs/handler.ts';
import { refreshGroup, viewOfMembers } from '../group/group.ts';
import { loadMembers } from '../group/members.ts';
import { openGroup } from '../view/company.ts';

/**
 * Says that two companies are one, that they are not, or takes back what was said (M7): a signed revision on each of the two,
 * on top of all that is known of it. Nothing is joined: each keeps its answers, who counts companies counts them once.
 * Fails with `wrong-role` outside of the Commission, `usage` (one company twice, no reason), `company-unknown`,
 * `nothing-said` (nothing to take back), `unknown-form` or `no-key`.
 */
export function identify(desk: Desk, { entities, word, reason }: Identity): Result<{ readonly revisions: readonly string[] }, Failure> {
  const [one, other] = entities;
  if (one === other || reason.trim() === '') return err({ code: 'usage', values: { detail: one === other ? '' : 'reason' } });
  return write(desk.db, () => {
    if (!isCommission(desk.db)) return err({ code: 'wrong-role' });
    const revisions: string[] = [];
    for (const [entity, about] of [[one, other], [other, one]] as const) {
      const said = sayOf(desk, entity, about, word, reason.trim());
      if (!said.ok) return said;
      revisions.push(...said.value);
    }
    if (revisions.length === 0) return err({ code: 'nothing-said' });
    const act = word === 'same' ? 'merge.linked' : 'merge.unlinked';
    appendAudit(desk.db, sha256, { at: desk.now(), person: getSetting(desk.db, 'person') ?? '', act, about: { entities: [...entities].sort(), word, revisions } });
    return ok({ revisions });
  });
}

/** Speaks in the current round; a word is taken back, or replaced, wherever it stands. */
function sayOf(desk: Desk, entity: EntityId, about: EntityId, word: Identity['word'], reason: string): Result<readonly string[], Failure> {
  const found = openGroup(desk.db, entity);
  if (!found.ok) return found;
  const standing: readonly Group[] = listWords(desk.db).filter((said) => said.entity === entity && said.other === about);
  const path = samePath(about);
  const revisions: string[] = [];
  for (const group of word !== null && standing.length === 0 ? [found.value.group] : standing) {
    const { formHash } = viewOfMembers(desk.db, group, loadMembers(desk.db, group));
    const definition = loadDefinition(desk.db, formHash);
    if (!definition) return err({ code: 'unknown-form', values: { form: formHash } });
    const made = makeRevision(desk.db, desk, {
      entity, form: { hash: formHash, definition }, round: group.round, op: word === 'same' ? 'link' : 'unlink', reason,
      ...(word === null ? { unset: [path] } : { set: { [path]: word } }),
    });
    if (!made.ok) return made;
    refreshGroup(desk.db, group);
    revisions.push(made.value);
  }
  return ok(revisions);
}
