import { writeNumber } from '../survey/locale.ts';
import type { Language } from './print.ts';

const LOCALE = { ru: 'ru-RU', en: 'en-GB' } as const;

/** The locale whose conventions a language's reader expects. */
export function localeOf(language: Language): string {
  return LOCALE[language];
}

/** `12345.5` → `12 345,5` in Russian, `12,345.5` in English. Years and codes are printed without groups by `grouping: false`. */
export function printNumber(language: Language, value: number, grouping = true): string {
  return writeNumber(language, value, { grouped: grouping });
}

/** `2026-11-23` → `23.11.2026` in Russian, `23/11/2026` in English; a text that is no date stays as it is. */
export function printDate(language: Language, iso: string): string {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(iso);
  if (!match) return iso;
  const mark = language === 'ru' ? '.' : '/';
  return [match[3], match[2], match[1]].join(mark);
}

/** A day on paper: `26 ноября 2026 г.`, `26 November 2026`; with the time of day where it is asked for. */
export function printDay(language: Language, at: string | number, time = false): string {
  return new Intl.DateTimeFormat(LOCALE[language], { dateStyle: 'long', ...(time && { timeStyle: 'short' }) }).format(new Date(at));
}
