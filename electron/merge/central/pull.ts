import { setImmediate } from 'node:timers/promises';
import type { Failure } from '../../../shared/base/failure.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import { openReceipt } from '../../../shared/bundle/evidence/receipt.ts';
import type { RefusedByStore } from '../../../shared/ipc/sync.ts';
import type { Sink, Watch } from '../../bundle/container/opening.ts';
import { openStored } from '../../bundle/container/stored.ts';
import { verifyEd25519 } from '../../bundle/crypto/ed25519.ts';
import { decodeUtf8 } from '../../bundle/crypto/hash.ts';
import { installRegistry, loadRegistry, trustOf } from '../../bundle/trust/trust.ts';
import type { Spool } from '../../database/spool.ts';
import { findBundle } from '../../database/tables/bundle.ts';
import { listConflictRules, listRevocations } from '../../database/tables/conflictRule.ts';
import { countConflicts } from '../../database/tables/merged.ts';
import { insertReceipt, listReceipts } from '../../database/tables/receipt.ts';
import { currentRegistry, type RegistryRow } from '../../database/tables/registry.ts';
import { beginRun } from '../../database/tables/run.ts';
import { getSetting } from '../../database/tables/setting.ts';
import type { Desk } from '../../jobs/handler.ts';
import type { Store } from '../../store/connect.ts';
import { storedBeside, storedHeads, storedLines, storedReceipts, storedRegistries, storedRules, type StoredHead } from '../../store/pull.ts';
import { mergeBundle } from '../desk/bundle.ts';
import { receiptRow } from '../desk/receipt.ts';
import { settleAll, settleLeft } from '../desk/settle.ts';
import type { TouchedGroups } from '../group/stage.ts';
import { takeRules } from './ruleSync.ts';

export interface Pulled {
  readonly bundles: number;
  readonly revisions: number;
  readonly conflicts: number;
  /** Rules for conflicts and their revocations that are new here. */
  readonly rules: number;
  readonly refused: readonly RefusedByStore[];
}

/** What the base holds and this workspace lacks, as it came: nothing of it is believed yet. */
export interface Fetched {
  readonly registries: readonly Uint8Array[];
  readonly heads: readonly StoredHead[];
  readonly receipts: readonly Uint8Array[];
  readonly rules: Awaited<ReturnType<typeof storedRules>>;
}

/**
 * Brings over what is missing here, inside the open transaction of the base; here nothing is written but the spool, and nobody waits. `pushed`:
 * the bundles that are known here, all of which the base holds by now.
 */
export async function fetchMissing(desk: Desk, store: Store, pushed: ReadonlySet<string>, spool: Spool): Promise<Fetched> {
  const { db } = desk;
  const missing = await storedBeside(store, pushed);
  const heads = missing.length === 0 ? [] : await storedHeads(store, missing);
  let last = '';
  let begun = 0;
  if (heads.length > 0) {
    desk.progress({ phase: 'pulling', done: 0, total: heads.length });
    for await (const { bundle, body, personal } of storedLines(store, missing)) {
      if (bundle !== last) {
        last = bundle;
        begun += 1;
        desk.checkCancelled();
        desk.progress({ phase: 'pulling', done: begun, total: heads.length });
      }
      spool.add(bundle, { body, personal });
    }
  }
  return {
    heads,
    registries: await newerRegistries(store, currentRegistry(db)),
    receipts: await storedReceipts(store, listReceipts(db).map(({ hash }) => hash)),
    rules: await storedRules(store, { rules: listConflictRules(db).map(({ id }) => id), revocations: listRevocations(db).map(({ id }) => id) }),
  };
}

/** Where there is one to compare them with. */
async function newerRegistries(store: Store, current: RegistryRow | null): Promise<readonly Uint8Array[]> {
  const stored = current ? await storedRegistries(store, current.version) : [];
  return stored.filter((envelope) => !current || Buffer.compare(envelope, current.envelope) !== 0);
}

/**
 * Merges what was fetched, inside the open transaction of the workspace. Each bundle passes the checks a file does; one that fails is named
 * and left out, the others go on. Newer registries under the root in force come first, receipts and rules last. Fails with `no-trust` when
 * there is something to verify and no registry to verify it with, or with the workspace's own trouble.
 */
export async function takeIn(desk: Desk, { registries, heads, receipts, rules }: Fetched, spool: Spool): Promise<Result<Pulled, Failure>> {
  const { db } = desk;
  const act = { now: desk.now(), person: getSetting(db, 'person') ?? '' };
  // Of another root, or damaged: the one in force stays.
  for (const envelope of registries) installRegistry(db, envelope, false, act);
  const refused: RefusedByStore[] = [];
  const groups: TouchedGroups = new Map();
  let bundles = 0;
  let revisions = 0;
  if (heads.length > 0) {
    if (!loadRegistry(db)) return err({ code: 'no-trust' });
    const left = settleLeft(desk);
    if (!left.ok) return left;
    const trust = trustOf(db);
    const run = beginRun(db, { at: act.now, person: act.person });
    for (const [index, head] of heads.entries()) {
      desk.progress({ phase: 'merging', done: index, total: heads.length });
      // Whoever asks to stop has to be heard: everything below happens in one turn.
      await setImmediate();
      const open = { path: '', fileName: head.fileName, open: (sink: Sink, watch: Watch) => openStored({ ...head, lines: spool.linesOf(head.manifest) }, trust, sink, watch) };
      const outcome = await mergeBundle(db, open, trust, { checkCancelled: desk.checkCancelled }, { ...act, run, groups });
      if (outcome.kind === 'failed') return err(outcome.failure);
      if (outcome.kind === 'merged') {
        bundles += 1;
        revisions += outcome.merged.added.size;
      } else if (outcome.refused.failure.code !== 'already-merged') refused.push({ manifest: head.manifest, fileName: head.fileName, failure: outcome.refused.failure });
    }
    const settled = settleAll(desk, groups);
    if (!settled.ok) return settled;
  }
  takeReceipts(desk, receipts);
  return ok({ rules: takeRules(db, rules, act.now), bundles, revisions, conflicts: countConflicts(db), refused });
}

/** Receipts of bundles that are here, whose signature holds; others are left out. */
function takeReceipts({ db, now }: Desk, envelopes: readonly Uint8Array[]): void {
  const registry = envelopes.length > 0 ? loadRegistry(db) : null;
  if (!registry) return;
  for (const envelope of envelopes) {
    const opened = openReceipt(decodeUtf8(envelope) ?? '', registry, decodeUtf8, verifyEd25519);
    if (opened.ok && findBundle(db, opened.value.receipt.bundle.manifest)) insertReceipt(db, receiptRow(opened.value.receipt, opened.value.payload, envelope, now()));
  }
}
