/** Dates as ODK's XPath counts them: days since 1970-01-01, text in ISO 8601. No time zone of the machine is ever read. */

const DATE_TIME = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3})\d*)?)?(Z|[+-]\d{2}:?\d{2})?$/;
const TIME = /^(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3})\d*)?)?(Z|[+-]\d{2}:?\d{2})?$/;
const DAY = 86_400_000;

export interface Moment {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly millisecond: number;
  /** Minutes east of Greenwich; null for a date and for a time without zone. */
  readonly offset: number | null;
  readonly hasTime: boolean;
}

/** Reads `2026-11-23` or `2026-11-23T14:05:00.000+03:00`; null for anything else and for days that no calendar has. */
export function parseMoment(text: string): Moment | null {
  if (text.length < 10) return null;
  if (text.length === 10) return parseDay(text);
  const match = DATE_TIME.exec(text);
  if (!match) return null;
  const part = (index: number): number => Number(match[index] ?? 0);
  const moment: Moment = {
    year: part(1),
    month: part(2),
    day: part(3),
    hour: part(4),
    minute: part(5),
    second: part(6),
    millisecond: Number((match[7] ?? '0').padEnd(3, '0')),
    offset: match[8] === undefined ? null : parseOffset(match[8]),
    hasTime: text.length > 10,
  };
  return isDay(moment.year, moment.month, moment.day) && moment.hour < 24 && moment.minute < 60 && moment.second < 60 ? moment : null;
}

/** Reads `2026-11-23` digit by digit: dates are compared more often than anything else is read. */
function parseDay(text: string): Moment | null {
  if (text[4] !== '-' || text[7] !== '-') return null;
  const [year, month, day] = [digits(text, 0, 4), digits(text, 5, 7), digits(text, 8, 10)];
  return isDay(year, month, day) ? { year, month, day, hour: 0, minute: 0, second: 0, millisecond: 0, offset: null, hasTime: false } : null;
}

/** The number these characters write; NaN when one is no digit. */
function digits(text: string, from: number, to: number): number {
  let number = 0;
  for (let at = from; at < to; at++) {
    const digit = text.charCodeAt(at) - 48;
    if (digit < 0 || digit > 9) return NaN;
    number = number * 10 + digit;
  }
  return number;
}

const LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Whether the calendar has the day. */
function isDay(year: number, month: number, day: number): boolean {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return year >= 0 && day >= 1 && day <= (LENGTHS[month - 1] ?? 0) + (month === 2 && isLeap ? 1 : 0);
}

export function isDate(text: string): boolean {
  return text.length === 10 && parseDay(text) !== null;
}

export function isDateTime(text: string): boolean {
  return DATE_TIME.test(text) && parseMoment(text) !== null;
}

export function isTime(text: string): boolean {
  const match = TIME.exec(text);
  return match !== null && Number(match[1]) < 24 && Number(match[2]) < 60 && Number(match[3] ?? 0) < 60;
}

/** Fraction of the day of `14:05:00`, NaN for anything else. */
export function parseTimeNumber(text: string): number {
  const match = TIME.exec(text);
  if (!match || !isTime(text)) return NaN;
  return (Number(match[1]) * 3600 + Number(match[2]) * 60 + Number(match[3] ?? 0)) / 86_400;
}

/** Days since 1970-01-01 of a date or date-time, NaN for other text. A date-time without zone is read as if in UTC. */
export function parseDateNumber(text: string): number {
  const moment = parseMoment(text);
  return moment ? numberOf(moment) : NaN;
}

export function numberOf(moment: Moment): number {
  const local = Date.UTC(moment.year, moment.month - 1, moment.day, moment.hour, moment.minute, moment.second, moment.millisecond);
  return (local - (moment.offset ?? 0) * 60_000) / DAY;
}

/** The date of a count of days since 1970-01-01: `20780.4` → `2026-11-23`; `''` for NaN. */
export function printDate(days: number): string {
  if (!Number.isFinite(days) || Math.abs(days) > 2_900_000) return '';
  return new Date(Math.floor(days) * DAY).toISOString().slice(0, 10);
}

/** Date and time of a count of days, in the given zone (minutes east of Greenwich). */
export function printDateTime(days: number, offset: number): string {
  if (!Number.isFinite(days) || Math.abs(days) > 2_900_000) return '';
  const local = new Date(Math.round(days * DAY) + offset * 60_000).toISOString().slice(0, 23);
  return local + printOffset(offset);
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

/** ODK's format-date: `%Y %y %m %n %b %d %e %W %a %H %h %M %S %3 %Z`; `%%` is a percent sign. */
export function formatMoment(moment: Moment, format: string): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  return format.replace(/%([YymnbdeaHhMS3Z%])/g, (_, letter: string) => {
    switch (letter) {
      case 'Y': return String(moment.year).padStart(4, '0');
      case 'y': return two(moment.year % 100);
      case 'm': return two(moment.month);
      case 'n': return String(moment.month);
      case 'b': return MONTHS[moment.month - 1] as string;
      case 'd': return two(moment.day);
      case 'e': return String(moment.day);
      case 'a': return WEEKDAYS[new Date(Date.UTC(moment.year, moment.month - 1, moment.day)).getUTCDay()] as string;
      case 'H': return two(moment.hour);
      case 'h': return String(moment.hour);
      case 'M': return two(moment.minute);
      case 'S': return two(moment.second);
      case '3': return String(moment.millisecond).padStart(3, '0');
      case 'Z': return printOffset(moment.offset ?? 0);
      default: return '%';
    }
  });
}

function parseOffset(text: string): number {
  if (text === 'Z') return 0;
  const minutes = Number(text.slice(1, 3)) * 60 + Number(text.slice(-2));
  return text.startsWith('-') ? -minutes : minutes;
}

function printOffset(offset: number): string {
  const minutes = Math.abs(offset);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
