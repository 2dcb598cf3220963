import { ok } from '../../shared/base/result.ts';
import type { ArgumentsOf, MethodName, ValueOf } from '../../shared/ipc/api.ts';
import { listQuarantine } from '../database/quarantine.ts';
import type { Handler } from '../jobs/handler.ts';
import { applyMerge, previewMerge, type MergeFile } from './apply.ts';
import { viewCompany } from './company.ts';
import { listConflictRows, resolveConflict } from './conflicts.ts';
import { historyOf } from './history.ts';
import { listMerged } from './lists.ts';
import { commentCompany, decideCompany } from './review.ts';
import { stateHashes } from './state.ts';

interface Files {
  readonly files: readonly MergeFile[];
}
type Same<M extends MethodName> = Handler<ArgumentsOf<M>, ValueOf<M>>;

/** The work behind the `merge.*` methods. Tickets of the window's methods have become paths: main knows which is which. */
export interface MergeHandlers {
  readonly 'merge.verify': Handler<Files, ValueOf<'merge.verify'>>;
  readonly 'merge.apply': Handler<Files, ValueOf<'merge.apply'>>;
  readonly 'merge.bundles': Same<'merge.bundles'>;
  readonly 'merge.quarantine': Same<'merge.quarantine'>;
  readonly 'merge.company': Same<'merge.company'>;
  readonly 'merge.history': Same<'merge.history'>;
  readonly 'merge.conflicts': Same<'merge.conflicts'>;
  readonly 'merge.resolve': Same<'merge.resolve'>;
  readonly 'merge.decide': Same<'merge.decide'>;
  readonly 'merge.comment': Same<'merge.comment'>;
  readonly 'merge.state': Same<'merge.state'>;
}

export const mergeHandlers: MergeHandlers = {
  'merge.verify': (desk, { files }) => previewMerge(desk, files),
  'merge.apply': (desk, { files }) => applyMerge(desk, files),
  'merge.bundles': (desk) => ok(listMerged(desk.db)),
  'merge.quarantine': (desk) => ok(listQuarantine(desk.db)),
  'merge.company': (desk, { entity }) => viewCompany(desk.db, entity),
  'merge.history': (desk, { entity, path }) => historyOf(desk.db, entity, path),
  'merge.conflicts': (desk, page) => ok(listConflictRows(desk.db, page)),
  'merge.resolve': resolveConflict,
  'merge.decide': decideCompany,
  'merge.comment': commentCompany,
  'merge.state': (desk) => ok(stateHashes(desk.db)),
};
