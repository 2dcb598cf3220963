import type { JsonObject } from '../../../shared/base/json.ts';
import type { Dice } from '../dice.ts';
import type { Profile } from '../profile.ts';
import type { Country } from '../states.ts';

const NATIONAL: Readonly<Record<Country, string>> = { RU: 'gost_9001', BY: 'stb_9001', KZ: 'st_rk_9001', KG: 'iso_9001', AM: 'iso_9001' };
const REGISTERS: Readonly<Record<Country, string>> = { RU: 'ru_719', BY: 'by_register', KZ: 'kz_register', KG: 'eaeu_register', AM: 'eaeu_register' };
const TESTS = ['wafer_sort', 'final_test', 'parametric', 'burn_in', 'reliability', 'climate', 'mechanical', 'esd', 'failure_analysis', 'xray'];

/** Section I: tests and certificates. */
export function quality(company: Profile, dice: Dice): JsonObject {
  const serious = company.roles.includes('test') || company.roles.includes('assembly');
  const laboratory = serious && dice.chance(0.5);
  const until = (): string => `${company.year + dice.integer(2, 4)}-${String(dice.integer(1, 12)).padStart(2, '0')}-15`;
  const certificate = (standard: string, prefix: string): JsonObject => ({ I06: standard, I07: `${prefix}-${dice.integer(10_000, 99_999)}`, I08: until() });
  return {
    I01: serious ? dice.sample(TESTS, dice.integer(4, 8)) : ['final_test', 'climate'],
    I02: laboratory ? 'yes' : 'no',
    ...(laboratory ? { I03: `${company.country}.ИЛ.${dice.integer(1000, 9999)}` } : {}),
    I04: serious && dice.chance(0.6) ? 'yes' : 'no',
    cert: [certificate(NATIONAL[company.country], `${company.country}-QMS`), ...(dice.chance(0.3) ? [certificate('iso_14001', `${company.country}-EMS`)] : [])],
    I09: dice.chance(0.6) ? [REGISTERS[company.country]] : ['none'],
  };
}
