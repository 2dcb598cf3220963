import { describe, expect, it } from 'vitest';
import { compileForm } from '../../../shared/survey/engine/compile.ts';
import { conditionsAround, linksOf, numberedRules, untranslated, writtenIn } from '../../../shared/survey/engine/inspect.ts';
import { formOf, group, q, repeat, rule } from '../../helpers/form.ts';
import { microelectronics } from '../../helpers/forms.ts';

const form = compileForm(formOf([
  q('a', 'integer', { required: 'true()', constraint: '. > 0' }),
  group('g', [
    repeat('line', [q('b', 'integer', { relevant: '${a} > 1', constraint: '. <= ${a}', constraintMessage: { en: 'At most ${a}' } }), q('c', 'integer')], { relevant: '${a} > 2' }),
  ], { relevant: '${a} != 3' }),
  q('sum', 'calculate', { calculation: 'sum(${c})' }),
], { rules: [rule('R1', '${sum} < ${a}', ['/a'], { when: '${a} > 5', message: { en: 'Sum {${sum}}' } })] }));
const links = linksOf(form);

describe('the links of a form', () => {
  it('say what a question reads, and through which of its parts', () => {
    expect(links.reads('/g/line/b')).toEqual([
      { place: { kind: 'node', path: '/a' }, through: ['relevant', 'constraint', 'constraintMessage'] },
      { place: { kind: 'node', path: '/g/line/b' }, through: ['constraint'] },
    ]);
  });

  it('say who reads a question, rules among them', () => {
    expect(links.readBy('/sum')).toEqual([{ place: { kind: 'rule', index: 0, id: 'R1' }, through: ['assert', 'message'] }]);
    expect(links.readBy('/a').map(({ place }) => (place.kind === 'node' ? place.path : place.id))).toEqual(['/a', '/g', '/g/line', '/g/line/b', 'R1']);
  });

  it('of a sum over rows are the table and the question in it', () => {
    expect(links.reads('/sum').map(({ place }) => place)).toEqual([{ kind: 'node', path: '/g/line' }, { kind: 'node', path: '/g/line/c' }]);
  });

  it('of a rule are those of its condition, its assert and its message', () => {
    expect(links.ruleReads(0)).toEqual([
      { place: { kind: 'node', path: '/a' }, through: ['when', 'assert'] },
      { place: { kind: 'node', path: '/sum' }, through: ['assert', 'message'] },
    ]);
  });

  it('go both ways in the microelectronics form', () => {
    const whole = compileForm(microelectronics());
    const all = linksOf(whole);
    for (const { path } of whole.outline.templates)
      for (const { place } of all.reads(path)) expect(all.readBy((place as { readonly path: string }).path).some(({ place: reader }) => reader.kind === 'node' && reader.path === path)).toBe(true);
  });
});

describe('a node by its parts', () => {
  it('has its expressions as they were written', () => {
    expect(writtenIn(form.definition.body[0] as never)).toEqual([{ part: 'required', source: 'true()' }, { part: 'constraint', source: '. > 0' }]);
  });

  it('is asked only where all sections around it are', () => {
    expect(conditionsAround(form.outline.byPath.get('/g/line/b') as never)).toEqual([{ path: '/g', source: '${a} != 3' }, { path: '/g/line', source: '${a} > 2' }]);
  });
});

describe('missing translations', () => {
  it('are named by language, place and part, with what is to be translated', () => {
    const half = {
      ...formOf([q('x', 'text', { label: { en: 'Name', ru: 'Название' }, hint: { en: 'In full' }, guidance: {} }), q('y', 'calculate', { label: {} })]),
      languages: ['en', 'ru'], title: { en: 'T', ru: 'Т' }, choices: { yes_no: [{ value: 'no', label: { ru: 'Нет' } }] },
    };
    expect(untranslated(half)).toEqual([
      { language: 'ru', where: '/x', part: 'hint', text: 'In full' },
      { language: 'en', where: 'yes_no: no', part: 'choice', text: 'Нет' },
    ]);
  });

  it('there are none in the form that ships', () => {
    expect(untranslated(microelectronics())).toEqual([]);
  });
});

it('rules are counted by their ids, however many places each is written for: as `form check` counts them', () => {
  const { rules } = microelectronics();
  const numbered = numberedRules({ rules });
  expect(numbered.map(({ id }) => id)).toEqual([...new Set(rules.map(({ id }) => id))]);
  expect(numbered.flatMap(({ parts }) => parts.map(({ index }) => index)).toSorted((a, b) => a - b)).toEqual(rules.map((_, index) => index));
  expect(numbered.find(({ id }) => id === 'R58')?.parts.length).toBe(rules.filter(({ id }) => id === 'R58').length);
});
