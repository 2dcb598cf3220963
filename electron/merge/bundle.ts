import type { Failure } from '../../shared/base/failure.ts';
import { err, ok, type Result } from '../../shared/base/result.ts';
import type { RevisionId } from '../../shared/bundle/revision.ts';
import type { Turn } from '../../shared/merge/chain.ts';
import { sha256 } from '../bundle/hash.ts';
import { openBundle, type RefusedBundle, type Sink, type Trust, type VerifiedBundle, type Watch } from '../bundle/open.ts';
import { appendAudit } from '../database/audit.ts';
import type { WriteDb } from '../database/db.ts';
import { insertQuarantine } from '../database/quarantine.ts';
import { headsOf } from '../database/revision.ts';
import { getSetting } from '../database/setting.ts';
import { writeAsync } from '../database/transaction.ts';
import { followMerge } from './follow.ts';
import { refreshGroup, type GroupSummary } from './group.ts';
import { nameOf, stageBundle, type Stage, type Touched } from './stage.ts';
import { moveBundles } from './turns.ts';

export interface BundleFile {
  readonly path: string;
  readonly fileName: string;
  /** Reads and verifies it where it is no file: a bundle of the central base (M13). */
  readonly open?: (sink: Sink, watch: Watch) => Promise<Result<VerifiedBundle, RefusedBundle>>;
}

/** A company whose revisions a bundle has made more, or has released. */
export interface ChangedCompany extends Pick<Touched, 'group' | 'before'> {
  readonly after: GroupSummary;
}

/** What a bundle has done to the set: committed when it is answered. */
export interface MergedFile {
  readonly bundle: VerifiedBundle;
  readonly turn: Turn;
  readonly added: ReadonlySet<RevisionId>;
  readonly already: number;
  readonly companies: readonly ChangedCompany[];
}

export type FileOutcome =
  | { readonly kind: 'merged'; readonly merged: MergedFile }
  | { readonly kind: 'refused'; readonly refused: RefusedBundle }
  /** The workspace itself failed, not the file: no room on the disk, no access. */
  | { readonly kind: 'failed'; readonly failure: Failure };

export interface MergeWatch extends Watch {
  readonly onMergeStep?: (step: 7 | 8, state: 'running' | 'passed' | 'failed', failure?: Failure) => void;
  readonly onCompanies?: (done: number, total: number) => void;
}

/**
 * Verifies one bundle and merges it, all in one transaction (B18): whatever happens, either everything of it is there
 * afterwards or nothing. Throws only what `watch.checkCancelled` throws; then nothing of this bundle is there.
 */
export async function mergeBundle(
  db: WriteDb, file: BundleFile, trust: Trust, watch: MergeWatch, act: { readonly now: number; readonly person: string },
): Promise<FileOutcome> {
  let refused: RefusedBundle | null = null;
  const written = await writeAsync(db, async (): Promise<Result<MergedFile, Failure>> => {
    const stage = stageBundle(db, { fileName: file.fileName, now: act.now });
    const opened = await (file.open ? file.open(stage.sink, watch) : openBundle(file.path, trust, stage.sink, watch));
    if (!opened.ok) {
      refused = opened.error;
      return err(opened.error.failure);
    }
    watch.onMergeStep?.(7, 'running');
    const companies = mergeStage(db, stage, watch);
    watch.onMergeStep?.(7, 'passed');
    watch.onMergeStep?.(8, 'running');
    if (getSetting(db, 'workspace')?.role === 'ministry') for (const { group } of companies) followMerge(db, group, stage.added, act);
    raiseForks(db, file, opened.value, stage, act.now);
    const { manifest, manifestHash } = opened.value;
    appendAudit(db, sha256, {
      at: act.now, person: act.person, act: 'merge.merged',
      about: { manifest: manifestHash, installation: manifest.issuer.installation, seq: manifest.seq, state: stage.turn().state, added: stage.added.size },
    });
    return ok({ bundle: opened.value, turn: stage.turn(), added: stage.added, already: stage.counts.already, companies });
  });
  if (refused) return { kind: 'refused', refused };
  if (!written.ok) {
    watch.onMergeStep?.(8, 'failed', written.error);
    return { kind: 'failed', failure: written.error };
  }
  watch.onMergeStep?.(8, 'passed');
  return { kind: 'merged', merged: written.value };
}

/** Step 7: the views of the companies that the bundle speaks of, and of those whose bundles it has moved. */
function mergeStage(db: WriteDb, stage: Stage, watch: MergeWatch): readonly ChangedCompany[] {
  const companies = new Map<string, Touched>(stage.touched);
  for (const group of moveBundles(db, stage.moved())) {
    const name = nameOf(group);
    // What is at hand of a company says nothing of turns that have just changed.
    companies.set(name, { group, before: companies.get(name)?.before ?? headsOf(db, group), members: null });
  }
  const changed: ChangedCompany[] = [];
  // In the order of the tables' keys: what is written lies together.
  for (const { group, before, members } of [...companies.values()].sort((a, b) => (a.group.entity < b.group.entity ? -1 : 1))) {
    changed.push({ group, before, after: refreshGroup(db, group, members) });
    if (changed.length % 64 === 0) {
      watch.checkCancelled?.();
      watch.onCompanies?.(changed.length, companies.size);
    }
  }
  return changed;
}

/** Two contents under one number: both are put aside, whichever came first (B16). */
function raiseForks(db: WriteDb, file: BundleFile, bundle: VerifiedBundle, stage: Stage, now: number): void {
  const entry = (fileName: string, digest: string, manifest: string, seq: number): void =>
    insertQuarantine(db, { fileName, sha256: digest, failure: { code: 'fork', values: { manifest, seq } }, step: 7, at: now });
  if (stage.turn().state === 'forked') entry(file.fileName, bundle.sha256, bundle.manifestHash, bundle.manifest.seq);
  for (const { turn, manifest, fileName, seq } of stage.moved()) if (turn.state === 'forked') entry(fileName, manifest, manifest, seq);
}
