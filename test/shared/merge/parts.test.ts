import { describe, expect, test } from 'vitest';
import { byPart, partOf, partsAround } from '../../../shared/merge/parts.ts';

describe('the parts of a view', () => {
  test('a section with its tables is one, whatever its rows are called; questions outside of sections, justifications and what is reserved are one each', () => {
    const parts = ['/A/name', '/A/line[k]', '/A/line[a/b]/lot[1]/p', '/table[k]/p', '/table[k/l]', '/q', '!R1:/A/name', '@country', '@comment:/A/name'].map(partOf);
    expect(parts).toEqual(['/A', '/A', '/A', '/table', '/table', '/', '!', '@', '@']);
  });

  test('cells are put together by part in order, however the parts lie among the paths', () => {
    const cells = ['!R:/B/x', '/A-1/x', '/A/x', '/A/y[1]', '/A1/x', '/q', '@country'].map((path) => ({ path }));
    expect(byPart(cells).map(([part, own]) => [part, own.map(({ path }) => path).join(' ')])).toEqual([
      ['!', '!R:/B/x'], ['/', '/q'], ['/A', '/A/x /A/y[1]'], ['/A-1', '/A-1/x'], ['/A1', '/A1/x'], ['@', '@country'],
    ]);
  });

  test('with a field of an atomic group the sections of its other fields are looked at too', () => {
    const rules = { atomic: new Map([['/A/amount', 'the sum'], ['/B/currency', 'the sum'], ['/C/line/p', 'pair']]), calculated: new Set<string>() };
    expect([...partsAround(['/A/amount'], rules)].sort()).toEqual(['/A', '/B']);
    expect([...partsAround(['/A/name', '@country'], rules)].sort()).toEqual(['/A', '@']);
    expect([...partsAround(['/C/line[1]/p'], rules)]).toEqual(['/C']);
  });
});
