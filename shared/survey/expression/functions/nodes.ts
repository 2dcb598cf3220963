import type { Piece } from '../piece.ts';
import type { FunctionTable } from './function.ts';

export const nodeFunctions: FunctionTable = {
  count: {
    kind: 'value', min: 1, max: 1, type: 'number', nodes: [0],
    make: ([a]) => (context) => (a as Piece).nodes?.(context).atoms.length ?? 0,
  },
  'count-non-empty': {
    kind: 'value', min: 1, max: 1, type: 'number', nodes: [0],
    make: ([a]) => (context) => ((a as Piece).nodes?.(context).atoms ?? []).filter((atom) => atom !== '').length,
  },
  last: { kind: 'value', min: 0, max: 0, type: 'number', make: () => (context) => context.size },
};
