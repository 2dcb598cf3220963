import type { Failure } from '../../shared/base/failure.ts';
import type { JsonObject } from '../../shared/base/json.ts';
import { ok, type Result } from '../../shared/base/result.ts';
import type { FileVerdict, MergePreview, MergeReport } from '../../shared/ipc/merge.ts';
import { appendAudit } from '../database/audit.ts';
import { backupOfDay } from '../database/backup.ts';
import type { WriteDb } from '../database/db.ts';
import { insertQuarantine } from '../database/quarantine.ts';
import { beginRun, saveReport } from '../database/run.ts';
import { getSetting } from '../database/setting.ts';
import { rehearse, write } from '../database/transaction.ts';
import { Cancelled } from '../jobs/context.ts';
import type { Desk } from '../jobs/handler.ts';
import { sha256 } from '../bundle/hash.ts';
import type { Trust } from '../bundle/open.ts';
import type { Decrypt } from '../bundle/source.ts';
import { checkNotExpired, trustOf } from '../bundle/trust.ts';
import { mergeBundle, type FileOutcome, type MergeWatch } from './bundle.ts';
import { createLedger, enter, reportOf, type Ledger } from './ledger.ts';
import type { SettledGroup } from './group.ts';
import { settleAll, settleLeft } from './settle.ts';
import { stateHashes } from './state.ts';
import { verdictOf } from './verdict.ts';

/** A file that a person has chosen: the window speaks of it by its ticket, its path stays in main. */
export interface MergeFile {
  readonly ticket: string;
  readonly path: string;
  readonly fileName: string;
}

/**
 * What merging these files would come to: they are merged, looked at, and taken back, so the preview says exactly what
 * {@link applyMerge} will. Nothing is written. Fails with `trust-expired`. `decrypt` opens encrypted bundles (B4). Throws `Cancelled` when the person cancels.
 */
export async function previewMerge(desk: Desk, files: readonly MergeFile[], decrypt?: Decrypt): Promise<Result<MergePreview, Failure>> {
  return rehearseMerge(desk, files, decrypt, ({ ledger, verdicts, settled }) => ({ files: verdicts, ...reportOf(desk.db, ledger, settled) }));
}

/** What can be looked at in the base as it would be, before everything is taken back. */
export interface Rehearsed {
  readonly ledger: Ledger;
  readonly verdicts: readonly FileVerdict[];
  readonly settled: ReadonlyMap<string, SettledGroup>;
}

/** Merges, lets somebody look, and takes everything back. Fails and throws as {@link previewMerge} does. */
export async function rehearseMerge<T>(desk: Desk, files: readonly MergeFile[], decrypt: Decrypt | undefined, look: (rehearsed: Rehearsed) => T): Promise<Result<T, Failure>> {
  const valid = checkNotExpired(desk.db, desk.now());
  if (!valid.ok) return valid;
  const rehearsed = await rehearse(desk.db, async (): Promise<Result<T, Failure>> => {
    const left = settleLeft(desk);
    if (!left.ok) return left;
    const ledger = createLedger();
    const verdicts: FileVerdict[] = [];
    await mergeFiles(desk, files, { ledger, trust: trustOf(desk.db, decrypt), rehearsed: true, run: begin(desk) }, verdicts);
    const settled = settleAll(desk, ledger.groups);
    return settled.ok ? ok(look({ ledger, verdicts, settled: settled.value })) : settled;
  });
  return rehearsed.ok ? rehearsed.value : rehearsed;
}

/**
 * Verifies every file again from its bytes and merges what holds, after a backup; each bundle in one transaction, so that
 * what was merged before a crash or a cancel stays whole. A refused file goes into quarantine and stops nothing else. Cancelled
 * when something is merged already, it says so and reports that much; the same call again does the rest.
 * Fails with `trust-expired`, `disk-full`, `file-unwritable` or `workspace-damaged` when there can be no backup. Throws `Cancelled` when nothing
 * has been merged yet.
 */
export async function applyMerge(desk: Desk, files: readonly MergeFile[], decrypt?: Decrypt): Promise<Result<MergeReport, Failure>> {
  const valid = checkNotExpired(desk.db, desk.now());
  if (!valid.ok) return valid;
  desk.progress({ phase: 'backing-up', done: 0, total: 1 });
  const saved = backupOfDay(desk.db, 'before-merge', desk.now());
  if (!saved.ok) return saved;
  const left = settleLeft(desk);
  if (!left.ok) return left;
  const ledger = createLedger();
  const verdicts: FileVerdict[] = [];
  let stopped = false;
  const run = begin(desk);
  try {
    await mergeFiles(desk, files, { ledger, trust: trustOf(desk.db, decrypt), rehearsed: false, run }, verdicts);
  } catch (error) {
    if (!(error instanceof Cancelled) || ledger.concerned.size === 0) throw error;
    stopped = true;
  }
  const settled = settleAll(desk, ledger.groups);
  if (!settled.ok) return settled;
  const { stateHash, viewHash } = stateHashes(desk.db);
  const report = { files: verdicts, ...reportOf(desk.db, ledger, settled.value), stateHash, viewHash, backup: saved.value, stopped };
  const kept = write(desk.db, () => ok(saveReport(desk.db, run, report as unknown as JsonObject)));
  return kept.ok ? ok({ run: kept.value ? run : null, ...report }) : kept;
}

const begin = ({ db, now }: Desk): number => beginRun(db, { at: now(), person: getSetting(db, 'person') ?? '' });

interface Run {
  readonly ledger: Ledger;
  readonly trust: Trust;
  readonly rehearsed: boolean;
  readonly run: number;
}

async function mergeFiles(desk: Desk, files: readonly MergeFile[], { ledger, trust, rehearsed, run }: Run, verdicts: FileVerdict[]): Promise<void> {
  const person = getSetting(desk.db, 'person') ?? '';
  for (const [index, file] of files.entries()) {
    desk.checkCancelled();
    const now = desk.now();
    const outcome = await mergeBundle(desk.db, file, trust, watchOf(desk, file, index, files.length), { now, person, run, groups: ledger.groups });
    enter(ledger, outcome, file.ticket);
    if (!rehearsed) putAside(desk.db, file, outcome, { now, person });
    verdicts.push(verdictOf(file, outcome, rehearsed));
  }
}

/** A refused file leaves an entry with its hash, the step and the reason (B18); one that is merged already does not. */
function putAside(db: WriteDb, file: MergeFile, outcome: FileOutcome, act: { readonly now: number; readonly person: string }): void {
  if (outcome.kind !== 'refused' || outcome.refused.failure.code === 'already-merged') return;
  const { failure, step, sha256: digest } = outcome.refused;
  write(db, () => {
    insertQuarantine(db, { fileName: file.fileName, sha256: digest ?? '', failure, step, at: act.now });
    appendAudit(db, sha256, { at: act.now, person: act.person, act: 'merge.refused', about: { sha256: digest ?? '', code: failure.code, step } });
    return ok(null);
  });
}

function watchOf(desk: Desk, { ticket }: MergeFile, index: number, count: number): MergeWatch {
  const step = (number: Parameters<typeof desk.step>[0]['step'], state: Parameters<typeof desk.step>[0]['state'], failure?: Failure): void =>
    desk.step({ ticket, step: number, state, ...(failure ? { failure } : {}) });
  return {
    onStep: step,
    onMergeStep: step,
    onProgress: (done, total) => desk.progress({ phase: 'merging', done: index * 100 + Math.floor((100 * done) / Math.max(total, 1)), total: count * 100 }),
    checkCancelled: desk.checkCancelled,
  };
}
