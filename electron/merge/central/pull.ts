import { setImmediate } from 'node:timers/promises';
import type { Failure } from '../../../shared/base/failure.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import type { RefusedByStore } from '../../../shared/ipc/sync.ts';
import type { UntrustedWord } from '../../../shared/merge/untrusted.ts';
import type { Sink, Watch } from '../../bundle/container/opening.ts';
import { openStored } from '../../bundle/container/stored.ts';
import { sha256 } from '../../bundle/crypto/hash.ts';
import { checkNotExpired, loadRegistry, trustOf } from '../../bundle/trust/trust.ts';
import type { ReadDb } from '../../database/db.ts';
import type { Spool } from '../../database/spool.ts';
import { listConflictRules, listRevocations } from '../../database/tables/conflictRule.ts';
import { countConflicts } from '../../database/tables/merged.ts';
import { receiptHashes } from '../../database/tables/receipt.ts';
import { currentRegistry } from '../../database/tables/registry.ts';
import { beginRun } from '../../database/tables/run.ts';
import { getSetting } from '../../database/tables/setting.ts';
import type { Desk } from '../../jobs/handler.ts';
import type { Store } from '../../store/connect.ts';
import type { Holdings } from '../../store/holdings.ts';
import { storedHeads, storedLines, storedWords, type StoredHead, type StoredWord } from '../../store/pull.ts';
import { mergeBundle } from '../desk/bundle.ts';
import { settleAll, settleLeft } from '../desk/settle.ts';
import type { TouchedGroups } from '../group/stage.ts';
import { takeRules } from './ruleSync.ts';
import { takeReceipts, takeRegistries } from './words.ts';

export interface Pulled {
  readonly bundles: number;
  readonly revisions: number;
  readonly conflicts: number;
  /** Rules for conflicts and their revocations that are new here. */
  readonly rules: number;
  readonly refused: readonly RefusedByStore[];
  readonly untrusted: readonly UntrustedWord[];
}

/** What the base holds and this workspace lacks, as it came: nothing of it is believed yet. */
export interface Fetched {
  readonly heads: readonly StoredHead[];
  readonly registries: readonly StoredWord[];
  readonly receipts: readonly StoredWord[];
  readonly rules: readonly StoredWord[];
  readonly revocations: readonly StoredWord[];
}

const NOTHING: Fetched = { heads: [], registries: [], receipts: [], rules: [], revocations: [] };

/** Hashes of what is to be fetched. */
type Lacking = Readonly<Record<'bundles' | 'registries' | 'receipts' | 'rules' | 'revocations', readonly string[]>>;

/**
 * Brings over what is missing here, in one state of the base; here nothing is written but the spool, and nobody waits. The base is not asked when nothing is.
 * `known`: the bundles that are known here.
 */
export async function fetchMissing(desk: Desk, store: Store, held: Holdings, known: ReadonlySet<string>, spool: Spool): Promise<Fetched> {
  const lacking = lackingHere(desk.db, held, known);
  if (Object.values(lacking).every((hashes) => hashes.length === 0)) return NOTHING;
  return store.transaction('REPEATABLE READ READ ONLY', async () => ({
    heads: await fetchBundles(desk, store, { manifests: lacking.bundles, readable: held.personal.readable }, spool),
    registries: await storedWords(store, 'registry', lacking.registries),
    receipts: await storedWords(store, 'receipt', lacking.receipts),
    rules: await storedWords(store, 'conflict_rule', lacking.rules),
    revocations: await storedWords(store, 'rule_revocation', lacking.revocations),
  }));
}

function lackingHere(db: ReadDb, held: Holdings, known: ReadonlySet<string>): Lacking {
  const beside = (hashes: ReadonlySet<string>, here: ReadonlySet<string>): readonly string[] => [...hashes].filter((hash) => !here.has(hash));
  const namesOf = <T>(rows: readonly T[], nameOf: (row: T) => string): ReadonlySet<string> => new Set(rows.map(nameOf));
  return {
    bundles: beside(held.bundles, known),
    registries: newerRegistries(db, held),
    receipts: beside(held.receipts, receiptHashes(db)),
    rules: beside(held.rules, namesOf(listConflictRules(db), ({ id }) => id)),
    revocations: beside(held.revocations, namesOf(listRevocations(db), ({ id }) => id)),
  };
}

/** Where there is one to compare them with; the same version may stand under a later root. */
function newerRegistries(db: ReadDb, { registries }: Holdings): readonly string[] {
  const current = currentRegistry(db);
  if (!current) return [];
  const own = sha256(current.envelope);
  return [...registries].filter(([hash, version]) => version >= current.version && hash !== own).map(([hash]) => hash);
}

async function fetchBundles(desk: Desk, store: Store, { manifests, readable }: { readonly manifests: readonly string[]; readonly readable: boolean }, spool: Spool): Promise<readonly StoredHead[]> {
  if (manifests.length === 0) return [];
  const heads = await storedHeads(store, manifests);
  let last = '';
  let begun = 0;
  desk.progress({ phase: 'pulling', done: 0, total: heads.length });
  for await (const { bundle, body, personal } of storedLines(store, manifests, readable)) {
    if (bundle !== last) {
      last = bundle;
      begun += 1;
      desk.checkCancelled();
      desk.progress({ phase: 'pulling', done: begun, total: heads.length });
    }
    spool.add(bundle, { body, personal });
  }
  return heads;
}

/**
 * Merges what was fetched, inside the open transaction of the workspace. Each bundle passes the checks a file does; one that fails is named
 * and left out, the others go on. Newer registries under the root in force come first, receipts and rules last. Where bundles came, fails with `no-trust`
 * when there is no registry to verify them with, `trust-expired`, or with the workspace's own trouble.
 */
export async function takeIn(desk: Desk, { registries, heads, receipts, ...rules }: Fetched, spool: Spool): Promise<Result<Pulled, Failure>> {
  const { db } = desk;
  const act = { now: desk.now(), person: getSetting(db, 'person') ?? '' };
  const strangers = takeRegistries(db, registries, act);
  const refused: RefusedByStore[] = [];
  const groups: TouchedGroups = new Map();
  let bundles = 0;
  let revisions = 0;
  if (heads.length > 0) {
    if (!loadRegistry(db)) return err({ code: 'no-trust' });
    const valid = checkNotExpired(db, act.now);
    if (!valid.ok) return valid;
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
  const unfounded = takeReceipts(db, receipts, act.now);
  const took = takeRules(db, rules, act.now);
  return ok({ rules: took.taken, bundles, revisions, conflicts: countConflicts(db), refused, untrusted: [...strangers, ...unfounded, ...took.untrusted] });
}
