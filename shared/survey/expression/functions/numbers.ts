import type { Piece } from '../piece.ts';
import { to15Digits, toNumber } from '../values.ts';
import type { FunctionTable, ValueFunction } from './function.ts';
import { allValues, ofNode, ofNumbers } from './function.ts';

const extreme = (choose: (...values: number[]) => number): ValueFunction => ({
  kind: 'value', min: 1, max: Infinity, type: 'number',
  make: (pieces) => (context) => {
    const values = allValues(pieces, context).map((value) => toNumber(value, context.watch));
    return values.length === 0 ? NaN : choose(...values);
  },
});

/** Half away from zero, to a number of decimals (ODK); half decimals such as 1.005 are rounded as they are written. */
function roundTo(value: number, places = 0): number {
  if (Number.isNaN(places)) return NaN;
  if (!Number.isFinite(value)) return value;
  const digits = Math.trunc(places);
  const [mantissa, exponent = '0'] = String(Math.abs(value)).split('e');
  const shifted = Math.round(Number(`${mantissa}e${Number(exponent) + digits}`));
  const [back, power = '0'] = String(shifted).split('e');
  return Math.sign(value) * Number(`${back}e${Number(power) - digits}`) || 0;
}

export const numberFunctions: FunctionTable = {
  number: ofNode('number', (value, context) => toNumber(value, context.watch)),
  int: ofNumbers(1, 1, Math.trunc),
  round: ofNumbers(1, 2, roundTo),
  floor: ofNumbers(1, 1, Math.floor),
  ceiling: ofNumbers(1, 1, Math.ceil),
  abs: ofNumbers(1, 1, Math.abs),
  pow: ofNumbers(2, 2, Math.pow),
  sqrt: ofNumbers(1, 1, Math.sqrt),
  exp: ofNumbers(1, 1, Math.exp),
  exp10: ofNumbers(1, 1, (value) => 10 ** value),
  log: ofNumbers(1, 1, Math.log),
  log10: ofNumbers(1, 1, Math.log10),
  sin: ofNumbers(1, 1, Math.sin),
  cos: ofNumbers(1, 1, Math.cos),
  tan: ofNumbers(1, 1, Math.tan),
  asin: ofNumbers(1, 1, Math.asin),
  acos: ofNumbers(1, 1, Math.acos),
  atan: ofNumbers(1, 1, Math.atan),
  atan2: ofNumbers(2, 2, Math.atan2),
  pi: ofNumbers(0, 0, () => Math.PI),
  min: extreme(Math.min),
  max: extreme(Math.max),
  sum: {
    kind: 'value', min: 1, max: 1, type: 'number', nodes: [0],
    make: ([a]) => {
      const { nodes } = a as Piece;
      return (context) => {
        let total = 0;
        for (const atom of nodes?.(context).atoms ?? []) total += toNumber(atom, context.watch);
        return to15Digits(total);
      };
    },
  },
};
