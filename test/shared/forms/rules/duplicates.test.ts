import { groupBy } from '../../../../shared/base/group.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lookUp, type Company } from '../../../../shared/survey/comparison/company.ts';
import { duplicate, identifierInTwoStates, normaliseName } from '../../../../shared/survey/comparison/duplicate.ts';
import type { Answer } from '../../../../shared/survey/response.ts';
import { microelectronics } from '../../../helpers/forms.ts';

const form = lookUp(microelectronics());
const SETTINGS = { name: 'B02', region: 'B16' };
const NAMED = 20;
const NUMBERS = form.identity('number').map(({ path }) => path);

/** How often a company was looked at: for its id, or for an answer. */
let looks = 0;
class Counted extends Map<string, Answer> {
  override get(path: string): Answer | undefined {
    looks += 1;
    return super.get(path);
  }
}

const company = (id: string, state: string, name: string, region: string, numbers: readonly string[]): Company => ({
  get id() {
    looks += 1;
    return id;
  },
  answers: new Counted([['/B/B04', state], ['/B/B02', name], ['/B/B16', region], ...numbers.map((number, at) => [NUMBERS[at] as string, number] as const)]),
});

const text = ({ answers }: Company, path: string): string => String(answers.get(path) ?? '');
const stateOf = (one: Company) => text(one, '/B/B04');
const numbersOf = (one: Company) => NUMBERS.map((path) => text(one, path)).filter(Boolean);

/** Every company with all that share a key with it, one by one: what is said, in the words of the rules. */
function plainly(companies: readonly Company[], keysOf: (one: Company) => readonly string[], counts: (one: Company, other: Company) => boolean): readonly { readonly id: string; readonly others: string }[] {
  const holders = groupBy(companies.flatMap((one) => keysOf(one).map((key) => ({ key, one }))), ({ key }) => key);
  return companies.flatMap((one) => {
    const others = [...new Set(keysOf(one).flatMap((key) => holders.get(key) ?? []).map((holder) => holder.one))].filter((other) => other !== one && counts(one, other));
    const names = others.map((other) => `${text(other, '/B/B02') || other.id} (${stateOf(other)})`);
    return others.length === 0 ? [] : [{ id: one.id, others: [...names.slice(0, NAMED), ...(names.length > NAMED ? ['…'] : [])].join(', ') }];
  });
}

const of = (hits: ReturnType<typeof duplicate>) => hits.map(({ company: { id }, values }) => ({ id, others: values['others'] }));

const few = (...words: readonly string[]) => fc.constantFrom(...words);
const base = fc.array(fc.record({ state: few('RU', 'KZ', 'AM'), name: few('Кристалл', 'АО «Кристалл»', 'Волна', ''), region: few('RU-MOW', 'KZ-75', ''), numbers: fc.array(few('1', '2', '3', '44'), { maxLength: 2 }) }), { maxLength: 120, size: 'max' })
  .map((rows) => rows.map(({ state, name, region, numbers }, index) => company(String(index), state, name, region, numbers)));

test('the companies that may be one, and those of which the same number is given in two states, are those that a look at every pair finds, in its order', () => {
  fc.assert(fc.property(base, (companies) => {
    expect(of(duplicate(SETTINGS, companies, form))).toEqual(plainly(companies, (one) => {
      const [name, region] = [normaliseName(text(one, '/B/B02')), text(one, '/B/B16')];
      return [...numbersOf(one).map((number) => `${stateOf(one)} ${number}`), ...(name && region ? [`${name} in ${region}`] : [])];
    }, () => true));
    expect(of(identifierInTwoStates({}, companies, form))).toEqual(plainly(companies, numbersOf, (one, other) => stateOf(one) !== stateOf(other)));
  }));
});

test('where thousands share one number and one name, twice as many take twice as many looks', () => {
  const looksAt = (count: number): number => {
    const companies = Array.from({ length: count }, (_, index) => company(String(index), index === count - 1 ? 'KZ' : 'RU', 'Кристалл', 'RU-MOW', ['1', String(index + 2)]));
    looks = 0;
    expect(duplicate(SETTINGS, companies, form)).toHaveLength(count);
    expect(identifierInTwoStates({}, companies, form)).toHaveLength(count);
    return looks;
  };
  expect(looksAt(2000) / looksAt(1000)).toBeCloseTo(2, 1);
});
