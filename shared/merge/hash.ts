import { utf8 } from '../base/canonical.ts';
import { groupBy } from '../base/group.ts';
import type { HashFunction, Sha256 } from '../base/hash.ts';
import type { EntityId, RevisionId } from '../bundle/revision/revision.ts';
import { isRowPath } from '../survey/path.ts';
import type { Answer } from '../survey/response.ts';
import type { KeptCell } from './kept.ts';
import { byPart } from './parts.ts';
import { isCalculated, NO_RULES, type ViewRules } from './rules.ts';
import type { GroupKey, View } from './view.ts';

/** How many hexadecimal digits of an id say in which leaf of the set it stands, and on which branch. */
const LEAF_DIGITS = 3;
const BRANCH_DIGITS = 2;

/**
 * sha256 over a set of revisions (M1), as a tree: ids that begin with the same three digits make a leaf, sha256 over its sorted ids; leaves that
 * begin with the same two make a branch; branches make the whole. Branches and the whole are each sha256 over what they are made of in order,
 * `prefix hash`, without what is empty. Each line ends with a line feed. So a few new revisions change a few leaves and branches, and nothing else has to be read.
 */
export function stateHash(hash: HashFunction, ids: Iterable<RevisionId>): Sha256 {
  return treeHash(hash, [...ids].map((id) => ({ id, member: id })));
}

function treeHash(hash: HashFunction, members: readonly { readonly id: string; readonly member: Sha256 }[]): Sha256 {
  const leaves = [...groupBy(members, ({ id }) => leafOf(id))].map(([prefix, own]) => ({ prefix, hash: leafHash(hash, own.map(({ member }) => member)) }));
  return nodeHash(hash, [...groupBy(leaves, ({ prefix }) => branchOf(prefix))].map(([prefix, own]) => ({ prefix, hash: nodeHash(hash, own) })));
}

/** A leaf or a branch. */
export interface HashedNode {
  readonly prefix: string;
  readonly hash: Sha256;
}

/** The leaf on which an id, or the views of a company by its id, stand. */
export function leafOf(id: string): string {
  return id.slice(0, LEAF_DIGITS);
}

/** The branch that a leaf is on. */
export function branchOf(leaf: string): string {
  return leaf.slice(0, BRANCH_DIGITS);
}

/** sha256 over the leaves of a branch, or over all branches. */
export function nodeHash(hash: HashFunction, nodes: Iterable<HashedNode>): Sha256 {
  return hashLines(hash, [...nodes].map((node) => `${node.prefix} ${node.hash}`));
}

/** sha256 over the sorted ids, or hashes of views, of one leaf. */
export function leafHash(hash: HashFunction, ids: Iterable<Sha256>): Sha256 {
  return hashLines(hash, ids);
}

/** sha256 over the hashes of all views ({@link viewHash}), as {@link stateHash}: those of companies whose ids begin alike make a leaf. */
export function viewsHash(hash: HashFunction, views: Iterable<HashedView>): Sha256 {
  return treeHash(hash, [...views].map(({ entity, hash: member }) => ({ id: entity, member })));
}

/** A company with the hash of one of its views. */
export interface HashedView {
  readonly entity: EntityId;
  readonly hash: Sha256;
}

/**
 * sha256 over one view: whose it is, whether it is retracted, and the hashes of its parts ({@link partHash}) with their names, in order,
 * as one flat JSON array. So a revision changes the hashes of the parts it writes to, and no other has to be read.
 */
export function viewHash(hash: HashFunction, view: View, rules: ViewRules = NO_RULES): Sha256 {
  const cells = [...view.cells.values()].map(({ path, state, value, writes }): KeptCell => ({
    path, writers: writes.map(({ revision }) => revision), said: state === 'conflict' ? writes.map((write) => write.value) : { value },
  }));
  return hashOfParts(hash, view, view.retracted, hashedParts(hash, cells, rules));
}

/** The same hash from the parts of what is kept of a view; whatever is kept, nothing is retracted. */
export function keptHash(hash: HashFunction, group: GroupKey, parts: Iterable<HashedPart>): Sha256 {
  return hashOfParts(hash, group, false, parts);
}

/** A part of a view with the hash of what stands in it. */
export interface HashedPart {
  readonly part: string;
  readonly hash: Sha256;
}

/** The parts of a view, in order, each with its hash and its cells. `cells`: sorted by path. */
export function hashedParts(hash: HashFunction, cells: Iterable<KeptCell>, rules: ViewRules): readonly (HashedPart & { readonly cells: readonly KeptCell[] })[] {
  return byPart(cells).map(([part, own]) => ({ part, hash: partHash(hash, own, rules), cells: own }));
}

function hashOfParts(hash: HashFunction, { entity, formId, round }: GroupKey, retracted: boolean, parts: Iterable<HashedPart>): Sha256 {
  const flat: unknown[] = [entity, formId, round, retracted];
  for (const one of parts) flat.push(one.part, one.hash);
  return hash(utf8.encode(JSON.stringify(flat)));
}

/**
 * sha256 over one part of a view: path by path, whose writes stand there. What they wrote is in their ids, which are
 * hashes themselves (B6). Calculated fields are left out: they are recomputed, never merged (M6).
 *
 * The bytes are one flat JSON array: the paths, a row with its order key (which writing inside the row keeps), and before a path its
 * writer, where it is another than that of the path before: one place, or a list of places that agree, or in a conflict pairs of place
 * and value, since a side may stand for what it saw and did not write. A place is one in the list of ids that ends the array.
 */
function partHash(hash: HashFunction, cells: readonly KeptCell[], rules: ViewRules): Sha256 {
  const places = new Map<RevisionId, number>();
  const place = (revision: RevisionId): number => {
    let found = places.get(revision);
    if (found === undefined) places.set(revision, (found = places.size));
    return found;
  };
  const flat: unknown[] = [];
  let current: RevisionId | null = null;
  for (const { path, writers, said } of cells) {
    if (isCalculated(rules, path)) continue;
    const [first] = writers as readonly [RevisionId];
    if (writers.length > 1) flat.push(Array.isArray(said) ? writers.map((writer, index) => [place(writer), (said as readonly (Answer | null)[])[index]]) : writers.map(place));
    else if (first !== current) flat.push(place(first));
    current = writers.length > 1 ? null : first;
    flat.push(isRowPath(path) ? `${path}=${JSON.stringify(orderKeyOf(said))}` : path);
  }
  flat.push([...places.keys()]);
  // Strings, numbers, booleans, arrays and reason codes with one key print in exactly one way.
  return hash(utf8.encode(JSON.stringify(flat)));
}

/** Of a row, whose value is always kept. */
function orderKeyOf(said: KeptCell['said']): Answer | null {
  if (typeof said === 'number') return said;
  return 'value' in said ? said.value : (said.at(-1) ?? null);
}

function hashLines(hash: HashFunction, lines: Iterable<string>): Sha256 {
  const sorted = [...lines].sort();
  return hash(utf8.encode(sorted.length === 0 ? '' : `${sorted.join('\n')}\n`));
}
