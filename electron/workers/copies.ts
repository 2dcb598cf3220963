import { cpSync, existsSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { err, ok } from '../../shared/base/result.ts';
import type { BackupCopy } from '../../shared/ipc/service.ts';
import { copyByHand, keepCopies, listCopies, pathOfCopy } from '../database/copies/backups.ts';
import { restoreBackup } from '../database/copies/restore.ts';
import { damagedCopies } from '../database/copies/check.ts';
import { isReadable } from '../database/files.ts';
import { databasePath } from '../database/open.ts';
import { failureOf } from '../database/trouble.ts';
import { courseOf } from '../jobs/course.ts';
import type { FolderHandler, Handler } from '../jobs/handler.ts';

export interface CopyHandlers {
  readonly 'service.keepBackups': Handler<unknown, { readonly made: boolean }>;
  readonly 'service.backUp': Handler<unknown, { readonly name: string }>;
}

/** What a person can do with the copies when the workspace itself is damaged, too. */
export interface CopyFolderHandlers {
  readonly 'service.backups': FolderHandler<undefined, readonly BackupCopy[]>;
  /** The names of the copies that are not what was written any more. */
  readonly 'service.checkBackups': FolderHandler<unknown, readonly string[]>;
  /**
   * Makes a workspace of a copy in the folder `to`, with the keys of this one; this one stays as it is. Fails with
   * `file-unreadable` when there is no such copy, `workspace-exists` when a workspace stands at `to`, or as restoring does.
   */
  readonly 'service.restoreBackup': FolderHandler<{ readonly name: string; readonly to: string }, { readonly folder: string }>;
}

export const copyHandlers: CopyHandlers = {
  'service.keepBackups': (desk) => keepCopies(desk.db, desk.now(), courseOf(desk)),
  'service.backUp': async (desk) => {
    const made = await copyByHand(desk.db, desk.now(), courseOf(desk));
    return made.ok ? ok({ name: basename(made.value) }) : made;
  },
};

export const copyFolderHandlers: CopyFolderHandlers = {
  'service.backups': ({ folder }) => ok(listCopies(folder).map((copy) => ({ ...copy, checked: copy.why !== 'damaged' }))),
  'service.checkBackups': (context) => ok(damagedCopies(context.folder, courseOf(context, 'checking'))),
  'service.restoreBackup': (context, { name, to }) => {
    const { folder, now, uuid } = context;
    const file = pathOfCopy(folder, name);
    if (file === null) return err({ code: 'file-unreadable', values: { file: name } });
    if (existsSync(databasePath(to))) return err({ code: 'workspace-exists', values: { folder: to } });
    const [from, keys] = [join(folder, 'keys'), join(to, 'keys')];
    const bring = existsSync(from) && !existsSync(keys);
    try {
      if (bring) cpSync(from, keys, { recursive: true });
    } catch (error) {
      const failure = failureOf(error);
      if (!failure) throw error;
      // A folder that cannot be made is said to be missing.
      return err({ ...failure, code: failure.code === 'file-unreadable' && isReadable(from) ? 'file-unwritable' : failure.code, values: { file: to, folder: to } });
    }
    let restored: ReturnType<typeof restoreBackup> | null = null;
    try {
      restored = restoreBackup(to, file, { now: now(), uuid: uuid(), course: courseOf(context) });
    } finally {
      if (restored?.ok !== true && bring) rmSync(keys, { recursive: true, force: true });
    }
    return restored.ok ? ok({ folder: to }) : restored;
  },
};
