import type { Text } from '../survey/form.ts';

/** A text of the form in the reader's language, else in the form's own, else in any, as it is shown on the screen and on paper: {@link unparted}. */
export function textIn(text: Text | undefined, language: string, own = 'ru'): string {
  if (!text) return '';
  return unparted(text[language] ?? text[own] ?? text['en'] ?? Object.values(text)[0] ?? '');
}

/**
 * A text whose lines do not end between a number and its sign or unit, between a sign and its number, within an abbreviation or between initials and a name: no-break
 * spaces stand there. For texts that are read; what is stored, hashed or given to another program stays as it was written.
 */
export function unparted(text: string): string {
  return MAY_PART.test(text) ? text.replace(PARTED, '\u00A0') : text;
}

/** Units that are written behind a number, in both languages; `in` only where it closes, or it may be the preposition. */
const UNITS = [
  '[%‰°±]', '(?:(?:мк|[нмкс])?м|(?:мк|[мк])?г|т|л|шт|ед|чел|[кМГ]?Вт|[мк]?В|[мк]?А|[кМГ]?Гц|[кМ]?Ом|с|мин|ч|тыс|млн|млрд|руб|долл|п\\.)(?![\\p{L}\\d])',
  '(?:год|года|году|лет|дюйм|дюйма|дюймов|раза?|шт(?:уки?|ук)|знак(?:а|ов)?|цифр[аы]?)(?!\\p{L})',
  '(?:[nµuckm]?m|[kmµ]?g|t|pcs|[kMG]?W|[mk]?V|[mk]?A|[kMG]?Hz|[kM]?Ohm|years?|inch(?:es)?|digits?|characters?)(?!\\p{L})', 'in(?=[),.;]|$)',
].join('|');

/** Each of these is one space that must not end a line. */
const PARTED = new RegExp([
  `(?<=\\d) (?=${UNITS})`, '(?<=\\d) (?=\\d{3}(?!\\d))', '(?<=(?:^|[\\s(])[±<>≤≥≈~×+−=]) (?=\\d)', '(?<=[№§]) (?=\\S)', '(?<=(?<!\\p{L})(?:[Nn]o|[Aa]rt)\\.) (?=\\d)',
  '(?<=(?<!\\p{L})(?:г|гл|ул|д|обл|стр|ст|п|пп|подп|рис|табл|прил|разд|им)\\.) (?=[\\p{Lu}\\d«])', '(?<=(?<!\\p{L})[ит]\\.) (?=[депч]\\.)', '(?<=(?<!\\p{L})(?:тыс\\.|млн|млрд)) (?=(?:ед|шт|чел|руб|долл|м)(?!\\p{L}))',
  '(?<=(?<!\\p{L})\\p{Lu}\\.) (?=\\p{Lu}(?:\\.|\\p{Ll}))', '(?<=\\p{Lu}\\p{Ll}+) (?=\\p{Lu}\\. ?\\p{Lu}\\.)',
].join('|'), 'gu');

/** Most texts have no such place, and hundreds of them are drawn with a form. */
const MAY_PART = /[\d№§±]|\p{L}\. /u;
