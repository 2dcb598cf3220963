import type { Failure } from '../../../shared/base/failure.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import type { FileVerdict } from '../../../shared/ipc/merge.ts';
import type { Trust } from '../../bundle/container/opening.ts';
import { sha256 } from '../../bundle/crypto/hash.ts';
import type { Lender } from '../../database/copies/scratch.ts';
import type { WriteDb } from '../../database/db.ts';
import { appendAudit } from '../../database/tables/audit.ts';
import { insertQuarantine } from '../../database/tables/quarantine.ts';
import { beginRun } from '../../database/tables/run.ts';
import { getSetting } from '../../database/tables/setting.ts';
import { write, writeAsync } from '../../database/transaction.ts';
import { Cancelled } from '../../jobs/context.ts';
import type { Desk } from '../../jobs/handler.ts';
import { mergeBundle, type FileOutcome, type MergeWatch } from './bundle.ts';
import { enter, type Ledger } from './ledger.ts';
import { verdictOf } from './verdict.ts';

/** A file that a person has chosen: the window speaks of it by its ticket, its path stays in main. */
export interface MergeFile {
  readonly ticket: string;
  readonly path: string;
  readonly fileName: string;
}

interface Run {
  readonly ledger: Ledger;
  readonly trust: Trust;
  /** Where nothing is written in the end. */
  readonly lender?: Lender;
}

/** Bundles that are written in one transaction: what they change lies on the same pages. One with many revisions closes it. */
export const BATCH = { bundles: 16, revisions: 1600 };

/**
 * Verifies and merges these files one after another, a few in each transaction, and enters what they came to into the ledger and the
 * verdicts: of each file everything is there or nothing. When the workspace itself fails, all files of that transaction have failed. A
 * refused file goes into quarantine and stops nothing else. Throws `Cancelled`; what is entered by then is written.
 */
export async function mergeFiles(desk: Desk, files: readonly MergeFile[], run: Run, verdicts: FileVerdict[]): Promise<void> {
  const person = getSetting(desk.db, 'person') ?? '';
  const id = beginRun(desk.db, { at: desk.now(), person });
  run.ledger.run = id;
  let next = 0;
  while (next < files.length) {
    const batch: { readonly file: MergeFile; readonly outcome: FileOutcome }[] = [];
    let cancelled: Cancelled | null = null;
    const written = await writeAsync(desk.db, async (): Promise<Result<null, Failure>> => {
      for (let revisions = 0; next < files.length && batch.length < BATCH.bundles && revisions < BATCH.revisions; ) {
        const file = files[next] as MergeFile;
        const merged = await uncancelled(async () => {
          desk.checkCancelled();
          const merging = (): Promise<FileOutcome> =>
            mergeBundle(desk.db, file, run.trust, watchOf(desk, file, { index: next, count: files.length, phase: run.lender ? 'verifying' : 'merging' }), { now: desk.now(), person, run: id, groups: run.ledger.groups, lender: run.lender });
          return run.lender ? run.lender.within(merging, ({ kind }) => kind !== 'merged') : merging();
        });
        if (merged instanceof Cancelled) {
          cancelled = merged;
          return ok(null);
        }
        next += 1;
        // A file that is refused at once has read nothing: it counts all the same.
        desk.progress({ phase: run.lender ? 'verifying' : 'merging', done: next, total: files.length });
        batch.push({ file, outcome: merged });
        if (merged.kind === 'failed') return err(merged.failure);
        if (merged.kind === 'merged') revisions += merged.merged.added.size;
        if (!run.lender) putAside(desk.db, file, merged, { now: desk.now(), person });
      }
      return ok(null);
    });
    for (const { file, outcome } of batch) {
      const final: FileOutcome = written.ok || outcome.kind === 'refused' ? outcome : { kind: 'failed', failure: written.error };
      enter(run.ledger, final, file.ticket);
      verdicts.push(verdictOf(file, final, run.lender !== undefined));
      if (final.kind === 'merged') desk.step({ ticket: file.ticket, step: 8, state: 'passed' });
      if (final.kind === 'failed') desk.step({ ticket: file.ticket, step: 8, state: 'failed', failure: final.failure });
    }
    if (cancelled) throw cancelled as Cancelled;
  }
}

async function uncancelled<T>(work: () => Promise<T>): Promise<T | Cancelled> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Cancelled) return error;
    throw error;
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

/** Of so many files: a file that is being read counts by the part of it that has been. */
interface Place {
  readonly index: number;
  readonly count: number;
  readonly phase: 'verifying' | 'merging';
}

function watchOf(desk: Desk, { ticket }: MergeFile, { index, count, phase }: Place): MergeWatch {
  const step = (number: Parameters<typeof desk.step>[0]['step'], state: Parameters<typeof desk.step>[0]['state'], failure?: Failure): void =>
    desk.step({ ticket, step: number, state, ...(failure ? { failure } : {}) });
  return {
    onStep: step,
    onMergeStep: step,
    onProgress: (done, total) => desk.progress({ phase, done: index + Math.min(1, done / Math.max(total, 1)), total: count }),
    checkCancelled: desk.checkCancelled,
  };
}
