import type { Choice, FormDefinition, Question } from '../survey/form.ts';
import { templateOf } from '../survey/path.ts';
import { isMissing, type Answer, type Path } from '../survey/response.ts';
import { nodesOf } from '../survey/shown.ts';
import { textIn } from './formText.ts';
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

/** What stands at a path of a form: the number and the text of the question or table, `A06 Position`; null for a path that the form does not know. */
export function nameAt(language: Language, form: FormDefinition, path: Path): string | null {
  const node = nodesOf(form).get(templateOf(path));
  return node ? `${node.kind === 'question' ? node.name : (node.number ?? node.name)} ${textIn(node.label, language)}`.trim() : null;
}

/** {@link printAnswer} for a path of a form; codes stay as they are where nobody knows the question. */
export function printAnswerAt(language: Language, form: FormDefinition | null, path: Path, value: Answer): string {
  const node = form && nodesOf(form).get(templateOf(path));
  if (form && node?.kind === 'question') return printAnswer(language, node, node.list === undefined ? [] : (form.choices[node.list] ?? []), value);
  if (isMissing(value)) return printSentence(language, `reason.${value.missing}`);
  if (typeof value === 'number') return printNumber(language, value);
  return typeof value === 'string' ? value : value.join('; ');
}
