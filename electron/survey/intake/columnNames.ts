import type { FormDefinition, Question } from '../../../shared/survey/form.ts';
import { stateNamed } from '../../../shared/survey/identifiers/states.ts';
import type { FormMap } from '../formMap.ts';
import { choiceNames, type ChoiceNames } from '../workbook/choiceNames.ts';

/** The choices of a question as lists name them; null when it has none. The state that a company is of is known by all its usual names. */
export function columnNames(definition: FormDefinition, { identity }: FormMap, { path, list, codeList }: Pick<Question, 'path' | 'list' | 'codeList'>): ChoiceNames | null {
  const choices = definition.choices[list ?? codeList ?? ''];
  if (choices === undefined) return null;
  const names = choiceNames(definition, choices, definition.defaultLanguage);
  return path === identity.country ? { ...names, codeOf: (text) => names.codeOf(text) ?? stateNamed(text) } : names;
}
