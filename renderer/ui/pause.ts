/** What the machine tells of time, in ms. */
export interface Timers {
  readonly now: () => number;
  readonly set: (work: () => void, after: number) => unknown;
  readonly clear: (timer: unknown) => void;
}

export const windowTimers: Timers = {
  now: () => performance.now(),
  set: (work, after) => window.setTimeout(work, after),
  clear: (timer) => { window.clearTimeout(timer as number); },
};

export interface Pause {
  /** Does the work so many ms from now, and not when it was to be done before. */
  readonly until: (after: number) => void;
  /** Leaves it undone. */
  readonly end: () => void;
}

/**
 * Work that waits until nothing has happened for a while. Who puts it off at every key makes no timer at every key: the one there is ends
 * as early as it was to end, and another waits for the rest.
 */
export function createPause(work: () => void, { now, set, clear }: Timers): Pause {
  let timer: { readonly id: unknown; readonly at: number } | null = null;
  let due = 0;
  const wait = (after: number) => { timer = { id: set(ring, after), at: now() + after }; };
  const ring = () => {
    timer = null;
    const left = due - now();
    if (left > 0) wait(left);
    else work();
  };
  const end = () => {
    if (timer) clear(timer.id);
    timer = null;
  };
  return {
    until: (after) => {
      due = now() + after;
      if (timer && timer.at <= due) return;
      end();
      wait(after);
    },
    end,
  };
}
