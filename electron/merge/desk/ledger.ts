import { RESERVED } from '../../../shared/bundle/revision/revision.ts';
import type { CompanyChange, MergeTotals } from '../../../shared/ipc/merge.ts';
import { inReadingOrder, totalsOf } from '../../../shared/merge/report.ts';
import type { Path } from '../../../shared/survey/response.ts';
import type { ReadDb } from '../../database/db.ts';
import { findCompany, type Company } from '../../database/tables/company.ts';
import { findInvited } from '../../database/tables/invited.ts';
import type { Group } from '../../database/tables/revision.ts';
import { countPendingOf } from '../../database/tables/run.ts';
import { namingOf, type Naming } from '../group/form.ts';
import type { SettledGroup } from '../group/group.ts';
import { loadMembers } from '../group/members.ts';
import type { Touched, TouchedGroups } from '../group/stage.ts';
import type { FileOutcome } from './bundle.ts';

/** What a merge of several bundles has come to so far: what it takes to say afterwards how each company has changed. */
export interface Ledger {
  /** Of merging, in the database; null before it has begun. */
  run: number | null;
  /** Revisions that are new, and that were there before. */
  added: number;
  already: number;
  /** Companies touched by any bundle of the run, one that was refused too. */
  readonly groups: TouchedGroups;
  /** Names of those that merged bundles concern, with the tickets of the files. */
  readonly concerned: Map<string, string[]>;
}

export function createLedger(): Ledger {
  return { run: null, added: 0, already: 0, groups: new Map(), concerned: new Map() };
}

export function enter(ledger: Ledger, outcome: FileOutcome, ticket: string): void {
  if (outcome.kind === 'refused' && outcome.refused.failure.code === 'already-merged') ledger.already += outcome.refused.claimed?.manifest.counts.revisions ?? 0;
  if (outcome.kind !== 'merged') return;
  ledger.added += outcome.merged.added.size;
  ledger.already += outcome.merged.already;
  for (const name of outcome.merged.companies) {
    const tickets = ledger.concerned.get(name);
    if (tickets) tickets.push(ticket);
    else ledger.concerned.set(name, [ticket]);
  }
}

/** The report: how each company has changed, what needs a person first; and the sums. Reads the state after the merge. */
export function reportOf(db: ReadDb, ledger: Ledger, settled: ReadonlyMap<string, SettledGroup>): { readonly totals: MergeTotals; readonly companies: readonly CompanyChange[] } {
  const companies = [...ledger.concerned].map(([name, tickets]): CompanyChange => {
    const { group } = ledger.groups.get(name) as Touched;
    const { company, change } = settled.get(name) as SettledGroup;
    return { entity: group.entity, round: group.round, tickets, ...describe(db, group, company ?? findCompany(db, group.entity)), ...change };
  });
  const pending = ledger.run === null ? 0 : countPendingOf(db, ledger.run);
  const conflicts = companies.reduce((sum, company) => sum + company.conflicts, 0);
  return { totals: totalsOf({ added: ledger.added, already: ledger.already, pending, conflicts }, companies), companies: inReadingOrder(companies) };
}

type Described = Pick<CompanyChange, 'name' | 'country' | 'number'>;

/** How a company is called; one that is not in the lists yet, by what its waiting revisions say, else as the list of the invited has it. */
function describe(db: ReadDb, group: Group, company: Company | null): Described {
  if (company) return { name: company.shortName || company.name, country: company.country, number: company.number };
  const said = loadMembers(db, group).map(({ revision }) => ({ set: revision.set, naming: namingOf(db, revision.form.hash) }));
  const text = (path: (naming: Naming) => Path | null): string => {
    const values = said.map(({ set, naming }) => set[path(naming) ?? '']);
    return values.find((value): value is string => typeof value === 'string') ?? '';
  };
  const asked = findInvited(db, group.round, group.entity);
  return {
    name: text(({ shortName }) => shortName) || text(({ name }) => name) || (asked?.name ?? ''),
    country: text(() => RESERVED.country) || (asked?.country ?? ''),
    number: text(() => RESERVED.number) || (asked?.number ?? ''),
  };
}
