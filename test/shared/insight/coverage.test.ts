import { describe, expect, test } from 'vitest';
import { coverageOf, endOf, type CoveredCompany } from '../../../shared/insight/coverage.ts';

const DEADLINE = '2026-04-15';
const company = (entity: string, change: Partial<CoveredCompany> = {}): CoveredCompany => ({
  entity, country: 'RU', number: entity, name: `Завод ${entity}`, body: 'Минпромторг', contact: '', invited: true, progress: 'invited', arrivedAt: null, due: null, quality: null, unsent: false, replied: false, group: null, ...change,
});
const at = (moment: string, companies: readonly CoveredCompany[], deadline: string | null = DEADLINE) => coverageOf(companies, { round: '2026', announced: null, deadline, now: Date.parse(moment) });

describe('the deadline', () => {
  test('is over at midnight in Moscow, whatever clock the computer has', () => {
    expect(new Date(endOf(DEADLINE)).toISOString()).toBe('2026-04-15T21:00:00.000Z');
    expect(at('2026-04-15T20:59:59.999Z', [company('1')]).total.missing).toBe(0);
    expect(at('2026-04-15T21:00:00.000Z', [company('1')]).total.missing).toBe(1);
  });

  test('nobody is missing or late without one, and who was not asked is never missing', () => {
    expect(at('2030-01-01T00:00:00Z', [company('1'), company('2', { progress: 'received', arrivedAt: Date.parse('2029-01-01') })], null).total).toMatchObject({ missing: 0, late: 0 });
    expect(at('2030-01-01T00:00:00Z', [company('1', { invited: false })]).total).toMatchObject({ missing: 0, uninvited: 1, invited: 0 });
  });

  test('a company whose first answers came later is late for good, however it stands now', () => {
    const late = { arrivedAt: Date.parse('2026-04-16T09:00:00Z') };
    const [first, second] = at('2026-05-01T00:00:00Z', [company('1', { ...late, progress: 'accepted' }), company('2', { arrivedAt: Date.parse('2026-04-15T20:00:00Z'), progress: 'accepted' })]).companies;
    expect([first?.late, second?.late]).toEqual([true, false]);
  });

  test('a returned company is overdue after its own day', () => {
    const returned = company('1', { progress: 'returned', due: '2026-05-10' });
    expect(at('2026-05-10T12:00:00Z', [returned]).total.overdue).toBe(0);
    expect(at('2026-05-11T12:00:00Z', [returned]).total.overdue).toBe(1);
    expect(at('2026-05-11T12:00:00Z', [{ ...returned, replied: true }]).total.overdue).toBe(0);
  });
});

test('each company has one who must act, or nobody', () => {
  const debts = (change: Partial<CoveredCompany>) => {
    const [row] = at('2026-04-01T00:00:00Z', [company('1', change)]).companies;
    return [row?.owes, row?.duty];
  };
  expect(debts({})).toEqual(['body', 'submit']);
  expect(debts({ progress: 'begun' })).toEqual(['body', 'finish']);
  expect(debts({ progress: 'ready' })).toEqual(['body', 'send']);
  expect(debts({ progress: 'sent' })).toEqual(['commission', 'review']);
  expect(debts({ progress: 'waiting' })).toEqual(['body', 'send-missing']);
  expect(debts({ progress: 'received' })).toEqual(['commission', 'review']);
  expect(debts({ progress: 'conflict' })).toEqual(['commission', 'resolve']);
  expect(debts({ progress: 'returned', unsent: true })).toEqual(['commission', 'send-back']);
  expect(debts({ progress: 'returned' })).toEqual(['body', 'correct']);
  expect(debts({ progress: 'returned', replied: true })).toEqual(['commission', 'read-reply']);
  expect(debts({ progress: 'accepted', unsent: true })).toEqual(['commission', 'send-back']);
  expect(debts({ progress: 'accepted' })).toEqual([null, null]);
});

test('what was taken back counts as not answered: it is awaited of those who were asked, and of others it is told and counted nowhere', () => {
  const withdrawn = (entity: string, change: Partial<CoveredCompany> = {}) => company(entity, { progress: 'withdrawn', arrivedAt: Date.parse('2026-04-20T00:00:00Z'), ...change });
  const before = at('2026-04-01T00:00:00Z', [withdrawn('1')]);
  expect(before.companies).toMatchObject([{ duty: 'submit', owes: 'body', missing: false }]);
  const after = at('2026-05-01T00:00:00Z', [withdrawn('1'), withdrawn('2', { invited: false })]);
  expect(after.total).toMatchObject({ invited: 1, answered: 0, uninvited: 0, missing: 1, late: 0, progress: { withdrawn: 1 } });
  expect(after.companies).toMatchObject([{ entity: '1' }, { entity: '2', progress: 'withdrawn', duty: null, owes: null, missing: false, late: false }]);
});

test('who was not asked is not late: never are more late than have answered, and the list says what the number says', () => {
  const late = { progress: 'received', arrivedAt: Date.parse('2026-04-20T00:00:00Z') } as const;
  const coverage = at('2026-05-01T00:00:00Z', [company('1'), company('2', { ...late, invited: false }), company('3', late)]);
  expect(coverage.total).toMatchObject({ invited: 2, answered: 1, late: 1, uninvited: 1 });
  expect(coverage.companies.map(({ late: told }) => told)).toEqual([false, false, true]);
});

test('companies that are linked are one (M7): who has answered under another number is not awaited, and the sum of all states counts it once', () => {
  const coverage = at('2026-05-01T00:00:00Z', [
    company('1', { group: '1' }), company('2', { country: 'BY', group: '1', progress: 'accepted', arrivedAt: 0, invited: false }), company('3'), company('4', { group: '4' }), company('5', { country: 'KZ', group: '4' }),
  ]);
  expect(coverage.companies.find(({ entity }) => entity === '1')).toMatchObject({ progress: 'elsewhere', elsewhere: '2', missing: false, duty: null, owes: null });
  expect(coverage.companies.find(({ entity }) => entity === '4')).toMatchObject({ progress: 'invited', elsewhere: null, missing: true });
  expect(coverage.states.map(({ country, invited, answered, missing, uninvited }) => [country, invited, answered, missing, uninvited])).toEqual([['BY', 0, 0, 0, 1], ['KZ', 1, 0, 1, 0], ['RU', 3, 1, 2, 0]]);
  expect(coverage.total).toMatchObject({ invited: 3, answered: 1, missing: 2, uninvited: 0, progress: { accepted: 1, elsewhere: 0, invited: 2 } });
});

test('states are counted one by one, and together', () => {
  const coverage = at('2026-05-01T00:00:00Z', [
    company('1', { progress: 'accepted', arrivedAt: 0 }), company('2'), company('3', { country: 'AM', progress: 'waiting', arrivedAt: 0 }), company('4', { country: 'AM', invited: false, progress: 'received', arrivedAt: 0 }),
  ]);
  expect(coverage.states.map(({ country, invited, answered, missing, uninvited }) => [country, invited, answered, missing, uninvited])).toEqual([['AM', 1, 1, 0, 1], ['RU', 2, 1, 1, 0]]);
  expect(coverage.total).toMatchObject({ invited: 3, answered: 2, missing: 1, uninvited: 1, progress: { accepted: 1, invited: 1, waiting: 1, received: 1 } });
  expect(coverage.companies.map(({ entity }) => entity)).toEqual(['3', '4', '1', '2']);
});
