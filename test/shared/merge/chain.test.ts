import { describe, expect, test } from 'vitest';
import { turnsOf, type Link } from '../../../shared/merge/chain.ts';

const link = (manifest: string, seq: number, prevBundle: string | null): Link => ({ manifest, seq, prevBundle });
const turns = (...links: readonly Link[]): Record<string, unknown> =>
  Object.fromEntries([...turnsOf(links)].map(([manifest, turn]) => [manifest, turn.state === 'pending' ? `after ${turn.missingSeq}` : turn.state]));

describe('the bundles of one installation (B16)', () => {
  test('count when all before them are there', () => {
    expect(turns(link('b', 2, 'a'), link('a', 1, null), link('c', 3, 'b'))).toEqual({ a: 'merged', b: 'merged', c: 'merged' });
  });

  test('wait for the one that is missing', () => {
    expect(turns(link('a', 1, null), link('d', 4, 'c'), link('c', 3, 'b'))).toEqual({ a: 'merged', c: 'after 2', d: 'after 2' });
  });

  test('with one number and two contents are a fork, and what follows waits', () => {
    expect(turns(link('a', 1, null), link('b', 2, 'a'), link('x', 2, 'a'), link('c', 3, 'b'))).toEqual({ a: 'merged', b: 'forked', x: 'forked', c: 'after 2' });
  });

  test('that do not continue the one before them are a fork', () => {
    expect(turns(link('a', 1, null), link('y', 2, 'x'))).toEqual({ a: 'merged', y: 'forked' });
  });

  test('given twice are one', () => {
    expect(turns(link('a', 1, null), link('a', 1, null))).toEqual({ a: 'merged' });
  });
});
