import { expect, test } from 'vitest';
import { companyAt, createCompanies } from '../../../renderer/survey/companies/companies.ts';
import type { CompanyPage, CompanyQuery, CompanyRow } from '../../../shared/ipc/survey.ts';
import { heldBack, Refusal, scriptedBridge } from '../scripted.ts';
import { settle } from './clockwork.ts';

const TOTAL = 950;

function list(answer?: (query: CompanyQuery) => void) {
  const bridge = scriptedBridge({
    'survey.companies': (query) => {
      answer?.(query);
      const total = query.search === '' ? TOTAL : 3;
      const rows = Array.from({ length: Math.max(0, Math.min(query.limit, total - query.offset)) }, (_, index) => ({ entity: `${query.search}${query.offset + index}` }) as CompanyRow);
      return { rows, total, counts: { draft: total } };
    },
  });
  const companies = createCompanies(bridge);
  return { bridge, companies, entityAt: (index: number) => companyAt(companies.getState().pages, index)?.entity };
}

const offsets = (calls: readonly { readonly args: unknown }[]) => calls.map(({ args }) => (args as CompanyQuery).offset);

test('the pages in sight are fetched, then those ahead, each once and none beyond the ends of the list', async () => {
  const { bridge, companies, entityAt } = list();
  await companies.getState().reload();
  expect(companies.getState()).toMatchObject({ phase: 'shown', total: TOTAL });
  companies.getState().show(0, 26);
  companies.getState().show(0, 27);
  await settle();
  expect(offsets(bridge.calls)).toEqual([0, 100, 200]);
  expect(entityAt(105)).toBe('105');
  expect(entityAt(700)).toBeUndefined();
  companies.getState().show(590, 620);
  companies.getState().show(591, 621);
  await settle();
  expect(offsets(bridge.calls).slice(3)).toEqual([500, 600, 700, 800]);
  companies.getState().show(920, 949);
  await settle();
  expect(offsets(bridge.calls).slice(7)).toEqual([900]);
});

test('who goes back has the pages before those in sight fetched', async () => {
  const { bridge, companies } = list();
  await companies.getState().reload();
  companies.getState().show(920, 949);
  await settle();
  companies.getState().show(720, 749);
  await settle();
  expect(offsets(bridge.calls)).toEqual([0, 900, 700, 600, 500]);
});

test('who flies over the list waits for no page that was passed on the way', async () => {
  const { bridge, companies } = list();
  await companies.getState().reload();
  for (let first = 100; first <= 900; first += 100) companies.getState().show(first, first + 26);
  await settle();
  expect(offsets(bridge.calls)).toEqual([0, 100, 900]);
});

test('who looks at other rows than the active one sees them again when the list is read anew', async () => {
  const { companies, entityAt } = list();
  await companies.getState().reload();
  companies.getState().show(600, 626);
  await settle();
  await companies.getState().reload();
  await settle();
  expect(entityAt(0)).toBe('0');
  expect(entityAt(620)).toBe('620');
});

test('a page that tells the same counts leaves them as they are: their filters are not drawn again', async () => {
  const { companies } = list();
  await companies.getState().reload();
  const { counts } = companies.getState();
  companies.getState().show(100, 126);
  await settle();
  expect(companies.getState().pages.size).toBeGreaterThan(1);
  expect(companies.getState().counts).toBe(counts);
});

test('a new search forgets the old pages, and an answer that comes late does not bring them back', async () => {
  const { companies, entityAt } = list();
  const first = companies.getState().reload();
  companies.getState().filter({ search: 'плата' });
  await first;
  await settle();
  expect(companies.getState().total).toBe(3);
  expect(entityAt(0)).toBe('плата0');
});

test('sorting by the same column a second time turns it round', () => {
  const { companies } = list();
  companies.getState().sortBy('number');
  expect(companies.getState()).toMatchObject({ sort: 'number', descending: false });
  companies.getState().sortBy('number');
  expect(companies.getState()).toMatchObject({ sort: 'number', descending: true });
});

test('the place in the list stays inside it when it gets shorter', async () => {
  const { companies } = list();
  await companies.getState().reload();
  companies.getState().activate(40);
  companies.setState({ search: 'плата' });
  await companies.getState().reload();
  expect(companies.getState().active).toBe(2);
});

test('a failure is said and can be tried again', async () => {
  let broken = true;
  const { companies } = list(() => { if (broken) throw new Refusal({ code: 'workspace-locked' }); });
  await companies.getState().reload();
  expect(companies.getState()).toMatchObject({ phase: 'failed', failure: { code: 'workspace-locked' } });
  broken = false;
  await companies.getState().reload();
  expect(companies.getState()).toMatchObject({ phase: 'shown', failure: null });
});

test('from a company one goes to its neighbour in the list as it stands, over the edge of a page too, and not beyond the ends', async () => {
  const { bridge, companies } = list();
  const beside = (entity: string, by: -1 | 1) => companies.getState().beside(entity, by);
  expect((await beside('0', 1))?.entity).toBe('1');
  expect(companies.getState().active).toBe(1);
  expect((await beside('99', 1))?.entity).toBe('100');
  expect((await beside('100', -1))?.entity).toBe('99');
  expect(await beside('0', -1)).toBeNull();
  expect(await beside('nobody', 1)).toBeNull();
  expect(companies.getState().active).toBe(99);
  expect(offsets(bridge.calls)).toEqual([0, 100]);
  companies.getState().activate(949);
  companies.setState({ pages: new Map() });
  expect(await beside('949', 1)).toBeNull();
});

test('a search that finds nothing is tried as the other keyboard layout writes it; what is found is not searched for twice', async () => {
  const bridge = scriptedBridge({
    'survey.companies': ({ search }) => ({ rows: search === 'завод' ? [{ entity: 'z' } as CompanyRow] : [], total: search === 'завод' ? 1 : 0, counts: {} }),
  });
  const companies = createCompanies(bridge);
  companies.getState().filter({ search: 'pfdjl' });
  await settle();
  expect(companies.getState()).toMatchObject({ search: 'pfdjl', total: 1 });
  companies.getState().filter({ search: 'завод' });
  companies.getState().filter({ search: 'нет такой' });
  await settle();
  expect(companies.getState().total).toBe(0);
  expect(bridge.calls.map(({ args }) => (args as CompanyQuery).search)).toEqual(['pfdjl', 'завод', 'завод', 'нет такой', 'ytn nfrjq']);
});

test('the neighbour on a page that is on its way is waited for, and not said to be missing', async () => {
  const { bridge, companies } = list();
  await companies.getState().reload();
  const pages = heldBack<CompanyPage>();
  bridge.answer('survey.companies', pages.answer);
  companies.getState().show(0, 20);
  const neighbour = companies.getState().beside('99', 1);
  await pages.come(0, { rows: [{ entity: '100' } as CompanyRow], total: TOTAL, counts: {} });
  expect((await neighbour)?.entity).toBe('100');
  expect(pages.asked(), 'the page once, and the one after it').toBe(2);
});
