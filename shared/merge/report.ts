import type { ChangeKind } from './change.ts';

/** What a merge did to the set of revisions, and how many paths are in conflict afterwards. */
export interface RevisionCounts {
  readonly added: number;
  readonly already: number;
  readonly pending: number;
  readonly conflicts: number;
}

export interface Totals extends RevisionCounts {
  readonly companiesAdded: number;
  readonly companiesUpdated: number;
  readonly companiesUnchanged: number;
}

interface Changed {
  readonly entity: string;
  readonly name: string;
  readonly kind: ChangeKind;
}

/** The sums at the head of a preview or a report. */
export function totalsOf(counts: RevisionCounts, companies: readonly Changed[]): Totals {
  const count = (...kinds: readonly ChangeKind[]): number => companies.filter((company) => kinds.includes(company.kind)).length;
  return {
    ...counts,
    companiesAdded: count('added'),
    companiesUpdated: count('updated', 'conflict'),
    companiesUnchanged: count('unchanged', 'pending'),
  };
}

/** Companies in the order a person wants to read them: what needs them first, then by name. */
export function inReadingOrder<T extends Changed>(companies: Iterable<T>): readonly T[] {
  return [...companies].sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind) || compare(a.name, b.name) || compare(a.entity, b.entity));
}

const ORDER: readonly ChangeKind[] = ['conflict', 'pending', 'added', 'updated', 'unchanged'];

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
