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
