import type { Failure } from '../../../shared/base/failure.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import type { Signer } from '../../../shared/bundle/signing/signing.ts';
import type { Registry } from '../../../shared/bundle/trust/registry.ts';
import { applyChanges, withChange, withoutChange, type RegistryChange } from '../../../shared/bundle/trust/registryDraft.ts';
import { parseRegistry, printRegistry } from '../../../shared/bundle/trust/registryText.ts';
import type { TrustChain } from '../../../shared/bundle/trust/trustText.ts';
import type { ReadDb } from '../../database/db.ts';
import { appendAudit } from '../../database/tables/audit.ts';
import { getSetting, setSetting } from '../../database/tables/setting.ts';
import { write } from '../../database/transaction.ts';
import type { Desk } from '../../jobs/handler.ts';
import { decodeUtf8, sha256 } from '../crypto/hash.ts';
import { asFailure, changeRegistry, loadTrust, signsRegistry, type Act } from './trust.ts';

/** What is prepared for the next registry and not signed yet; it stays in the workspace until it is signed or discarded. */
export function stagedChanges(db: ReadDb): readonly RegistryChange[] {
  return getSetting(db, 'registryDraft') ?? [];
}

/**
 * Prepares changes of the next registry, each in the place of an earlier one about the same. Fails with `wrong-role` (this workspace
 * signs no registry), `no-trust`, `no-key` (a change of a key that is not there) or `malformed` (no sound registry would come of them).
 */
export function stageChanges({ db, now }: Desk, changes: readonly RegistryChange[]): Result<null, Failure> {
  return write(db, () => {
    const trust = loadTrust(db);
    if (!trust) return err({ code: 'no-trust' });
    if (!signsRegistry(trust, getSetting(db, 'signingKey'))) return err({ code: 'wrong-role' });
    const staged = changes.map(normalized).reduce(withChange, stagedChanges(db));
    const applied = applyChanges(trust.registry, staged);
    const sound = applied.ok ? checkSound(applied.value, changes, now()) : applied;
    if (!sound.ok) return sound;
    setSetting(db, 'registryDraft', staged);
    return ok(null);
  });
}

/** Takes one prepared change back, or all of them (null). */
export function unstageChanges({ db }: Desk, id: string | null): Result<null, Failure> {
  return write(db, () => {
    setSetting(db, 'registryDraft', id === null ? [] : withoutChange(stagedChanges(db), id));
    return ok(null);
  });
}

/** Signs the next registry with everything that is prepared; without any it has new dates alone. Fails like `changeRegistry`; then what is prepared stays. */
export function signStaged({ db }: Desk, signer: Signer, act: Act): Result<TrustChain, Failure> {
  return write(db, () => {
    const staged = stagedChanges(db);
    const signed = changeRegistry(db, signer, act, (registry) => applyChanges(registry, staged));
    if (!signed.ok) return signed;
    setSetting(db, 'registryDraft', []);
    appendAudit(db, sha256, { at: act.now, person: act.person, act: 'trust.changes-signed', about: { version: signed.value.registry.version, changes: staged.length } });
    return signed;
  });
}

/** Names as people type them. */
function normalized(change: RegistryChange): RegistryChange {
  if (change.kind !== 'describe') return change;
  const { body, holder } = change.description;
  return { ...change, description: { ...change.description, body: body.normalize('NFC').trim(), holder: holder.normalize('NFC').trim() } };
}

function checkSound(registry: Registry, changes: readonly RegistryChange[], now: number): Result<Registry, Failure> {
  const inverted = registry.entries.find(({ notBefore, notAfter }) => notBefore >= notAfter);
  if (inverted) return err({ code: 'malformed', values: { detail: `${inverted.holder}: notBefore ≥ notAfter` } });
  if (changes.some((change) => change.kind === 'expiry' && Date.parse(change.expiresAt) <= now)) return err({ code: 'malformed', values: { detail: 'expiresAt' } });
  return asFailure(parseRegistry(decodeUtf8(printRegistry(registry)) ?? '', sha256));
}
