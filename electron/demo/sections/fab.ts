import type { JsonObject } from '../../../shared/base/json.ts';
import type { Dice } from '../dice.ts';
import type { Profile } from '../profile.ts';
import { MAIN_SITE } from './organisation.ts';

/** One process line of a fab: what equipment, products and offers must agree with. */
export interface Line {
  readonly name: string;
  readonly wafer: '100' | '150' | '200';
  readonly node: string;
  /** Finest feature in nanometres. */
  readonly nm: number;
  readonly process: readonly string[];
  readonly capacity: number;
  readonly starts: number;
  readonly foundry: boolean;
}

interface Model {
  readonly wafer: Line['wafer'];
  readonly node: string;
  readonly largest: string;
  readonly substrate: string;
  readonly process: readonly string[];
  readonly metals: readonly [number, number];
  readonly capacity: readonly [number, number];
}

const MODELS: readonly Model[] = [
  { wafer: '200', node: '180', largest: '350', substrate: 'si', process: ['cmos', 'eeprom'], metals: [4, 6], capacity: [2200, 6000] },
  { wafer: '200', node: '250', largest: '600', substrate: 'soi', process: ['soi_cmos', 'bcd'], metals: [3, 5], capacity: [1800, 4200] },
  { wafer: '200', node: '90', largest: '180', substrate: 'si', process: ['cmos'], metals: [6, 9], capacity: [1500, 3600] },
  { wafer: '150', node: '350', largest: '1200', substrate: 'si', process: ['bicmos', 'bcd'], metals: [2, 4], capacity: [2500, 8000] },
  { wafer: '150', node: '800', largest: '2000', substrate: 'si', process: ['bipolar', 'dmos'], metals: [2, 3], capacity: [3000, 9000] },
  { wafer: '100', node: '1500', largest: '5000', substrate: 'si', process: ['bipolar', 'discrete'], metals: [1, 2], capacity: [2500, 7000] },
];

const STEPS = [
  'oxid', 'litho', 'implant', 'diffusion', 'rta', 'lpcvd', 'pecvd', 'pvd', 'etch_wet', 'etch_plasma', 'clean', 'metal', 'passivation', 'backgrind', 'sort', 'dicing',
];

export interface Fab {
  readonly answers: JsonObject;
  readonly lines: readonly Line[];
}

/** Section F, for companies with a wafer fab. */
export function fab(company: Profile, dice: Dice, area: number): Fab {
  const models = dice.sample(MODELS, company.headcount > 1100 ? 2 : 1);
  const rows = models.map((model, index) => line(model, index, company, dice));
  const clean = Math.round(area * dice.between(0.12, 0.3, 2));
  return {
    lines: rows.map((row) => row.line),
    answers: {
      line: rows.map((row) => row.answers),
      cleanroom: [
        { F25: '5', F26: Math.max(1, Math.round(clean * 0.35)) },
        { F25: '7', F26: Math.max(1, Math.round(clean * 0.65)) },
      ],
    },
  };
}

function line(model: Model, index: number, company: Profile, dice: Dice): { readonly line: Line; readonly answers: JsonObject } {
  const name = `Линия ${index + 1}, пластины ${model.wafer} мм`;
  const capacity = dice.integer(model.capacity[0] / 50, model.capacity[1] / 50) * 50;
  const starts = Math.round(capacity * dice.between(0.48, 0.9, 3));
  const foundry = dice.chance(0.7);
  return {
    line: { name, wafer: model.wafer, node: model.node, nm: Number(model.node), process: model.process, capacity, starts, foundry },
    answers: {
      F02: name, F03: MAIN_SITE, F04: model.wafer, F05: model.substrate, F06: model.process, F07: model.node, F08: model.largest,
      F09: dice.integer(...model.metals), F10: 'production', F11: dice.integer(Math.max(1996, Number(company.registered.slice(0, 4))), company.year - 2),
      F12: capacity, F13: starts, F16: dice.integer(38, 95), F17: foundry ? 'yes' : 'no',
      ...(foundry ? { F18: dice.integer(2, 8) * 5, F19: dice.pick(['none', 'on_request', '2', '4']) } : {}),
      F20: STEPS.filter((step) => step !== 'rta' || model.wafer === '200'),
      F21: dice.sample(['epi', 'cmp', 'ebeam'], 1), F22: dice.pick(['own', 'state', 'eaeu', 'third']),
      F23: dice.sample(['litho', 'implant', 'metrology', 'staff', 'materials', 'test'], dice.integer(1, 2)),
    },
  };
}
