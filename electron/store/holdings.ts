import type { Store } from './connect.ts';
import { migrateStore, STORE_VERSION } from './migrate.ts';
import { isUnprepared } from './trouble.ts';

/** What the base holds, by its hashes (hexadecimal), and what this role may do there. */
export interface Holdings {
  /** Bundles, by their manifests. */
  readonly bundles: ReadonlySet<string>;
  /** Registries with their versions. */
  readonly registries: ReadonlyMap<string, number>;
  readonly receipts: ReadonlySet<string>;
  readonly rules: ReadonlySet<string>;
  readonly revocations: ReadonlySet<string>;
  /** What it remembers of this installation's audit log. */
  readonly auditHeads: readonly { readonly count: number; readonly hash: string }[];
  /** Whether this role may read and add personal answers: an administrator may keep them from some of the staff. */
  readonly personal: { readonly readable: boolean; readonly addable: boolean };
}

/**
 * Asks the base, in one question, what it holds and what this installation's role may do; an older base is first brought to this program's version.
 * Throws as {@link migrateStore} does.
 */
export async function lookUpHoldings(store: Store, installation: string): Promise<Holdings> {
  const known = await ask(store, installation).catch((error: unknown) => {
    if (isUnprepared(error)) return null;
    throw error;
  });
  const answer = known?.version === STORE_VERSION ? known : await migrateStore(store).then(() => ask(store, installation));
  return {
    bundles: hashesIn(answer.bundles),
    registries: new Map(pairsIn(answer.registries).map(({ count, hash }) => [hash, count])),
    receipts: hashesIn(answer.receipts),
    rules: hashesIn(answer.rules),
    revocations: hashesIn(answer.revocations),
    auditHeads: pairsIn(answer.auditHeads),
    personal: { readable: answer.readable, addable: answer.addable },
  };
}

interface Answer {
  readonly version: number;
  readonly bundles: Buffer | null;
  readonly receipts: Buffer | null;
  readonly rules: Buffer | null;
  readonly revocations: Buffer | null;
  readonly registries: string | null;
  readonly auditHeads: string | null;
  readonly readable: boolean;
  readonly addable: boolean;
}

// One long value for each table: rows of their own would cost more than what they hold.
const QUESTION = `SELECT
  (SELECT coalesce(max(version), 0) FROM svod.migration) AS version,
  (SELECT string_agg(manifest, '') FROM svod.bundle) AS bundles,
  (SELECT string_agg(hash, '') FROM svod.receipt) AS receipts,
  (SELECT string_agg(hash, '') FROM svod.conflict_rule) AS rules,
  (SELECT string_agg(hash, '') FROM svod.rule_revocation) AS revocations,
  (SELECT string_agg(version || ' ' || encode(hash, 'hex'), ',') FROM svod.registry) AS registries,
  (SELECT string_agg(count || ' ' || encode(hash, 'hex'), ',' ORDER BY count) FROM svod.audit_head WHERE installation = $1) AS "auditHeads",
  has_table_privilege('svod.personal', 'SELECT') AS readable,
  has_table_privilege('svod.personal', 'INSERT') AS addable`;

async function ask(store: Store, installation: string): Promise<Answer> {
  const [answer] = await store.rows<Answer>(QUESTION, [installation]);
  return answer as Answer;
}

/** Of SHA-256, in bytes. */
const LENGTH = 32;

function hashesIn(joined: Buffer | null): ReadonlySet<string> {
  const hashes = new Set<string>();
  for (let at = 0; joined !== null && at < joined.length; at += LENGTH) hashes.add(joined.toString('hex', at, at + LENGTH));
  return hashes;
}

function pairsIn(joined: string | null): readonly { readonly count: number; readonly hash: string }[] {
  return (joined?.split(',') ?? []).map((pair) => {
    const [count = '', hash = ''] = pair.split(' ');
    return { count: Number(count), hash };
  });
}
