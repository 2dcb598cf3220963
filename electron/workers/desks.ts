import type { Failure } from '../../shared/base/failure.ts';
import { ok, type Result } from '../../shared/base/result.ts';
import type { WriteDb } from '../database/db.ts';
import { close, openWrite } from '../database/open.ts';
import type { Watch } from '../database/soundness.ts';
import type { Context } from '../jobs/context.ts';
import type { Desk } from '../jobs/handler.ts';

/** The one connection of a worker: opened at the first call, kept while the workspace stays the same. */
export interface Desks {
  open(context: Context): Result<Desk, Failure>;
  close(): void;
}

function watchOf({ progress, skipsCheck = () => false, checkBeside }: Context): Watch {
  return { progress: (done, total) => progress({ phase: 'opening', done, total }), skips: skipsCheck, beside: checkBeside };
}

export function createDesks(): Desks {
  let db: WriteDb | null = null;
  const leave = (): void => {
    if (db) close(db);
    db = null;
  };
  return {
    open(context) {
      if (db?.folder !== context.folder) {
        leave();
        const opened = openWrite(context.folder, watchOf(context));
        if (!opened.ok) return opened;
        db = opened.value;
      }
      return ok({ ...context, db });
    },
    close: leave,
  };
}
