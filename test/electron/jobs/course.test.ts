import { expect, test } from 'vitest';
import { Cancelled } from '../../../electron/jobs/context.ts';
import { isStopped, stepsOf } from '../../../electron/jobs/course.ts';

const numbers = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index);

test('rows of several lists are one work: it says how many of all are taken, and never more than there are', () => {
  const told: (readonly [number, number])[] = [];
  const take = stepsOf({ progress: (done, total) => void told.push([done, total]), checkCancelled: () => undefined }, 500);
  expect([...take(numbers(350)), ...take(numbers(300))]).toEqual([...numbers(350), ...numbers(300)]);
  expect(told).toEqual([[0, 500], [200, 500], [400, 500], [500, 500]]);
});

test('who stops it between two rows gets no further one, and what gives the rows is closed', () => {
  let [given, closed] = [0, false];
  function* rows(): Generator<number> {
    try {
      for (;;) yield (given += 1);
    } finally {
      closed = true;
    }
  }
  const take = stepsOf({ progress: () => undefined, checkCancelled: () => { if (given > 200) throw new Cancelled(); } }, 1000);
  const taken: number[] = [];
  expect(() => { for (const row of take(rows())) taken.push(row); }).toThrow(Cancelled);
  expect(taken).toEqual(numbers(200).map((index) => index + 1));
  expect(closed).toBe(true);
});

test('work that keeps what is done asks whether it is stopped, and any other trouble stays one', async () => {
  expect(await isStopped({ checkCancelled: () => undefined })).toBe(false);
  expect(await isStopped({ checkCancelled: () => { throw new Cancelled(); } })).toBe(true);
  await expect(isStopped({ checkCancelled: () => { throw new Error('a bug'); } })).rejects.toThrow('a bug');
});
