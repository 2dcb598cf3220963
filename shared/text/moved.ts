import type { MovedAnswer } from '../survey/evolution/migrate.ts';
import type { FormDefinition } from '../survey/form.ts';
import { isRowPath, notedPath, parseJustificationPath, rowIdsOf } from '../survey/path.ts';
import type { Path } from '../survey/response.ts';
import { nameAt, printAnswerAt } from './answer.ts';
import { textIn } from './formText.ts';
import { printSentence, type Language } from './print.ts';

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
  return printSentence(language, `moved.${reason}`, { from: place, to: target, value: printAnswerAt(language, before, from, value), now: now === null ? '' : printAnswerAt(language, after, to ?? from, now) });
}

/** `A06 Position`, `C10 Sales, row 2`, `R14: C02 Revenue`; a place that the form does not know, as it is written. */
function printPlace(path: Path, form: FormDefinition, wording: MovedWording): string {
  const noted = notedPath(path);
  if (noted !== null) return printSentence(wording.language, 'moved.note', { place: printPlace(noted, form, wording) });
  const justified = parseJustificationPath(path);
  if (justified) return `${justified.rule}: ${printPlace(justified.at, form, wording)}`;
  if (path === '/') return textIn(form.title, wording.language);
  const name = nameAt(wording.language, form, path);
  if (name === null) return path;
  const row = rowIdsOf(path).at(-1);
  const number = row === undefined ? 0 : wording.numberOf(path.slice(0, path.lastIndexOf(`[${row}]`)), row);
  return number === 0 ? name : printSentence(wording.language, 'moved.inRow', { name, row: number });
}
