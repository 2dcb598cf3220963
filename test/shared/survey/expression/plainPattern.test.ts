import { RE2JS } from 're2js';
import { describe, expect, it } from 'vitest';
import { plainPattern } from '../../../../shared/survey/expression/plainPattern.ts';
import { fc } from '../../../helpers/properties.ts';

describe('the matcher for plain patterns', () => {
  it.each([['^([0-9]{4}|[0-9]{6}|[0-9]{10})$'], ['^(8541|8542)[0-9]*$'], ['^[A-Z]{2,3}-?[0-9]+$'], ['^\\+?[0-9 ()-]{7,20}$'], ['^[A-Za-z0-9 .,&()/+"-]+$']])('takes %s', (pattern) => {
    expect(plainPattern(pattern)).not.toBeNull();
  });

  it.each([['[0-9]'], ['^a|b'], ['^(a+)+$'], ['^(a|b)*$'], ['^a*a*$'], ['^(a|b)(a|b)(a|b)(a|b)(a|b)(a|b)(a|b)$'], ['^.*$'], ['^\\d$'], ['^a{2}{3}'], ['^а$'], ['^(?=a)a'], ['^(a'], ['^a)'], ['^a$b'], ['^[b-a]']])('leaves %s to the other', (pattern) => {
    expect(plainPattern(pattern)).toBeNull();
  });

  it('says what the other says', () => {
    const piece = fc.tuple(fc.constantFrom('a', '1', '-', '[ab]', '\\+', '["+]', '[0-9]', '[a-c1]', '(a|b1)', '(a|(1|-)b)'), fc.constantFrom('', '', '?', '+', '{2}', '{1,2}')).map(([what, count]) => what + (what.startsWith('(') ? '' : count));
    const pattern = fc.tuple(fc.array(piece, { maxLength: 5 }), fc.constantFrom('', '$')).map(([pieces, end]) => `^${pieces.join('')}${end}`);
    fc.assert(fc.property(pattern, fc.array(fc.string({ unit: fc.constantFrom('a', 'b', '1', '-', 'c', '+', '"', '\n'), maxLength: 7 }), { minLength: 8, maxLength: 8 }), (source, texts) => {
      const plain = plainPattern(source);
      fc.pre(plain !== null);
      const other = RE2JS.compile(RE2JS.translateRegExp(source));
      for (const text of texts) expect([text, plain?.test(text)]).toEqual([text, other.test(text)]);
    }), { numRuns: 400 });
  });
});
