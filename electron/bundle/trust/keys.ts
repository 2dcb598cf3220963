import type { Failure } from '../../../shared/base/failure.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import { fingerprintOf } from '../../../shared/bundle/signing/fingerprint.ts';
import type { PublicKey } from '../../../shared/bundle/trust/publicKey.ts';
import type { KeyUsage, Registry } from '../../../shared/bundle/trust/registry.ts';
import type { ArgumentsOf, ValueOf } from '../../../shared/ipc/api.ts';
import type { KeyInfo, KeyStanding, NewKey } from '../../../shared/ipc/keys.ts';
import type { Role } from '../../../shared/ipc/service.ts';
import type { ReadDb } from '../../database/db.ts';
import { appendAudit } from '../../database/tables/audit.ts';
import { getSetting, setSetting } from '../../database/tables/setting.ts';
import { write } from '../../database/transaction.ts';
import type { Desk, Handler } from '../../jobs/handler.ts';
import type { Decrypt } from '../container/source.ts';
import { sha256 } from '../crypto/hash.ts';
import { changePassphrase, createKey, findKey, listKeys, protectionOf, restoreFromSheet, restoreKey, unlockIdentities, type KeyRecord } from '../keys/keystore.ts';
import { loadRegistry } from './trust.ts';

type Name = 'bundle.keys' | 'bundle.createKey' | 'bundle.changePassphrase' | 'bundle.restoreKey' | 'bundle.useKey';
export type KeyHandlers = { readonly [N in Name]: Handler<ArgumentsOf<N>, ValueOf<N>> };

/** The keys of this PC, as the window asks for them (B20). */
export const keyHandlers: KeyHandlers = {
  'bundle.keys': (desk) => ok(keyInfos(desk)),
  'bundle.createKey': (desk, key) => thenList(desk, makeKey(desk, key)),
  'bundle.changePassphrase': (desk, args) => {
    const changed = renewPassphrase(desk, args);
    return changed.ok ? ok(null) : changed;
  },
  'bundle.restoreKey': (desk, args) => thenList(desk, restoreByHand(desk, args)),
  'bundle.useKey': (desk, { keyId }) => thenList(desk, useKey(desk, keyId)),
};

/** Makes a key of the workspace's body. Fails with `not-a-workspace` or like `createKey`. */
export function makeKey(desk: Desk, { usage, holder, passphrase }: NewKey): Result<KeyRecord, Failure> {
  const workspace = getSetting(desk.db, 'workspace');
  if (!workspace) return err({ code: 'not-a-workspace', values: { folder: desk.folder } });
  const { country, body, id: installation } = workspace;
  return kept(desk, 'bundle.key-made', createKey(desk.folder, { usage, country, body, holder, passphrase, installation, now: desk.now() }, desk.osWrap));
}

/** Fails like `changePassphrase` of the keystore. */
export function renewPassphrase(desk: Desk, { keyId, passphrase, next }: ArgumentsOf<'bundle.changePassphrase'>): Result<KeyRecord, Failure> {
  return kept(desk, 'bundle.passphrase-changed', changePassphrase(desk.folder, keyId, passphrase, next, desk.osWrap));
}

/** A key from its sheet, of this body and a holder that a person names. Fails with `not-a-workspace` or like `restoreFromSheet`. */
export function restoreByHand(desk: Desk, { holder, sheet, passphrase }: ArgumentsOf<'bundle.restoreKey'>): Result<KeyRecord, Failure> {
  const workspace = getSetting(desk.db, 'workspace');
  if (!workspace) return err({ code: 'not-a-workspace', values: { folder: desk.folder } });
  return kept(desk, 'bundle.key-restored', restoreFromSheet(desk.folder, { ...workspace, holder }, sheet, passphrase, desk.osWrap));
}

/** A key from its sheet and its public file. Fails with `foreign-key` (of another body) or like `restoreKey`. */
export function restoreAnnounced(desk: Desk, key: PublicKey, sheet: string, passphrase: string): Result<KeyRecord, Failure> {
  const workspace = getSetting(desk.db, 'workspace');
  if (!workspace || key.country !== workspace.country || key.body !== workspace.body) return err({ code: 'foreign-key' });
  return kept(desk, 'bundle.key-restored', restoreKey(desk.folder, key, sheet, passphrase, desk.osWrap));
}

/** Lets another key sign the workspace's bundles from now on. Fails with `no-key`: not here, or not made for signing bundles. */
export function useKey(desk: Desk, keyId: string): Result<KeyRecord, Failure> {
  const key = findKey(desk.folder, keyId);
  if (!key || key.usage !== speakingUsage(getSetting(desk.db, 'workspace')?.role)) return err({ code: 'no-key' });
  return write(desk.db, () => {
    setSetting(desk.db, 'signingKey', keyId);
    note(desk, 'bundle.key-chosen', key);
    return ok(key);
  });
}

/** What opens encrypted bundles here, for one act (B4). Fails with `no-key` (no key for that here) or `wrong-passphrase`. */
export function openIdentities(desk: Desk, passphrase: string): Result<Decrypt, Failure> {
  if (!listKeys(desk.folder).some(({ usage }) => usage === 'encrypt')) return err({ code: 'no-key' });
  const identities = unlockIdentities(desk.folder, passphrase, desk.osWrap);
  return identities.length === 0 ? err({ code: 'wrong-passphrase' }) : ok({ identities, folder: desk.folder });
}

/** What the registry in force says of a key at a moment. */
export function standingOf(registry: Registry | null, keyId: string, now: number): KeyStanding {
  if (!registry) return 'no-registry';
  const entry = registry.entries.find((candidate) => candidate.keyId === keyId);
  if (!entry) return 'absent';
  if (entry.status === 'revoked') return 'revoked';
  return now > Date.parse(entry.notAfter) ? 'expired' : 'active';
}

/** Keys of this PC with what is known of them without a passphrase. */
function keyInfos({ db, folder, osWrap, now }: Pick<Desk, 'folder' | 'osWrap' | 'now'> & { readonly db: ReadDb }): readonly KeyInfo[] {
  const registry = loadRegistry(db);
  const signing = getSetting(db, 'signingKey');
  return listKeys(folder).map(({ keyId, usage, body, holder, createdAt }) => ({
    keyId, usage, body, holder, createdAt, fingerprint: fingerprintOf(keyId), protection: protectionOf(folder, keyId, osWrap) ?? 'unavailable',
    signing: signing === keyId, standing: standingOf(registry, keyId, now()),
  }));
}

const speakingUsage = (role: Role | undefined): KeyUsage => (role === 'commission' ? 'commission' : 'official');

/** The key is in its file: the first of the right usage speaks for the workspace, and the audit knows of it. */
function kept(desk: Desk, act: string, made: Result<KeyRecord, Failure>): Result<KeyRecord, Failure> {
  if (!made.ok) return made;
  return write(desk.db, () => {
    const speaks = made.value.usage === speakingUsage(getSetting(desk.db, 'workspace')?.role);
    if (speaks && getSetting(desk.db, 'signingKey') === null) setSetting(desk.db, 'signingKey', made.value.keyId);
    note(desk, act, made.value);
    return made;
  });
}

function note(desk: Desk, act: string, { keyId, usage }: KeyRecord): void {
  appendAudit(desk.db, sha256, { at: desk.now(), person: getSetting(desk.db, 'person') ?? '', act, about: { key: keyId, usage } });
}

function thenList(desk: Desk, done: Result<unknown, Failure>): Result<readonly KeyInfo[], Failure> {
  return done.ok ? ok(keyInfos(desk)) : done;
}
