import { utf8 } from '../base/canonical.ts';
import type { HashFunction, Sha256 } from '../base/hash.ts';
import type { RevisionId } from '../bundle/revision.ts';
import { templateOf } from '../survey/path.ts';
import { NO_RULES, type ViewRules } from './rules.ts';
import type { View } from './view.ts';

/** sha256 over the sorted ids of a set of revisions, each followed by a line feed (M1). */
export function stateHash(hash: HashFunction, ids: Iterable<RevisionId>): Sha256 {
  return hashLines(hash, ids);
}

/** sha256 over the sorted hashes of all views ({@link viewHash}), each followed by a line feed. */
export function viewsHash(hash: HashFunction, hashes: Iterable<Sha256>): Sha256 {
  return hashLines(hash, hashes);
}

/**
 * sha256 over the canonical bytes of one view: whose it is and, path by path, its state, value and maximal writes.
 * Calculated fields are left out: they are recomputed, never merged (M6).
 */
export function viewHash(hash: HashFunction, view: View, rules: ViewRules = NO_RULES): Sha256 {
  const cells = [];
  for (const { path, state, value, writes } of view.cells.values()) {
    if (rules.calculated.size > 0 && rules.calculated.has(templateOf(path))) continue;
    cells.push([path, state, value, writes.map((write) => [write.revision, write.value])]);
  }
  // Arrays, strings, numbers and reason codes with one key print in exactly one way: this is their canonical form.
  return hash(utf8.encode(JSON.stringify([view.entity, view.formId, view.round, view.retracted, cells])));
}

function hashLines(hash: HashFunction, lines: Iterable<string>): Sha256 {
  return hash(utf8.encode([...lines].sort().map((line) => `${line}\n`).join('')));
}
