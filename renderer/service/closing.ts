import type { Bridge } from '../../shared/ipc/api.ts';

/** What must be saved before the window goes. */
export interface Closing {
  /** Adds work; returns a function that takes it back. */
  readonly add: (work: () => Promise<void>) => () => void;
}

/** Does all added work when the program announces that the window closes. */
export function createClosing(bridge: Bridge): Closing {
  const works = new Set<() => Promise<void>>();
  bridge.onClosing(async () => {
    await Promise.all([...works].map((work) => work()));
  });
  return {
    add: (work) => {
      works.add(work);
      return () => { works.delete(work); };
    },
  };
}
