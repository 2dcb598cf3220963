import type { Failure } from '../../shared/base/failure.ts';
import { err, ok, type Result } from '../../shared/base/result.ts';
import { openReceipt } from '../../shared/bundle/receipt.ts';
import type { RefusedByStore } from '../../shared/ipc/sync.ts';
import { verifyEd25519 } from '../bundle/ed25519.ts';
import { decodeUtf8 } from '../bundle/hash.ts';
import type { Sink, Watch } from '../bundle/open.ts';
import { openStored, type StoredLine } from '../bundle/stored.ts';
import { installRegistry, loadRegistry, trustOf } from '../bundle/trust.ts';
import { findBundle, knownManifests } from '../database/bundle.ts';
import { countConflicts } from '../database/merged.ts';
import { insertReceipt, listReceipts } from '../database/receipt.ts';
import { currentRegistry } from '../database/registry.ts';
import { beginRun } from '../database/run.ts';
import { getSetting } from '../database/setting.ts';
import type { Desk } from '../jobs/handler.ts';
import type { Store } from '../store/connect.ts';
import { storedHeads, storedLines, storedManifests, storedReceipts, storedRegistries, type PulledLine } from '../store/pull.ts';
import { mergeBundle } from './bundle.ts';
import { receiptRow } from './receipt.ts';
import { settleAll, settleLeft } from './settle.ts';
import type { TouchedGroups } from './stage.ts';

export interface Pulled {
  readonly bundles: number;
  readonly revisions: number;
  readonly conflicts: number;
  readonly refused: readonly RefusedByStore[];
}

/**
 * Merges the bundles of the base that are missing here, inside the open transactions of both sides. Each passes the checks a file
 * does; one that fails is named and left out, the others go on. Newer registries under the root in force come first, receipts last.
 * Fails with `no-trust` when there is something to verify and no registry to verify it with, or with the workspace's own trouble.
 */
export async function pullSet(desk: Desk, store: Store): Promise<Result<Pulled, Failure>> {
  const { db } = desk;
  const act = { now: desk.now(), person: getSetting(db, 'person') ?? '' };
  // Of another root, or damaged: the one in force stays.
  if (loadRegistry(db)) for (const envelope of await storedRegistries(store, currentRegistry(db)?.version ?? 0)) installRegistry(db, envelope, false, act);
  const known = knownManifests(db);
  const missing = [...(await storedManifests(store))].filter((manifest) => !known.has(manifest));
  const refused: RefusedByStore[] = [];
  const groups: TouchedGroups = new Map();
  let bundles = 0;
  let revisions = 0;
  if (missing.length > 0) {
    if (!loadRegistry(db)) return err({ code: 'no-trust' });
    const left = settleLeft(desk);
    if (!left.ok) return left;
    const trust = trustOf(db);
    const run = beginRun(db, { at: act.now, person: act.person });
    const queue = createQueue(storedLines(store, missing));
    const heads = await storedHeads(store, missing);
    for (const [index, head] of heads.entries()) {
      desk.progress({ phase: 'pulling', done: index, total: heads.length });
      const lines = queue.of(head.manifest);
      const open = { path: '', fileName: head.fileName, open: (sink: Sink, watch: Watch) => openStored({ ...head, lines }, trust, sink, watch) };
      const outcome = await mergeBundle(db, open, trust, { checkCancelled: desk.checkCancelled }, { ...act, run, groups });
      if (outcome.kind === 'failed') return err(outcome.failure);
      if (outcome.kind === 'merged') {
        bundles += 1;
        revisions += outcome.merged.added.size;
      } else refused.push({ manifest: head.manifest, fileName: head.fileName, failure: outcome.refused.failure });
    }
    await queue.close();
    const settled = settleAll(desk, groups);
    if (!settled.ok) return settled;
    desk.progress({ phase: 'pulling', done: heads.length, total: heads.length });
  }
  await pullReceipts(desk, store);
  return ok({ bundles, revisions, conflicts: countConflicts(db), refused });
}

/** Receipts of bundles that are here, whose signature holds; others are left where they are. */
async function pullReceipts({ db, now }: Desk, store: Store): Promise<void> {
  const registry = loadRegistry(db);
  if (!registry) return;
  for (const envelope of await storedReceipts(store, listReceipts(db).map(({ hash }) => hash))) {
    const opened = openReceipt(decodeUtf8(envelope) ?? '', registry, decodeUtf8, verifyEd25519);
    if (opened.ok && findBundle(db, opened.value.receipt.bundle.manifest)) insertReceipt(db, receiptRow(opened.value.receipt, opened.value.payload, envelope, now()));
  }
}

/** Deals a stream of lines, sorted by bundle, out to one bundle after another; what a refused bundle has left is passed over. */
function createQueue(lines: AsyncGenerator<PulledLine>): { readonly of: (manifest: string) => AsyncIterable<StoredLine>; readonly close: () => Promise<unknown> } {
  const asked = new Set<string>();
  let next: IteratorResult<PulledLine> | null = null;
  async function* deal(manifest: string): AsyncGenerator<StoredLine> {
    for (;;) {
      next ??= await lines.next();
      if (next.done === true || !asked.has(next.value.bundle)) return;
      const { bundle, body, personal } = next.value;
      next = null;
      if (bundle === manifest) yield { body, personal };
    }
  }
  return {
    of(manifest) {
      asked.add(manifest);
      return deal(manifest);
    },
    close: () => lines.return(undefined),
  };
}
