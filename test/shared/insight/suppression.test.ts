import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aggregate, RULE, type AggregateCell, type Contribution } from '../../../shared/insight/suppression.ts';

const of = (row: string, column: string, ...values: readonly number[]): Contribution[] => values.map((value) => ({ row, column, value }));
const shown = (cells: readonly AggregateCell[], row: string | null, column: string | null): number | null => {
  const cell = cells.find((one) => one.row === row && one.column === column);
  return !cell || cell.suppressed ? null : cell.value;
};

/** Rank of a matrix by elimination over fractions small enough for doubles. */
function rank(matrix: readonly (readonly number[])[]): number {
  const rows = matrix.map((row) => [...row]);
  let found = 0;
  for (let column = 0; column < (rows[0]?.length ?? 0); column += 1) {
    const pivot = rows.findIndex((row, index) => index >= found && Math.abs(row[column] ?? 0) > 1e-9);
    if (pivot < 0) continue;
    [rows[found], rows[pivot]] = [rows[pivot] as number[], rows[found] as number[]];
    const head = rows[found] as number[];
    for (const [index, row] of rows.entries()) {
      if (index === found || Math.abs(row[column] ?? 0) < 1e-9) continue;
      const factor = (row[column] as number) / (head[column] as number);
      for (let at = 0; at < row.length; at += 1) row[at] = (row[at] as number) - factor * (head[at] as number);
    }
    found += 1;
  }
  return found;
}

/** The hidden cells that everybody who can add and subtract would know: an independent look, by linear algebra. */
function computable(cells: readonly AggregateCell[]): readonly AggregateCell[] {
  const hidden = cells.filter((cell) => cell.suppressed);
  const lines = [...new Set(cells.map((cell) => cell.row))].map((row) => ({ in: (cell: AggregateCell) => cell.row === row, total: (cell: AggregateCell) => cell.column === null }))
    .concat([...new Set(cells.map((cell) => cell.column))].map((column) => ({ in: (cell: AggregateCell) => cell.column === column, total: (cell: AggregateCell) => cell.row === null })));
  const equations = lines.map((line) => hidden.map((cell) => (line.in(cell) ? (line.total(cell) ? -1 : 1) : 0)));
  const known = rank(equations);
  return hidden.filter((_, index) => rank([...equations, hidden.map((_cell, at) => (at === index ? 1 : 0))]) === known);
}

describe('sums that are published', () => {
  test('tell nothing of one company or of two, and everything of three that are alike', () => {
    const cells = aggregate([...of('RU', 'fabless', 10, 20, 30), ...of('RU', 'idm', 5, 6, 7), ...of('BY', 'fabless', 8), ...of('BY', 'idm', 4, 5, 6), ...of('KZ', 'fabless', 3, 4, 5), ...of('KZ', 'idm', 1, 2, 2)]);
    expect(shown(cells, 'BY', 'fabless')).toBeNull();
    expect(shown(cells, null, null)).toBe(118);
    expect(shown(cells, 'RU', null)).toBe(78);
    // The hidden cell stands in a circle of four.
    expect(cells.filter((cell) => cell.suppressed)).toHaveLength(4);
    expect(computable(cells)).toEqual([]);
  });

  test('hide a cell that one company dominates, however many there are', () => {
    const cells = aggregate([...of('RU', 'a', 1000, 1, 1, 1, 1), ...of('RU', 'b', 10, 11, 12), ...of('BY', 'a', 400, 300, 500), ...of('BY', 'b', 9, 9, 9)]);
    expect(RULE).toEqual({ respondents: 3, dominance: 0.75, protection: 0.1 });
    expect(shown(cells, 'RU', 'a')).toBeNull();
    expect(computable(cells)).toEqual([]);
  });

  test('hide a margin that is one company, too', () => {
    const cells = aggregate([...of('AM', 'a', 5), ...of('RU', 'a', 6, 7, 8), ...of('KZ', 'a', 6, 7, 8)]);
    expect([shown(cells, 'AM', 'a'), shown(cells, 'AM', null)]).toEqual([null, null]);
    expect(computable(cells)).toEqual([]);
  });

  test('are nothing for nobody', () => {
    expect(aggregate([])).toEqual([{ row: null, column: null, value: 0, suppressed: false }]);
  });

  const contributions = fc.array(fc.record({ row: fc.constantFrom('AM', 'BY', 'KG', 'KZ', 'RU'), column: fc.constantFrom('fabless', 'idm', 'osat', 'supplier'), value: fc.integer({ min: 0, max: 1000 }) }), { maxLength: 40 });

  test('never let a hidden cell be computed from the others and the totals, as linear algebra sees it', () => {
    fc.assert(fc.property(contributions, (all) => {
      const cells = aggregate(all);
      expect(computable(cells)).toEqual([]);
      for (const { row, column, value, suppressed } of cells) {
        const values = all.filter((one) => (row === null || one.row === row) && (column === null || one.column === column)).map((one) => one.value);
        const total = values.reduce((sum, one) => sum + one, 0);
        expect(value).toBe(total);
        if (!suppressed && values.length > 0) expect(values.length >= 3 && Math.max(...values) <= RULE.dominance * total).toBe(true);
      }
    }), { numRuns: 150 });
  });
});
