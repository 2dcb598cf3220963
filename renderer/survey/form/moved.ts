import type { Language } from '../../../shared/ipc/service.ts';
import type { MovedAnswer } from '../../../shared/survey/evolution/migrate.ts';
import type { FormDefinition } from '../../../shared/survey/form.ts';
import { isRowPath, parseJustificationPath, rowIdsOf, templateOf } from '../../../shared/survey/path.ts';
import { isMissing, type Answer, type Path } from '../../../shared/survey/response.ts';
import type { Print } from '../../text/text.tsx';
import { printNumber } from '../../ui/numbers.ts';
import { printAnswer } from '../answerText.ts';
import { nodesOf, textIn } from '../outline.ts';

/** What it takes to say in words what became of an answer: both versions of the form, and where a row stands now (0: nowhere). */
export interface MovedWording {
  readonly before: FormDefinition;
  readonly after: FormDefinition;
  readonly numberOf: (repeat: Path, row: string) => number;
  readonly language: Language;
  readonly t: Print;
}

/** One line of the report: places by the numbers and texts of their questions, values as the form shows them. */
export function printMoved({ reason, from, to, value, now }: MovedAnswer, wording: MovedWording): string {
  const { before, after, t } = wording;
  const [place, target] = [printPlace(from, before, wording), to === null ? '' : printPlace(to, after, wording)];
  if (isRowPath(from)) return to === null ? t('moved.rowAside', { from: place }) : t('moved.row', { from: place, to: target });
  return t(`moved.${reason}`, { from: place, to: target, value: printValue(from, value, before, wording), now: now === null ? '' : printValue(to ?? from, now, after, wording) });
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
  return number === 0 ? name : wording.t('moved.inRow', { name, row: number });
}

function printValue(path: Path, value: Answer, form: FormDefinition, { language, t }: MovedWording): string {
  const node = nodesOf(form).get(templateOf(path));
  if (node?.kind === 'question') return printAnswer(t, language, node, node.list === undefined ? [] : (form.choices[node.list] ?? []), value);
  if (isMissing(value)) return t(`reason.${value.missing}`);
  if (typeof value === 'number') return printNumber(language, value);
  return typeof value === 'string' ? value : value.join('; ');
}
