import type { Language } from '../../shared/ipc/service.ts';
import { eachNode } from '../../shared/survey/engine/evaluate.ts';
import { printValue } from '../../shared/survey/engine/message.ts';
import { namesIn } from '../../shared/survey/expression/names.ts';
import type { Finding } from '../../shared/survey/findings.ts';
import type { Choice, FormDefinition, FormNode, Question, Repeat, Text } from '../../shared/survey/form.ts';
import { rowPath } from '../../shared/survey/path.ts';
import { isMissing, type Answer, type Path, type ReasonCode } from '../../shared/survey/response.ts';
import type { Session } from '../../shared/survey/session.ts';
import { columnsOf, isInShortForm, isShown, type Column } from '../../shared/survey/shown.ts';
import { textIn } from '../../shared/text/formText.ts';
import { isSentenceCode, printSentence } from '../../shared/text/print.ts';
import { printNumber } from '../../shared/text/values.ts';
import { entriesOf, listsOf, offerOf, printEntry, type PrintedEntry, type PrintedList, type Within } from './printedLists.ts';

/** An answer on paper; `blank` is a place to write: in lines, or choices to tick (`wide`: too many to stand beside the question); `list` is the number of the list to look it up in. */
export type PrintedAnswer =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'missing'; readonly reason: ReasonCode }
  | { readonly kind: 'none' }
  | { readonly kind: 'blank'; readonly lines: number; readonly choices: readonly string[]; readonly wide: boolean; readonly list: number | null };

interface Labelled {
  readonly number: string;
  readonly label: string;
}

export interface PrintedQuestion extends Labelled {
  readonly kind: 'question';
  readonly unit: string;
  readonly required: boolean;
  /** On an empty form: the questions whose answers decide whether this one is asked. */
  readonly dependsOn: readonly string[];
  readonly answer: PrintedAnswer;
}

export type PrintedItem =
  | PrintedQuestion
  | { readonly kind: 'note'; readonly text: string }
  | (Labelled & { readonly kind: 'group'; readonly dependsOn: readonly string[]; readonly items: readonly PrintedItem[] })
  /** A repeat of few columns. */
  | (Labelled & { readonly kind: 'table'; readonly missing: ReasonCode | null; readonly columns: readonly (Labelled & { readonly unit: string; readonly numeric: boolean; readonly list: number | null })[]; readonly rows: readonly (readonly PrintedAnswer[])[] })
  /** A repeat too wide for a sheet: its rows one under another. */
  | (Labelled & { readonly kind: 'cards'; readonly missing: ReasonCode | null; readonly cards: readonly (readonly PrintedItem[])[] });

/** Where a table no longer fits the width of an A4 sheet. */
const MOST_COLUMNS = 6;
const BLANK_ROWS = 5;
const BLANK_CARDS = 2;
const BLANK: Extract<PrintedAnswer, { readonly kind: 'blank' }> = { kind: 'blank', lines: 1, choices: [], wide: false, list: null };

/** A form on paper, and the lists of answers that an empty one points to. */
export interface PrintedForm {
  readonly items: readonly PrintedItem[];
  readonly lists: readonly PrintedList[];
}

/**
 * What a form says on paper, in the reader's language. Of a filled one only what is asked of the company; with `blank` every
 * question, with places to write. `short`: only what the short form shows.
 */
export function printedItems(session: Session, language: Language, { blank, short }: { readonly blank: boolean; readonly short: boolean }): PrintedForm {
  const { form } = session;
  const say = (text: Text | undefined): string => textIn(text, language, form.defaultLanguage);
  const labels = labelsOf(form, say);
  const lists = listsOf(form, say);
  const head = (node: FormNode): Labelled => ({ number: node.number ?? (node.kind === 'group' && node.label[language] === undefined ? '' : node.name), label: say(node.label) });
  const conditions = (node: FormNode): readonly string[] => (blank ? namesOfCondition(node) : []);

  const answerTo = (question: Question, path: Path, within: Within): PrintedAnswer => {
    if (blank) return placeToWrite(question, within);
    const { value, relevant } = session.field(path);
    if (value === null || !relevant) return { kind: 'none' };
    return isMissing(value) ? { kind: 'missing', reason: value.missing } : { kind: 'text', text: printAnswer(question, value, path) };
  };
  const placeToWrite = (question: Question, within: Within): PrintedAnswer => {
    const offer = offerOf(question, form, within);
    const many = question.type === 'select_multiple' || question.type === 'rank';
    if (offer === 'words' || offer === 'list') return { ...BLANK, lines: question.appearance === 'multiline' ? 3 : many ? 2 : 1, list: offer === 'list' ? lists.numberFor(question) : null };
    return { ...BLANK, choices: [...(labels.get(question.list ?? '')?.values() ?? [])], wide: offer === 'columns' };
  };
  const printAnswer = (question: Question, value: Exclude<Answer, { readonly missing: ReasonCode }>, path: Path): string => {
    if (typeof value === 'number') return printNumber(language, value, question.type !== 'year');
    if (question.type === 'date' && typeof value === 'string') return printValue(value, language);
    const { list } = question;
    if (list === undefined) return typeof value === 'string' ? value : value.join('; ');
    const label = (code: string): string => (list.startsWith('$') ? say(session.choices(path).find((choice) => choice.value === code)?.label) : labels.get(list)?.get(code)) || code;
    return typeof value === 'string' ? label(value) : value.map(label).join('; ');
  };

  const items = (nodes: readonly FormNode[], parent: Path, within: Within): readonly PrintedItem[] => nodes.flatMap((node): readonly PrintedItem[] => {
    if (short && !isInShortForm(node)) return [];
    const path = parent === '/' ? `/${node.name}` : `${parent}/${node.name}`;
    if (node.kind !== 'question' && !blank && !session.relevant(path)) return [];
    switch (node.kind) {
      case 'group': return [{ kind: 'group', ...head(node), dependsOn: conditions(node), items: items(node.children, path, within) }];
      case 'repeat': return [repeat(node, path)];
      case 'question': return isShown(node) && (blank || session.field(path).relevant) ? [question(node, path, within)] : [];
    }
  });
  const question = (node: Question, path: Path, within: Within): PrintedItem => {
    if (node.type === 'note') return { kind: 'note', text: say(blank ? node.label : session.texts(path).label) };
    return { kind: 'question', ...head(node), unit: say(node.unit), required: node.required !== undefined, dependsOn: conditions(node), answer: answerTo(node, path, within) };
  };
  const repeat = (node: Repeat, path: Path): PrintedItem => {
    const value = blank ? null : session.field(path).value;
    const about = { ...head(node), missing: isMissing(value) ? value.missing : null };
    const rows = blank ? [] : session.rows(path).map((row) => rowPath(path, row));
    const columns = columnsOf(node)?.filter((column) => column.question.type !== 'note' && (!short || isInShortForm(column.question))) ?? null;
    if (columns === null || columns.length > MOST_COLUMNS) {
      const blanks = blank ? Array.from({ length: Math.min(node.max ?? BLANK_CARDS, BLANK_CARDS) }, () => items(node.children, path, 'card')) : [];
      return { kind: 'cards', ...about, cards: [...rows.map((row) => items(node.children, row, 'card')), ...blanks] };
    }
    const lines = blank ? blankRows(node, columns, form, say) : null;
    return {
      kind: 'table', ...about,
      columns: columns.map(({ question: column }, index) => ({ ...head(column), unit: say(column.unit), list: lines?.[0]?.[index]?.kind === 'blank' && offerOf(column, form, 'column') === 'list' ? lists.numberFor(column) : null, numeric: column.type === 'integer' || column.type === 'decimal' || column.type === 'calculate' })),
      rows: lines ?? rows.map((row) => columns.map((column) => answerTo(column.question, row + column.tail, 'column'))),
    };
  };
  return { items: items(form.body, '/', 'page'), lists: lists.printed() };
}

/** Lines to write on: the choices of the first column where the layout makes them the lines, else some empty ones. */
function blankRows(repeat: Repeat, columns: readonly Column[], { choices }: FormDefinition, say: (text: Text) => string): readonly (readonly PrintedAnswer[])[] {
  const others = columns.map(() => BLANK);
  const first = columns[0]?.question;
  const lines: readonly Choice[] = (repeat.table === 'rows' || repeat.table === 'cross') && first?.list !== undefined ? (choices[first.list] ?? []) : [];
  if (lines.length === 0) return Array.from({ length: Math.min(repeat.max ?? BLANK_ROWS, BLANK_ROWS) }, () => others);
  return lines.map((line) => [{ kind: 'text', text: say(line.label) }, ...others.slice(1)]);
}

/** What each choice is called on paper. */
function labelsOf({ choices }: FormDefinition, say: (text: Text | undefined) => string): ReadonlyMap<string, ReadonlyMap<string, string>> {
  return new Map(Object.entries(choices).map(([list, all]) => {
    const entries = entriesOf(all, say);
    return [list, new Map(all.map(({ value }, index) => [value, printEntry(entries[index] as PrintedEntry)]))];
  }));
}

/** The names of the questions on which it depends whether a node is asked, once each. */
export function namesOfCondition({ relevant }: FormNode): readonly string[] {
  return [...new Set(namesIn(relevant ?? ''))];
}

/** A warning that stands, and why the value is right all the same. */
export interface PrintedJustification {
  readonly place: string;
  readonly message: string;
  readonly text: string;
}

/** The written justifications of a response, in the order of the form. */
export function printedJustifications(session: Session, language: Language): readonly PrintedJustification[] {
  return session.findings('complete').flatMap(({ paths, message, justification }) => {
    if (justification === undefined) return [];
    const said = sentenceOf(message, session.form, language);
    return [{ place: paths.map((path) => placeOf(session, path)).join(', '), message: said, text: justification }];
  });
}

/** What somebody noted on a question. */
export interface PrintedNote {
  readonly place: string;
  readonly label: string;
  readonly text: string;
}

/** The notes on what is asked of the company, in the order of the form; with `short` those on the short form's questions. */
export function printedNotes(session: Session, language: Language, { short }: { readonly short: boolean }): readonly PrintedNote[] {
  const { form } = session;
  const notes: PrintedNote[] = [];
  eachNode(session, (node, path) => {
    const text = session.notes().get(path);
    if (text === undefined || node.kind !== 'question' || !session.field(path).relevant || (short && !isInShortForm(node))) return;
    notes.push({ place: placeOf(session, path), label: textIn(node.label, language, form.defaultLanguage), text });
  });
  return notes;
}

/** What a finding says, in the reader's language. */
export function sentenceOf(message: Finding['message'], form: FormDefinition, language: Language): string {
  if (message.kind === 'form') return textIn(message.text, language, form.defaultLanguage);
  return isSentenceCode(message.code) ? printSentence(language, message.code, message.values) : message.code;
}

/** `F12` outside rows, `F12 (3)` in the third row. */
function placeOf(session: Session, path: Path): string {
  const name = path.slice(path.lastIndexOf('/') + 1).replace(/\[.*$/, '');
  const row = /^(.*)\[([^\]]+)\][^[]*$/.exec(path);
  return row?.[1] === undefined ? name : `${name} (${session.rows(row[1]).indexOf(row[2] ?? '') + 1})`;
}
