import type { Dice } from './dice.ts';
import { amTin, byUnp, kgInn, kzBin, okpo, ruInn, ruKpp, ruOgrn } from './identifiers.ts';
import type { Kind } from './kind.ts';
import { PEOPLE, transliterate } from './names.ts';
import { STATES } from './states.ts';
import type { Country, LegalForm, State, Town } from './states.ts';

export type Role = 'material' | 'mask' | 'equipment' | 'eda' | 'design' | 'fab' | 'assembly' | 'test' | 'ecb' | 'distr' | 'rnd';

/** A fictional company before it has answered anything: what all sections of its survey must agree on. */
export interface Profile {
  readonly kind: Kind;
  readonly country: Country;
  readonly state: State;
  readonly scheme: string;
  readonly number: string;
  readonly ogrn: string;
  readonly kpp: string;
  readonly okpo: string;
  readonly form: LegalForm;
  /** «Пинега-Кристалл» without the legal form. */
  readonly name: string;
  readonly english: string;
  readonly town: Town;
  readonly street: string;
  readonly registered: string;
  readonly roles: readonly Role[];
  readonly model: string;
  readonly headcount: number;
  /** Of them in microelectronics. */
  readonly micro: number;
  /** Thousands of the national currency. */
  readonly revenue: number;
  readonly microRevenue: number;
  readonly contact: string;
  readonly chief: string;
  /** The year the survey asks about, and the day it was filled in. */
  readonly year: number;
  readonly day: string;
  readonly body: string;
}

interface Trait {
  readonly model: string;
  readonly roles: readonly Role[];
  readonly extra: readonly Role[];
  readonly headcount: readonly [number, number];
  /** Share of staff and of revenue that is microelectronics. */
  readonly micro: readonly [number, number];
  /** Revenue per employee, thousands of US dollars. */
  readonly productivity: readonly [number, number];
}

const TRAITS: Readonly<Record<Kind, Trait>> = {
  fab: { model: 'idm', roles: ['design', 'fab', 'test'], extra: ['assembly', 'rnd'], headcount: [420, 1900], micro: [0.8, 0.96], productivity: [28, 62] },
  fabless: { model: 'fabless', roles: ['design', 'test'], extra: ['rnd', 'distr'], headcount: [45, 320], micro: [0.85, 0.98], productivity: [45, 110] },
  design_house: { model: 'design_house', roles: ['design'], extra: ['eda', 'rnd'], headcount: [18, 140], micro: [0.85, 0.98], productivity: [26, 60] },
  osat: { model: 'osat', roles: ['assembly', 'test'], extra: ['rnd'], headcount: [120, 680], micro: [0.75, 0.95], productivity: [18, 48] },
  materials: { model: 'supplier', roles: ['material'], extra: ['rnd', 'test'], headcount: [60, 420], micro: [0.45, 0.9], productivity: [34, 110] },
  masks: { model: 'supplier', roles: ['mask'], extra: ['design', 'rnd'], headcount: [40, 190], micro: [0.9, 0.99], productivity: [38, 85] },
  equipment: { model: 'supplier', roles: ['equipment'], extra: ['rnd'], headcount: [80, 520], micro: [0.5, 0.9], productivity: [32, 80] },
  user: { model: 'user', roles: ['ecb'], extra: ['distr', 'rnd'], headcount: [90, 1100], micro: [0.15, 0.4], productivity: [30, 90] },
};

export interface ProfileOptions {
  readonly kind: Kind;
  readonly country: Country;
  readonly name: string;
  readonly year: number;
  readonly day: string;
  readonly body: string;
}

/** Makes up a company of a kind in a state. */
export function createProfile(dice: Dice, options: ProfileOptions): Profile {
  const { kind, country, name } = options;
  const trait = TRAITS[kind];
  const state = STATES[country];
  const town = dice.pick(state.towns);
  const registered = `${dice.integer(1994, 2019)}-${two(dice.integer(1, 12))}-${two(dice.integer(1, 28))}`;
  const headcount = dice.integer(...trait.headcount);
  const micro = Math.max(8, Math.round(headcount * dice.between(...trait.micro, 3)));
  const revenue = Math.round(headcount * dice.between(...trait.productivity, 2) * state.rate);
  const inn = ruInn(dice);
  const people = PEOPLE[country];
  return {
    ...options, state, town, registered, headcount, micro, revenue,
    ...identify(country, dice, registered, town.region, inn),
    ogrn: ruOgrn(dice, registered), kpp: ruKpp(inn), okpo: okpo(dice),
    form: dice.pick(state.forms),
    english: transliterate(name),
    street: `${dice.pick(town.streets)}, ${dice.integer(2, 96)}`,
    roles: [...trait.roles, ...(dice.chance(0.4) ? [dice.pick(trait.extra)] : [])],
    model: trait.model,
    microRevenue: Math.round(revenue * dice.between(...trait.micro, 3)),
    contact: dice.pick(people.women),
    chief: dice.pick(people.men),
  };
}

function identify(country: Country, dice: Dice, registered: string, region: string, inn: string): { readonly scheme: string; readonly number: string } {
  switch (country) {
    case 'RU': return { scheme: 'ru_inn', number: inn };
    case 'BY': return { scheme: 'by_unp', number: byUnp(dice, region) };
    case 'KZ': return { scheme: 'kz_bin', number: kzBin(dice, registered) };
    case 'KG': return { scheme: 'kg_inn', number: kgInn(dice, registered) };
    case 'AM': return { scheme: 'am_tin', number: amTin(dice) };
  }
}

const two = (value: number): string => String(value).padStart(2, '0');

/** The company's name as a register writes it, and as people do. */
export const fullName = (company: Profile): string => `${company.form.full} «${company.name}»`;
export const shortName = (company: Profile): string => `${company.form.short} «${company.name}»`;
