import { describe, expect, it } from 'vitest';
import { compileForm } from '../../../shared/survey/engine/compile.ts';
import { createSession } from '../../../shared/survey/engine/engine.ts';
import type { Level, Stage } from '../../../shared/survey/form.ts';
import type { Answer } from '../../../shared/survey/response.ts';
import { choice, environment, findingsOf, formOf, group, q, repeat, rule, sessionOf } from '../../helpers/form.ts';

describe('a repeat of a thousand rows', () => {
  const form = formOf([
    repeat('line', [q('price', 'decimal'), q('count', 'integer', { constraint: '. < 100' }), q('cost', 'calculate', { calculation: '${price} * ${count}' }), q('why', 'text', { relevant: '${count} > 50' })]),
    q('total', 'calculate', { calculation: 'sum(${cost})' }), q('rows', 'calculate', { calculation: 'count(${line})' }),
  ]);
  const answers = Object.fromEntries(Array.from({ length: 1_000 }, (_, index): readonly (readonly [string, Answer])[] => [[`/line[r${index}]`, index + 1], [`/line[r${index}]/price`, 2], [`/line[r${index}]/count`, 3]]).flat());

  it('an answer touches its row and what is computed from all rows, nothing else', () => {
    const session = sessionOf(form, answers);
    expect(session.field('/total').value).toBe(6_000);
    const changed = session.answer('/line[r500]/count', 60);
    expect([...changed].filter((path) => /\[r(?!500\])/.test(path))).toEqual([]);
    expect([session.field('/total').value, session.field('/line[r500]/why').relevant, session.field('/line[r501]/why').relevant]).toEqual([6_114, true, false]);
  });

  it('a row is added and taken away again, and the sums follow', () => {
    const session = sessionOf(form, answers);
    const { row } = session.addRow('/line');
    session.answer(`/line[${row}]/price`, 1);
    session.answer(`/line[${row}]/count`, 5);
    expect([session.field('/total').value, session.field('/rows').value]).toEqual([6_005, 1_001]);
    session.removeRow('/line', row);
    expect([session.field('/total').value, session.field('/rows').value]).toEqual([6_000, 1_000]);
  });
});

describe('a finding', () => {
  const [levels, stages] = [['error', 'warning', 'info'] as const satisfies readonly Level[], ['draft', 'complete', 'accept'] as const satisfies readonly Stage[]];
  const session = sessionOf(formOf([q('a', 'integer')], { rules: levels.flatMap((level) => stages.map((stage) => rule(`${level}-${stage}`, '${a} > 5', ['/a'], { level, stage }))) }), { '/a': 1 });

  it.each(stages)('stands from its stage on, at each of three levels: %s', (stage) => {
    const expected = levels.flatMap((level) => stages.slice(0, stages.indexOf(stage) + 1).map((from) => `${level}-${from}`));
    expect(session.findings(stage).map(({ rule: id }) => id).sort()).toEqual(expected.sort());
    for (const { rule: id, level } of session.findings(stage)) expect(id.startsWith(level)).toBe(true);
  });

  it('says the values it is about, labels in the language of the sentence', () => {
    const choices = { l: [{ value: 'x', label: { en: 'Silicon', ru: 'Кремний' } }] };
    const form = { ...formOf([q('m', 'select_one', { list: 'l' }), q('n', 'decimal')], { choices, rules: [rule('R1', '${n} < 1', ['/n'], { message: { en: "${m}, {jr:choice-name(${m}, '${m}')}: {${n} * 2}", ru: "${m}, {jr:choice-name(${m}, '${m}')}: {${n} * 2}" } })] }), languages: ['en', 'ru'] };
    expect(sessionOf(form, { '/m': 'x', '/n': 1.25 }).findings()[0]?.message).toEqual({ kind: 'form', text: { en: 'Silicon, Silicon: 2.5', ru: 'Кремний, Кремний: 2,5' } });
  });
});

it('the same moment, chance and answers give the same response', () => {
  const form = formOf([q('at', 'calculate', { calculation: 'once(now())' }), q('die', 'calculate', { calculation: 'once(random())' }), q('id', 'calculate', { calculation: 'once(uuid())' }), q('order', 'calculate', { calculation: "join(' ', randomize(instance('l')/root/item/name))" })], { choices: { l: ['a', 'b', 'c', 'd'].map((name) => choice(name)) } });
  const opened = (): unknown => [...createSession(compileForm(form), new Map(), environment()).relevantAnswers()];
  expect(opened()).toEqual(opened());
});

describe('expressions are XPath 1.0 as ODK has it', () => {
  const body = [
    q('n', 'integer'), q('none', 'integer'), q('zero', 'integer'), q('day', 'date'), q('word'), group('g', [q('in')]),
    repeat('r', [q('x', 'integer'), q('name'), repeat('s', [q('y', 'integer'), q('up', 'calculate', { calculation: '../../x' }), q('place', 'calculate', { calculation: "concat(position(../..), '.', position(..))" })])]),
    q('pick', 'select_one', { list: 'towns' }),
  ];
  const choices = { towns: [choice('t1', { region: 'n', size: '5' }, 'Town one'), choice('t2', { region: 's', size: '50' }, 'Town two')] };
  const answers = {
    '/n': 4, '/zero': 0, '/day': '2026-11-23', '/word': 'a b', '/g/in': 'deep', '/pick': 't2', '/r[a1]': 1, '/r[a1]/x': 1, '/r[a1]/name': 'one', '/r[a1]/s[c1]': 1, '/r[a1]/s[c1]/y': 10, '/r[b2]': 2, '/r[b2]/x': 3, '/r[b2]/name': 'two',
    '/r[b2]/s[d1]': 1, '/r[b2]/s[d1]/y': 20, '/r[b2]/s[d2]': 2, '/r[b2]/s[d2]/y': 30,
  };
  const valueOf = (calculation: string): unknown => sessionOf(formOf([...body, q('result', 'calculate', { calculation })], { choices }), answers).field('/result').value;

  it.each<readonly [string, string, unknown]>([
    ['a set equals a value when one of its nodes does', "if(${x} = 3, 'yes', 'no')", 'yes'], ['and differs from it when another does', "if(${x} != 3, 'yes', 'no')", 'yes'],
    ['not(=) asks all of them', "if(not(${x} = 2), 'yes', 'no')", 'yes'], ['a set is less when one node is', "if(${x} < 2, 'yes', 'no')", 'yes'], ['an empty set compares as false', "if(${x}[. > 9] = 1, 'yes', 'no')", 'no'],
    ['NaN equals nothing, itself neither', "if(number('a') = number('a'), 'yes', 'no')", 'no'], ['nothing is no number', 'string(${none} + 1)', 'NaN'], ['nothing is the empty text', "if(${none} = '', 'yes', 'no')", 'yes'],
    ['nothing is not zero', "if(${none} = 0, 'yes', 'no')", 'no'], ['zero is an answer', "if(${zero} = 0, 'yes', 'no')", 'yes'], ['division by zero is infinite', 'string(1 div 0)', 'Infinity'], ['text that is a number counts as one', "'4' + ${n}", 8],
    ['a date compares with a date written as text', "if(${day} > '2026-01-01', 'yes', 'no')", 'yes'], ['a date counts as days', "${day} - date('2026-11-20')", 3], ['sum() of a set with a blank is no number', "string(sum(${x} | ${none}))", 'NaN'],
    ['a set as text is its first node', 'string(${x})', '1'], ['rows are counted', 'count(${r})', 2], ['rows within rows too', 'count(${s})', 3], ['a predicate picks nodes', 'sum(${y}[. > 15])', 50], ['a row by its number', 'indexed-repeat(${name}, ${r}, 2)', 'two'],
    ['a row within a row', 'indexed-repeat(${y}, ${r}, 2, ${s}, 2)', 30], ['and one that is not there', 'indexed-repeat(${name}, ${r}, 3)', null], ['a path from the root', '/data/g/in', 'deep'],
    ['a list by a column', "instance('towns')/root/item[region = 's']/size", '50'], ['two predicates on a list', "count(instance('towns')/root/item[size > 1][region = 'n'])", 1], ['a label by its code', "jr:choice-name(${pick}, '${pick}')", 'Town two'],
    ['pulldata()', "pulldata('towns', 'size', 'name', 't1')", '5'], ['pulldata() of what is not there', "pulldata('towns', 'size', 'name', 't9')", null], ['a code among several', "if(selected(${word}, 'b'), 'yes', 'no')", 'yes'],
  ])('%s: %s', (_, calculation, expected) => {
    expect(valueOf(calculation)).toEqual(expected);
  });

  it('relative paths and places within rows within rows', () => {
    const session = sessionOf(formOf(body, { choices }), answers);
    expect(['/r[a1]/s[c1]', '/r[b2]/s[d1]', '/r[b2]/s[d2]'].map((row) => [session.field(`${row}/up`).value, session.field(`${row}/place`).value])).toEqual([[1, '1.1'], [3, '2.1'], [3, '2.2']]);
  });

  it('what was answered comes back when it is relevant again, and what it led to as well', () => {
    const session = sessionOf(formOf([q('a'), group('g', [q('b', 'integer'), q('c', 'calculate', { calculation: '${b} + 1' })], { relevant: "${a} = 'yes'" }), q('d', 'calculate', { calculation: 'coalesce(${c}, 0)' })], { rules: [rule('R1', '${b} < 5', ['/g/b'])] }), { '/a': 'yes', '/g/b': 7 });
    const picture = (): readonly unknown[] => [session.field('/g/b').value, session.field('/d').value, findingsOf(session), session.relevantAnswers().has('/g/b'), session.answers().get('/g/b')];
    const before = picture();
    session.answer('/a', 'no');
    expect(picture()).toEqual([7, 0, [], false, 7]);
    session.answer('/a', 'yes');
    expect(picture()).toEqual(before);
    expect(before).toEqual([7, 8, ['R1 /g/b'], true, 7]);
  });
});
