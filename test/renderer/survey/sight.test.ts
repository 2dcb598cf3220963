import { expect, test } from 'vitest';
import { columnsBetween, drawnColumns } from '../../../renderer/survey/form/grid/sight.ts';

const widths = [160, 112, 112, 84, 112, 180, 112];

test('of a wide table the columns in its window are drawn, and one beside them on either side', () => {
  expect(columnsBetween(widths, 44, 0, 300)).toEqual({ first: 0, last: 2 });
  expect(columnsBetween(widths, 44, 330, 200)).toEqual({ first: 1, last: 5 });
  expect(columnsBetween(widths, 44, 700, 300)).toEqual({ first: 4, last: 6 });
});

test('a window that ends where a column begins does not show it', () => {
  expect(columnsBetween(widths, 44, 0, 204)).toEqual({ first: 0, last: 1 });
});

test('a table without columns draws none', () => {
  expect(drawnColumns(0, columnsBetween([], 44, 0, 300), [])).toEqual([]);
});

test('the frozen column and the one with the cursor are drawn wherever the table has been scrolled to', () => {
  expect(drawnColumns(7, { first: 4, last: 5 }, [0, 6])).toEqual([0, 4, 5, 6]);
  expect(drawnColumns(7, { first: 0, last: 2 }, [0, 1])).toEqual([0, 1, 2]);
});
