import type { Failure } from '../../shared/base/failure.ts';
import { ok, type Result } from '../../shared/base/result.ts';
import type { WorkspaceInfo } from '../../shared/ipc/service.ts';
import type { ReadDb, WriteDb } from '../database/db.ts';
import { getSetting, setSetting } from '../database/tables/setting.ts';
import { write } from '../database/transaction.ts';
import { describeWorkspace } from './workspace.ts';

/** How many names the workspace remembers. */
const KNOWN = 20;

/** Who works here now, then who worked here before, the latest first. */
export function peopleOf(db: ReadDb): readonly string[] {
  return [...new Set([getSetting(db, 'person') ?? '', ...(getSetting(db, 'people') ?? [])])].filter((name) => name !== '');
}

/** From now on this person works here: their name goes into answers and revisions. */
export function setPerson(db: WriteDb, person: string): Result<WorkspaceInfo, Failure> {
  return write(db, () => {
    setSetting(db, 'people', [...new Set([person, ...peopleOf(db)])].slice(0, KNOWN));
    setSetting(db, 'person', person);
    return ok(describeWorkspace(db));
  });
}
