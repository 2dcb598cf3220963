import { describe, expect, test } from 'vitest';
import { solve } from 'yalps';
import { aggregate, RULE, type AggregateCell, type Contribution, type Reader } from '../../../shared/insight/suppression.ts';
import { fc } from '../../helpers/properties.ts';

const of = (row: string, column: string, ...values: readonly number[]): Contribution[] => values.map((value, index) => ({ company: `${row} ${column} ${index}`, row, column, value }));
const shown = (cells: readonly AggregateCell[], row: string | null, column: string | null): number | null => {
  const cell = cells.find((one) => one.row === row && one.column === column);
  return !cell || cell.suppressed ? null : cell.value;
};

/** Between what and what a reader can place what it does not know of a cell, by everything that is shown: two linear programs. */
function boundsFor(reader: Reader, all: readonly Contribution[], cells: readonly AggregateCell[], target: AggregateCell): readonly [number, number] {
  const unknown = (cell: AggregateCell): number => sizesFor(reader, all, cell).reduce((sum, size) => sum + size, 0);
  const keyOf = ({ row, column }: AggregateCell): string => `${row ?? '*'} ${column ?? '*'}`;
  const moving = cells.filter((cell) => cell.suppressed && sizesFor(reader, all, cell).length > 0);
  const lines = [...new Set(cells.map(({ row }) => row))].map((row) => ({ in: (cell: AggregateCell) => cell.row === row, total: (cell: AggregateCell) => cell.column === null }))
    .concat([...new Set(cells.map(({ column }) => column))].map((column) => ({ in: (cell: AggregateCell) => cell.column === column, total: (cell: AggregateCell) => cell.row === null })));
  const constraints = Object.fromEntries(lines.map((line, index) => [
    `line${index}`, { equal: cells.filter((cell) => line.in(cell) && !moving.includes(cell)).reduce((sum, cell) => sum - unknown(cell) * (line.total(cell) ? -1 : 1), 0) },
  ]));
  const variables = Object.fromEntries(moving.map((cell) => [
    keyOf(cell), Object.fromEntries([...lines.flatMap((line, index) => (line.in(cell) ? [[`line${index}`, line.total(cell) ? -1 : 1] as const] : [])), ...(cell === target ? [['target', 1] as const] : [])]),
  ]));
  const [low, high] = (['minimize', 'maximize'] as const).map((direction) => solve({ direction, objective: 'target', constraints, variables }));
  expect([low?.status, high?.status]).toEqual(['optimal', expect.stringMatching(/^(optimal|unbounded)$/)]);
  return [low?.result ?? NaN, high?.status === 'unbounded' ? Infinity : high?.result ?? NaN];
}

function sizesFor(reader: Reader, all: readonly Contribution[], { row, column }: AggregateCell): readonly number[] {
  return all.filter((one) => (row === null || one.row === row) && (column === null || one.column === column) && !reader.has(one.company)).map(({ value }) => Math.abs(value));
}

/** What the rules say of a cell, told again. */
function mayBeShown(sizes: readonly number[]): boolean {
  const [first = 0, second = 0, ...rest] = [...sizes].sort((a, b) => b - a);
  const others = rest.reduce((sum, size) => sum + size, 0);
  return sizes.length === 0 || (sizes.length >= 3 && first > 0 && first <= 0.75 * (first + second + others) && others >= 0.1 * first);
}

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
    expect(RULE).toEqual({ respondents: 3, dominance: 0.75, precision: 0.1 });
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

  test('hide a cell from which the second largest company could tell the largest (p %)', () => {
    const cells = aggregate([...of('RU', 'a', 74, 25, 1), ...of('RU', 'b', 40, 50, 60), ...of('BY', 'a', 40, 30, 50), ...of('BY', 'b', 70, 90, 90)]);
    expect(shown(cells, 'RU', 'a')).toBeNull();
  });

  test('hide a sum of three nothings, since each of them is nothing', () => {
    expect(shown(aggregate([...of('RU', 'a', 0, 0, 0), ...of('RU', 'b', 4, 5, 6), ...of('KZ', 'b', 4, 5, 6)]), 'RU', 'a')).toBeNull();
  });

  test('do not leave two companies alone in a row: each would tell the other by taking its own number away', () => {
    const all = [...of('RU', 'a', 10), ...of('RU', 'b', 11), ...of('RU', 'c', 8, 9, 10), ...of('KZ', 'a', 10, 11, 12), ...of('KZ', 'b', 10, 11, 12), ...of('KZ', 'c', 7, 8, 9)];
    const cells = aggregate(all);
    const hidden = cells.filter(({ row, suppressed }) => row === 'RU' && suppressed).map(({ column }) => column);
    expect(hidden).toEqual(expect.arrayContaining(['a', 'b']));
    expect(hidden.length).toBeGreaterThan(2);
  });

  test('do not hide a large number behind a small one, whose sum tells it all but exactly', () => {
    const cells = aggregate([...of('RU', 'a', 1000), ...of('RU', 'b', 1, 1), ...of('RU', 'c', 300, 400, 500), ...of('KZ', 'a', 300, 310, 320), ...of('KZ', 'b', 1, 1), ...of('KZ', 'c', 300, 310, 320)]);
    expect(shown(cells, 'RU', 'a')).toBeNull();
    const sumOfHidden = cells.filter(({ row, column, suppressed }) => row === 'RU' && column !== null && suppressed).reduce((sum, { value }) => sum + value, 0);
    expect(shown(cells, 'RU', null) === null || sumOfHidden * RULE.dominance >= 1000).toBe(true);
  });

  test('let a hidden cell be lower than it is as well as higher', () => {
    const all = [...of('RU', 'a', 1000), ...of('RU', 'b', 600, 500, 500), ...of('KZ', 'a', 400, 400, 400), ...of('KZ', 'b', 1, 1, 1)];
    const cells = aggregate(all);
    const [low, high] = boundsFor(new Set(), all, cells, cells.find(({ row, column }) => row === 'RU' && column === 'a') as AggregateCell);
    expect(low).toBeLessThanOrEqual(667);
    expect(high).toBeGreaterThanOrEqual(1333);
  });

  test('tell a reader who knows most of the companies no more than the others could be told', () => {
    const all = [...of('RU', 'a', 5, 6, 7, 8), ...of('KZ', 'a', 5, 6, 7)];
    expect(shown(aggregate(all), 'RU', 'a')).toBe(26);
    const members = new Set(all.map(({ company }) => company).filter((company) => company !== 'RU a 3'));
    const cells = aggregate(all, [members]);
    expect([shown(cells, 'RU', 'a'), shown(cells, null, null), shown(cells, 'KZ', 'a')]).toEqual([null, null, 18]);
  });

  const contributions = fc.array(fc.record({ row: fc.constantFrom('AM', 'BY', 'KG', 'KZ', 'RU'), column: fc.constantFrom('fabless', 'idm', 'osat', 'supplier'), value: fc.oneof(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 1000 })) }), { maxLength: 40 })
    .map((list): readonly Contribution[] => list.map((one, index) => ({ ...one, company: `c${index}` })));
  const readers = fc.array(fc.uniqueArray(fc.nat({ max: 39 })).map((list) => new Set(list.map((index) => `c${index}`))), { maxLength: 2 });

  test('never let a hidden cell be computed from the others and the totals, as linear algebra sees it', () => {
    fc.assert(fc.property(contributions, (all) => {
      const cells = aggregate(all);
      expect(computable(cells)).toEqual([]);
      for (const { row, column, value, suppressed } of cells) {
        const values = all.filter((one) => (row === null || one.row === row) && (column === null || one.column === column)).map((one) => one.value);
        expect(value).toBe(values.reduce((sum, one) => sum + one, 0));
        if (!suppressed) expect(mayBeShown(values)).toBe(true);
      }
    }), { numRuns: 150 });
  });

  test('let nobody come nearer to a sensitive cell than the rules allow: an outsider, a company of a small cell, a reader who knows many, as linear programming sees it', () => {
    let [placed, byInsiders, byReaders] = [0, 0, 0];
    fc.assert(fc.property(contributions, readers, (all, informed) => {
      const cells = aggregate(all, informed);
      const sensitiveTo = (reader: Reader, cell: AggregateCell): boolean => !mayBeShown(sizesFor(reader, all, cell));
      const nobody: Reader = new Set();
      const insiders = all.filter((one) => cells.some((cell) => {
        const inside = all.filter(({ row, column }) => (cell.row === null || cell.row === row) && (cell.column === null || cell.column === column));
        return inside.length < 3 && inside.includes(one);
      }));
      const look = (reader: Reader, judge: Reader): number => {
        const targets = cells.filter((cell) => sensitiveTo(judge, cell) && sizesFor(reader, all, cell).length > 0);
        for (const cell of targets) {
          expect(cell.suppressed).toBe(true);
          const sizes = sizesFor(reader, all, cell);
          const size = sizes.reduce((sum, one) => sum + one, 0);
          // As far away as a sum may be that is shown: a third more than the largest, a tenth of all; whole numbers by one.
          const wanted = Math.max(0.1 * size, Math.max(...sizes) / 0.75 - size, 1);
          const [low, high] = boundsFor(reader, all, cells, cell);
          expect(high).toBeGreaterThanOrEqual((size + wanted) * (1 - 1e-9));
          expect(low).toBeLessThanOrEqual(Math.max(size - wanted, 0) + 1e-6);
        }
        return targets.length;
      };
      placed += look(nobody, nobody);
      for (const reader of informed) byReaders += look(reader, reader);
      for (const { company } of insiders.slice(0, 4)) byInsiders += look(new Set([company]), nobody);
    }), { numRuns: 200 });
    expect(Math.min(placed, byInsiders, byReaders)).toBeGreaterThan(100);
  });
});
