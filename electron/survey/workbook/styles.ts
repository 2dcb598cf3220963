import { walkXml } from '../../../shared/survey/xlsform/xml.ts';

/** Formats a spreadsheet program has without writing them down, as far as they show dates or times (ECMA-376, 18.8.30). */
const BUILT_IN_DATES: readonly (readonly [number, number])[] = [[14, 22], [27, 36], [45, 47], [50, 58], [71, 81]];

/** `0 %` and `0.00 %`, which a spreadsheet has without writing them down. */
const BUILT_IN_PERCENTS: ReadonlySet<number> = new Set([9, 10]);

/** Which cell styles, by their number, show a number as a date or a time, and which as a hundredfold with a percent sign. */
export function stylesOf(xml: string | null): { readonly dates: ReadonlySet<number>; readonly percents: ReadonlySet<number> } {
  const dates = new Set<number>();
  const percents = new Set<number>();
  if (xml === null) return { dates, percents };
  const custom = new Map<number, string>();
  const formats: number[] = [];
  let inside = false;
  walkXml(xml, {
    open: (name, attribute) => {
      if (name === 'numFmt') custom.set(Number(attribute('numFmtId')), attribute('formatCode') ?? '');
      else if (name === 'cellXfs') inside = true;
      else if (name === 'xf' && inside) formats.push(Number(attribute('numFmtId') ?? 0));
    },
    close: (name) => {
      if (name === 'cellXfs') inside = false;
    },
  });
  for (const [style, format] of formats.entries()) {
    const code = custom.get(format);
    if (code === undefined ? BUILT_IN_DATES.some(([from, to]) => from <= format && format <= to) : isDateFormat(code)) dates.add(style);
    if (code === undefined ? BUILT_IN_PERCENTS.has(format) : code.replace(/"[^"]*"?|\\./g, '').includes('%')) percents.add(style);
  }
  return { dates, percents };
}

/** `dd.mm.yyyy` is one, `#,##0 "days"`, `[Red]0.00` and `General` are none. */
function isDateFormat(code: string): boolean {
  const bare = code.replace(/"[^"]*"?|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '');
  return !/general/i.test(bare) && /[ymdhs]/i.test(bare);
}

const DAY = 86_400_000;

/** A serial number of days as ISO text: a date, a date and time, or a time of day alone; as it is when no calendar has it. */
export function serialText(serial: number, epoch1904: boolean): string | number {
  if (serial < 0 || serial >= 2_958_466) return serial;
  // Spreadsheets hold 1900 for a leap year: until the day that never was they are one day ahead.
  const days = epoch1904 ? serial + 1_462 : serial < 60 ? serial + 1 : serial;
  const text = new Date(Math.round((days * DAY) / 1_000) * 1_000 + Date.UTC(1899, 11, 30)).toISOString();
  if (serial < 1 && serial > 0) return text.slice(11, 19);
  return text.endsWith('T00:00:00.000Z') ? text.slice(0, 10) : text.slice(0, 19);
}
