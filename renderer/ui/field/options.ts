import MiniSearch from 'minisearch';

/** One thing to choose. */
export interface Option {
  readonly value: string;
  readonly label: string;
  /** A code or short note, shown grey at the end and found by search. */
  readonly note?: string;
  /** Further words it is found by: its label in the other languages. */
  readonly also?: string;
}

/** How many options a list shows at once; the rest is reached by typing. */
export const SHOWN = 100;

/**
 * Options whose label or code holds every word of the search; those that begin with it come first. When there are none, what
 * was typed in the other keyboard layout counts, then what differs by a typing error.
 */
export function filterOptions(options: readonly Option[], search: string): readonly Option[] {
  if (fold(search).trim() === '') return options;
  const found = foundOptions(options, search);
  if (found.length > 0) return found;
  const near = nearOptions(options, search);
  return near.length > 0 ? near : nearOptions(options, otherLayout(search));
}

/** Options that hold every word of the search, else every word of what the same keys write in the other keyboard layout. */
export function foundOptions(options: readonly Option[], search: string): readonly Option[] {
  const found = matchOptions(options, search);
  return found.length > 0 ? found : matchOptions(options, otherLayout(search));
}

/** Options that hold every word of the search as it is typed, without any tolerance. */
function matchOptions(options: readonly Option[], search: string): readonly Option[] {
  const words = fold(search).split(/\s+/).filter(Boolean);
  const start = words[0];
  if (start === undefined) return options;
  const ranks: (readonly Option[])[] = [[], []];
  for (const { option, text, label, code } of foldedOf(options)) {
    if (!words.every((word) => text.includes(word))) continue;
    (ranks[label.startsWith(start) || code.startsWith(start) ? 0 : 1] as Option[]).push(option);
  }
  return ranks.flat();
}

/** Options whose words differ from those of the search by a letter or two, the nearest first. Digits are never guessed. */
function nearOptions(options: readonly Option[], search: string): readonly Option[] {
  const index = indexOf(options);
  const wanted = fold(search).split(WORDS).filter(Boolean).map((word) => [word, ...index.search(word).map(({ id }) => id as string)]);
  if (wanted.length === 0) return [];
  return foldedOf(options)
    .map(({ option, text }) => ({ option, places: wanted.map((near) => near.findIndex((word) => text.includes(word))) }))
    .filter(({ places }) => places.every((place) => place >= 0))
    .sort((a, b) => sum(a.places) - sum(b.places))
    .map(({ option }) => option);
}

type Index = MiniSearch<{ readonly id: string; readonly word: string }>;

/** The words of a list: they are few, however long the list is. */
function indexOf(options: readonly Option[]): Index {
  let index = indexes.get(options);
  if (!index) {
    const words = new Set(foldedOf(options).flatMap(({ text }) => text.split(WORDS)).filter((word) => word.length >= 4 && !/\d/.test(word)));
    index = new MiniSearch({ fields: ['word'], searchOptions: { prefix: true, fuzzy: (term) => (term.length < 4 || /\d/.test(term) ? false : term.length < 7 ? 1 : 2) } });
    index.addAll([...words].map((word) => ({ id: word, word })));
    indexes.set(options, index);
  }
  return index;
}

const WORDS = /[^\p{L}\p{N}]+/u;
const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

interface Folded {
  readonly option: Option;
  readonly text: string;
  readonly label: string;
  readonly code: string;
}

// A list is folded and indexed once, however often it is searched: ten thousand codes answer between two keys.
const folded = new WeakMap<readonly Option[], readonly Folded[]>();
const indexes = new WeakMap<readonly Option[], Index>();

function foldedOf(options: readonly Option[]): readonly Folded[] {
  const known = folded.get(options) ?? options.map((option) => ({
    option, text: fold(`${option.value} ${option.label} ${option.note ?? ''} ${option.also ?? ''}`), label: fold(option.label), code: fold(option.value),
  }));
  folded.set(options, known);
  return known;
}

const LATIN = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`";
const CYRILLIC = 'йцукенгшщзхъфывапролджэячсмитьбюё';

/** What the same keys write in the other layout: `ghbdtn` for `привет`. */
export function otherLayout(text: string): string {
  return [...text.toLowerCase()].map((letter) => {
    const latin = LATIN.indexOf(letter);
    const cyrillic = CYRILLIC.indexOf(letter);
    return latin >= 0 ? CYRILLIC[latin] : cyrillic >= 0 ? LATIN[cyrillic] : letter;
  }).join('');
}

function fold(text: string): string {
  return text.toLocaleLowerCase('ru').replaceAll('ё', 'е');
}
