import type { Sha256 } from '../../../shared/base/hash.ts';
import { NO_RULES, rulesOf, type ViewRules } from '../../../shared/merge/rules.ts';
import type { Statement } from '../../../shared/merge/statement.ts';
import { computeView, type View } from '../../../shared/merge/view.ts';
import type { ReadDb } from '../db.ts';
import { loadDefinition } from './form.ts';
import { loadRevisions, type Group, type StoredRevision } from './revision.ts';

/** The view of a company as its revisions make it now (M3); empty when nothing of it is visible. */
export function loadView(db: ReadDb, group: Group): View {
  const revisions = loadRevisions(db, group);
  return computeView(group, revisions.map(statementOf), mergeRules(db, formOf(revisions)));
}

export function statementOf({ id, revision }: Pick<StoredRevision, 'id' | 'revision'>): Statement {
  const { parents, op, set, unset, personal } = revision;
  return personal === undefined ? { id, parents, op, set, unset } : { id, parents, op, set, unset, personal };
}

/** The form a company's view goes by: that of the head with the highest id. Null for no revisions. */
export function formOf(revisions: readonly Pick<StoredRevision, 'id' | 'revision'>[]): Sha256 | null {
  const followed = new Set(revisions.flatMap(({ revision }) => revision.parents));
  let last: Pick<StoredRevision, 'id' | 'revision'> | null = null;
  for (const one of revisions) if (!followed.has(one.id) && (last === null || one.id > last.id)) last = one;
  return last?.revision.form.hash ?? null;
}

const known = new Map<Sha256, ViewRules>();

/** What a form says of merging, read once a process. A form that is not installed says nothing. */
export function mergeRules(db: ReadDb, form: Sha256 | null): ViewRules {
  if (form === null) return NO_RULES;
  let rules = known.get(form);
  if (!rules) {
    const definition = loadDefinition(db, form);
    if (!definition) return NO_RULES;
    known.set(form, (rules = rulesOf(definition)));
  }
  return rules;
}
