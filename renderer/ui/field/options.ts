import { nearWords, wrongLetters } from './near.ts';

/** One thing to choose. */
export interface Option {
  readonly value: string;
  readonly label: string;
  /** A code or short note, shown grey at the end and found by search. */
  readonly note?: string;
  /** What it is called in the other languages: it is found by that too. */
  readonly names?: readonly string[];
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
  for (const { option, text, label, code, bare } of foldedOf(options)) {
    if (!words.every((word) => text.includes(word) || (FIGURES.test(word) && bare.includes(word)))) continue;
    (ranks[label.startsWith(start) || code.startsWith(start) || bare.startsWith(start) ? 0 : 1] as Option[]).push(option);
  }
  return ranks.flat();
}

/** Options whose words begin like those of the search but for a letter or two, the nearest first. Figures are never guessed. */
function nearOptions(options: readonly Option[], search: string): readonly Option[] {
  const known = wordsOf(options);
  const wanted = fold(search).split(WORDS).filter(Boolean).map((word) => [word, ...nearWords(known, word)]);
  if (wanted.length === 0) return [];
  return foldedOf(options)
    .map(({ option, text }) => ({ option, places: wanted.map((near) => near.findIndex((word) => text.includes(word))) }))
    .filter(({ places }) => places.every((place) => place >= 0))
    .sort((a, b) => sum(a.places) - sum(b.places))
    .map(({ option }) => option);
}

/**
 * What a text means that is left as it was typed: the first option that holds its words; an option called so but for one letter of a long word, when
 * no other is. What is only like an option may be another thing altogether: it means nothing.
 */
export function meantOption(options: readonly Option[], text: string): Option | undefined {
  const [found] = foundOptions(options, text);
  if (found) return found;
  const meant = fold(text).trim();
  const alike = meant.length < LONG || /\d/.test(meant) ? [] : foldedOf(options).filter(({ labels }) => labels.some((label) => label[0] === meant[0] && wrongLetters(meant, label, 1, true) <= 1));
  return alike.length === 1 ? alike[0]?.option : undefined;
}

/** How long a name is in which one wrong letter is a slip and not another name. */
const LONG = 5;

/** The words of a list: they are few, however long the list is. */
function wordsOf(options: readonly Option[]): readonly string[] {
  const known = words.get(options) ?? [...new Set(foldedOf(options).flatMap(({ text }) => text.split(WORDS)).filter((word) => word.length >= 4 && !/\d/.test(word)))];
  words.set(options, known);
  return known;
}

/** A code as it is typed on the keypad, without its points. */
const FIGURES = /^\d{3,}$/;
const WORDS = /[^\p{L}\p{N}]+/u;
const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

interface Folded {
  readonly option: Option;
  readonly text: string;
  readonly label: string;
  /** The names in all languages. */
  readonly labels: readonly string[];
  readonly code: string;
  /** The code without its points and spaces: `2611` for `26.11`. */
  readonly bare: string;
}

// A list is folded and parted into words once, however often it is searched: ten thousand codes answer between two keys.
const folded = new WeakMap<readonly Option[], readonly Folded[]>();
const words = new WeakMap<readonly Option[], readonly string[]>();

function foldedOf(options: readonly Option[]): readonly Folded[] {
  const known = folded.get(options) ?? options.map((option) => ({
    option, text: fold(`${option.value} ${option.label} ${option.note ?? ''} ${option.names?.join(' ') ?? ''}`), label: fold(option.label), labels: [option.label, ...(option.names ?? [])].map(fold), code: fold(option.value), bare: option.value.replaceAll(/[\s.-]/g, ''),
  }));
  folded.set(options, known);
  return known;
}

// The second half of both is what Shift writes where only one of the layouts has a letter.
const LATIN = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`{}:\"<>~";
const CYRILLIC = 'йцукенгшщзхъфывапролджэячсмитьбюёхъжэбюё';

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
