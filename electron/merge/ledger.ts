import { RESERVED, type RevisionId } from '../../shared/bundle/revision.ts';
import type { CompanyChange, MergeTotals } from '../../shared/ipc/merge.ts';
import { changeOf, type ViewChange } from '../../shared/merge/plan.ts';
import { inReadingOrder, totalsOf } from '../../shared/merge/report.ts';
import type { Path } from '../../shared/survey/response.ts';
import { findCompany, type Company } from '../database/company.ts';
import type { ReadDb } from '../database/db.ts';
import { pendingRevisions, type Group } from '../database/revision.ts';
import type { ChangedCompany, FileOutcome } from './bundle.ts';
import { namingOf, type Naming } from './form.ts';
import { viewOfMembers, type GroupSummary } from './group.ts';
import { loadMembers, type Member } from './members.ts';
import { nameOf } from './stage.ts';

/** What a merge of several bundles has come to so far: what it takes to say afterwards how each company has changed. */
export interface Ledger {
  readonly added: Set<RevisionId>;
  already: number;
  readonly companies: Map<string, { readonly group: Group; readonly before: readonly RevisionId[] | null; after: GroupSummary }>;
}

export function createLedger(): Ledger {
  return { added: new Set(), already: 0, companies: new Map() };
}

export function enter(ledger: Ledger, outcome: FileOutcome): void {
  if (outcome.kind === 'refused' && outcome.refused.failure.code === 'already-merged') ledger.already += outcome.refused.claimed?.manifest.counts.revisions ?? 0;
  if (outcome.kind !== 'merged') return;
  for (const id of outcome.merged.added) ledger.added.add(id);
  ledger.already += outcome.merged.already;
  for (const { group, before, after } of outcome.merged.companies as readonly ChangedCompany[]) {
    const known = ledger.companies.get(nameOf(group));
    if (known) known.after = after;
    else ledger.companies.set(nameOf(group), { group, before, after });
  }
}

/** The report: how each company has changed, what needs a person first; and the sums. Reads the state after the merge. */
export function settle(db: ReadDb, ledger: Ledger): { readonly totals: MergeTotals; readonly companies: readonly CompanyChange[] } {
  const companies: CompanyChange[] = [];
  for (const { group, before, after } of ledger.companies.values()) {
    const known = before !== null && before.length > 0;
    const change = known ? changeSince(db, group, before) : firstChange(after);
    companies.push({ entity: group.entity, ...describe(db, group, after.company ?? findCompany(db, group.entity)), ...change });
  }
  const pending = pendingRevisions(db).filter(({ id }) => ledger.added.has(id)).length;
  const conflicts = companies.reduce((sum, company) => sum + company.conflicts, 0);
  return { totals: totalsOf({ added: ledger.added.size, already: ledger.already, pending, conflicts }, companies), companies: inReadingOrder(companies) };
}

type Described = Pick<CompanyChange, 'name' | 'country' | 'number'>;

/** How a company is called; one that is not in the lists yet, by what its waiting revisions say. */
function describe(db: ReadDb, group: Group, company: Company | null): Described {
  if (company) return { name: company.shortName || company.name, country: company.country, number: company.number };
  const said = loadMembers(db, group).map(({ revision }) => ({ set: revision.set, naming: namingOf(db, revision.form.hash) }));
  const text = (path: (naming: Naming) => Path | null): string => {
    const values = said.map(({ set, naming }) => set[path(naming) ?? '']);
    return values.find((value): value is string => typeof value === 'string') ?? '';
  };
  return { name: text(({ shortName }) => shortName) || text(({ name }) => name), country: text(() => RESERVED.country), number: text(() => RESERVED.number) };
}

function firstChange({ visible, cells, conflicts }: GroupSummary): ViewChange {
  if (!visible) return { kind: 'pending', changes: 0, conflicts: 0 };
  return { kind: conflicts > 0 ? 'conflict' : 'added', changes: cells, conflicts };
}

/** What was visible before is what the heads of then descend from, and those heads. */
function changeSince(db: ReadDb, group: Group, heads: readonly RevisionId[]): ViewChange {
  const members = loadMembers(db, group);
  const byId = new Map(members.map((member) => [member.id, member]));
  const seen = new Set(heads);
  for (const id of seen) for (const parent of (byId.get(id) as Member).revision.parents) seen.add(parent);
  const before = viewOfMembers(db, group, members.filter((member) => seen.has(member.id)).map((member) => ({ ...member, held: false })));
  return changeOf(before.view.cells, viewOfMembers(db, group, members).view);
}
