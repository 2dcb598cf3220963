import type { Dependency } from '../expression/piece.ts';
import type { Outline, Scope, Template } from '../outline.ts';
import { repeatsBetween } from '../outline.ts';

/** What the engine recomputes, once a row of its scope. */
export interface Task {
  readonly kind: 'relevant' | 'rows' | 'value' | 'check' | 'rule';
  readonly scope: Scope;
  /** The node, for all kinds but rules. */
  readonly template: Template | null;
  /** Index of the compiled rule, for kind `rule`. */
  readonly rule: number;
  readonly dependencies: readonly Dependency[];
  /** Runs only when something it depends on changes, not when a response is opened (`trigger`). */
  readonly onlyOnChange?: boolean;
}

export type EventKind = Dependency['kind'];

/** From an event in a row to the rows where a task must run: up to the apex, then down through repeats. */
export interface Edge {
  readonly task: number;
  readonly up: number;
  /** Slots of the repeats to go down through. */
  readonly down: readonly number[];
}

export interface Graph {
  /** In an order in which every task follows those it depends on; a task's rank is its index. */
  readonly tasks: readonly Task[];
  readonly tasksOf: (scope: Scope) => readonly number[];
  readonly edges: (kind: EventKind, template: Template) => readonly Edge[];
  /** Whether anything depends on shares (`missing-share()`): they change with nearly every answer. */
  readonly readsShares: boolean;
}

export type GraphResult = { readonly kind: 'graph'; readonly graph: Graph } | { readonly kind: 'cycle'; readonly tasks: readonly Task[] };

/** Orders tasks by what they depend on; a cycle is given back with the tasks on it, in order. */
export function orderTasks(outline: Outline, tasks: readonly Task[]): GraphResult {
  const makers = makersOf(tasks);
  const before = tasks.map((task, index) => {
    const found: number[] = [];
    for (const dependency of task.dependencies) for (const maker of makers(dependency)) if (maker !== index || !readsOtherRows(task, dependency)) found.push(maker);
    for (let scope: Scope | null = task.scope; scope?.repeat; scope = scope.parent)
      for (const maker of makers({ kind: 'rows', template: scope.repeat, apex: scope })) if (maker !== index) found.push(maker);
    return found;
  });
  const sorted = sort(before);
  if (sorted.kind === 'cycle') return { kind: 'cycle', tasks: sorted.path.map((index) => tasks[index] as Task) };
  return { kind: 'graph', graph: graphOf(outline, sorted.order.map((index) => tasks[index] as Task)) };
}

/**
 * A calculation may read itself in other rows (a running balance: the row before plus this one). Such rows are computed
 * until they settle.
 */
function readsOtherRows(task: Task, dependency: Dependency): boolean {
  return task.kind === 'value' && dependency.kind === 'value' && dependency.template === task.template && dependency.apex.depth < task.scope.depth;
}

/** Which tasks bring an event about. */
function makersOf(tasks: readonly Task[]) {
  const by: Readonly<Record<Task['kind'], (readonly [number])[]>> = { relevant: [], rows: [], value: [], check: [], rule: [] };
  tasks.forEach((task, index) => {
    if (task.template) by[task.kind][task.template.index] = [index];
  });
  return ({ kind, template }: Dependency): readonly number[] =>
    kind === 'share' ? by.check.slice(template.index, template.last + 1).flatMap((makers) => makers ?? NOTHING) : (by[kind === 'position' ? 'rows' : kind][template.index] ?? NOTHING);
}

const NOTHING: readonly never[] = [];

type Sorted = { readonly kind: 'order'; readonly order: readonly number[] } | { readonly kind: 'cycle'; readonly path: readonly number[] };

/** Depth-first topological order without recursion: a chain of calculations may be as long as the form. */
function sort(before: readonly (readonly number[])[]): Sorted {
  const state = new Uint8Array(before.length);
  const order: number[] = [];
  for (let start = 0; start < before.length; start++) {
    if (state[start] !== 0) continue;
    const stack: { readonly node: number; next: number }[] = [{ node: start, next: 0 }];
    state[start] = 1;
    while (stack.length > 0) {
      const top = stack[stack.length - 1] as { readonly node: number; next: number };
      const next = before[top.node]?.[top.next++];
      if (next === undefined) {
        state[top.node] = 2;
        order.push(top.node);
        stack.pop();
      } else if (state[next] === 0) {
        state[next] = 1;
        stack.push({ node: next, next: 0 });
      } else if (state[next] === 1) {
        const path = stack.map((entry) => entry.node);
        return { kind: 'cycle', path: path.slice(path.indexOf(next)) };
      }
    }
  }
  return { kind: 'order', order };
}

function graphOf(outline: Outline, tasks: readonly Task[]): Graph {
  const edges: Readonly<Record<EventKind, Edge[][]>> = { value: [], relevant: [], rows: [], position: [], share: [] };
  const byScope = outline.scopes.map((): number[] => []);
  tasks.forEach((task, index) => {
    byScope[task.scope.index]?.push(index);
    for (const { kind, template, apex } of task.dependencies) {
      const at = kind === 'position' ? (template.inner as Scope) : template.scope;
      const down = apex === task.scope ? NOTHING : repeatsBetween(apex, task.scope).map((repeat) => repeat.slot);
      const edge: Edge = { task: index, up: Math.max(0, at.depth - apex.depth), down };
      const known = edges[kind][template.index];
      if (known) known.push(edge);
      else edges[kind][template.index] = [edge];
    }
  });
  return { tasks, tasksOf: (scope) => byScope[scope.index] ?? NOTHING, edges: (kind, template) => edges[kind][template.index] ?? NOTHING, readsShares: edges.share.length > 0 };
}

/** The columns in which the parts of a circle stand. */
const COLUMNS: Readonly<Record<Task['kind'], string>> = { relevant: 'relevant', rows: 'repeat_count', value: 'calculation', check: 'constraint', rule: 'assert' };

/** How a cycle reads to an author, in any language: `/A/x (relevant) → /A/y (calculation) → /A/x (relevant)`. */
export function describeCycle(tasks: readonly Task[], rules: readonly { readonly rule: { readonly id: string } }[]): string {
  const names = tasks.map((task) => (task.template ? `${task.template.path} (${COLUMNS[task.kind]})` : (rules[task.rule]?.rule.id ?? '')));
  return [...names, names[0]].join(' → ');
}
