import type { Failure } from '../../../shared/base/failure.ts';
import { ok, type Result } from '../../../shared/base/result.ts';
import type { WriteDb } from '../db.ts';
import { write } from '../transaction.ts';
import { lastSealed, setBundleState } from './bundle.ts';
import { getSetting, setSetting } from './setting.ts';

/**
 * Gives a restored workspace a name of its own. Bundles may have left after the backup was made, and their numbers must not be
 * used a second time for other content (B16): so it starts again from 1 under a new id. What was sealed and perhaps never
 * written goes out again; whoever has it already sees no change.
 */
export function renewInstallation(db: WriteDb, id: string): Result<null, Failure> {
  return write(db, () => {
    const workspace = getSetting(db, 'workspace');
    if (!workspace) return ok(null);
    const last = lastSealed(db, workspace.id);
    if (last?.state === 'sealed') {
      db.run('UPDATE revision SET unsent = 1 WHERE id IN (SELECT revision FROM bundle_revision WHERE bundle = ?)', last.manifest);
      setBundleState(db, last.manifest, 'sent');
    }
    setSetting(db, 'workspace', { ...workspace, id });
    return ok(null);
  });
}
