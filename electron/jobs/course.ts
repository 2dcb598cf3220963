import type { JobProgress } from '../../shared/ipc/api.ts';
import type { Course } from '../database/backup.ts';
import type { Desk } from './handler.ts';

/** Work on a copy of the database as a part of longer work: its progress is the work's, and so is cancelling. */
export function courseOf({ progress, checkCancelled }: Pick<Desk, 'progress' | 'checkCancelled'>, phase: JobProgress['phase'] = 'backing-up'): Course {
  return { progress: (done, total) => progress({ phase, done, total }), checkCancelled };
}
