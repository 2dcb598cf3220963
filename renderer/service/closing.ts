import type { Bridge } from '../../shared/ipc/api.ts';

/** What must be saved before the window or the workspace goes. */
export interface Closing {
  /** Adds work that saves something, and says whether it could; returns a function that takes it back. */
  readonly add: (work: () => Promise<boolean>) => () => void;
  /** Does it now, and the window stays; true when nothing is unsaved. */
  readonly run: () => Promise<boolean>;
}

/** Does all added work when the program announces that the window closes. */
export function createClosing(bridge: Bridge): Closing {
  const works = new Set<() => Promise<boolean>>();
  const run = async () => (await Promise.all([...works].map((work) => work()))).every(Boolean);
  bridge.onClosing(run);
  return {
    run,
    add: (work) => {
      works.add(work);
      return () => { works.delete(work); };
    },
  };
}
