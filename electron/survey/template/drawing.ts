import type { Language } from '../../../shared/ipc/service.ts';
import type { FormDefinition, FormNode, Question, Text } from '../../../shared/survey/form.ts';
import type { Answer, Path } from '../../../shared/survey/response.ts';
import type { Session } from '../../../shared/survey/session.ts';
import { textIn } from '../../../shared/text/formText.ts';
import { printSentence } from '../../../shared/text/print.ts';
import { choiceNames, type ChoiceNames } from '../workbook/choiceNames.ts';
import { namesOfCondition } from '../printed.ts';
import type { Validation } from '../workbook/print.ts';
import { listSheet, type ListSheet } from './lists.ts';
import type { SheetDraft } from './sheetDraft.ts';

export interface LayoutOptions {
  /** In which the program itself speaks: heads of columns, what a cell wants, reasons. */
  readonly language: Language;
  /** In which the form speaks: one of its own languages. */
  readonly texts: string;
  /** Empty rows of a table; at most as many as the form allows. */
  readonly room: number;
  /** Questions whose answer is shown and cannot be changed. */
  readonly fixed: ReadonlySet<Path>;
}

/** Name of the hidden sheet of the lists that cells offer. */
export const LISTS = '_lists';

/** What a cell may take, before it is known which cells that are. */
export type Allowed = Omit<Validation, 'ranges'>;

/** A form on its way into a workbook: what all of its lines need, and what is gathered from them. */
export interface Drawing extends LayoutOptions {
  readonly session: Session;
  readonly form: FormDefinition;
  readonly say: (text: Text | undefined) => string;
  readonly told: (...sentence: OwnWords) => string;
  /** Every answer that stands in a cell. */
  readonly base: Map<Path, Answer>;
  /** Lists that cells offer, and those that people look things up in. */
  readonly behind: ListSheet;
  readonly shown: ListSheet;
  /** Where the answers to a question stand in a table: other questions may offer them. */
  readonly ranges: Map<Path, string>;
  /** Done once all tables have their place. */
  readonly waiting: (() => void)[];
}

type OwnWords = readonly [code: Parameters<typeof printSentence>[1], values?: Parameters<typeof printSentence>[2]];

export function beginDrawing(session: Session, options: LayoutOptions): Drawing {
  const { form } = session;
  const { language, texts } = options;
  const told: Drawing['told'] = (code, values) => printSentence(language, code, values);
  return {
    ...options, session, form, told,
    say: (text) => textIn(text, texts, form.defaultLanguage).replace(/\s+/g, ' ').trim(),
    base: new Map(), behind: listSheet(LISTS, 'hidden'), shown: listSheet(told('excel.lists'), 'visible'), ranges: new Map(), waiting: [],
  };
}

/** The number that officials speak of; sections have none of their own unless the form says so. */
export const numberOf = (node: FormNode): string => node.number ?? (node.kind === 'group' ? '' : node.name);

export const isSeveral = ({ type }: Question): boolean => type === 'select_multiple' || type === 'rank';

/** The choices of a question as they stand in cells; null when it has none of its own. */
export function namesFor({ form, texts }: Pick<Drawing, 'form' | 'texts'>, { list, codeList }: Question): ChoiceNames | null {
  const choices = form.choices[list ?? codeList ?? ''];
  return choices === undefined ? null : choiceNames(form, choices, texts);
}

/** The hint of a node, and which answers decide whether it is asked. */
export function hintOf({ say, told }: Drawing, node: FormNode): string {
  const depends = namesOfCondition(node);
  return sentences(say(node.hint), depends.length === 0 ? '' : told('excel.depends', { questions: depends.join(', ') }));
}

export function putHint(sheet: SheetDraft, column: number, text: string): void {
  if (text === '') return;
  sheet.put(column, text, 'soft');
  sheet.join(column, column + 3);
}

/** Texts one after another, each with its full stop. */
export function sentences(...texts: readonly string[]): string {
  const said = texts.filter((text) => text !== '');
  return said.map((text, index) => (index < said.length - 1 && !/[.!?…]$/.test(text) ? `${text}.` : text)).join(' ');
}
