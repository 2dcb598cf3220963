import { truthOf } from '../operators.ts';
import { readPattern } from '../pattern.ts';
import type { Context, Piece } from '../piece.ts';
import { ExpressionError } from '../syntax.ts';
import { toText, type Value } from '../values.ts';
import type { FunctionTable } from './function.ts';
import { number, ofTexts, text } from './function.ts';

/** `checklist(min, max, …)`: whether the number of true arguments lies between; −1 sets no bound. */
const within = (count: number, min: number, max: number): boolean => (min === -1 || count >= min) && (max === -1 || count <= max);

const negation = (holds: (context: Context) => boolean) => (context: Context): boolean => !holds(context);

export const logicFunctions: FunctionTable = {
  true: { kind: 'value', min: 0, max: 0, type: 'boolean', make: () => () => true },
  false: { kind: 'value', min: 0, max: 0, type: 'boolean', make: () => () => false },
  not: { kind: 'value', min: 1, max: 1, type: 'boolean', make: ([a]) => negation(truthOf(a as Piece)) },
  boolean: { kind: 'value', min: 1, max: 1, type: 'boolean', make: ([a]) => truthOf(a as Piece) },
  'boolean-from-string': ofTexts(1, 1, 'boolean', (value) => /^(?:1|true)$/i.test(value as string)),
  if: {
    kind: 'value', min: 3, max: 3, type: 'any',
    make: ([condition, then, otherwise]) => {
      const holds = truthOf(condition as Piece);
      const [yes, no] = [(then as Piece).value, (otherwise as Piece).value];
      return (context) => (holds(context) ? yes(context) : no(context));
    },
    parts: ([condition, then, otherwise]) => {
      if (!then || !otherwise || (!then.parts && !otherwise.parts)) return null;
      const holds = truthOf(condition as Piece);
      return (context) => partsOf(holds(context) ? then : otherwise, context);
    },
  },
  coalesce: {
    kind: 'value', min: 2, max: Infinity, type: 'any',
    make: (pieces) => (context) => {
      for (const piece of pieces) {
        const value = piece.value(context);
        if (toText(value) !== '') return value;
      }
      return '';
    },
  },
  checklist: {
    kind: 'value', min: 3, max: Infinity, type: 'boolean',
    make: ([min, max, ...rest]) => {
      const tests = rest.map(truthOf);
      return (context) => within(tests.filter((holds) => holds(context)).length, number(min, context), number(max, context));
    },
  },
  'weighted-checklist': {
    kind: 'value', min: 4, max: Infinity, type: 'boolean',
    make: ([min, max, ...rest]) => (context) => {
      let weight = 0;
      for (let index = 0; index + 1 < rest.length; index += 2) if (truthOf(rest[index] as Piece)(context)) weight += number(rest[index + 1], context);
      return within(weight, number(min, context), number(max, context));
    },
  },
  /** Found anywhere in the text, as ODK's tools have it. A pattern made of answers is read when it is met; one that cannot be read fits nothing. */
  regex: {
    kind: 'value', min: 2, max: 2, type: 'boolean',
    make: ([value, pattern]) => {
      if (pattern?.literal !== undefined) {
        const fixed = readPattern(String(pattern.literal));
        if (fixed === 'broken') throw new ExpressionError('arguments', pattern.at, 'pattern-broken');
        if (fixed === 'unsupported') throw new ExpressionError('unsupported', pattern.at, 'pattern-unsupported');
        return (context) => fixed.test(text(value, context));
      }
      const known = new Map<string, ReturnType<typeof readPattern>>();
      return (context) => {
        const source = text(pattern, context);
        let read = known.get(source);
        if (read === undefined) {
          if (known.size >= MOST_PATTERNS) known.clear();
          known.set(source, (read = readPattern(source)));
        }
        return typeof read === 'object' && read.test(text(value, context));
      };
    },
  },
};

/** Patterns made of answers that are kept ready. */
const MOST_PATTERNS = 200;

/** What a piece is put together of: itself, where it is one value. */
function partsOf({ parts, value }: Piece, context: Context): readonly Value[] {
  return parts ? parts(context) : [value(context)];
}
