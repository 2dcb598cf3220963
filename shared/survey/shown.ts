import type { FormDefinition, FormNode, Question, Repeat } from './form.ts';

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

/** Whether a person is asked or told it, on the screen and on paper: calculations without a label, hidden values and metadata work in silence. */
export function isShown({ type, label }: Question): boolean {
  if (type === 'hidden' || type === 'metadata') return false;
  return type !== 'calculate' || Object.keys(label).length > 0;
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

/** Whether the short form shows it: a question or repeat that is marked so, a group that holds one. */
export function isInShortForm(node: FormNode): boolean {
  return node.kind === 'group' ? node.children.some(isInShortForm) : node.shortForm === true || (node.kind === 'repeat' && node.children.some(isInShortForm));
}
