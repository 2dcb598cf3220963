import type { IdentifierCheck } from './digits.ts';
import { accept, compact, refuse } from './digits.ts';

const WEIGHTS = [29, 23, 19, 17, 13, 7, 5, 3];
const FIRST = 'ABCEHKM';
const SECOND = 'ABCEHKMOPT';
const LOOK_ALIKES: Readonly<Record<string, string>> = { А: 'A', В: 'B', С: 'C', Е: 'E', Н: 'H', К: 'K', М: 'M', О: 'O', Р: 'P', Т: 'T' };

/**
 * УНП: 9 characters. Organisations: digits, the first 1–7 (region). Persons: two letters first, the second counts as its
 * place in {@link SECOND}. Letters typed in Cyrillic are taken as the Latin ones they look like. (МНС, 31.12.2003 № 127)
 */
export function checkByUnp(text: string): IdentifierCheck {
  const value = compact(text).replace(/^УНП/, '').replace(/[А-Я]/g, (letter) => LOOK_ALIKES[letter] ?? letter);
  if (value.length !== 9) return refuse('length');
  if (/^0+$/.test(value)) return refuse('zeros');
  const person = /^[A-Z]{2}\d{7}$/.test(value);
  if (!person && !/^\d{9}$/.test(value)) return refuse('characters');
  if (person ? !FIRST.includes(value.charAt(0)) || !SECOND.includes(value.charAt(1)) : !/^[1-7]/.test(value)) return refuse('structure');
  const counted = person ? value.charAt(0) + String(SECOND.indexOf(value.charAt(1))) + value.slice(2) : value;
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * parseInt(counted.charAt(index), 36), 0);
  const remainder = sum % 11;
  if (remainder === 10) return refuse('neverIssued');
  return remainder === Number(value.charAt(8)) ? accept(value, 'check-digit') : refuse('checkDigit');
}
