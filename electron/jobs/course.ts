import type { Course } from '../database/backup.ts';
import type { Desk } from './handler.ts';

/** A copy of the database as a part of longer work: its progress is the work's, and so is cancelling. */
export function courseOf({ progress, checkCancelled }: Pick<Desk, 'progress' | 'checkCancelled'>): Course {
  return { progress: (done, total) => progress({ phase: 'backing-up', done, total }), checkCancelled };
}
