import { expect, test } from 'vitest';
import { createPause } from '../../../renderer/ui/pause.ts';
import { clockwork } from '../survey/clockwork.ts';

function paused() {
  const clock = clockwork();
  let set = 0;
  const done: number[] = [];
  const pause = createPause(() => done.push(clock.now()), { ...clock, set: (work, after) => { set += 1; return clock.set(work, after); } });
  return { clock, pause, done, timers: () => set };
}

test('work is done so long after it was put off last, to the millisecond', async () => {
  const { clock, pause, done } = paused();
  for (const after of [0, 100, 250, 299]) {
    await clock.pass(after);
    pause.until(300);
  }
  await clock.pass(299);
  expect(done).toEqual([]);
  await clock.pass(1);
  expect(done).toEqual([949]);
});

test('who puts it off at every key makes no timer at every key', async () => {
  const { clock, pause, done, timers } = paused();
  for (let key = 0; key < 100; key += 1) {
    pause.until(300);
    await clock.pass(10);
  }
  expect(done).toEqual([]);
  expect(timers()).toBe(4);
});

test('what is to be done sooner than it was to be is done sooner, once', async () => {
  const { clock, pause, done } = paused();
  pause.until(3_000);
  pause.until(300);
  await clock.pass(300);
  await clock.pass(3_000);
  expect(done).toEqual([300]);
});

test('what is left undone is not done, until it is put off again', async () => {
  const { clock, pause, done } = paused();
  pause.until(300);
  pause.end();
  await clock.pass(1_000);
  expect(done).toEqual([]);
  pause.until(300);
  await clock.pass(300);
  expect(done).toEqual([1_300]);
});
