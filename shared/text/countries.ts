import type { Language } from './print.ts';

/** The member states and the Union by their codes, as official papers name them. */
export const countries = {
  en: {
    'country.RU': 'Russian Federation',
    'country.BY': 'Republic of Belarus',
    'country.KZ': 'Republic of Kazakhstan',
    'country.KG': 'Kyrgyz Republic',
    'country.AM': 'Republic of Armenia',
    'country.EAEU': 'Eurasian Economic Union',
  },
  ru: {
    'country.RU': 'Российская Федерация',
    'country.BY': 'Республика Беларусь',
    'country.KZ': 'Республика Казахстан',
    'country.KG': 'Кыргызская Республика',
    'country.AM': 'Республика Армения',
    'country.EAEU': 'Евразийский экономический союз',
  },
} as const;

/** The name of a member state or of the Union; any other code as it is: a key or a bundle may name any. */
export function printCountry(language: Language, code: string): string {
  const names: Readonly<Record<string, string>> = countries[language];
  return names[`country.${code}`] ?? code;
}
