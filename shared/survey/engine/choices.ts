import type { CompiledExpression } from '../expression/compile.ts';
import type { World } from '../expression/piece.ts';
import { toText } from '../expression/values.ts';
import type { Choice } from '../form.ts';
import type { Template } from '../outline.ts';
import type { Row } from '../row.ts';
import type { CompiledForm, TemplateParts } from './compile.ts';
import { partsOf } from './compile.ts';

/** Choices of a question that pass the filter now; answers in the rows of a repeat where the list is one (`${name}`). */
export function choicesOf(form: CompiledForm, world: World, template: Template, row: Row): readonly Choice[] {
  const { node } = template;
  if (node.kind !== 'question' || node.list === undefined) return [];
  const parts = partsOf(form, template);
  if (parts.rowList) return rowChoices(form, world, parts, row);
  const all = form.lists.get(node.list)?.choices ?? [];
  const filter = parts.choiceFilter;
  return filter ? all.filter((item) => filter.truth(world, row, { item })) : all;
}

/** Whether a code is in the list of a question and passes the filter now, without trying the whole list. */
export function isAllowed(form: CompiledForm, world: World, template: Template, row: Row, code: string): boolean {
  const parts = partsOf(form, template);
  if (parts.rowList) return rowChoices(form, world, parts, row).some((choice) => choice.value === code);
  const named = parts.list?.by('name').get(code);
  if (named === undefined || !parts.choiceFilter) return named !== undefined;
  return passes(named, parts.choiceFilter, world, row);
}

function passes(items: readonly Choice[], filter: CompiledExpression, world: World, row: Row): boolean {
  return items.some((item) => filter.truth(world, row, { item }));
}

function rowChoices(form: CompiledForm, world: World, parts: TemplateParts, row: Row): readonly Choice[] {
  const names = new Set((parts.rowList?.atoms(world, row) ?? []).map(toText).filter((name) => name !== ''));
  return [...names].map((value) => ({ value, label: Object.fromEntries(form.definition.languages.map((language) => [language, value])) }));
}
