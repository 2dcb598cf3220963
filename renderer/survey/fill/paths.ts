import type { Path } from '../../../shared/survey/response.ts';

export type Listener = (typedAt: Path | null) => void;

/** Who looks at which path: a change repaints only those. */
export interface Paths {
  /** The listener is told where a person has typed, when the change is the doing of a key; null for any other act. */
  readonly subscribe: (path: Path, listener: Listener) => () => void;
  /** The same for everything that stands in the rows of a table, and the table itself. */
  readonly subscribeTable: (table: Path, listener: Listener) => () => void;
  /** Rises whenever something about the path changed; a snapshot for `useSyncExternalStore`. */
  readonly version: (path: Path) => number;
  readonly touch: (changed: Iterable<Path>, typedAt?: Path | null) => void;
}

/** The path that is touched by every change: for what shows the whole form. */
export const ANYTHING: Path = '*';

export function createPaths(): Paths {
  const listeners = new Map<Path, Set<Listener>>();
  const tables = new Map<Path, Set<Listener>>();
  const versions = new Map<Path, number>();
  return {
    subscribe: (path, listener) => enter(listeners, path, listener),
    subscribeTable: (table, listener) => enter(tables, table, listener),
    version: (path) => versions.get(path) ?? 0,
    touch: (changed, typedAt = null) => {
      // Who is told looks at once, at other places too: by then all of them are new.
      const touched = [...changed, ANYTHING];
      for (const path of touched) versions.set(path, (versions.get(path) ?? 0) + 1);
      for (const path of touched) for (const listener of listeners.get(path) ?? NOBODY) listener(typedAt);
      if (tables.size > 0) for (const table of tablesOf(touched)) for (const listener of tables.get(table) ?? NOBODY) listener(typedAt);
    },
  };
}

const NOBODY: ReadonlySet<Listener> = new Set();

function enter(listeners: Map<Path, Set<Listener>>, path: Path, listener: Listener): () => void {
  const known = listeners.get(path) ?? new Set();
  listeners.set(path, known.add(listener));
  return () => {
    known.delete(listener);
    if (known.size === 0) listeners.delete(path);
  };
}

/** The paths themselves and all tables in whose rows they stand. */
function tablesOf(paths: readonly Path[]): ReadonlySet<Path> {
  const found = new Set(paths);
  for (const path of paths) for (let at = path.indexOf('['); at >= 0; at = path.indexOf('[', at + 1)) found.add(path.slice(0, at));
  return found;
}
