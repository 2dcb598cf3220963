import { expect, test } from 'vitest';
import { columnsThatFit } from '../../../renderer/ui/list/fold.ts';

const COLUMNS = [
  { id: 'number', width: '100px' }, { id: 'name', width: 'minmax(200px, 2fr)' }, { id: 'state', width: '60px', fold: 2 },
  { id: 'person', width: 'minmax(90px, 1fr)', fold: 3 }, { id: 'progress', width: '140px', fold: 1 },
];
const shown = (width: number): string => columnsThatFit(COLUMNS, width).map(({ id }) => id).join(' ');

test('columns are left out one after another until the others fit, the most used last, and those without a place in that order never', () => {
  expect(columnsThatFit(COLUMNS, 590)).toBe(COLUMNS);
  expect(shown(589)).toBe('number name state progress');
  expect(shown(499)).toBe('number name progress');
  expect(shown(439)).toBe('number name');
  expect(shown(120)).toBe('number name');
});
