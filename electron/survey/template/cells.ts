import type { Language } from '../../../shared/ipc/service.ts';
import { isDate } from '../../../shared/survey/dates.ts';
import type { Question } from '../../../shared/survey/form.ts';
import { isMissing, type Answer } from '../../../shared/survey/response.ts';
import { printSentence } from '../../../shared/text/print.ts';
import type { ChoiceNames } from '../workbook/choiceNames.ts';
import { LIMITS } from '../workbook/print.ts';
import type { CellStyle } from '../workbook/printStyles.ts';

/** Whether a person answers it in a cell: no calculation, nothing hidden, no file. */
export function isAsked({ type, calculation, trigger }: Question): boolean {
  return !['note', 'calculate', 'hidden', 'image', 'file', 'metadata'].includes(type) && (calculation === undefined || trigger !== undefined);
}

/** How the cell of a question looks. */
export function inputStyle({ type, appearance }: Question): CellStyle {
  switch (type) {
    case 'integer': return appearance === 'year' ? 'inputYear' : 'inputInteger';
    case 'year': return 'inputYear';
    case 'decimal': case 'range': return 'inputDecimal';
    case 'date': return 'inputDate';
    default: return 'input';
  }
}

/** An answer as it stands in a cell; undefined when no cell can hold it. */
export function printInCell(question: Question, answer: Answer, names: ChoiceNames | null, language: Language): string | number | undefined {
  if (isMissing(answer)) return `[${printSentence(language, `reason.${answer.missing}`)}]`;
  if (typeof answer === 'number') return answer;
  if (typeof answer !== 'string') return fitting(answer.map((code) => names?.nameOf(code) ?? code).join('; '));
  if (question.type === 'date' && isDate(answer)) return serialOf(answer) ?? answer;
  return fitting(names?.nameOf(answer) ?? answer);
}

function fitting(text: string): string | undefined {
  return text.length > LIMITS.text ? undefined : text;
}

/** A day as spreadsheets count it; undefined before March 1900, where they count wrongly. */
function serialOf(day: string): number | undefined {
  const serial = (Date.parse(`${day}T00:00:00Z`) - Date.UTC(1899, 11, 30)) / 86_400_000;
  return serial > 60 ? serial : undefined;
}
