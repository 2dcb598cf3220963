import type { Language } from '../../../shared/ipc/service.ts';
import type { FormDefinition, FormNode, Question, Repeat } from '../../../shared/survey/form.ts';
import type { Path } from '../../../shared/survey/response.ts';
import { textIn } from '../../../shared/text/formText.ts';
import type { Option } from '../../ui/field/options.ts';

/** Stands in a mapping for the number of the company, whichever state's it is. */
export const NUMBER = '@number';

const UNASKED: ReadonlySet<Question['type']> = new Set(['note', 'calculate', 'hidden', 'image', 'file', 'metadata']);

/** The questions that a column may answer: those outside tables, and those of the table whose rows the list holds. */
export function questionOptions(form: FormDefinition, repeat: Path | null, language: Language): readonly Option[] {
  const options: Option[] = [];
  const walk = (nodes: readonly FormNode[]): void => {
    for (const node of nodes) {
      if (node.kind === 'group' || (node.kind === 'repeat' && node.path === repeat)) walk(node.children);
      else if (node.kind === 'question' && !UNASKED.has(node.type)) options.push({ value: node.path, label: textIn(node.label, language, form.defaultLanguage), note: node.number ?? node.name, names: Object.values(node.label) });
    }
  };
  walk(form.body);
  return options;
}

/** Tables of the form whose rows a list may hold: those that stand in no other. */
export function repeatsOf(form: FormDefinition): readonly Repeat[] {
  const found: Repeat[] = [];
  const walk = (nodes: readonly FormNode[]): void => {
    for (const node of nodes) {
      if (node.kind === 'repeat') found.push(node);
      else if (node.kind === 'group') walk(node.children);
    }
  };
  walk(form.body);
  return found;
}
