import type { Question } from '../../../shared/survey/form.ts';
import { isMissing, REASON_CODES, type Answer, type Path } from '../../../shared/survey/response.ts';
import { inputStyle, printInCell } from './cells.ts';
import { isSeveral, namesFor, sentences, type Allowed, type Drawing } from './drawing.ts';
import { COLUMN } from './marks.ts';
import type { SheetDraft } from './sheetDraft.ts';

/** How a choice is marked. */
export const MARK = 'x';
/** Beyond any number that a person means, within those that a cell holds exactly. */
const MOST = 1e15;
const LAST_DAY = 2_958_465;

interface Place {
  readonly column: number;
  /** Null in a row that is not there yet. */
  readonly path: Path | null;
  /** In a table a reason may stand in the cell too, so there the program only asks. */
  readonly inTable: boolean;
}

/** Puts an answer and what may be entered; an answer that no cell can hold is shown as such and cannot be changed. */
export function putAnswer(drawing: Drawing, sheet: SheetDraft, question: Question, answer: Answer | null, { column, path, inTable }: Place): void {
  const { session, fixed, base, told, language } = drawing;
  const printed = answer === null ? null : printInCell(question, answer, namesFor(drawing, question), language);
  if (printed === undefined) return sheet.put(column, told('excel.too-long'), 'fixed');
  if (answer !== null && path !== null) base.set(path, answer);
  if (path !== null && (fixed.has(path) || session.field(path).readonly)) return sheet.put(column, printed, 'fixed');
  sheet.put(column, printed, inputStyle(question));
  const offered = /^\$\{\s*([^\s{}]+)\s*\}$/.exec(question.list ?? '')?.[1];
  if (offered === undefined) return sheet.allow(column, allowedFor(drawing, question, inTable, path));
  const row = sheet.at();
  drawing.waiting.push(() => {
    const source = [...drawing.ranges].find(([template]) => template.endsWith(`/${offered}`))?.[1];
    if (source !== undefined) sheet.allowAt(column, row, { allow: { kind: 'list', source }, otherwise: 'ask', error: told('excel.wants.list') });
  });
}

/** Puts the place where a reason is chosen why there is no answer. */
export function putReason({ session, base, told, behind }: Drawing, sheet: SheetDraft, path: Path): void {
  const { value } = session.field(path);
  if (isMissing(value)) base.set(path, value);
  sheet.put(COLUMN.reason, isMissing(value) ? told(`reason.${value.missing}`) : null, 'input');
  sheet.allow(COLUMN.reason, { allow: { kind: 'list', source: behind.rangeOf('reasons', REASON_CODES.map((reason) => told(`reason.${reason}`))) }, otherwise: 'stop' });
}

/** What the cell of a question takes; null when anything. */
function allowedFor(drawing: Drawing, question: Question, inTable: boolean, path: Path | null): Allowed | null {
  const { say, told, behind } = drawing;
  const text = sentences(say(question.hint), isSeveral(question) ? told('excel.several') : '');
  const prompt = text === '' ? {} : { prompt: { title: `${question.number ?? question.name} ${say(question.label)}`, text } };
  const otherwise = inTable ? 'ask' : 'stop';
  switch (question.type) {
    case 'integer': case 'year': return { allow: { kind: 'whole', from: -MOST, to: MOST }, otherwise, error: told('excel.wants.integer'), ...prompt };
    case 'decimal': case 'range': return { allow: { kind: 'decimal', from: -MOST, to: MOST }, otherwise, error: told('excel.wants.decimal'), ...prompt };
    case 'date': return { allow: { kind: 'date', from: 1, to: LAST_DAY }, otherwise, error: told('excel.wants.date'), ...prompt };
    case 'acknowledge': return { allow: { kind: 'list', source: behind.rangeOf('acknowledge', [MARK]) }, otherwise, ...prompt };
    default: return offeredFor(drawing, question, otherwise, path, prompt) ?? (text === '' ? null : { allow: { kind: 'any' }, otherwise: 'none', ...prompt });
  }
}

/** The list that a cell offers: those choices that pass the filter now, all where none does. */
function offeredFor(drawing: Drawing, question: Question, otherwise: 'ask' | 'stop', path: Path | null, prompt: Pick<Allowed, 'prompt'>): Allowed | null {
  const { session, told, say, behind, shown } = drawing;
  const choices = namesFor(drawing, question);
  if (choices === null || choices.names.length === 0) return null;
  const several = isSeveral(question);
  if (several) shown.rangeOf(say(question.label), choices.names);
  const filtered = path === null || question.choiceFilter === undefined ? [] : session.choices(path).map(({ value }) => choices.nameOf(value) ?? value);
  const source = behind.rangeOf(question.list ?? question.codeList ?? '', filtered.length > 0 ? filtered : choices.names);
  // Another answer above may let other choices pass; several choices, and a text, are more than the list offers.
  return { allow: { kind: 'list', source }, otherwise: several || question.codeList !== undefined ? 'none' : filtered.length > 0 ? 'ask' : otherwise, error: told('excel.wants.list'), ...prompt };
}
