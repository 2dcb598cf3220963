import type { Sha256 } from '../../../shared/base/hash.ts';
import { otherAt, RESERVED, type RevisionId } from '../../../shared/bundle/revision/revision.ts';
import { isSame } from '../../../shared/merge/cell.ts';
import { beforeOf, changeOf, type Before, type ViewChange } from '../../../shared/merge/change.ts';
import { graphOf, type Graph } from '../../../shared/merge/graph.ts';
import { hashedParts, keptHash, viewHash } from '../../../shared/merge/hash.ts';
import type { IdentityWord } from '../../../shared/merge/identity.ts';
import { keptOf, keptOfLine } from '../../../shared/merge/kept.ts';
import { changesSince, lineOf, valueAt } from '../../../shared/merge/line.ts';
import type { ViewRules } from '../../../shared/merge/rules.ts';
import type { Statement } from '../../../shared/merge/statement.ts';
import { conflictsOf, viewOfGraph, type View } from '../../../shared/merge/view.ts';
import type { Answer, Path } from '../../../shared/survey/response.ts';
import { sha256 } from '../../bundle/crypto/hash.ts';
import type { ReadDb, WriteDb } from '../../database/db.ts';
import { findCompany, refreshCompany, removeCompany, saveCompany, type Company } from '../../database/tables/company.ts';
import { saveWords, type SaidWord } from '../../database/tables/identity.ts';
import { extendMerged, mergedRow, removeMerged, saveMerged } from '../../database/tables/merged.ts';
import { setPending, type Group } from '../../database/tables/revision.ts';
import { saveVerdict } from '../../database/tables/verdict.ts';
import { mergeRules, statementOf } from '../../database/tables/view.ts';
import { extendGroup, type ExtendedGroup } from './extend.ts';
import { namingOf, namingPaths } from './form.ts';
import { forgetView, keepView, type FreshPart } from './keep.ts';
import { loadMembers, type Member } from './members.ts';
import type { Touched } from './stage.ts';

/** A company's view as it stands now, with the form it goes by. */
export interface GroupView {
  readonly view: View;
  readonly formHash: string;
  readonly rules: ViewRules;
  readonly graph: Graph<Statement>;
  /** The version of the form that each revision was made in. */
  readonly forms: ReadonlyMap<RevisionId, Sha256>;
}

/** What is left to say of a company when its view has been kept. */
export interface SettledGroup {
  /** As it stands in the lists now; null where nothing of it is visible yet. */
  readonly company: Company | null;
  /** How it differs from what stood before. */
  readonly change: ViewChange;
}

/**
 * Brings everything that is kept of a company up to date with its revisions: which of them are pending (M4, B16), its row in
 * the lists, its conflicts, the hash of its view. Work in proportion to what has arrived where that can be added to what is kept, else
 * to this company alone. Call it inside a transaction. `touched`: how it stood before, from where on changes are counted; null: nothing is known of that.
 */
export function refreshGroup(db: WriteDb, group: Group, touched: Touched | null = null): SettledGroup {
  const extended = touched && extendGroup(db, touched);
  if (extended) return keepExtended(db, group, extended);
  const members = loadMembers(db, group);
  if (members.length === 0) return forgetGroup(db, group);
  const before = mergedRow(db, group);
  const known = touched?.before && touched.before.length > 0 ? touched.before : null;
  const result = summariseLine(db, group, members, known) ?? summariseView(db, group, members, known);
  const pending = new Set(result.pending);
  for (const member of members) if (member.pending !== pending.has(member.id)) setPending(db, member.id, pending.has(member.id));
  const { formHash, heads, retracted, conflicts, standing, hash } = result;
  saveWords(db, group, result.words);
  saveVerdict(db, group, { quality: result.valueAt(RESERVED.quality), due: result.valueAt(RESERVED.due) });
  // Of what nobody may see yet the lists say nothing.
  const { listed, company } = heads.length === 0 ? HIDDEN : saveCompanyOf(db, { group, formHash, valueAt: result.namedAt }, () => known === null || before?.formHash !== formHash || result.renamed());
  if (heads.length === 0) hideCompany(db, group);
  if (before) forgetView(db, before);
  const kept = result.parts && keepView(db, heads, [], result.parts, hash);
  saveMerged(db, { ...group, formHash, revisions: members.length, heads, retracted, conflicts: conflicts.length, status: standing, hash, kept }, conflicts);
  // A company that has just come into the list stands there as received.
  if (listed !== 'new' || conflicts.length > 0 || retracted || standing !== 'received') refreshCompany(db, group.entity);
  return { company, change: result.change };
}

/** The same where what has arrived was added to what is kept: nothing is pending, and who is the same company stands as before. */
function keepExtended(db: WriteDb, group: Group, { before, after, conflicts, parts, change, changed, valueAt: at }: ExtendedGroup): SettledGroup {
  forgetView(db, before, parts.same);
  extendMerged(db, { ...after, kept: keepView(db, after.heads, parts.same, parts.fresh, after.hash) }, conflicts);
  let company: Company | null = null;
  if (namingPaths(namingOf(db, after.formHash)).some((path) => changed.has(path))) ({ company } = saveCompanyOf(db, { group, formHash: after.formHash, valueAt: at }, () => true));
  if (before.status !== after.status || before.conflicts > 0 !== after.conflicts > 0) refreshCompany(db, group.entity);
  return { company, change };
}

/** When a merge is taken back nothing may be left of a company but what is filled in here. */
function forgetGroup(db: WriteDb, group: Group): SettledGroup {
  const before = mergedRow(db, group);
  if (before) forgetView(db, before);
  removeMerged(db, group);
  saveVerdict(db, group, { quality: null, due: null });
  hideCompany(db, group);
  refreshCompany(db, group.entity);
  return { company: null, change: { kind: 'unchanged', changes: 0, conflicts: 0 } };
}

/** Of a view in which nothing is visible any more the lists say nothing: other rounds name the company, or what is filled in here does, or it goes. */
function hideCompany(db: WriteDb, group: Group): void {
  const others = otherRounds(db, group);
  if (others.length > 0) {
    if (!hasDraft(db, group.entity)) saveCompany(db, namedBy(db, others.map((other) => loadRound(db, other))));
  } else if (db.value('SELECT 1 FROM response WHERE entity = ? LIMIT 1', group.entity) === undefined) removeCompany(db, group.entity);
}

/** A view of a company as the lists read it. */
interface Round {
  readonly group: Group;
  readonly formHash: string;
  readonly valueAt: (path: Path) => Answer | null;
}

/** The other views of a company in which something is visible: other rounds, other forms. */
function otherRounds(db: ReadDb, { entity, formId, round }: Group): readonly Group[] {
  return db.all<Group>(OTHER_ROUNDS, entity, formId, round);
}

export const OTHER_ROUNDS =
  "SELECT entity, form_id AS formId, round FROM merged_response WHERE entity = ? AND heads <> '[]' AND NOT (form_id = ? AND round = ?)";

function loadRound(db: ReadDb, group: Group): Round {
  const found = viewOfMembers(db, group, loadMembers(db, group));
  return { group, formHash: found.formHash, valueAt: namedIn(found) };
}

/** What a view says; of a response that was taken back as a whole what was last said before, so that the lists go on naming the company (M2). */
function namedIn({ view, graph }: GroupView): Round['valueAt'] {
  if (!view.retracted) return (path) => view.cells.get(path)?.value ?? null;
  return (path) => {
    const writers = graph.standing.flatMap(({ set }, position) => (Object.hasOwn(set, path) ? [position] : []));
    const last = graph.maximal(writers).map((position) => graph.standing[position] as Statement).sort((a, b) => (a.id < b.id ? -1 : 1)).at(-1);
    return last?.set[path] ?? null;
  };
}

const HIDDEN = { listed: 'known', company: null } as const;

/** What is kept of a view. */
interface Summary extends Pick<View, 'heads' | 'pending' | 'retracted' | 'standing'> {
  readonly formHash: string;
  readonly change: ViewChange;
  readonly conflicts: readonly Path[];
  /** What is said of whether it is another company too. */
  readonly words: readonly SaidWord[];
  readonly hash: string;
  /** What the next arrivals can be added to. */
  readonly parts: readonly FreshPart[] | null;
  readonly valueAt: (path: Path) => Answer | null;
  /** The same for what names the company, which stays when the response is taken back. */
  readonly namedAt: (path: Path) => Answer | null;
  /** Whether one of the answers that name the company differs from what stood before; true where nothing did. */
  readonly renamed: () => boolean;
}

function summariseView(db: ReadDb, group: Group, members: readonly Member[], before: readonly RevisionId[] | null): Summary {
  const found = viewOfMembers(db, group, members);
  const { view, formHash, rules } = found;
  const kept = keptOf(view, members.map((member) => statementOf(member)));
  const parts = kept && hashedParts(sha256, kept.cells, rules);
  const hash = parts ? keptHash(sha256, group, parts) : viewHash(sha256, view, rules);
  const stood = before && stoodBefore(db, group, members, before);
  const namedAt = namedIn(found);
  return {
    ...view, formHash, hash,
    change: changeOf(stood?.() ?? null, view),
    conflicts: conflictsOf(view).map((cell) => cell.path),
    words: wordsIn(view),
    parts,
    valueAt: (path) => view.cells.get(path)?.value ?? null,
    namedAt,
    renamed: () => stood === null || namesAnew(db, formHash, stood(), namedAt),
  };
}

function wordsIn(view: View): readonly SaidWord[] {
  return [...view.cells.values()].flatMap(({ path, state, value }): readonly SaidWord[] => {
    const other = otherAt(path);
    if (other === null || (state === 'clean' && value !== 'same' && value !== 'different')) return [];
    return [{ other, word: state === 'conflict' ? 'disputed' : (value as IdentityWord) }];
  });
}

function namesAnew(db: ReadDb, formHash: string, before: Before, valueAt: (path: Path) => Answer | null): boolean {
  return namingPaths(namingOf(db, formHash)).toSorted().some((path) => !isSame(before.get(path)?.value ?? null, valueAt(path)));
}

/** What was visible before is what the heads of then descend from, and those heads; to be asked once from the first path to the last. */
function stoodBefore(db: ReadDb, group: Group, members: readonly Member[], heads: readonly RevisionId[]): () => Before {
  const byId = new Map(members.map((member) => [member.id, member]));
  const seen = new Set(heads);
  for (const id of seen) for (const parent of (byId.get(id) as Member).revision.parents) seen.add(parent);
  const then = members.filter((member) => seen.has(member.id)).map((member) => ({ ...member, held: false }));
  const line = lineOf(then.map((member) => statementOf(member)));
  if (line) return () => beforeOf(line);
  const { cells } = viewOfMembers(db, group, then).view;
  return () => cells;
}

/** The same for a plain line of answers, without making its view; null when it is none. */
function summariseLine(db: ReadDb, group: Group, members: readonly Member[], before: readonly RevisionId[] | null): Summary | null {
  if (members.some((member) => member.held || member.revision.op !== 'put')) return null;
  const line = lineOf(members.map((member) => statementOf(member)));
  const head = line?.revisions.at(-1);
  if (!line || !head || valueAt(line, RESERVED.decision) !== null) return null;
  const changes = before === null ? line.paths.length : before.length === 1 ? changesSince(line, before[0] as RevisionId) : null;
  if (changes === null) return null;
  const formHash = members.find((member) => member.id === head.id)?.revision.form.hash ?? '';
  const parts = hashedParts(sha256, keptOfLine(line).cells, mergeRules(db, formHash));
  const hash = keptHash(sha256, group, parts);
  return {
    formHash, heads: [head.id], pending: [], retracted: false, standing: 'received', conflicts: [], words: [],
    change: { kind: before === null ? 'added' : changes > 0 ? 'updated' : 'unchanged', changes, conflicts: 0 },
    hash, parts,
    valueAt: (path) => valueAt(line, path),
    namedAt: (path) => valueAt(line, path),
    renamed: () => before === null || namesAnew(db, formHash, stoodBefore(db, group, members, before)(), (path) => valueAt(line, path)),
  };
}

/**
 * The view of these revisions of a company: those of bundles whose turn has not come are held (B16). It goes by the form of the head with the
 * highest id; what waits has no say in that either (M4).
 */
export function viewOfMembers(db: ReadDb, group: Group, members: readonly Member[]): GroupView {
  const held = new Set(members.flatMap((member) => (member.held ? [member.id] : [])));
  const graph = graphOf(members.map((member): Statement => statementOf(member)), (id) => held.has(id));
  const head = members.find(({ id }) => id === graph.heads.at(-1)) ?? members.at(-1);
  const formHash = head?.revision.form.hash ?? '';
  const rules = mergeRules(db, formHash);
  return { view: viewOfGraph(group, graph, rules), formHash, rules, graph, forms: new Map(members.map(({ id, revision }) => [id, revision.form.hash])) };
}

/**
 * Names the company in the list as its merged answers do; a company that is being filled in here keeps the name of its draft. `renamed`: whether this
 * round names it otherwise than before; if not, its other rounds need not be read.
 */
function saveCompanyOf(db: WriteDb, round: Round, renamed: () => boolean): { readonly listed: 'new' | 'known'; readonly company: Company } {
  const { entity } = round.group;
  const before = findCompany(db, entity);
  if (before && hasDraft(db, entity)) return { listed: 'known', company: before };
  const others = otherRounds(db, round.group);
  if (before && others.length > 0 && !renamed()) return { listed: 'known', company: before };
  const after = namedBy(db, [...others.map((other) => loadRound(db, other)), round]);
  if (!before || (Object.keys(after) as (keyof Company)[]).some((field) => before[field] !== after[field])) saveCompany(db, after);
  return { listed: before ? 'known' : 'new', company: after };
}

/** A company as its rounds name it, one at least: what a later round says stands, an earlier one speaks where it is silent. The order of arrival decides nothing. */
function namedBy(db: ReadDb, rounds: readonly Round[]): Company {
  const place = ({ group: { round, formId } }: Round): string => `${round}\n${formId}`;
  const inOrder = [...rounds].sort((one, two) => (place(one) < place(two) ? -1 : 1));
  return inOrder.reduce<Company | null>((named, round) => companyOf(db, round, named), null) as Company;
}

function companyOf(db: ReadDb, { group: { entity }, formHash, valueAt: at }: Round, before: Company | null): Company {
  const text = (path: Path | null, otherwise: string): string => {
    const value = path === null ? null : at(path);
    return typeof value === 'string' ? value : otherwise;
  };
  const naming = namingOf(db, formHash);
  const name = text(naming.name, before?.name ?? text(RESERVED.number, ''));
  return {
    entity,
    country: text(RESERVED.country, before?.country ?? ''),
    scheme: text(RESERVED.scheme, before?.scheme ?? ''),
    number: text(RESERVED.number, before?.number ?? ''),
    name,
    // An earlier round that gave none is called by its name there.
    shortName: text(naming.shortName, before && before.shortName !== before.name ? before.shortName : name),
    region: text(naming.region, before?.region ?? ''),
  };
}

function hasDraft(db: ReadDb, entity: string): boolean {
  return db.value('SELECT 1 FROM company WHERE entity = ? AND response IS NOT NULL', entity) !== undefined;
}
