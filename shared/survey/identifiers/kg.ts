import { parseMoment } from '../dates.ts';
import type { IdentifierCheck, IdentifierWarning } from './digits.ts';
import { accept, checkShape, compact } from './digits.ts';

/** ИНН (Kyrgyzstan): 14 digits, a class digit, DDMMYYYY, a number. No check digit is published, so what looks wrong is only doubtful. */
export function checkKgInn(text: string): IdentifierCheck {
  const digits = compact(text);
  const shape = checkShape(digits, [14]);
  if (shape) return shape;
  const warnings: IdentifierWarning[] = [];
  if (!/^[012]/.test(digits)) warnings.push('doubtfulClass');
  if (!parseMoment(`${digits.slice(5, 9)}-${digits.slice(3, 5)}-${digits.slice(1, 3)}`)) warnings.push('doubtfulDate');
  return accept(digits, 'format', warnings);
}
