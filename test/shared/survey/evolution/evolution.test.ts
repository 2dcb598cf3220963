import { describe, expect, it } from 'vitest';
import { compareForms } from '../../../../shared/survey/evolution/compare.ts';
import { migrationBetween } from '../../../../shared/survey/evolution/migrate.ts';
import type { FormDefinition, FormNode, QuestionType, Rename } from '../../../../shared/survey/form.ts';
import type { Answer, Path } from '../../../../shared/survey/response.ts';
import { compileWorkbook } from '../../../../shared/survey/xlsform/compile.ts';
import { fc } from '../../../helpers/properties.ts';
import type { Draw } from '../../../oracle/draw.ts';
import { made } from '../../../oracle/draw.ts';
import { choice, formOf, group, q, repeat, rule } from '../../../helpers/form.ts';
import { microelectronics } from '../../../helpers/forms.ts';
import { book } from '../xlsform/workbook.ts';

const carried = (before: FormDefinition, after: FormDefinition, answers: Readonly<Record<Path, Answer>>) => {
  const { answers: kept, report } = migrationBetween(before, after)(new Map(Object.entries(answers)));
  return { kept: Object.fromEntries(kept), report: report.map(({ reason, from, to }) => `${reason} ${from}${to === null ? '' : ` → ${to}`}`) };
};
const withRenames = (form: FormDefinition, ...renames: readonly Rename[]): FormDefinition => ({ ...form, renames });

describe('two versions of a form are compared', () => {
  it('nothing is said of a form and itself', () => {
    expect(compareForms(microelectronics(), microelectronics())).toEqual([]);
  });

  it('what came, went, was renamed, moved and retyped', () => {
    const before = formOf([group('g', [q('a'), q('b', 'integer'), q('c')]), repeat('r', [q('x')]), q('gone')]);
    const after = withRenames(formOf([group('h', [q('a'), q('b', 'decimal')]), q('c'), repeat('r', [q('y')]), q('fresh')]), { from: 'g', to: 'h' }, { from: 'x', to: 'y' }, { from: 'of-an-earlier-version', to: 'a' });
    expect(compareForms(before, after)).toEqual([
      { kind: 'renamed', path: '/g', to: '/h' }, { kind: 'changed', path: '/g', parts: ['label'] },
      { kind: 'retyped', path: '/g/b', from: 'integer', to: 'decimal' },
      { kind: 'moved', path: '/g/c', to: '/c' },
      { kind: 'renamed', path: '/r/x', to: '/r/y' }, { kind: 'changed', path: '/r/x', parts: ['label'] },
      { kind: 'removed', path: '/gone' }, { kind: 'added', path: '/fresh' },
    ]);
  });

  it('choices, rules, languages, parameters, the columns of a question', () => {
    const before = formOf([q('a', 'select_one', { list: 'l', required: 'true()' })], { choices: { l: [choice('x'), choice('y'), choice('z')], old: [] }, rules: [rule('R1', '1', ['/a']), rule('R2', '1', ['/a'])] });
    const after = { ...withRenames(formOf([q('a', 'select_one', { list: 'l', relevant: '1' })], { choices: { l: [choice('x', {}, 'X'), choice('w'), choice('v')], new: [] }, rules: [rule('R2', '2', ['/a']), rule('R3', '1', ['/a'])], parameters: [{ name: 'p', value: 1 }] }), { list: 'l', from: 'y', to: 'w' }), languages: ['en', 'ru'] };
    expect(compareForms(before, after)).toEqual([
      { kind: 'changed', path: '/a', parts: ['required', 'relevant'] },
      { kind: 'choices', list: 'l', added: ['v'], removed: ['z'], renamed: [['y', 'w']], changed: ['x'] }, { kind: 'list-removed', list: 'old' }, { kind: 'list-added', list: 'new' },
      { kind: 'rule-removed', rule: 'R1' }, { kind: 'rule-changed', rule: 'R2' }, { kind: 'rule-added', rule: 'R3' }, { kind: 'language-added', language: 'ru' }, { kind: 'parameters' },
    ]);
  });
});

describe('a draft is carried over', () => {
  it('to where its questions went, rows with their ids, justifications with their places', () => {
    const before = formOf([group('g', [repeat('r', [q('x'), repeat('s', [q('y')])])])], { rules: [rule('R1', '1', ['/g/r/x'])] });
    const after = withRenames(formOf([group('h', [repeat('lines', [q('x2'), repeat('s', [q('y')])])])], { rules: [rule('R1', '1', ['/h/lines/x2'])] }), { from: 'g', to: 'h' }, { from: 'r', to: 'lines' }, { from: 'x', to: 'x2' });
    expect(carried(before, after, { '/g/r[ab1]': 1, '/g/r[ab1]/x': 'v', '/g/r[ab1]/s[cd2]': 2, '/g/r[ab1]/s[cd2]/y': 'w', '!R1:/g/r[ab1]/x': 'because', '/g/r[ef3]': 3 }).kept).toEqual({
      '/h/lines[ab1]': 1, '/h/lines[ab1]/x2': 'v', '/h/lines[ab1]/s[cd2]': 2, '/h/lines[ab1]/s[cd2]/y': 'w', '!R1:/h/lines[ab1]/x2': 'because', '/h/lines[ef3]': 3,
    });
  });

  it.each<readonly [QuestionType, QuestionType, Answer, Answer | null]>([
    ['text', 'integer', '12', 12], ['text', 'integer', 'a dozen', null], ['text', 'decimal', '1.50', null], ['integer', 'decimal', 5, 5], ['decimal', 'integer', 5.5, null], ['integer', 'text', 5, '5'],
    ['text', 'date', '2026-11-23', '2026-11-23'], ['text', 'date', 'soon', null], ['dateTime', 'date', '2026-11-23T10:00:00', null], ['text', 'integer', { missing: 'no_data' }, { missing: 'no_data' }], ['text', 'note', 'a', null],
  ])('from %s to %s: %j becomes %j', (from, to, value, expected) => {
    const { kept, report } = carried(formOf([q('a', from)]), formOf([q('a', to)]), { '/a': value });
    expect(kept).toEqual(expected === null ? {} : { '/a': expected });
    expect(report.length).toBe(JSON.stringify(value) === JSON.stringify(expected) ? 0 : 1);
  });

  it('choices by the codes they have now', () => {
    const choices = { l: [choice('x'), choice('y'), choice('z')] };
    const before = formOf([q('one', 'select_one', { list: 'l' }), q('many', 'select_multiple', { list: 'l' }), q('gone', 'select_one', { list: 'l' }), q('wide', 'select_one', { list: 'l' })], { choices });
    const after = withRenames(formOf([q('one', 'select_one', { list: 'l' }), q('many', 'select_multiple', { list: 'l' }), q('gone', 'select_one', { list: 'l' }), q('wide', 'select_multiple', { list: 'l' })], { choices: { l: [choice('x'), choice('w')] } }), { list: 'l', from: 'y', to: 'w' });
    expect(carried(before, after, { '/one': 'y', '/many': ['x', 'z', 'y'], '/gone': 'z', '/wide': 'x' })).toEqual({
      kept: { '/one': 'w', '/many': ['x', 'w'], '/wide': ['x'] }, report: ['choice-removed /gone', 'choices-removed /many → /many', 'converted /one → /one', 'converted /wide → /wide'],
    });
  });

  it('what has no place is told with its value', () => {
    const before = formOf([q('gone'), q('calculated', 'integer'), repeat('r', [q('x')])], { rules: [rule('R1', '1', ['/gone'])] });
    const after = formOf([q('calculated', 'integer', { calculation: '1' }), q('x')]);
    expect(carried(before, after, { '/gone': 'a', '/calculated': 7, '/r[a1]': 1, '/r[a1]/x': 'b', '!R1:/calculated': 'j' })).toEqual({
      kept: {}, report: ['rule-removed !R1:/calculated', 'now-calculated /calculated', 'question-removed /gone', 'question-removed /r[a1]', 'question-removed /r[a1]/x'],
    });
  });

  it('nothing is dropped in silence, whatever the two forms are', () => {
    const types: readonly QuestionType[] = ['text', 'integer', 'decimal', 'date', 'select_one', 'select_multiple', 'calculate'];
    const body = (draw: Draw, depth: number) => (parent: string): readonly FormNode[] => Array.from({ length: 1 + draw.below(3) }, (_, index) => `${draw.pick(['a', 'b', 'c', 'd'])}${index}`)
      .map((name): FormNode => {
        const path = `${parent}/${name}`;
        const kind = depth > 2 ? 'question' : draw.pick(['question', 'question', 'group', 'repeat'] as const);
        if (kind !== 'question') return { kind, name, path, label: {}, children: body(draw, depth + 1)(path) };
        return q(name, draw.pick(types), { list: draw.pick(['l', 'm']) })(parent);
      });
    const world = made((draw) => {
      const forms = [0, 1].map(() => ({ ...formOf([], { choices: { l: [choice('x'), choice('y')], m: [choice('y'), choice('z')] } }), body: body(draw, 0)('') }));
      const answers: Record<Path, Answer> = {};
      const fill = (nodes: readonly FormNode[], at: Path): void => nodes.forEach((node) => {
        const path = `${at}/${node.name}`;
        if (node.kind === 'question') answers[path] = draw.pick<Answer>(['x', 'y', '3', 4, 5.5, ['x', 'z'], { missing: 'refused' }, '2026-01-01']);
        else if (node.kind === 'group') fill(node.children, path);
        else for (const row of ['r1', 'r2']) {
          answers[`${path}[${row}]`] = 1;
          fill(node.children, `${path}[${row}]`);
        }
      });
      fill(forms[0]?.body ?? [], '');
      return { forms: forms as [FormDefinition, FormDefinition], answers, renames: [{ from: 'a0', to: 'b0' }, { from: 'b1', to: 'a1' }, { list: 'l', from: 'x', to: 'z' }] };
    });
    fc.assert(fc.property(world, ({ forms: [before, after], answers, renames }) => {
      const { answers: kept, report } = migrationBetween(before, withRenames(after, ...renames))(new Map(Object.entries(answers)));
      const told = new Map(report.map((moved) => [moved.from, moved]));
      for (const [path, value] of Object.entries(answers)) {
        const moved = told.get(path);
        if (moved) expect(moved.value).toEqual(value);
        else expect(kept.get(path)).toEqual(value);
        if (moved?.to) expect(kept.get(moved.to)).toEqual(moved.now);
      }
      expect(kept.size + report.filter(({ to }) => to === null).length).toBe(Object.keys(answers).length);
    }), { numRuns: 400 });
  });
});

it('the sheet _renames says what was called otherwise; what it cannot mean is refused at its cell', () => {
  const survey = 'type | name | label\ntext | a | A\nselect_one l | b | B';
  const choices = 'list_name | name | label\nl | x | X';
  const sheets = { settings: 'form_id\nf', survey, choices };
  expect(compileWorkbook(book({ ...sheets, _renames: 'from | to | list\nold | a |\nwas | x | l' })).definition?.renames).toEqual([{ from: 'old', to: 'a' }, { from: 'was', to: 'x', list: 'l' }]);
  const { errors } = compileWorkbook(book({ ...sheets, _renames: 'from | to | list\nold | c |\n| a |\nx | y | l\nx | y | m' }));
  expect(errors.map(({ row, column, code }) => `${column}${row} ${code}`)).toEqual(['B2 question-unknown', 'A3 rename-half', 'B4 choice-missing', 'C5 list-unknown']);
});
