import type { Choice, Question } from '../survey/form.ts';
import { isMissing, type Answer } from '../survey/response.ts';
import { textIn } from '../survey/shown.ts';
import { printSentence, type Language } from './print.ts';
import { printDate, printNumber } from './values.ts';

/** An answer as a reader sees it: labels for codes, the locale's numbers and dates, words for reason codes. */
export function printAnswer(language: Language, question: Question, choices: readonly Choice[], answer: Answer | null): string {
  if (answer === null) return '';
  if (isMissing(answer)) return printSentence(language, `reason.${answer.missing}`);
  if (typeof answer === 'number') return printNumber(language, answer, question.type !== 'year');
  const label = (code: string) => {
    const choice = choices.find((entry) => entry.value === code);
    return choice ? textIn(choice.label, language) : code;
  };
  if (typeof answer !== 'string') return answer.map(label).join('; ');
  if (question.type === 'date') return printDate(language, answer);
  return question.list === undefined ? answer : label(answer);
}
