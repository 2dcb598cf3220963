import type { Language } from '../../../shared/ipc/service.ts';
import { parseDayText } from '../../../shared/survey/written.ts';
import { localeOf } from '../../../shared/text/values.ts';

export { printDate } from '../../../shared/text/values.ts';

/**
 * Reads day, month, year in that order, with any mark between or none (`23112026`, `231126`), the month as a word too, or ISO: as lists and workbooks are read
 * ({@link parseDayText}). Null for an empty text; the text itself when there is no such day.
 */
export function parseDate(text: string): string | null {
  const plain = text.trim();
  if (plain === '') return null;
  return parseDayText(plain.replace(/^(\d{2})(\d{2})(\d{4}|\d{2})$/, '$1.$2.$3').replace(/^(\d{1,2}),(\d{1,2}),(?=\d)/, '$1.$2.'), 'dmy') ?? text;
}

const MOMENT: Intl.DateTimeFormatOptions = { dateStyle: 'short', timeStyle: 'short' };
const DAY: Intl.DateTimeFormatOptions = { dateStyle: 'short' };
const TIME: Intl.DateTimeFormatOptions = { timeStyle: 'short' };
const formats = new Map<Intl.DateTimeFormatOptions, Map<Language, Intl.DateTimeFormat>>();

/** Made once a language: to make one takes longer than to print a hundred dates. */
function formatOf(language: Language, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const known = formats.get(options) ?? new Map<Language, Intl.DateTimeFormat>();
  formats.set(options, known);
  const format = known.get(language) ?? new Intl.DateTimeFormat(localeOf(language), options);
  known.set(language, format);
  return format;
}

/** A moment for people: `23.11.2026, 14:05`. */
export function printMoment(language: Language, at: number | string): string {
  return formatOf(language, MOMENT).format(new Date(at));
}

/** Whether two moments are of one day, by the clock of this PC. */
export function isToday(at: number, now: number): boolean {
  return new Date(at).toDateString() === new Date(now).toDateString();
}

/** The time of a moment of today, the date and time of any other. */
export function printSavedAt(language: Language, at: number, now: number): string {
  return isToday(at, now) ? formatOf(language, TIME).format(at) : printMoment(language, at);
}

/** The same where there is little room: the time of a moment of today, the day of any other. */
export function printSavedDay(language: Language, at: number, now: number): string {
  return formatOf(language, isToday(at, now) ? TIME : DAY).format(at);
}
