import { describe, expect, test, vi } from 'vitest';
import { createChecksStore, hasChangedSince } from '../../../renderer/merge/jobs/checks.ts';
import { createReading } from '../../../renderer/service/reading.ts';
import type { CompanyFindings } from '../../../shared/ipc/merge.ts';
import type { Finding } from '../../../shared/survey/findings.ts';
import { formOf, q, repeat } from '../../helpers/form.ts';
import { Refusal, scriptedBridge } from '../scripted.ts';

const finding = (rule: string, level: Finding['level'], more: Partial<Finding> = {}): Finding => ({ rule, level, paths: ['/C/C15'], message: { kind: 'sentence', code: 'finding.duplicate', values: {} }, ...more });
const company = (entity: string, ...findings: readonly Finding[]): CompanyFindings => ({ entity, country: 'RU', number: entity, name: `Завод ${entity}`, region: '', round: '2026', formHash: 'f', findings });
const runJob = <T>(work: (job: string) => Promise<T>): Promise<T> => work('j');

const base = { stateHash: 's', viewHash: 'v1', revisions: 0, pending: 0, conflicts: 0 };
const rounds = (round: string) => [{ round: '2026', companies: 1, current: round === '2026' }, { round: '2027', companies: 1, current: round === '2027' }];
const unknownForm = () => { throw new Refusal({ code: 'unknown-form' }); };
const standing = { 'merge.state': () => base, 'survey.rounds': () => rounds('2026'), 'survey.form': unknownForm };

describe('the check of the base', () => {
  test('lists the gravest first, company by company; a justified warning stands apart', async () => {
    const bridge = scriptedBridge({ ...standing, 'merge.findings': () => [company('1', finding('W', 'warning'), finding('J', 'warning', { justification: 'Пересчёт' })), company('2', finding('I', 'info'), finding('E', 'error'))] });
    const store = createChecksStore(bridge, runJob);
    await store.run();
    const state = store.getState();
    expect(state.work.kind === 'done' && [state.work.outcome.companies, state.work.outcome.rows.map(({ company: { entity }, finding: { rule }, gravity }) => [entity, rule, gravity])])
      .toEqual([2, [['2', 'E', 'error'], ['1', 'W', 'warning'], ['1', 'J', 'justified'], ['2', 'I', 'info']]]);
    expect(bridge.calls).toContainEqual({ method: 'merge.findings', args: { job: 'j' } });
  });

  test('names the questions by the numbers of the form, each once, and none where the form is not known', async () => {
    const form = formOf([q('C05'), repeat('line', [q('name')])]);
    const of = (formHash: string): CompanyFindings => ({ ...company('1', finding('E', 'error', { paths: ['/C05', '/line[a]/name', '/line[b]/name'] })), formHash });
    const bridge = scriptedBridge({ ...standing, 'survey.form': ({ hash }) => (hash === 'known' ? form : unknownForm()), 'merge.findings': () => [of('known'), of('strange')] });
    const store = createChecksStore(bridge, runJob);
    await store.run();
    const { work } = store.getState();
    expect(work.kind === 'done' && work.outcome.rows.map(({ numbers }) => numbers)).toEqual(['C05, name', '']);
  });

  test('shows its progress, and can be stopped without trouble being told', async () => {
    let stop: () => void = () => undefined;
    const bridge = scriptedBridge({
      ...standing,
      'merge.findings': () => new Promise((_, reject) => { stop = () => reject(new Refusal({ code: 'cancelled' })); }),
      'service.cancel': () => { stop(); return null; },
    });
    const store = createChecksStore(bridge, runJob);
    const running = store.run();
    await vi.waitFor(() => expect(bridge.calls).toContainEqual({ method: 'merge.findings', args: { job: 'j' } }));
    bridge.emit('progress', { job: 'j', phase: 'judging', done: 50, total: 200 });
    bridge.emit('progress', { job: 'other', phase: 'judging', done: 1, total: 2 });
    expect(store.getState()).toMatchObject({ work: { kind: 'running', progress: { done: 50 } } });
    await store.cancel();
    await running;
    expect(store.getState()).toEqual({ work: { kind: 'ready' }, failure: null });
  });

  test('says why it did not take place', async () => {
    const store = createChecksStore(scriptedBridge({ ...standing, 'merge.findings': () => { throw new Refusal({ code: 'unknown-form' }); } }), runJob);
    await store.run();
    expect(store.getState()).toEqual({ work: { kind: 'ready' }, failure: { code: 'unknown-form' } });
  });

  test('is kept until the base is another one than when it began, even where that happened while it ran', async () => {
    let hash = 'v1';
    let round = '2026';
    const bridge = scriptedBridge({ 'survey.rounds': () => rounds(round), 'merge.state': () => ({ ...base, viewHash: hash }), 'merge.findings': () => { hash = 'v2'; return []; } });
    const store = createChecksStore(bridge, runJob);
    await store.run();
    const reading = createReading(bridge, runJob);
    const { work } = store.getState();
    if (work.kind !== 'done') throw new Error('The check did not end.');
    expect(await hasChangedSince(bridge, reading, work.outcome)).toBe(true);
    hash = 'v1';
    expect(await hasChangedSince(bridge, reading, work.outcome)).toBe(false);
    round = '2027';
    expect(await hasChangedSince(bridge, reading, work.outcome)).toBe(true);
  });
});
