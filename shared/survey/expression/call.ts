import type { RemarkCode } from '../remark.ts';
import { dateFunctions } from './functions/dates.ts';
import { digestFunctions } from './functions/digest.ts';
import type { FunctionTable } from './functions/function.ts';
import { logicFunctions } from './functions/logic.ts';
import { nodeFunctions } from './functions/nodes.ts';
import { numberFunctions } from './functions/numbers.ts';
import { ownFunctions } from './functions/own.ts';
import { selectFunctions } from './functions/selects.ts';
import { structureFunctions } from './functions/structure.ts';
import { textFunctions } from './functions/texts.ts';
import type { Compiling, Piece } from './piece.ts';
import type { Syntax } from './syntax.ts';
import { ExpressionError } from './syntax.ts';

const FUNCTIONS: FunctionTable = {
  ...logicFunctions, ...numberFunctions, ...textFunctions, ...dateFunctions, ...selectFunctions, ...nodeFunctions, ...structureFunctions, ...digestFunctions, ...ownFunctions,
};

/** Functions of the standard that have no use here: positions on a map, encoded files, texts by their key. */
const UNSUPPORTED: ReadonlySet<string> = new Set(['area', 'distance', 'geofence', 'base64-decode', 'jr:itext', 'itext', 'intersects']);

/** Compiles a call; an unknown name, a wrong number of arguments and a wrong kind of argument are refused with their place. */
export function compileCall(syntax: Syntax & { readonly kind: 'call' }, state: Compiling): Piece {
  if (UNSUPPORTED.has(syntax.name)) throw new ExpressionError('unsupported', syntax.at, 'function-unsupported', { name: syntax.name });
  const definition = Object.hasOwn(FUNCTIONS, syntax.name) ? FUNCTIONS[syntax.name] : undefined;
  if (!definition) throw new ExpressionError('unknown-function', syntax.at, 'function-unknown', { name: syntax.name });
  const count = syntax.arguments.length;
  if (count < definition.min || count > definition.max)
    throw new ExpressionError('arguments', syntax.at, countRemark(definition.min, definition.max), { name: syntax.name, min: definition.min, max: definition.max, found: count });
  if (definition.kind === 'structure') return definition.compile(syntax, state);
  const pieces = syntax.arguments.map((argument) => state.compile(argument, state.here));
  for (const [index, piece] of pieces.entries())
    if (definition.nodes?.includes(index) && !piece.nodes)
      throw new ExpressionError('type', piece.at, 'wants-set', { name: syntax.name });
  const parts = definition.parts?.(pieces) ?? null;
  return { at: syntax.at, type: definition.type, value: definition.make(pieces), ...(parts && { parts }) };
}

function countRemark(min: number, max: number): RemarkCode {
  return min === max ? 'arguments-exactly' : max === Infinity ? 'arguments-least' : 'arguments-between';
}
