import { utf8 } from '../../shared/base/canonical.ts';
import type { Sha256 } from '../../shared/base/hash.ts';
import type { Revision, RevisionId } from '../../shared/bundle/revision.ts';
import { hashedParts, keptHash } from '../../shared/merge/hash.ts';
import { cellAt, disputedIn, extendKept, keptValue, type Earlier, type Extended, type KeptCell } from '../../shared/merge/kept.ts';
import { printCells, printHead, readCells, readHead, type KeptHead, type KeptPart } from '../../shared/merge/keptText.ts';
import { partOf, partsAround } from '../../shared/merge/parts.ts';
import { pathsOf, type Statement } from '../../shared/merge/statement.ts';
import type { Answer, Path } from '../../shared/survey/response.ts';
import { sha256 } from '../bundle/hash.ts';
import type { ReadDb } from '../database/db.ts';
import { HEAD, keptText, mergedRow, type KeptText, type MergedRow } from '../database/merged.ts';
import { ancestorsOf, countOfGroup, findRevision, type Group } from '../database/revision.ts';
import { mergeRules, statementOf } from '../database/view.ts';
import { namingOf, namingPaths } from './form.ts';

/** How a company stood when a merge first came upon it, and what the merge has brought since. */
export interface Arrivals {
  readonly group: Group;
  /** What was kept of it; null where that cannot be added to: it was out of date, or more has moved than what `added` names. */
  kept: MergedRow | null;
  readonly added: RevisionId[];
}

export interface ExtendedGroup extends Pick<Extended, 'change' | 'changed'> {
  readonly before: MergedRow;
  readonly after: MergedRow;
  /** Paths that are in conflict now and were not, and the other way round. */
  readonly conflicts: { readonly raised: readonly Path[]; readonly settled: readonly Path[] };
  /** What is kept of it now, where that is another than before. */
  readonly kept: readonly KeptText[];
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
  const stored = keptText(db, group, HEAD);
  if (stored?.sum !== sumOf(stored?.text ?? '', row.hash)) return null;
  const head = readHead(stored.text);
  const rules = mergeRules(db, row.formHash);

  const arrived = new Map(added.map((id) => [id, revisionOf(db, id)]));
  const known = (id: RevisionId): boolean => arrived.has(id) || head.heads.includes(id) || isMember(db, group, id);
  if (![...arrived.values()].every(({ parents }) => parents.every(known))) return null;
  const statements = [...arrived].map(([id, revision]) => statementOf({ id, revision }));
  const paths = statements.flatMap(pathsOf);
  const naming = namingPaths(namingOf(db, row.formHash));
  const cells = cellsOf(db, group, head, partsAround(paths.some((path) => naming.includes(path)) ? [...paths, ...naming] : paths, rules));
  if (!cells) return null;
  const disputed = disputedIn(cells);
  const earlier = earlierIn(db);
  const elsewhere = head.parts.reduce((sum, { conflicts }) => sum + conflicts, 0) - disputed.length;
  const extended = extendKept({ heads: head.heads, cells }, statements, rules, earlier, elsewhere);
  if (!extended) return null;
  const { kept, change, changed } = extended;
  const highest = kept.heads.at(-1) as RevisionId;
  const formHash = (arrived.get(highest) ?? revisionOf(db, highest)).form.hash;
  // By another form other fields belong together.
  if (formHash !== row.formHash) return null;

  const written = new Set(paths.map(partOf));
  const fresh = hashedParts(sha256, kept.cells.filter(({ path }) => written.has(partOf(path))), rules);
  const parts = [...head.parts.filter(({ part }) => !written.has(part)), ...fresh.map(headOf)].sort((a, b) => (a.part < b.part ? -1 : 1));
  const hash = keptHash(sha256, group, parts);
  const own = new Map(statements.map((statement) => [statement.id, statement]));
  const [before, after] = [new Set(disputed), new Set(disputedIn(kept.cells))];
  return {
    change, changed, before: row,
    after: { ...group, formHash, revisions, heads: kept.heads, retracted: false, conflicts: change.conflicts, status: extended.answered ? 'received' : row.status, hash },
    conflicts: { raised: [...after].filter((path) => !before.has(path)), settled: disputed.filter((path) => !after.has(path)) },
    kept: [sealHead(kept.heads, parts, hash), ...fresh.map(sealPart)],
    valueAt: (path) => keptValue(cellAt(kept, path), (id) => own.get(id) ?? earlier.statement(id)),
  };
}

/** The parts of a view as text with their sums, to be kept beside the view's hash. */
export function sealKept(heads: readonly RevisionId[], parts: readonly PartOfView[], hash: Sha256): readonly KeptText[] {
  return [sealHead(heads, parts.map(headOf), hash), ...parts.map(sealPart)];
}

type PartOfView = ReturnType<typeof hashedParts>[number];

function headOf({ part, hash, cells }: PartOfView): KeptPart {
  return { part, hash, conflicts: disputedIn(cells).length };
}

function sealHead(heads: readonly RevisionId[], parts: readonly KeptPart[], hash: Sha256): KeptText {
  const text = printHead({ heads, parts });
  return { part: HEAD, text, sum: sumOf(text, hash) };
}

function sealPart({ part, hash, cells }: PartOfView): KeptText {
  const text = printCells(cells);
  return { part, text, sum: sumOf(text, hash) };
}

function sumOf(text: string, hash: Sha256): string {
  return sha256(utf8.encode(`${hash}\n${text}`));
}

/** The cells of these parts, sorted by path; null when one of them is damaged. */
function cellsOf(db: ReadDb, group: Group, head: KeptHead, parts: ReadonlySet<string>): readonly KeptCell[] | null {
  const cells: KeptCell[] = [];
  for (const { part, hash } of head.parts) {
    if (!parts.has(part)) continue;
    const stored = keptText(db, group, part);
    if (stored?.sum !== sumOf(stored?.text ?? '', hash)) return null;
    for (const cell of readCells(stored.text)) cells.push(cell);
  }
  return cells.sort((a, b) => (a.path < b.path ? -1 : 1));
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
