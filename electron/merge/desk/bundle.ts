import type { Failure } from '../../../shared/base/failure.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import type { Issuer } from '../../../shared/bundle/revision/manifest.ts';
import type { RevisionId } from '../../../shared/bundle/revision/revision.ts';
import type { Turn } from '../../../shared/merge/chain.ts';
import { openBundle } from '../../bundle/container/open.ts';
import type { RefusedBundle, Sink, Trust, VerifiedBundle, Watch } from '../../bundle/container/opening.ts';
import { sha256 } from '../../bundle/crypto/hash.ts';
import type { Lender } from '../../database/copies/scratch.ts';
import type { WriteDb } from '../../database/db.ts';
import { noteArrival } from '../../database/tables/arrival.ts';
import { appendAudit } from '../../database/tables/audit.ts';
import { markUnsettled } from '../../database/tables/merged.ts';
import { insertQuarantine } from '../../database/tables/quarantine.ts';
import { getSetting } from '../../database/tables/setting.ts';
import { writeAsync } from '../../database/transaction.ts';
import { followMerge } from '../group/follow.ts';
import { nameOf, stageBundle, touch, type Stage, type Touched, type TouchedGroups } from '../group/stage.ts';
import { moveBundles } from '../group/turns.ts';

export interface BundleFile {
  readonly path: string;
  readonly fileName: string;
  /** Reads and verifies it where it is no file: a bundle of the central base (M13). */
  readonly open?: (sink: Sink, watch: Watch) => Result<VerifiedBundle, RefusedBundle>;
}

/** What a bundle has done to the set. */
export interface MergedFile {
  readonly bundle: VerifiedBundle;
  readonly turn: Turn;
  readonly added: ReadonlySet<RevisionId>;
  readonly already: number;
  /** Names of the companies whose revisions it has made more, or has released; they wait to be settled. */
  readonly companies: ReadonlySet<string>;
}

/** Who merges, when, and what the run has touched until now: the companies of this bundle are added. */
export interface MergeAct {
  readonly now: number;
  readonly person: string;
  readonly run: number;
  readonly groups: TouchedGroups;
  /** Where the merge is only tried, in a database of its own: brings over what it looks at. */
  readonly lender?: Lender | undefined;
}

export type FileOutcome =
  | { readonly kind: 'merged'; readonly merged: MergedFile }
  | { readonly kind: 'refused'; readonly refused: RefusedBundle }
  /** The workspace itself failed, not the file: no room on the disk, no access. */
  | { readonly kind: 'failed'; readonly failure: Failure };

export interface MergeWatch extends Watch {
  /** Step 8 has passed when the transaction of whoever called is written. */
  readonly onMergeStep?: (step: 7 | 8, state: 'running' | 'passed') => void;
}

/**
 * Verifies one bundle and merges it, all in one transaction, or in a part of the caller's (B18): whatever happens, either everything of it is there
 * afterwards or nothing. Throws only what `watch.checkCancelled` throws; then nothing of this bundle is there.
 */
export async function mergeBundle(
  db: WriteDb, file: BundleFile, trust: Trust, watch: MergeWatch, act: MergeAct,
): Promise<FileOutcome> {
  let refused: RefusedBundle | null = null;
  const written = await writeAsync(db, async (): Promise<Result<MergedFile, Failure>> => {
    const stage = stageBundle(db, { fileName: file.fileName, now: act.now, run: act.run, groups: act.groups, lender: act.lender });
    let digest = '';
    const container: Sink['container'] = (hash) => {
      if (stage.turn().state === 'forked') digest = hash();
    };
    const sink = { ...stage.sink, container };
    const opened = await (file.open ? file.open(sink, watch) : openBundle(file.path, trust, sink, watch));
    if (!opened.ok) {
      refused = opened.error;
      return err(opened.error.failure);
    }
    watch.onMergeStep?.(7, 'running');
    noteArrivals(db, stage, opened.value.manifest.issuer, act);
    const companies = concernedBy(db, stage, act);
    watch.onMergeStep?.(7, 'passed');
    watch.onMergeStep?.(8, 'running');
    if (getSetting(db, 'workspace')?.role === 'ministry') {
      for (const name of companies) followMerge(db, (act.groups.get(name) as Touched).group, stage.added, act);
    }
    raiseForks(db, file, { ...opened.value, sha256: digest }, stage, act.now);
    const { manifest, manifestHash } = opened.value;
    appendAudit(db, sha256, {
      at: act.now, person: act.person, act: 'merge.merged',
      about: { manifest: manifestHash, installation: manifest.issuer.installation, seq: manifest.seq, state: stage.turn().state, added: stage.added.size },
    });
    return ok({ bundle: opened.value, turn: stage.turn(), added: stage.added, already: stage.counts.already, companies });
  });
  if (refused) return { kind: 'refused', refused };
  return written.ok ? { kind: 'merged', merged: written.value } : { kind: 'failed', failure: written.error };
}

/** When a body first spoke of its companies; what the Commission says of them is no arrival. */
function noteArrivals(db: WriteDb, { touched }: Stage, { country, body }: Issuer, { groups, now }: MergeAct): void {
  if (country === 'EAEU') return;
  const arrival = { body, at: now };
  for (const name of touched) {
    const company = groups.get(name) as Touched;
    // The same body again, no earlier than before.
    if (company.arrival?.body === body && company.arrival.at <= now) continue;
    noteArrival(db, company.group, arrival);
    company.arrival = arrival;
  }
}

/** Step 7: the companies that the bundle speaks of, and those whose bundles it has moved; what is kept of them is out of date now. */
function concernedBy(db: WriteDb, stage: Stage, { groups, lender }: MergeAct): ReadonlySet<string> {
  const companies = new Set(stage.touched);
  for (const { manifest } of stage.moved()) lender?.companiesOf(manifest);
  for (const group of moveBundles(db, stage.moved())) {
    touch(db, groups, group, lender);
    (groups.get(nameOf(group)) as Touched).kept = null;
    companies.add(nameOf(group));
  }
  for (const name of companies) markUnsettled(db, (groups.get(name) as Touched).group);
  return companies;
}

/** Two contents under one number: both are put aside, whichever came first (B16). */
function raiseForks(db: WriteDb, file: BundleFile, bundle: VerifiedBundle & { readonly sha256: string }, stage: Stage, now: number): void {
  const entry = (fileName: string, digest: string, manifest: string, seq: number): void =>
    insertQuarantine(db, { fileName, sha256: digest, failure: { code: 'fork', values: { manifest, seq } }, step: 7, at: now });
  if (stage.turn().state === 'forked') entry(file.fileName, bundle.sha256, bundle.manifestHash, bundle.manifest.seq);
  for (const { turn, manifest, fileName, seq } of stage.moved()) if (turn.state === 'forked') entry(fileName, manifest, manifest, seq);
}
