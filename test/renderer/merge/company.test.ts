import { describe, expect, test } from 'vitest';
import { createCompanyStore } from '../../../renderer/merge/company/company.ts';
import { chainsOf, printSeqs } from '../../../renderer/merge/journal/chain.ts';
import type { CompanyView, MergedBundle } from '../../../shared/ipc/merge.ts';
import { Refusal, scriptedBridge } from '../scripted.ts';
import { cell, change, form } from './samples.ts';

const view: CompanyView = {
  entity: 'e', company: { country: 'AM', scheme: 'am_tin', number: '1', name: 'К' }, formHash: 'f', round: '2026', retracted: false, linked: [], status: 'approved',
  approvedBy: null, cells: [cell('/A/A01', 2025)],
};

describe('the view of a company', () => {
  test('shows the origin of the value that is selected', async () => {
    const store = createCompanyStore(scriptedBridge({
      'merge.company': () => view, 'survey.form': () => form, 'merge.history': ({ path }) => [change('r0', path ?? '*', 2024, 2025)],
    }), 'e');
    await store.load();
    store.select('/A/A01');
    await store.trace();
    expect(store.getState()).toMatchObject({ kind: 'ready', selected: '/A/A01', history: { kind: 'ready', entries: [{ changes: [{ path: '/A/A01' }] }] } });
  });

  test('a late answer for a value left behind is dropped', async () => {
    const late: (() => void)[] = [];
    const store = createCompanyStore(scriptedBridge({
      'merge.company': () => view, 'survey.form': () => form,
      'merge.history': ({ path }) => (path === '/slow' ? new Promise((resolve) => late.push(() => resolve([]))) : [change('r0', path ?? '*', 1, 2)]),
    }), 'e');
    await store.load();
    store.select('/slow');
    const slow = store.trace();
    store.select('/A/A01');
    await store.trace();
    late.forEach((release) => release());
    await slow;
    expect(store.getState()).toMatchObject({ selected: '/A/A01', history: { entries: [{ changes: [{ path: '/A/A01' }] }] } });
  });

  test('records a decision and shows the company as it has become, the same value selected', async () => {
    const returned = { ...view, status: 'returned' };
    const bridge = scriptedBridge({
      'merge.company': () => (bridge.calls.some((call) => call.method === 'merge.decide') ? returned : view), 'survey.form': () => form, 'merge.decide': () => ({ revision: 'r1' }),
    });
    const store = createCompanyStore(bridge, 'e', '/A/A01');
    await store.load();
    expect(await store.decide({ decision: 'returned', reason: 'Уточните', quality: null, due: '2026-12-01' })).toBe(true);
    expect(bridge.calls).toContainEqual({ method: 'merge.decide', args: { entity: 'e', decision: 'returned', reason: 'Уточните', quality: null, due: '2026-12-01' } });
    expect(store.getState()).toMatchObject({ kind: 'ready', view: returned, selected: '/A/A01', act: { kind: 'idle' } });
  });

  test('keeps the company in sight when a comment is refused', async () => {
    const store = createCompanyStore(scriptedBridge({
      'merge.company': () => view, 'survey.form': () => form, 'merge.comment': () => { throw new Refusal({ code: 'disk-full' }); },
    }), 'e');
    await store.load();
    expect(await store.comment('/A/A01', 'Не сходится')).toBe(false);
    expect(store.getState()).toMatchObject({ kind: 'ready', view, act: { kind: 'failed', failure: { code: 'disk-full' } } });
  });

  test('says why a company cannot be shown', async () => {
    const store = createCompanyStore(scriptedBridge({ 'merge.company': () => { throw new Refusal({ code: 'company-unknown' }); } }), 'e');
    await store.load();
    expect(store.getState()).toEqual({ kind: 'failed', failure: { code: 'company-unknown' } });
  });
});

test('bundles stand in the chain of their body and gaps are named', () => {
  const bundle = (country: string, seq: number, installation: string | null = 'a1'): MergedBundle => ({
    manifest: `${country}${seq}`, country, body: 'Орган', installation, seq, fileName: `${seq}.svod`, at: seq, state: 'merged', revisions: 1,
    signer: { keyId: 'k', holder: 'Х', body: 'Орган', country },
  });
  expect(chainsOf([bundle('KZ', 4), bundle('AM', 1), bundle('KZ', 1)]).map((chain) => [chain.country, chain.missing])).toEqual([['AM', []], ['KZ', [2, 3]]]);
  // A body that works at two places numbers its bundles at each: a gap of one is not filled by the other.
  expect(chainsOf([bundle('KZ', 1), bundle('KZ', 2), bundle('KZ', 2, 'b2')]).map((chain) => [chain.place, chain.missing])).toEqual([['a1', []], ['b2', [1]]]);
  // Words that staff has laid into the central base are numbered by nobody.
  expect(chainsOf([bundle('EAEU', 1, null), bundle('EAEU', 1, null)]).map((chain) => [chain.place, chain.bundles.length, chain.missing])).toEqual([[null, 2, []]]);
});

test('numbers that are missing in a row are told together', () => {
  expect([printSeqs([1]), printSeqs([1, 2]), printSeqs([2, 4, 5, 6, 7, 9])]).toEqual(['№ 1', '№ 1, № 2', '№ 2, № 4–7, № 9']);
});
