import type { MovedAnswer } from '../survey/evolution/migrate.ts';
import type { FormDefinition } from '../survey/form.ts';
import { isRowPath, parseJustificationPath, rowIdsOf, templateOf } from '../survey/path.ts';
import { isMissing, type Answer, type Path } from '../survey/response.ts';
import { nodesOf, textIn } from '../survey/shown.ts';
import { printAnswer } from './answer.ts';
import { printSentence, type Language } from './print.ts';
import { printNumber } from './values.ts';

/** What it takes to say in words what became of an answer: both versions of the form, and where a row stands now (0: nowhere). */
export interface MovedWording {
  readonly before: FormDefinition;
  readonly after: FormDefinition;
  readonly numberOf: (repeat: Path, row: string) => number;
  readonly language: Language;
}

/** One line of the report: places by the numbers and texts of their questions, values as the form shows them. */
export function printMoved({ reason, from, to, value, now }: MovedAnswer, wording: MovedWording): string {
  const { before, after, language } = wording;
  const [place, target] = [printPlace(from, before, wording), to === null ? '' : printPlace(to, after, wording)];
  if (isRowPath(from)) return to === null ? printSentence(language, 'moved.rowAside', { from: place }) : printSentence(language, 'moved.row', { from: place, to: target });
  return printSentence(language, `moved.${reason}`, { from: place, to: target, value: printValue(from, value, before, wording), now: now === null ? '' : printValue(to ?? from, now, after, wording) });
}

/** `A06 Position`, `C10 Sales, row 2`, `R14: C02 Revenue`; a place that the form does not know, as it is written. */
function printPlace(path: Path, form: FormDefinition, wording: MovedWording): string {
  const justified = parseJustificationPath(path);
  if (justified) return `${justified.rule}: ${printPlace(justified.at, form, wording)}`;
  if (path === '/') return textIn(form.title, wording.language);
  const node = nodesOf(form).get(templateOf(path));
  if (!node) return path;
  const name = `${node.kind === 'question' ? node.name : (node.number ?? node.name)} ${textIn(node.label, wording.language)}`.trim();
  const row = rowIdsOf(path).at(-1);
  const number = row === undefined ? 0 : wording.numberOf(path.slice(0, path.lastIndexOf(`[${row}]`)), row);
  return number === 0 ? name : printSentence(wording.language, 'moved.inRow', { name, row: number });
}

function printValue(path: Path, value: Answer, form: FormDefinition, { language }: MovedWording): string {
  const node = nodesOf(form).get(templateOf(path));
  if (node?.kind === 'question') return printAnswer(language, node, node.list === undefined ? [] : (form.choices[node.list] ?? []), value);
  if (isMissing(value)) return printSentence(language, `reason.${value.missing}`);
  if (typeof value === 'number') return printNumber(language, value);
  return typeof value === 'string' ? value : value.join('; ');
}
