import process from 'node:process';
import type { Failure } from '../../../shared/base/failure.ts';
import { err, type Result } from '../../../shared/base/result.ts';
import { Cancelled, type Context } from '../../jobs/context.ts';

/**
 * Long work that a person may stop with Ctrl+C: the first one asks it to end where nothing is half done, a second one ends the
 * process as always. It is heard only where the work gives way (`isStopped` of `electron/jobs/course.ts`, files that are waited for): what never does is left without this. Fails with `cancelled` when the work was stopped before it had anything to report.
 */
export async function untilInterrupted<T, World extends Pick<Context, 'checkCancelled'>>(world: World, work: (world: World) => Promise<Result<T, Failure>>): Promise<Result<T, Failure>> {
  let stopped = false;
  const stop = (): void => {
    stopped = true;
    process.off('SIGINT', stop);
  };
  process.on('SIGINT', stop);
  try {
    return await work({
      ...world,
      checkCancelled: () => {
        if (stopped) throw new Cancelled();
      },
    });
  } catch (error) {
    if (error instanceof Cancelled) return err({ code: 'cancelled' });
    throw error;
  } finally {
    process.off('SIGINT', stop);
  }
}
