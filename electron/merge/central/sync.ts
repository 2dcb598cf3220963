import type { Failure } from '../../../shared/base/failure.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import type { SyncReport } from '../../../shared/ipc/sync.ts';
import { sha256 } from '../../bundle/crypto/hash.ts';
import { unlockOwnKey } from '../../bundle/keys/ownKey.ts';
import { sealDeposit } from '../../bundle/container/seal.ts';
import { appendAudit, auditHead, auditHolds } from '../../database/tables/audit.ts';
import { eachLineOf, findBundle, knownManifests, piecesOf, type BundleRow } from '../../database/tables/bundle.ts';
import { unsignedRevocations } from '../../database/tables/conflictRule.ts';
import { copyBeforeSync } from '../../database/copies/backups.ts';
import type { ReadDb } from '../../database/db.ts';
import { receiptHashes, receiptsOf } from '../../database/tables/receipt.ts';
import { listRegistries } from '../../database/tables/registry.ts';
import { countUnsigned } from '../../database/tables/revision.ts';
import { getSetting, isCommission } from '../../database/tables/setting.ts';
import { withSpool } from '../../database/spool.ts';
import { write, writeAsync } from '../../database/transaction.ts';
import { courseOf } from '../../jobs/course.ts';
import type { Desk } from '../../jobs/handler.ts';
import { withStore, type Store } from '../../store/connect.ts';
import { lookUpHoldings, type Holdings } from '../../store/holdings.ts';
import { pushBundles, pushStraight, pushTogether, type PushedWords } from '../../store/push.ts';
import { lackingRules, signRevocations } from './ruleSync.ts';
import { fetchMissing, takeIn, type Pulled } from './pull.ts';
import { keepHashes, keptHashOf } from '../desk/state.ts';

export interface SyncRequest {
  /** `postgres://USER@HOST/DATABASE`. */
  readonly store: string;
  readonly password?: string | undefined;
  /** Opens the signing key, so that what was made here and is in no bundle yet can go along; without it that stays here. */
  readonly passphrase?: string | undefined;
}

/**
 * Makes this workspace and the central base hold the same set (M13): pushes the bundles the base lacks in one transaction there, fetches those
 * that are missing here, and merges them in one transaction here, each verified as a file would be: nothing here waits for the network. What was made here and is in no bundle is signed
 * first. A second call with nothing new changes nothing on either side. Fails as `withStore` does, with `wrong-passphrase`, `no-key`,
 * `key-elsewhere`, `no-trust`, `trust-expired` (when bundles have come in), `disk-full`. Throws `Cancelled`; then each side is as it was before its transaction.
 */
export async function syncStore(desk: Desk, request: SyncRequest): Promise<Result<SyncReport, Failure>> {
  return withStore(request.store, request.password, desk, async (store) => {
    desk.progress({ phase: 'connecting', done: 0, total: 1 });
    const held = await lookUpHoldings(store, workspaceId(desk.db));
    const deposited = signUnsigned(desk, request.passphrase);
    if (!deposited.ok) return deposited;
    const auditFits = auditHolds(desk.db, held.auditHeads);
    const pushed = await push(desk, store, held);
    const pulled = await pullMissing(desk, store, held, pushed);
    if (!pulled.ok) return pulled;
    const { revisions, bundles, rules, refused, untrusted, conflicts } = pulled.value;
    return ok({
      store: store.address.shown, pushed: pushed.revisions, pushedBundles: pushed.bundles, pulled: revisions, pulledBundles: bundles, rules, refused, untrusted, conflicts,
      unsigned: countWaiting(desk.db), auditFits, stateHash: keptHashOf(desk.db, 'revision'),
    });
  });
}

/** What was made here and nobody has signed yet: revisions, revocations of rules. */
export function countWaiting(db: ReadDb): number {
  return countUnsigned(db) + unsignedRevocations(db).length;
}

function signUnsigned(desk: Desk, passphrase: string | undefined): Result<unknown, Failure> {
  const { db } = desk;
  if (passphrase === undefined || !isCommission(db) || countWaiting(db) === 0) return ok(null);
  const signer = unlockOwnKey(desk, passphrase);
  if (!signer.ok) return signer;
  return write(db, () => {
    signRevocations(db, signer.value);
    return sealDeposit(db, signer.value, { now: desk.now(), person: getSetting(db, 'person') ?? '', uuid: desk.uuid() });
  });
}

/** So many lines are sent at once. */
const FEW = 256;

interface Pushed {
  /** The bundles that are known here: the base holds them all. */
  readonly known: ReadonlySet<string>;
  /** What it lacked. */
  readonly bundles: number;
  readonly revisions: number;
}

/** What the base lacks, in one transaction there; it is not asked when it lacks nothing. */
async function push(desk: Desk, store: Store, held: Holdings): Promise<Pushed> {
  const { db } = desk;
  const { addable } = held.personal;
  const known = knownManifests(db);
  const missing = [...known].filter((manifest) => !held.bundles.has(manifest)).sort();
  const bundles = missing.map((manifest) => findBundle(db, manifest) as BundleRow);
  const words = lackingWords(db, held);
  const total = missing.reduce((sum, manifest) => sum + countLines(db, manifest), 0);
  if (total <= FEW) return { known, bundles: missing.length, revisions: await pushTogether(store, words, { bundles, lines: [...eachLineOf(db, missing)], addable }) };
  let done = 0;
  const onRow = (): void => {
    done += 1;
    if (done % 256 === 0) {
      desk.checkCancelled();
      desk.progress({ phase: 'pushing', done, total });
    }
  };
  return store.transaction('READ COMMITTED', async () => {
    await pushTogether(store, words, { bundles: [], lines: [], addable });
    const first = held.bundles.size === 0 ? await pushStraight(store, bundles, piecesOf(db, missing), { addable, onRow }) : null;
    if (first === null) done = 0;
    const revisions = first ?? (await pushBundles(store, bundles, eachLineOf(db, missing), { addable, onRow }));
    return { known, bundles: missing.length, revisions };
  });
}

/** What goes along with bundles and is not there yet. */
function lackingWords(db: ReadDb, held: Holdings): PushedWords {
  const head = { installation: workspaceId(db), ...auditHead(db) };
  return {
    registries: listRegistries(db).map(({ version, envelope }) => ({ hash: sha256(envelope), version, envelope })).filter(({ hash }) => !held.registries.has(hash)),
    receipts: receiptsOf(db, [...receiptHashes(db)].filter((hash) => !held.receipts.has(hash))),
    ...lackingRules(db, held),
    auditHeads: held.auditHeads.some(({ count, hash }) => count === head.count && hash === head.hash) ? [] : [head],
  };
}

function countLines(db: ReadDb, manifest: string): number {
  return db.value<number>('SELECT count(*) FROM bundle_revision WHERE bundle = ?', manifest) ?? 0;
}

/** Fetches what is missing here, and then takes it in, in one transaction here; the audit log notes it when anything has moved. */
async function pullMissing(desk: Desk, store: Store, held: Holdings, pushed: Pushed): Promise<Result<Pulled, Failure>> {
  const { db } = desk;
  return withSpool(async (spool) => {
    const fetched = await fetchMissing(desk, store, held, pushed.known, spool);
    const copied = fetched.heads.length === 0 ? ok(null) : await copyBeforeSync(db, desk.now(), courseOf(desk));
    if (!copied.ok) return copied;
    return writeAsync(db, async (): Promise<Result<Pulled, Failure>> => {
      const pulled = await takeIn(desk, fetched, spool);
      if (!pulled.ok) return err(pulled.error);
      keepHashes(db);
      const { revisions, bundles, rules } = pulled.value;
      if (pushed.revisions > 0 || bundles > 0 || rules > 0) {
        appendAudit(db, sha256, { at: desk.now(), person: getSetting(db, 'person') ?? '', act: 'merge.synced', about: { pushed: pushed.revisions, pulled: revisions, bundles, rules } });
      }
      return pulled;
    });
  });
}

function workspaceId(db: ReadDb): string {
  return getSetting(db, 'workspace')?.id ?? '';
}
