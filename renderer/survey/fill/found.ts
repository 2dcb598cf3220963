import type { Finding } from '../../../shared/survey/findings.ts';
import type { Path } from '../../../shared/survey/response.ts';

/** No findings: always the same list. */
export const NONE: readonly Finding[] = [];
const GRAVITY = { error: 0, warning: 1, info: 2 } as const;

/** Findings in their order, and by place, the gravest first. */
interface Found {
  readonly all: readonly Finding[];
  readonly at: ReadonlyMap<Path, readonly Finding[]>;
}

/** Looks findings up by path; builds the index when what it is made of is another, and only when somebody asks. */
export function createIndex(source: () => { readonly parts: readonly unknown[]; readonly compute: () => readonly Finding[] }): () => Found {
  let known: readonly unknown[] = [];
  let found: Found = { all: [], at: new Map() };
  return () => {
    const { parts, compute } = source();
    if (known.length > 0 && parts.every((part, index) => part === known[index])) return found;
    known = parts;
    const all = compute();
    // The same findings stay the same list: what shows them need not look again.
    if (all.length === found.all.length && all.every((finding, index) => finding === found.all[index])) return found;
    const at = new Map<Path, Finding[]>();
    for (const finding of all) for (const path of finding.paths) at.set(path, [...(at.get(path) ?? []), finding]);
    for (const list of at.values()) list.sort((a, b) => GRAVITY[a.level] - GRAVITY[b.level]);
    found = { all, at };
    return found;
  };
}
