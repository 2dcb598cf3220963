import { assert } from '../../../shared/base/assert.ts';
import type { Failure } from '../../../shared/base/failure.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import { checkProof, printProof, saidAt } from '../../../shared/bundle/evidence/proof.ts';
import { inclusionPath } from '../../../shared/bundle/revision/merkle.ts';
import type { ProveArguments } from '../../../shared/ipc/doctor.ts';
import type { ReadDb } from '../../database/db.ts';
import { findBundle, revisionIdsOf } from '../../database/tables/bundle.ts';
import { currentRegistry } from '../../database/tables/registry.ts';
import { findRevision } from '../../database/tables/revision.ts';
import { decodeUtf8, sha256 } from '../crypto/hash.ts';
import { readTrust, rootIdOf, TOOLS } from '../trust/trust.ts';

/**
 * The proof of a value that stands here (B24), out of the rows of the bundle that brought it: the file itself may be long gone. What is given
 * has been checked against the root in force, link by link. Fails with `no-trust`, `revision-unknown`, `unknown-path` (the revision does
 * not speak of it; personal answers cannot be proved), or the code of a link that no longer holds, `revoked` for one.
 */
export function proveStored(db: ReadDb, { manifest, revision: id, path }: ProveArguments): Result<Uint8Array, Failure> {
  const registry = currentRegistry(db);
  const trust = registry && readTrust(registry.envelope);
  if (!trust?.ok) return err({ code: 'no-trust' });
  const bundle = findBundle(db, manifest);
  const stored = findRevision(db, id);
  const ids = revisionIdsOf(db, manifest);
  const index = ids.indexOf(id);
  if (!bundle || !stored || index < 0) return err({ code: 'revision-unknown', values: { revision: id.slice(0, 12) } });
  const { revision, body } = stored;
  const said = path === null ? revision.set : saidAt(revision, path);
  if (said === undefined) return err({ code: 'unknown-path', values: { path: path ?? '' } });
  const bytes = printProof({
    format: 'svod-proof',
    formatVersion: '1.0',
    claim: { entity: revision.entity, path, value: said },
    revision: textOf(body),
    inclusion: { index, size: ids.length, path: inclusionPath(sha256, ids, index) },
    manifest: textOf(bundle.manifestBytes),
    envelope: textOf(bundle.envelope),
    registry: textOf(registry?.envelope ?? new Uint8Array()),
  });
  const checked = checkProof(textOf(bytes), rootIdOf(trust.value), TOOLS);
  return checked.ok ? ok(bytes) : err({ code: checked.error.code, values: { detail: checked.error.detail } });
}

/** Text that was checked to be UTF-8 before it was stored. */
function textOf(bytes: Uint8Array): string {
  const text = decodeUtf8(bytes);
  assert(text !== null, 'what is stored is UTF-8');
  return text;
}
