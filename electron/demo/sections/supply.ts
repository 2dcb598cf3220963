import type { JsonObject } from '../../../shared/base/json.ts';
import type { Dice } from '../dice.ts';
import type { Profile } from '../profile.ts';

const MATERIALS: readonly { readonly made: readonly string[]; readonly capacity: readonly [number, number]; readonly unit: string }[] = [
  { made: ['poly_si', 'si_ingot', 'si_wafer'], capacity: [60_000, 420_000], unit: '796' },
  { made: ['resist', 'developer'], capacity: [9_000, 60_000], unit: '166' },
  { made: ['etchants', 'solvents'], capacity: [150, 900], unit: '168' },
  { made: ['gas_bulk', 'gas_special'], capacity: [12_000, 95_000], unit: '166' },
  { made: ['wire', 'solder', 'paste'], capacity: [900, 7_500], unit: '166' },
  { made: ['sapphire', 'quartz'], capacity: [8_000, 42_000], unit: '796' },
];

const MACHINES: readonly (readonly string[])[] = [
  ['stepper', 'aligner', 'laser_pg'], ['pvd', 'pecvd', 'vacuum_pump'], ['plasma_etch', 'pecvd', 'rta'], ['prober', 'ate', 'climate'], ['dicer', 'die_bonder', 'wire_bonder'], ['furnace', 'lpcvd', 'gas_system'],
];

export interface Supply {
  readonly answers: JsonObject;
  readonly materials: readonly string[];
  readonly unit: string;
  readonly machines: readonly string[];
  /** Finest node the photomasks serve. */
  readonly maskNode: string;
  /** Per year, in {@link Supply.unit}. */
  readonly capacity: number;
}

/** Section G, for makers of photomasks, materials and equipment. */
export function supply(company: Profile, dice: Dice): Supply {
  const { roles } = company;
  const material = dice.pick(MATERIALS);
  const machines = dice.pick(MACHINES);
  const maskNode = dice.pick(['90', '180', '350']);
  const capacity = dice.integer(...material.capacity);
  return {
    materials: material.made, unit: material.unit, machines, maskNode, capacity,
    answers: {
      ...(roles.includes('mask') ? { G01: maskNode, G02: maskNode === '90' ? ['binary_cr', 'att_psm', 'pellicle'] : ['binary_cr', 'emulsion'], G03: dice.integer(60, 640) } : {}),
      ...(roles.includes('material')
        ? { G04: material.made, ...(material.made.includes('si_wafer') ? { G05: dice.pick(['150', '200']) } : {}), G06: capacity, G07: material.unit }
        : {}),
      ...(roles.includes('equipment') ? { G08: machines, G09: dice.integer(6, 140) } : {}),
    },
  };
}
