import type { Desk } from '../../jobs/handler.ts';
import type { Look } from './cells.ts';

/** From so many rows on it takes long enough to say how far it is. */
const LARGE_SHEET = 1_000;

/** A large file takes a minute on an old PC: the person sees how far it is, and can stop. */
export function lookOf({ checkCancelled, progress }: Pick<Desk, 'checkCancelled' | 'progress'>): Look {
  return (done, total) => {
    checkCancelled();
    // Many small sheets would make a bar that runs again and again.
    progress({ phase: 'reading', done, total: total < LARGE_SHEET ? 0 : total });
  };
}
