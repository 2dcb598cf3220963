import type { Language } from '../../../shared/ipc/service.ts';
import { printNumber } from '../../../shared/text/values.ts';

export { printNumber } from '../../../shared/text/values.ts';

/** The text to edit: the reader's decimal separator, no groups. */
export function editNumber(language: Language, value: number): string {
  return printNumber(language, value, false);
}

/**
 * Reads a number as people of both languages write it: spaces as groups, comma or point before the fraction. Null for an
 * empty text; the text itself when it is not a number.
 */
export function parseNumber(language: Language, text: string): number | string | null {
  const plain = text.replaceAll(/[\s\u00a0\u202f]/g, '').replace(/^[−–]/, '-');
  if (plain === '') return null;
  const english = language === 'en' && /^-?\d{1,3}(,\d{3})+(\.\d*)?$/.test(plain) ? plain.replaceAll(',', '') : plain.replace(',', '.');
  if (!/^-?(\d+\.?\d*|\.\d+)$/.test(english)) return text.normalize('NFC');
  const value = Number(english);
  return Number.isFinite(value) ? value : text.normalize('NFC');
}
