import type { JsonObject } from '../../../shared/base/json.ts';
import type { Dice } from '../dice.ts';
import type { Profile } from '../profile.ts';
import { MAIN_SITE } from './organisation.ts';

interface Model {
  readonly name: string;
  readonly packages: readonly string[];
  readonly bodies: readonly string[];
  readonly joints: readonly string[];
  /** Thousands of pieces a month. */
  readonly capacity: readonly [number, number];
}

const MODELS: readonly Model[] = [
  { name: 'Сборка в пластмассовые корпуса', packages: ['soic', 'ssop_tssop', 'sot', 'qfp_lqfp'], bodies: ['plastic'], joints: ['wire_au', 'wire_cu', 'glue'], capacity: [900, 6500] },
  { name: 'Сборка силовых приборов', packages: ['to220', 'to247', 'dpak_to252', 'power_module'], bodies: ['plastic'], joints: ['wire_al', 'ribbon', 'sintering_ag'], capacity: [400, 2600] },
  { name: 'Сборка в металлокерамические корпуса', packages: ['metal_ceramic', 'cerdip'], bodies: ['ceramic'], joints: ['wire_al', 'eutectic'], capacity: [20, 180] },
  { name: 'Сборка QFN и BGA', packages: ['qfn_dfn', 'bga', 'lga'], bodies: ['plastic', 'ceramic'], joints: ['wire_au', 'flip_chip', 'glue'], capacity: [250, 1900] },
];

export interface AssemblyLine {
  readonly packages: readonly string[];
  /** Thousands of pieces a month that others may use. */
  readonly free: number;
}

/** Section H, for companies that assemble. */
export function assembly(company: Profile, dice: Dice): { readonly answers: JsonObject; readonly lines: readonly AssemblyLine[] } {
  const rows = dice.sample(MODELS, company.kind === 'osat' ? dice.integer(2, 3) : 1).map((model) => {
    const capacity = dice.integer(...model.capacity);
    const output = Math.round(capacity * dice.between(0.45, 0.86, 3));
    const free = Math.floor((capacity - output) * dice.between(0.4, 0.95, 2));
    const service = free > 0 && (company.kind === 'osat' || dice.chance(0.5));
    return {
      line: { packages: model.packages, free: service ? free : 0 },
      answers: {
        H02: model.name, H03: MAIN_SITE, H04: model.packages, H05: model.bodies, H06: model.joints, H07: ['none'], H08: capacity, H09: output,
        H10: service ? 'yes' : 'no', ...(service ? { H11: free } : {}),
      },
    };
  });
  return { lines: rows.map((row) => row.line), answers: { asm: rows.map((row) => row.answers), H12: dice.chance(0.3) ? ['leadframes'] : ['none'] } };
}
