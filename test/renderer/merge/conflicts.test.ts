import { describe, expect, test } from 'vitest';
import { ancestorOf, lookAlike, sidesOf } from '../../../renderer/merge/answer/conflict.ts';
import { createConflictsStore } from '../../../renderer/merge/conflicts/conflicts.ts';
import type { CompanyView, ConflictPage, ConflictPlace, ConflictRow } from '../../../shared/ipc/merge.ts';
import type { Answer } from '../../../shared/survey/response.ts';
import { heldBack, Refusal, scriptedBridge } from '../scripted.ts';
import { change, conflictRow, form, write } from './samples.ts';

const view: CompanyView = {
  entity: 'e', company: { country: 'AM', scheme: 'am_tin', number: '1', name: 'К' }, formHash: 'f', round: '2026', retracted: false, linked: [], status: 'approved',
  approvedBy: null, cells: [],
};

function opened(rows: readonly ConflictRow[], resolve: () => { revision: string } = () => ({ revision: 'n' })) {
  const bridge = scriptedBridge({
    'merge.conflicts': () => ({ total: rows.length, rows, next: null }), 'merge.company': () => view, 'survey.form': () => form, 'merge.history': () => [], 'merge.lastRound': () => null,
    'merge.resolve': resolve,
  });
  return { bridge, store: createConflictsStore(bridge) };
}

describe('the list of conflicts', () => {
  test('opens on the first conflict with the company around it', async () => {
    const { store } = opened([conflictRow('1', '/A/A01', 2024, 2025)]);
    await store.load();
    expect(store.getState()).toMatchObject({ list: { kind: 'ready', total: 1 }, selected: 0, around: { kind: 'ready', view } });
  });

  test('the forms that name its rows are there with it, each fetched once, and stay whoever is selected', async () => {
    const { bridge, store } = opened([conflictRow('1', '/A/A01', 1, 2), { ...conflictRow('2', '/A/A01', 1, 2), formHash: 'e'.repeat(64) }, conflictRow('3', '/A/A01', 1, 2)]);
    await store.load();
    const { forms } = store.getState();
    expect([...forms.keys()]).toEqual(['f'.repeat(64), 'e'.repeat(64)]);
    await store.select(1);
    await store.select(2);
    expect(store.getState().forms).toBe(forms);
    expect(bridge.calls.filter(({ method }) => method === 'survey.form')).toHaveLength(2);
  });

  test('nothing is recorded without a choice and a reason', async () => {
    const { bridge, store } = opened([conflictRow('1', '/A/A01', 2024, 2025)]);
    await store.load();
    await store.confirm();
    store.chooseSide(1);
    store.setReason('  ');
    await store.confirm();
    expect(bridge.calls.some((call) => call.method === 'merge.resolve')).toBe(false);
  });

  test('who has gone on to another conflict while one was recorded stays there with what they have begun', async () => {
    const { bridge, store } = opened([conflictRow('1', '/A/A01', 1, 2), conflictRow('2', '/A/A01', 1, 2), conflictRow('3', '/A/A01', 1, 2)]);
    const recorded = heldBack<{ revision: string }>();
    bridge.answer('merge.resolve', recorded.answer);
    await store.load();
    store.chooseSide(1);
    store.setReason('Уточнено');
    const confirmed = store.confirm();
    await store.select(2);
    store.chooseSide(2);
    store.setReason('По телеф');
    await recorded.come(0, { revision: 'n' });
    await confirmed;
    const { list, selected, ...state } = store.getState();
    expect(list.kind === 'ready' && list.rows.map(({ entity }) => entity)).toEqual(['2', '3']);
    expect(list.kind === 'ready' && list.rows[selected]?.entity).toBe('3');
    expect(state).toMatchObject({ choice: { kind: 'write', revision: 'r1' }, reason: 'По телеф', resolved: 1, turn: 0, around: { kind: 'ready' } });
  });

  test('what stands around another conflict of a company is shown too when the company is returned meanwhile', async () => {
    const { bridge, store } = opened([conflictRow('1', '/A/A01', 1, 2), conflictRow('1', '/A/A05', 1, 2)]);
    const [returned, views] = [heldBack<{ revisions: readonly string[] }>(), heldBack<CompanyView>()];
    bridge.answer('merge.sendBack', returned.answer);
    await store.load();
    store.chooseReturn();
    store.setReason('Уточните');
    const confirmed = store.confirm();
    bridge.answer('merge.company', views.answer);
    const turned = store.select(1);
    await returned.come(0, { revisions: ['n'] });
    await confirmed;
    await views.come(0, view);
    await turned;
    expect(store.getState()).toMatchObject({ selected: 1, around: { kind: 'ready' }, turn: 0 });
  });

  test('a resolved conflict leaves the list and the next one comes up', async () => {
    const { bridge, store } = opened([conflictRow('1', '/A/A01', 2024, 2025), conflictRow('2', '/A/A01', 1, 2)]);
    await store.load();
    store.chooseSide(2);
    store.setReason('Уточнено по телефону');
    await store.confirm();
    expect(bridge.calls).toContainEqual({
      method: 'merge.resolve',
      args: { entity: '1', round: '2026', path: '/A/A01', choice: { kind: 'write', revision: 'r1' }, reason: 'Уточнено по телефону' },
    });
    const state = store.getState();
    expect(state.list.kind === 'ready' && state.list.rows.map((row) => row.entity)).toEqual(['2']);
    expect(state).toMatchObject({ resolved: 1, choice: null, reason: '', lastReason: 'Уточнено по телефону', list: { total: 1 } });
  });

  test('a refused resolution keeps the choice and says why', async () => {
    const { store } = opened([conflictRow('1', '/A/A01', 2024, 2025)], () => { throw new Refusal({ code: 'not-in-conflict' }); });
    await store.load();
    store.chooseSide(1);
    store.setReason('Причина');
    await store.confirm();
    expect(store.getState()).toMatchObject({ reason: 'Причина', act: { kind: 'failed', failure: { code: 'not-in-conflict' } }, list: { total: 1 } });
  });
});

describe('sides of a conflict', () => {
  test('two bodies that say the same are one side', () => {
    const sides = sidesOf([write('a', 1), write('b', 2), write('c', 1)]);
    expect(sides.map((side) => side.map((each) => each.revision))).toEqual([['a', 'c'], ['b']]);
  });

  test('the common ancestor is what every side replaced', () => {
    const writes = [write('a', 1), write('b', 2)];
    expect(ancestorOf('/x', writes, [change('a', '/x', 7, 1), change('b', '/x', 7, 2)])).toEqual({ kind: 'value', value: 7 });
    expect(ancestorOf('/x', writes, [change('a', '/x', null, 1), change('b', '/x', null, 2)])).toEqual({ kind: 'none' });
    expect(ancestorOf('/x', writes, [change('a', '/x', 7, 1), change('b', '/x', 8, 2)])).toEqual({ kind: 'unknown' });
    expect(ancestorOf('/x', writes, [change('a', '/x', 7, 1)])).toEqual({ kind: 'unknown' });
  });
});

/** As the base answers: from after a place on. */
function pageOf(all: readonly ConflictRow[], after: ConflictPlace | null, limit: number): ConflictPage {
  const from = after === null ? 0 : all.findIndex(({ entity, path }) => entity === after.entity && path === after.path) + 1;
  const rows = all.slice(from, from + limit);
  const last = rows.at(-1);
  return { total: all.length, rows, next: last && rows.length === limit ? { entity: last.entity, formId: 'f', round: last.round, path: last.path } : null };
}

test('pages follow one another by place: what was settled meanwhile leaves no gap, and a page asked for twice comes once', async () => {
  const all = Array.from({ length: 450 }, (_, index) => conflictRow(String(index).padStart(3, '0'), '/A/A01', 1, 2));
  const bridge = scriptedBridge({
    'merge.conflicts': ({ after, limit }) => pageOf(all, after, limit), 'merge.resolve': () => ({ revision: 'n' }),
    'merge.company': () => view, 'survey.form': () => form, 'merge.history': () => [], 'merge.lastRound': () => null,
  });
  const store = createConflictsStore(bridge);
  await store.load();
  store.chooseSide(1);
  store.setReason('Уточнено');
  await store.confirm();
  await Promise.all([store.loadMore(), store.loadMore()]);
  await store.loadMore();
  await store.loadMore();
  const { list } = store.getState();
  expect(list.kind === 'ready' && list.rows.map(({ entity }) => entity)).toEqual(all.slice(1).map(({ entity }) => entity));
});

test('the list opens at the conflict somebody came for, however far down it is', async () => {
  const all = Array.from({ length: 450 }, (_, index) => conflictRow(String(index), '/A/A01', 1, 2));
  const bridge = scriptedBridge({
    'merge.conflicts': ({ after, limit }) => pageOf(all, after, limit),
    'merge.company': () => view, 'survey.form': () => form, 'merge.history': () => [], 'merge.lastRound': () => null,
  });
  const store = createConflictsStore(bridge);
  await store.load({ entity: '410', round: '2026', path: '/A/A01' });
  expect(store.getState().selected).toBe(410);
  await store.load({ entity: 'gone', round: '2026', path: '/A/A01' });
  expect(store.getState().list).toMatchObject({ kind: 'ready', total: 450 });
});

test('of two rounds of a company in which one place is in conflict, the one somebody came from is opened', async () => {
  const { store } = opened([{ ...conflictRow('1', '/A/A01', 1, 2), round: '2025' }, conflictRow('1', '/A/A01', 3, 4)]);
  await store.load({ entity: '1', round: '2026', path: '/A/A01' });
  expect(store.getState().selected).toBe(1);
  await store.load({ entity: '1', round: '2025', path: '/A/A01' });
  expect(store.getState().selected).toBe(0);
});

test('another value starts from that of the last side and is recorded once it is an answer', async () => {
  const { bridge, store } = opened([conflictRow('1', '/A/A01', 2024, 2025)]);
  await store.load();
  store.chooseOther();
  expect(store.getState().choice).toEqual({ kind: 'value', value: 2025 });
  store.choose({ kind: 'unfinished', text: '20x' });
  store.setReason('Опечатка');
  await store.confirm();
  expect(bridge.calls.some((call) => call.method === 'merge.resolve')).toBe(false);
  store.choose({ kind: 'value', value: 2026 });
  await store.confirm();
  expect(bridge.calls).toContainEqual({ method: 'merge.resolve', args: { entity: '1', round: '2026', path: '/A/A01', choice: { kind: 'value', value: 2026 }, reason: 'Опечатка' } });
});

test('the ministry is asked instead: the company is returned with the reason, the conflict stays and the next one comes up', async () => {
  const bridge = scriptedBridge({
    'merge.conflicts': () => ({ total: 2, rows: [conflictRow('1', '/A/A01', 1, 2), conflictRow('2', '/A/A01', 1, 2)], next: null }), 'merge.company': () => view, 'survey.form': () => form,
    'merge.history': () => [], 'merge.lastRound': () => ({ round: '2025', value: 7, disputed: false, writes: [write('old', 7)] }), 'merge.sendBack': () => ({ revisions: ['c', 'd'] }),
  });
  const store = createConflictsStore(bridge);
  await store.load();
  expect(store.getState().around).toMatchObject({ kind: 'ready', lastRound: { round: '2025', value: 7 } });
  store.chooseReturn();
  await store.confirm();
  expect(bridge.calls.some((call) => call.method === 'merge.sendBack')).toBe(false);
  store.setReason('Уточните выпуск');
  await store.confirm();
  expect(bridge.calls).toContainEqual({ method: 'merge.sendBack', args: { entity: '1', round: '2026', path: '/A/A01', reason: 'Уточните выпуск' } });
  expect(store.getState()).toMatchObject({ selected: 1, resolved: 0, choice: null, list: { total: 2, rows: [{ entity: '1', returned: true }, { entity: '2', returned: false }] } });
});

describe('sides that a person reads alike', () => {
  const alike = (...values: readonly Answer[]): boolean => lookAlike(sidesOf(values.map((value, index) => write(String(index), value))));

  test('differ in spaces, quotes, dashes, capitals or letters of another alphabet with the same shape', () => {
    expect(alike('ООО «Завод»', 'ООО "Завод"')).toBe(true);
    expect(alike('Микрон 1', ' микрон\u00a01')).toBe(true);
    expect(alike('КМОП – 90 нм', 'KMOП - 90 нм')).toBe(true);
    expect(alike('Тула', 'Тверь', 'ТУЛА')).toBe(true);
  });

  test('are none where a letter or a digit is another one, and where no text is', () => {
    expect(alike('Завод 1', 'Завод 2')).toBe(false);
    expect(alike('bat', 'ват')).toBe(false);
    expect(alike(1, 10)).toBe(false);
    expect(alike('1', 1)).toBe(false);
  });
});
