import type { Failure } from '../../../shared/base/failure.ts';
import { err, type Result } from '../../../shared/base/result.ts';

/** Long work that only the main thread can do (Chromium prints there), and that a person can stop all the same. */
export interface MainJobs {
  /** Gives `cancelled` when the person stops it, whatever became of the work: it has to undo what it began when the signal says so. */
  readonly run: <T>(job: string, work: (signal: AbortSignal) => Promise<Result<T, Failure>>) => Promise<Result<T, Failure>>;
  /** Stops a job that runs here; of any other id nothing comes. */
  readonly cancel: (job: string) => void;
}

export function createMainJobs(): MainJobs {
  const running = new Map<string, AbortController>();
  return {
    async run(job, work) {
      const controller = new AbortController();
      running.set(job, controller);
      try {
        const done = await work(controller.signal);
        return controller.signal.aborted ? err({ code: 'cancelled' }) : done;
      } catch (error) {
        if (controller.signal.aborted) return err({ code: 'cancelled' });
        throw error;
      } finally {
        running.delete(job);
      }
    },
    cancel: (job) => running.get(job)?.abort(),
  };
}
