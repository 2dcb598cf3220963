import type { JsonObject } from '../../../shared/base/json.ts';
import type { Dice } from '../dice.ts';
import type { Profile } from '../profile.ts';

const OBSTACLES = ['equipment', 'spares', 'materials', 'staff', 'finance', 'demand', 'eda', 'logistics', 'quality', 'competition_import'];
const PROPOSALS = [
  'Единый перечень аттестованных материалов, признаваемый во всех государствах-членах.',
  'Льготный режим перемещения технологического оборудования, передаваемого во временное пользование.',
  'Совместная программа подготовки технологов и операторов чистых помещений.',
  'Общий фонд запуска мультипроектных пластин для дизайн-центров Союза.',
];

/** Section P: obstacles, proposals and the signature. */
export function closing(company: Profile, dice: Dice): JsonObject {
  return {
    P01: dice.sample(OBSTACLES, dice.integer(2, 4)),
    P02: dice.chance(0.6) ? 'yes' : 'no',
    ...(dice.chance(0.45) ? { P03: dice.pick(PROPOSALS) } : {}),
    P05: 'yes',
    P06: company.chief,
    P07: company.day,
  };
}
