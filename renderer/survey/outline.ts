import type { FormDefinition, FormNode, Group, Question, Repeat, Text } from '../../shared/survey/form.ts';
import type { Path } from '../../shared/survey/response.ts';
import type { Language } from '../../shared/ipc/service.ts';

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

/** The section a concrete path stands in. */
export function sectionOf(sections: readonly Section[], path: Path): Section | undefined {
  const top = /^\/[^/[]+/.exec(path)?.[0];
  return sections.find((section) => (section.group ? section.group.path === top : section.nodes.some((node) => node.path === top)));
}

/** The concrete path of a child: `/F/line[k3]` and the node F12 give `/F/line[k3]/F12`. */
export function childPath(parent: Path, node: FormNode): Path {
  return parent === '/' ? `/${node.name}` : `${parent}/${node.name}`;
}

/** A question of a repeat as a column of its table; its path in a row is the row's path and the tail. */
export interface Column {
  readonly question: Question;
  readonly tail: string;
}

/** Questions of a repeat that are shown, groups opened up; null when it holds another repeat and cannot be a table. */
export function columnsOf(repeat: Repeat): readonly Column[] | null {
  const columns: Column[] = [];
  const walk = (nodes: readonly FormNode[], tail: string): boolean => nodes.every((node) => {
    if (node.kind === 'repeat') return false;
    if (node.kind === 'group') return walk(node.children, `${tail}/${node.name}`);
    if (isShown(node)) columns.push({ question: node, tail: `${tail}/${node.name}` });
    return true;
  });
  return walk(repeat.children, '') ? columns : null;
}

/** Whether the short form shows it: a question or repeat that is marked so, a group that holds one. */
export function isInShortForm(node: FormNode): boolean {
  return node.kind === 'group' ? node.children.some(isInShortForm) : node.shortForm === true || (node.kind === 'repeat' && node.children.some(isInShortForm));
}

/** Calculations without a label, hidden values and metadata work in silence. */
export function isShown(question: Question): boolean {
  if (question.type === 'hidden' || question.type === 'metadata') return false;
  return question.type !== 'calculate' || Object.keys(question.label).length > 0;
}

/** A text of the form in the reader's language, or the nearest there is. */
export function textIn(text: Text | undefined, language: Language): string {
  if (!text) return '';
  return text[language] ?? text['ru'] ?? text['en'] ?? Object.values(text)[0] ?? '';
}

const known = new WeakMap<FormDefinition, ReadonlyMap<string, FormNode>>();

/** Every node of a form by its template path. */
export function nodesOf(form: FormDefinition): ReadonlyMap<string, FormNode> {
  let nodes = known.get(form);
  if (!nodes) {
    const found = new Map<string, FormNode>();
    const walk = (list: readonly FormNode[]) => {
      for (const node of list) {
        found.set(node.path, node);
        if (node.kind !== 'question') walk(node.children);
      }
    };
    walk(form.body);
    known.set(form, (nodes = found));
  }
  return nodes;
}
