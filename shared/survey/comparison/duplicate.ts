import { groupBy } from '../../base/group.ts';
import type { Check, Hit } from './check.ts';
import type { Company, Lookup } from './company.ts';
import { textOf } from './company.ts';

/** `duplicate` (R55): the same identifier in the same state, or the same short name in the same region. */
export const duplicate: Check = ({ name = '', region = '' }, companies, form) => {
  const nameQuestion = form.question(name);
  const regionQuestion = form.question(region);
  const keys = (company: Company): readonly string[] => {
    const called = normaliseName(textOf(company, nameQuestion));
    const where = textOf(company, regionQuestion);
    const numbers = identifiersOf(company, form).map((number) => `number ${stateOf(company, form)} ${number}`);
    return called && where ? [...numbers, `name ${called} ${where}`] : numbers;
  };
  return sharers(companies, keys, form);
};

/** `identifier-in-two-states` (R56): the same digits belong to companies of different states. */
export const identifierInTwoStates: Check = (_, companies, form) =>
  sharers(companies, (company) => identifiersOf(company, form), form, (company) => stateOf(company, form));

/** «АО „Северный кристалл“» and «Северный  Кристалл, АО» are one name. */
export function normaliseName(name: string): string {
  return name.normalize('NFKC').toLowerCase().replaceAll('ё', 'е').split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '' && !LEGAL_FORMS.has(word)).sort().join(' ');
}

const LEGAL_FORMS = new Set(['ао', 'оао', 'пао', 'зао', 'нао', 'ооо', 'одо', 'тоо', 'осоо', 'уп', 'руп', 'гп', 'гуп', 'фгуп', 'ип', 'сп', 'llc', 'jsc', 'ojsc', 'cjsc', 'llp']);

/** So many of those that share something with a company are named. Where thousands share it, naming all of them to each would be millions of names that nobody reads. */
const NAMED = 20;

/**
 * The companies that share a key with another: of all others, or of those of another side alone. What it takes grows with the companies and not with their
 * pairs, however many share one key.
 */
function sharers(companies: readonly Company[], keysOf: (company: Company) => readonly string[], form: Lookup, sideOf: (company: Company) => string = ({ id }) => id): readonly Hit[] {
  const all = companies.map((company) => ({ company, keys: [...new Set(keysOf(company))] }));
  const holders = groupBy(all.flatMap(({ company, keys }) => keys.map((key) => ({ key, company }))), ({ key }) => key);
  const sharing = new Map([...holders].map(([key, held]) => [key, firstOfSides(held.map(({ company }) => company), sideOf)]));
  return all.flatMap(({ company, keys }) => {
    const side = sideOf(company);
    const others = new Set<Company>();
    for (const key of keys) for (const other of sharing.get(key) ?? []) {
      if (others.size > NAMED) break;
      if (sideOf(other) !== side) others.add(other);
    }
    return others.size === 0 ? [] : [{ company, values: { others: namesOf([...others], form) } }];
  });
}

/** Of each side as many as can be named and one more, in their order: whoever looks for others of any side but one finds the first of them here. */
function firstOfSides(companies: readonly Company[], sideOf: (company: Company) => string): readonly Company[] {
  const counts = new Map<string, number>();
  return companies.filter((company) => {
    const side = sideOf(company);
    const count = counts.get(side) ?? 0;
    counts.set(side, count + 1);
    return count <= NAMED;
  });
}

function identifiersOf(company: Company, form: Lookup): readonly string[] {
  return form.identity('number').map((question) => textOf(company, question).replace(/[\s-]/g, '').toUpperCase()).filter((number) => number !== '');
}

function stateOf(company: Company, form: Lookup): string {
  return textOf(company, form.identity('country')[0]);
}

function namesOf(companies: readonly Company[], form: Lookup): string {
  const names = companies.slice(0, NAMED).map((company) => `${textOf(company, form.identity('shortName')[0]) || company.id} (${stateOf(company, form)})`);
  return [...names, ...(companies.length > NAMED ? ['…'] : [])].join(', ');
}
