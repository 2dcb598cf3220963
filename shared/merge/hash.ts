import { utf8 } from '../base/canonical.ts';
import type { HashFunction, Sha256 } from '../base/hash.ts';
import type { RevisionId } from '../bundle/revision.ts';
import { isRowPath } from '../survey/path.ts';
import { valueBy, type Line } from './line.ts';
import { isCalculated, NO_RULES, type ViewRules } from './rules.ts';
import type { GroupKey, Statement, View, Write } from './view.ts';

/** sha256 over the sorted ids of a set of revisions, each followed by a line feed (M1). */
export function stateHash(hash: HashFunction, ids: Iterable<RevisionId>): Sha256 {
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
 * The bytes are one flat JSON array: entity, form, round, whether retracted; then of each path the writer, or the list of
 * writers that agree, or in a conflict pairs of writer and value, since a side may stand for what it saw and did not
 * write; before a row its order key, which writing inside the row keeps; a writer is its place in the list of ids that
 * ends the array.
 */
export function viewHash(hash: HashFunction, view: View, rules: ViewRules = NO_RULES): Sha256 {
  const writers = new Map<RevisionId, number>();
  const place = (revision: RevisionId): number => {
    let found = writers.get(revision);
    if (found === undefined) writers.set(revision, (found = writers.size));
    return found;
  };
  const flat: unknown[] = [view.entity, view.formId, view.round, view.retracted];
  for (const { path, state, value, writes } of view.cells.values()) {
    if (isCalculated(rules, path)) continue;
    if (isRowPath(path)) flat.push(value);
    if (writes.length === 1) flat.push(path, place((writes[0] as Write).revision));
    else flat.push(path, writes.map((write) => (state === 'clean' ? place(write.revision) : [place(write.revision), write.value])));
  }
  return finish(hash, flat, [...writers.keys()]);
}

/** The same hash of the view of a line, without the view. */
export function lineHash(hash: HashFunction, group: GroupKey, line: Line, rules: ViewRules = NO_RULES): Sha256 {
  const ids: RevisionId[] = [];
  const places: (number | undefined)[] = [];
  const flat: unknown[] = [group.entity, group.formId, group.round, false];
  for (const [path, writer] of line.writers) {
    if (isCalculated(rules, path)) continue;
    if (isRowPath(path)) flat.push(valueBy(line, path, writer));
    flat.push(path, (places[writer] ??= ids.push((line.revisions[writer] as Statement).id) - 1));
  }
  return finish(hash, flat, ids);
}

function finish(hash: HashFunction, flat: unknown[], ids: readonly RevisionId[]): Sha256 {
  flat.push(ids);
  // Strings, numbers, booleans, arrays and reason codes with one key print in exactly one way.
  return hash(utf8.encode(JSON.stringify(flat)));
}

function hashLines(hash: HashFunction, lines: Iterable<string>): Sha256 {
  return hash(utf8.encode([...lines].sort().map((line) => `${line}\n`).join('')));
}
