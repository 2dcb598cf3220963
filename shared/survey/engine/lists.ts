import { groupBy } from '../../base/group.ts';
import type { ChoiceIndex } from '../expression/piece.ts';
import type { Choice, FormDefinition } from '../form.ts';

/** Choice lists with look-up by any column, built when first asked for. */
export function indexLists(definition: FormDefinition): ReadonlyMap<string, ChoiceIndex> {
  return new Map(Object.entries(definition.choices).map(([name, choices]) => [name, indexList(choices)]));
}

function indexList(choices: readonly Choice[]): ChoiceIndex {
  const indexes = new Map<string, ReadonlyMap<string, readonly Choice[]>>();
  return {
    choices,
    columns: new Set(choices.flatMap((choice) => Object.keys(choice.attributes ?? {}))),
    by: (column) => {
      const known = indexes.get(column);
      if (known) return known;
      const made = groupBy(choices, (choice) => (column === 'name' || column === 'value' ? choice.value : (choice.attributes?.[column] ?? '')));
      indexes.set(column, made);
      return made;
    },
  };
}
