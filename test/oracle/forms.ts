import type { Choice, FormDefinition, FormNode, Question, QuestionType } from '../../shared/survey/form.ts';
import type { Draw } from './draw.ts';
import type { Known, View } from './expressions.ts';
import { numberOf, textOf, truthOf } from './expressions.ts';

const choice = (value: string, near?: string): Choice => ({ value, label: { en: value.toUpperCase() }, ...(near !== undefined && { attributes: { near } }) });

const CHOICES: FormDefinition['choices'] = {
  letters: [choice('a'), choice('b'), choice('c')],
  towns: [choice('a1', 'a'), choice('a2', 'a'), choice('b1', 'b'), choice('c1', 'c')],
};
const CODES = { letters: ['a', 'b', 'c'], towns: ['a1', 'a2', 'b1', 'c1'] };

const TYPES: readonly QuestionType[] = ['text', 'integer', 'integer', 'decimal', 'date', 'time', 'select_one', 'select_one', 'select_multiple', 'rank', 'calculate', 'calculate', 'calculate', 'note', 'range', 'acknowledge', 'year'];

const KINDS: Readonly<Partial<Record<QuestionType, Known['kind']>>> = {
  text: 'text', integer: 'number', decimal: 'number', range: 'number', year: 'number', date: 'date', time: 'time', select_one: 'code', select_multiple: 'codes', rank: 'codes', calculate: 'text', acknowledge: 'text',
};

/** A form by chance: groups, repeats within repeats, counted repeats, and every kind of expression that looks back. */
export function makeForm(draw: Draw): FormDefinition {
  const known: Known[] = [];
  const rows: { readonly name: string; readonly repeats: readonly string[]; readonly steady: boolean }[] = [];
  let left = 3 + draw.below(10);
  let names = 0;

  const block = (parent: string, repeats: readonly string[], depth: number, steady: boolean, inRow: boolean): readonly FormNode[] => {
    const nodes: FormNode[] = [];
    const size = 1 + draw.below(5);
    for (let count = 0; count < size && (left > 0 || count === 0); count++) {
      left--;
      const view: View = { draw, repeats, known: [...known], rows: [...rows], lists: CODES, inRow };
      const name = `n${++names}`;
      const kind = depth < 3 && left > 0 ? draw.below(8) : 0;
      if (kind === 6) nodes.push(group(name, parent, repeats, depth, view, steady));
      else if (kind === 7 && repeats.length < 2) nodes.push(repeat(name, parent, repeats, depth, view, steady));
      else nodes.push(question(name, parent, repeats, view, steady));
    }
    return nodes;
  };

  const relevant = (view: View): { readonly relevant?: string } => (draw.chance(30) ? { relevant: truthOf(view, 2) } : {});

  const group = (name: string, parent: string, repeats: readonly string[], depth: number, view: View, steady: boolean): FormNode => {
    const path = `${parent}/${name}`;
    const own = relevant(view);
    return { kind: 'group', name, path, label: { en: name }, ...own, children: block(path, repeats, depth + 1, steady && own.relevant === undefined, false) };
  };

  const repeat = (name: string, parent: string, repeats: readonly string[], depth: number, view: View, steady: boolean): FormNode => {
    const path = `${parent}/${name}`;
    const number = numberOf(view, 0);
    const count = draw.chance(30) ? `if(${number} > 0, int(${number}) mod 4, 0)` : undefined;
    const own = relevant(view);
    const lasting = steady && own.relevant === undefined;
    const node: FormNode = { kind: 'repeat', name, path, label: { en: name }, ...own, ...(count !== undefined && { count }), children: block(path, [...repeats, name], depth + 1, lasting, true) };
    rows.push({ name, repeats, steady: lasting });
    return node;
  };

  const question = (name: string, parent: string, repeats: readonly string[], view: View, steady: boolean): Question => {
    const type = draw.pick(TYPES);
    const letters = view.known.filter((one) => one.kind === 'code' && one.list === 'letters' && one.repeats.every((outer, index) => repeats[index] === outer));
    const list = type === 'select_one' || type === 'select_multiple' ? draw.pick(letters.length > 0 ? (['letters', 'towns', 'towns'] as const) : (['letters', 'towns'] as const)) : type === 'rank' ? 'letters' : undefined;
    const kind = KINDS[type];
    const own = relevant(view);
    const self: Known | undefined = kind && { name, kind, repeats, steady: steady && own.relevant === undefined, ...(list && { list }) };
    const here: View = self ? { ...view, self } : view;
    const made: Question = {
      kind: 'question', type, name, path: `${parent}/${name}`, label: { en: name }, ...own,
      ...(type === 'calculate' && { calculation: draw.pick([numberOf, textOf, truthOf])(view, 3) }),
      ...(type !== 'calculate' && type !== 'note' && {
        ...(draw.chance(40) && { required: draw.chance(50) ? 'true()' : truthOf(view, 2) }),
        ...(draw.chance(50) && { constraint: truthOf(here, 2) }),
      }),
      ...(list && { list }),
      ...(list === 'towns' && letters.length > 0 && draw.chance(80) && { choiceFilter: `near = \${${draw.pick(letters).name}}` }),
    };
    if (self) known.push(self);
    return made;
  };

  const body: FormNode[] = [];
  while (left > 0) body.push(...block('', [], 0, true, false));
  return { formatVersion: 1, id: 'oracle', version: '1', title: { en: 'Oracle' }, languages: ['en'], defaultLanguage: 'en', body, choices: CHOICES, rules: [], parameters: [] };
}

/** What a person does; numbers choose among what there is at that moment. */
export type Edit =
  | { readonly kind: 'answer'; readonly at: number; readonly value: number; readonly clears: boolean }
  | { readonly kind: 'add'; readonly at: number }
  | { readonly kind: 'remove'; readonly at: number; readonly row: number };

export function makeEdits(draw: Draw): readonly Edit[] {
  return Array.from({ length: 1 + draw.below(16) }, (): Edit => {
    const kind = draw.below(10);
    if (kind >= 8) return { kind: 'add', at: draw.below(1000) };
    if (kind === 7) return { kind: 'remove', at: draw.below(1000), row: draw.below(1000) };
    return { kind: 'answer', at: draw.below(1000), value: draw.below(1000), clears: draw.chance(15) };
  });
}

const ANSWERS: Readonly<Partial<Record<QuestionType, readonly (string | number)[]>>> = {
  text: ['a', 'b c', '12', 'abc', '-1', 'тест', 'a1', ' x '.trim()],
  integer: [0, 1, 2, 3, 5, 7, -1, 100], decimal: [0.5, 1.25, 2.75, -3.5, 10.5], range: [1, 2, 5, 10], year: [1999, 2026],
  date: ['2026-03-01', '1999-12-31', '2026-11-23'], time: ['06:00:00', '23:59:00'], acknowledge: ['OK'],
};

/** The answer that a number stands for. */
export function answerFor(question: Question, number: number): string | number | readonly string[] {
  const codes = question.list === undefined ? [] : (CHOICES[question.list] ?? []).map((one) => one.value);
  if (question.type === 'select_one') return codes[number % codes.length] as string;
  if (question.type === 'select_multiple') return codes.filter((_, index) => ((number % (2 ** codes.length - 1)) + 1) & (1 << index));
  if (question.type === 'rank') return number % 2 === 0 ? codes : codes.toReversed();
  const from = ANSWERS[question.type] ?? ['a'];
  return from[number % from.length] as string | number;
}
