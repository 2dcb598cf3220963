import type { Choice, Question } from '../../shared/survey/form.ts';
import { isMissing, type Answer } from '../../shared/survey/response.ts';
import type { Language } from '../../shared/ipc/service.ts';
import type { Print } from '../text/text.tsx';
import { printDate } from '../ui/dates.ts';
import { printNumber } from '../ui/numbers.ts';
import { textIn } from './outline.ts';

/** An answer as a reader sees it: labels for codes, the locale's numbers and dates, words for reason codes. */
export function printAnswer(print: Print, language: Language, question: Question, choices: readonly Choice[], answer: Answer | null): string {
  if (answer === null) return '';
  if (isMissing(answer)) return print(`reason.${answer.missing}`);
  if (typeof answer === 'number') return printNumber(language, answer, question.type !== 'year');
  const label = (code: string) => {
    const choice = choices.find((entry) => entry.value === code);
    return choice ? textIn(choice.label, language) : code;
  };
  if (typeof answer !== 'string') return answer.map(label).join('; ');
  if (question.type === 'date') return printDate(language, answer);
  return question.list === undefined ? answer : label(answer);
}
