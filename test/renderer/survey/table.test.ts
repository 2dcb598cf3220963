import { expect, test } from 'vitest';
import { clearArea, fillDown, fillRight, pasteBlock, textsIn } from '../../../renderer/survey/fill/paste.ts';
import { concretePath } from '../../../renderer/survey/fill/place.ts';
import { rowNumber } from '../../../renderer/survey/form/findings/FindingRow.tsx';
import { sortRows } from '../../../renderer/survey/fill/rows.ts';
import { answerCell, tidyLine } from '../../../renderer/survey/fill/lines.ts';
import { cellPath, isSum, sumOf, tableOf, type Table } from '../../../renderer/survey/fill/table.ts';
import type { FormDefinition, Group, Repeat } from '../../../shared/survey/form.ts';
import { rowPath } from '../../../shared/survey/path.ts';
import type { Column } from '../../../renderer/survey/outline.ts';
import { choice, formOf, group, q, repeat } from '../../helpers/form.ts';
import { openFill } from './openFill.ts';

const states = [choice('RU', undefined, 'Russia'), choice('BY', undefined, 'Belarus'), choice('KZ', undefined, 'Kazakhstan')];
const form = formOf([
  group('C', [
    repeat('sales', [q('C09', 'select_one', { list: 'states' }), q('C10', 'decimal', { constraint: '. >= 0' }), q('C11', 'integer')], { table: 'rows' }),
    repeat('product', [q('J02'), q('J03', 'select_one', { list: 'states' }), q('J04', 'decimal'), q('J05', 'calculate', { calculation: '${J04} * 2', label: { en: 'Twice' } }), q('J06', 'text', { relevant: '${J04} > 10' })], { max: 3 }),
  ]),
], { choices: { states } });

async function open(name: 'sales' | 'product', of: FormDefinition = form) {
  const { fill, session } = await openFill(of);
  const node = (of.body[0] as Group).children.find((child) => child.name === name) as Repeat;
  const table = () => tableOf(session, node, `/C/${name}`) as Table;
  const value = (line: number, column: number) => {
    const path = cellPath(table(), line, column);
    return path === null ? undefined : session.field(path).value;
  };
  const paste = (block: readonly (readonly string[])[], at = { row: 0, column: 0 }) => pasteBlock(fill, table(), at, block, { language: 'ru', mayAdd: true });
  return { fill, session, table, value, paste };
}

test('a table whose lines are a list shows every choice; typing into a line makes its row, in the order of the list', async () => {
  const { fill, session, table, value } = await open('sales');
  expect(table().slots.map(({ choice: line, row }) => [line?.value, row])).toEqual([['RU', null], ['BY', null], ['KZ', null]]);
  expect(table().columns.map(({ question }) => question.name)).toEqual(['C10', 'C11']);
  answerCell(fill, table(), 2, 0, 5);
  answerCell(fill, table(), 0, 0, 7);
  expect(session.rows('/C/sales').map((row) => session.field(`${rowPath('/C/sales', row)}/C09`).value)).toEqual(['RU', 'KZ']);
  expect([value(0, 0), value(1, 0), value(2, 0)]).toEqual([7, undefined, 5]);
});

test('a line stands for every choice that passes its filter now, before there is any row too', async () => {
  const own = formOf([group('C', [q('B04', 'text', { default: '"BY"' }), repeat('sales', [q('C09', 'select_one', { list: 'states', choiceFilter: 'name != ${B04}' }), q('C10', 'decimal')], { table: 'rows' })])], { choices: { states } });
  const { table, fill } = await open('sales', own);
  expect(table().slots.map(({ key }) => key)).toEqual(['=RU', '=KZ']);
  answerCell(fill, table(), 0, 0, 1);
  expect(table().slots.map(({ key }) => key)).toEqual(['=RU', '=KZ']);
});

test('a line that is left empty is no row; what was typed into a new line is undone at once', async () => {
  const { fill, session, table } = await open('sales');
  answerCell(fill, table(), 1, 0, 4);
  answerCell(fill, table(), 1, 0, 42);
  fill.undo();
  expect(session.rows('/C/sales')).toEqual([]);
  fill.redo();
  answerCell(fill, table(), 1, 0, null);
  tidyLine(fill, session, table(), 1);
  expect(session.rows('/C/sales')).toEqual([]);
  fill.undo();
  expect(session.field(cellPath(table(), 1, 0) ?? '').value).toBe(42);
});

test('rows beside the list stay in sight: a second row of the same choice, an unknown code', async () => {
  const { fill, table } = await open('sales');
  answerCell(fill, table(), 0, 0, 1);
  const second = fill.addRow('/C/sales') as string;
  fill.answer(`${rowPath('/C/sales', second)}/C09`, 'RU');
  expect(table().slots.map(({ choice: line }) => line?.value ?? null)).toEqual(['RU', 'BY', 'KZ', null]);
});

test('a row has the number that its table shows, whether or not the lines above it are rows; its cells are gone to by it', async () => {
  const { fill, session, table } = await open('sales');
  answerCell(fill, table(), 2, 0, 5);
  const [row] = session.rows('/C/sales');
  const cell = `${rowPath('/C/sales', row ?? '')}/C10`;
  expect(rowNumber(session, cell)).toBe('3');
  expect([concretePath(session, '/C/sales/C10', 3, null), concretePath(session, '/C/sales/C10', 9, null), concretePath(session, '/C/sales/C10', null, null)]).toEqual([cell, cell, cell]);
  expect(concretePath(session, '/C/sales/C10', 1, null)).toBe('/C/sales');
});

test('the sum counts what has been answered and says nothing when nothing has', async () => {
  const { fill, session, table } = await open('sales');
  const column = () => sumOf(session, table(), { column: 0 });
  expect(column()).toBeNull();
  answerCell(fill, table(), 0, 0, 0.1);
  answerCell(fill, table(), 1, 0, 0.2);
  expect(column()).toBe(0.3);
});

test('a sum of a table whose rows have gone since it was painted is that of the rows there are', async () => {
  const { fill, session, table, paste } = await open('sales', matrix);
  answerCell(fill, table(), 0, 0, 1);
  paste([['2', '3'], ['4', '5']], { row: 1, column: 0 });
  const painted = table();
  fill.undo();
  expect([sumOf(session, painted), sumOf(session, painted, { column: 0 }), sumOf(session, painted, { line: 1 }), sumOf(session, painted, { line: 0 })]).toEqual([1, 1, null, 1]);
});

test('a block adds the rows it needs, says what found no place, and is undone at once', async () => {
  const { fill, session, value, paste } = await open('product');
  const pasted = paste([['A', 'Belarus', '5', '99', 'x', 'beyond'], ['B', 'Mars', 'many', '', ''], ['C'], ['D']]);
  expect([value(0, 0), value(0, 1), value(0, 2), value(1, 1), value(1, 2), value(2, 0)]).toEqual(['A', 'BY', 5, 'Mars', 'many', 'C']);
  expect(pasted).toMatchObject({ rows: 3, added: 3, step: fill.lastStep() });
  expect(pasted?.refused.map(({ row, column, text, reason }) => [row, column, text, reason])).toEqual([
    [1, 4, '99', 'calculated'], [1, 6, 'beyond', 'no-column'], [4, null, 'D', 'no-row'], [1, 5, 'x', 'irrelevant'],
  ]);
  expect(pasted?.found).toHaveLength(2);
  fill.undo();
  expect(session.rows('/C/product')).toEqual([]);
  expect(fill.holds(pasted?.step ?? 0)).toBe(false);
});

test('a block that says what stands there already is no step: there is nothing to undo', async () => {
  const { fill, paste } = await open('product');
  paste([['A', 'RU', '1']]);
  const step = fill.lastStep();
  expect(paste([['A', 'RU', '1']])).toMatchObject({ cells: 3, step: null });
  expect(fill.lastStep()).toBe(step);
});

test('a heading that was copied along is left out', async () => {
  const { session, value, paste } = await open('product');
  paste([['J02', 'J03', 'J04'], ['A', 'RU', '1']]);
  expect([session.rows('/C/product').length, value(0, 0)]).toEqual([1, 'A']);
});

test('a heading under a title, with its numbers of columns, units and stars, is found; what stands above it is named', async () => {
  const { session, value, paste } = await open('product');
  const pasted = paste([['Products made', '', ''], ['J02 *', 'J03', 'J04, pcs'], ['1', '2', '3'], ['A', 'RU', '1'], ['B', 'BY', '2']]);
  expect(session.rows('/C/product')).toHaveLength(2);
  expect([value(0, 0), value(1, 0), value(1, 2)]).toEqual(['A', 'B', 2]);
  expect(pasted?.refused.map(({ row, column, text, reason }) => [row, column, text, reason])).toEqual([[1, null, 'Products made', 'heading']]);
});

test('a line of totals makes no row; it is named only where it says another sum', async () => {
  const { session, paste } = await open('product');
  expect(paste([['A', 'RU', '1'], ['B', 'BY', '2'], ['Итого', '', '3']])).toMatchObject({ rows: 2, refused: [] });
  expect(session.rows('/C/product')).toHaveLength(2);
  expect(paste([['A', 'RU', '1'], ['Всего:', '', '7']])?.refused).toEqual([{ row: 2, column: 3, cells: 1, text: '7', reason: 'other-sum', sum: 1 }]);
});

test('a thousand rows for a table of three say in one line what found no place', async () => {
  const { paste } = await open('product');
  const pasted = paste(Array.from({ length: 1000 }, (_, row) => [`P${row}`, 'RU', '1']));
  expect(pasted?.refused).toEqual([{ row: 4, last: 1000, column: null, cells: 2991, text: 'P3 · RU · 1', reason: 'no-row' }]);
});

test('a ragged block leaves the cells it does not reach, a blank line makes no row; a line within a cell becomes a space in a field of one line', async () => {
  const { session, value, paste } = await open('product');
  expect(paste([['A\nsecond', 'RU'], [], ['C\u00a0C', '', '3']])).toMatchObject({ refused: [] });
  expect([value(0, 0), value(0, 1), value(0, 2), value(1, 0), value(1, 2)]).toEqual(['A second', 'RU', null, 'C C', 3]);
  expect(session.rows('/C/product')).toHaveLength(2);
});

test('a matrix that was copied with its names and totals finds its lines; a name that is not in the list is named', async () => {
  const { value, paste } = await open('sales', matrix);
  const pasted = paste([['Area', 'Y25', 'Y26', 'Total'], ['Kazakhstan', '3', '4', '7'], ['Atlantis', '5', '6', '11'], ['Russia', '1', '2', '4'], ['Total', '4', '6', '10']]);
  expect([value(0, 0), value(0, 1), value(1, 0), value(2, 0), value(2, 1)]).toEqual([1, 2, undefined, 3, 4]);
  expect(pasted?.refused).toEqual([
    { row: 3, column: null, cells: 4, text: 'Atlantis · 5 · 6 · 11', reason: 'no-line' },
    { row: 4, column: 3, cells: 1, text: '4', reason: 'other-sum', sum: 3 },
  ]);
});

test('lines of a list are found by their names when these were copied along', async () => {
  const { value, paste } = await open('sales');
  paste([['Kazakhstan', '3', '4'], ['Russia', '1', '2']]);
  expect([value(0, 0), value(0, 1), value(1, 0), value(2, 0), value(2, 1)]).toEqual([1, 2, undefined, 3, 4]);
});

test('an area is copied as text, cleared, and filled down', async () => {
  const { fill, session, table, value, paste } = await open('product');
  paste([['A', 'BY', '1234,5'], ['B', 'RU', '2']]);
  expect(textsIn(session, table(), { top: 0, left: 0, bottom: 0, right: 3 }, 'ru')).toEqual([['A', 'Belarus', '1234,5', '2469']]);
  fillDown(fill, table(), { top: 0, left: 1, bottom: 1, right: 2 });
  expect([value(1, 0), value(1, 1), value(1, 2)]).toEqual(['B', 'BY', 1234.5]);
  clearArea(fill, table(), { top: 0, left: 0, bottom: 1, right: 3 });
  expect([value(0, 0), value(1, 2)]).toEqual([null, null]);
});

const years = ['Y25', 'Y26'];
const matrix = formOf([group('C', [repeat('sales', [q('C09', 'select_one', { list: 'states' }), ...years.map((year) => q(year, 'integer', { constraint: '. >= 0' }))], { table: 'cross' })])], { choices: { states } });

test('in a matrix lines have sums as columns have, and both follow what is typed, pasted, cleared and undone', async () => {
  const { fill, session, table, paste } = await open('sales', matrix);
  const sums = () => {
    return { lines: table().slots.map((_, line) => sumOf(session, table(), { line })), columns: table().columns.map((_, column) => sumOf(session, table(), { column })) };
  };
  expect(table().sums).toBe(true);
  expect(sums()).toEqual({ lines: [null, null, null], columns: [null, null] });
  answerCell(fill, table(), 1, 0, 5);
  paste([['Kazakhstan', '1', '2'], ['Russia', '10', '']]);
  expect(sums()).toEqual({ lines: [10, 5, 3], columns: [16, 2] });
  clearArea(fill, table(), { top: 0, left: 0, bottom: 1, right: 1 });
  expect(sums()).toEqual({ lines: [null, null, 3], columns: [1, 2] });
  fill.undo();
  expect(sums()).toEqual({ lines: [10, 5, 3], columns: [16, 2] });
});

test('what is pasted into a matrix and is wrong has its finding at its own cell; a word is kept and counts in no sum', async () => {
  const { session, table, value, paste } = await open('sales', matrix);
  const pasted = paste([['1', 'many'], ['-2', '4']]);
  expect(pasted?.found).toEqual([cellPath(table(), 0, 1), cellPath(table(), 1, 0)]);
  expect(value(0, 1)).toBe('many');
  expect(sumOf(session, table(), { line: 0 })).toBe(1);
});

test('a text in the first column or a list among the others leaves a matrix an ordinary table', async () => {
  const plain = formOf([group('C', [repeat('sales', [q('C09', 'text'), q('Y25', 'integer')], { table: 'cross' }), repeat('product', [q('J03', 'select_one', { list: 'states' }), q('J04', 'select_one', { list: 'states' })], { table: 'cross' })])], { choices: { states } });
  for (const name of ['sales', 'product'] as const) expect((await open(name, plain)).table()).toMatchObject({ head: null, sums: false, slots: [] });
});

test('rows are sorted by a column and turned round: numbers by size, choices by name, empty ones last; one step takes it back', async () => {
  const { fill, session, table, paste } = await open('product');
  paste([['в', 'RU', '10'], ['А', 'BY', '9'], ['б', 'KZ', '']]);
  const names = () => session.rows('/C/product').map((row) => session.field(`${rowPath('/C/product', row)}/J02`).value);
  const sort = (column: number) => sortRows(fill, '/C/product', table().columns[column] as Column, 'ru');
  expect([sort(0), names()]).toEqual([true, ['А', 'б', 'в']]);
  expect([sort(0), names()]).toEqual([true, ['в', 'б', 'А']]);
  expect([sort(1), names()]).toEqual([true, ['А', 'б', 'в']]);
  expect([sort(2), names()]).toEqual([true, ['А', 'в', 'б']]);
  expect([sort(2), names()]).toEqual([true, ['в', 'А', 'б']]);
  fill.undo();
  expect(names()).toEqual(['А', 'в', 'б']);
  fill.undo();
  expect(names()).toEqual(['А', 'б', 'в']);
  fill.redo();
  expect(names()).toEqual(['А', 'в', 'б']);
});

test('sorting what is empty or all alike moves nothing and is no step', async () => {
  const { fill, session, table, paste } = await open('product');
  paste([['А', 'BY', ''], ['А', 'BY', '']]);
  expect(sortRows(fill, '/C/product', table().columns[2] as Column, 'ru')).toBe(false);
  expect(sortRows(fill, '/C/product', table().columns[0] as Column, 'ru')).toBe(false);
  fill.undo();
  expect(session.rows('/C/product')).toEqual([]);
});

test('a sum stands below each column of numbers, beside each line of a matrix, and is copied as its number', async () => {
  const { fill, session, table } = await open('sales', matrix);
  answerCell(fill, table(), 0, 0, 1000.5);
  answerCell(fill, table(), 1, 0, 2);
  const { slots: { length: lines }, columns: { length: columns } } = table();
  expect([isSum(table(), { row: lines, column: 0 }), isSum(table(), { row: 0, column: columns }), isSum(table(), { row: lines, column: columns })]).toEqual([true, true, true]);
  expect([isSum(table(), { row: 0, column: 0 }), isSum(table(), { row: lines + 1, column: 0 }), isSum(table(), { row: lines, column: columns + 1 })]).toEqual([false, false, false]);
  const at = (row: number, column: number) => textsIn(session, table(), { top: row, left: column, bottom: row, right: column }, 'ru')[0]?.[0];
  expect([at(lines, 0), at(0, columns), at(lines, columns), at(lines, 1)]).toEqual(['1002,5', '1000,5', '1002,5', '']);
  const { table: free } = await open('product');
  expect(isSum(free(), { row: free().slots.length, column: 2 })).toBe(false);
});

test('a column is repeated in those beside it that ask for the same kind of answer, in one step', async () => {
  const { fill, table, value } = await open('sales', matrix);
  answerCell(fill, table(), 0, 0, 7);
  fillRight(fill, table(), { top: 0, left: 0, bottom: 1, right: 1 });
  expect([value(0, 1), value(1, 0), value(1, 1)]).toEqual([7, undefined, undefined]);
  fill.undo();
  expect([value(0, 0), value(0, 1)]).toEqual([7, null]);
  const product = await open('product');
  product.paste([['A', 'Russia', '5']]);
  fillRight(product.fill, product.table(), { top: 0, left: 0, bottom: 0, right: 3 });
  expect([product.value(0, 1), product.value(0, 2)]).toEqual(['RU', 5]);
});
