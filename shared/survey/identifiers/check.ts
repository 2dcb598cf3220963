import { checkAmTin } from './am.ts';
import { checkByUnp } from './by.ts';
import type { IdentifierCheck } from './digits.ts';
import { checkKgInn } from './kg.ts';
import { checkKzBin } from './kz.ts';
import { checkOkpo, checkRuInn, checkRuKpp, checkRuOgrn, checkRuOgrnip } from './ru.ts';

/** Numbers by which the five states know a company. */
export type IdentifierScheme = 'ru_inn' | 'ru_ogrn' | 'ru_ogrnip' | 'ru_kpp' | 'by_unp' | 'kz_bin' | 'kg_inn' | 'okpo' | 'am_tin';

export interface IdentifierContext {
  /** ISO code of the company's state: an OKPO code outside Russia can only be doubted. */
  readonly country?: string;
}

const CHECKS: Readonly<Record<IdentifierScheme, (text: string, context: IdentifierContext) => IdentifierCheck>> = {
  ru_inn: checkRuInn,
  ru_ogrn: checkRuOgrn,
  ru_ogrnip: checkRuOgrnip,
  ru_kpp: checkRuKpp,
  by_unp: checkByUnp,
  kz_bin: checkKzBin,
  kg_inn: checkKgInn,
  okpo: (text, { country }) => checkOkpo(text, country === undefined || country === 'RU'),
  am_tin: checkAmTin,
};

export function isScheme(text: string): text is IdentifierScheme {
  return Object.hasOwn(CHECKS, text);
}

/**
 * Checks a number by its scheme. Spaces and hyphens are dropped, Cyrillic look-alikes of a УНП become Latin. A good
 * answer never means “this company exists”: `certainty` says whether a check digit was verified or the form only.
 */
export function checkIdentifier(scheme: IdentifierScheme, text: string, context: IdentifierContext = {}): IdentifierCheck {
  return CHECKS[scheme](text, context);
}

const BY_COUNTRY: Readonly<Record<string, IdentifierScheme>> = { RU: 'ru_inn', BY: 'by_unp', KZ: 'kz_bin', KG: 'kg_inn', AM: 'am_tin' };

/** The number by which a state identifies its taxpayers; null outside the five. */
export function schemeOfCountry(country: string): IdentifierScheme | null {
  return BY_COUNTRY[country] ?? null;
}
