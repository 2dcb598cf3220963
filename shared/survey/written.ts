import { isDate } from './dates.ts';

/** What parts the whole from the fraction; `either` where a column may hold both. */
export type DecimalMark = 'comma' | 'point' | 'either';
/** In which order day, month and year stand when all are numbers; a year of four digits in front is always a year. */
export type DayOrder = 'dmy' | 'mdy';

/** A number as people write it: spaces or the other mark between thousands, a minus of any kind; undefined when it is none, or has more digits than a number keeps ({@link isKept}). */
export function parseNumberText(text: string, decimal: DecimalMark): number | undefined {
  const bare = text.replace(/[\s']/g, '').replace(/^[−–]/, '-');
  if (!/^[-+]?[\d.,]*\d[\d.,]*$/.test(bare)) return undefined;
  const mark = decimal === 'comma' ? ',' : decimal === 'point' ? '.' : markIn(bare);
  const other = mark === ',' ? '.' : ',';
  const [whole = '', fraction, ...more] = bare.split(mark);
  if (more.length > 0 || fraction?.includes(other) === true) return undefined;
  const digits = whole.replace(/^[-+]/, '');
  if (digits.includes(other) && !(other === '.' ? /^\d{1,3}(?:\.\d{3})+$/ : /^\d{1,3}(?:,\d{3})+$/).test(digits)) return undefined;
  const plain = `${bare.startsWith('-') ? '-' : ''}${digits.replaceAll(other, '') || '0'}.${fraction ?? '0'}`;
  return isKept(plain) ? Number(plain) : undefined;
}

/** The digits that a number in the database and in a bundle keeps for certain (IEEE 754 doubles), and those behind its point that are shown. */
const DIGITS = 15;
const BEHIND = 12;

/** Whether a number that is written with a point keeps all of its digits: what does not is not to be rounded in silence. */
export function isKept(plain: string): boolean {
  const [whole = '', fraction = ''] = plain.replace('-', '').split('.');
  const behind = fraction.replace(/0+$/, '');
  const digits = `${whole}${behind}`.replace(/^0+/, '');
  return behind.length <= BEHIND && (behind === '' ? digits.replace(/0+$/, '') : digits).length <= DIGITS && Number.isFinite(Number(plain));
}

/** Of both marks the later one begins the fraction; several of one kind part thousands. */
function markIn(bare: string): ',' | '.' {
  const [comma, point] = [bare.lastIndexOf(','), bare.lastIndexOf('.')];
  if (comma >= 0 && point >= 0) return comma > point ? ',' : '.';
  const only = comma >= 0 ? ',' : '.';
  const other = comma >= 0 ? '.' : ',';
  return bare.split(only).length > 2 ? other : only;
}

const MONTHS: readonly (readonly string[])[] = [
  ['янв', 'jan'], ['фев', 'feb'], ['мар', 'mar'], ['апр', 'apr'], ['ма', 'may'], ['июн', 'jun'], ['июл', 'jul'], ['авг', 'aug'], ['сен', 'sep'], ['окт', 'oct'], ['ноя', 'nov'], ['дек', 'dec'],
];

/** A day as people write it (`31.12.2025`, `31/12/25`, `2025.12.31`, `31 декабря 2025 г.`) as ISO text; undefined when it is none. */
export function parseDayText(text: string, order: DayOrder): string | undefined {
  const bare = text.trim().toLowerCase().replace(/[T\s]+\d{1,2}:\d{2}(?::\d{2})?$/i, '').replace(/\s*(?:года|г)\.?$/, '');
  const first = /^(\d{4})[-./](\d{1,2})[-./](\d{1,2})$/.exec(bare);
  if (first) return dayOf(first[1], first[2], first[3]);
  const last = /^(\d{1,2})[-./ ](\d{1,2})[-./ ](\d{4}|\d{2})$/.exec(bare);
  if (last) return order === 'dmy' ? dayOf(fullYear(last[3]), last[2], last[1]) : dayOf(fullYear(last[3]), last[1], last[2]);
  const named = /^(\d{1,2})[\s.-]+([a-zа-яё]{2,})\.?[\s.,-]+(\d{4})$/.exec(bare) ?? swapped(/^([a-z]{3,})\.?\s+(\d{1,2}),?\s+(\d{4})$/.exec(bare));
  if (!named) return undefined;
  const month = MONTHS.findIndex((names, index) => names.some((name) => (index === 4 && name === 'ма' ? /^ма[йя]/.test(named[2] ?? '') : named[2]?.startsWith(name))));
  return month < 0 ? undefined : dayOf(named[3], String(month + 1), named[1]);
}

function swapped(found: RegExpExecArray | null): readonly (string | undefined)[] | null {
  return found && [found[0], found[2], found[1], found[3]];
}

/** Two digits are the year of this century up to 69, as spreadsheets and databases read them. */
function fullYear(text: string | undefined): string | undefined {
  return text?.length === 2 ? `${Number(text) < 70 ? '20' : '19'}${text}` : text;
}

function dayOf(year: string | undefined, month: string | undefined, day: string | undefined): string | undefined {
  const text = `${year ?? ''}-${(month ?? '').padStart(2, '0')}-${(day ?? '').padStart(2, '0')}`;
  return isDate(text) ? text : undefined;
}
