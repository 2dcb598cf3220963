import type { Bridge } from '../../shared/ipc/api.ts';

/** What must be saved before the window goes. */
export interface Closing {
  /** Adds work; returns a function that takes it back. */
  readonly add: (work: () => Promise<void>) => () => void;
  /** Does it now: what is unsaved is saved, and the window stays. */
  readonly run: () => Promise<void>;
}

/** Does all added work when the program announces that the window closes. */
export function createClosing(bridge: Bridge): Closing {
  const works = new Set<() => Promise<void>>();
  const run = async () => {
    await Promise.all([...works].map((work) => work()));
  };
  bridge.onClosing(run);
  return {
    run,
    add: (work) => {
      works.add(work);
      return () => { works.delete(work); };
    },
  };
}
