import type { CompiledForm } from '../../../shared/survey/engine/compile.ts';
import type { FormNode } from '../../../shared/survey/form.ts';
import { writtenIn, type Written } from '../../../shared/survey/engine/inspect.ts';
import type { Template } from '../../../shared/survey/outline.ts';

/** A line of the outline: a section, a table or a question. */
export interface Entry {
  readonly template: Template;
  readonly node: FormNode;
  readonly depth: number;
  readonly written: readonly Written[];
}

/** The nodes of a form as lines, in its order. */
export function entriesOf(form: CompiledForm): readonly Entry[] {
  return form.outline.templates.flatMap((template): readonly Entry[] => {
    const { node } = template;
    return node.kind === 'root' ? [] : [{ template, node, depth: depthOf(template), written: writtenIn(node) }];
  });
}

function depthOf(template: Template): number {
  let depth = -1;
  for (let at = template.parent; at; at = at.parent) depth += 1;
  return depth;
}

/** What is searched: number, name and texts in all languages. */
export function matches({ node }: Entry, search: string): boolean {
  const wanted = search.trim().toLowerCase();
  return wanted === '' || [node.name, node.number ?? '', ...Object.values(node.label)].some((text) => text.toLowerCase().includes(wanted));
}
