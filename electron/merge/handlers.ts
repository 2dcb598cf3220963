import { ok } from '../../shared/base/result.ts';
import type { ArgumentsOf, MethodName, ValueOf } from '../../shared/ipc/api.ts';
import { listQuarantine } from '../database/quarantine.ts';
import { listRuns } from '../database/run.ts';
import type { Handler } from '../jobs/handler.ts';
import { applyMerge, previewMerge, type MergeFile } from './apply.ts';
import { viewCompany } from './company.ts';
import { findingsOfBase } from './findings.ts';
import { identify } from './identity.ts';
import { listCandidates, listLinks } from './links.ts';
import { undoRun } from './undo.ts';
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
  readonly 'merge.candidates': Same<'merge.candidates'>;
  readonly 'merge.links': Same<'merge.links'>;
  readonly 'merge.identify': Same<'merge.identify'>;
  readonly 'merge.findings': Same<'merge.findings'>;
  readonly 'merge.runs': Same<'merge.runs'>;
  readonly 'merge.undo': Same<'merge.undo'>;
}

export const mergeHandlers: MergeHandlers = {
  'merge.verify': (desk, { files }) => previewMerge(desk, files),
  'merge.apply': (desk, { files }) => applyMerge(desk, files),
  'merge.bundles': (desk) => ok(listMerged(desk.db)),
  'merge.quarantine': (desk) => ok(listQuarantine(desk.db)),
  'merge.company': (desk, { entity }) => viewCompany(desk.db, desk, entity),
  'merge.history': (desk, { entity, path }) => historyOf(desk.db, entity, path),
  'merge.conflicts': (desk, page) => ok(listConflictRows(desk.db, page)),
  'merge.resolve': resolveConflict,
  'merge.decide': decideCompany,
  'merge.comment': commentCompany,
  'merge.state': (desk) => ok(stateHashes(desk.db)),
  'merge.candidates': (desk) => ok(listCandidates(desk.db)),
  'merge.links': (desk) => ok(listLinks(desk.db)),
  'merge.identify': identify,
  'merge.findings': (desk, { entity }) => findingsOfBase(desk.db, desk, entity),
  'merge.runs': (desk) => ok(listRuns(desk.db)),
  'merge.undo': undoRun,
};
