import { describe, expect, it } from 'vitest';
import type { Answer } from '../../../../shared/survey/response.ts';
import { choice, formOf, q, repeat, sessionOf } from '../../../helpers/form.ts';

/** Evaluates an expression in a small response: answers a, b, list, day; rows x = 1, 2, (empty), with names p, q, r. */
function value(expression: string): Answer | null {
  const form = formOf(
    [
      q('a', 'decimal'), q('b', 'decimal'), q('word'), q('many', 'select_multiple', { list: 'fruit' }), q('day', 'date'), q('empty', 'decimal'), q('gone', 'decimal', { relevant: 'false()' }),
      q('refused', 'integer'), repeat('row', [q('name'), q('x', 'decimal'), repeat('part', [q('y', 'integer')])]), q('result', 'calculate', { calculation: expression }),
    ],
    {
      choices: { fruit: [choice('apple', { colour: 'red', price: '3' }, 'Apple'), choice('pear', { colour: 'green', price: '5' }, 'Pear'), choice('plum', { colour: 'red', price: '2' }, 'Plum')] },
      parameters: [
        { name: 'rate', value: 16, validTo: '2025-12-31' }, { name: 'rate', value: 18, validFrom: '2026-01-01' }, { name: 'text', value: 'x' },
      ],
    },
  );
  const session = sessionOf(form, {
    '/a': 7, '/b': 2, '/word': 'Привет', '/many': ['apple', 'plum'], '/day': '2026-03-01', '/gone': 99, '/refused': { missing: 'refused' },
    '/row[r1]': 1, '/row[r1]/name': 'p', '/row[r1]/x': 1, '/row[r1]/part[a]': 1, '/row[r1]/part[a]/y': 10, '/row[r1]/part[b]': 2, '/row[r1]/part[b]/y': 20,
    '/row[r2]': 2, '/row[r2]/name': 'q', '/row[r2]/x': 2, '/row[r2]/part[c]': 1, '/row[r2]/part[c]/y': 30,
    '/row[r3]': 3, '/row[r3]/name': 'r',
  });
  return session.field('/result').value;
}

const table = (cases: readonly (readonly [string, Answer | null])[]): void => it.each(cases)('%s → %s', (expression, expected) => expect(value(expression)).toEqual(expected));

describe('arithmetic', () => table([
  ['1 + 2 * 3', 7], ['(1 + 2) * 3', 9], ['7 div 2', 3.5], ['7 mod 4', 3], ['-7 mod 4', -3], ['- ${a}', -7], ['0.1 + 0.2', 0.3], ['10 - 2 - 3', 5],
  ['1 div 0', null], ['${empty} + 1', null], ['${gone} + 1', null], ['${refused} + 1', null], ["'5' + 1", 6], ["'x' + 1", null],
]));

describe('comparison', () => table([
  ['${a} > ${b}', 'true'], ['${a} = 7', 'true'], ["${a} = '7'", 'true'], ["${empty} = ''", 'true'], ["${gone} = ''", 'true'], ["${refused} = ''", 'true'], ['${empty} = 0', 'false'],
  ['${empty} < 1', 'false'], ['${empty} != 0', 'true'], ["'a' < 'b'", 'false'], ['true() = 1', 'true'], ['1 = 1 and 2 = 3 or true()', 'true'], ['${x} = 2', 'true'], ['${x} > 5', 'false'],
  ["${day} < '2026-03-02'", 'true'], ['${day} <= today()', 'true'], ["${word} = 'Привет'", 'true'], ['${a} = “7”', 'true'],
]));

describe('numbers', () => table([
  ['int(2.9)', 2], ['int(-2.9)', -2], ['round(2.5)', 3], ['round(-2.5)', -3], ['round(1.005, 2)', 1.01], ['round(1234, -2)', 1200], ['floor(-1.5)', -2], ['ceiling(1.2)', 2], ['abs(-3)', 3],
  ['pow(2, 10)', 1024], ['sqrt(9)', 3], ['exp(0)', 1], ['log(1)', 0], ['log10(1000)', 3], ['sin(0)', 0], ['cos(0)', 1], ['round(tan(pi() div 4), 6)', 1], ['asin(0)', 0], ['acos(1)', 0],
  ['atan(0)', 0], ['round(atan2(1, 1) * 4, 5)', 3.14159], ['min(3, 1, 2)', 1], ['max(3, 1, 2)', 3], ['number("12")', 12], ['number("12a")', null], ["number('1970-01-02')", 1],
]));

describe('sets of answers', () => table([
  ['count(${row})', 3], ['count(${x})', 3], ['count-non-empty(${x})', 2], ['sum(${x})', null], ["sum(${x}[. != ''])", 3], ["max(${x}[. != ''])", 2], ["min(${x}[. != ''])", 1], ['sum(${y})', 60],
  ["sum(${row}[name = 'q']/part/y)", 30], ['${row}[2]/name', 'q'], ['${row}[position() = 3]/name', 'r'], ['/row[1]/name', 'p'], ['/data/row[1]/name', 'p'], ['${row}[last()]/name', 'r'],
  ["indexed-repeat(${name}, ${row}, 2)", 'q'], ['indexed-repeat(${y}, ${row}, 1, ${part}, 2)', 20], ['indexed-repeat(${y}, ${row}, 9, ${part}, 2)', null], ["join(', ', ${name})", 'p, q, r'],
  ['count(${row}[x > 1])', 1], ['count(${x} | ${y})', 6], ["count(${y}[../../name = 'p'])", 2],
]));

describe('text', () => table([
  ["concat('a', 1, ${b})", 'a12'], ["concat(${name}, '!')", 'pqr!'], ['string-length(${word})', 6], ["contains('abc', 'b')", 'true'], ["starts-with('abc', 'b')", 'false'], ["ends-with('abc', 'bc')", 'true'],
  ["substr('hello', 1, 3)", 'el'], ["substr('hello', -2)", 'lo'], ["substring('12345', 2, 3)", '234'], ["substring-before('a=b', '=')", 'a'], ["substring-after('a=b', '=')", 'b'], ["translate('bar', 'abc', 'AB')", 'BAr'],
  ["normalize-space('  a   b ')", 'a b'], ["regex('abc1', '^[a-z]+[0-9]$')", 'true'], ["string(3.10)", '3.1'], ["string(true())", 'true'], ["boolean-from-string('1')", 'true'], ["boolean-from-string('x')", 'false'],
]));

describe('logic', () => table([
  ["if(${a} > 5, 'big', 'small')", 'big'], ["coalesce(${empty}, 'none')", 'none'], ['coalesce(${empty}, ${b})', 2], ['not(${empty})', 'true'], ['boolean(${a})', 'true'], ['boolean(${part})', 'true'],
  ['checklist(1, 2, true(), false(), true())', 'true'], ['checklist(-1, 0, true())', 'false'], ['weighted-checklist(3, 5, true(), 2, true(), 2, false(), 9)', 'true'],
]));

describe('choices', () => table([
  ["selected(${many}, 'apple')", 'true'], ["selected(${many}, 'pear')", 'false'], ['count-selected(${many})', 2], ['selected-at(${many}, 1)', 'plum'], ["jr:choice-name(selected-at(${many}, 0), '${many}')", 'Apple'],
  ["instance('fruit')/root/item[name = 'pear']/price", '5'], ["count(instance('fruit')/root/item[colour = 'red'])", 2], ["sum(instance('fruit')/root/item[selected(${many}, name)]/price)", 5],
  ["pulldata('fruit', 'colour', 'name', 'pear')", 'green'], ["pulldata('fruit', 'label', 'name', 'plum')", 'Plum'], ["instance('fruit')/root/item[2]/label", 'Pear'],
]));

describe('dates', () => table([
  ['today()', '2026-11-23'], ['now()', '2026-11-23T14:05:00.000+03:00'], ["format-date(${day}, '%d.%m.%Y')", '01.03.2026'], ["format-date('2026-03-01', '%e %b %y')", '1 Mar 26'], ["format-date-time(now(), '%H:%M')", '14:05'],
  ["decimal-date-time('1970-01-02')", 1], ["decimal-date-time('1970-01-01T12:00:00Z')", 0.5], ["decimal-time('06:00:00')", 0.25], ['date(20515)', '2026-03-03'], ["date('2026-03-01T10:00:00Z')", '2026-03-01'],
  ["date('2026-12-31') - date('2026-01-01')", 364], ['date(${day} + 30)', '2026-03-31'], ["date('2026-02-30')", null],
]));

describe('our own', () => table([
  ["parameter('rate')", 18], ["parameter('rate', '2025-06-30')", 16], ["parameter('rate', ${day}) + 1", 19], ["parameter('text')", 'x'], ['missing(${refused})', 'true'], ['missing(${empty})', 'false'], ['missing(${row})', 'false'],
]));

describe('chance', () => {
  it('is kept once it is there', () => {
    const form = formOf([q('n', 'integer'), q('id', 'calculate', { calculation: 'once(uuid())' }), q('dice', 'calculate', { calculation: 'once(concat(${n}, random()))' })]);
    const session = sessionOf(form);
    const { value: id } = session.field('/id');
    const { value: dice } = session.field('/dice');
    session.answer('/n', 5);
    expect(session.field('/dice').value).toBe(dice);
    expect(id).toBe('00000000-0000-4000-8000-000000000001');
    expect(session.answers().get('/id')).toBe(id);
  });
});

describe('choices that a predicate keeps', () => {
  const lookups = ["name = 'pear'", "'plum' = name", 'name = ${many}', 'colour = ${word}', "selected(${many}, name)", 'name = ${name}', "name = ${name} or name = 'apple'", "colour = 'red' or colour = ${empty} or 'green' = colour"];
  const further = ["price != ''", 'price > 2', "not(selected(${many}, name))", "colour = 'red' and price < 3", "regex(name, '^(pe|pl)')", 'selected(${many}, name)'];
  const all = lookups.flatMap((first) => [first, ...further.map((next) => `${first} and ${next}`)]);
  // Twice denied, it is no lookup any more and tried on each choice.
  it.each(all)('are the same looked up and tried one by one: %s', (predicate) => {
    const kept = (written: string): Answer | null => value(`concat('>', join(' ', instance('fruit')/root/item[${written}]/name))`);
    expect(kept(predicate)).toBe(kept(`not(not(${predicate}))`));
  });
});
