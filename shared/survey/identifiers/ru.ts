import type { IdentifierCheck } from './digits.ts';
import { accept, checkShape, compact, refuse, weighted } from './digits.ts';

const TEN = [2, 4, 10, 3, 5, 9, 4, 6, 8];
const ELEVENTH = [7, 2, 4, 10, 3, 5, 9, 4, 6, 8];
const TWELFTH = [3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8];
const FROM_ONE = [1, 2, 3, 4, 5, 6, 7, 8, 9];
const FROM_THREE = [3, 4, 5, 6, 7, 8, 9, 10, 1];

/** ИНН: 10 digits for organisations, 12 for persons; check digits by mod 11, then mod 10. */
export function checkRuInn(text: string): IdentifierCheck {
  const digits = compact(text);
  const shape = checkShape(digits, [10, 12]);
  if (shape) return shape;
  const agrees = (weights: readonly number[], at: number): boolean => (weighted(digits, weights) % 11) % 10 === Number(digits[at]);
  const good = digits.length === 10 ? agrees(TEN, 9) : agrees(ELEVENTH, 10) && agrees(TWELFTH, 11);
  return good ? accept(digits, 'check-digit') : refuse('checkDigit');
}

/** ОГРН: 13 digits, the first 12 as a number mod 11, then mod 10; never begins with 0. */
export function checkRuOgrn(text: string): IdentifierCheck {
  return registerNumber(text, 13, 11n, /^[1-9]/);
}

/** ОГРНИП: 15 digits, the first 14 mod 13, then mod 10 (remainders above 9 would never fit one digit); begins with 3 or 4. */
export function checkRuOgrnip(text: string): IdentifierCheck {
  return registerNumber(text, 15, 13n, /^[34]/);
}

function registerNumber(text: string, length: number, modulus: bigint, start: RegExp): IdentifierCheck {
  const digits = compact(text);
  const shape = checkShape(digits, [length]);
  if (shape) return shape;
  if (!start.test(digits)) return refuse('structure');
  const remainder = (BigInt(digits.slice(0, -1)) % modulus) % 10n;
  return remainder === BigInt(digits.slice(-1)) ? accept(digits, 'check-digit') : refuse('checkDigit');
}

/** КПП: NNNNPPXXX without check digit; PP may hold Latin letters. Digits 3–4 mean nothing since 2026. */
export function checkRuKpp(text: string): IdentifierCheck {
  const value = compact(text);
  if (value.length !== 9) return refuse('length');
  if (/^0+$/.test(value)) return refuse('zeros');
  return /^\d{4}[\dA-Z]{2}\d{3}$/.test(value) ? accept(value, 'format') : refuse('characters');
}

/**
 * ОКПО: 8 digits (organisations) or 10 (sole traders); weights 1, 2, … 10, again from 1; where the remainder is 10, weights
 * from 3; where it is 10 again, 0. Outside Russia the method is not confirmed: a digit that disagrees is only doubtful.
 */
export function checkOkpo(text: string, confirmed: boolean): IdentifierCheck {
  const digits = compact(text);
  const shape = checkShape(digits, confirmed ? [8, 10] : [8]);
  if (shape) return shape;
  const own = digits.slice(0, -1);
  const first = weighted(own, FROM_ONE) % 11;
  const second = first === 10 ? weighted(own, FROM_THREE) % 11 : first;
  if ((second === 10 ? 0 : second) === Number(digits.slice(-1))) return accept(digits, confirmed ? 'check-digit' : 'format');
  return confirmed ? refuse('checkDigit') : accept(digits, 'format', ['doubtfulCheckDigit']);
}
