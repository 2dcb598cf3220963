import { RESERVED } from '../../shared/bundle/revision.ts';
import { lineHash, viewHash } from '../../shared/merge/hash.ts';
import { lineOf, valueAt } from '../../shared/merge/line.ts';
import type { ViewRules } from '../../shared/merge/rules.ts';
import { computeView, conflictsOf, type Statement, type View } from '../../shared/merge/view.ts';
import type { Answer, Path } from '../../shared/survey/response.ts';
import { sha256 } from '../bundle/hash.ts';
import { findCompany, insertCompany, refreshCompany, saveCompany, type Company } from '../database/company.ts';
import type { ReadDb, WriteDb } from '../database/db.ts';
import { saveMerged } from '../database/merged.ts';
import { setPending, type Group } from '../database/revision.ts';
import { formOf, mergeRules, statementOf } from '../database/view.ts';
import { namingOf } from './form.ts';
import { loadMembers, type Member } from './members.ts';

/** A company's view as it stands now, with the form it goes by. */
export interface GroupView {
  readonly view: View;
  readonly formHash: string;
  readonly rules: ViewRules;
}

/** What is left to say of a company when its view has been kept. */
export interface GroupSummary {
  readonly visible: boolean;
  readonly cells: number;
  readonly conflicts: number;
  /** As it stands in the lists now; null where nothing of it is visible yet. */
  readonly company: Company | null;
}

/**
 * Brings everything that is kept of a company up to date with its revisions: which of them are pending (M4, B16), its row in
 * the lists, its conflicts, the hash of its view. Work in proportion to this company alone. Call it inside a transaction.
 * `atHand`: all its revisions, when nothing was known of it before and the caller still holds them.
 */
export function refreshGroup(db: WriteDb, group: Group, atHand: readonly Member[] | null = null): GroupSummary {
  const members = atHand ?? loadMembers(db, group);
  const result = summariseLine(db, group, members) ?? summariseView(db, group, members);
  const pending = new Set(result.pending);
  for (const member of members) if (member.pending !== pending.has(member.id)) setPending(db, member.id, pending.has(member.id));
  const { formHash, heads, retracted, conflicts, standing, hash } = result;
  // Of what nobody may see yet the lists say nothing.
  const { listed, company } = heads.length === 0 ? HIDDEN : saveCompanyOf(db, group, result, atHand !== null);
  saveMerged(db, { ...group, formHash, revisions: members.length, heads, retracted, conflicts: conflicts.length, status: standing, hash }, conflicts);
  // A company that has just come into the list stands there as received.
  if (listed !== 'new' || conflicts.length > 0 || standing !== 'received') refreshCompany(db, group.entity);
  return { visible: heads.length > 0, cells: result.cells, conflicts: conflicts.length, company };
}

const HIDDEN = { listed: 'known', company: null } as const;

/** What is kept of a view. */
interface Summary extends Pick<View, 'heads' | 'pending' | 'retracted' | 'standing'> {
  readonly formHash: string;
  readonly cells: number;
  readonly conflicts: readonly Path[];
  readonly hash: string;
  readonly valueAt: (path: Path) => Answer | null;
}

function summariseView(db: ReadDb, group: Group, members: readonly Member[]): Summary {
  const { view, formHash, rules } = viewOfMembers(db, group, members);
  return {
    ...view, formHash,
    cells: view.cells.size,
    conflicts: conflictsOf(view).map((cell) => cell.path),
    hash: viewHash(sha256, view, rules),
    valueAt: (path) => view.cells.get(path)?.value ?? null,
  };
}

/** The same for a plain line of answers, without making its view; null when it is none. */
function summariseLine(db: ReadDb, group: Group, members: readonly Member[]): Summary | null {
  if (members.some((member) => member.held || member.revision.op !== 'put')) return null;
  const line = lineOf(members.map((member) => statementOf(member)));
  const head = line?.revisions.at(-1);
  if (!line || !head || valueAt(line, RESERVED.decision) !== null) return null;
  const formHash = members.find((member) => member.id === head.id)?.revision.form.hash ?? '';
  return {
    formHash, heads: [head.id], pending: [], retracted: false, standing: 'received', cells: line.paths.length, conflicts: [],
    hash: lineHash(sha256, group, line, mergeRules(db, formHash)),
    valueAt: (path) => valueAt(line, path),
  };
}

/** The view of these revisions of a company: those of bundles whose turn has not come are held (B16). */
export function viewOfMembers(db: ReadDb, group: Group, members: readonly Member[]): GroupView {
  const held = new Set(members.flatMap((member) => (member.held ? [member.id] : [])));
  const formHash = formOf(members.filter((member) => !held.has(member.id))) ?? formOf(members) ?? '';
  const rules = mergeRules(db, formHash);
  return { view: computeView(group, members.map((member): Statement => statementOf(member)), rules, (id) => held.has(id)), formHash, rules };
}

/** Names the company in the list as its merged answers do; a company that is being filled in here keeps the name of its draft. */
function saveCompanyOf(db: WriteDb, group: Group, summary: Summary, fresh: boolean): { readonly listed: 'new' | 'known'; readonly company: Company } {
  const first = fresh ? companyOf(db, group, summary, null) : null;
  if (first && insertCompany(db, first)) return { listed: 'new', company: first };
  const before = findCompany(db, group.entity);
  if (before && hasDraft(db, group.entity)) return { listed: 'known', company: before };
  const after = companyOf(db, group, summary, before);
  if (!before || (Object.keys(after) as (keyof Company)[]).some((field) => before[field] !== after[field])) saveCompany(db, after);
  return { listed: before ? 'known' : 'new', company: after };
}

function companyOf(db: ReadDb, { entity }: Group, { formHash, valueAt: at }: Summary, before: Company | null): Company {
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
    shortName: text(naming.shortName, before?.shortName ?? name),
    region: text(naming.region, before?.region ?? ''),
  };
}

function hasDraft(db: ReadDb, entity: string): boolean {
  return db.value('SELECT 1 FROM company WHERE entity = ? AND response IS NOT NULL', entity) !== undefined;
}
