import { describe, expect, it } from 'vitest';
import { readPattern } from '../../../../shared/survey/expression/pattern.ts';

const found = (pattern: string, text: string): boolean => {
  const read = readPattern(pattern);
  if (typeof read === 'string') throw new Error(read);
  return read.test(text);
};

describe('the pattern of regex()', () => {
  it.each([
    ['^[A-Z]{3}-[0-9]+$', 'ABC-12', true], ['[0-9]', 'a1b', true], ['^[А-ЯЁ][а-яё]+$', 'Минск', true], ['^\\d{3}$', '12', false], ['^\\u0410$', 'А', true], ['^\\p{Lu}$', 'Ж', true], ['a|b', 'xb', true],
  ])('%s in “%s”: %s', (pattern, text, expected) => {
    expect(found(pattern, text)).toBe(expected);
  });

  it.each([
    ['^(?!0+$)[0-9]{10}$', '0000000000', false], ['^(?!0+$)[0-9]{10}$', '7735007358', true], ['^(?=.*[a-z])(?=.*[0-9]).{6,}$', 'abc123', true], ['^(?=.*[a-z])(?=.*[0-9]).{6,}$', 'abcdef', false], ['^(?!(a|b)\\)[)]).+$', 'a))', false],
  ])('looks ahead at the beginning: %s in “%s”: %s', (pattern, text, expected) => {
    expect(found(pattern, text)).toBe(expected);
    expect(new RegExp(pattern).test(text)).toBe(expected);
  });

  it.each([['(a)\\1', 'unsupported'], ['a(?=b)', 'unsupported'], ['^(?=a)b|c', 'unsupported'], ['(?<=a)b', 'unsupported'], ['[a-', 'broken'], ['(', 'broken'], ['*', 'broken']])('%s is %s', (pattern, problem) => {
    expect(readPattern(pattern)).toBe(problem);
  });

  // A matcher that goes back and tries again needs more steps for the first than there are atoms; none of these may depend on that.
  it.each([['(a+)+$'], ['^(a|aa)+$'], ['(x+x+)+y'], ['^([a-zA-Z0-9._-]+)+@$'], ['(a?){30}a{30}$']])('%s ends on text that is made to keep it busy', (pattern) => {
    expect(found(pattern, `${'a'.repeat(50_000)}!`)).toBe(false);
  });
});
