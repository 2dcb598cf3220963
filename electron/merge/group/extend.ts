import type { Revision, RevisionId } from '../../../shared/bundle/revision/revision.ts';
import { hashedParts, keptHash } from '../../../shared/merge/hash.ts';
import { cellAt, disputedIn, extendKept, keptValue, type Earlier, type Extended } from '../../../shared/merge/kept.ts';
import type { KeptPart } from '../../../shared/merge/keptText.ts';
import { partOf, partsAround } from '../../../shared/merge/parts.ts';
import { pathsOf, type Statement } from '../../../shared/merge/statement.ts';
import type { Answer, Path } from '../../../shared/survey/response.ts';
import { sha256 } from '../../bundle/crypto/hash.ts';
import type { ReadDb } from '../../database/db.ts';
import { mergedRow, type MergedRow } from '../../database/tables/merged.ts';
import { ancestorsOf, countOfGroup, findRevision, formOfRevision, type Group } from '../../database/tables/revision.ts';
import { mergeRules, statementOf } from '../../database/tables/view.ts';
import { namingOf, namingPaths } from './form.ts';
import { keptCells, keptHead, type FreshPart } from './keep.ts';

/** How a company stood when a merge first came upon it, and what the merge has brought since. */
export interface Arrivals {
  readonly group: Group;
  /** What was kept of it; null where that cannot be added to: it was out of date, or more has moved than what `added` names. */
  kept: MergedRow | null;
  readonly added: RevisionId[];
}

export interface ExtendedGroup extends Pick<Extended, 'change' | 'changed'> {
  readonly before: MergedRow;
  /** But for the row of its head. */
  readonly after: Omit<MergedRow, 'kept'>;
  /** Paths that are in conflict now and were not, and the other way round. */
  readonly conflicts: { readonly raised: readonly Path[]; readonly settled: readonly Path[] };
  /** The parts of its view that stand as they were, and those that were written to. */
  readonly parts: { readonly same: readonly KeptPart[]; readonly fresh: readonly FreshPart[] };
  /** What stands at a path of the parts that were written to, and of those that name the company where one of them was. */
  readonly valueAt: (path: Path) => Answer | null;
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
  const head = keptHead(db, now);
  if (!head) return null;
  const rules = mergeRules(db, row.formHash);

  const arrived = new Map(added.map((id) => [id, revisionOf(db, id)]));
  const known = (id: RevisionId): boolean => arrived.has(id) || head.heads.includes(id) || isMember(db, group, id);
  if (![...arrived.values()].every(({ parents }) => parents.every(known))) return null;
  const statements = [...arrived].map(([id, revision]) => statementOf({ id, revision }));
  const paths = statements.flatMap(pathsOf);
  const naming = namingPaths(namingOf(db, row.formHash));
  const around = partsAround(paths.some((path) => naming.includes(path)) ? [...paths, ...naming] : paths, rules);
  const cells = keptCells(db, head.parts.filter(({ part }) => around.has(part)));
  if (!cells) return null;
  const elsewhere = head.parts.reduce((sum, { part, conflicts }) => sum + (around.has(part) ? 0 : conflicts), 0);
  const earlier = earlierIn(db);
  const extended = extendKept({ heads: head.heads, cells }, statements, rules, earlier, elsewhere);
  if (!extended) return null;
  const { kept, change, changed } = extended;
  const highest = kept.heads.at(-1) as RevisionId;
  const formHash = arrived.get(highest)?.form.hash ?? formOfRevision(db, highest);
  // By another form other fields belong together.
  if (formHash !== row.formHash) return null;

  const written = new Set(paths.map(partOf));
  const same = head.parts.filter(({ part }) => !written.has(part));
  const fresh = hashedParts(sha256, kept.cells.filter(({ path }) => written.has(partOf(path))), rules);
  const hash = keptHash(sha256, group, [...same, ...fresh].sort((a, b) => (a.part < b.part ? -1 : 1)));
  const own = new Map(statements.map((statement) => [statement.id, statement]));
  const [disputed, disputedNow] = [disputedIn(cells), disputedIn(kept.cells)];
  return {
    change, changed, before: now, parts: { same, fresh },
    after: { ...group, formHash, revisions, heads: kept.heads, retracted: false, conflicts: change.conflicts, status: extended.answered ? 'received' : row.status, hash },
    conflicts: { raised: disputedNow.filter((path) => !disputed.includes(path)), settled: disputed.filter((path) => !disputedNow.includes(path)) },
    valueAt: (path) => keptValue(cellAt(kept, path), (id) => own.get(id) ?? earlier.statement(id)),
  };
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
