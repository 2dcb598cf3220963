import type { FormDefinition, FormNode, Rename } from '../form.ts';

/** A node of a form with the repeats it stands in. */
export interface Placed {
  readonly node: FormNode;
  readonly parent: string;
  /** Template paths of the repeats around it, from the outermost. */
  readonly repeats: readonly string[];
}

/** All nodes of a form by their template paths, in the order of the form. */
export function nodesOf(definition: FormDefinition): ReadonlyMap<string, Placed> {
  const found = new Map<string, Placed>();
  const walk = (nodes: readonly FormNode[], parent: string, repeats: readonly string[]): void => {
    for (const node of nodes) {
      found.set(node.path, { node, parent, repeats });
      if (node.kind !== 'question') walk(node.children, node.path, node.kind === 'repeat' ? [...repeats, node.path] : repeats);
    }
  };
  walk(definition.body, '', []);
  return found;
}

/**
 * Where each node of the old form stands in the new one, by template paths; what stands nowhere is left out. A rename of
 * `_renames` comes first, then the same place, then the only node of that name: moved to another group. A node moves only within
 * the rows it stood in, since an answer a row cannot become one answer.
 */
export function movesBetween(before: FormDefinition, after: FormDefinition): ReadonlyMap<string, string> {
  const [old, now] = [nodesOf(before), nodesOf(after)];
  const renamed = renamesByPath(old, now, after.renames ?? []);
  const [oldNames, newNames] = [pathsByName(old), pathsByName(now)];
  const moves = new Map<string, string>();
  const taken = new Set<string>(renamed.values());
  const fits = (from: Placed, to: Placed | undefined): boolean =>
    to !== undefined && (from.node.kind === 'repeat') === (to.node.kind === 'repeat') && (from.node.kind === 'group') === (to.node.kind === 'group') &&
    from.repeats.length === to.repeats.length && from.repeats.every((path, index) => moves.get(path) === to.repeats[index]);
  for (const [path, placed] of old) {
    const parent = placed.parent === '' ? '' : moves.get(placed.parent);
    const only = oldNames.get(placed.node.name)?.length === 1 && newNames.get(placed.node.name)?.length === 1 ? newNames.get(placed.node.name)?.[0] : undefined;
    const candidates = renamed.has(path) ? [renamed.get(path)] : [parent === undefined ? undefined : `${parent}/${placed.node.name}`, path, only].filter((one) => one !== undefined && !taken.has(one));
    const target = candidates.find((one) => one !== undefined && fits(placed, now.get(one)));
    if (target === undefined) continue;
    moves.set(path, target);
    taken.add(target);
  }
  return moves;
}

function renamesByPath(old: ReadonlyMap<string, Placed>, now: ReadonlyMap<string, Placed>, renames: readonly Rename[]): ReadonlyMap<string, string> {
  const [oldNames, newNames] = [pathsByName(old), pathsByName(now)];
  const found = new Map<string, string>();
  for (const { from, to, list } of renames) {
    if (list !== undefined) continue;
    const [source, target] = [resolve(from, old, oldNames), resolve(to, now, newNames)];
    // A workbook keeps the renames of all its versions: those of earlier ones find nothing any more.
    if (source !== null && target !== null && source !== target && !found.has(source) && ![...found.values()].includes(target)) found.set(source, target);
  }
  return found;
}

function resolve(name: string, nodes: ReadonlyMap<string, Placed>, byName: ReadonlyMap<string, readonly string[]>): string | null {
  if (nodes.has(name)) return name;
  const paths = byName.get(name);
  return paths?.length === 1 ? (paths[0] as string) : null;
}

function pathsByName(nodes: ReadonlyMap<string, Placed>): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const [path, { node }] of nodes) {
    const known = found.get(node.name);
    if (known) known.push(path);
    else found.set(node.name, [path]);
  }
  return found;
}

/** The code a choice has in the new form: renamed by `_renames`, else the same. */
export function choiceRenames(after: FormDefinition, list: string): ReadonlyMap<string, string> {
  return new Map((after.renames ?? []).filter((rename) => rename.list === list).map(({ from, to }) => [from, to]));
}
