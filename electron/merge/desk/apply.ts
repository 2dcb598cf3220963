import type { Failure } from '../../../shared/base/failure.ts';
import type { JsonObject } from '../../../shared/base/json.ts';
import { ok, type Result } from '../../../shared/base/result.ts';
import type { FileVerdict, MergePreview, MergeReport } from '../../../shared/ipc/merge.ts';
import type { Decrypt } from '../../bundle/container/source.ts';
import { checkNotExpired, trustOf } from '../../bundle/trust/trust.ts';
import { copyBefore } from '../../database/copies/backups.ts';
import { withScratch } from '../../database/copies/scratch.ts';
import type { ReadDb } from '../../database/db.ts';
import { saveReport } from '../../database/tables/run.ts';
import { writingMuch } from '../../database/transaction.ts';
import { Cancelled } from '../../jobs/context.ts';
import { courseOf } from '../../jobs/course.ts';
import type { Desk } from '../../jobs/handler.ts';
import { BATCH, mergeFiles, type MergeFile } from './files.ts';
export type { MergeFile } from './files.ts';
import { createLedger, reportOf, type Ledger } from './ledger.ts';
import type { SettledGroup } from '../group/group.ts';
import { settleAll, settleLeft, settleThen } from './settle.ts';
import { stateHashes } from './state.ts';

/**
 * What merging these files would come to: they are merged in a database beside the workspace's, which is then thrown away, so the preview
 * says exactly what {@link applyMerge} will. Nothing is written here, and others may write meanwhile. Fails with `trust-expired` or
 * `disk-full`. `decrypt` opens encrypted bundles (B4). Throws `Cancelled` when the person cancels.
 */
export async function previewMerge(desk: Desk, files: readonly MergeFile[], decrypt?: Decrypt): Promise<Result<MergePreview, Failure>> {
  return rehearseMerge(desk, files, decrypt, ({ db, ledger, verdicts, settled }) => ({ files: verdicts, ...reportOf(db, ledger, settled) }));
}

/** What can be looked at when everything is merged, before it is thrown away. */
export interface Rehearsed {
  /** Holds the companies that the files concern as they would be, and no others. */
  readonly db: ReadDb;
  readonly ledger: Ledger;
  readonly verdicts: readonly FileVerdict[];
  readonly settled: ReadonlyMap<string, SettledGroup>;
}

/** Merges beside the workspace, lets somebody look, and throws everything away. Fails and throws as {@link previewMerge} does. */
export async function rehearseMerge<T>(desk: Desk, files: readonly MergeFile[], decrypt: Decrypt | undefined, look: (rehearsed: Rehearsed) => T): Promise<Result<T, Failure>> {
  const valid = checkNotExpired(desk.db, desk.now());
  if (!valid.ok) return valid;
  return withScratch(desk.db, async ({ db, ...lender }) => {
    const beside: Desk = { ...desk, db };
    const ledger = createLedger();
    const verdicts: FileVerdict[] = [];
    await mergeFiles(beside, files, { ledger, trust: trustOf(desk.db, decrypt), lender }, verdicts);
    const settled = settleAll(beside, ledger.groups);
    return settled.ok ? ok(look({ db, ledger, verdicts, settled: settled.value })) : settled;
  });
}

/**
 * Copies the database, verifies every file again from its bytes and merges what holds; each bundle whole in one transaction, so that
 * what was merged before a crash or a cancel stays whole. A refused file goes into quarantine and stops nothing else. Cancelled
 * when something is merged already, it says so and reports that much; the same call again does the rest.
 * Fails with `trust-expired`, and as {@link copyBefore} does. Throws `Cancelled` when nothing has been merged yet.
 */
export async function applyMerge(desk: Desk, files: readonly MergeFile[], decrypt?: Decrypt): Promise<Result<MergeReport, Failure>> {
  const valid = checkNotExpired(desk.db, desk.now());
  if (!valid.ok) return valid;
  const saved = await copyBefore(desk.db, 'merge', desk.now(), courseOf(desk));
  return saved.ok ? mergeCopied(desk, files, saved.value, decrypt) : saved;
}

/** {@link applyMerge} once the registry was found in force and the `copy` is made. */
export async function mergeCopied(desk: Desk, files: readonly MergeFile[], copy: string, decrypt?: Decrypt): Promise<Result<MergeReport, Failure>> {
  const left = settleLeft(desk);
  if (!left.ok) return left;
  const ledger = createLedger();
  const verdicts: FileVerdict[] = [];
  let stopped = false;
  try {
    const merging = (): Promise<void> => mergeFiles(desk, files, { ledger, trust: trustOf(desk.db, decrypt) }, verdicts);
    await (files.length > BATCH.bundles ? writingMuch(desk.db, merging) : merging());
  } catch (error) {
    if (!(error instanceof Cancelled) || ledger.concerned.size === 0) throw error;
    stopped = true;
  }
  return settleThen(desk, ledger.groups, (settled) => {
    const { stateHash, viewHash } = stateHashes(desk.db);
    const report = { files: verdicts, ...reportOf(desk.db, ledger, settled), stateHash, viewHash, backup: copy, stopped };
    const { run } = ledger;
    return { run: run !== null && saveReport(desk.db, run, report as unknown as JsonObject) ? run : null, ...report };
  });
}
