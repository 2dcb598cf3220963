import type { JsonObject } from '../../../shared/base/json.ts';
import type { Dice } from '../dice.ts';
import { transliterate } from '../names.ts';
import type { Profile } from '../profile.ts';

/** Section A: the survey record and the respondent. */
export function record(company: Profile, dice: Dice): JsonObject {
  return {
    A01: company.year,
    A02: company.day,
    A03: company.country,
    A04: company.body,
    A05: company.contact,
    A06: dice.pick(['Начальник планово-экономического отдела', 'Заместитель директора по развитию', 'Главный экономист', 'Начальник отдела маркетинга']),
    A07: `${company.state.phone} ${dice.integer(200, 989)}-${dice.integer(10, 99)}-${dice.integer(10, 99)}`,
    A08: `info@${siteOf(company)}`,
    A09: 'yes',
    A10: dice.chance(0.6) ? 'open' : 'comm',
    A11: dice.chance(0.5) ? ['own_state', 'eec_full', 'members', 'companies'] : ['own_state', 'eec_full'],
    A12: dice.chance(0.7) ? 'report' : 'internal',
    A13: 'no',
  };
}

/** The company's own site: `.example` is kept for examples, so that no real site can be meant. */
export const siteOf = (company: Profile): string => `${transliterate(company.name).toLowerCase().replace(/[^a-z]+/g, '-')}.${company.state.domain}.example`;
