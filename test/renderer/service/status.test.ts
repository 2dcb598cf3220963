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
