import type { MergedBundle } from '../../../shared/ipc/merge.ts';
import type { ReadDb } from '../../database/db.ts';
import { isDeposit, listBundles } from '../../database/tables/bundle.ts';
import { originsOf } from './provenance.ts';

/** Bundles merged here, newest first. */
export function listMerged(db: ReadDb): readonly MergedBundle[] {
  const origins = originsOf(db);
  return listBundles(db, 'in').map((bundle) => ({
    manifest: bundle.manifest, country: bundle.country, body: bundle.body, installation: isDeposit(bundle) ? null : bundle.installation, seq: bundle.seq, fileName: bundle.fileName, at: bundle.at,
    state: bundle.state as MergedBundle['state'], revisions: bundle.revisions, signer: origins.signer(bundle.signer, bundle),
  }));
}
