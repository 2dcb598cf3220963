import { printCanonical, printCanonicalBytes } from '../../../shared/base/canonical.ts';
import type { HashFunction, Sha256 } from '../../../shared/base/hash.ts';
import type { JsonObject } from '../../../shared/base/json.ts';
import type { ReadDb, WriteDb } from '../db.ts';

/** The newest link of the chain: how many entries there are and the hash of the last one (M11). */
export interface AuditHead {
  readonly count: number;
  readonly hash: Sha256;
}

/** What was done, by whom, to what. Never an answer, a key or a passphrase. */
export interface AuditEntry {
  readonly at: number;
  readonly person: string;
  /** `room.act`, for example `bundle.sealed`. */
  readonly act: string;
  readonly about: JsonObject;
}

const START: AuditHead = { count: 0, hash: '0'.repeat(64) };

export function auditHead(db: ReadDb): AuditHead {
  return db.get<AuditHead>('SELECT count, hash FROM audit ORDER BY count DESC LIMIT 1') ?? START;
}

/** Whether the chain still holds the heads it once had: false when it was cut or rewritten since (M11). */
export function auditHolds(db: ReadDb, heads: readonly AuditHead[]): boolean {
  return db.value<number>(LOST_HEADS, JSON.stringify(heads.filter(({ count }) => count > 0))) === 0;
}

const LOST_HEADS = "SELECT count(*) FROM json_each(?) one LEFT JOIN audit a ON a.count = one.value ->> 'count' WHERE a.hash IS NOT one.value ->> 'hash'";

/** Adds a link: hash = sha256(JCS {entry, previous}). Call it in the transaction of the act itself, so that neither is without the other. */
export function appendAudit(db: WriteDb, hash: HashFunction, entry: AuditEntry): AuditHead {
  const previous = auditHead(db);
  const text = printCanonical({ ...entry });
  const head: AuditHead = { count: previous.count + 1, hash: link(hash, previous.hash, text) };
  db.run('INSERT INTO audit (count, hash, entry) VALUES (?, ?, ?)', head.count, head.hash, text);
  return head;
}

/** The number of the first link that does not hold, or null when the chain is whole. */
export function brokenLink(db: ReadDb, hash: HashFunction): number | null {
  let previous = START;
  for (const row of db.each<AuditHead & { readonly entry: string }>('SELECT count, hash, entry FROM audit ORDER BY count')) {
    if (row.count !== previous.count + 1 || row.hash !== link(hash, previous.hash, row.entry)) return previous.count + 1;
    previous = row;
  }
  return null;
}

function link(hash: HashFunction, previous: Sha256, entry: string): Sha256 {
  return hash(printCanonicalBytes({ entry, previous }));
}
