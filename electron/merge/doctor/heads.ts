import { groupBy } from '../../../shared/base/group.ts';
import type { Sha256 } from '../../../shared/base/hash.ts';
import { manifestOf } from '../../bundle/container/seal.ts';
import type { ReadDb } from '../../database/db.ts';
import type { AuditHead } from '../../database/tables/audit.ts';
import { listBundles, type BundleRow } from '../../database/tables/bundle.ts';

/** A head of an audit log that somebody has signed, and that does not fit (M11). */
export interface StrangeHead {
  /** Body whose log it is; empty: ours. */
  readonly body: string;
  /** File of the bundle that carries the head; empty: it was given by hand. */
  readonly file: string;
  readonly count: number;
}

/**
 * Audit heads that show that a log was cut or rewritten (M11). Of our own log every head that has left with a bundle, and those
 * that are `given` (a head that a receiver holds), must be a link of it. Of another's, the heads of its bundles must grow with
 * their numbers, and one length has one hash.
 */
export function strangeHeads(db: ReadDb, given: readonly AuditHead[] = []): readonly StrangeHead[] {
  const sent = listBundles(db, 'out').map((bundle) => ({ file: bundle.fileName, head: manifestOf(bundle).auditHead }));
  const own = [...sent, ...given.map((head) => ({ file: '', head }))].filter(({ head }) => !isLink(db, head)).map(({ file, head }) => ({ body: '', file, count: head.count }));
  const others = [...groupBy(listBundles(db, 'in').toSorted((a, b) => a.seq - b.seq), ({ country, body, installation }) => `${country} ${body} ${numbering(installation)}`).values()];
  return [...own, ...others.flatMap(shrinking)];
}

/** The Commission numbers its bundles to each state apart, but has one log. */
function numbering(installation: string): string {
  return installation.replace(/-[A-Z]{2}$/, '');
}

function isLink(db: ReadDb, { count, hash }: AuditHead): boolean {
  if (count === 0) return hash === '0'.repeat(64);
  return db.value<Sha256>('SELECT hash FROM audit WHERE count = ?', count) === hash;
}

function shrinking(bundles: readonly BundleRow[]): readonly StrangeHead[] {
  const hashes = new Map<number, Sha256>();
  let longest = 0;
  return bundles.flatMap((bundle) => {
    const { count, hash } = manifestOf(bundle).auditHead;
    const fits = count >= longest && (hashes.get(count) ?? hash) === hash;
    longest = Math.max(longest, count);
    hashes.set(count, hash);
    return fits ? [] : [{ body: bundle.body, file: bundle.fileName, count }];
  });
}
