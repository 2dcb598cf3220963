import type { JsonObject } from '../../../shared/base/json.ts';
import type { Dice } from '../dice.ts';
import type { Profile } from '../profile.ts';
import type { Line } from './fab.ts';

interface Machine {
  readonly type: string;
  readonly origins: readonly string[];
  readonly count: readonly [number, number];
}

const FAB: readonly Machine[] = [
  { type: 'stepper', origins: ['JP', 'NL', 'BY'], count: [2, 9] },
  { type: 'coater_developer', origins: ['JP', 'DE', 'CN'], count: [2, 8] },
  { type: 'implanter', origins: ['US', 'CN', 'JP'], count: [1, 5] },
  { type: 'furnace', origins: ['RU', 'DE', 'CN'], count: [4, 18] },
  { type: 'lpcvd', origins: ['DE', 'CN'], count: [2, 8] },
  { type: 'pvd', origins: ['RU', 'US', 'CN'], count: [2, 6] },
  { type: 'plasma_etch', origins: ['RU', 'US', 'CN'], count: [3, 12] },
  { type: 'wet_bench', origins: ['RU', 'DE'], count: [4, 16] },
  { type: 'metrology_cd', origins: ['JP', 'CN'], count: [1, 4] },
];
const ASSEMBLY: readonly Machine[] = [
  { type: 'dicer', origins: ['JP', 'BY', 'CN'], count: [2, 10] },
  { type: 'die_bonder', origins: ['CH', 'CN', 'SG'], count: [4, 22] },
  { type: 'wire_bonder', origins: ['BY', 'SG', 'CN'], count: [8, 60] },
  { type: 'mold', origins: ['CN', 'JP'], count: [2, 9] },
  { type: 'laser_mark', origins: ['RU', 'CN'], count: [1, 6] },
];
const MASKS: readonly Machine[] = [
  { type: 'laser_pg', origins: ['BY', 'DE'], count: [1, 3] },
  { type: 'ebeam', origins: ['JP', 'DE'], count: [1, 2] },
  { type: 'defect', origins: ['BY', 'JP'], count: [1, 3] },
  { type: 'mask_repair', origins: ['BY', 'DE'], count: [1, 2] },
];
const TEST: readonly Machine[] = [
  { type: 'prober', origins: ['BY', 'JP', 'RU'], count: [1, 12] },
  { type: 'ate', origins: ['RU', 'CN', 'JP'], count: [1, 14] },
  { type: 'burn_in', origins: ['RU', 'CN'], count: [1, 8] },
  { type: 'climate', origins: ['RU', 'DE'], count: [1, 6] },
];

/** Section L, for companies whose roles need machines. A step done in house has its machine here. */
export function equipment(company: Profile, dice: Dice, lines: readonly Line[]): JsonObject {
  const { roles } = company;
  const sets = [...(roles.includes('fab') ? [FAB] : []), ...(roles.includes('assembly') ? [ASSEMBLY] : []), ...(roles.includes('mask') ? [MASKS] : []), ...(roles.includes('test') ? [TEST] : [])];
  return { equip: sets.flatMap((machines) => machines.map((machine) => row(machine, company, dice, machines === FAB ? lines : []))) };
}

function row(machine: Machine, company: Profile, dice: Dice, lines: readonly Line[]): JsonObject {
  const made = dice.integer(1994, company.year - 1);
  const aged = company.year - made > 20;
  const line = lines.length > 0 ? dice.pick(lines) : undefined;
  return {
    L02: machine.type,
    L04: dice.pick(machine.origins),
    L05: dice.integer(...machine.count),
    L06: dice.chance(0.06) ? { missing: 'no_data' } : made,
    ...(line ? { L07: line.wafer } : {}),
    L08: aged ? dice.pick(['good', 'repair', 'obsolete']) : made > company.year - 3 ? 'new' : 'good',
    L09: aged ? dice.pick(['own', 'third_party', 'none']) : dice.pick(['vendor', 'third_party', 'own']),
    L10: dice.chance(0.2) ? 'yes' : 'no',
  };
}
