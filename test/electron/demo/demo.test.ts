import { describe, expect, test } from 'vitest';
import { fillSurvey } from '../../../electron/demo/company.ts';
import { createDice } from '../../../electron/demo/dice.ts';
import { planCompanies } from '../../../electron/demo/plan.ts';
import { KINDS } from '../../../electron/demo/kind.ts';
import { createProfile } from '../../../electron/demo/profile.ts';
import { COUNTRIES } from '../../../electron/demo/states.ts';
import { checkIdentifier, schemeOfCountry } from '../../../shared/survey/identifiers/check.ts';
import { compileForm } from '../../../shared/survey/engine/compile.ts';
import { createSession } from '../../../shared/survey/engine/engine.ts';
import { answersFromJson } from '../../../shared/survey/json.ts';
import { microelectronics } from '../../helpers/forms.ts';
import { fc } from '../../helpers/properties.ts';

const form = compileForm(microelectronics());
const NOW = '2026-03-23T10:00:00.000+03:00';

describe('the dice', () => {
  test('throw the same for the same seed, and a fork does not depend on what was thrown before', () => {
    const [one, two] = [createDice('a'), createDice('a')];
    expect([one.next(), one.integer(1, 6), one.uuid()]).toEqual([two.next(), two.integer(1, 6), two.uuid()]);
    one.next();
    expect(one.fork('x').next()).toBe(two.fork('x').next());
    expect(createDice('b').next()).not.toBe(createDice('a').next());
  });

  test('split a total into whole shares that sum to it', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 0, max: 1_000_000 }), fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 12 }), (seed, total, weights) => {
        const shares = createDice(seed).split(total, weights);
        expect(shares.reduce((sum, share) => sum + share, 0)).toBe(total);
        expect(shares.every((share) => Number.isInteger(share) && share >= 0)).toBe(true);
      }),
    );
  });
});

describe('made-up companies', () => {
  test('have identifiers that pass the checks of their state', () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom(...COUNTRIES), fc.constantFrom(...KINDS), (seed, country, kind) => {
        const profile = createProfile(createDice(seed), { kind, country, name: 'Пинега-Кристалл', year: 2025, day: '2026-03-02', body: 'Министерство' });
        expect(profile.scheme).toBe(schemeOfCountry(country));
        expect(checkIdentifier(profile.scheme as 'ru_inn', profile.number, { country })).toMatchObject({ ok: true, normalised: profile.number });
      }),
    );
  });

  test('have answers without an error, whatever the seed, the state and the kind', () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom(...COUNTRIES), fc.constantFrom(...KINDS), (seed, country, kind) => {
        const dice = createDice(seed);
        const profile = createProfile(dice, { kind, country, name: 'Пинега-Кристалл', year: 2025, day: '2026-03-02', body: 'Министерство промышленности' });
        const read = answersFromJson(form.definition, fillSurvey(profile, dice));
        if (!read.ok) throw new Error(JSON.stringify(read.error));
        const session = createSession(form, read.value, { now: () => NOW, random: () => 0.5, uuid: () => 'u' });
        expect(session.findings('complete').filter((finding) => finding.level === 'error')).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  test('are no two alike in number or name, thousands of them', () => {
    const planned = planCompanies(createDice('many'), 3000);
    expect(new Set(planned.map(({ profile }) => `${profile.country}:${profile.number}`)).size).toBe(3000);
    const names = new Set(planned.map(({ profile }) => `${profile.country} ${profile.name}`));
    // One name stands in two states on purpose.
    expect(names.size).toBe(3000);
  });

  test('of three states plan one project together, each naming the others', () => {
    const joined = planCompanies(createDice('svod'), 48).map(({ profile, answers }) => ({ profile, cooperation: answers().N as Record<string, unknown> })).filter(({ cooperation }) => Array.isArray(cooperation.partner));
    expect(new Set(joined.map(({ profile }) => profile.country))).toEqual(new Set(['RU', 'BY', 'KG']));
    const numbers = joined.map(({ profile }) => profile.number);
    for (const { profile, cooperation } of joined) {
      const partners = (cooperation.partner as readonly { readonly N28: string }[]).map((partner) => partner.N28);
      expect(new Set(partners)).toEqual(new Set(numbers.filter((number) => number !== profile.number)));
    }
  });

  test('offer what others need', () => {
    const surveys = planCompanies(createDice('svod'), 48).map(({ answers }) => answers().N as { readonly offer: readonly { readonly N03: string }[]; readonly need: readonly { readonly N14: string }[] });
    const offered = new Set(surveys.flatMap(({ offer }) => offer.map((one) => one.N03)));
    const needed = new Set(surveys.flatMap(({ need }) => need.map((one) => one.N14)));
    expect([...needed].filter((subject) => offered.has(subject)).length).toBeGreaterThan(3);
  });
});
