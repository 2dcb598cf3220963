import { basename } from 'node:path';
import type { Failure } from '../../shared/base/failure.ts';
import { err, ok, type Result } from '../../shared/base/result.ts';
import type { ArgumentsOf, MethodName, ValueOf } from '../../shared/ipc/api.ts';
import type { InstalledReceipts, ReceiptOutcome } from '../../shared/ipc/merge.ts';
import type { UndoneRun } from '../../shared/ipc/mergeDesk.ts';
import type { AppliedRule, PreviewedRule, RulePreview } from '../../shared/ipc/rules.ts';
import { readSmall } from '../bundle/container/file.ts';
import type { Decrypt } from '../bundle/container/source.ts';
import { openIdentities } from '../bundle/trust/keys.ts';
import { listQuarantine } from '../database/tables/quarantine.ts';
import { listRuns } from '../database/tables/run.ts';
import { getSetting, isCommission, setSetting } from '../database/tables/setting.ts';
import { courseOf, isStopped } from '../jobs/course.ts';
import type { Desk, Handler } from '../jobs/handler.ts';
import { unlessEntering, unlessEnteringAny } from '../survey/firstEntry.ts';
import { reviewOf } from '../survey/review.ts';
import { countWaiting, syncStore, type SyncRequest } from './central/sync.ts';
import { applyRule, previewRule } from './decisions/applyRule.ts';
import { listConflictRows, resolveConflict } from './decisions/conflicts.ts';
import { identify } from './decisions/identity.ts';
import { commentCompany, decideCompany, replyToComments, sendBack } from './decisions/review.ts';
import { defineRule, listRules, revokeRule } from './decisions/rules.ts';
import { applyMerge, previewMerge, type MergeFile } from './desk/apply.ts';
import { previewFields } from './desk/fields.ts';
import { exportReceipts, installReceipt } from './desk/receipt.ts';
import { stateHashes } from './desk/state.ts';
import { undoCopied } from './desk/undo.ts';
import { planUndo } from './desk/undoPlan.ts';
import { openGroup, viewCompany } from './view/company.ts';
import { documentOfRun, type MergeDocument } from './view/document.ts';
import { findingsOfBase } from './view/findings.ts';
import { historyOf } from './view/history.ts';
import { lastRoundValue } from './view/lastRound.ts';
import { listCandidates, listLinks } from './view/links.ts';
import { listMerged } from './view/lists.ts';
import { caseOf } from './view/thread.ts';

interface Files {
  readonly files: readonly MergeFile[];
  readonly passphrase: string | null;
}
type Same<M extends MethodName> = Handler<ArgumentsOf<M>, ValueOf<M>>;

/** The work behind the `merge.*` methods. Tickets of the window's methods have become paths: main knows which is which. */
export interface MergeHandlers {
  readonly 'merge.verify': Handler<Files, ValueOf<'merge.verify'>>;
  readonly 'merge.fields': Handler<Files & { readonly entity: string }, ValueOf<'merge.fields'>>;
  readonly 'merge.apply': Handler<Files, ValueOf<'merge.apply'>>;
  readonly 'merge.writeReceipts': Handler<{ readonly folder: string; readonly passphrase: string }, { readonly written: number; readonly of: number; readonly first: string | null }>;
  readonly 'merge.installReceipts': Handler<{ readonly paths: readonly string[] }, InstalledReceipts>;
  readonly 'merge.bundles': Same<'merge.bundles'>;
  readonly 'merge.quarantine': Same<'merge.quarantine'>;
  readonly 'merge.company': Same<'merge.company'>;
  readonly 'merge.history': Same<'merge.history'>;
  readonly 'merge.case': Same<'merge.case'>;
  readonly 'merge.conflicts': Same<'merge.conflicts'>;
  readonly 'merge.resolve': Same<'merge.resolve'>;
  readonly 'merge.decide': Same<'merge.decide'>;
  readonly 'merge.comment': Same<'merge.comment'>;
  readonly 'merge.reply': Same<'merge.reply'>;
  readonly 'merge.state': Handler<undefined, ValueOf<'merge.state'>>;
  readonly 'merge.candidates': Handler<undefined, ValueOf<'merge.candidates'>>;
  readonly 'merge.links': Same<'merge.links'>;
  readonly 'merge.identify': Same<'merge.identify'>;
  readonly 'merge.findings': Handler<undefined, ValueOf<'merge.findings'>>;
  readonly 'merge.runs': Same<'merge.runs'>;
  readonly 'merge.rules': Same<'merge.rules'>;
  readonly 'merge.previewRule': Handler<{ readonly rule: PreviewedRule }, RulePreview>;
  readonly 'merge.defineRule': Same<'merge.defineRule'>;
  readonly 'merge.applyRule': Handler<{ readonly id: string }, AppliedRule>;
  readonly 'merge.revokeRule': Same<'merge.revokeRule'>;
  readonly 'merge.lastRound': Same<'merge.lastRound'>;
  readonly 'merge.sendBack': Same<'merge.sendBack'>;
  readonly 'merge.planUndo': Handler<{ readonly run: number }, ValueOf<'merge.planUndo'>>;
  readonly 'merge.undo': Handler<{ readonly run: number; readonly reason: string }, UndoneRun>;
  readonly 'merge.document': Handler<{ readonly run: number }, MergeDocument>;
  readonly 'merge.store': Same<'merge.store'>;
  readonly 'merge.sync': Handler<SyncRequest, ValueOf<'merge.sync'>>;
}

export const mergeHandlers: MergeHandlers = {
  'merge.fields': unlessEntering((desk, { entity, ...files }) => withOpened(desk, files, (_desk, found, decrypt) => previewFields(desk, { files: found, entity }, decrypt))),
  'merge.verify': (desk, files) => withOpened(desk, files, previewMerge),
  'merge.apply': (desk, files) => withOpened(desk, files, applyMerge),
  'merge.writeReceipts': async (desk, args) => {
    const written = await exportReceipts(desk, args);
    return written.ok ? ok({ written: written.value.issued.length, of: written.value.of, first: written.value.issued[0]?.file ?? null }) : written;
  },
  'merge.installReceipts': installReceipts,
  'merge.bundles': (desk) => ok(listMerged(desk.db)),
  'merge.quarantine': (desk) => ok(listQuarantine(desk.db)),
  'merge.company': unlessEntering((desk, { entity, round }) => viewCompany(desk.db, desk, entity, round)),
  'merge.history': unlessEntering((desk, { entity, path, round }) => historyOf(desk.db, entity, path, round)),
  'merge.case': unlessEntering(({ db }, { entity, round }) => caseOf(db, entity, round)),
  'merge.conflicts': unlessEnteringAny((desk, page) => ok(listConflictRows(desk.db, page)), ({ rows }) => entitiesOf(rows)),
  'merge.resolve': resolveConflict,
  'merge.decide': decideCompany,
  'merge.comment': commentCompany,
  'merge.reply': unlessEntering(reply),
  'merge.state': (desk) => ok(stateHashes(desk.db, courseOf(desk, 'judging'))),
  'merge.candidates': (desk) => ok(listCandidates(desk.db, courseOf(desk, 'planning'))),
  'merge.links': (desk) => ok(listLinks(desk.db)),
  'merge.identify': identify,
  'merge.findings': unlessEnteringAny((desk) => findingsOfBase(desk.db, desk), entitiesOf),
  'merge.runs': (desk) => ok(listRuns(desk.db)),
  'merge.rules': ({ db }) => ok(listRules(db)),
  'merge.previewRule': unlessEnteringAny(previewRule, ({ rows }) => entitiesOf(rows)),
  'merge.defineRule': defineRule,
  'merge.applyRule': applyRule,
  'merge.revokeRule': revokeRule,
  'merge.lastRound': lastRoundValue,
  'merge.sendBack': sendBack,
  'merge.planUndo': (desk, { run }) => (isCommission(desk.db) ? planUndo(desk.db, run, courseOf(desk, 'trying')) : err({ code: 'wrong-role' })),
  'merge.undo': undoCopied,
  'merge.document': unlessEnteringAny((desk, { run }) => documentOfRun(desk, run), ({ companies }) => entitiesOf(companies)),
  'merge.store': ({ db }) => ok({ store: getSetting(db, 'store'), unsigned: isCommission(db) ? countWaiting(db) : 0 }),
  'merge.sync': async (desk, request) => {
    const synced = await syncStore(desk, request);
    if (synced.ok && synced.value.store !== getSetting(desk.db, 'store')) setSetting(desk.db, 'store', synced.value.store);
    return synced;
  },
};

function entitiesOf(rows: readonly { readonly entity: string }[]): readonly string[] {
  return [...new Set(rows.map(({ entity }) => entity))];
}

/** Merging with the encryption keys that the passphrase opens. Fails with `no-key` (there is none here) or `wrong-passphrase`. */
function withOpened<T>(
  desk: Desk, { files, passphrase }: Files, merge: (desk: Desk, files: readonly MergeFile[], decrypt?: Decrypt) => Promise<Result<T, Failure>>,
): Result<T, Failure> | Promise<Result<T, Failure>> {
  if (passphrase === null) return merge(desk, files);
  const opened = openIdentities(desk, passphrase);
  return opened.ok ? merge(desk, files, opened.value) : opened;
}

function reply(desk: Desk, said: ArgumentsOf<'merge.reply'>): Result<ValueOf<'merge.reply'>, Failure> {
  const made = replyToComments(desk, said);
  const found = made.ok ? openGroup(desk.db, said.entity, said.round) : made;
  return found.ok ? ok(reviewOf(desk.db, found.value.group)) : found;
}

/** Each is taken in whole or refused; those that were taken in before the person stopped it stay. */
async function installReceipts(desk: Desk, { paths }: { readonly paths: readonly string[] }): Promise<Result<InstalledReceipts, Failure>> {
  const outcomes: ReceiptOutcome[] = [];
  for (const path of paths) {
    desk.progress({ phase: 'reading', done: outcomes.length, total: paths.length });
    if (await isStopped(desk)) break;
    outcomes.push(receiptOutcome(desk, path));
  }
  return ok({ outcomes, of: paths.length });
}

function receiptOutcome(desk: Desk, path: string): ReceiptOutcome {
  const fileName = basename(path);
  const bytes = readSmall(path);
  const installed = bytes.ok ? installReceipt(desk, bytes.value) : bytes;
  if (!installed.ok) return { fileName, failure: { ...installed.error, values: { file: fileName, ...installed.error.values } }, receipt: null };
  const { receipt, already } = installed.value;
  return { fileName, failure: null, receipt: { seq: receipt.bundle.seq, verdict: receipt.verdict, missingSeq: receipt.missingSeq, already } };
}
