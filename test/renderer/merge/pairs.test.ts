import { expect, test, vi } from 'vitest';
import { createPairsStore, likest, namesOf, pairsOf } from '../../../renderer/merge/pairs/pairs.ts';
import type { CandidatePair, CompanyView, LinkedPair, NamedCompany } from '../../../shared/ipc/merge.ts';
import { heldBack, Refusal, scriptedBridge } from '../scripted.ts';
import { cell, form } from './samples.ts';

const named = (entity: string, country: string): NamedCompany => ({ entity, country, number: '1', name: `Завод ${entity}`, region: '' });
const pair = (one: string, other: string): CandidatePair => ({ companies: [named(one, 'RU'), named(other, 'AM')], reasons: ['same-name'], likeness: 1 });
const viewOf = (entity: string): CompanyView => ({
  entity, company: { country: 'RU', scheme: 'ru_inn', number: '1', name: entity }, formHash: 'f', round: '2026', retracted: false, linked: [], status: 'received', approvedBy: null, cells: [],
});

function opened(pairs: readonly CandidatePair[], identify?: () => { revisions: readonly string[] }) {
  let [candidates, links]: [readonly CandidatePair[], readonly LinkedPair[]] = [pairs, []];
  const bridge = scriptedBridge({
    'merge.candidates': () => candidates, 'merge.links': () => links, 'merge.company': ({ entity }) => viewOf(entity), 'survey.form': () => form,
    'merge.identify': identify ?? (({ entities, word }) => {
      const spoken = pairs.find(({ companies }) => companies[0].entity === entities[0]) as CandidatePair;
      candidates = word === null ? pairs : candidates.filter((one) => one !== spoken);
      links = word === null ? [] : [...links, { companies: spoken.companies, word }];
      return { revisions: ['r1', 'r2'] };
    }),
  });
  return { bridge, store: createPairsStore(bridge, (work) => work('job')) };
}

test('the list opens on the likest pair with both companies', async () => {
  const { store } = opened([pair('1', '2'), pair('3', '4')]);
  await store.load();
  const { sides } = store.getState();
  expect(sides.kind === 'ready' && sides.sides.map(({ view }) => view.entity)).toEqual(['1', '2']);
});

test('nothing is recorded without a word and a reason', async () => {
  const { bridge, store } = opened([pair('1', '2')]);
  await store.load();
  store.setReason('Одна и та же');
  await store.confirm();
  store.choose('same');
  store.setReason('  ');
  await store.confirm();
  expect(bridge.calls.some(({ method }) => method === 'merge.identify')).toBe(false);
});

test('a pair of which somebody has spoken goes to the other list and the next one comes up', async () => {
  const { bridge, store } = opened([pair('1', '2'), pair('3', '4')]);
  await store.load();
  store.choose('same');
  store.setReason(' Переименован ');
  await store.confirm();
  expect(bridge.calls).toContainEqual({ method: 'merge.identify', args: { entities: ['1', '2'], word: 'same', reason: 'Переименован' } });
  expect(pairsOf(store.getState()).map(({ companies }) => companies[0].entity)).toEqual(['3']);
  expect(store.getState()).toMatchObject({ spoken: 1, word: undefined, reason: '', act: { kind: 'choosing' } });
});

test('a word is taken back in the list of settled pairs', async () => {
  const { store } = opened([pair('1', '2')]);
  await store.load();
  store.choose('different');
  store.setReason('Разные заводы');
  await store.confirm();
  await store.show('links');
  expect(pairsOf(store.getState())).toMatchObject([{ word: 'different' }]);
  store.choose(null);
  store.setReason('Ошибка');
  await store.confirm();
  expect(pairsOf(store.getState())).toEqual([]);
  await store.show('candidates');
  expect(pairsOf(store.getState())).toHaveLength(1);
});

test('who has gone on to another pair while a word was recorded stays there with what they have begun, wherever that pair stands now', async () => {
  const { bridge, store } = opened([pair('1', '2'), pair('3', '4'), pair('5', '6')]);
  await store.load();
  store.choose('same');
  store.setReason('Переименован');
  const lists = heldBack<readonly CandidatePair[]>();
  bridge.answer('merge.candidates', lists.answer);
  const recorded = store.confirm();
  await vi.waitFor(() => expect(lists.asked()).toBe(1));
  await store.select(2);
  store.choose('different');
  store.setReason('Разные зав');
  await lists.come(0, [pair('3', '4'), pair('5', '6')]);
  await recorded;
  const state = store.getState();
  expect(state).toMatchObject({ selected: 1, word: 'different', reason: 'Разные зав', spoken: 1, turn: 0, act: { kind: 'choosing' } });
  expect(pairsOf(state)[state.selected]?.companies[0].entity).toBe('5');
});

test('the companies of a pair that was turned to while the lists were read again are shown', async () => {
  const { bridge, store } = opened([pair('1', '2'), pair('3', '4')]);
  await store.load();
  store.choose('same');
  store.setReason('Переименован');
  const [lists, views] = [heldBack<readonly CandidatePair[]>(), heldBack<CompanyView>()];
  bridge.answer('merge.candidates', lists.answer);
  const recorded = store.confirm();
  await vi.waitFor(() => expect(lists.asked()).toBe(1));
  bridge.answer('merge.company', views.answer);
  const turned = store.select(1);
  await lists.come(0, [pair('3', '4')]);
  await recorded;
  await views.come(0, viewOf('3'));
  await views.come(1, viewOf('4'));
  await turned;
  expect(store.getState().sides).toMatchObject({ kind: 'ready', sides: [{ view: { entity: '3' } }, { view: { entity: '4' } }] });
});

test('a refused word keeps the choice and says why', async () => {
  const { store } = opened([pair('1', '2')], () => { throw new Refusal({ code: 'no-key' }); });
  await store.load();
  store.choose('same');
  store.setReason('Причина');
  await store.confirm();
  expect(store.getState()).toMatchObject({ word: 'same', reason: 'Причина', act: { kind: 'failed', failure: { code: 'no-key' } } });
});

test('of the names of two companies those that are most alike are shown, as they are compared', () => {
  const naming = { ...form, body: [{ kind: 'question' as const, type: 'text' as const, name: 'name', path: '/name', label: { ru: 'Имя' }, identity: 'name' as const }] };
  const names = namesOf({ company: { ...named('1', 'BY'), name: 'ВЧ' }, view: { ...viewOf('1'), cells: [cell('/name', 'ОАО «Волма-Чип»')] }, form: naming });
  expect(names).toEqual(['ВЧ', 'ОАО «Волма-Чип»']);
  expect(likest(names, ['АО «Волма-Чип»'])).toEqual({ one: 'volma qip', other: 'volma qip' });
});
