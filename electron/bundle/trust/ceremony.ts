import { basename } from 'node:path';
import type { Failure } from '../../../shared/base/failure.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import { printEnvelope, type Envelope } from '../../../shared/bundle/signing/dsse.ts';
import { fingerprintOf } from '../../../shared/bundle/signing/fingerprint.ts';
import { keyIdOf, signPayload, type Signer } from '../../../shared/bundle/signing/signing.ts';
import type { PublicKey } from '../../../shared/bundle/trust/publicKey.ts';
import { checkRoot, keysOf, parseRoot, type Root, type RootKey, type SignedRoot } from '../../../shared/bundle/trust/root.ts';
import { rootInForce, type TrustChain } from '../../../shared/bundle/trust/trustText.ts';
import type { CeremonyState, RootDemand, RootInfo, RootKeyInfo } from '../../../shared/ipc/ceremony.ts';
import type { ReadDb } from '../../database/db.ts';
import { appendAudit } from '../../database/tables/audit.ts';
import { getSetting, isCommission, setSetting, type Settings } from '../../database/tables/setting.ts';
import { write } from '../../database/transaction.ts';
import type { Desk } from '../../jobs/handler.ts';
import { verifyEd25519 } from '../crypto/ed25519.ts';
import { decodeUtf8, sha256 } from '../crypto/hash.ts';
import { createKey, findKey, listKeys, unlockKey, type KeyRecord } from '../keys/keystore.ts';
import { unlockOwnKey } from '../keys/ownKey.ts';
import { entryOf, loadTrust, putRegistry, REGISTRY_LIFE, ROOT_LIFE, rootsOf, signRootPayload, TOOLS, type Act } from './trust.ts';

/** What is kept between the steps, which may be days apart. */
type Ceremony = Settings['ceremony'];
const NOTHING: Ceremony = { keys: [], draft: null };

/** Where the ceremony stands. */
export function ceremonyState(db: ReadDb): CeremonyState {
  const trust = loadTrust(db);
  const { keys, draft } = ceremonyOf(db);
  const next = readDraft(draft);
  const demands = next ? demandsOf(db, trust, next) : [];
  return {
    current: trust && infoOf(rootInForce(trust)),
    keys: keys.map(keyInfo),
    next: next && { ...infoOf(next), demands, ready: demands.every(({ keys: named, threshold }) => named.filter(({ signed }) => signed).length >= threshold) },
  };
}

/**
 * Makes a root key on a medium: a folder that holds no other root key, so that no two of them can be lost together. Fails with
 * `wrong-role`, `medium-taken`, `weak-passphrase`, `disk-full` or `file-unwritable`.
 */
export function makeRootKey(desk: Desk, { folder, holder, passphrase }: { readonly folder: string; readonly holder: string; readonly passphrase: string }): Result<KeyRecord, Failure> {
  const workspace = getSetting(desk.db, 'workspace');
  if (workspace?.role !== 'commission') return err({ code: 'wrong-role' });
  if (rootKeyIn(folder)) return err({ code: 'medium-taken', values: { folder: basename(folder) } });
  // No second lock of this PC: the medium is opened on another one.
  const key = createKey(folder, { usage: 'root', country: workspace.country, body: workspace.body, holder, passphrase, now: desk.now() });
  return key.ok ? gather(desk, key.value) : key;
}

/** Takes the root key of a medium into the next root. Fails with `no-root-key`, or like {@link makeRootKey}. */
export function takeRootKey(desk: Desk, folder: string): Result<KeyRecord, Failure> {
  const key = rootKeyIn(folder);
  return key ? gather(desk, key) : err({ code: 'no-root-key', values: { folder: basename(folder) } });
}

/** Takes a public key file's key into the next root; it was made elsewhere. Fails with `no-root-key` when it is for something else. */
export function gather<K extends PublicKey>(desk: Desk, key: K): Result<K, Failure> {
  if (!isCommission(desk.db)) return err({ code: 'wrong-role' });
  if (key.usage !== 'root') return err({ code: 'no-root-key', values: { folder: key.holder } });
  const keyId = keyIdOf(sha256, key.publicKey);
  return change(desk, 'trust.root-key', { key: keyId }, ({ keys }) => {
    const others = keys.filter((one) => one.keyId !== keyId);
    return ok({ keys: [...others, { keyId, publicKey: key.publicKey, holder: key.holder }], draft: null });
  }, key);
}

/** Takes the keys of the root in force into the next one; the medium of a lost one is left out afterwards. Fails with `no-trust`. */
export function keepRootKeys(desk: Desk): Result<null, Failure> {
  const trust = loadTrust(desk.db);
  if (!trust) return err({ code: 'no-trust' });
  const { root } = rootInForce(trust);
  const kept = keysOf(root, root.roles.root);
  return change(desk, 'trust.root-key', { keys: kept.length }, ({ keys }) => ok({ keys: [...new Map([...keys, ...kept].map((key) => [key.keyId, key])).values()], draft: null }), null);
}

export function leaveRootKey(desk: Desk, keyId: string): Result<null, Failure> {
  return change(desk, 'trust.root-key-left', { key: keyId }, ({ keys }) => ok({ keys: keys.filter((key) => key.keyId !== keyId), draft: null }), null);
}

/**
 * Makes the next root of the keys gathered: `threshold` of them will make the one after it, the workspace's key signs registries.
 * Nobody has signed it yet. Fails with `wrong-role`, `no-key` (the workspace has none) or `threshold` (more than keys, or none).
 */
export function makeRoot(desk: Desk, threshold: number): Result<null, Failure> {
  const speaking = findKey(desk.folder, getSetting(desk.db, 'signingKey') ?? '');
  if (!speaking) return err({ code: 'no-key' });
  const trust = loadTrust(desk.db);
  return change(desk, 'trust.root-made', { threshold }, ({ keys }) => {
    if (!Number.isInteger(threshold) || threshold < 1 || threshold > keys.length) return err({ code: 'threshold', values: { threshold, keys: keys.length } });
    const registryKey = { keyId: speaking.keyId, publicKey: speaking.publicKey, holder: speaking.holder };
    const named = [...new Map([...keys, registryKey].map((key) => [key.keyId, key])).values()].sort((left, right) => (left.keyId < right.keyId ? -1 : 1));
    const now = desk.now();
    const root: Root = {
      format: 'svod-root', formatVersion: '1.0', suite: 'S1', version: trust ? Math.max(1, rootInForce(trust).root.version) + 1 : 1,
      issuedAt: new Date(now).toISOString(), expiresAt: new Date(now + ROOT_LIFE).toISOString(), keys: named,
      roles: { root: { keyIds: keys.map(({ keyId }) => keyId).sort(), threshold }, registry: { keyIds: [speaking.keyId], threshold: 1 } },
    };
    return ok({ keys, draft: textOf(signRootPayload(root, [])) });
  }, null);
}

/**
 * Signs the next root with the root key of a medium, or with the workspace's own (`folder` null). Fails with `no-root` (none is made),
 * `no-root-key`, `wrong-passphrase` or `not-asked` (the root needs no signature of this key).
 */
export function signRoot(desk: Desk, { folder, passphrase }: { readonly folder: string | null; readonly passphrase: string }): Result<null, Failure> {
  const signer = folder === null ? unlockOwnKey(desk, passphrase) : unlockRootKey(folder, passphrase);
  return signer.ok ? addSignatures(desk, (draft) => [{ keyid: signer.value.keyId, sig: signPayload(signer.value, draft.envelope.payloadType, draft.envelope.payload ?? new Uint8Array()).sig }]) : signer;
}

/** Opens the root key of a medium for one signature. Fails with `no-root-key` or `wrong-passphrase`. */
export function unlockRootKey(folder: string, passphrase: string): Result<Signer, Failure> {
  const key = rootKeyIn(folder);
  return key ? unlockKey(folder, key.keyId, passphrase) : err({ code: 'no-root-key', values: { folder: basename(folder) } });
}

/** Takes signatures made elsewhere over the same root. Fails with `no-root`, `another-root`, `not-asked` or `bad-signature`. */
export function combineRoot(desk: Desk, signed: SignedRoot): Result<null, Failure> {
  return addSignatures(desk, (draft) => (draft.id === signed.id ? signed.envelope.signatures : null));
}

function addSignatures(desk: Desk, signatures: (draft: SignedRoot) => Envelope['signatures'] | null): Result<null, Failure> {
  return change(desk, 'trust.root-signed', {}, ({ keys, draft }) => {
    const next = readDraft(draft);
    if (!next) return err({ code: 'no-root' });
    const added = signatures(next);
    if (added === null) return err({ code: 'another-root' });
    const envelope = { ...next.envelope, signatures: [...new Map([...next.envelope.signatures, ...added].map((one) => [one.keyid, one])).values()] };
    const trust = loadTrust(desk.db);
    const judged = checkRoot({ ...next, envelope }, demanding(trust, next.root), verifyEd25519);
    // Too few is what a ceremony is about; a stranger or a signature that does not hold is not.
    if (!judged.ok && judged.error.code === 'unknown-signer') return err({ code: 'not-asked' });
    if (!judged.ok && judged.error.code === 'bad-signature') return err({ code: 'bad-signature', values: { detail: judged.error.detail } });
    return ok({ keys, draft: textOf(envelope) });
  }, null);
}

/**
 * Puts the next root in force: the registry is signed anew under it, with the workspace's key in it. Fails with `no-root`,
 * `policy-unmet` (signatures are missing), `no-key` (the root names another key for the registry) or `disk-full`.
 */
export function finishCeremony(desk: Desk, signer: Signer): Result<TrustChain, Failure> {
  const { db } = desk;
  const speaking = findKey(desk.folder, signer.keyId);
  return write(db, () => {
    const next = readDraft(ceremonyOf(db).draft);
    if (!next) return err({ code: 'no-root' });
    if (!speaking || !next.root.roles.registry.keyIds.includes(signer.keyId)) return err({ code: 'no-key' });
    const trust = loadTrust(db);
    const judged = checkRoot(next, demanding(trust, next.root), verifyEd25519);
    if (!judged.ok) return err({ code: 'policy-unmet', values: { detail: judged.error.detail } });
    const act: Act = { now: desk.now(), person: getSetting(db, 'person') ?? '' };
    const entries = trust?.registry.entries ?? [];
    const registry = {
      format: 'svod-registry' as const, version: (trust?.registry.version ?? 0) + 1, issuedAt: new Date(act.now).toISOString(), expiresAt: new Date(act.now + REGISTRY_LIFE).toISOString(),
      policies: trust?.registry.policies ?? [], ...(trust?.registry.rounds ? { rounds: trust.registry.rounds } : {}), entries: entries.some(({ keyId }) => keyId === signer.keyId) ? entries : [...entries, entryOf(speaking, act.now)],
    };
    // A chain from before there were roots is begun by its only key, which is the one that demands this root.
    const before = trust ? rootsOf(trust, signer, act) : [];
    const done = putRegistry(db, [...before, next.envelope], signer, registry, act);
    if (!done.ok) return done;
    setSetting(db, 'ceremony', NOTHING);
    appendAudit(db, sha256, { at: act.now, person: act.person, act: 'trust.root-in-force', about: { version: next.root.version, root: next.id } });
    return done;
  });
}

/** Forgets the ceremony; keys on media and what is in force stay as they are. */
export function dropCeremony(desk: Desk): Result<null, Failure> {
  return change(desk, 'trust.ceremony-dropped', {}, () => ok(NOTHING), null);
}

/** The next root as a file, to be signed elsewhere. Fails with `no-root`. */
export function draftFile(db: ReadDb): Result<Uint8Array, Failure> {
  const { draft } = ceremonyOf(db);
  return draft === null ? err({ code: 'no-root' }) : ok(new TextEncoder().encode(draft));
}

/** Reads a `*.svodroot`; its signatures are not judged yet. Fails with the code of a refusal. */
export function readRoot(bytes: Uint8Array): Result<SignedRoot, Failure> {
  const root = parseRoot(decodeUtf8(bytes) ?? '', TOOLS);
  return root.ok ? root : err({ code: root.error.code, values: { detail: root.error.detail } });
}

/** The file of {@link readRoot} with one more signature. */
export function signRootFile(root: SignedRoot, signer: Signer): Result<Uint8Array, Failure> {
  if (!root.root.keys.some(({ keyId }) => keyId === signer.keyId)) return err({ code: 'not-asked' });
  const others = root.envelope.signatures.filter(({ keyid }) => keyid !== signer.keyId);
  return ok(printEnvelope({ ...root.envelope, signatures: [...others, signPayload(signer, root.envelope.payloadType, root.envelope.payload ?? new Uint8Array())] }));
}

function rootKeyIn(folder: string): KeyRecord | null {
  return listKeys(folder).find(({ usage }) => usage === 'root') ?? null;
}

function ceremonyOf(db: ReadDb): Ceremony {
  return getSetting(db, 'ceremony') ?? NOTHING;
}

function change<T>(desk: Desk, act: string, about: Readonly<Record<string, string | number>>, next: (ceremony: Ceremony) => Result<Ceremony, Failure>, value: T): Result<T, Failure> {
  if (!isCommission(desk.db)) return err({ code: 'wrong-role' });
  return write(desk.db, () => {
    const changed = next(ceremonyOf(desk.db));
    if (!changed.ok) return changed;
    setSetting(desk.db, 'ceremony', changed.value);
    appendAudit(desk.db, sha256, { at: desk.now(), person: getSetting(desk.db, 'person') ?? '', act, about });
    return ok(value);
  });
}

/** A draft was read before it was kept. */
function readDraft(draft: string | null): SignedRoot | null {
  const root = draft === null ? null : parseRoot(draft, TOOLS);
  return root?.ok ? root.value : null;
}

function demanding(trust: TrustChain | null, next: Root): readonly Root[] {
  return trust ? [rootInForce(trust).root, next] : [next];
}

function demandsOf(db: ReadDb, trust: TrustChain | null, next: SignedRoot): readonly RootDemand[] {
  const signed = new Set(next.envelope.signatures.map(({ keyid }) => keyid));
  const here = getSetting(db, 'signingKey');
  return demanding(trust, next.root).map((root) => ({
    version: root.version,
    threshold: root.roles.root.threshold,
    keys: keysOf(root, root.roles.root).map((key) => ({ ...keyInfo(key), signed: signed.has(key.keyId), here: key.keyId === here })),
  }));
}

export function infoOf({ root, id }: SignedRoot): RootInfo {
  return { version: root.version, fingerprint: fingerprintOf(id), expiresAt: root.expiresAt, threshold: root.roles.root.threshold, keys: keysOf(root, root.roles.root).map(keyInfo) };
}

const keyInfo = ({ keyId, holder }: RootKey): RootKeyInfo => ({ keyId, holder, fingerprint: fingerprintOf(keyId) });
const textOf = (envelope: Envelope): string => new TextDecoder().decode(printEnvelope(envelope));
