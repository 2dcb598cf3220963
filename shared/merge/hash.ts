import { utf8 } from '../base/canonical.ts';
import { groupBy } from '../base/group.ts';
import type { HashFunction, Sha256 } from '../base/hash.ts';
import type { RevisionId } from '../bundle/revision.ts';
import { isRowPath } from '../survey/path.ts';
import type { Answer, Path } from '../survey/response.ts';
import { valueBy, writerAt, type Line } from './line.ts';
import { isCalculated, NO_RULES, type ViewRules } from './rules.ts';
import type { GroupKey, Statement, View, Write } from './view.ts';

/** How many hexadecimal digits of an id say in which leaf of the set it stands. */
const LEAF_DIGITS = 3;

/**
 * sha256 over a set of revisions (M1): ids that begin alike make a leaf, sha256 over its sorted ids; the whole is over
 * the leaves in order, `prefix hash`, without empty ones. Each line ends with a line feed. So a few new revisions change a
 * few leaves, and nothing else has to be read.
 */
export function stateHash(hash: HashFunction, ids: Iterable<RevisionId>): Sha256 {
  const leaves = groupBy([...ids], (id) => id.slice(0, LEAF_DIGITS));
  return stateHashOf(hash, [...leaves].map(([prefix, members]) => ({ prefix, hash: leafHash(hash, members) })));
}

/** The same from the hashes of the leaves. */
export function stateHashOf(hash: HashFunction, leaves: Iterable<{ readonly prefix: string; readonly hash: Sha256 }>): Sha256 {
  return hashLines(hash, [...leaves].map((leaf) => `${leaf.prefix} ${leaf.hash}`));
}

/** sha256 over the sorted ids of one leaf. */
export function leafHash(hash: HashFunction, ids: Iterable<RevisionId>): Sha256 {
  return hashLines(hash, ids);
}

/** sha256 over the sorted hashes of all views ({@link viewHash}), each followed by a line feed. */
export function viewsHash(hash: HashFunction, hashes: Iterable<Sha256>): Sha256 {
  return hashLines(hash, hashes);
}

/**
 * sha256 over one view: whose it is and, path by path, whose writes stand there. What they wrote is in their ids, which are
 * hashes themselves (B6). Calculated fields are left out: they are recomputed, never merged (M6).
 *
 * The bytes are one flat JSON array: entity, form, round, whether retracted; then the paths, a row with its order key (which
 * writing inside the row keeps), and before a path its writer, where it is another than that of the path before: one
 * place, or a list of places that agree, or in a conflict pairs of place and value, since a side may stand for what it saw and
 * did not write. A place is one in the list of ids that ends the array.
 */
export function viewHash(hash: HashFunction, view: View, rules: ViewRules = NO_RULES): Sha256 {
  const places = new Map<RevisionId, number>();
  const place = (revision: RevisionId): number => {
    let found = places.get(revision);
    if (found === undefined) places.set(revision, (found = places.size));
    return found;
  };
  const flat: unknown[] = [view.entity, view.formId, view.round, view.retracted];
  let current: RevisionId | null = null;
  for (const { path, state, value, writes } of view.cells.values()) {
    if (isCalculated(rules, path)) continue;
    const [{ revision }] = writes as readonly [Write];
    if (writes.length > 1) flat.push(writes.map((write) => (state === 'clean' ? place(write.revision) : [place(write.revision), write.value])));
    else if (revision !== current) flat.push(place(revision));
    current = writes.length > 1 ? null : revision;
    flat.push(labelOf(path, value));
  }
  return finish(hash, flat, [...places.keys()]);
}

/** The same hash of the view of a line, without the view. */
export function lineHash(hash: HashFunction, group: GroupKey, line: Line, rules: ViewRules = NO_RULES): Sha256 {
  const places = new Map<RevisionId, number>();
  const flat: unknown[] = [group.entity, group.formId, group.round, false];
  let current: Statement | null = null;
  for (let index = 0; index < line.paths.length; index += 1) {
    const path = line.paths[index] as Path;
    if (isCalculated(rules, path)) continue;
    const writer = writerAt(line, index);
    if (writer !== current) {
      if (!places.has(writer.id)) places.set(writer.id, places.size);
      flat.push(places.get(writer.id));
      current = writer;
    }
    flat.push(isRowPath(path) ? labelOf(path, valueBy(writer, path)) : path);
  }
  return finish(hash, flat, [...places.keys()]);
}

function labelOf(path: Path, value: Answer | null): string {
  return isRowPath(path) ? `${path}=${JSON.stringify(value)}` : path;
}

function finish(hash: HashFunction, flat: unknown[], ids: readonly RevisionId[]): Sha256 {
  flat.push(ids);
  // Strings, numbers, booleans, arrays and reason codes with one key print in exactly one way.
  return hash(utf8.encode(JSON.stringify(flat)));
}

function hashLines(hash: HashFunction, lines: Iterable<string>): Sha256 {
  const sorted = [...lines].sort();
  return hash(utf8.encode(sorted.length === 0 ? '' : `${sorted.join('\n')}\n`));
}
