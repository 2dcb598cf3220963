import type { Choice, FormDefinition, Question, Text } from '../../shared/survey/form.ts';

/** What may be answered; its code only where people write it ({@link isClassifier}). */
export interface PrintedEntry {
  readonly code: string | null;
  readonly label: string;
}

/** A list of answers at the end of an empty form, which its questions point to by its number. */
export interface PrintedList {
  readonly number: number;
  readonly label: string;
  /** The numbers of the questions that are answered from it. */
  readonly asked: readonly string[];
  readonly entries: readonly PrintedEntry[];
}

/** Where a question stands on a sheet: over its whole width, in a record of a wide table, in a column. */
export type Within = 'page' | 'card' | 'column';

/** How the answers of an empty form are chosen: ticked beside the question or beneath it in columns, looked up in a list at the end, written in words. */
export type Offer = 'beside' | 'columns' | 'list' | 'words';

/** So many choices stand beside a question; in a record, which is printed more than once, fewer. */
const MOST_BESIDE = { page: 6, card: 5, column: 0 } as const;
/** So many are ticked beneath it, more where several may be chosen: one is written sooner than found among many. */
const MOST_IN_COLUMNS = { one: 14, several: 40 } as const;
/** Longer lists would take sheets of their own: whoever fills in knows the word for a country, the program finds it. */
const MOST_LISTED = 60;

/** How an empty form offers the choices of a question; those that depend on another answer, or on rows, are written in words. */
export function offerOf({ list, choiceFilter, type }: Question, { choices }: FormDefinition, within: Within): Offer {
  const count = list === undefined || choiceFilter !== undefined ? 0 : (choices[list]?.length ?? 0);
  if (count === 0 || count > MOST_LISTED) return 'words';
  if (count <= MOST_BESIDE[within]) return 'beside';
  return within === 'page' && count <= MOST_IN_COLUMNS[type === 'select_multiple' || type === 'rank' ? 'several' : 'one'] ? 'columns' : 'list';
}

/** Numbers the lists of a form in the order in which its questions point to them. */
export function listsOf({ choices }: FormDefinition, say: (text: Text | undefined) => string): { readonly numberFor: (question: Question) => number; readonly printed: () => readonly PrintedList[] } {
  const found = new Map<string, Map<string, string>>();
  return {
    numberFor: ({ list = '', number, name, label }) => {
      const asked = found.get(list) ?? new Map<string, string>();
      found.set(list, asked.set(number ?? name, say(label)));
      return [...found.keys()].indexOf(list) + 1;
    },
    // The plainest of the questions names the list: «Проектная норма», not which of them is meant.
    printed: () => [...found].map(([list, asked], index) => ({
      number: index + 1, label: [...asked.values()].reduce((least, label) => (label.length < least.length ? label : least)), asked: [...asked.keys()],
      entries: entriesOf(choices[list] ?? [], say),
    })),
  };
}

/** The choices of a list as a reader of paper is shown them. */
export function entriesOf(choices: readonly Choice[], say: (text: Text | undefined) => string): readonly PrintedEntry[] {
  const coded = isClassifier(choices);
  return choices.map(({ value, label }) => ({ code: coded ? value : null, label: say(label) || value }));
}

/**
 * Whether people know the choices by their codes, as those of NACE, CPA, HS or units of measure: all are figures, and some label does not say its own. Other codes are
 * the form's names for what the label says, and no person's.
 */
function isClassifier(choices: readonly Choice[]): boolean {
  return choices.every(({ value }) => /^\d+(\.\d+)*$/.test(value)) && choices.some(({ value, label }) => Object.values(label).some((words) => !words.includes(value)));
}

/** An entry in a line. */
export function printEntry({ code, label }: PrintedEntry): string {
  return code === null ? label : `${code} – ${label}`;
}
