import type { Text } from '../../shared/survey/form.ts';
import type { ReadDb } from '../database/db.ts';
import { currentForm } from './form.ts';

/** What the form at work calls each region that a company names by its code; empty where the form has no list of regions. */
export function regionNames(db: ReadDb): Readonly<Record<string, Text>> {
  const form = currentForm(db);
  if (!form.ok) return {};
  const { definition, map } = form.value;
  const list = map.identity.region === null ? undefined : map.questions.get(map.identity.region)?.list;
  return Object.fromEntries((definition.choices[list ?? ''] ?? []).map(({ value, label }) => [value, label]));
}
