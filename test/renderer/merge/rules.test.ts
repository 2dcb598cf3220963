import { expect, test } from 'vitest';
import { createRulesStore } from '../../../renderer/merge/rules/rules.ts';
import type { AppliedRule, RuleView } from '../../../shared/ipc/rules.ts';
import { heldBack, Refusal, scriptedBridge } from '../scripted.ts';
import { form } from './samples.ts';

const rule = (id: string): RuleView => ({ id, code: id, standing: 'in-force', rule: null, signer: null, revoked: null, solved: 0 });

async function opened(rules: readonly RuleView[]) {
  const bridge = scriptedBridge({
    'merge.rules': () => rules, 'merge.bundles': () => [], 'survey.forms': () => [], 'survey.form': () => form, 'service.cancel': () => null,
  });
  const store = createRulesStore(bridge, (work) => work('job'));
  await store.load();
  return { bridge, store };
}

test('a rule that is being applied stays at hand, and what came of it is said of no other', async () => {
  const { bridge, store } = await opened([rule('first'), rule('second')]);
  const applied = heldBack<AppliedRule>();
  bridge.answer('merge.applyRule', applied.answer);
  const work = store.apply();
  store.select(1);
  store.begin();
  expect(store.getState()).toMatchObject({ selected: 0, draft: null, act: { kind: 'busy' } });
  await store.cancel();
  expect(bridge.calls).toContainEqual({ method: 'service.cancel', args: { job: 'job' } });
  await applied.come(0, { solved: 2, left: 1, stopped: true });
  await work;
  expect(store.getState()).toMatchObject({ selected: 0, act: { kind: 'applied', applied: { solved: 2 } } });
  store.select(1);
  expect(store.getState()).toMatchObject({ selected: 1, act: { kind: 'idle' } });
});

test('rules that could not be read again after one was signed are not said to be in order', async () => {
  const { bridge, store } = await opened([]);
  bridge.answer('merge.defineRule', () => ({ id: 'new' }));
  bridge.answer('merge.rules', () => { throw new Refusal({ code: 'workspace-locked' }); });
  store.begin();
  store.write({ name: 'Правило', places: ['/A'], first: { country: 'AM', body: 'Министерство' }, reason: 'Уточнено' });
  await store.sign('слово');
  expect(store.getState()).toMatchObject({ draft: null, act: { kind: 'failed', failure: { code: 'workspace-locked' } } });
});
