import type { JsonObject } from '../../../shared/base/json.ts';
import { INPUTS } from '../catalogue/inputs.ts';
import type { Input } from '../catalogue/inputs.ts';
import type { Dice } from '../dice.ts';
import type { Profile } from '../profile.ts';

const UNION: ReadonlySet<string> = new Set(['AM', 'BY', 'KZ', 'KG', 'RU']);

/** Section K: what would stop the company if it were lost. */
export function inputs(company: Profile, dice: Dice): JsonObject {
  const fitting = INPUTS.filter((input) => input.kinds.includes(company.kind));
  return { input: dice.sample(fitting, dice.integer(3, 5)).map((input) => row(input, dice)) };
}

function row(input: Input, dice: Dice): JsonObject {
  const origin = dice.pick(input.origins);
  const union = UNION.has(origin);
  const sole = dice.chance(union ? 0.05 : 0.25);
  const lead = dice.integer(...input.lead);
  // Licences lie in no store.
  const short = input.kind !== 'eda' && input.kind !== 'ip' && dice.chance(sole ? 0.35 : 0.1);
  return {
    K02: input.kind,
    K03: input.name,
    K04: input.tnved,
    K05: dice.integer(...input.need),
    K06: input.unit,
    K08: origin,
    K09: sole ? 100 : dice.integer(8, 18) * 5,
    K10: sole ? 'yes' : 'no',
    K11: sole ? (union ? 0 : 100) : union ? dice.integer(0, 4) * 10 : dice.integer(5, 10) * 10,
    K12: short ? Math.max(2, Math.round(lead * 0.6)) : lead + dice.integer(1, 10),
    K13: lead,
    K14: union ? 'full' : dice.pick(['partial', 'dev', 'none']),
    K15: sole ? 'stop' : dice.pick(['over50', '20_50', 'under20']),
  };
}
