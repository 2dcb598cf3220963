import type { Revision, RevisionId } from '../../../shared/bundle/revision/revision.ts';
import type { RegistryEntry } from '../../../shared/bundle/trust/registry.ts';
import type { Provenance, Signer, WriteView } from '../../../shared/ipc/merge.ts';
import type { Write } from '../../../shared/merge/cell.ts';
import { loadRegistry } from '../../bundle/trust/trust.ts';
import type { ReadDb } from '../../database/db.ts';
import { bundlesWith, type BundleRow } from '../../database/tables/bundle.ts';
import { nationalOf } from '../../database/tables/national.ts';
import { findRevision } from '../../database/tables/revision.ts';

/** Answers, for one request, where values come from (M10); every revision is looked up once. */
export interface Origins {
  of(revision: RevisionId): Provenance;
  write(write: Write): WriteView;
  signer(keyId: string, bundle: Pick<BundleRow, 'country' | 'body'>): Signer;
}

export function originsOf(db: ReadDb): Origins {
  const known = new Map<RevisionId, Provenance>();
  let holders: ReadonlyMap<string, RegistryEntry> | null = null;

  function signer(keyId: string, { country, body }: Pick<BundleRow, 'country' | 'body'>): Signer {
    holders ??= new Map(loadRegistry(db)?.entries.map((entry) => [entry.keyId, entry]));
    const entry = holders.get(keyId);
    return { keyId, holder: entry?.holder ?? '', country: entry?.country ?? country, body: entry?.body ?? body };
  }

  function of(id: RevisionId): Provenance {
    let origin = known.get(id);
    if (!origin) known.set(id, (origin = read(id)));
    return origin;
  }

  function read(id: RevisionId): Provenance {
    const revision = findRevision(db, id)?.revision as Revision;
    // The bundle that counts; one that waits or is a fork only when there is no other.
    const bundles = bundlesWith(db, id);
    const bundle = bundles.find(({ state }) => state !== 'pending' && state !== 'forked') ?? bundles[0];
    const { op, person, claimedAt, reason, installation } = revision;
    return {
      revision: id, op, person, claimedAt, reason, installation,
      signer: bundle ? signer(bundle.signer, bundle) : null,
      bundle: bundle ? { manifest: bundle.manifest, fileName: bundle.fileName, seq: bundle.seq, at: bundle.at, nationalSignatures: nationalOf(db, bundle.manifest).map(({ name }) => name) } : null,
    };
  }

  return { of, write: ({ revision, value }) => ({ ...of(revision), value }), signer };
}
