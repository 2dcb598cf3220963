import { assert } from '../../shared/base/assert.ts';
import type { Failure } from '../../shared/base/failure.ts';
import { err, ok, type Result } from '../../shared/base/result.ts';
import { toTrustedName } from '../../shared/bundle/canonical/names.ts';
import { fingerprintOf } from '../../shared/bundle/signing/fingerprint.ts';
import type { NewWorkspace, WorkspaceInfo } from '../../shared/ipc/service.ts';
import type { ReadDb, WriteDb } from '../database/db.ts';
import { createDatabase } from '../database/open.ts';
import { appendAudit } from '../database/tables/audit.ts';
import { findForm, insertForm, type FormRow } from '../database/tables/form.ts';
import { currentRegistry } from '../database/tables/registry.ts';
import { getSetting, setSetting } from '../database/tables/setting.ts';
import { write } from '../database/transaction.ts';
import type { Context, OsWrap } from '../jobs/context.ts';
import { isStrong } from './crypto/box.ts';
import { sha256 } from './crypto/hash.ts';
import { createKey, unlockKey, type KeyRecord } from './keys/keystore.ts';
import { createRegistry } from './trust/trust.ts';

/** A form to begin with: `definition` is its canonical JSON, `hash` the hash of that. */
export type FirstForm = Pick<FormRow, 'hash' | 'id' | 'version'> & { readonly definition: string };

/**
 * Makes a workspace: its database, its signing key (`official`, or `commission`), the first form; for the Commission also
 * the first registry, in which its own key stands. Gives it open. Fails with `workspace-exists`, `weak-passphrase`,
 * `disk-full` or `file-unwritable`. `seed` is for reproducible examples only.
 */
export function createWorkspace(
  context: Pick<Context, 'folder' | 'now' | 'uuid' | 'osWrap'>, made: NewWorkspace, form: FirstForm, seed?: Uint8Array,
): Result<WriteDb, Failure> {
  if (!isStrong(made.passphrase)) return err({ code: 'weak-passphrase' });
  return createDatabase(context.folder, (db) => furnish(db, context, made, form, seed));
}

function furnish(
  db: WriteDb, context: Pick<Context, 'folder' | 'now' | 'uuid' | 'osWrap'>, made: NewWorkspace, form: FirstForm, seed: Uint8Array | undefined,
): Result<null, Failure> {
  const now = context.now();
  const installation = context.uuid();
  const key = createKey(context.folder, {
    usage: made.role === 'commission' ? 'commission' : 'official', country: made.country, body: made.body, holder: made.person,
    passphrase: made.passphrase, now, installation, ...(seed ? { seed } : {}),
  }, context.osWrap);
  if (!key.ok) return key;
  return write(db, () => {
    setUp(db, installation, made, form, now);
    setSetting(db, 'signingKey', key.value.keyId);
    appendAudit(db, sha256, { at: now, person: made.person, act: 'service.created', about: { role: made.role, country: made.country, key: key.value.keyId } });
    return made.role === 'commission' ? firstRegistry(db, key.value, made, now, context.osWrap) : ok(null);
  });
}

/** What a workspace knows of itself from the first day. */
function setUp(db: WriteDb, installation: string, made: Omit<NewWorkspace, 'passphrase'>, form: FirstForm, now: number): void {
  setSetting(db, 'workspace', { id: installation, role: made.role, country: made.country, body: toTrustedName(made.body) });
  setSetting(db, 'language', made.language);
  setSetting(db, 'person', made.person);
  setSetting(db, 'round', made.round);
  insertForm(db, { ...form, signer: null, installedAt: now });
  setSetting(db, 'form', form.hash);
}

/**
 * Makes a workspace that has no key yet: it can fill in surveys, and speaks once a key is made. Gives it open. Fails with
 * `workspace-exists`, `disk-full` or `file-unwritable`.
 */
export function createKeylessWorkspace(
  context: Pick<Context, 'folder' | 'now' | 'uuid'>, made: Omit<NewWorkspace, 'passphrase'>, form: FirstForm,
): Result<WriteDb, Failure> {
  return createDatabase(context.folder, (db) =>
    write(db, () => {
      const now = context.now();
      setUp(db, context.uuid(), made, form, now);
      appendAudit(db, sha256, { at: now, person: made.person, act: 'service.created', about: { role: made.role, country: made.country } });
      return ok(null);
    }),
  );
}

function firstRegistry(db: WriteDb, key: KeyRecord, made: NewWorkspace, now: number, wrap: OsWrap | undefined): Result<null, Failure> {
  const signer = unlockKey(db.folder, key.keyId, made.passphrase, wrap);
  if (!signer.ok) return signer;
  const registry = createRegistry(db, signer.value, key, { now, person: made.person });
  return registry.ok ? ok(null) : registry;
}

/** What a workspace says of itself. */
export function describeWorkspace(db: ReadDb): WorkspaceInfo {
  const workspace = getSetting(db, 'workspace');
  const form = findForm(db, getSetting(db, 'form') ?? '');
  assert(workspace && form, 'a workspace is made with its settings and its form');
  const keyId = getSetting(db, 'signingKey');
  return {
    ...workspace,
    folder: db.folder,
    round: getSetting(db, 'round') ?? '',
    person: getSetting(db, 'person') ?? '',
    form: { id: form.id, version: form.version, hash: form.hash },
    signingKey: keyId === null ? null : { keyId, fingerprint: fingerprintOf(keyId) },
    registryVersion: currentRegistry(db)?.version ?? 0,
  };
}
