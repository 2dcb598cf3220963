import type { Language } from '../../../../shared/ipc/service.ts';
import type { Choice } from '../../../../shared/survey/form.ts';
import type { Option } from '../../../ui/field/options.ts';
import { textIn } from '../../outline.ts';

const known = new WeakMap<readonly Choice[], Map<Language, readonly Option[]>>();

/** Choices as options of a list in the reader's language, found in the others too; a long list shows its codes. Made once a list. */
export function optionsOf(choices: readonly Choice[], language: Language): readonly Option[] {
  const made = known.get(choices) ?? new Map<Language, readonly Option[]>();
  known.set(choices, made);
  const options = made.get(language) ?? choices.map((choice) => ({
    value: choice.value, label: textIn(choice.label, language), names: Object.values(choice.label), ...(choices.length > 12 ? { note: choice.value } : {}),
  }));
  made.set(language, options);
  return options;
}
