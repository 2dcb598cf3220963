import { expect, it } from 'vitest';
import { checkForm } from '../../../../shared/survey/engine/compile.ts';
import { choice, formOf, group, q, repeat } from '../../../helpers/form.ts';

const problem = (expression: string) => {
  const checked = checkForm(
    formOf([q('a', 'integer'), group('g', [q('twice')]), group('h', [q('twice')]), repeat('row', [q('x')]), q('result', 'calculate', { calculation: expression })], { choices: { list: [choice('one')] } }),
  );
  return checked.ok ? null : checked.error.map(({ kind, at }) => `${kind} at ${at}`).join(', ');
};

it.each([
  ['1 +', 'syntax at 3'],
  ["concat('a, 1)", 'syntax at 7'],
  ['1 2', 'syntax at 2'],
  ['(1 + 2', 'syntax at 6'],
  ['1 # 2', 'syntax at 2'],
  ['${b} + 1', 'unknown-name at 0'],
  ['1 + ${b}', 'unknown-name at 4'],
  ['${twice}', 'ambiguous-name at 0'],
  ['../b', 'unknown-name at 3'],
  ['frobnicate(1)', 'unknown-function at 0'],
  ['1 + if(1, 2)', 'arguments at 4'],
  ['sum(3)', 'type at 4'],
  ["instance('other')/root/item/name", 'unknown-list at 9'],
  ["instance('list')/root/item[colour = 'red']", 'unknown-name at 27'],
  ["pulldata('list', 'colour', 'name', 'x')", 'unknown-name at 17'],
  ["parameter('rate')", 'unknown-parameter at 10'],
  ['//a', 'unsupported at 0'],
  ['ancestor::*', 'unsupported at 0'],
  ["regex(${a}, '[')", 'arguments at 12'],
  ['${last-saved#a}', 'unsupported at 0'],
])('%s is refused: %s', (expression, expected) => {
  expect(problem(expression)).toBe(expected);
});

it('an expression that nests without end is refused', () => {
  expect(problem(`${'('.repeat(5_000)}1${')'.repeat(5_000)}`)).toBe('syntax at 100');
  expect(problem(`${'-'.repeat(5_000)}1`)).toBe('syntax at 100');
});

it('a cycle is refused with its path', () => {
  const checked = checkForm(
    formOf([q('a', 'calculate', { calculation: '${b} + 1' }), q('b', 'calculate', { calculation: '${c}' }), q('c', 'text', { relevant: '${a} > 1' })]),
  );
  expect(checked).toMatchObject({ ok: false, error: [{ kind: 'cycle', remark: { code: 'cycle', values: { path: '/a (calculation) → /b (calculation) → /c (relevant) → /a (calculation)' } } }] });
});

it('a calculation that reads itself is a cycle, one that reads the row before is not', () => {
  const calculated = (calculation: string) => checkForm(formOf([repeat('row', [q('x', 'integer'), q('balance', 'calculate', { calculation })])])).ok;
  expect(calculated('${balance} + 1')).toBe(false);
  expect(calculated('. + 1')).toBe(false);
  expect(calculated('once(${x})')).toBe(true);
  expect(calculated('${x} + coalesce(indexed-repeat(${balance}, ${row}, position(..) - 1), 0)')).toBe(true);
});

it('a long chain of calculations compiles', () => {
  const chain = Array.from({ length: 9_000 }, (_, index) => q(`c${index}`, 'calculate', { calculation: index === 0 ? '1' : `\${c${index - 1}} + 1` }));
  expect(checkForm(formOf(chain)).ok).toBe(true);
});
