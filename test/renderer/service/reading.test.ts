import { expect, test } from 'vitest';
import { createReading } from '../../../renderer/service/reading.ts';
import { createStatus } from '../../../renderer/service/status.ts';
import type { StateHashes } from '../../../shared/ipc/merge.ts';
import { scriptedBridge } from '../scripted.ts';

const state = { revisions: 1 } as StateHashes;

/** A reading whose works end when the test says so. */
function waiting() {
  const ends: (() => void)[] = [];
  let count = 0;
  const bridge = scriptedBridge({ 'service.cancel': () => null, 'merge.state': () => new Promise<StateHashes>((resolve) => ends.push(() => resolve(state))) });
  const status = createStatus(bridge, () => `job-${(count += 1)}`);
  const reading = createReading(bridge, status.getState().run);
  const read = () => reading.read((job) => bridge.call('merge.state', { job }));
  const stopped = () => bridge.calls.filter(({ method }) => method === 'service.cancel').map(({ args }) => args);
  return { reading, read, status, end: (index: number) => ends[index]?.(), stopped };
}

test('what is read is a job of the bottom line, and its answer is given', async () => {
  const { read, status, end, stopped } = waiting();
  const answer = read();
  expect(status.getState().job?.job).toBe('job-1');
  end(0);
  expect(await answer).toEqual({ ok: true, value: state });
  expect(status.getState().job).toBeNull();
  expect(stopped()).toEqual([]);
});

test('who turns to something else stops what was read before, and its answer is nobody’s', async () => {
  const { reading, read, end, stopped } = waiting();
  const first = read();
  const second = read();
  expect(stopped()).toEqual([{ job: 'job-1' }]);
  end(1);
  end(0);
  expect([await first, await second]).toEqual([null, { ok: true, value: state }]);
  const third = read();
  reading.leave();
  reading.leave();
  expect(stopped()).toEqual([{ job: 'job-1' }, { job: 'job-3' }]);
  end(2);
  expect(await third).toBeNull();
});
