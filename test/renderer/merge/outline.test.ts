import { describe, expect, test } from 'vitest';
import { outlineOf, type Table } from '../../../renderer/merge/answer/outline.ts';
import { placesOf } from '../../../renderer/merge/answer/place.ts';
import { cell, form } from './samples.ts';

function tableOf(cells: Parameters<typeof outlineOf>[1]): Table {
  const table = outlineOf(form, cells)[1]?.items.find((item) => item.kind === 'table');
  if (table?.kind !== 'table') throw new Error('There is no table.');
  return table;
}

describe('a merged company by sections of its form', () => {
  test('shows questions in the order of the form, answered or not, and no notes', () => {
    const [first] = outlineOf(form, [cell('/A/A01', 2025)]);
    expect(first?.items.map((item) => (item.kind === 'field' ? [item.question.name, item.cell?.value ?? null] : item.kind))).toEqual([['A01', 2025], ['A05', null]]);
    expect(first?.answered).toBe(1);
  });

  test('orders the rows of a table by their markers', () => {
    const table = tableOf([
      cell('/B/site[b]', 2), cell('/B/site[a]', 1), cell('/B/site[a]/B29', 'Север'), cell('/B/site[b]/B29', 'Юг'), cell('/B/site[b]/B33', 10),
    ]);
    expect(table.rows.map((row) => row.cells.map((each) => each?.value ?? null))).toEqual([['Север', null], ['Юг', 10]]);
  });

  test('a deleted row is gone, one deleted by one side only stays in conflict', () => {
    const table = tableOf([cell('/B/site[a]', null), cell('/B/site[b]', 2, null), cell('/B/site[b]/B29', 'Юг')]);
    expect(table.rows.map((row) => [row.id, row.marker?.state])).toEqual([['b', 'conflict']]);
    expect(outlineOf(form, [cell('/B/site[b]', 2, null)])[1]?.conflicts).toBe(1);
  });
});

describe('the place of a path', () => {
  const place = placesOf(form);
  test('is named by section, table, row and question', () => {
    expect(place('/B/site[b]/B29')).toMatchObject({ kind: 'field', section: { name: 'B' }, repeat: { name: 'site' }, question: { name: 'B29' }, row: 'b' });
    expect(place('/B/in/B15')).toMatchObject({ kind: 'field', section: { name: 'B' }, repeat: null, row: null });
    expect(place('/B/site[b]')).toMatchObject({ kind: 'row', repeat: { name: 'site' }, row: 'b' });
  });
  test('is known for justifications, statements about the response and paths of other forms', () => {
    expect(place('!R14:/A/A01')).toMatchObject({ kind: 'justification', rule: 'R14', at: { kind: 'field' } });
    expect(place('@decision')).toEqual({ kind: 'reserved', name: 'decision' });
    expect(place('/Z/Z99')).toEqual({ kind: 'unknown', path: '/Z/Z99' });
  });
});
