import type { IdentifierCheck } from './digits.ts';
import { accept, checkShape, compact, refuse, weighted } from './digits.ts';

const FIRST = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];
const SECOND = [3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2];

/**
 * БИН: 12 digits YYMM T F NNNNN C: month 01–12, type 4–6, feature 0–3. The check digit does not see the eleventh digit
 * (its weight is 11 ≡ 0), so a good one only means a plausible number.
 */
export function checkKzBin(text: string): IdentifierCheck {
  const digits = compact(text);
  const shape = checkShape(digits, [12]);
  if (shape) return shape;
  const month = Number(digits.slice(2, 4));
  if (month < 1 || month > 12) return refuse('date');
  if (!/^.{4}[456][0-3]/.test(digits)) return refuse('structure');
  const first = weighted(digits, FIRST) % 11;
  const remainder = first === 10 ? weighted(digits, SECOND) % 11 : first;
  if (remainder === 10) return refuse('neverIssued');
  return remainder === Number(digits[11]) ? accept(digits, 'check-digit') : refuse('checkDigit');
}
