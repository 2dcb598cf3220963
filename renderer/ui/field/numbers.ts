import type { Language } from '../../../shared/ipc/service.ts';
import { isKept } from '../../../shared/survey/written.ts';
import { localeOf, printNumber } from '../../../shared/text/values.ts';

export { printNumber } from '../../../shared/text/values.ts';

/** The text to edit: the reader's decimal separator, no groups. */
export function editNumber(language: Language, value: number): string {
  return printNumber(language, value, false);
}

/**
 * Reads a number as people of both languages write it: spaces as groups, comma or point before the fraction, points as groups where a comma or a second point says so. Null for an
 * empty text; the text itself when it is not a number, or has more digits than a number keeps ({@link isKept}).
 */
export function parseNumber(language: Language, text: string): number | string | null {
  const plain = text.replaceAll(/[\s\u00a0\u202f]/g, '').replace(/^[−–]/, '-').replace(/^\+(?=[\d.,])/, '');
  if (plain === '') return null;
  const english = grouped(language, plain) ?? plain.replace(',', '.');
  if (!/^-?(\d+\.?\d*|\.\d+)$/.test(english) || !isKept(english)) return text.normalize('NFC');
  return Number(english);
}

/** The same for a share in per cent, whose sign may stand behind the number. */
export function parsePercent(language: Language, text: string): number | string | null {
  const typed = parseNumber(language, text);
  if (typeof typed !== 'string' || !text.includes('%')) return typed;
  const bare = parseNumber(language, text.replace(/\s*%\s*$/, ''));
  return typeof bare === 'number' ? bare : typed;
}

/** A number whose groups are parted by marks, without them; null when it has none for certain. */
function grouped(language: Language, plain: string): string | null {
  if (language === 'en' && /^-?\d{1,3}(,\d{3})+(\.\d*)?$/.test(plain)) return plain.replaceAll(',', '');
  if (/^-?\d{1,3}(\.\d{3})+,\d*$/.test(plain) || /^-?\d{1,3}(\.\d{3}){2,}$/.test(plain)) return plain.replaceAll('.', '').replace(',', '.');
  return null;
}

/** Bytes for people: `1,4 МБ`. */
export function printSize(language: Language, bytes: number): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;
  const power = Math.min(units.length - 1, bytes > 0 ? Math.floor(Math.log(bytes) / Math.log(1024)) : 0);
  return new Intl.NumberFormat(localeOf(language), { style: 'unit', unit: units[power] as string, unitDisplay: 'short', maximumFractionDigits: power > 0 ? 1 : 0 })
    .format(bytes / 1024 ** power);
}
