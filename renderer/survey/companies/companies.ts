import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Failure } from '../../../shared/base/failure.ts';
import type { Bridge } from '../../../shared/ipc/api.ts';
import type { CompanyPage, CompanyQuery, CompanyRow, CompanyStatus } from '../../../shared/ipc/survey.ts';
import { keptFor } from '../../service/keptFor.ts';
import { otherLayout } from '../../ui/field/options.ts';

const PAGE = 100;
/** Pages fetched ahead of those in sight, on the side the person goes to: about what a strong turn of the wheel passes over. */
const AHEAD = 2;

export type CompanySort = CompanyQuery['sort'];

export type CompaniesFilter = Pick<CompanyQuery, 'search' | 'status' | 'country' | 'sort' | 'descending'>;

export interface CompaniesState extends CompaniesFilter {
  readonly phase: 'loading' | 'shown' | 'failed';
  readonly failure: Failure | null;
  readonly total: number;
  readonly counts: CompanyPage['counts'];
  /** Pages fetched so far, by number. */
  readonly pages: ReadonlyMap<number, readonly CompanyRow[]>;
  readonly active: number;
  readonly filter: (change: Partial<CompaniesFilter>) => void;
  /** Sorts by a column; a second time the other way round. */
  readonly sortBy: (sort: CompanySort) => void;
  readonly activate: (index: number) => void;
  /** Fetches what is needed to show these rows, then what the person comes to if they go on: downwards, as long as they have not gone upwards. */
  readonly show: (first: number, last: number) => void;
  readonly reload: () => Promise<void>;
  /** The company before (−1) or after (1) another one in the list as it is shown; it becomes the active one. Null at the ends, or when the list does not show that company. */
  readonly beside: (entity: string, by: -1 | 1) => Promise<CompanyRow | null>;
}

export type Companies = StoreApi<CompaniesState>;

/** The list of companies: what is asked for, and the pages of the answer. Pages are fetched as they come into sight and ahead of it, one at a time: who flies over the list does not wait for what they have passed. A search that finds nothing is tried as the other keyboard layout would have typed it. */
export function createCompanies(bridge: Bridge): Companies {
  return createStore<CompaniesState>((set, get) => {
    let asked = 0;
    const pending = new Map<number, Promise<void>>();
    /** The rows in sight, and the way the person goes through them. */
    let sight: { readonly first: number; readonly last: number; readonly way: -1 | 1 } | null = null;
    /** How the search is spelt when it was typed in the other layout. */
    let spelt: string | null = null;

    /** Who needs a page that is on its way waits for it. */
    const fetchPage = (page: number): Promise<void> => {
      const coming = pending.get(page) ?? bring(page);
      pending.set(page, coming);
      return coming;
    };
    const bring = async (page: number): Promise<void> => {
      const turn = asked;
      const { search, status, country, sort, descending } = get();
      const ask = (words: string) => bridge.call('survey.companies', { search: words, status, country, sort, descending, offset: page * PAGE, limit: PAGE });
      let answer = await ask(spelt ?? search);
      const other = otherLayout(search);
      if (turn === asked && spelt === null && answer.ok && answer.value.total === 0 && other !== search) {
        const elsewhere = await ask(other);
        if (turn === asked && elsewhere.ok && elsewhere.value.total > 0) [answer, spelt] = [elsewhere, other];
      }
      if (turn !== asked) return;
      pending.delete(page);
      if (!answer.ok) return set({ phase: 'failed', failure: answer.error });
      const pages = new Map(get().pages).set(page, answer.value.rows);
      const active = Math.max(0, Math.min(get().active, answer.value.total - 1));
      const counts = sameCounts(get().counts, answer.value.counts) ? get().counts : answer.value.counts;
      set({ phase: 'shown', failure: null, pages, total: answer.value.total, counts, active });
    };

    /** The next page to fetch: of those in sight the first one missing, then of those ahead. */
    const missingPage = (): number | undefined => {
      if (sight === null) return undefined;
      const { way } = sight;
      const { pages, total } = get();
      const [top, bottom] = [Math.floor(sight.first / PAGE), Math.floor(sight.last / PAGE)];
      const ahead = Array.from({ length: AHEAD }, (_, step) => (way < 0 ? top - 1 - step : bottom + 1 + step));
      return [...range(top, bottom), ...ahead].find((page) => page >= 0 && page * PAGE < total && !pages.has(page));
    };

    const fetchMissing = async () => {
      const turn = asked;
      while (turn === asked && pending.size === 0 && get().phase === 'shown') {
        const page = missingPage();
        if (page === undefined) return;
        await fetchPage(page);
      }
    };

    const restart = async () => {
      asked += 1;
      spelt = null;
      pending.clear();
      set({ pages: new Map() });
      await fetchPage(Math.floor(get().active / PAGE));
      void fetchMissing();
    };

    return {
      search: '', status: null, country: null, sort: 'name', descending: false,
      phase: 'loading', failure: null, total: 0, counts: {}, pages: new Map(), active: 0,
      filter: (change) => {
        set({ ...change, active: 0 });
        void restart();
      },
      sortBy: (sort) => {
        const { sort: before, descending } = get();
        set({ sort, descending: sort === before && !descending, active: 0 });
        void restart();
      },
      activate: (active) => set({ active }),
      show: (first, last) => {
        sight = { first, last, way: sight === null || first > sight.first ? 1 : first < sight.first ? -1 : sight.way };
        void fetchMissing();
      },
      reload: restart,
      beside: async (entity, by) => {
        if (get().pages.size === 0) await restart();
        const at = [...get().pages].map(([page, rows]) => page * PAGE + rows.findIndex((row) => row.entity === entity)).find((index) => companyAt(get().pages, index)?.entity === entity);
        const next = at === undefined ? -1 : at + by;
        if (next < 0 || next >= get().total) return null;
        if (!get().pages.has(Math.floor(next / PAGE))) await fetchPage(Math.floor(next / PAGE));
        const row = companyAt(get().pages, next) ?? null;
        if (row) set({ active: next });
        return row;
      },
    };
  });
}

function range(first: number, last: number): readonly number[] {
  return Array.from({ length: last - first + 1 }, (_, step) => first + step);
}

/** Counts that say the same stay the same: what shows them is not drawn again with each page. */
function sameCounts(one: CompanyPage['counts'], other: CompanyPage['counts']): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

const listsOf = keptFor((_: Bridge) => new Map<string, Companies>());

/** The list of a workspace as the person left it: search, order and place stay while the window is open. */
export function companiesOf(bridge: Bridge, workspace: string): Companies {
  const lists = listsOf(bridge);
  const companies = lists.get(workspace) ?? createCompanies(bridge);
  lists.set(workspace, companies);
  return companies;
}

export function companyAt(pages: CompaniesState['pages'], index: number): CompanyRow | undefined {
  return pages.get(Math.floor(index / PAGE))?.[index % PAGE];
}

/** Statuses a role meets, in the order of the work. */
export const STATUSES: Readonly<Record<'ministry' | 'commission', readonly CompanyStatus[]>> = {
  ministry: ['draft', 'errors', 'complete', 'approved', 'sent', 'accepted', 'returned', 'withdrawn'],
  commission: ['received', 'conflict', 'accepted', 'returned', 'withdrawn'],
};
