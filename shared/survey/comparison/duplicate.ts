import { groupBy } from '../../base/group.ts';
import type { Check } from './check.ts';
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
export const identifierInTwoStates: Check = (_, companies, form) => {
  const found = sharers(companies, (company) => identifiersOf(company, form), form);
  const states = new Map(companies.map((company) => [company.id, stateOf(company, form)]));
  return found
    .map((hit) => ({ ...hit, others: hit.others.filter((other) => states.get(other.id) !== states.get(hit.company.id)) }))
    .filter((hit) => hit.others.length > 0)
    .map((hit) => ({ ...hit, values: { others: namesOf(hit.others, form) } }));
};

/** «АО „Северный кристалл“» and «Северный  Кристалл, АО» are one name. */
export function normaliseName(name: string): string {
  return name.normalize('NFKC').toLowerCase().replaceAll('ё', 'е').split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '' && !LEGAL_FORMS.has(word)).sort().join(' ');
}

const LEGAL_FORMS = new Set(['ао', 'оао', 'пао', 'зао', 'нао', 'ооо', 'одо', 'тоо', 'осоо', 'уп', 'руп', 'гп', 'гуп', 'фгуп', 'ип', 'сп', 'llc', 'jsc', 'ojsc', 'cjsc', 'llp']);

function sharers(companies: readonly Company[], keys: (company: Company) => readonly string[], form: Lookup) {
  const holders = groupBy(
    companies.flatMap((company) => keys(company).map((key) => ({ key, company }))),
    (holder) => holder.key,
  );
  return companies.flatMap((company) => {
    const others = [...new Set(keys(company).flatMap((key) => holders.get(key) ?? []).map((holder) => holder.company))].filter((other) => other !== company);
    return others.length === 0 ? [] : [{ company, others, values: { others: namesOf(others, form) } }];
  });
}

function identifiersOf(company: Company, form: Lookup): readonly string[] {
  return form.identity('number').map((question) => textOf(company, question).replace(/[\s-]/g, '').toUpperCase()).filter((number) => number !== '');
}

function stateOf(company: Company, form: Lookup): string {
  return textOf(company, form.identity('country')[0]);
}

function namesOf(companies: readonly Company[], form: Lookup): string {
  return companies.map((company) => `${textOf(company, form.identity('shortName')[0]) || company.id} (${stateOf(company, form)})`).join(', ');
}
