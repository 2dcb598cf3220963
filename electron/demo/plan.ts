import type { JsonObject } from '../../shared/base/json.ts';
import { BODIES } from './bodies.ts';
import type { Body } from './bodies.ts';
import { fillSurvey } from './company.ts';
import type { Dice } from './dice.ts';
import { KINDS, type Kind } from './kind.ts';
import { STEMS, TRADES } from './names.ts';
import { createProfile, fullName, type Profile } from './profile.ts';
import type { Membership } from './sections/cooperation.ts';
import { STATES } from './states.ts';
import type { Country } from './states.ts';

/** Year the survey asks about. */
export const YEAR = 2025;

/** A company of the example before it is filled in. */
export interface PlannedCompany {
  readonly body: Body;
  readonly profile: Profile;
  readonly answers: () => JsonObject;
}

/**
 * Who is surveyed by whom: the kinds go round in each body, one company is seen in two states under one name, three of
 * three states want to build system units together.
 */
export function planCompanies(dice: Dice, count: number): readonly PlannedCompany[] {
  const names = new Map(Object.keys(STEMS).map((country) => [country, createNames(dice.fork(`names ${country}`), country as Country)]));
  const numbers = new Set<string>();
  const planned = Array.from({ length: count }, (_, index) => {
    const body = BODIES[index % BODIES.length] as Body;
    const round = Math.floor(index / BODIES.length);
    const kind = KINDS[round % KINDS.length] as Kind;
    const own = dice.fork(`company ${index}`);
    const name = (names.get(body.country) as (kind: Kind) => string)(kind);
    const day = `${YEAR + 1}-0${own.pick([2, 3])}-${String(own.integer(2, 20)).padStart(2, '0')}`;
    const unique = (attempt: number): Profile => {
      const made = createProfile(own.fork(`profile ${attempt}`), { kind, country: body.country, name, year: YEAR, day, body: body.name });
      const key = `${made.country}:${made.number}`;
      if (numbers.has(key)) return unique(attempt + 1);
      numbers.add(key);
      return made;
    };
    return { body, dice: own, profile: unique(0) };
  });

  const find = (slug: string, kind: Kind): (typeof planned)[number] | undefined => planned.find(({ body, profile }) => body.slug === slug && profile.kind === kind);
  const origin = find('by-ministry', 'fabless');
  const daughter = find('kz-ministry', 'fabless');
  const members = joinProject([find('ru-ministry', 'user'), find('by-ministry', 'user'), find('kg-ministry', 'user')].map((company) => company?.profile ?? null));
  return planned.map((company) => {
    const profile = company === daughter && origin ? { ...company.profile, name: origin.profile.name, english: origin.profile.english } : company.profile;
    return { body: company.body, profile, answers: () => fillSurvey(profile, company.dice.fork('answers'), members.get(company.profile) ?? null) };
  });
}

/** Names of one state, no two alike: a stem, a trade of the kind, and a number when both are taken. */
function createNames(dice: Dice, country: Country): (kind: Kind) => string {
  const stems = dice.shuffle(STEMS[country]);
  const taken = new Set<string>();
  let turn = 0;
  return (kind) => {
    const stem = stems[turn % stems.length] as string;
    turn += 1;
    const name = `${stem}-${dice.pick(TRADES[kind])}`;
    let series = 1;
    while (taken.has(numbered(name, series))) series += 1;
    taken.add(numbered(name, series));
    return numbered(name, series);
  };
}

const numbered = (name: string, series: number): string => (series === 1 ? name : `${name}-${series}`);

/** System units by companies of three states: the first borrows and assembles, the others supply. */
function joinProject(profiles: readonly (Profile | null)[]): ReadonlyMap<Profile, Membership> {
  const members = profiles.filter((profile) => profile !== null);
  const [lead] = members;
  if (!lead || members.length < 3) return new Map();
  const shares = members.map(({ country }, index) => ({ country, share: [46, 32, 18][index] ?? 0 }));
  return new Map(
    members.map((member): readonly [Profile, Membership] => [
      member,
      {
        role: member === lead ? 'borrower' : 'supplier',
        partners: members.filter((other) => other !== member).map((other) => ({ name: fullName(other), country: other.country, number: other.number })),
        shares,
        ...(member === lead ? { loan: { bank: lead.country, amount: Math.round(3_200 * STATES[lead.country].rate), months: 48, rate: 19.5 } } : {}),
      },
    ]),
  );
}
