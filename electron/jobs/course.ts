import { setImmediate } from 'node:timers/promises';
import type { JobProgress } from '../../shared/ipc/api.ts';
import type { Course } from '../database/backup.ts';
import { Cancelled, type Context } from './context.ts';
import type { Desk } from './handler.ts';

/** A part of longer work, on a copy of the database or on many rows: its progress is the work's, and so is cancelling. */
export function courseOf({ progress, checkCancelled, checkBeside }: Pick<Desk, 'progress' | 'checkCancelled' | 'checkBeside'>, phase: JobProgress['phase'] = 'backing-up'): Course {
  return { progress: (done, total) => progress({ phase, done, total }), checkCancelled, beside: checkBeside };
}

/** Nobody waits for the work. */
export const UNWATCHED: Course = { progress: () => undefined, checkCancelled: () => undefined };

/** How many rows are taken between two looks at the course: a few milliseconds of work. */
const ROWS = 200;

/** Hands out rows of any number of lists one by one and says how many of all these have been taken; throws what {@link Course.checkCancelled} throws. */
export function stepsOf({ progress, checkCancelled }: Course, total: number): <Row>(rows: Iterable<Row>) => Generator<Row, void> {
  let done = 0;
  return function* taken(rows) {
    for (const row of rows) {
      if (done % ROWS === 0) {
        checkCancelled();
        progress(Math.min(done, total), total);
      }
      done += 1;
      yield row;
    }
  };
}

/** Whether nobody wants the rest of the work, for work that keeps what is done. Lets come in first what says so: on a terminal it is a signal. */
export async function isStopped({ checkCancelled }: Pick<Context, 'checkCancelled'>): Promise<boolean> {
  await setImmediate();
  try {
    checkCancelled();
    return false;
  } catch (error) {
    if (error instanceof Cancelled) return true;
    throw error;
  }
}
