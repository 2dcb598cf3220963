import type { JsonObject } from '../../../shared/base/json.ts';
import type { Dice } from '../dice.ts';
import type { Kind } from '../kind.ts';
import { fullName, shortName } from '../profile.ts';
import type { Profile } from '../profile.ts';
import { siteOf } from './record.ts';

const ACTIVITIES: Readonly<Record<Kind, { readonly main: string; readonly others: readonly string[] }>> = {
  fab: { main: '26.11', others: ['72.19', '71.20', '26.12'] },
  fabless: { main: '26.11', others: ['62.01', '72.19', '71.12'] },
  design_house: { main: '71.12', others: ['62.01', '72.19'] },
  osat: { main: '26.11', others: ['71.20', '33.13'] },
  materials: { main: '20.59', others: ['20.13', '20.11', '72.19'] },
  masks: { main: '26.11', others: ['72.19', '71.12'] },
  equipment: { main: '28.99', others: ['33.20', '26.51', '71.12'] },
  user: { main: '26.12', others: ['26.20', '26.30', '26.51'] },
};

/** Section B: who the company is and where it works. */
export function organisation(company: Profile, dice: Dice): JsonObject {
  const state = dice.chance(0.35) ? dice.integer(25, 75) : 0;
  const third = dice.chance(0.2) ? dice.integer(1, Math.min(20, 100 - state)) : 0;
  const activity = ACTIVITIES[company.kind];
  return {
    B01: fullName(company),
    B02: shortName(company),
    B03: `${company.english} ${company.form.english}`,
    B04: company.country,
    ...identifiers(company),
    B13: company.form.code,
    B14: company.registered,
    B15: `${company.town.name}, ${company.street}`,
    B16: company.town.region,
    B17: `https://${siteOf(company)}`,
    B18: state > 0 ? 'mixed' : 'private',
    B19: state,
    B20: third,
    B23: company.headcount > 250 ? 'large' : company.headcount > 100 ? 'medium' : company.headcount > 15 ? 'small' : 'micro',
    B24: activity.main,
    B25: dice.sample(activity.others, dice.integer(1, 2)),
    B26: company.roles,
    B27: company.model,
    site: sitesOf(company, dice),
  };
}

function identifiers(company: Profile): JsonObject {
  switch (company.country) {
    case 'RU': return { B05: company.number, B06: company.ogrn, B07: company.kpp, B11: company.okpo };
    case 'BY': return { B08: company.number };
    case 'KZ': return { B09: company.number };
    case 'KG': return { B10: company.number };
    case 'AM': return { B12: company.number };
  }
}

/** Square metres a worker needs, by kind: a fab is a hall, a design house an office. */
const SPACE: Readonly<Record<Kind, number>> = { fab: 26, fabless: 9, design_house: 8, osat: 18, materials: 40, masks: 22, equipment: 35, user: 20 };

function sitesOf(company: Profile, dice: Dice): readonly JsonObject[] {
  const area = Math.round(company.headcount * SPACE[company.kind] * dice.between(0.8, 1.3, 2));
  const main = { B29: MAIN_SITE, B30: company.country, B31: company.town.name, B32: company.roles, B33: area };
  if (company.headcount < 250 || dice.chance(0.6)) return [main];
  const branch = dice.pick(company.state.towns);
  return [main, { B29: 'Вторая площадка', B30: company.country, B31: branch.name, B32: company.roles.slice(-1), B33: Math.round(area * dice.between(0.15, 0.4, 2)) }];
}

export const MAIN_SITE = 'Основная площадка';
