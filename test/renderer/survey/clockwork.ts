import type { Timers } from '../../../renderer/ui/pause.ts';

export interface Clockwork extends Timers {
  /** Lets time pass: what is due is done, in order. */
  readonly pass: (ms: number) => Promise<void>;
}

/** Time that passes when a test says so. */
export function clockwork(): Clockwork {
  let now = 0;
  let next = 0;
  const due = new Map<number, { at: number; work: () => void }>();
  return {
    now: () => now,
    set: (work, after) => {
      due.set(++next, { at: now + after, work });
      return next;
    },
    clear: (timer) => { due.delete(timer as number); },
    pass: async (ms) => {
      now += ms;
      for (const [id, entry] of [...due].filter(([, { at }]) => at <= now).sort(([, a], [, b]) => a.at - b.at)) {
        if (!due.delete(id)) continue;
        entry.work();
        await settle();
      }
      await settle();
    },
  };
}

/** Lets all promises that can go on go on. */
export function settle(): Promise<void> {
  return new Promise((resolve) => { setImmediate(resolve); });
}
