import { isDate, isDateTime } from '../dates.ts';
import type { PathSyntax, Syntax } from '../expression/syntax.ts';
import type { Question } from '../form.ts';
import type { RemarkCode } from '../remark.ts';

/** What a part of an expression surely is; null where that is open. */
type Kind = 'number' | 'date' | 'word' | null;

const NUMBERS: readonly Question['type'][] = ['integer', 'decimal', 'range', 'year'];
const DATES: readonly Question['type'][] = ['date', 'dateTime'];
const DATE_FUNCTIONS: readonly string[] = ['today', 'now', 'date', 'date-time'];
const NUMBER_FUNCTIONS: readonly string[] = [
  'number', 'int', 'round', 'floor', 'ceiling', 'abs', 'pow', 'sqrt', 'sum', 'count', 'count-non-empty', 'count-selected', 'string-length', 'position', 'decimal-date-time', 'decimal-time',
];
const ARITHMETIC: readonly string[] = ['+', '-', '*', 'div', 'mod'];
const COMPARISONS: Readonly<Record<string, 'same' | 'order'>> = { '=': 'same', '!=': 'same', '<': 'order', '<=': 'order', '>': 'order', '>=': 'order' };

/** Says what is wrong with a comparison whose sides can never be meant for each other; null when nothing is. */
export function comparisonTrouble(syntax: Syntax & { readonly kind: 'binary' }, questionOf: (path: PathSyntax) => Question | null): RemarkCode | null {
  const asked = COMPARISONS[syntax.operator];
  if (!asked) return null;
  const sides = [kindOf(syntax.left, questionOf), kindOf(syntax.right, questionOf)];
  const has = (kind: Kind): boolean => sides.includes(kind);
  if (has('date') && has('number')) return 'compares-date-number';
  if (has('number') && has('word')) return 'compares-number-word';
  if (has('date') && has('word')) return 'compares-date-word';
  return asked === 'order' && has('word') ? 'orders-word' : null;
}

function kindOf(syntax: Syntax, questionOf: (path: PathSyntax) => Question | null): Kind {
  switch (syntax.kind) {
    case 'number':
    case 'negate':
      return 'number';
    case 'string':
      return isDate(syntax.value) || isDateTime(syntax.value) ? 'date' : syntax.value.trim() === '' || !Number.isNaN(Number(syntax.value)) ? null : 'word';
    case 'binary':
      return ARITHMETIC.includes(syntax.operator) ? 'number' : null;
    case 'call':
      return DATE_FUNCTIONS.includes(syntax.name) ? 'date' : NUMBER_FUNCTIONS.includes(syntax.name) ? 'number' : null;
    case 'path': {
      const type = questionOf(syntax)?.type;
      return type === undefined ? null : NUMBERS.includes(type) ? 'number' : DATES.includes(type) ? 'date' : null;
    }
  }
}
