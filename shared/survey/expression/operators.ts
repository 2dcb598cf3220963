import type { Context, Piece } from './piece.ts';
import type { BinaryOperator } from './syntax.ts';
import type { Value } from './values.ts';
import { toBoolean, toNumber, toText } from './values.ts';

/** Arithmetic, comparison and logic with XPath 1.0's conversions. */
export function operate(at: number, operator: Exclude<BinaryOperator, '|'>, left: Piece, right: Piece): Piece {
  switch (operator) {
    case 'or':
      return { at, type: 'boolean', value: (context) => truth(left, context) || truth(right, context) };
    case 'and':
      return { at, type: 'boolean', value: (context) => truth(left, context) && truth(right, context) };
    case '=':
    case '!=':
      return comparison(at, left, right, equality(left, right, operator === '!='));
    case '<':
      return comparison(at, left, right, (a, b, context) => number(a, context) < number(b, context));
    case '<=':
      return comparison(at, left, right, (a, b, context) => number(a, context) <= number(b, context));
    case '>':
      return comparison(at, left, right, (a, b, context) => number(a, context) > number(b, context));
    case '>=':
      return comparison(at, left, right, (a, b, context) => number(a, context) >= number(b, context));
    case '+':
      return arithmetic(at, left, right, (a, b) => a + b);
    case '-':
      return arithmetic(at, left, right, (a, b) => a - b);
    case '*':
      return arithmetic(at, left, right, (a, b) => a * b);
    case 'div':
      return arithmetic(at, left, right, (a, b) => a / b);
    case 'mod':
      return arithmetic(at, left, right, (a, b) => a % b);
  }
}

/** XPath's truth of a part: a node-set of many is true when it has a node, one node when it is not empty. */
export function truth(piece: Piece, context: Context): boolean {
  if (piece.many && piece.nodes) return piece.nodes(context).atoms.length > 0;
  return toBoolean(piece.value(context));
}

function number(value: Value, context: Context): number {
  return toNumber(value, context.watch);
}

function arithmetic(at: number, left: Piece, right: Piece, compute: (a: number, b: number) => number): Piece {
  return { at, type: 'number', value: (context) => clean(compute(number(left.value(context), context), number(right.value(context), context))) };
}

/** 0.1 + 0.2 is 0.3 to an accountant: results keep the 15 digits a double can promise. */
function clean(value: number): number {
  return Number.isInteger(value) || !Number.isFinite(value) ? value : Number(value.toPrecision(15));
}

type Compare = (a: Value, b: Value, context: Context) => boolean;

/** Two values are equal as truths if one is a truth, as numbers if one is a number, else as text (XPath 1.0, 3.4); `x = ''` only asks whether there is an answer. */
function equality(left: Piece, right: Piece, negated: boolean): Compare {
  if (isText(left) && isText(right)) return (a, b) => (toText(a) === toText(b)) !== negated;
  const leftNode = left.type === 'nodes';
  const rightNode = right.type === 'nodes';
  return (a, b, context) => {
    const equal =
      typeof a === 'boolean' || typeof b === 'boolean' ? toBoolean(a) === toBoolean(b)
      : left.literal === '' || right.literal === '' ? toText(a) === toText(b)
      : (typeof a === 'number' && !leftNode) || (typeof b === 'number' && !rightNode) ? number(a, context) === number(b, context)
      : toText(a) === toText(b);
    return equal !== negated;
  };
}

/** Whether a part compares as text with another such part: answers and texts do. */
function isText(piece: Piece): boolean {
  return piece.type === 'nodes' || piece.type === 'text';
}

function comparison(at: number, left: Piece, right: Piece, compare: Compare): Piece {
  const leftMany = left.many ? left.nodes : undefined;
  const rightMany = right.many ? right.nodes : undefined;
  if (!leftMany && !rightMany) return { at, type: 'boolean', value: (context) => compare(left.value(context), right.value(context), context) };
  return {
    at, type: 'boolean',
    value: (context) => {
      const a = leftMany ? leftMany(context).atoms : [left.value(context)];
      if (!rightMany) {
        const y = right.value(context);
        for (const x of a) if (compare(x, y, context)) return true;
        return false;
      }
      const b = rightMany(context).atoms;
      return a.some((x) => b.some((y) => compare(x, y, context)));
    },
  };
}
