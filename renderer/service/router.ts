import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Screen } from '../screen.ts';

export interface RouterState {
  readonly screen: Screen;
  readonly history: readonly Screen[];
  readonly go: (screen: Screen) => void;
  /** To the screen before; does nothing on the first. */
  readonly back: () => void;
  /** Begins anew at a screen: no way leads back to those before. */
  readonly begin: (screen: Screen) => void;
}

export type Router = StoreApi<RouterState>;

const DEPTH = 50;

/** Where the person is, and where they came from. */
export function createRouter(first: Screen): Router {
  return createStore<RouterState>((set, get) => ({
    screen: first,
    history: [],
    go: (screen) => set({ screen, history: [...get().history, get().screen].slice(-DEPTH) }),
    back: () => {
      const previous = get().history.at(-1);
      if (previous) set({ screen: previous, history: get().history.slice(0, -1) });
    },
    begin: (screen) => set({ screen, history: [] }),
  }));
}
