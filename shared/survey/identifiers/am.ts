import type { IdentifierCheck } from './digits.ts';
import { accept, checkShape, compact } from './digits.ts';

/** ՀՎՀՀ: 8 digits; sources disagree on a check digit and none of the known methods fits real numbers, so the form only. */
export function checkAmTin(text: string): IdentifierCheck {
  const digits = compact(text);
  return checkShape(digits, [8]) ?? accept(digits, 'format');
}
