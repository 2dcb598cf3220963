import type { Language } from '../../../shared/ipc/service.ts';
import type { Choice, Question } from '../../../shared/survey/form.ts';
import { isMissing, REASON_CODES, type Answer } from '../../../shared/survey/response.ts';
import { printAnswer } from '../../../shared/text/answer.ts';
import { messages } from '../../text/messages.ts';
import { parseDate } from '../../ui/field/dates.ts';
import { editNumber, parseNumber, parsePercent } from '../../ui/field/numbers.ts';

/** An answer as a spreadsheet of the reader understands it: numbers without groups, labels for codes, with spaces as they are typed. */
export function cellText(language: Language, question: Question, choices: readonly Choice[], answer: Answer | null): string {
  if (typeof answer === 'number') return editNumber(language, answer);
  const text = printAnswer(language, question, choices, answer);
  return question.list === undefined ? text : text.replaceAll('\u00a0', ' ');
}

/**
 * What the text of a cell means as an answer: numbers and dates as people write them, choices by code or by label in any
 * language, reasons by their words. A text that is none of that comes back as it is, so that nothing pasted is lost; the
 * checks of the form then speak of it.
 */
export function parseCell(language: Language, question: Question, choices: readonly Choice[], text: string): Answer | null {
  const plain = text.replaceAll('\u00a0', ' ').trim().normalize('NFC');
  if (plain === '') return null;
  const reason = REASON_CODES.find((code) => [messages.ru[`reason.${code}`], messages.en[`reason.${code}`]].some((words) => fold(words) === fold(plain)));
  if (reason) return { missing: reason };
  switch (question.type) {
    case 'integer': case 'decimal': case 'range': case 'year': case 'calculate':
      return (question.measure === 'percent' ? parsePercent : parseNumber)(language, plain);
    case 'date': return parseDate(plain.replace(/ 0?0:00(:00)?$/, ''));
    case 'select_one': return codeOf(choices, plain) ?? plain;
    case 'select_multiple': case 'rank': {
      if (codeOf(choices, plain) !== null) return [codeOf(choices, plain) as string];
      const parts = plain.split(plain.includes(';') ? ';' : /[,\n]/).map((part) => part.trim()).filter(Boolean);
      const chosen = new Set(parts.map((part) => codeOf(choices, part) ?? part));
      const known = choices.filter(({ value }) => chosen.has(value)).map(({ value }) => value);
      return [...known, ...[...chosen].filter((code) => !known.includes(code))];
    }
    case 'acknowledge': return /^(ok|да|yes|1|\+|x|х|true|истина)$/i.test(plain) ? 'OK' : plain;
    case 'text': return question.appearance?.includes('multiline') ? plain : plain.replaceAll(/\s*[\t\n]\s*/g, ' ');
    case 'time': case 'dateTime': case 'note': case 'hidden': case 'image': case 'file': case 'metadata': return plain;
  }
}

/** Whether two answers are the same. */
export function sameAnswer(a: Answer | null, b: Answer | null): boolean {
  if (isMissing(a) || isMissing(b)) return isMissing(a) && isMissing(b) && a.missing === b.missing;
  return Array.isArray(a) && Array.isArray(b) ? a.join('\n') === b.join('\n') : a === b;
}

function codeOf(choices: readonly Choice[], text: string): string | null {
  const wanted = fold(text);
  const found = choices.find(({ value }) => fold(value) === wanted) ?? choices.find(({ label }) => Object.values(label).some((words) => fold(words) === wanted));
  return found?.value ?? null;
}

function fold(text: string): string {
  return text.toLocaleLowerCase('ru').replaceAll('ё', 'е').replaceAll(/\s+/g, ' ').trim();
}
