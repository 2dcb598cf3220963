import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Failure } from '../../../shared/base/failure.ts';
import type { Bridge } from '../../../shared/ipc/api.ts';
import type { CompanyPage, CompanyQuery, CompanyRow, CompanyStatus } from '../../../shared/ipc/survey.ts';
import { otherLayout } from '../../ui/field/options.ts';

const PAGE = 200;

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
  /** Fetches what is needed to show these rows. */
  readonly show: (first: number, last: number) => void;
  readonly reload: () => Promise<void>;
  /** The company before (−1) or after (1) another one in the list as it is shown; it becomes the active one. Null at the ends, or when the list does not show that company. */
  readonly beside: (entity: string, by: -1 | 1) => Promise<CompanyRow | null>;
}

export type Companies = StoreApi<CompaniesState>;

/** The list of companies: what is asked for, and the pages of the answer. Pages are fetched as they come into sight. A search that finds nothing is tried as the other keyboard layout would have typed it. */
export function createCompanies(bridge: Bridge): Companies {
  return createStore<CompaniesState>((set, get) => {
    let asked = 0;
    const pending = new Set<number>();
    /** How the search is spelt when it was typed in the other layout. */
    let spelt: string | null = null;

    const fetchPage = async (page: number) => {
      if (pending.has(page)) return;
      pending.add(page);
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
      set({ phase: 'shown', failure: null, pages, total: answer.value.total, counts: answer.value.counts, active });
    };

    const restart = () => {
      asked += 1;
      spelt = null;
      pending.clear();
      set({ pages: new Map() });
      return fetchPage(Math.floor(get().active / PAGE));
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
        const { pages, phase } = get();
        if (phase !== 'shown') return;
        for (let page = Math.floor(first / PAGE); page <= Math.floor(last / PAGE); page += 1) if (!pages.has(page)) void fetchPage(page);
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

const known = new WeakMap<Bridge, Companies>();

/** The list as the person left it: search, order and place stay while the window is open. */
export function companiesOf(bridge: Bridge): Companies {
  const companies = known.get(bridge) ?? createCompanies(bridge);
  known.set(bridge, companies);
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
