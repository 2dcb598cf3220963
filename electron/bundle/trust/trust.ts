import type { Failure } from '../../../shared/base/failure.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import type { Refusal } from '../../../shared/bundle/canonical/failure.ts';
import { PAYLOAD, type Envelope } from '../../../shared/bundle/signing/dsse.ts';
import { keyIdOf, signPayload, type Signer } from '../../../shared/bundle/signing/signing.ts';
import { standingAt, type TrustStanding } from '../../../shared/bundle/trust/expiry.ts';
import type { PublicKey } from '../../../shared/bundle/trust/publicKey.ts';
import { ANY_INSTALLATION, type Registry, type RegistryEntry } from '../../../shared/bundle/trust/registry.ts';
import { applyChanges } from '../../../shared/bundle/trust/registryDraft.ts';
import { printRegistry } from '../../../shared/bundle/trust/registryText.ts';
import { printRoot, type Root, type TrustTools } from '../../../shared/bundle/trust/root.ts';
import { checkSuccession, openTrust, printTrust, rootInForce, soleRoot, type TrustChain } from '../../../shared/bundle/trust/trustText.ts';
import type { ReadDb, WriteDb } from '../../database/db.ts';
import { appendAudit } from '../../database/tables/audit.ts';
import { installationsOfBody } from '../../database/tables/bundle.ts';
import { hasForm } from '../../database/tables/form.ts';
import { currentRegistry, saveRegistry } from '../../database/tables/registry.ts';
import { write } from '../../database/transaction.ts';
import type { Trust } from '../container/opening.ts';
import { verifyEd25519 } from '../crypto/ed25519.ts';
import { decodeUtf8, sha256 } from '../crypto/hash.ts';

const YEAR = 365 * 24 * 60 * 60 * 1000;
/** How long a root and a registry are meant to be in force, and a key in it. */
export const ROOT_LIFE = 5 * YEAR;
export const REGISTRY_LIFE = 2 * YEAR;
const KEY_LIFE = 5 * YEAR;

export const TOOLS: TrustTools = { hash: sha256, decode: decodeUtf8, verify: verifyEd25519 };

/** Who does it and when: for the registry's dates and the audit. */
export interface Act {
  readonly now: number;
  readonly person: string;
}

/** The roots and the registry in force; null before the first. Their signatures are checked again, whatever lies in the database. */
export function loadTrust(db: ReadDb): TrustChain | null {
  const row = currentRegistry(db);
  const opened = row && readTrust(row.envelope);
  return opened?.ok ? opened.value : null;
}

/** The registry of {@link loadTrust}. */
export function loadRegistry(db: ReadDb): Registry | null {
  return loadTrust(db)?.registry ?? null;
}

/** When trust expires, the registry or the root behind it, whichever comes first, and how it stands now (B15). */
export function expiryOf(chain: TrustChain, now: number): { readonly expiresAt: string; readonly standing: TrustStanding } {
  const expiresAt = [chain.registry.expiresAt, rootInForce(chain).root.expiresAt].sort()[0] ?? '';
  return { expiresAt, standing: standingAt(expiresAt, now) };
}

/** Whether merging may begin: expired trust blocks it, and nothing else (B15). Fails with `trust-expired`. */
export function checkNotExpired(db: ReadDb, now: number): Result<null, Failure> {
  const chain = loadTrust(db);
  const expiry = chain && expiryOf(chain, now);
  return chain && expiry?.standing === 'expired' ? err({ code: 'trust-expired', values: { version: chain.registry.version, date: Date.parse(expiry.expiresAt) || 0 } }) : ok(null);
}

/** Against what this workspace judges bundles; `decrypt` opens the encrypted ones. */
export function trustOf(db: ReadDb, decrypt?: Trust['decrypt']): Trust {
  return { registry: loadRegistry(db), knowsForm: (hash) => hasForm(db, hash), ...(decrypt ? { decrypt } : {}) };
}

/** Reads a `*.svodtrust`: the registry is signed as its roots demand; whether they are ours is another question. */
export function readTrust(bytes: Uint8Array): Result<TrustChain, Failure> {
  const text = decodeUtf8(bytes);
  if (text === null) return err({ code: 'malformed', values: { detail: 'not UTF-8' } });
  return asFailure(openTrust(text, TOOLS));
}

/**
 * Installs a registry. The first one, and one under roots of another chain, only when a person has compared the root's fingerprint
 * by voice or paper (B13); a lower version of registry or root never. The one in force again changes nothing.
 * Fails with what {@link readTrust} refuses, `fingerprint-mismatch` (not compared) or `rolled-back`.
 */
export function installRegistry(db: WriteDb, bytes: Uint8Array, compared: boolean, act: Act): Result<TrustChain, Failure> {
  const next = readTrust(bytes);
  if (!next.ok) return next;
  return write(db, () => {
    const succession = asFailure(checkSuccession(loadTrust(db), next.value, TOOLS));
    if (!succession.ok) return succession;
    if (succession.value.kind === 'same') return next;
    if (succession.value.newRoot && !compared) return err({ code: 'fingerprint-mismatch' });
    saveRegistry(db, { version: next.value.registry.version, envelope: bytes, installedAt: act.now });
    const about = { version: next.value.registry.version, root: rootIdOf(next.value) };
    appendAudit(db, sha256, { at: act.now, person: act.person, act: 'trust.installed', about });
    return next;
  });
}

/**
 * The Commission's first registry under a root of one key, its own: trust that works before there has been a ceremony.
 * Fails with `rolled-back` when there is one already.
 */
export function createRegistry(db: WriteDb, signer: Signer, key: PublicKey, act: Act): Result<TrustChain, Failure> {
  return write(db, () => {
    if (currentRegistry(db)) return err({ code: 'rolled-back', values: { detail: 'a registry is in force already' } });
    const roots = [soleEnvelope(signer, { publicKey: key.publicKey, holder: key.holder }, act)];
    return putRegistry(db, roots, signer, { ...dated(1, act.now), policies: [], entries: [entryOf(key, act.now)] }, act);
  });
}

/** The next registry with these keys added. A key that is there already stays as it is. Fails like {@link changeRegistry}. */
export function addKeys(db: WriteDb, signer: Signer, keys: readonly PublicKey[], act: Act): Result<TrustChain, Failure> {
  return changeRegistry(db, signer, act, (registry) => applyChanges(registry, keys.map((key) => ({ kind: 'add', entry: entryOf(key, act.now) }))));
}

/**
 * The next registry with a key revoked: its bundles stay trusted up to a seq, so no clock decides (B14). A number holds for every
 * installation that is known to sign with it; those of any other are refused. Fails like {@link changeRegistry}.
 */
export function revokeKey(db: WriteDb, signer: Signer, keyId: string, upTo: number | RegistryEntry['trustedUpTo'], act: Act): Result<TrustChain, Failure> {
  return changeRegistry(db, signer, act, (registry) => {
    const entry = registry.entries.find((candidate) => candidate.keyId === keyId);
    return entry ? applyChanges(registry, [{ kind: 'revoke', keyId, trustedUpTo: typeof upTo === 'number' ? upToFor(db, entry, upTo) : upTo }]) : err({ code: 'no-key' });
  });
}

/** The installations that a key is known to sign for, with the last seq seen here: the one its holder announced, and those of its body's bundles. */
export function installationsOf(db: ReadDb, entry: RegistryEntry): ReadonlyMap<string, number> {
  const announced: readonly (readonly [string, number])[] = entry.installation === null ? [] : [[entry.installation, 0]];
  return new Map([...announced, ...installationsOfBody(db, entry.country, entry.body).map(({ installation, seq }) => [installation, seq] as const)]);
}

function upToFor(db: ReadDb, entry: RegistryEntry, seq: number): RegistryEntry['trustedUpTo'] {
  return Object.fromEntries([...installationsOf(db, entry).keys()].map((installation) => [installation, seq]));
}

/** What people compare by its fingerprint: the root in force. */
export function rootIdOf(chain: Pick<TrustChain, 'roots'>): string {
  return rootInForce(chain).id;
}

export function entryOf(key: PublicKey, now: number): RegistryEntry {
  return {
    keyId: keyIdOf(sha256, key.publicKey), suite: key.suite, publicKey: key.publicKey, usage: key.usage, country: key.country, body: key.body,
    holder: key.holder, installation: key.installation ?? null, notBefore: iso(now), notAfter: iso(now + KEY_LIFE), status: 'active', trustedUpTo: {},
  };
}

/** Whether a key alone may sign the registry under the root in force. */
export function signsRegistry({ roots }: Pick<TrustChain, 'roots'>, keyId: string | null): boolean {
  const { keyIds, threshold } = rootInForce({ roots }).root.roles.registry;
  return threshold === 1 && keyId !== null && keyIds.includes(keyId);
}

/**
 * The next registry: one version up, with new dates, as `next` makes it of the one in force with them. Fails with `no-trust`, `no-key` (the
 * root does not name the signer, or there is no such key), what a key for roots comes to (`malformed`) or `disk-full`.
 */
export function changeRegistry(db: WriteDb, signer: Signer, act: Act, next: (registry: Registry) => Result<Registry, Failure>): Result<TrustChain, Failure> {
  return write(db, () => {
    const current = loadTrust(db);
    if (!current) return err({ code: 'no-trust' });
    if (!signsRegistry(current, signer.keyId)) return err({ code: 'no-key' });
    const changed = next({ ...current.registry, ...dated(current.registry.version + 1, act.now) });
    return changed.ok ? putRegistry(db, rootsOf(current, signer, act), signer, bound(db, changed.value), act) : changed;
  });
}

/** Signs a registry under roots and puts it in force. For those who have looked at what is in force now. */
export function putRegistry(db: WriteDb, roots: readonly Envelope[], signer: Signer, registry: Registry, act: Act): Result<TrustChain, Failure> {
  const payload = printRegistry(registry);
  const file = printTrust(roots, { payloadType: PAYLOAD.registry, payload, signatures: [signPayload(signer, PAYLOAD.registry, payload)] });
  const opened = readTrust(file);
  if (!opened.ok) return opened;
  saveRegistry(db, { version: registry.version, envelope: file, installedAt: act.now });
  appendAudit(db, sha256, { at: act.now, person: act.person, act: 'trust.signed', about: { version: registry.version, keys: registry.entries.length } });
  return opened;
}

/** The chain as it goes on: one from before there were roots begins with its only key. */
export function rootsOf(current: TrustChain, signer: Signer, act: Act): readonly Envelope[] {
  const { root } = rootInForce(current);
  const [key] = root.keys;
  return root.version === 0 && key ? [soleEnvelope(signer, key, act)] : current.roots.map(({ envelope }) => envelope);
}

export function signRootPayload(root: Root, signers: readonly Signer[]): Envelope {
  const payload = printRoot(root);
  return { payloadType: PAYLOAD.root, payload, signatures: signers.map((signer) => signPayload(signer, PAYLOAD.root, payload)) };
}

function soleEnvelope(signer: Signer, key: Pick<Root['keys'][number], 'publicKey' | 'holder'>, act: Act): Envelope {
  return signRootPayload(soleRoot({ keyId: signer.keyId, ...key }, { version: 1, issuedAt: iso(act.now), expiresAt: iso(act.now + ROOT_LIFE) }), [signer]);
}

/** Revocations that hold for any installation are bound to the known ones. */
function bound(db: ReadDb, registry: Registry): Registry {
  const entries = registry.entries.map((entry) => {
    const seq = entry.trustedUpTo[ANY_INSTALLATION];
    return seq === undefined ? entry : { ...entry, trustedUpTo: upToFor(db, entry, seq) };
  });
  return { ...registry, entries };
}

function dated(version: number, now: number): Pick<Registry, 'format' | 'version' | 'issuedAt' | 'expiresAt'> {
  return { format: 'svod-registry', version, issuedAt: iso(now), expiresAt: iso(now + REGISTRY_LIFE) };
}

const iso = (time: number): string => new Date(time).toISOString();

export function asFailure<T>(result: Result<T, Refusal>): Result<T, Failure> {
  return result.ok ? result : err({ code: result.error.code, values: { detail: result.error.detail } });
}
