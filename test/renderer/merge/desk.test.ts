import { describe, expect, test } from 'vitest';
import { createDeskStore } from '../../../renderer/merge/desk/desk.ts';
import { mergeable, untouched } from '../../../renderer/merge/desk/files.ts';
import type { Failure } from '../../../shared/base/failure.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import type { MergePreview, MergeReport, Picked } from '../../../shared/ipc/merge.ts';
import type { RunJob } from '../../../renderer/service/status.ts';
import { heldBack, Refusal, scriptedBridge } from '../scripted.ts';
import { preview, verdict } from './samples.ts';

const files = [{ ticket: 'one', fileName: 'one.svod', size: 1000, encrypted: false }, { ticket: 'two', fileName: 'two.svod', size: 2000, encrypted: false }] as const;
const two = { files, others: 0 };
const runJob: RunJob = (work) => work('job');
const report = { run: 1, stateHash: 's', viewHash: 'v', backup: 'backup.db', stopped: false };

describe('the merge desk', () => {
  test('stays empty when the dialog is cancelled', async () => {
    const store = createDeskStore(scriptedBridge({ 'merge.pick': () => null }), runJob);
    await store.pick();
    expect(store.getState().desk).toEqual({ kind: 'empty' });
  });

  test('shows every step of verification as it passes', async () => {
    const bridge = scriptedBridge({
      'merge.pick': () => two,
      'merge.verify': () => {
        bridge.emit('step', { job: 'job', ticket: 'one', step: 1, state: 'passed' });
        bridge.emit('step', { job: 'job', ticket: 'one', step: 2, state: 'running' });
        bridge.emit('step', { job: 'another', ticket: 'two', step: 5, state: 'passed' });
        const { desk } = store.getState();
        expect(desk.kind === 'verifying' && desk.files.map((file) => file.steps)).toEqual([{ 1: 'passed', 2: 'running' }, {}]);
        return preview([verdict('one'), verdict('two')]);
      },
    });
    const store = createDeskStore(bridge, runJob);
    await store.pick();
    expect(store.getState().desk.kind).toBe('preview');
  });

  test('a refused file keeps its reason at the step that failed while the other one goes on', async () => {
    const failure = { code: 'hash-mismatch' } as const;
    const store = createDeskStore(scriptedBridge({
      'merge.pick': () => two,
      'merge.verify': () => preview([verdict('one', { verdict: 'refused', step: 5, failure }), verdict('two')]),
    }), runJob);
    await store.pick();
    const { desk } = store.getState();
    if (desk.kind !== 'preview') throw new Error(desk.kind);
    expect(desk.files[0]).toMatchObject({ failure, steps: { 1: 'passed', 4: 'passed', 5: 'failed' } });
    expect(desk.files[1]?.steps[6]).toBe('passed');
    expect(mergeable(desk.preview)).toEqual({ counted: 1, kept: 0 });
  });

  test('ends with the report of the merge', async () => {
    const verified = preview([verdict('one'), verdict('two')]);
    const merged = { ...preview([verdict('one', { verdict: 'merged', step: 8 }), verdict('two', { verdict: 'already-merged' })]), ...report };
    const bridge = scriptedBridge({ 'merge.pick': () => two, 'merge.verify': () => verified, 'merge.apply': () => merged });
    const store = createDeskStore(bridge, runJob);
    await store.pick();
    await store.merge();
    const { desk } = store.getState();
    expect(desk.kind === 'merged' && desk.files.map((file) => file.verdict?.verdict)).toEqual(['merged', 'already-merged']);
    expect(bridge.calls.at(-1)).toEqual({ method: 'merge.apply', args: { job: 'job', tickets: ['one', 'two'], passphrase: null } });
  });

  test('asks for the passphrase of encrypted bundles, keeps it for the merge and out of the state', async () => {
    const encrypted = { files: [{ ...files[0], encrypted: true }, files[1]], others: 0 };
    const bridge = scriptedBridge({
      'merge.pick': () => encrypted,
      'merge.verify': ({ passphrase }) => {
        if (passphrase === 'wrong') throw new Refusal({ code: 'wrong-passphrase' });
        return preview([verdict('one'), verdict('two')]);
      },
      'merge.apply': () => ({ ...preview([verdict('one', { verdict: 'merged', step: 8 })]), ...report }),
    });
    const store = createDeskStore(bridge, runJob);
    await store.pick();
    expect(store.getState().desk.kind).toBe('locked');
    await store.unlock('wrong');
    expect(store.getState()).toMatchObject({ desk: { kind: 'locked' }, failure: { code: 'wrong-passphrase' } });
    await store.unlock('right');
    expect(store.getState()).toMatchObject({ desk: { kind: 'preview' }, failure: null });
    expect(JSON.stringify(store.getState())).not.toContain('right');
    await store.merge();
    expect(bridge.calls.at(-1)).toEqual({ method: 'merge.apply', args: { job: 'job', tickets: ['one', 'two'], passphrase: 'right' } });
  });

  test('goes on without the encrypted ones when the person has no passphrase', async () => {
    const bridge = scriptedBridge({ 'merge.pick': () => ({ files: [{ ...files[0], encrypted: true }], others: 0 }), 'merge.verify': () => preview([verdict('one', { verdict: 'refused', step: 1 })]) });
    const store = createDeskStore(bridge, runJob);
    await store.pick();
    await store.unlock(null);
    expect(bridge.calls.at(-1)).toEqual({ method: 'merge.verify', args: { job: 'job', tickets: ['one'], passphrase: null } });
    expect(store.getState().desk.kind).toBe('preview');
  });

  test('a failed merge returns to the preview and says why', async () => {
    const store = createDeskStore(scriptedBridge({
      'merge.pick': () => two, 'merge.verify': () => preview([verdict('one')]),
      'merge.apply': () => { throw new Refusal({ code: 'disk-full' }); },
    }), runJob);
    await store.pick();
    await store.merge();
    expect(store.getState()).toMatchObject({ desk: { kind: 'preview' }, failure: { code: 'disk-full' } });
  });

  test('cancelling asks the program to stop the job that runs, and the files stay to be verified again', async () => {
    let turn = 0;
    const bridge = scriptedBridge({
      'merge.pick': () => two,
      'merge.verify': async () => {
        if (turn++ > 0) return preview([verdict('one'), verdict('two')]);
        await store.cancel();
        throw new Refusal({ code: 'cancelled' });
      },
      'service.cancel': () => null,
    });
    const store = createDeskStore(bridge, runJob);
    await store.pick();
    expect(bridge.calls).toContainEqual({ method: 'service.cancel', args: { job: 'job' } });
    expect(store.getState()).toMatchObject({ desk: { kind: 'stopped', files }, failure: null });
    await store.verifyAgain();
    expect(store.getState().desk.kind).toBe('preview');
  });

  test('what is dropped joins what is on the desk, and all of it is verified together', async () => {
    const three = { ticket: 'three', fileName: 'three.svod', size: 3000, encrypted: false };
    const bridge = scriptedBridge({ 'merge.pickFolder': () => ({ files, others: 2 }), 'merge.verify': () => preview([verdict('one'), verdict('two')]) });
    const store = createDeskStore({ ...bridge, drop: async () => ok({ files: [three], others: 0 }) }, runJob);
    await store.pickFolder();
    expect(store.getState().others).toBe(2);
    await store.drop([]);
    expect(bridge.calls.at(-1)).toEqual({ method: 'merge.verify', args: { job: 'job', tickets: ['one', 'two', 'three'], passphrase: null } });
  });

  test('two folders that are dropped one after the other are both taken, whichever was looked through first', async () => {
    const [dropped, verified] = [heldBack<Result<Picked, Failure>>(), heldBack<MergePreview>()];
    const bridge = scriptedBridge({ 'merge.verify': verified.answer, 'service.cancel': () => null });
    let count = 0;
    const store = createDeskStore({ ...bridge, drop: dropped.answer }, (work) => work(`job ${(count += 1)}`));
    const [first, second] = [store.drop([]), store.drop([])];
    await dropped.come(0, ok({ files: [files[0]], others: 0 }));
    await dropped.come(1, ok({ files: [files[1]], others: 0 }));
    expect(bridge.calls.map(({ args }) => args)).toEqual([
      { job: 'job 1', tickets: ['one'], passphrase: null }, { job: 'job 1' }, { job: 'job 2', tickets: ['one', 'two'], passphrase: null },
    ]);
    await verified.come(1, preview([verdict('one'), verdict('two')]));
    await verified.come(0, Promise.reject(new Refusal({ code: 'cancelled' })));
    await Promise.all([first, second]);
    expect(store.getState().desk).toMatchObject({ kind: 'preview', files });
  });

  test('a folder that has been looked through when the merge has begun is not taken, and that is said', async () => {
    const [dropped, merged] = [heldBack<Result<Picked, Failure>>(), heldBack<MergeReport>()];
    const bridge = scriptedBridge({ 'merge.pick': () => two, 'merge.verify': () => preview([verdict('one'), verdict('two')]), 'merge.apply': merged.answer });
    const store = createDeskStore({ ...bridge, drop: dropped.answer }, runJob);
    await store.pick();
    const drop = store.drop([]);
    const merge = store.merge();
    await dropped.come(0, ok({ files: [{ ...files[0], ticket: 'three' }], others: 0 }));
    await drop;
    expect(store.getState()).toMatchObject({ desk: { kind: 'merging', files }, failure: { code: 'merge-running' } });
    await merged.come(0, { ...preview([verdict('one', { verdict: 'merged', step: 8 })]), ...report } as MergeReport);
    await merge;
    expect(store.getState()).toMatchObject({ desk: { kind: 'merged' }, failure: { code: 'merge-running' } });
  });

  test('a folder without bundles leaves the desk as it is and says so', async () => {
    const failure = { code: 'no-bundles', values: { folder: 'пусто' } } as const;
    const store = createDeskStore({ ...scriptedBridge({ 'merge.pick': () => two, 'merge.verify': () => preview([verdict('one')]) }), drop: async () => err(failure) }, runJob);
    await store.pick();
    await store.drop([]);
    expect(store.getState()).toMatchObject({ desk: { kind: 'preview' }, failure });
  });

  test('a merge stopped half way goes on with the files that it had not come to', async () => {
    let turn = 0;
    const bridge = scriptedBridge({
      'merge.pick': () => two, 'merge.verify': () => preview([verdict('one'), verdict('two')]),
      'merge.apply': () => ({ ...preview([verdict(turn === 0 ? 'one' : 'two', { verdict: 'merged', step: 8 })]), ...report, stopped: turn++ === 0 }),
    });
    const store = createDeskStore(bridge, runJob);
    await store.pick();
    await store.merge();
    const { desk } = store.getState();
    expect(desk.kind === 'merged' && untouched(desk.files).map((file) => file.ticket)).toEqual(['two']);
    await store.resume();
    expect(bridge.calls.at(-1)).toEqual({ method: 'merge.apply', args: { job: 'job', tickets: ['two'], passphrase: null } });
    expect(store.getState()).toMatchObject({ desk: { kind: 'merged', files: [{ ticket: 'two', verdict: { verdict: 'merged' } }] } });
  });
});
