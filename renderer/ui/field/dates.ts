import type { Language } from '../../../shared/ipc/service.ts';
import { localeOf } from '../../../shared/text/values.ts';

export { printDate } from '../../../shared/text/values.ts';

/**
 * Reads day, month, year in that order, with any mark between or none (`23112026`), or ISO. Null for an empty text; the
 * text itself when there is no such day.
 */
export function parseDate(text: string): string | null {
  const plain = text.trim();
  if (plain === '') return null;
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(plain);
  const local = /^(\d{1,2})[.,/\s-](\d{1,2})[.,/\s-](\d{4})$/.exec(plain) ?? /^(\d{2})(\d{2})(\d{4})$/.exec(plain);
  const [year, month, day] = iso ? [iso[1], iso[2], iso[3]] : local ? [local[3], local[2], local[1]] : [];
  if (!year || !month || !day) return text;
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  const printed = date.toISOString().slice(0, 10);
  return printed === `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` ? printed : text;
}

const MOMENT: Intl.DateTimeFormatOptions = { dateStyle: 'short', timeStyle: 'short' };
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

/** Bytes for people: `1,4 МБ`. */
export function printSize(language: Language, bytes: number): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;
  const power = Math.min(units.length - 1, bytes > 0 ? Math.floor(Math.log(bytes) / Math.log(1024)) : 0);
  return new Intl.NumberFormat(localeOf(language), { style: 'unit', unit: units[power] as string, unitDisplay: 'short', maximumFractionDigits: power > 0 ? 1 : 0 })
    .format(bytes / 1024 ** power);
}
