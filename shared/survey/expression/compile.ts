import type { Result } from '../../base/result.ts';
import { err, ok } from '../../base/result.ts';
import type { Choice } from '../form.ts';
import type { Outline, Scope, Template } from '../outline.ts';
import { scopeWithin } from '../outline.ts';
import type { Row } from '../row.ts';
import { compileCall } from './call.ts';
import { operate, truthOf } from './operators.ts';
import { parseExpression } from './parse.ts';
import { compilePath } from './paths.ts';
import type { ChoiceIndex, Compiling, Context, Dependency, Here, Piece, World } from './piece.ts';
import type { ExpressionProblem, Syntax } from './syntax.ts';
import { ExpressionError } from './syntax.ts';
import type { BlankWatch, Value } from './values.ts';
import { toNumber } from './values.ts';

/** An expression ready to run, with everything it depends on. */
export interface CompiledExpression {
  readonly source: string;
  readonly type: Piece['type'];
  readonly evaluate: (world: World, row: Row, options?: { readonly watch?: BlankWatch; readonly item?: Choice }) => Value;
  readonly truth: (world: World, row: Row, options?: { readonly watch?: BlankWatch; readonly item?: Choice }) => boolean;
  /** What a text is put together of ({@link Piece.parts}); null where it is one value. */
  readonly parts: ((world: World, row: Row) => readonly Value[]) | null;
  /** All values of a node-set; one value otherwise. */
  readonly atoms: (world: World, row: Row) => readonly Value[];
  readonly dependencies: readonly Dependency[];
  /** Whether it gives another value at each call (`random()`, `uuid()`, `once()`): such values are kept with the draft. */
  readonly volatile: boolean;
}

export interface ExpressionPlace {
  readonly outline: Outline;
  readonly lists: ReadonlyMap<string, ChoiceIndex>;
  readonly parameters: ReadonlySet<string>;
  /** The node the expression belongs to; a repeat stands for one of its rows. */
  readonly base: Template;
  /** For a choice filter: the list whose columns bare names mean. */
  readonly list?: string;
}

/** Parses and checks an expression against the form; every problem has its offset in the text. */
export function compileExpression(source: string, place: ExpressionPlace): Result<CompiledExpression, ExpressionProblem> {
  try {
    return ok(compileSyntax(source, parseExpression(source), place));
  } catch (error) {
    if (error instanceof ExpressionError) return err(error.problem);
    throw error;
  }
}

function compileSyntax(source: string, syntax: Syntax, place: ExpressionPlace): CompiledExpression {
  const dependencies = new Map<string, Dependency>();
  let volatile = false;
  const depend = (dependency: Dependency): void => {
    dependencies.set(`${dependency.kind} ${dependency.template.index} ${dependency.apex.index}`, dependency);
  };
  const shared = { ...place, depend, volatile: () => { volatile = true; } };
  const compile = (part: Syntax, here: Here): Piece => compilePiece(part, { ...shared, here, compile });
  const start: Scope = scopeWithin(place.base);
  const piece = compile(syntax, place.list === undefined ? { kind: 'node', template: place.base, apex: start } : { kind: 'item', list: place.list });
  const [value, holds, { parts }] = [piece.value, truthOf(piece), piece];
  const context = (world: World, row: Row, options?: { readonly watch?: BlankWatch; readonly item?: Choice }): Context => ({
    world, origin: row, row, item: options?.item ?? null, position: 1, size: 1, watch: options?.watch ?? UNWATCHED,
  });
  return {
    source,
    type: piece.type,
    evaluate: (world, row, options) => value(context(world, row, options)),
    truth: isTrue(syntax) ? () => true : (world, row, options) => holds(context(world, row, options)),
    parts: parts ? (world, row) => parts(context(world, row)) : null,
    atoms: (world, row) => piece.nodes?.(context(world, row)).atoms ?? [piece.value(context(world, row))],
    dependencies: [...dependencies.values()],
    volatile,
  };
}

/** `true()`: what most questions say of `required`. */
function isTrue(syntax: Syntax): boolean {
  return syntax.kind === 'call' && syntax.name === 'true';
}

/** Written to by all that nobody watches. */
const UNWATCHED: BlankWatch = { blank: false };

function compilePiece(syntax: Syntax, state: Compiling): Piece {
  switch (syntax.kind) {
    case 'number':
    case 'string': {
      const { value } = syntax;
      return { at: syntax.at, type: syntax.kind === 'number' ? 'number' : 'text', value: () => value, literal: value };
    }
    case 'negate': {
      const operand = state.compile(syntax.operand, state.here);
      return { at: syntax.at, type: 'number', value: (context) => -toNumber(operand.value(context), context.watch) };
    }
    case 'binary': {
      const left = state.compile(syntax.left, state.here);
      const right = state.compile(syntax.right, state.here);
      return syntax.operator === '|' ? union(syntax.at, left, right) : operate(syntax.at, syntax.operator, left, right);
    }
    case 'path':
      return compilePath(syntax, state);
    case 'call':
      return compileCall(syntax, state);
  }
}

function union(at: number, left: Piece, right: Piece): Piece {
  const a = left.nodes;
  const b = right.nodes;
  if (!a || !b) throw new ExpressionError('type', at, 'union-sets');
  const nodes = (context: Context) => ({ atoms: [...a(context).atoms, ...b(context).atoms] });
  return { at, type: 'nodes', many: true, nodes, value: (context) => nodes(context).atoms[0] ?? '' };
}
