import type { Path } from '../../../shared/survey/response.ts';

export type Listener = (typedAt: Path | null) => void;

/** Who looks at which path: a change repaints only those. */
export interface Paths {
  /** The listener is told where a person has typed, when the change is the doing of a key; null for any other act. */
  readonly subscribe: (path: Path, listener: Listener) => () => void;
  /** Rises whenever something about the path changed; a snapshot for `useSyncExternalStore`. */
  readonly version: (path: Path) => number;
  readonly touch: (changed: Iterable<Path>, typedAt?: Path | null) => void;
}

/** The path that is touched by every change: for what shows the whole form. */
export const ANYTHING: Path = '*';

export function createPaths(): Paths {
  const listeners = new Map<Path, Set<Listener>>();
  const versions = new Map<Path, number>();
  return {
    subscribe: (path, listener) => {
      const known = listeners.get(path) ?? new Set();
      listeners.set(path, known.add(listener));
      return () => {
        known.delete(listener);
        if (known.size === 0) listeners.delete(path);
      };
    },
    version: (path) => versions.get(path) ?? 0,
    touch: (changed, typedAt = null) => {
      // Who is told looks at once, at other places too: by then all of them are new.
      const touched = [...changed, ANYTHING];
      for (const path of touched) versions.set(path, (versions.get(path) ?? 0) + 1);
      for (const path of touched) for (const listener of listeners.get(path) ?? []) listener(typedAt);
    },
  };
}
