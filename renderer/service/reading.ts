import type { Failure } from '../../shared/base/failure.ts';
import type { Result } from '../../shared/base/result.ts';
import type { Bridge } from '../../shared/ipc/api.ts';
import type { RunJob } from './status.ts';

/** What a screen reads at length, one thing at a time: the bottom line says how far it is, and whoever turns to something else does not wait for it. */
export interface Reading {
  /** Stops what is being read and reads this instead. Null: it was left meanwhile, nobody waits for it. */
  readonly read: <T>(work: (job: string) => Promise<Result<T, Failure>>) => Promise<Result<T, Failure> | null>;
  /** Nobody waits any more. */
  readonly leave: () => void;
}

export function createReading(bridge: Bridge, run: RunJob): Reading {
  let current: string | null = null;
  const leave = (): void => {
    if (current !== null) void bridge.call('service.cancel', { job: current });
    current = null;
  };
  return {
    leave,
    read: async (work) => {
      leave();
      return run(async (job) => {
        current = job;
        const answer = await work(job);
        if (current !== job) return null;
        current = null;
        return answer;
      });
    },
  };
}
