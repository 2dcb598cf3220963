import type { Failure } from '../../shared/base/failure.ts';
import type { Result } from '../../shared/base/result.ts';
import type { WriteDb } from '../database/db.ts';
import type { Context } from './context.ts';

/** A {@link Context} with the workspace open. The connection belongs to whoever opened it: handlers never close it. */
export interface Desk extends Context {
  readonly db: WriteDb;
}

/**
 * The work behind one method of `shared/ipc/api.ts`. The window's worker and the command line call it alike. Where the
 * method asks a person for a file, the dialog has been answered before: the arguments hold the path.
 */
export type Handler<Arguments, Value> = (desk: Desk, args: Arguments) => Result<Value, Failure> | Promise<Result<Value, Failure>>;

/** Work that needs the folder of a workspace alone: it can be done where the workspace cannot be opened. */
export type FolderHandler<Arguments, Value> = (context: Context, args: Arguments) => Result<Value, Failure> | Promise<Result<Value, Failure>>;
