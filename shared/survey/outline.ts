import type { FormDefinition, FormNode, Group, Question, Repeat } from './form.ts';

/** The whole form as a place: parent of its top sections. */
export interface Root {
  readonly kind: 'root';
}

/**
 * A node of the form with its place in it. Every template has one cell in each row of its scope; a repeat's own cell
 * stands outside its rows.
 */
export interface Template {
  /** Order in the form; the root is 0. */
  readonly index: number;
  readonly path: string;
  readonly node: Root | Group | Repeat | Question;
  readonly parent: Template | null;
  /** Whose rows hold the cell. */
  readonly scope: Scope;
  /** Number of the cell within a row. */
  readonly slot: number;
  /** What follows a row's path: `/F12` in `/F/line[k3f9x2]/F12`. */
  readonly suffix: string;
  readonly children: readonly Template[];
  /** Rows of a repeat. */
  readonly inner: Scope | null;
  /** The nearest template, itself included, with a `relevant` of its own; null: always relevant. */
  readonly relevanceFrom: Template | null;
  /** Index of the last descendant: `index ≤ x ≤ last` is the subtree. */
  readonly last: number;
}

/** What a row consists of: the whole response (depth 0) or one row of a repeat. */
export interface Scope {
  readonly index: number;
  readonly repeat: Template | null;
  readonly parent: Scope | null;
  readonly depth: number;
  readonly templates: readonly Template[];
  /** The same by {@link Template.suffix}. */
  readonly bySuffix: ReadonlyMap<string, Template>;
}

/** The form's nodes, indexed. */
export interface Outline {
  readonly definition: FormDefinition;
  readonly root: Template;
  /** In the order of the form, root first. */
  readonly templates: readonly Template[];
  readonly scopes: readonly Scope[];
  readonly byPath: ReadonlyMap<string, Template>;
  readonly byName: ReadonlyMap<string, readonly Template[]>;
}

interface MutableTemplate extends Omit<Template, 'children' | 'inner' | 'last'> {
  children: Template[];
  inner: Scope | null;
  last: number;
}
interface MutableScope extends Omit<Scope, 'templates' | 'bySuffix'> {
  templates: Template[];
  bySuffix: Map<string, Template>;
}

/** Indexes a form definition. */
export function outlineOf(definition: FormDefinition): Outline {
  const templates: Template[] = [];
  const scopes: MutableScope[] = [];
  const byPath = new Map<string, Template>();
  const byName = new Map<string, Template[]>();

  const scope = (repeat: Template | null, parent: MutableScope | null): MutableScope => {
    const made: MutableScope = { index: scopes.length, repeat, parent, depth: parent ? parent.depth + 1 : 0, templates: [], bySuffix: new Map() };
    scopes.push(made);
    return made;
  };

  const add = (node: Template['node'], path: string, parent: Template | null, within: MutableScope): MutableTemplate => {
    const own = node.kind !== 'root' && node.relevant !== undefined;
    const template = {
      index: templates.length,
      path,
      node,
      parent,
      scope: within,
      slot: within.templates.length,
      suffix: path.slice(within.repeat?.path.length ?? 0),
      children: [],
      inner: null,
      relevanceFrom: parent?.relevanceFrom ?? null,
      last: templates.length,
    } as MutableTemplate;
    if (own) (template as { relevanceFrom: Template | null }).relevanceFrom = template;
    templates.push(template);
    within.templates.push(template);
    within.bySuffix.set(template.suffix, template);
    byPath.set(path, template);
    return template;
  };

  const walk = (nodes: readonly FormNode[], parent: MutableTemplate, within: MutableScope): void => {
    for (const node of nodes) {
      const template = add(node, node.path, parent, within);
      parent.children.push(template);
      const namesakes = byName.get(node.name);
      if (namesakes) namesakes.push(template);
      else byName.set(node.name, [template]);
      if (node.kind === 'group') walk(node.children, template, within);
      if (node.kind === 'repeat') {
        const inner = scope(template, within);
        template.inner = inner;
        walk(node.children, template, inner);
      }
      template.last = templates.length - 1;
    }
  };

  const top = scope(null, null);
  const root = add({ kind: 'root' }, '/', null, top);
  walk(definition.body, root, top);
  root.last = templates.length - 1;
  return { definition, root, templates, scopes, byPath, byName };
}

/** The scope in which expressions of a template look around: inside its rows for a repeat, beside it otherwise. */
export function scopeWithin(template: Template): Scope {
  return template.inner ?? template.scope;
}

/** The deepest scope that holds both. */
export function commonScope(a: Scope, b: Scope): Scope {
  let left = a;
  let right = b;
  while (left !== right) {
    if (left.depth >= right.depth && left.parent) left = left.parent;
    else if (right.parent) right = right.parent;
  }
  return left;
}

/** Repeats to go through from an outer scope down to an inner one. */
export function repeatsBetween(outer: Scope, inner: Scope): readonly Template[] {
  const found: Template[] = [];
  for (let at: Scope | null = inner; at && at !== outer; at = at.parent) if (at.repeat) found.unshift(at.repeat);
  return found;
}
