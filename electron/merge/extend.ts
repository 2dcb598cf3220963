import { utf8 } from '../../shared/base/canonical.ts';
import type { Sha256 } from '../../shared/base/hash.ts';
import type { Revision, RevisionId } from '../../shared/bundle/revision.ts';
import { keptHash } from '../../shared/merge/hash.ts';
import { extendKept, printKept, readKept, type Earlier, type Extended, type KeptView } from '../../shared/merge/kept.ts';
import type { Statement } from '../../shared/merge/statement.ts';
import type { Standing } from '../../shared/merge/view.ts';
import { sha256 } from '../bundle/hash.ts';
import type { ReadDb } from '../database/db.ts';
import { keptText, mergedRow, type KeptText, type MergedRow } from '../database/merged.ts';
import { ancestorsOf, countOfGroup, findRevision, type Group } from '../database/revision.ts';
import { mergeRules, statementOf } from '../database/view.ts';

/** How a company stood when a merge first came upon it, and what the merge has brought since. */
export interface Arrivals {
  readonly group: Group;
  /** What was kept of it; null where that cannot be added to: it was out of date, or more has moved than what `added` names. */
  kept: MergedRow | null;
  readonly added: RevisionId[];
}

export interface ExtendedGroup extends Extended {
  readonly before: MergedRow;
  readonly formHash: string;
  readonly revisions: number;
  readonly standing: Standing;
  readonly hash: string;
  readonly statement: Earlier['statement'];
}

/**
 * What has arrived added to what is kept of a company: the same as computed from all its revisions, at the cost of what is new. Null
 * where it takes all of them. What is kept is believed only when it has the sum that was kept with it, and nobody else has written since.
 */
export function extendGroup(db: ReadDb, { group, kept: row, added }: Arrivals): ExtendedGroup | null {
  if (row === null) return null;
  const now = mergedRow(db, group);
  const revisions = row.revisions + added.length;
  if (now?.hash !== row.hash || now.revisions !== row.revisions || countOfGroup(db, group) !== revisions) return null;
  const stored = keptText(db, group);
  if (stored?.sum !== sumOf(stored?.text ?? '', row.hash)) return null;
  const kept = readKept(stored.text);
  const rules = mergeRules(db, row.formHash);

  const arrived = new Map(added.map((id) => [id, revisionOf(db, id)]));
  const known = (id: RevisionId): boolean => arrived.has(id) || kept.heads.includes(id) || isMember(db, group, id);
  if (![...arrived.values()].every(({ parents }) => parents.every(known))) return null;
  const statements = [...arrived].map(([id, revision]) => statementOf({ id, revision }));
  const earlier = earlierIn(db);
  const extended = extendKept(kept, statements, rules, earlier);
  if (!extended) return null;
  const head = extended.kept.heads.at(-1) as RevisionId;
  const formHash = (arrived.get(head) ?? revisionOf(db, head)).form.hash;
  // By another form other fields belong together.
  if (formHash !== row.formHash) return null;
  const own = new Map(statements.map((statement) => [statement.id, statement]));
  return {
    ...extended, before: row, formHash, revisions,
    standing: extended.answered ? 'received' : row.status,
    hash: keptHash(sha256, group, extended.kept, rules),
    statement: (id) => own.get(id) ?? earlier.statement(id),
  };
}

/** The text of a kept view with its sum, to be kept beside the view's hash. */
export function sealKept(kept: KeptView, hash: Sha256): KeptText {
  const text = printKept(kept);
  return { text, sum: sumOf(text, hash) };
}

function sumOf(text: string, hash: Sha256): string {
  return sha256(utf8.encode(`${hash}\n${text}`));
}

function earlierIn(db: ReadDb): Earlier {
  const read = new Map<RevisionId, Statement>();
  return {
    statement: (id) => {
      let found = read.get(id);
      if (!found) read.set(id, (found = statementOf({ id, revision: revisionOf(db, id) })));
      return found;
    },
    ancestors: (ids) => ancestorsOf(db, ids),
  };
}

function revisionOf(db: ReadDb, id: RevisionId): Revision {
  return (findRevision(db, id) as { readonly revision: Revision }).revision;
}

function isMember(db: ReadDb, { entity, formId, round }: Group, id: RevisionId): boolean {
  return db.value('SELECT 1 FROM revision WHERE id = ? AND entity = ? AND form_id = ? AND round = ?', id, entity, formId, round) !== undefined;
}
