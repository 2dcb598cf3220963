import type { Context, Piece } from './piece.ts';
import type { BinaryOperator } from './syntax.ts';
import type { Value } from './values.ts';
import { to15Digits, toBoolean, toNumber, toText } from './values.ts';

/** Arithmetic, comparison and logic with XPath 1.0's conversions. */
export function operate(at: number, operator: Exclude<BinaryOperator, '|'>, left: Piece, right: Piece): Piece {
  switch (operator) {
    case 'or':
      return either(at, truthOf(left), truthOf(right));
    case 'and':
      return both(at, truthOf(left), truthOf(right));
    case '=':
    case '!=':
      return withLiteral(at, left, right, operator === '!=') ?? withLiteral(at, right, left, operator === '!=') ?? comparison(at, left, right, equality(left, right, operator === '!='));
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

// What runs is taken out of the pieces while compiling: pieces have many shapes, and looking into them at each answer is slow.

type Truth = (context: Context) => boolean;

/** XPath's truth of a part: a node-set of many is true when it has a node, one node when it is not empty. */
export function truthOf({ type, many, nodes, value }: Piece): Truth {
  if (type === 'boolean') return value as Truth;
  if (many && nodes) return (context) => nodes(context).atoms.length > 0;
  return (context) => toBoolean(value(context));
}

const either = (at: number, left: Truth, right: Truth): Piece => ({ at, type: 'boolean', value: (context) => left(context) || right(context) });
const both = (at: number, left: Truth, right: Truth): Piece => ({ at, type: 'boolean', value: (context) => left(context) && right(context) });

function number(value: Value, context: Context): number {
  return toNumber(value, context.watch);
}

function arithmetic(at: number, left: Piece, right: Piece, compute: (a: number, b: number) => number): Piece {
  const [a, b] = [left.value, right.value];
  return { at, type: 'number', value: (context) => to15Digits(compute(number(a(context), context), number(b(context), context))) };
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

/** `${x} = 'code'`, `${x} != ''`: what most conditions ask; null where the sides do not compare so. */
function withLiteral(at: number, piece: Piece, { literal }: Piece, negated: boolean): Piece | null {
  if (typeof literal !== 'string' || piece.many || !isText(piece)) return null;
  const { value, track } = piece;
  const compare = (given: Value): boolean => (typeof given === 'string' ? given === literal : toText(given) === literal) !== negated;
  if (track?.row) {
    const { row, template } = track;
    return { at, type: 'boolean', value: (context) => compare(row(context).atom(template)) };
  }
  return { at, type: 'boolean', value: (context) => compare(value(context)) };
}

/** Whether a part compares as text with another such part: answers and texts do. */
function isText(piece: Piece): boolean {
  return piece.type === 'nodes' || piece.type === 'text';
}

function comparison(at: number, left: Piece, right: Piece, compare: Compare): Piece {
  const leftMany = left.many ? left.nodes : undefined;
  const rightMany = right.many ? right.nodes : undefined;
  const [one, other] = [left.value, right.value];
  if (!leftMany && !rightMany) return { at, type: 'boolean', value: (context) => compare(one(context), other(context), context) };
  return {
    at, type: 'boolean',
    value: (context) => {
      const a = leftMany ? leftMany(context).atoms : [one(context)];
      if (!rightMany) {
        const y = other(context);
        for (const x of a) if (compare(x, y, context)) return true;
        return false;
      }
      const b = rightMany(context).atoms;
      return a.some((x) => b.some((y) => compare(x, y, context)));
    },
  };
}
