import type { Atom, Row } from '../row.ts';
import { parseDateNumber } from '../dates.ts';

/** A node-set: the values of its nodes in document order, and their rows where they are rows of a repeat. */
export interface Nodes {
  readonly atoms: readonly Atom[];
  readonly rows?: readonly Row[];
}

export type Value = string | number | boolean;

/**
 * Remembers that an empty answer was read as a number. A rule whose assert fails only because something it counts with
 * is not there yet has nothing to say (missing is never zero).
 */
export interface BlankWatch {
  blank: boolean;
}

const XPATH_NUMBER = /^-?(?:\d+(?:\.\d*)?|\.\d+)$/;

/** XPath's number(): empty or other text is NaN; a date counts days since 1970-01-01, as in ODK. */
export function toNumber(value: Value, watch: BlankWatch): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  const text = value.trim();
  if (text === '') {
    watch.blank = true;
    return NaN;
  }
  return XPATH_NUMBER.test(text) ? Number(text) : parseDateNumber(text);
}

/** 0.1 + 0.2 is 0.3 to an accountant: results keep the 15 digits a double can promise. */
export function to15Digits(value: number): number {
  if (Number.isInteger(value) || !Number.isFinite(value)) return value;
  const size = Math.abs(value);
  if (size < 1e9) {
    // Nearer to six decimals than half a unit of the 15th digit: these are its 15 digits, found without writing them.
    const short = Math.round(value * 1e6) / 1e6;
    if (Math.abs(value - short) <= Number.EPSILON * size) return short;
  }
  return Number(value.toPrecision(15));
}

/** XPath's string(): numbers without exponent, `NaN`, `Infinity`; booleans as `true` and `false`. */
export function toText(value: Value): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  if (Object.is(value, -0)) return '0';
  const text = String(value);
  return text.includes('e') ? plainDecimal(value) : text;
}

function plainDecimal(value: number): string {
  if (Math.abs(value) >= 1) return BigInt(value).toString();
  return value.toFixed(100).replace(/\.?0+$/, '');
}

/** XPath's boolean(): a number other than 0 and NaN, text that is not empty. */
export function toBoolean(value: Value): boolean {
  if (typeof value === 'boolean') return value;
  if (typeof value === 'number') return value !== 0 && !Number.isNaN(value);
  return value !== '';
}
