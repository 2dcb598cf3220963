import type { JsonObject } from '../../../shared/base/json.ts';
import type { Dice } from '../dice.ts';
import type { Kind } from '../kind.ts';
import type { Profile } from '../profile.ts';
import { COUNTRIES } from '../states.ts';

/** R&D to revenue, per cent. */
const RESEARCH: Readonly<Record<Kind, readonly [number, number]>> = {
  fab: [3, 14], fabless: [16, 42], design_house: [15, 38], osat: [2, 7], materials: [2, 9], masks: [4, 12], equipment: [5, 16], user: [2, 10],
};

const USES: Readonly<Record<Kind, readonly string[]>> = {
  fab: ['auto', 'industrial', 'energy', 'telecom', 'card', 'medical', 'railway'],
  fabless: ['telecom', 'industrial', 'computing', 'iot', 'auto', 'card'],
  design_house: ['telecom', 'industrial', 'iot', 'medical', 'computing'],
  osat: ['auto', 'industrial', 'energy', 'railway', 'consumer', 'card'],
  materials: ['industrial', 'energy', 'lighting', 'telecom'],
  masks: ['industrial', 'telecom', 'auto', 'energy'],
  equipment: ['industrial', 'energy', 'telecom', 'lighting'],
  user: ['computing', 'telecom', 'energy', 'railway', 'medical', 'agriculture'],
};

/** Section C. Every sum that the rules compare is exact: shares make 100, rows make their total. */
export function economics(company: Profile, dice: Dice): JsonObject {
  const abroad = dice.integer(4, 28);
  const union = dice.integer(6, 34);
  const sales = Math.round((company.revenue * union) / 100);
  const imported = dice.integer(18, 72);
  const uses = dice.sample(USES[company.kind], dice.integer(2, 4));
  const shares = dice.split(100, uses.map(() => 1));
  return {
    C01: company.state.currency,
    C02: company.revenue,
    // Now and then a year without the one large order: the rule about units asks, and is answered.
    C03: Math.round(company.revenue / (dice.chance(0.05) ? dice.between(3.1, 4.4, 2) : dice.between(0.86, 1.34, 3))),
    C04: company.microRevenue,
    C05: 100 - union - abroad,
    C06: union,
    C07: abroad,
    eaeu_sales: salesByState(company, dice, sales),
    C11: dice.chance(0.5) ? 100 : dice.integer(55, 98),
    enduse: uses.map((use, index) => ({ C13: use, C14: shares[index] as number })),
    C15: Math.round((company.revenue * dice.between(...RESEARCH[company.kind], 1)) / 100),
    C16: dice.chance(0.06) ? { missing: 'restricted' } : Math.round(company.revenue * dice.between(0.03, 0.35, 3)),
    C17: imported,
    C18: Math.round(imported * dice.between(0.45, 0.92, 2)),
  };
}

function salesByState(company: Profile, dice: Dice, total: number): readonly JsonObject[] {
  const others = dice.sample(COUNTRIES.filter((country) => country !== company.country), dice.integer(1, 3));
  const amounts = dice.split(total, others.map(() => 1));
  return others.map((country, index) => ({ C09: country, C10: amounts[index] as number }));
}
