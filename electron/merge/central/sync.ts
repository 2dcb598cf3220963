import type { Failure } from '../../../shared/base/failure.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import type { SyncReport } from '../../../shared/ipc/sync.ts';
import { sha256 } from '../../bundle/crypto/hash.ts';
import { unlockOwnKey } from '../../bundle/keys/ownKey.ts';
import { sealDeposit } from '../../bundle/container/seal.ts';
import { appendAudit, auditHead, auditHolds } from '../../database/tables/audit.ts';
import { eachLineOf, findBundle, knownManifests, piecesOf, type BundleRow } from '../../database/tables/bundle.ts';
import { unsignedRevocations } from '../../database/tables/conflictRule.ts';
import type { ReadDb } from '../../database/db.ts';
import { listReceipts } from '../../database/tables/receipt.ts';
import { listRegistries } from '../../database/tables/registry.ts';
import { countUnsigned } from '../../database/tables/revision.ts';
import { getSetting, isCommission } from '../../database/tables/setting.ts';
import { withSpool } from '../../database/spool.ts';
import { write, writeAsync } from '../../database/transaction.ts';
import type { Desk } from '../../jobs/handler.ts';
import { withStore, type Store } from '../../store/connect.ts';
import { migrateStore } from '../../store/migrate.ts';
import { storedAuditHeads, storedManifests } from '../../store/pull.ts';
import { pushAuditHead, pushBundles, pushFew, pushReceipts, pushRegistries, pushRules, pushStraight } from '../../store/push.ts';
import { signedRules, signRevocations } from './ruleSync.ts';
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
 * `key-elsewhere`, `no-trust`, `disk-full`. Throws `Cancelled`; then each side is as it was before its transaction.
 */
export async function syncStore(desk: Desk, request: SyncRequest): Promise<Result<SyncReport, Failure>> {
  return withStore(request.store, request.password, desk, async (store) => {
    desk.progress({ phase: 'connecting', done: 0, total: 1 });
    await migrateStore(store);
    const deposited = signUnsigned(desk, request.passphrase);
    if (!deposited.ok) return deposited;
    const auditFits = (await storedAuditHeads(store, workspaceId(desk.db))).every((head) => auditHolds(desk.db, head));
    const pushed = await push(desk, store);
    const pulled = await pullMissing(desk, store, pushed);
    if (!pulled.ok) return pulled;
    const { revisions, bundles, rules, refused, conflicts } = pulled.value;
    return ok({
      store: store.address.shown, pushed: pushed.revisions, pushedBundles: pushed.bundles, pulled: revisions, pulledBundles: bundles, rules, refused, conflicts,
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

/** What the base lacks, in one transaction there. */
async function push(desk: Desk, store: Store): Promise<Pushed> {
  const { db } = desk;
  const stored = await storedManifests(store);
  const known = knownManifests(db);
  const missing = [...known].filter((manifest) => !stored.has(manifest)).sort();
  const bundles = missing.map((manifest) => findBundle(db, manifest) as BundleRow);
  const total = missing.reduce((sum, manifest) => sum + countLines(db, manifest), 0);
  let done = 0;
  return store.transaction('READ COMMITTED', async () => {
    await pushRegistries(store, listRegistries(db));
    await pushReceipts(store, listReceipts(db));
    await pushRules(store, signedRules(db));
    await pushAuditHead(store, workspaceId(db), auditHead(db));
    if (missing.length === 0) return { known, bundles: 0, revisions: 0 };
    const onRow = (): void => {
      done += 1;
      if (done % 256 === 0) {
        desk.checkCancelled();
        desk.progress({ phase: 'pushing', done, total });
      }
    };
    if (total <= FEW) return { known, bundles: missing.length, revisions: await pushFew(store, bundles, [...eachLineOf(db, missing)]) };
    const first = stored.size === 0 ? await pushStraight(store, bundles, piecesOf(db, missing), onRow) : null;
    if (first === null) done = 0;
    const revisions = first ?? (await pushBundles(store, bundles, eachLineOf(db, missing), onRow));
    return { known, bundles: missing.length, revisions };
  });
}

function countLines(db: ReadDb, manifest: string): number {
  return db.value<number>('SELECT count(*) FROM bundle_revision WHERE bundle = ?', manifest) ?? 0;
}

/** Fetches what is missing here, and then takes it in, in one transaction here; the audit log notes it when anything has moved. */
async function pullMissing(desk: Desk, store: Store, pushed: Pushed): Promise<Result<Pulled, Failure>> {
  const { db } = desk;
  return withSpool(async (spool) => {
    const fetched = await store.transaction('REPEATABLE READ READ ONLY', () => fetchMissing(desk, store, pushed.known, spool));
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
