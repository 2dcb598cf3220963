import type { Compiling, Context, Piece } from '../piece.ts';
import type { Syntax } from '../syntax.ts';
import type { Value } from '../values.ts';
import { toNumber, toText } from '../values.ts';

/** A function that works on the values of its arguments. */
export interface ValueFunction {
  readonly kind: 'value';
  readonly min: number;
  readonly max: number;
  readonly type: Piece['type'];
  /** Which arguments must be node-sets. */
  readonly nodes?: readonly number[];
  readonly make: (pieces: readonly Piece[]) => (context: Context) => Value;
  /** {@link Piece.parts} of a call; null where these arguments put nothing together. */
  readonly parts?: (pieces: readonly Piece[]) => ((context: Context) => readonly Value[]) | null;
}

/** A function that needs the form's shape or the unevaluated argument. */
export interface StructureFunction {
  readonly kind: 'structure';
  readonly min: number;
  readonly max: number;
  readonly compile: (syntax: Syntax & { readonly kind: 'call' }, state: Compiling) => Piece;
}

export type FunctionTable = Readonly<Record<string, ValueFunction | StructureFunction>>;

export const text = (piece: Piece | undefined, context: Context): string => (piece ? toText(piece.value(context)) : '');
export const number = (piece: Piece | undefined, context: Context): number => (piece ? toNumber(piece.value(context), context.watch) : NaN);

/** All values of the arguments, node-sets opened. */
export function allValues(pieces: readonly Piece[], context: Context): readonly Value[] {
  return pieces.flatMap((piece): readonly Value[] => (piece.nodes ? piece.nodes(context).atoms : [piece.value(context)]));
}

/** A function of numbers. */
export const ofNumbers = (min: number, max: number, compute: (...values: number[]) => number): ValueFunction => ({
  kind: 'value', min, max, type: 'number',
  make: (pieces) => {
    const [a, b] = pieces;
    if (pieces.length === 1) return (context) => compute(number(a, context));
    if (pieces.length === 2) return (context) => compute(number(a, context), number(b, context));
    return (context) => compute(...pieces.map((piece) => number(piece, context)));
  },
});

/** A function of one value which, without argument, is that of the node at hand (XPath 1.0, 4.2). */
export const ofNode = (type: Piece['type'], compute: (value: Value, context: Context) => Value): StructureFunction => ({
  kind: 'structure', min: 0, max: 1,
  compile: (syntax, state) => {
    const self: Syntax = { kind: 'path', at: syntax.at, start: { kind: 'here' }, steps: [{ at: syntax.at, test: { kind: 'self' }, predicates: [] }] };
    const piece = state.compile(syntax.arguments[0] ?? self, state.here);
    return { at: syntax.at, type, value: (context) => compute(piece.value(context), context) };
  },
});

/** A function of texts. */
export const ofTexts = <T extends 'text' | 'number' | 'boolean'>(
  min: number, max: number, type: T, compute: (...values: string[]) => T extends 'text' ? string : T extends 'number' ? number : boolean,
): ValueFunction => ({
  kind: 'value', min, max, type,
  make: (pieces) => {
    const [a, b] = pieces;
    if (pieces.length === 2) return (context) => compute(text(a, context), text(b, context));
    return (context) => compute(...pieces.map((piece) => text(piece, context)));
  },
});
