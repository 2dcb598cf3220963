import type { Failure } from '../../shared/base/failure.ts';
import { err, ok, type Result } from '../../shared/base/result.ts';
import { PAYLOAD, printEnvelope } from '../../shared/bundle/dsse.ts';
import type { Refusal } from '../../shared/bundle/failure.ts';
import type { PublicKey } from '../../shared/bundle/publicKey.ts';
import type { Registry, RegistryEntry } from '../../shared/bundle/registry.ts';
import { checkSuccession, openRegistry, printRegistry } from '../../shared/bundle/registryText.ts';
import { keyIdOf, signPayload, type Signer } from '../../shared/bundle/signing.ts';
import { appendAudit } from '../database/audit.ts';
import type { ReadDb, WriteDb } from '../database/db.ts';
import { hasForm } from '../database/form.ts';
import { currentRegistry, insertRegistry } from '../database/registry.ts';
import { write } from '../database/transaction.ts';
import { verifyEd25519 } from './ed25519.ts';
import { decodeUtf8, sha256 } from './hash.ts';
import type { Trust } from './open.ts';

const YEAR = 365 * 24 * 60 * 60 * 1000;
/** How long a registry is meant to be in force, and a key in it. */
const REGISTRY_LIFE = 2 * YEAR;
const KEY_LIFE = 5 * YEAR;

/** Who does it and when: for the registry's dates and the audit. */
export interface Act {
  readonly now: number;
  readonly person: string;
}

/** The registry in force; null before the first. Its signature is checked again, whatever lies in the database. */
export function loadRegistry(db: ReadDb): Registry | null {
  const row = currentRegistry(db);
  const opened = row && readRegistry(row.envelope);
  return opened?.ok ? opened.value : null;
}

/** Against what this workspace judges bundles; `decrypt` opens the encrypted ones. */
export function trustOf(db: ReadDb, decrypt?: Trust['decrypt']): Trust {
  return { registry: loadRegistry(db), knowsForm: (hash) => hasForm(db, hash), ...(decrypt ? { decrypt } : {}) };
}

/** Reads a `*.svodtrust`: signed by the root it names; whether that root is ours is another question. */
export function readRegistry(bytes: Uint8Array): Result<Registry, Failure> {
  const text = decodeUtf8(bytes);
  if (text === null) return err({ code: 'malformed', values: { detail: 'not UTF-8' } });
  return asFailure(openRegistry(text, decodeUtf8, sha256, verifyEd25519));
}

/**
 * Installs a registry. The first one, and one under another root, only when a person has compared the root's fingerprint
 * by voice or paper (B13); a lower version never. The one in force again changes nothing.
 * Fails with what {@link readRegistry} refuses, `fingerprint-mismatch` (not compared) or `rolled-back`.
 */
export function installRegistry(db: WriteDb, bytes: Uint8Array, compared: boolean, act: Act): Result<Registry, Failure> {
  const next = readRegistry(bytes);
  if (!next.ok) return next;
  return write(db, () => {
    const succession = asFailure(checkSuccession(loadRegistry(db), next.value));
    if (!succession.ok) return succession;
    if (succession.value.kind === 'same') return next;
    if (succession.value.newRoot && !compared) return err({ code: 'fingerprint-mismatch' });
    insertRegistry(db, { version: next.value.version, envelope: bytes, installedAt: act.now });
    appendAudit(db, sha256, { at: act.now, person: act.person, act: 'trust.installed', about: { version: next.value.version, root: rootIdOf(next.value) } });
    return next;
  });
}

/** The Commission's first registry: its own key alone. Fails with `rolled-back` when there is one already. */
export function createRegistry(db: WriteDb, signer: Signer, key: PublicKey, act: Act): Result<Registry, Failure> {
  return write(db, () => {
    if (currentRegistry(db)) return err({ code: 'rolled-back', values: { detail: 'a registry is in force already' } });
    return put(db, signer, { ...dated(1, act.now), root: key.publicKey, policies: [], entries: [entryOf(key, act.now)] }, act);
  });
}

/** The next registry with these keys added. A key that is there already stays as it is. Fails like {@link revokeKey}. */
export function addKeys(db: WriteDb, signer: Signer, keys: readonly PublicKey[], act: Act): Result<Registry, Failure> {
  return change(db, signer, act, (registry) => {
    const known = new Set(registry.entries.map((entry) => entry.keyId));
    const added = keys.map((key) => entryOf(key, act.now)).filter((entry) => !known.has(entry.keyId));
    return ok([...registry.entries, ...new Map(added.map((entry) => [entry.keyId, entry])).values()]);
  });
}

/**
 * The next registry with a key revoked: its bundles stay trusted up to a seq, so no clock decides (B14).
 * Fails with `no-trust`, `no-key` (the signer is not the root, or there is no such key) or `disk-full`.
 */
export function revokeKey(db: WriteDb, signer: Signer, keyId: string, lastTrustedSeq: number, act: Act): Result<Registry, Failure> {
  return change(db, signer, act, (registry) =>
    registry.entries.some((entry) => entry.keyId === keyId)
      ? ok(registry.entries.map((entry) => (entry.keyId === keyId ? { ...entry, status: 'revoked' as const, lastTrustedSeq } : entry)))
      : err({ code: 'no-key' }),
  );
}

export function rootIdOf(registry: Registry): string {
  return keyIdOf(sha256, registry.root);
}

export function entryOf(key: PublicKey, now: number): RegistryEntry {
  return {
    keyId: keyIdOf(sha256, key.publicKey), suite: key.suite, publicKey: key.publicKey, usage: key.usage, country: key.country, body: key.body,
    holder: key.holder, notBefore: iso(now), notAfter: iso(now + KEY_LIFE), status: 'active', lastTrustedSeq: null,
  };
}

function change(
  db: WriteDb, signer: Signer, act: Act, next: (registry: Registry) => Result<readonly RegistryEntry[], Failure>,
): Result<Registry, Failure> {
  return write(db, () => {
    const current = loadRegistry(db);
    if (!current) return err({ code: 'no-trust' });
    if (rootIdOf(current) !== signer.keyId) return err({ code: 'no-key' });
    const entries = next(current);
    if (!entries.ok) return entries;
    return put(db, signer, { ...current, ...dated(current.version + 1, act.now), entries: entries.value }, act);
  });
}

function put(db: WriteDb, signer: Signer, registry: Registry, act: Act): Result<Registry, Failure> {
  const payload = printRegistry(registry);
  const envelope = printEnvelope({ payloadType: PAYLOAD.registry, payload, signatures: [signPayload(signer, PAYLOAD.registry, payload)] });
  const opened = readRegistry(envelope);
  if (!opened.ok) return opened;
  insertRegistry(db, { version: registry.version, envelope, installedAt: act.now });
  appendAudit(db, sha256, { at: act.now, person: act.person, act: 'trust.signed', about: { version: registry.version, keys: registry.entries.length } });
  return opened;
}

function dated(version: number, now: number): Pick<Registry, 'format' | 'version' | 'issuedAt' | 'expiresAt'> {
  return { format: 'svod-registry', version, issuedAt: iso(now), expiresAt: iso(now + REGISTRY_LIFE) };
}

const iso = (time: number): string => new Date(time).toISOString();

function asFailure<T>(result: Result<T, Refusal>): Result<T, Failure> {
  return result.ok ? result : err({ code: result.error.code, values: { detail: result.error.detail } });
}
