import type { Question } from '../../../shared/survey/form.ts';
import { isMissing, type Answer } from '../../../shared/survey/response.ts';
import type { ChoiceNames } from '../workbook/choiceNames.ts';
import { MARK, putAnswer, putReason } from './answerCell.ts';
import { hintOf, isSeveral, namesFor, numberOf, putHint, sentences, type Drawing } from './drawing.ts';
import { COLUMN } from './marks.ts';
import type { SheetDraft } from './sheetDraft.ts';

/** Up to how many choices stand one below another, each to be marked; longer lists are answered in one cell. */
const MOST_MARKS = 40;

/** A question in its line; one with several choices has a line below for each of them. */
export function putQuestion(drawing: Drawing, sheet: SheetDraft, node: Question): void {
  const { session, say, told, fixed } = drawing;
  const { value } = session.field(node.path);
  const choices = markedChoices(drawing, node, value);
  sheet.row({ kind: 'node', path: node.path });
  sheet.put(COLUMN.number, numberOf(node), 'number');
  sheet.put(COLUMN.label, say(node.label), 'label');
  if (choices) sheet.put(COLUMN.answer, told('excel.marks'), 'soft');
  else putAnswer(drawing, sheet, node, isMissing(value) ? null : value, { column: COLUMN.answer, path: node.path, inTable: false });
  sheet.join(COLUMN.answer, COLUMN.answer + 1);
  sheet.put(COLUMN.unit, say(node.unit), 'soft');
  if (node.type !== 'acknowledge' && !fixed.has(node.path)) putReason(drawing, sheet, node.path);
  if (node.appearance === 'multiline') sheet.atLeast(3);
  putHint(sheet, COLUMN.hint, sentences(hintOf(drawing, node), isSeveral(node) && !choices ? told('excel.several') : ''));
  if (choices) putChoices(drawing, sheet, node, choices, value);
}

function putChoices({ base, behind, form }: Drawing, sheet: SheetDraft, node: Question, choices: ChoiceNames, value: Answer | null): void {
  const chosen = Array.isArray(value) ? (value as readonly string[]) : [];
  if (chosen.length > 0) base.set(node.path, chosen);
  for (const { value: code } of form.choices[node.list ?? ''] ?? []) {
    sheet.row({ kind: 'choice', path: node.path, code });
    sheet.put(COLUMN.label, choices.nameOf(code) ?? code, 'choice');
    sheet.put(COLUMN.answer, chosen.includes(code) ? MARK : null, 'inputMark');
    sheet.allow(COLUMN.answer, { allow: { kind: 'list', source: behind.rangeOf('marks', [MARK]) }, otherwise: 'stop' });
  }
}

/** The choices of a question when each can be marked: few, and all that is chosen is among them. */
function markedChoices(drawing: Drawing, node: Question, value: Answer | null): ChoiceNames | null {
  const choices = namesFor(drawing, node);
  if (node.type !== 'select_multiple' || choices === null || choices.names.length > MOST_MARKS) return null;
  if (value === null || isMissing(value)) return choices;
  return Array.isArray(value) && (value as readonly string[]).every((code) => choices.nameOf(code) !== undefined) ? choices : null;
}
