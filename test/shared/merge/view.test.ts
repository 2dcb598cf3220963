import { describe, expect, test } from 'vitest';
import type { Operation } from '../../../shared/bundle/revision/revision.ts';
import { NO_RULES, rulesOf, type ViewRules } from '../../../shared/merge/rules.ts';
import type { Cell } from '../../../shared/merge/cell.ts';
import type { Statement } from '../../../shared/merge/statement.ts';
import { computeView, conflictsOf } from '../../../shared/merge/view.ts';
import type { FormDefinition } from '../../../shared/survey/form.ts';
import type { Answer, Path } from '../../../shared/survey/response.ts';

const group = { entity: 'e', formId: 'f', round: '2026' };

function says(id: string, parents: readonly string[], set: Record<Path, Answer> = {}, unset: readonly Path[] = [], op: Operation = 'put'): Statement {
  return { id, parents, op, set, unset };
}

function cells(revisions: readonly Statement[], rules: ViewRules = NO_RULES): Record<Path, unknown> {
  return Object.fromEntries([...computeView(group, revisions, rules).cells].map(([path, cell]) => [path, short(cell)]));
}

function short(cell: Cell): unknown {
  return cell.state === 'clean' ? cell.value : Object.fromEntries(cell.writes.map((write) => [write.revision, write.value]));
}

const first = says('a', [], { '/A/x': 1, '/A/y': 'text' });

describe('a value (M3)', () => {
  test('written on top of another takes its place', () => {
    expect(cells([first, says('b', ['a'], { '/A/x': 2 })])).toEqual({ '/A/x': 2, '/A/y': 'text' });
  });

  test('written by two who did not see each other is a conflict that shows the highest id', () => {
    const view = computeView(group, [first, says('c', ['a'], { '/A/x': 3 }), says('b', ['a'], { '/A/x': 2 })]);
    expect(conflictsOf(view)).toEqual([
      { path: '/A/x', state: 'conflict', value: 3, writes: [{ revision: 'b', value: 2 }, { revision: 'c', value: 3 }] },
    ]);
  });

  test('written alike by two is clean, and both stand behind it', () => {
    const view = computeView(group, [first, says('b', ['a'], { '/A/x': 2 }), says('c', ['a'], { '/A/x': 2 })]);
    expect(view.cells.get('/A/x')).toEqual({ path: '/A/x', state: 'clean', value: 2, writes: [{ revision: 'b', value: 2 }, { revision: 'c', value: 2 }] });
  });

  test('changed by one while the other changes something else joins by itself', () => {
    expect(cells([first, says('b', ['a'], { '/A/x': 2 }), says('c', ['a'], { '/A/y': 'other' })])).toEqual({ '/A/x': 2, '/A/y': 'other' });
  });

  test('taken away by one and changed by the other is a conflict', () => {
    expect(cells([first, says('b', ['a'], {}, ['/A/x']), says('c', ['a'], { '/A/x': 2 })])).toMatchObject({ '/A/x': { b: null, c: 2 } });
  });

  test('stays in conflict for whoever writes elsewhere on top of both', () => {
    const forked = [first, says('b', ['a'], { '/A/x': 2 }), says('c', ['a'], { '/A/x': 3 })];
    expect(cells([...forked, says('d', ['b', 'c'], { '/A/y': 'later' })])).toMatchObject({ '/A/x': { b: 2, c: 3 }, '/A/y': 'later' });
  });
});

describe('a revision (M4)', () => {
  test('without its parent waits and does not show', () => {
    const view = computeView(group, [first, says('c', ['b'], { '/A/x': 3 })]);
    expect([view.pending, view.heads, view.cells.get('/A/x')?.value]).toEqual([['c'], ['a'], 1]);
  });

  test('that is held back holds back whatever stands on it', () => {
    const view = computeView(group, [first, says('b', ['a'], { '/A/x': 2 }), says('c', ['b'], { '/A/x': 3 })], NO_RULES, (id) => id === 'b');
    expect([view.pending, view.heads]).toEqual([['b', 'c'], ['a']]);
  });
});

describe('a row (M6)', () => {
  const row = says('a', [], { '/F/line[k]': 1, '/F/line[k]/p': 10, '/F/line[k]/q': 20 });

  test('taken away takes its answers with it', () => {
    expect(cells([row, says('b', ['a'], {}, ['/F/line[k]'])])).toEqual({ '/F/line[k]': null });
  });

  test('taken away by one and edited by the other is a conflict, its answers still shown', () => {
    expect(cells([row, says('b', ['a'], {}, ['/F/line[k]']), says('c', ['a'], { '/F/line[k]/p': 11 })])).toEqual({
      '/F/line[k]': { b: null, c: 1 }, '/F/line[k]/p': 11, '/F/line[k]/q': 20,
    });
  });

  test('added on both sides stays twice', () => {
    expect(cells([row, says('b', ['a'], { '/F/line[m]': 2, '/F/line[m]/p': 1 }), says('c', ['a'], { '/F/line[n]': 2, '/F/line[n]/p': 1 })])).toMatchObject({
      '/F/line[k]': 1, '/F/line[m]': 2, '/F/line[n]': 2,
    });
  });

  test('moved by one and edited by the other is clean', () => {
    expect(cells([row, says('b', ['a'], { '/F/line[k]': 5 }), says('c', ['a'], { '/F/line[k]/p': 11 })])).toEqual({
      '/F/line[k]': 5, '/F/line[k]/p': 11, '/F/line[k]/q': 20,
    });
  });

  test('taken away and put back holds only what was written again', () => {
    expect(cells([row, says('b', ['a'], {}, ['/F/line[k]']), says('c', ['b'], { '/F/line[k]': 1, '/F/line[k]/p': 12 })])).toEqual({ '/F/line[k]': 1, '/F/line[k]/p': 12 });
  });

  test('in conflict and kept stands with all its answers', () => {
    const forked = [row, says('b', ['a'], {}, ['/F/line[k]']), says('c', ['a'], { '/F/line[k]/p': 11 })];
    const whole = { '/F/line[k]': 1, '/F/line[k]/p': 11, '/F/line[k]/q': 20 };
    expect(cells([...forked, says('d', ['b', 'c'], { '/F/line[k]': 1 }, [], 'resolve')])).toEqual(whole);
    expect(cells([...forked, says('d', ['b', 'c'], {}, ['/F/line[k]'], 'resolve')])).toEqual({ '/F/line[k]': null });
  });

  test('taken away takes the rows inside it and the justifications of warnings', () => {
    const nested = says('a', [], { '/F/line[k]': 1, '/F/line[k]/lot[z]': 1, '/F/line[k]/lot[z]/p': 3, '!R2:/F/line[k]/lot[z]/p': 'why' });
    expect(cells([nested, says('b', ['a'], {}, ['/F/line[k]'])])).toEqual({ '/F/line[k]': null });
  });
});

describe('a retraction (M4)', () => {
  test('takes everything away', () => {
    const view = computeView(group, [first, says('b', ['a'], {}, [], 'retract')]);
    expect([view.retracted, [...view.cells.keys()]]).toEqual([true, ['@response']]);
  });

  test('beside an edit is a conflict about the response as a whole', () => {
    const view = computeView(group, [first, says('b', ['a'], {}, [], 'retract'), says('c', ['a'], { '/A/x': 2 })]);
    expect(view.retracted).toBe(false);
    expect(conflictsOf(view).map((cell) => [cell.path, short(cell)])).toEqual([['@response', { b: null, c: 'stands' }]]);
  });

  test('that somebody has overruled leaves the answers as they were', () => {
    const forked = [first, says('b', ['a'], {}, [], 'retract'), says('c', ['a'], { '/A/x': 2 })];
    expect(cells([...forked, says('d', ['b', 'c'], { '/A/x': 3 })])).toEqual({ '/A/x': 3, '/A/y': 'text', '@response': 'stands' });
  });

  test('beside a comment is none', () => {
    expect(computeView(group, [first, says('b', ['a'], {}, [], 'retract'), says('c', ['a'], { '@comment': 'see' }, [], 'comment')]).retracted).toBe(true);
  });

  test('followed by a new answer leaves only that answer', () => {
    expect(cells([first, says('b', ['a'], {}, [], 'retract'), says('c', ['b'], { '/A/x': 9 })])).toEqual({ '/A/x': 9, '@response': 'stands' });
  });
});

describe('an atomic group (M6)', () => {
  const rules: ViewRules = { atomic: new Map([['/A/amount', 'sum'], ['/A/currency', 'sum']]), calculated: new Set() };
  const sum = says('a', [], { '/A/amount': 100, '/A/currency': 'RUB' });

  test('never joins an amount with a currency its author has not seen', () => {
    expect(cells([sum, says('b', ['a'], { '/A/amount': 120 }), says('c', ['a'], { '/A/currency': 'USD' })], rules)).toEqual({
      '/A/amount': { b: 120, c: 100 }, '/A/currency': { b: 'RUB', c: 'USD' },
    });
  });

  test('stays in conflict at the half that a resolution has not spoken of', () => {
    const forked = [sum, says('b', ['a'], { '/A/amount': 120 }), says('c', ['a'], { '/A/currency': 'USD' })];
    expect(cells([...forked, says('d', ['b', 'c'], { '/A/amount': 120 }, [], 'resolve')], rules)).toEqual({
      '/A/amount': 120, '/A/currency': { a: 'RUB', c: 'USD' },
    });
  });

  test('changed step by step by one side is clean', () => {
    expect(cells([sum, says('b', ['a'], { '/A/amount': 120 }), says('c', ['b'], { '/A/currency': 'USD' })], rules)).toEqual({ '/A/amount': 120, '/A/currency': 'USD' });
  });

  test('is read from the form, calculated fields too', () => {
    const question = { kind: 'question', type: 'decimal', label: {} } as const;
    const form = {
      body: [{ kind: 'group', name: 'A', path: '/A', label: {}, children: [
        { ...question, name: 'amount', path: '/A/amount', atomic: 'sum' },
        { ...question, name: 'total', path: '/A/total', calculation: '1 + 1' },
      ] }],
    } as unknown as FormDefinition;
    expect(rulesOf(form)).toEqual({ atomic: new Map([['/A/amount', 'sum']]), calculated: new Set(['/A/total']) });
  });
});

describe('a decision', () => {
  const accepted = says('b', ['a'], { '@decision': 'accepted' }, [], 'decide');

  test('holds until somebody changes an answer', () => {
    expect(computeView(group, [first, accepted]).standing).toBe('accepted');
    expect(computeView(group, [first, accepted, says('c', ['b'], { '@comment': 'good' }, [], 'comment')]).standing).toBe('accepted');
    expect(computeView(group, [first, accepted, says('c', ['b'], { '/A/x': 2 })]).standing).toBe('received');
  });

  test('about one side only does not cover the other', () => {
    expect(computeView(group, [first, accepted, says('c', ['a'], { '/A/x': 2 })]).standing).toBe('received');
  });
});

describe('the work', () => {
  /** The least of several times of the processor, in microseconds: what else the machine does is not in it. */
  const leastWork = (work: () => void): number =>
    Math.min(...Array.from({ length: 5 }, () => {
      const start = process.cpuUsage();
      work();
      const { user, system } = process.cpuUsage(start);
      return user + system;
    }));
  /** How many times more work a history 16 times as long is than 16 short ones: 1 when it grows with the length, 16 when with its square. */
  const growth = (sized: (size: number) => readonly Statement[], size: number): number => {
    const [short, long] = [sized(size), sized(16 * size)];
    return leastWork(() => void computeView(group, long)) / leastWork(() => { for (let turn = 0; turn < 16; turn += 1) computeView(group, short); });
  };
  const line = (length: number): Statement[] => Array.from({ length }, (_, n) => says(`r${n}`, n === 0 ? [] : [`r${n - 1}`], { [`/A/x${n % 50}`]: n }));

  test('over a long history of one company grows with its length, not with its square', () => {
    expect(growth(line, 2500)).toBeLessThan(6);
  });

  test('over thousands of forks that one revision joins grows with their number, not with its square', () => {
    const joined = (length: number): readonly Statement[] => {
      const forks = Array.from({ length }, (_, n) => says(`r${n}`, ['a'], { [`/B/x${n}`]: n }));
      return [first, ...forks, says('z', forks.map(({ id }) => id), { '/A/x': 2 })];
    };
    expect(growth(joined, 250)).toBeLessThan(6);
  });
});
