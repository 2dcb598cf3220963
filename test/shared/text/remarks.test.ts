import { expect, it } from 'vitest';
import type { RemarkCode } from '../../../shared/survey/remark.ts';
import { remarks as en } from '../../../shared/text/en/remarks.ts';
import { remarks as ru } from '../../../shared/text/ru/remarks.ts';
import { printRemark } from '../../../shared/text/print.ts';

const codes = Object.keys(en).map((key) => key.slice('remark.'.length) as RemarkCode);
const valuesOf = (sentence: string): readonly string[] => [...new Set([...sentence.replace(/'\{'[^']*'\}'/g, '').matchAll(/\{(\w+)[,}]/g)].map((match) => match[1] as string))].sort();

it.each(codes)('“%s” says the same in both languages', (code) => {
  const names = valuesOf(en[`remark.${code}`]);
  expect(valuesOf(ru[`remark.${code}`])).toEqual(names);
  for (const value of [1, 2, 5, 'repeat', 'x']) {
    const values = Object.fromEntries(names.map((name) => [name, value]));
    const [english, russian] = [printRemark('en', { code, values }), printRemark('ru', { code, values })];
    for (const name of names) if (value === 'x' && !['of', 'opened', 'wanted', 'min', 'max', 'most', 'length', 'found'].includes(name)) expect([english, russian]).toEqual([expect.stringContaining('x'), expect.stringContaining('x')]);
    expect(english).not.toMatch(/\p{Script=Cyrillic}/u);
    expect(russian).toMatch(/\p{Script=Cyrillic}/u);
  }
});

it('tells an author where in an expression the trouble is', () => {
  const within = { where: '/a', character: 4 };
  expect(printRemark('ru', { code: 'arguments-exactly', values: { name: 'if', min: 3, max: 3, found: 2 }, within })).toBe('Функции if() нужны 3 аргумента, указано: 2. (/a, знак 4)');
  expect(printRemark('en', { code: 'found-instead', values: { found: '{x}', wanted: ')' }, within })).toBe('Found “{x}”, but “)” was expected. (/a, character 4)');
});
