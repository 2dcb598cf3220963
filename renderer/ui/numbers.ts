import type { Language } from '../../shared/ipc/service.ts';

const LOCALE = { ru: 'ru-RU', en: 'en-GB' } as const;

/** The locale whose conventions a language's reader expects. */
export function localeOf(language: Language): string {
  return LOCALE[language];
}

/** `12345.5` → `12 345,5` in Russian, `12,345.5` in English. Years and codes are printed without groups by `grouping: false`. */
export function printNumber(language: Language, value: number, grouping = true): string {
  return new Intl.NumberFormat(LOCALE[language], { maximumFractionDigits: 12, useGrouping: grouping }).format(value);
}

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
