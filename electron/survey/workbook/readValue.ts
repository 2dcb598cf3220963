import { isDate } from '../../../shared/survey/dates.ts';
import type { Writing } from '../../../shared/ipc/intake.ts';
import type { Question } from '../../../shared/survey/form.ts';
import { REASON_CODES, type Answer, type ReasonCode } from '../../../shared/survey/response.ts';
import { clean, type CellValue } from '../../../shared/survey/xlsform/sheet.ts';
import { printSentence } from '../../../shared/text/print.ts';
import { serialText } from './styles.ts';
import { foldName, type ChoiceNames } from './choiceNames.ts';
import { parseDayText, parseNumberText } from '../../../shared/survey/written.ts';

const SEVERAL = /[;\n]/;

/**
 * What a cell says in answer to a question; null when it is empty. What cannot be an answer stays as the text it is, so that
 * nothing is lost: the engine then names it, as it names a draft's. A reason why there is no answer stands in brackets,
 * `[No data]`, and where it cannot be mistaken for the answer itself without them. `percent`: the cell shows a hundredfold with a
 * percent sign, as spreadsheets keep `62 %`.
 */
export function readValue(question: Question, cell: CellValue, names: ChoiceNames | null, writing: Writing, percent = false): Answer | null {
  // Most cells of a list are numbers that answer questions about numbers: they are what they are.
  if (typeof cell === 'number' && isNumeric(question)) return readNumber(question, cell, '', writing, percent);
  const text = clean(cell);
  if (text === '') return null;
  const reason = reasonOf(text, question.type === 'text' || names?.codeOf(text) !== undefined);
  if (reason !== undefined) return { missing: reason };
  switch (question.type) {
    case 'integer': case 'decimal': case 'range': case 'year':
      return readNumber(question, cell, text, writing, percent);
    case 'date':
      return readDay(cell, text, writing.dates);
    case 'select_one':
      return names?.codeOf(text) ?? text;
    case 'select_multiple': case 'rank':
      return readSeveral(text, names);
    case 'acknowledge':
      return /^(?:ok|yes|да|x|х|✓|1)$/i.test(text) ? 'OK' : /^(?:no|нет|0)$/i.test(text) ? null : text;
    case 'text':
      return question.codeList === undefined ? text : (names?.codeOf(text) ?? text);
    default:
      return text;
  }
}

/** Whether a number answers a question. */
export const isNumeric = ({ type }: Question): boolean => type === 'integer' || type === 'decimal' || type === 'range' || type === 'year';

/** Questions about percentages are answered by `62`: a cell or a text that says `62 %` means the same. */
function readNumber({ measure, unit }: Question, cell: CellValue, text: string, { decimal }: Writing, percent: boolean): Answer {
  const wantsPercents = measure === 'percent' || Object.values(unit ?? {}).some((one) => one.includes('%'));
  if (typeof cell === 'number') return percent && wantsPercents ? Number((cell * 100).toPrecision(15)) : cell;
  const written = withoutApostrophe(text);
  return parseNumberText(wantsPercents ? written.replace(/\s*%$/, '') : written, decimal) ?? text;
}

function readDay(cell: CellValue, text: string, order: Writing['dates']): Answer {
  // A day whose cell has lost its format is the number of days that it is stored as.
  const written = typeof cell === 'number' ? String(serialText(cell, false)) : withoutApostrophe(text);
  return isDate(written) ? written : (parseDayText(written, order) ?? text);
}

/** What people put before digits so that a spreadsheet leaves them as they are; where it comes out as a part of the text, it still means nothing. */
export function withoutApostrophe(text: string): string {
  return /^['’]\d/.test(text) ? text.slice(1) : text;
}

/** Several choices parted by semicolons or lines; by commas where that gives choices only. */
function readSeveral(text: string, names: ChoiceNames | null): readonly string[] {
  const whole = names?.codeOf(text);
  if (whole !== undefined) return [whole];
  const parts = text.split(SEVERAL).map((part) => part.trim()).filter((part) => part !== '');
  return [...new Set(parts.flatMap((part) => {
    const code = names?.codeOf(part);
    if (code !== undefined) return [code];
    const finer = part.split(',').map((one) => names?.codeOf(one));
    return finer.every((one) => one !== undefined) ? finer : [part];
  }))];
}

const REASONS: ReadonlyMap<string, ReasonCode> = new Map(REASON_CODES.flatMap((reason) =>
  (['ru', 'en'] as const).map((language) => [foldName(printSentence(language, `reason.${reason}`)), reason] as const)));

/** The reason that a text names in either language; `bracketed`: only in brackets. */
export function reasonOf(text: string, bracketed: boolean): ReasonCode | undefined {
  const inside = text.startsWith('[') ? /^\[(.*)\]$/.exec(text)?.[1] : undefined;
  return inside !== undefined ? REASONS.get(foldName(inside)) : bracketed ? undefined : REASONS.get(foldName(text));
}
