import { describe, expect, test, vi } from 'vitest';
import { createRoundStore, isOn, LISTS, shownRows } from '../../../renderer/insight/round.ts';
import { coverageOf, type Coverage, type CoveredCompany } from '../../../shared/insight/coverage.ts';
import { heldBack, Refusal, scriptedBridge } from '../scripted.ts';
import type { RunJob } from '../../../renderer/service/status.ts';

const runNow: RunJob = (work) => work('job');
const runNumbered = (): RunJob => {
  let count = 0;
  return (work) => work(`job ${(count += 1)}`);
};

const company = (entity: string, change: Partial<CoveredCompany> = {}): CoveredCompany => ({
  entity, country: 'RU', number: entity, name: `Завод ${entity}`, body: 'Орган', contact: '', invited: true, progress: 'invited', arrivedAt: null, due: null, quality: null, unsent: false, replied: false, group: null, ...change,
});
const coverage = coverageOf(
  [company('1'), company('2', { country: 'AM', progress: 'returned', due: '2026-04-01' }), company('3', { progress: 'received', arrivedAt: Date.parse('2026-04-20') }), company('4', { progress: 'accepted', arrivedAt: 0 })],
  { round: '2026', announced: null, deadline: '2026-04-15', now: Date.parse('2026-05-01') },
);
const preview = { ticket: 't', fileName: 'list.csv', added: 2, updated: 0, unlisted: 1, deadline: null, refused: [] };

describe('the lists of a round', () => {
  test('hold those behind the deadlines and those for whom a side has to act', () => {
    const on = (list: (typeof LISTS)[number]) => coverage.companies.filter((row) => isOn(list, row)).map(({ entity }) => entity);
    expect(Object.fromEntries(LISTS.map((list) => [list, on(list)]))).toEqual({ all: ['2', '1', '3', '4'], missing: ['1'], late: ['2', '3'], returned: ['2'], body: ['2', '1'], commission: ['3'] });
  });

  test('follow the state that is chosen', async () => {
    const store = createRoundStore(scriptedBridge({ 'insight.coverage': () => coverage }), runNow);
    await store.load();
    store.chooseState('AM');
    expect(shownRows(store.getState()).map(({ entity }) => entity)).toEqual(['2']);
    store.chooseList('missing');
    expect(shownRows(store.getState())).toEqual([]);
  });
});

test('a list of the invited is shown before it is taken in, and the round is read again after', async () => {
  const bridge = scriptedBridge({ 'insight.coverage': () => coverage, 'insight.pickInvited': () => preview, 'insight.importInvited': () => ({ added: 2, updated: 0, removed: 1, deadline: null, refused: [] }) });
  const store = createRoundStore(bridge, runNow);
  await store.load();
  await store.pickInvited();
  expect(store.getState().asked).toEqual({ kind: 'invite', preview });
  expect(bridge.calls.some(({ method }) => method === 'insight.importInvited')).toBe(false);
  await store.importInvited(true);
  expect(bridge.calls).toContainEqual({ method: 'insight.importInvited', args: { job: 'job', ticket: 't', replace: true } });
  expect(store.getState()).toMatchObject({ asked: null, done: { kind: 'invited', report: { added: 2, removed: 1 } } });
  expect(bridge.calls.filter(({ method }) => method === 'insight.coverage')).toHaveLength(2);
});

test('a file that is no list is told above the screen, and nothing is asked', async () => {
  const store = createRoundStore(scriptedBridge({ 'insight.coverage': () => coverage, 'insight.pickInvited': () => { throw new Refusal({ code: 'invited-invalid', values: { file: 'photo.csv' } }); } }), runNow);
  await store.load();
  await store.pickInvited();
  expect(store.getState()).toMatchObject({ asked: null, failure: { code: 'invited-invalid' } });
});

test('nobody is asked whom to remind when nobody owes anything', async () => {
  const store = createRoundStore(scriptedBridge({ 'insight.coverage': () => coverage, 'insight.debtors': () => [] }), runNow);
  await store.askReminders();
  expect(store.getState()).toMatchObject({ asked: null, failure: { code: 'nothing-owed' } });
});

test('asking whom to remind does not stop the round from being read again after an act', async () => {
  const read = heldBack<Coverage>();
  const bridge = scriptedBridge({ 'insight.coverage': () => coverage, 'insight.setDeadline': () => null, 'insight.debtors': () => [], 'service.cancel': () => null });
  const store = createRoundStore(bridge, runNumbered());
  await store.load();
  bridge.answer('insight.coverage', read.answer);
  const set = store.setDeadline('2026-06-01');
  await vi.waitFor(() => expect(read.asked()).toBe(1));
  await store.askReminders();
  await read.come(0, { ...coverage, deadline: '2026-06-01' });
  await set;
  expect(store.getState().round).toMatchObject({ kind: 'ready', coverage: { deadline: '2026-06-01' } });
});

test('a question that comes late takes nothing from the one that was opened meanwhile', async () => {
  const debtors = heldBack<readonly []>();
  const bridge = scriptedBridge({ 'insight.coverage': () => coverage, 'insight.debtors': debtors.answer, 'service.cancel': () => null });
  const store = createRoundStore(bridge, runNumbered());
  await store.load();
  const reminders = store.askReminders();
  store.ask({ kind: 'deadline' });
  await debtors.come(0, []);
  await reminders;
  expect(store.getState()).toMatchObject({ asked: { kind: 'deadline' }, failure: null });
  expect(bridge.calls).toContainEqual({ method: 'service.cancel', args: { job: 'job 2' } });
});
