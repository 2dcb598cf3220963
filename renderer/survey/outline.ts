import type { FormDefinition, FormNode, Group, Text } from '../../shared/survey/form.ts';
import { templateOf } from '../../shared/survey/path.ts';
import type { Path } from '../../shared/survey/response.ts';
import { nodesOf } from '../../shared/survey/shown.ts';

export { columnsOf, isInShortForm, isShown, nodesOf, type Column } from '../../shared/survey/shown.ts';
export { textIn } from '../../shared/text/formText.ts';

/** One entry of the section rail: a group of the top level, a repeat that stands alone there, or loose questions between them. */
export interface Section {
  /** Its concrete path, or `/` and a number for loose questions. */
  readonly id: Path;
  readonly name: string;
  readonly label: Text;
  readonly nodes: readonly FormNode[];
  /** The group whose relevance decides for the section; null for loose questions. */
  readonly group: Group | null;
}

export function sectionsOf(form: FormDefinition): readonly Section[] {
  const sections: Section[] = [];
  for (const node of form.body) {
    if (node.kind === 'group') {
      sections.push({ id: node.path, name: node.name, label: node.label, nodes: node.children, group: node });
      continue;
    }
    const last = sections.at(-1);
    if (last && last.group === null) sections[sections.length - 1] = { ...last, nodes: [...last.nodes, node] };
    else sections.push({ id: `/#${sections.length}`, name: '', label: form.title, nodes: [node], group: null });
  }
  return sections;
}

/** The numbers by which officials call the places that a finding points to, each once: `F12, F13`. */
export function numbersOf(form: FormDefinition, paths: readonly Path[]): string {
  return [...new Set(paths.map((path) => {
    const node = nodesOf(form).get(templateOf(path));
    return node?.number ?? node?.name ?? '';
  }))].join(', ');
}

/** The section a concrete path stands in. */
export function sectionOf(sections: readonly Section[], path: Path): Section | undefined {
  const top = /^\/[^/[]+/.exec(path)?.[0];
  return sections.find((section) => (section.group ? section.group.path === top : section.nodes.some((node) => node.path === top)));
}

/** The concrete path of a child: `/F/line[k3]` and the node F12 give `/F/line[k3]/F12`. */
export function childPath(parent: Path, node: FormNode): Path {
  return parent === '/' ? `/${node.name}` : `${parent}/${node.name}`;
}
