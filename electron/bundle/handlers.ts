import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Failure } from '../../shared/base/failure.ts';
import { err, ok, type Result } from '../../shared/base/result.ts';
import { fingerprintOf } from '../../shared/bundle/signing/fingerprint.ts';
import type { Signer } from '../../shared/bundle/signing/signing.ts';
import { openPublicKey, type PublicKey } from '../../shared/bundle/trust/publicKey.ts';
import { deadlineIn, type Registry, type RegistryEntry } from '../../shared/bundle/trust/registry.ts';
import type { RegistryChange } from '../../shared/bundle/trust/registryDraft.ts';
import { checkSuccession, rootInForce } from '../../shared/bundle/trust/trustText.ts';
import type { ExportArguments, ExportPreview, KeyInWords, KeyProtection, PublicKeyPreview, RegistryPreview, SentBundle, SentCompany, StagedChange, TrustState } from '../../shared/ipc/bundle.ts';
import type { Fingerprint } from '../../shared/ipc/service.ts';
import type { ReadDb } from '../database/db.ts';
import { companiesOf } from '../database/tables/bundle.ts';
import { currentRegistry } from '../database/tables/registry.ts';
import { getSetting } from '../database/tables/setting.ts';
import { courseOf } from '../jobs/course.ts';
import type { Desk, Handler } from '../jobs/handler.ts';
import { readSmall, writeFileSafely } from './container/file.ts';
import { verifyEd25519 } from './crypto/ed25519.ts';
import { decodeUtf8, sha256 } from './crypto/hash.ts';
import { exportBundle, listSent, previewExport, writeAgain, type WrittenReceipt } from './export/export.ts';
import { findKey, protectionOf, recoveryText } from './keys/keystore.ts';
import { unlockOwnKey } from './keys/ownKey.ts';
import { packName } from './trust/formPack.ts';
import { signStaged, stageChanges, stagedChanges, unstageChanges } from './trust/registryDraft.ts';
import { asFailure, entryOf, expiryOf, installationsOf, installRegistry, loadTrust, readTrust, rootIdOf, signsRegistry, TOOLS, type Act } from './trust/trust.ts';

/**
 * The work behind the `bundle.*` methods. Where the window's method opens a dialog, main does that and gives the path; what
 * a person has looked at (a registry, public keys) comes back to main as bytes, which main keeps behind the ticket and gives
 * again, so that what is installed is what was shown.
 */
export interface BundleHandlers {
  readonly 'bundle.exportPreview': Handler<{ readonly to: string | null }, ExportPreview>;
  readonly 'bundle.export': Handler<Omit<ExportArguments, 'job'> & { readonly path: string }, WrittenReceipt>;
  readonly 'bundle.sent': Handler<undefined, readonly SentBundle[]>;
  readonly 'bundle.sentCompanies': Handler<{ readonly manifest: string }, readonly SentCompany[]>;
  readonly 'bundle.writeAgain': Handler<{ readonly manifest: string; readonly path: string }, WrittenReceipt>;
  readonly 'bundle.exportPublicKey': Handler<{ readonly keyId: string | null; readonly path: string }, { readonly fileName: string; readonly fingerprint: Fingerprint }>;
  readonly 'bundle.keyProtection': Handler<undefined, KeyProtection | null>;
  readonly 'bundle.trust': Handler<undefined, TrustState>;
  readonly 'bundle.readRegistry': Handler<{ readonly path: string }, { readonly preview: Omit<RegistryPreview, 'ticket'>; readonly bytes: Uint8Array }>;
  readonly 'bundle.installRegistry': Handler<{ readonly bytes: Uint8Array; readonly compared: boolean }, TrustState>;
  readonly 'bundle.readPublicKeys': Handler<
    { readonly paths: readonly string[] }, readonly { readonly preview: Omit<PublicKeyPreview, 'ticket'>; readonly bytes: Uint8Array }[]
  >;
  readonly 'bundle.stageKeys': Handler<{ readonly files: readonly Uint8Array[] }, TrustState>;
  readonly 'bundle.stageChange': Handler<{ readonly change: StagedChange }, TrustState>;
  readonly 'bundle.unstage': Handler<{ readonly id: string | null }, TrustState>;
  readonly 'bundle.signRegistry': Handler<{ readonly passphrase: string }, TrustState>;
  readonly 'bundle.installations': Handler<{ readonly keyId: string }, readonly { readonly installation: string; readonly seq: number }[]>;
  readonly 'bundle.exportRegistry': Handler<{ readonly path: string }, { readonly fileName: string }>;
  readonly 'bundle.recoverySheet': Handler<{ readonly keyId: string }, RecoverySheet>;
}

/** What the printed recovery sheet holds (B20): useless without the passphrase, which is never on it. */
export interface RecoverySheet {
  readonly key: PublicKey;
  readonly keyId: string;
  readonly fingerprint: Fingerprint;
  readonly text: string;
}

export const bundleHandlers: BundleHandlers = {
  'bundle.exportPreview': (desk, { to }) => ok(previewExport(desk.db, to, courseOf(desk, 'collecting'))),
  'bundle.export': exportBundle,
  'bundle.sent': (desk) => ok(listSent(desk.db)),
  'bundle.sentCompanies': (desk, { manifest }) => ok(companiesOf(desk.db, manifest)),
  'bundle.writeAgain': writeAgain,
  'bundle.exportPublicKey': exportPublicKey,
  'bundle.keyProtection': (desk) => ok(protectionOf(desk.folder, getSetting(desk.db, 'signingKey') ?? '', desk.osWrap)),
  'bundle.trust': (desk) => ok(trustState(desk.db, desk.now())),
  'bundle.readRegistry': (desk, { path }) => previewRegistry(desk.db, path),
  'bundle.installRegistry': (desk, { bytes, compared }) => thenState(desk, installRegistry(desk.db, bytes, compared, actOf(desk))),
  'bundle.readPublicKeys': (desk, { paths }) => previewPublicKeys(desk, paths),
  'bundle.stageKeys': stageKeys,
  'bundle.stageChange': (desk, { change }) => thenState(desk, stageChanges(desk, [change])),
  'bundle.unstage': (desk, { id }) => thenState(desk, unstageChanges(desk, id)),
  'bundle.signRegistry': (desk, { passphrase }) => withSigner(desk, passphrase, (signer) => thenState(desk, signStaged(desk, signer, actOf(desk)))),
  'bundle.installations': (desk, { keyId }) => {
    const entry = loadTrust(desk.db)?.registry.entries.find((candidate) => candidate.keyId === keyId);
    return entry ? ok([...installationsOf(desk.db, entry)].map(([installation, seq]) => ({ installation, seq }))) : err({ code: 'no-key' });
  },
  'bundle.exportRegistry': exportRegistry,
  'bundle.recoverySheet': recoverySheet,
};

function exportPublicKey(
  desk: Desk, { keyId, path }: { readonly keyId: string | null; readonly path: string },
): Result<{ readonly fileName: string; readonly fingerprint: Fingerprint }, Failure> {
  const key = findKey(desk.folder, keyId ?? getSetting(desk.db, 'signingKey') ?? '');
  if (!key) return err({ code: 'no-key' });
  const written = writeFileSafely(path, key.announcement);
  return written.ok ? ok({ fileName: basename(path), fingerprint: fingerprintOf(key.keyId) }) : written;
}

/** The registry in force as the screens show it. */
export function trustState(db: ReadDb, now: number): TrustState {
  const trust = loadTrust(db);
  if (!trust) return { version: 0, issuedAt: null, expiresAt: null, standing: 'none', root: null, rootVersion: 0, rootKeys: { threshold: 0, count: 0 }, canSign: false, entries: [], policies: [], rounds: [], staged: [] };
  const { registry } = trust;
  const { root } = rootInForce(trust);
  return {
    version: registry.version,
    issuedAt: registry.issuedAt,
    ...expiryOf(trust, now),
    rootVersion: root.version,
    rootKeys: { threshold: root.roles.root.threshold, count: root.roles.root.keyIds.length },
    root: fingerprintOf(rootIdOf(trust)),
    canSign: signsRegistry(trust, getSetting(db, 'signingKey')),
    entries: registry.entries.map(withWords),
    policies: registry.policies,
    rounds: registry.rounds ?? [],
    staged: stagedChanges(db),
  };
}

/** A key as people compare it. */
function withWords(entry: RegistryEntry): KeyInWords {
  return { ...entry, fingerprint: fingerprintOf(entry.keyId) };
}

function previewRegistry(db: ReadDb, path: string): ReturnType<BundleHandlers['bundle.readRegistry']> {
  const bytes = readSmall(path);
  if (!bytes.ok) return bytes;
  const next = readTrust(bytes.value);
  if (!next.ok) return next;
  const current = loadTrust(db);
  const succession = asFailure(checkSuccession(current, next.value, TOOLS));
  if (!succession.ok) return succession;
  const { registry } = next.value;
  const before = new Map(current?.registry.entries.map((entry) => [entry.keyId, entry]));
  return ok({
    preview: {
      fileName: basename(path),
      version: registry.version,
      installedVersion: current?.registry.version ?? 0,
      root: fingerprintOf(rootIdOf(next.value)),
      newRoot: succession.value.newRoot,
      added: registry.entries.filter((entry) => !before.has(entry.keyId)).map(withWords),
      revoked: registry.entries.filter((entry) => entry.status === 'revoked' && before.get(entry.keyId)?.status === 'active').map(withWords),
      changed: registry.entries.filter((entry) => {
        const known = before.get(entry.keyId);
        return known?.status === entry.status && JSON.stringify(known) !== JSON.stringify(entry);
      }).map(withWords),
      removed: [...before.values()].filter(({ keyId }) => !registry.entries.some((entry) => entry.keyId === keyId)).map(withWords),
      deadlines: movedDeadlines(current?.registry ?? null, registry),
      rootVersion: rootInForce(next.value).root.version,
      installedRootVersion: current ? rootInForce(current).root.version : 0,
    },
    bytes: bytes.value,
  });
}

/** The rounds whose last day is another one, by form and round. */
function movedDeadlines(before: Registry | null, after: Registry): RegistryPreview['deadlines'] {
  const named = new Map([...(before?.rounds ?? []), ...(after.rounds ?? [])].map(({ form, round }) => [`${form} ${round}`, { form, round }]));
  return [...named.values()].flatMap(({ form, round }) => {
    const [was, is] = [deadlineIn(before, form, round), deadlineIn(after, form, round)];
    return was === is ? [] : [{ form, round, before: was, after: is }];
  });
}

function previewPublicKeys(desk: Desk, paths: readonly string[]): ReturnType<BundleHandlers['bundle.readPublicKeys']> {
  const read = [];
  for (const path of paths) {
    const bytes = readSmall(path);
    if (!bytes.ok) return bytes;
    const key = readPublicKey(bytes.value);
    if (!key.ok) return err({ ...key.error, values: { ...key.error.values, file: basename(path) } });
    const entry = entryOf(key.value, desk.now());
    read.push({ preview: { fileName: basename(path), entry, fingerprint: fingerprintOf(entry.keyId) }, bytes: bytes.value });
  }
  return ok(read);
}

function stageKeys(desk: Desk, { files }: { readonly files: readonly Uint8Array[] }): Result<TrustState, Failure> {
  const changes: RegistryChange[] = [];
  for (const file of files) {
    const key = readPublicKey(file);
    if (!key.ok) return key;
    changes.push({ kind: 'add', entry: entryOf(key.value, desk.now()) });
  }
  return thenState(desk, stageChanges(desk, changes));
}

/** Reads a `*.svodkey`: whoever made it holds the private half; who that is, a person compares. */
export function readPublicKey(bytes: Uint8Array): Result<PublicKey, Failure> {
  const text = decodeUtf8(bytes);
  if (text === null) return err({ code: 'malformed', values: { detail: 'not UTF-8' } });
  const key = openPublicKey(text, decodeUtf8, sha256, verifyEd25519);
  return key.ok ? key : err({ code: key.error.code, values: { detail: key.error.detail } });
}

function exportRegistry(desk: Desk, { path }: { readonly path: string }): Result<{ readonly fileName: string }, Failure> {
  const row = currentRegistry(desk.db);
  if (!row) return err({ code: 'no-trust' });
  const written = writeFileSafely(path, row.envelope);
  if (!written.ok) return written;
  // Form packs travel on the same stick (B15).
  for (const name of keptPacks(desk)) {
    const pack = readSmall(join(desk.folder, 'forms', name));
    const beside = pack.ok ? writeFileSafely(join(dirname(path), name), pack.value) : pack;
    if (!beside.ok) return beside;
  }
  return ok({ fileName: basename(path) });
}

/** The newest pack of each form that was signed here. */
function keptPacks({ db, folder }: Desk): readonly string[] {
  return Object.entries(getSetting(db, 'formPacks') ?? {}).map(([id, { number }]) => packName(id, number)).filter((name) => existsSync(join(folder, 'forms', name)));
}

function recoverySheet(desk: Desk, { keyId }: { readonly keyId: string }): Result<RecoverySheet, Failure> {
  const record = findKey(desk.folder, keyId);
  if (!record) return err({ code: 'no-key' });
  const text = recoveryText(desk.folder, keyId, desk.osWrap);
  if (!text.ok) return text;
  const { announcement: _, keyId: id, ...key } = record;
  return ok({ key, keyId: id, fingerprint: fingerprintOf(id), text: text.value });
}

function withSigner<T>(desk: Desk, passphrase: string, act: (signer: Signer) => Result<T, Failure>): Result<T, Failure> {
  const signer = unlockOwnKey(desk, passphrase);
  return signer.ok ? act(signer.value) : signer;
}

function thenState(desk: Desk, done: Result<unknown, Failure>): Result<TrustState, Failure> {
  return done.ok ? ok(trustState(desk.db, desk.now())) : done;
}

function actOf(desk: Desk): Act {
  return { now: desk.now(), person: getSetting(desk.db, 'person') ?? '' };
}
