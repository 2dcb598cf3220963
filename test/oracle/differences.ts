import type { FormDefinition } from '../../shared/survey/form.ts';
import { choice, formOf, q, repeat } from '../helpers/form.ts';
import type { Fact } from './facts.ts';

/** Where the two engines are meant to differ, shown by a small response. */
export interface Difference {
  readonly name: string;
  /** Why ours does otherwise. */
  readonly reason: string;
  /** What the specification says, in its own words where it says anything. */
  readonly spec: string;
  readonly form: FormDefinition;
  readonly answers: readonly (readonly [path: string, value: string | number | readonly string[]])[];
  /** Rows to add before answering. */
  readonly rows?: readonly string[];
  readonly at: string;
  readonly about: keyof Fact;
  readonly ours: unknown;
  readonly theirs: unknown;
}

const calculation = (source: string) => q('r', 'calculate', { calculation: source });

/** The random forms keep clear of these; each is tested on its own. */
export const differences: readonly Difference[] = [
  {
    name: 'the truth of a question without an answer',
    reason: 'An author who writes not(${x}) asks whether there is an answer; theirs asks whether the form has the question, which it always has. Collect does as ours.',
    spec: 'ODK XForms, XPath Functions: “When referring to that node in another expression as a boolean argument, the string value of that node is converted to a boolean by calling the boolean() function”.',
    form: formOf([q('x'), calculation('boolean(${x})')]), answers: [], at: '/r', about: 'value', ours: 'false', theirs: 'true',
  },
  {
    name: 'irrelevant answers in a set',
    reason: 'What is irrelevant is not in the data, so it is neither counted nor added up; theirs leaves an empty node in the set, and the sum is unknown.',
    spec: 'ODK XForms, Bind Attributes, relevant: “When false() the data node (and its descendants) are removed from the primary instance on submission.”',
    form: formOf([repeat('row', [q('x', 'integer', { relevant: 'position(..) = 1' })]), calculation('sum(${x})')]),
    rows: ['/row', '/row'], answers: [['/row[1]/x', 5]], at: '/r', about: 'value', ours: '5', theirs: '',
  },
  {
    name: 'the text of a decimal that is whole',
    reason: 'Ours prints the number as XPath does, theirs as the text of its decimal type.',
    spec: 'XPath 1.0, 4.2 string(): “if the number is an integer, the number is represented in decimal form as a Number with no decimal point”.',
    form: formOf([q('x', 'decimal'), calculation("concat('', ${x})")]), answers: [['/x', 5]], at: '/r', about: 'value', ours: '5', theirs: '5.0',
  },
  {
    name: 'the text of an unknown number',
    reason: 'Ours follows XPath; theirs makes it empty.',
    spec: 'XPath 1.0, 4.2 string(): “NaN is converted to the string NaN”.',
    form: formOf([q('x', 'integer'), calculation("concat('x', ${x} + 1)")]), answers: [], at: '/r', about: 'value', ours: 'xNaN', theirs: 'x',
  },
  {
    name: 'a calculated infinity',
    reason: 'A figure that nobody can write down must not travel in signed data: a calculation without a finite result has no answer.',
    spec: 'ODK XForms has no rule for it; XPath 1.0 numbers are IEEE 754 doubles.',
    form: formOf([calculation('1 div 0')]), answers: [], at: '/r', about: 'value', ours: '', theirs: 'Infinity',
  },
  {
    name: 'the tail of binary fractions',
    reason: 'To an accountant 0.1 + 0.2 is 0.3: results keep the fifteen digits a double can promise.',
    spec: 'XPath 1.0, 4.2 string() prints “as many, but only as many, more digits as are needed to uniquely distinguish the number”.',
    form: formOf([calculation("string(0.1 + 0.2)")]), answers: [], at: '/r', about: 'value', ours: '0.3', theirs: '0.30000000000000004',
  },
  {
    name: 'the number of a space',
    reason: 'Ours follows XPath; to theirs it is zero, as in JavaScript.',
    spec: 'XPath 1.0, 4.4 number(): optional whitespace, an optional minus sign and a Number are converted; “any other string is converted to NaN”.',
    form: formOf([calculation("number(' ') = 0")]), answers: [], at: '/r', about: 'value', ours: 'false', theirs: 'true',
  },
  {
    name: 'an unknown number to the power of zero',
    reason: 'Ours follows the function of XPath 3, theirs gives no number.',
    spec: 'XPath Functions 3.1, math:pow: “math:pow(xs:double(\'NaN\'), 0.0e0) returns 1.0e0”.',
    form: formOf([q('x', 'integer'), calculation('pow(${x}, 0)')]), answers: [], at: '/r', about: 'value', ours: '1', theirs: '',
  },
  {
    name: 'an answer in a row that is not there',
    reason: 'An author who compares it with empty text asks whether there is an answer. Collect does as ours; to theirs a comparison with no node is never true.',
    spec: 'ODK XForms, XPath Functions: indexed-repeat() returns a string, “a single node value from a node-set”; that of no node is empty.',
    form: formOf([repeat('row', [q('x')]), calculation("indexed-repeat(${x}, ${row}, 3) = ''")]), answers: [], at: '/r', about: 'value', ours: 'true', theirs: 'false',
  },
  {
    name: 'an answer that the choice filter no longer lets through',
    reason: 'Ours loses nothing an official entered: it keeps the answer and says that it is not in the list. Theirs drops it in silence.',
    spec: 'XLSForm, choice_filter limits what is offered; of answers already given it says nothing.',
    form: formOf([q('a', 'select_one', { list: 'letters' }), q('b', 'select_one', { list: 'towns', choiceFilter: 'near = ${a}' })], {
      choices: { letters: [choice('m'), choice('o')], towns: [choice('minsk', { near: 'm' }), choice('osh', { near: 'o' })] },
    }),
    answers: [['/a', 'm'], ['/b', 'minsk'], ['/a', 'o']], at: '/b', about: 'value', ours: 'minsk', theirs: '',
  },
  {
    name: 'rows beyond a count that has become smaller',
    reason: 'A slip in the number of rows must not cost the answers in them: they are kept in the draft and are there again when the number is put right. Theirs deletes them.',
    spec: 'ODK XForms, Creation, Removal of Repeats: “It is problematic to implement this in a truly dynamic fashion, i.e. when the value changes, to update the number of repeats”.',
    form: formOf([q('n', 'integer'), repeat('row', [q('x')], { count: '${n}' })]),
    answers: [['/n', 1], ['/row[1]/x', 'a'], ['/n', 0], ['/n', 1]], at: '/row[1]/x', about: 'value', ours: 'a', theirs: '',
  },
];
