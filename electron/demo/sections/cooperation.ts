import type { JsonObject } from '../../../shared/base/json.ts';
import { needsOf } from '../catalogue/needs.ts';
import type { Dice } from '../dice.ts';
import type { Profile } from '../profile.ts';
import { COUNTRIES } from '../states.ts';
import type { AssemblyLine } from './assembly.ts';
import type { Line } from './fab.ts';
import type { Supply } from './supply.ts';

/** What the other sections say a company can do: offers never promise more. */
export interface Ability {
  readonly lines: readonly Line[];
  readonly assembly: readonly AssemblyLine[];
  readonly supply: Supply | null;
  readonly designers: number;
}

/** A company's place in a joint project with partners of other states. */
export interface Membership {
  readonly role: 'borrower' | 'supplier' | 'contractor';
  readonly partners: readonly { readonly name: string; readonly country: string; readonly number: string }[];
  readonly shares: readonly { readonly country: string; readonly share: number }[];
  readonly loan?: { readonly bank: string; readonly amount: number; readonly months: number; readonly rate: number };
}

/** Section N. Subjects come from one list, so that one company's offer meets another's need. */
export function cooperation(company: Profile, dice: Dice, ability: Ability, membership: Membership | null): JsonObject {
  const offers = offersOf(company, dice, ability);
  const needs = dice.sample(needsOf(company.kind), dice.integer(1, 2));
  return {
    offer: offers,
    need: needs.map((need) => ({
      N13: need.type, N14: need.subject, N15: need.text,
      ...(need.wafer ? { N16: need.wafer } : {}), ...(need.node ? { N17: need.node } : {}),
      N18: dice.integer(...need.volume), N19: need.unit, N20: `${company.year + 1}-${dice.pick(['07', '09', '11'])}-01`,
      N21: dice.pick(need.from), N22: dice.pick(['critical', 'high', 'medium', 'medium']),
    })),
    ...(membership ? joined(membership) : alone(dice)),
  };
}

function offersOf(company: Profile, dice: Dice, ability: Ability): readonly JsonObject[] {
  const common = { N10: `${company.year + 1}-0${dice.integer(6, 9)}-01`, N11: dice.sample(COUNTRIES.filter((country) => country !== company.country), dice.integer(2, 4)) };
  const offers: JsonObject[] = [];
  for (const line of ability.lines.filter(({ foundry }) => foundry))
    offers.push({
      N02: 'contract_mfg', N03: 'product_die', N04: `Изготовление пластин ${line.wafer} мм по технологии ${line.node} нм, запуск от одной партии, выпуск MPW по графику`,
      N05: line.wafer, N06: line.node, N08: Math.max(1, Math.floor((line.capacity - line.starts) * 12 * dice.between(0.3, 0.8, 2))), N09: '796', ...common,
    });
  const free = ability.assembly.reduce((total, line) => total + line.free, 0);
  if (free > 0) {
    const packages = ability.assembly.filter((line) => line.free > 0).flatMap((line) => line.packages);
    offers.push({
      N02: 'assembly_service', N03: `package_${dice.pick(packages)}`, N04: 'Сборка и финальные измерения по конструкторской документации заказчика, свободная мощность есть',
      N08: Math.max(1, Math.floor(free * 12 * dice.between(0.3, 0.8, 2))), N09: '798', ...common,
    });
  }
  if (ability.supply && company.roles.includes('material'))
    offers.push({
      N02: 'supply', N03: `material_${dice.pick(ability.supply.materials)}`, N04: 'Поставка партиями по графику, образцы для входного контроля предоставляются бесплатно',
      N08: Math.max(1, Math.floor(ability.supply.capacity * dice.between(0.1, 0.35, 2))), N09: ability.supply.unit, ...common,
    });
  if (ability.supply && company.roles.includes('equipment'))
    offers.push({
      N02: 'supply', N03: `equip_${dice.pick(ability.supply.machines)}`, N04: 'Изготовление установок по техническому заданию, пусконаладка и обучение персонала на месте',
      N08: dice.integer(1, 8), N09: '796', ...common,
    });
  if (company.roles.includes('mask'))
    offers.push({ N02: 'supply', N03: 'step_litho', N04: 'Изготовление комплектов фотошаблонов с контролем дефектов, срок – шесть недель', N08: dice.integer(10, 90), N09: '839', ...common });
  if (company.kind === 'design_house')
    offers.push({ N02: 'design_service', N03: 'product_asic', N04: 'Проектирование заказных СБИС от технического задания до передачи топологии на фабрику', N08: dice.integer(1, 6), N09: '796', ...common });
  if (company.kind === 'fabless')
    offers.push({ N02: 'supply', N03: dice.pick(['product_mcu', 'product_interface', 'product_pmic']), N04: 'Поставка микросхем собственной разработки, отладочные платы и документация на русском языке', N08: dice.integer(20, 700), N09: '798', ...common });
  if (company.kind === 'user')
    offers.push({ N02: 'contract_mfg', N03: 'product_pcb', N04: 'Монтаж печатных плат малыми и средними сериями, входной контроль компонентов', N08: dice.integer(2_000, 60_000), N09: '796', ...common });
  return offers;
}

function joined(membership: Membership): JsonObject {
  const { loan } = membership;
  return {
    N23: 'yes',
    N24: membership.role,
    partner: membership.partners.map(({ name, country, number }) => ({ N26: name, N27: country, N28: number, N29: 'mou' })),
    ...(loan ? { N30: loan.bank, N31: loan.amount, N32: loan.months, N33: loan.rate } : {}),
    contrib: membership.shares.map(({ country, share }) => ({ N35: country, N36: share })),
  };
}

function alone(dice: Dice): JsonObject {
  return dice.chance(0.45) ? { N23: 'yes', N24: dice.pick(['supplier', 'contractor', 'rnd', 'undecided']) } : { N23: 'no' };
}
