import type { FormDefinition, FormNode } from '../survey/form.ts';
import { templateOf } from '../survey/path.ts';
import type { Path } from '../survey/response.ts';

/** What a form says of merging, by template path (M6). */
export interface ViewRules {
  /** Fields that only make sense together → the name they share. */
  readonly atomic: ReadonlyMap<Path, string>;
  /** Fields that are computed from others: never in conflict, no part of the view's hash. */
  readonly calculated: ReadonlySet<Path>;
}

export const NO_RULES: ViewRules = { atomic: new Map(), calculated: new Set() };

/** Reads the rules out of a form. */
export function rulesOf(form: FormDefinition): ViewRules {
  const atomic = new Map<Path, string>();
  const calculated = new Set<Path>();
  const visit = (node: FormNode): void => {
    if (node.kind !== 'question') return node.children.forEach(visit);
    if (node.atomic !== undefined) atomic.set(node.path, node.atomic);
    if (node.calculation !== undefined && node.trigger === undefined) calculated.add(node.path);
  };
  form.body.forEach(visit);
  return { atomic, calculated };
}

/** The rows a path stands in, outermost first; a row does not stand in itself, the justification of a row does stand in it. */
export function rowsAround(path: Path): readonly Path[] {
  if (!path.includes('[')) return NONE;
  const start = path.startsWith('!') ? path.indexOf(':') + 1 : 0;
  const rows: Path[] = [];
  for (let end = path.indexOf(']', start); end >= 0; end = path.indexOf(']', end + 1)) {
    if (start > 0 || end < path.length - 1) rows.push(path.slice(start, end + 1));
  }
  return rows;
}

const NONE: readonly Path[] = [];

export function isCalculated(rules: ViewRules, path: Path): boolean {
  return rules.calculated.size > 0 && rules.calculated.has(path.includes('[') ? templateOf(path) : path);
}

/** The unit a path is merged in: itself, or the atomic group it belongs to in its row (M6). */
export function unitOf(rules: ViewRules, path: Path): string {
  const name = atomicOf(rules, path);
  return name === undefined ? path : `${rowsAround(path).at(-1) ?? ''} ${name}`;
}

/** The name of the atomic group a path belongs to. */
export function atomicOf({ atomic }: ViewRules, path: Path): string | undefined {
  return atomic.size === 0 ? undefined : atomic.get(path.includes('[') ? templateOf(path) : path);
}
