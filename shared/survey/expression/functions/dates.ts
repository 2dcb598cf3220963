import { formatMoment, numberOf, parseMoment, parseTimeNumber, printDate, printDateTime } from '../../dates.ts';
import type { Moment } from '../../dates.ts';
import type { Context, Piece } from '../piece.ts';
import { toNumber, toText } from '../values.ts';
import type { FunctionTable } from './function.ts';
import { text } from './function.ts';

/** A date, a date-time, or a count of days since 1970-01-01. */
function momentOf(piece: Piece | undefined, context: Context): Moment | null {
  if (!piece) return null;
  const value = piece.value(context);
  const direct = parseMoment(toText(value));
  if (direct) return direct;
  const days = toNumber(value, context.watch);
  return Number.isNaN(days) ? null : parseMoment(Number.isInteger(days) ? printDate(days) : printDateTime(days, offset(context)));
}

function offset(context: Context): number {
  return parseMoment(context.world.environment.now())?.offset ?? 0;
}

const format = (pieces: readonly Piece[]) => (context: Context): string => {
  const moment = momentOf(pieces[0], context);
  return moment ? formatMoment(moment, text(pieces[1], context)) : '';
};

export const dateFunctions: FunctionTable = {
  today: { kind: 'value', min: 0, max: 0, type: 'text', make: () => (context) => context.world.environment.now().slice(0, 10) },
  now: { kind: 'value', min: 0, max: 0, type: 'text', make: () => (context) => context.world.environment.now() },
  date: {
    kind: 'value', min: 1, max: 1, type: 'text',
    make: ([a]) => (context) => {
      const value = (a as Piece).value(context);
      if (parseMoment(toText(value))) return toText(value).slice(0, 10);
      return printDate(toNumber(value, context.watch));
    },
  },
  'date-time': {
    kind: 'value', min: 1, max: 1, type: 'text',
    make: ([a]) => (context) => {
      const value = (a as Piece).value(context);
      return parseMoment(toText(value)) ? toText(value) : printDateTime(toNumber(value, context.watch), offset(context));
    },
  },
  'decimal-date-time': {
    kind: 'value', min: 1, max: 1, type: 'number',
    make: ([a]) => (context) => {
      const moment = momentOf(a, context);
      return moment ? numberOf(moment) : NaN;
    },
  },
  'decimal-date': {
    kind: 'value', min: 1, max: 1, type: 'number',
    make: ([a]) => (context) => {
      const moment = momentOf(a, context);
      return moment ? Math.floor(numberOf({ ...moment, offset: 0 })) : NaN;
    },
  },
  'decimal-time': {
    kind: 'value', min: 1, max: 1, type: 'number',
    make: ([a]) => (context) => {
      const value = text(a, context);
      return parseTimeNumber(value.includes('T') ? value.slice(value.indexOf('T') + 1) : value);
    },
  },
  'format-date': { kind: 'value', min: 2, max: 2, type: 'text', make: format },
  'format-date-time': { kind: 'value', min: 2, max: 2, type: 'text', make: format },
};
