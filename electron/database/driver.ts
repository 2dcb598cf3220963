import Database from 'better-sqlite3';

export type Driver = Database.Database;
export type Statement = Database.Statement<unknown[]>;

/** Version of Node-API that the stock binary of better-sqlite3 needs; on less it would kill the process without a word. */
const STOCK_NODE_API = 10;

/**
 * Opens a database file with the binary that fits this runtime: the one that `SVOD_BETTER_SQLITE3` names, or the stock
 * one. Throws a plain sentence where neither would run, and better-sqlite3's own error when the file cannot be opened.
 */
export function openFile(path: string, options: { readonly readonly: boolean; readonly create?: boolean; readonly timeout: number }): Driver {
  const given = process.env['SVOD_BETTER_SQLITE3'];
  if (!given && Number(process.versions['napi']) < STOCK_NODE_API) {
    throw new Error(
      `The SQLite binary needs Node-API ${STOCK_NODE_API}, this runtime has ${process.versions['napi']}: set SVOD_BETTER_SQLITE3 to a binary built for it.`,
    );
  }
  return new Database(path, {
    readonly: options.readonly,
    fileMustExist: !options.create,
    timeout: options.timeout,
    ...(given ? { nativeBinding: given } : {}),
  });
}

/** The SQLite result code of an error (`SQLITE_FULL`), or null when SQLite did not throw it. */
export function sqliteCode(error: unknown): string | null {
  return error instanceof Database.SqliteError ? error.code : null;
}
