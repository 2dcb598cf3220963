import { describe, expect, test } from 'vitest';
import { covers, outcomeOf, type RuleBody } from '../../../shared/merge/rule.ts';

const [A, B]: readonly [RuleBody, RuleBody] = [{ country: 'RU', body: 'Министерство' }, { country: 'RU', body: 'Департамент' }];
const bodies: Readonly<Record<string, RuleBody>> = { a1: A, a2: A, b1: B };
const outcome = (order: readonly RuleBody[], ...writes: readonly (readonly [string, string | null])[]) =>
  outcomeOf({ bodies: order }, writes.map(([revision, value]) => ({ revision, value })), (revision) => bodies[revision] ?? null);

describe('a rule for conflicts', () => {
  test('covers the places it names with everything in them, in every row, and nothing that is no answer', () => {
    const rule = { places: ['/A', '/F/line/p'] };
    expect(['/A/name', '/A/in/x', '/F/line[k1]/p'].every((path) => covers(rule, path))).toBe(true);
    expect(['/AB/name', '/F/line[k1]/q', '/F/line[k1]', '@decision', '@personal', '!R1:/A/name'].some((path) => covers(rule, path))).toBe(false);
  });

  test('takes the value of the first of its bodies that has one', () => {
    expect(outcome([A, B], ['b1', 'Псков'], ['a1', 'Тверь'])).toEqual({ kind: 'takes', revision: 'a1', body: A });
    expect(outcome([B, A], ['b1', 'Псков'], ['a1', 'Тверь'])).toEqual({ kind: 'takes', revision: 'b1', body: B });
    expect(outcome([{ country: 'KZ', body: 'Министерство' }, B], ['a1', 'x'], ['b1', null])).toEqual({ kind: 'takes', revision: 'b1', body: B });
  });

  test('leaves to a person what its body says twice, and what none of its bodies has said', () => {
    expect(outcome([A, B], ['a1', 'Тверь'], ['a2', 'Псков'], ['b1', 'Клин'])).toEqual({ kind: 'leaves', why: 'divided' });
    expect(outcome([A], ['b1', 'Псков'], ['here', 'Клин'])).toEqual({ kind: 'leaves', why: 'silent' });
  });

  test('takes the same whatever the order in which the writes come', () => {
    expect(outcome([A], ['a2', 'Тверь'], ['a1', 'Тверь'], ['b1', 'x'])).toEqual(outcome([A], ['b1', 'x'], ['a1', 'Тверь'], ['a2', 'Тверь']));
  });
});
