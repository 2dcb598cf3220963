/**
 * The locale in which a text of this language writes numbers and dates. A language that no program knows (`Français` without its
 * code) is written as English, so that a sentence reads the same on every computer, whatever its own language is.
 */
export function supportedLocale(language: string): string {
  try {
    return Intl.NumberFormat.supportedLocalesOf(language)[0] ?? 'en';
  } catch {
    return 'en';
  }
}

const formats = new Map<string, Intl.NumberFormat>();

/**
 * A number as a reader of the language finds it everywhere, on screen, in sentences and on paper: `1 288,5` in Russian, `1,288.5` in English. With
 * `grouped: false` a year or a code, which are never parted; `digits` is how many may stand behind the separator.
 */
export function writeNumber(language: string, value: number, { grouped = true, digits = 12 }: { readonly grouped?: boolean; readonly digits?: number } = {}): string {
  // Small counts are written alike everywhere, and at every key.
  if (value >= 0 && value < 1_000 && Number.isInteger(value) && !Object.is(value, -0)) return String(value);
  const name = `${language} ${grouped} ${digits}`;
  // To make a format takes a hundred times as long as to use it.
  const known = formats.get(name) ?? new Intl.NumberFormat(supportedLocale(language), { maximumFractionDigits: digits, useGrouping: grouped });
  formats.set(name, known);
  return known.format(value);
}
