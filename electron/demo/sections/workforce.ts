import type { JsonObject } from '../../../shared/base/json.ts';
import type { Dice } from '../dice.ts';
import type { Kind } from '../kind.ts';
import type { Profile } from '../profile.ts';

/** Functions and their weights among the staff of microelectronics. */
const FUNCTIONS: Readonly<Record<Kind, Readonly<Record<string, number>>>> = {
  fab: { management: 6, design_digital: 5, design_analog: 4, layout: 4, process_eng: 16, litho: 7, equip_eng: 13, test_eng: 8, operators: 28, quality: 7 },
  fabless: { management: 8, design_digital: 26, design_analog: 16, layout: 14, verification: 15, test_eng: 10, quality: 4, it: 4 },
  design_house: { management: 8, design_digital: 28, design_analog: 18, layout: 20, verification: 18, it: 5 },
  osat: { management: 7, process_eng: 14, equip_eng: 12, test_eng: 15, operators: 42, quality: 10 },
  materials: { management: 8, process_eng: 22, equip_eng: 14, operators: 38, quality: 10, research: 8 },
  masks: { management: 8, layout: 12, process_eng: 20, litho: 20, equip_eng: 14, quality: 12, operators: 14 },
  equipment: { management: 9, process_eng: 14, equip_eng: 34, test_eng: 12, operators: 20, quality: 7, it: 4 },
  user: { management: 10, process_eng: 20, test_eng: 18, operators: 38, quality: 10, it: 6 },
};

const DESIGNERS: ReadonlySet<string> = new Set(['design_digital', 'design_analog', 'layout', 'verification']);

export interface Workforce {
  readonly answers: JsonObject;
  /** People in design functions: no section may claim more. */
  readonly designers: number;
}

/** Section D. Rows by function make exactly the headcount in microelectronics. */
export function workforce(company: Profile, dice: Dice): Workforce {
  const weights = FUNCTIONS[company.kind];
  const functions = Object.keys(weights);
  const heads = dice.split(company.micro, Object.values(weights));
  const staff = functions.map((name, index) => {
    const count = heads[index] as number;
    return { D04: name, D05: count, D06: Math.min(count, Math.round(count * dice.between(0, 0.14, 2))) };
  });
  const scarce = functions.filter((name) => name !== 'management' && name !== 'operators');
  return {
    designers: staff.filter((row) => DESIGNERS.has(row.D04)).reduce((total, row) => total + row.D05, 0),
    answers: {
      D01: company.headcount,
      D02: company.micro,
      staff,
      D07: Math.round(company.micro * dice.between(0.08, 0.35, 2)),
      D08: dice.sample(scarce, dice.integer(1, 3)),
    },
  };
}
