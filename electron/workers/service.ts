import { existsSync } from 'node:fs';
import type { Failure } from '../../shared/base/failure.ts';
import { ok, type Result } from '../../shared/base/result.ts';
import type { CreatedWorkspace, NewWorkspace, Role, StartState, WorkspaceInfo } from '../../shared/ipc/service.ts';
import { peopleOf, setPerson } from '../bundle/people.ts';
import { createWorkspace, describeWorkspace } from '../bundle/workspace.ts';
import { close, databasePath } from '../database/open.ts';
import { beginSitting } from '../database/sitting.ts';
import { makeExample } from '../demo/example.ts';
import { settleLeft } from '../merge/desk/settle.ts';
import { loadShippedForm } from '../survey/form.ts';
import type { Context } from '../jobs/context.ts';
import type { Desk, Handler } from '../jobs/handler.ts';
import { copyFolderHandlers, type CopyFolderHandlers } from './copies.ts';

/** Work that comes before a workspace is open: it opens one itself. */
export type Opener<Arguments, Value> = (
  context: Context, args: Arguments, open: () => Result<Desk, Failure>,
) => Result<Value, Failure> | Promise<Result<Value, Failure>>;

export interface Openers extends CopyFolderHandlers {
  readonly 'service.start': Opener<undefined, StartState>;
  readonly 'service.createWorkspace': Opener<NewWorkspace, CreatedWorkspace>;
  /** Makes the practice workspaces anew in a folder of their own: a body's, and the Commission's with everything merged but the last bundle. */
  readonly 'service.makeExample': Opener<{ readonly folder: string }, Readonly<Record<Role, string>>>;
}

export interface ServiceHandlers {
  readonly 'service.people': Handler<undefined, readonly string[]>;
  readonly 'service.setPerson': Handler<{ readonly person: string }, WorkspaceInfo>;
}

export const openers: Openers = {
  ...copyFolderHandlers,

  'service.start': ({ folder, language, window = '', now }, _args, open) => {
    if (!existsSync(databasePath(folder))) return ok({ kind: 'first-run', language, folder });
    const desk = open();
    if (!desk.ok) return ok({ kind: 'failed', language, folder, failure: desk.error });
    const left = settleLeft(desk.value);
    if (!left.ok) return ok({ kind: 'failed', language, folder, failure: left.error });
    beginSitting(desk.value.db, window, now());
    return ok({ kind: 'ready', language, workspace: describeWorkspace(desk.value.db) });
  },

  'service.createWorkspace': async (context, made, open) => {
    const { definition, canonical, hash } = await loadShippedForm();
    const created = createWorkspace(context, made, { hash, id: definition.id, version: definition.version, definition: canonical });
    if (!created.ok) return created;
    close(created.value);
    const desk = open();
    if (!desk.ok) return desk;
    beginSitting(desk.value.db, context.window ?? '', context.now());
    return ok({ workspace: describeWorkspace(desk.value.db) });
  },

  'service.makeExample': (context, { folder }) => makeExample(context, folder),
};

export const serviceHandlers: ServiceHandlers = {
  'service.people': ({ db }) => ok(peopleOf(db)),
  'service.setPerson': ({ db }, { person }) => setPerson(db, person),
};
