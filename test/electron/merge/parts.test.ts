import { describe, expect, test } from 'vitest';
import { partsOf } from '../../../electron/merge/view/parts.ts';
import type { Cell } from '../../../shared/merge/cell.ts';
import { compileForm } from '../../../shared/survey/engine/compile.ts';
import type { Answer } from '../../../shared/survey/response.ts';
import { formOf, group, q, repeat } from '../../helpers/form.ts';

const compiled = compileForm(formOf([
  group('A', [q('rate', 'decimal'), q('total', 'decimal', { calculation: 'sum(${cost}) + ${rate}' }), q('lines', 'integer', { calculation: 'count(${line})' }), q('twice', 'decimal', { calculation: '${total} * 2' })]),
  repeat('line', [q('amount', 'decimal'), q('price', 'decimal'), q('cost', 'decimal', { calculation: '${amount} * ${price}' })]),
]));
const cell = (path: string, value: Answer | null = 1): Cell => ({ path, state: 'clean', value, writes: [{ revision: 'r', value }] });
const cells = [
  '/A/rate', '/A/total', '/A/lines', '/A/twice', '/line[a]', '/line[a]/amount', '/line[a]/price', '/line[a]/cost', '/line[b]', '/line[b]/amount', '/line[b]/price', '/line[b]/cost', '!R1:/A/rate', '@status',
].map((path) => cell(path));
const parts = (...anew: readonly string[]): unknown => Object.fromEntries(partsOf({ compiled }, cells, new Set(anew)));

describe('M10: what nobody wrote', () => {
  test('is made of the answers that its calculation reads, in its own row', () => {
    expect(parts('/line[b]/cost')).toEqual({ '/line[b]/cost': ['/line[b]/amount', '/line[b]/price'] });
  });

  test('is made of every row of a table that it sums; a row whose own sum nobody wrote stands for what that is made of', () => {
    expect(parts('/A/total')).toEqual({ '/A/total': ['/A/rate', '/line[a]/cost', '/line[b]/cost'] });
    expect(parts('/A/total', '/line[a]/cost')).toMatchObject({ '/A/total': ['/A/rate', '/line[a]/amount', '/line[a]/price', '/line[b]/cost'] });
    expect(parts('/A/twice', '/A/total')).toMatchObject({ '/A/twice': ['/A/rate', '/line[a]/cost', '/line[b]/cost'] });
  });

  test('counts rows: it is made of the rows themselves, and not of one that was taken away', () => {
    expect(parts('/A/lines')).toEqual({ '/A/lines': ['/line[a]', '/line[b]'] });
    expect(Object.fromEntries(partsOf({ compiled }, [cell('/A/lines'), cell('/line[a]'), cell('/line[b]', null)], new Set(['/A/lines'])))).toEqual({ '/A/lines': ['/line[a]'] });
  });
});
