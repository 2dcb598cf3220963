import { basename } from 'node:path';
import { contextOf } from '../../electron/cli/console/desk.ts';
import { createConsole } from '../../electron/cli/console/console.ts';
import { close, openWrite } from '../../electron/database/open.ts';
import { applyMerge } from '../../electron/merge/desk/apply.ts';
import type { Desk } from '../../electron/jobs/handler.ts';
import { valueOf } from './result.ts';

/** Does work at the desk of a workspace that nobody has open, and closes it. */
export async function atDesk<T>(folder: string, work: (desk: Desk) => T | Promise<T>): Promise<T> {
  const db = valueOf(openWrite(folder));
  const nowhere = { write: () => true } as unknown as NodeJS.WriteStream;
  try {
    return await work({ ...contextOf(createConsole({ language: 'ru', json: true, environment: {}, out: nowhere, error: nowhere }), folder), db });
  } finally {
    close(db);
  }
}

/** Merges bundles into a workspace that nobody has open. */
export async function mergeFiles(folder: string, paths: readonly string[]): Promise<void> {
  await atDesk(folder, async (desk) => valueOf(await applyMerge(desk, paths.map((path) => ({ ticket: '', path, fileName: basename(path) })))));
}
