import type { Check, Hit } from './check.ts';
import type { Company, Entry, Lookup } from './company.ts';
import { entriesOf, textOf } from './company.ts';

type Settings = Parameters<Check>[0];

/**
 * `fab-for-node` (R35): a product's die is said to be made in a member state in which no line of the base reaches its
 * node. A line stands in the country of its site, else in its company's; lines of a status in `idle` make nothing yet.
 * Countries outside the list `states` are not in the base and are passed over.
 */
export const fabForNode: Check = (settings, companies, form) => {
  const sizes = new Map(form.choices(settings.list ?? '').map((choice) => [choice.value, Number(choice.attributes?.[settings.attribute ?? ''] ?? NaN)]));
  const states = new Set(form.choices(settings.states ?? '').map((choice) => choice.value));
  const finest = finestByState(settings, companies, form, sizes);
  return companies.flatMap((company) => {
    const countries = byRow(entriesOf(company, form.question(settings.country ?? '')));
    return entriesOf(company, form.question(settings.node ?? '')).flatMap((node): readonly Hit[] => {
      const country = countries.get(node.row);
      const state = String(country?.value);
      const wanted = sizes.get(String(node.value)) ?? NaN;
      const isWithinReach = Number.isNaN(wanted) || !states.has(state) || (finest.get(state) ?? Infinity) <= wanted;
      return country === undefined || isWithinReach ? [] : [{ company, paths: [node.path, country.path], values: { country: state, node: wanted } }];
    });
  });
};

/** The smallest node any line of a state makes. */
function finestByState(settings: Settings, companies: readonly Company[], form: Lookup, sizes: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
  const idle = new Set((settings.idle ?? '').split(' '));
  const named = (key: string): ReturnType<Lookup['question']> => form.question(settings[key] ?? '');
  const finest = new Map<string, number>();
  for (const company of companies) {
    const lines = entriesOf(company, named('line_node'));
    if (lines.length === 0) continue;
    const home = textOf(company, form.identity('country')[0]);
    const status = byRow(entriesOf(company, named('line_status')));
    const site = byRow(entriesOf(company, named('line_site')));
    const siteRows = new Map(entriesOf(company, named('site')).map((entry) => [entry.value, entry.row]));
    const siteCountry = byRow(entriesOf(company, named('site_country')));
    for (const line of lines) {
      if (idle.has(String(status.get(line.row)?.value))) continue;
      const row = siteRows.get(site.get(line.row)?.value ?? '');
      const state = String((row !== undefined && siteCountry.get(row)?.value) || home);
      const size = sizes.get(String(line.value)) ?? NaN;
      if (size < (finest.get(state) ?? Infinity)) finest.set(state, size);
    }
  }
  return finest;
}

function byRow(entries: readonly Entry[]): ReadonlyMap<string, Entry> {
  return new Map(entries.map((entry) => [entry.row, entry]));
}
