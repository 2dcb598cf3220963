import { expect, test } from 'vitest';
import { createStatus } from '../../../renderer/service/status.ts';
import { scriptedBridge } from '../scripted.ts';

test('a job is not said to do anything before it says itself what it does', async () => {
  const bridge = scriptedBridge({});
  const status = createStatus(bridge, () => 'j');
  await status.getState().run(() => {
    expect(status.getState().job).toEqual({ job: 'j', phase: 'starting', done: 0, total: 0 });
    bridge.emit('progress', { job: 'j', phase: 'backing-up', done: 1, total: 2 });
    expect(status.getState().job?.phase).toBe('backing-up');
    return Promise.resolve();
  });
  expect(status.getState().job).toBeNull();
});

test('of several jobs the one begun last is shown, each goes on under its own name, and the earlier one comes back into sight', async () => {
  let count = 0;
  const bridge = scriptedBridge({ 'service.cancel': () => null });
  const status = createStatus(bridge, () => `j${(count += 1)}`);
  const shown = () => status.getState().job;
  const { run, cancel } = status.getState();
  await run(async () => {
    await run(() => {
      bridge.emit('progress', { job: 'j1', phase: 'collecting', done: 1, total: 9 });
      expect(shown()).toMatchObject({ job: 'j2', phase: 'starting' });
      cancel();
      return Promise.resolve();
    });
    expect(shown()).toEqual({ job: 'j1', phase: 'collecting', done: 1, total: 9 });
    cancel();
  });
  expect(shown()).toBeNull();
  expect(bridge.calls.map(({ args }) => args)).toEqual([{ job: 'j2' }, { job: 'j1' }]);
});

test('what the program does by itself is known as such as long as it runs', async () => {
  const bridge = scriptedBridge({});
  const status = createStatus(bridge, () => 'copy');
  await status.getState().run(() => {
    bridge.emit('progress', { job: 'copy', phase: 'backing-up', done: 1, total: 2 });
    expect(status.getState().job).toEqual({ job: 'copy', phase: 'backing-up', done: 1, total: 2, beside: true });
    return Promise.resolve();
  }, 'beside');
});
