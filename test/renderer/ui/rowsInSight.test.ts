import { expect, test } from 'vitest';
import { rowsToDraw } from '../../../renderer/ui/list/rowsInSight.ts';

const drawn = (scrolled: number, count = 20_000) => rowsToDraw(count, 32, 600, scrolled);

test('a long table has as many lines at its ends as in its middle: to begin to scroll makes none', () => {
  const ends = 20_000 * 32 - 600;
  const lines = [0, 1, 32, 4_000, 320_000, ends - 1, ends].map((scrolled) => drawn(scrolled).lines);
  expect(new Set(lines).size).toBe(1);
  expect(drawn(0).first).toBe(0);
  expect(drawn(ends).first + drawn(ends).lines).toBe(20_000);
});

test('every row in sight is drawn, and some above and below it, wherever the table is scrolled to', () => {
  for (let scrolled = 0; scrolled <= 20_000 * 32 - 600; scrolled += 4_001) {
    const { first, lines } = drawn(scrolled);
    expect(first * 32).toBeLessThanOrEqual(Math.max(0, scrolled - 4 * 32));
    expect((first + lines) * 32).toBeGreaterThanOrEqual(Math.min(20_000 * 32, scrolled + 600 + 4 * 32));
    expect(lines).toBeLessThan(30);
  }
});

test('of a short table every row is drawn and no more; of an empty one none', () => {
  expect(drawn(0, 5)).toEqual({ first: 0, lines: 5 });
  expect(drawn(0, 0)).toEqual({ first: 0, lines: 0 });
});
