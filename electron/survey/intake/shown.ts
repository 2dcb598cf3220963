import type { CellPlace, ShownChange, ShownFinding } from '../../../shared/ipc/intake.ts';
import type { Language } from '../../../shared/ipc/service.ts';
import type { Finding } from '../../../shared/survey/findings.ts';
import type { Question } from '../../../shared/survey/form.ts';
import { indexedPath } from '../../../shared/survey/json.ts';
import { isRowPath, templateOf } from '../../../shared/survey/path.ts';
import { isMissing, type Answer, type Path } from '../../../shared/survey/response.ts';
import type { Session } from '../../../shared/survey/session.ts';
import { nodesOf } from '../../../shared/survey/shown.ts';
import { textIn } from '../../../shared/text/formText.ts';
import { isSentenceCode, printSentence } from '../../../shared/text/print.ts';
import { printDate, printNumber } from '../../../shared/text/values.ts';
import { choiceNames } from '../workbook/choiceNames.ts';

interface Change {
  readonly path: Path;
  /** The path with rows counted from 1, where it is known already. */
  readonly shown?: string;
  readonly before: Answer | null;
  readonly after: Answer | null;
  readonly place: CellPlace | null;
  readonly both: boolean;
}

/** Changes as people read them: by number and label, values by their labels. */
export function shownChanges(session: Session, changes: readonly Change[], language: Language): readonly ShownChange[] {
  const { form } = session;
  const nodes = nodesOf(form);
  return changes.map(({ path, shown, before, after, place, both }) => {
    const node = nodes.get(templateOf(path));
    const question = node?.kind === 'question' ? node : null;
    const number = node === undefined ? '' : (node.number ?? node.name);
    const label = node === undefined ? path : textIn(node.label, language, form.defaultLanguage);
    const row = isRowPath(path);
    const say = (answer: Answer | null): string => (answer === null ? '' : row ? printSentence(language, 'excel.row', { row: typeof answer === 'number' ? answer : 0 }) : shownAnswer(session, question, answer, language));
    return { path: shown ?? indexedPath(session, path), number, label, before: say(before), after: say(after), place, both };
  });
}

function shownAnswer({ form }: Session, question: Question | null, answer: Answer, language: Language): string {
  if (isMissing(answer)) return `[${printSentence(language, `reason.${answer.missing}`)}]`;
  if (typeof answer === 'number') return printNumber(language, answer, question?.type !== 'year');
  const choices = form.choices[question?.list ?? ''];
  const names = choices ? choiceNames(form, choices, language) : null;
  if (typeof answer !== 'string') return answer.map((code) => names?.nameOf(code) ?? code).join('; ');
  return question?.type === 'date' ? printDate(language, answer) : (names?.nameOf(answer) ?? answer);
}

export function shownFinding({ form }: Session, { level, rule, message, paths }: Finding, place: CellPlace | null, language: Language): ShownFinding {
  const node = nodesOf(form).get(templateOf(paths[0] ?? ''));
  const said = message.kind === 'form' ? (message.text[language] ?? Object.values(message.text)[0] ?? rule) : isSentenceCode(message.code) ? printSentence(language, message.code, message.values) : message.code;
  return { level, rule, number: node === undefined ? '' : (node.number ?? node.name), message: said, place };
}
