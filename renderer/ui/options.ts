/** One thing to choose. */
export interface Option {
  readonly value: string;
  readonly label: string;
  /** A code or short note, shown grey at the end and found by search. */
  readonly note?: string;
}

/** How many options a list shows at once; the rest is reached by typing. */
export const SHOWN = 100;

/** Options whose label or code holds every word of the search; those that begin with it come first. */
export function filterOptions(options: readonly Option[], search: string): readonly Option[] {
  const words = fold(search).split(/\s+/).filter(Boolean);
  if (words.length === 0) return options;
  const found = options.filter((option) => {
    const text = fold(`${option.value} ${option.label} ${option.note ?? ''}`);
    return words.every((word) => text.includes(word));
  });
  const start = words[0] as string;
  const rank = (option: Option) => (fold(option.label).startsWith(start) || fold(option.value).startsWith(start) ? 0 : 1);
  return found.map((option, index) => ({ option, index, rank: rank(option) }))
    .sort((a, b) => a.rank - b.rank || a.index - b.index).map((entry) => entry.option);
}

function fold(text: string): string {
  return text.toLocaleLowerCase('ru').replaceAll('ё', 'е');
}
