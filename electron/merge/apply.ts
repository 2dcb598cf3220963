import type { Failure } from '../../shared/base/failure.ts';
import { ok, type Result } from '../../shared/base/result.ts';
import type { FileVerdict, MergePreview, MergeReport } from '../../shared/ipc/merge.ts';
import { appendAudit } from '../database/audit.ts';
import { backup } from '../database/backup.ts';
import type { WriteDb } from '../database/db.ts';
import { insertQuarantine } from '../database/quarantine.ts';
import { getSetting } from '../database/setting.ts';
import { rehearse, write } from '../database/transaction.ts';
import type { Desk } from '../jobs/handler.ts';
import { sha256 } from '../bundle/hash.ts';
import type { Trust } from '../bundle/open.ts';
import type { Decrypt } from '../bundle/source.ts';
import { checkNotExpired, trustOf } from '../bundle/trust.ts';
import { mergeBundle, type FileOutcome, type MergeWatch } from './bundle.ts';
import { createLedger, enter, settle, type Ledger } from './ledger.ts';
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
  const valid = checkNotExpired(desk.db, desk.now());
  if (!valid.ok) return valid;
  return rehearse(desk.db, async () => {
    const ledger = createLedger();
    const verdicts = await mergeFiles(desk, files, ledger, trustOf(desk.db, decrypt), true);
    desk.progress({ phase: 'planning', done: 1, total: 1 });
    return { files: verdicts, ...settle(desk.db, ledger) };
  });
}

/**
 * Verifies every file again from its bytes and merges what holds, after a backup; each bundle in one transaction, so that
 * what was merged before a crash or a cancel stays whole. A refused file goes into quarantine and stops nothing else.
 * Fails with `trust-expired`, `disk-full`, `file-unwritable` or `workspace-damaged` when there can be no backup. Throws `Cancelled`.
 */
export async function applyMerge(desk: Desk, files: readonly MergeFile[], decrypt?: Decrypt): Promise<Result<MergeReport, Failure>> {
  const valid = checkNotExpired(desk.db, desk.now());
  if (!valid.ok) return valid;
  desk.progress({ phase: 'backing-up', done: 0, total: 1 });
  const saved = backup(desk.db, 'before-merge', desk.now());
  if (!saved.ok) return saved;
  const ledger = createLedger();
  const verdicts = await mergeFiles(desk, files, ledger, trustOf(desk.db, decrypt), false);
  const { stateHash, viewHash } = stateHashes(desk.db);
  return ok({ files: verdicts, ...settle(desk.db, ledger), stateHash, viewHash, backup: saved.value });
}

async function mergeFiles(desk: Desk, files: readonly MergeFile[], ledger: Ledger, trust: Trust, rehearsed: boolean): Promise<readonly FileVerdict[]> {
  const person = getSetting(desk.db, 'person') ?? '';
  const verdicts: FileVerdict[] = [];
  for (const [index, file] of files.entries()) {
    desk.checkCancelled();
    const now = desk.now();
    const outcome = await mergeBundle(desk.db, file, trust, watchOf(desk, file, index, files.length), { now, person });
    enter(ledger, outcome);
    if (!rehearsed) putAside(desk.db, file, outcome, { now, person });
    verdicts.push(verdictOf(file, outcome, rehearsed));
  }
  return verdicts;
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
  // Each file is a hundred parts of the whole, verifying the first sixty of them.
  const part = (phase: 'verifying' | 'merging', from: number, width: number) => (done: number, total: number): void =>
    desk.progress({ phase, done: index * 100 + from + Math.floor((width * done) / Math.max(total, 1)), total: count * 100 });
  return {
    onStep: step,
    onMergeStep: step,
    onProgress: part('verifying', 0, 60),
    onCompanies: part('merging', 60, 40),
    checkCancelled: desk.checkCancelled,
  };
}
