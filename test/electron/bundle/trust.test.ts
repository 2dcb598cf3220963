import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { bundleHandlers, readPublicKey, type BundleHandlers } from '../../../electron/bundle/handlers.ts';
import { sealForm, openForm } from '../../../electron/bundle/trust/formPack.ts';
import { addKeys, createRegistry, installRegistry, loadRegistry, loadTrust, readTrust, revokeKey, rootIdOf, trustOf } from '../../../electron/bundle/trust/trust.ts';
import { createWorkspace, describeWorkspace } from '../../../electron/bundle/workspace.ts';
import type { WriteDb } from '../../../electron/database/db.ts';
import { currentRegistry } from '../../../electron/database/tables/registry.ts';
import { close, openWrite } from '../../../electron/database/open.ts';
import type { Desk } from '../../../electron/jobs/handler.ts';
import type { Failure } from '../../../shared/base/failure.ts';
import type { Result } from '../../../shared/base/result.ts';
import { printCanonicalBytes } from '../../../shared/base/canonical.ts';
import { PAYLOAD, printEnvelope } from '../../../shared/bundle/signing/dsse.ts';
import { sealPublicKey } from '../../../shared/bundle/trust/publicKey.ts';
import { signPayload } from '../../../shared/bundle/signing/signing.ts';
import { CLOCK, FORM_HASH, newFolder, newMinistry, NOON, put, registryOf, SMALL_FORM, testKey } from '../../helpers/bundles.ts';
import { valueOf } from '../../helpers/result.ts';

const ACT = { now: NOON, person: 'Комиссия' };
const root = testKey(50, 'commission', 'EAEU', 'ЕЭК');
const envelopeOf = (db: WriteDb): Uint8Array => currentRegistry(db)?.envelope as Uint8Array;

function newCommission(): WriteDb {
  const { db } = newMinistry(50, join(newFolder(), 'commission'), root);
  valueOf(createRegistry(db, root.signer, root.key, ACT));
  return db;
}

describe('B14: the registry', () => {
  test('begins with the Commission alone and grows by versions it signs', () => {
    const db = newCommission();
    expect(loadTrust(db)?.roots).toMatchObject([{ root: { version: 1, keys: [{ publicKey: root.key.publicKey }], roles: { root: { threshold: 1 } } } }]);
    expect(loadRegistry(db)).toMatchObject({ version: 1, entries: [{ usage: 'commission', country: 'EAEU' }] });
    const minister = testKey(1);
    valueOf(addKeys(db, root.signer, [minister.key, minister.key], ACT));
    expect(loadRegistry(db)).toMatchObject({ version: 2, entries: [{ keyId: root.signer.keyId }, { keyId: minister.signer.keyId, status: 'active' }] });
    valueOf(revokeKey(db, root.signer, minister.signer.keyId, { 'installation-1': 4 }, ACT));
    expect(loadRegistry(db)?.entries[1]).toMatchObject({ status: 'revoked', trustedUpTo: { 'installation-1': 4 } });
    expect(revokeKey(db, root.signer, 'f'.repeat(64), 1, ACT)).toEqual({ ok: false, error: { code: 'no-key' } });
    expect(addKeys(db, minister.signer, [], ACT)).toEqual({ ok: false, error: { code: 'no-key' } });
    expect(createRegistry(db, root.signer, root.key, ACT).ok).toBe(false);
    expect(addKeys(newMinistry().db, root.signer, [], ACT)).toEqual({ ok: false, error: { code: 'no-trust' } });
  });

  test('B13: the first one is installed only when its root was compared; then it only moves forward', () => {
    const commission = newCommission();
    const first = envelopeOf(commission);
    const ministry = newMinistry().db;
    expect(trustOf(ministry).registry).toBeNull();
    expect(installRegistry(ministry, first, false, ACT)).toEqual({ ok: false, error: { code: 'fingerprint-mismatch' } });
    expect(valueOf(installRegistry(ministry, first, true, ACT)).registry.version).toBe(1);
    valueOf(addKeys(commission, root.signer, [testKey(1).key], ACT));
    const second = envelopeOf(commission);
    expect(valueOf(installRegistry(ministry, second, false, ACT)).registry.version).toBe(2);
    expect(valueOf(installRegistry(ministry, second, false, ACT)).registry.version).toBe(2);
    const rolledBack = installRegistry(ministry, first, true, ACT);
    expect(!rolledBack.ok && rolledBack.error.code).toBe('rolled-back');
    expect(trustOf(ministry).registry?.version).toBe(2);
    expect(trustOf(ministry).knowsForm(FORM_HASH)).toBe(true);
  });

  test('B13: another root is another Commission until a person has compared it', () => {
    const ministry = newMinistry().db;
    valueOf(installRegistry(ministry, envelopeOf(newCommission()), true, ACT));
    const impostor = testKey(66, 'commission', 'EAEU', 'ЕЭК');
    const other = newMinistry(66, join(newFolder(), 'impostor'), impostor).db;
    valueOf(createRegistry(other, impostor.signer, impostor.key, ACT));
    const sameVersion = installRegistry(ministry, envelopeOf(other), true, ACT);
    expect(!sameVersion.ok && sameVersion.error.code).toBe('rolled-back');
    valueOf(addKeys(other, impostor.signer, [], ACT));
    expect(installRegistry(ministry, envelopeOf(other), false, ACT)).toEqual({ ok: false, error: { code: 'fingerprint-mismatch' } });
    expect(loadTrust(ministry)?.roots[0]?.root.keys[0]?.publicKey).toBe(root.key.publicKey);
  });

  test('with any byte changed is refused', () => {
    const envelope = Buffer.from(envelopeOf(newCommission()));
    const ministry = newMinistry().db;
    for (let at = 0; at < envelope.length; at += 1) {
      const spoilt = Buffer.from(envelope);
      spoilt[at] = (spoilt[at] ?? 0) ^ (1 << at % 8);
      expect(installRegistry(ministry, spoilt, true, ACT).ok, `byte ${at}`).toBe(false);
    }
    expect(currentRegistry(ministry)).toBeNull();
  });
});

describe('B13: a registry from before there were roots', () => {
  /** As the Commission signed it then: with the one key that it names itself, revocations bound to nothing. */
  function sole(version: number, number = 50): Uint8Array {
    const iso = new Date(NOON).toISOString();
    const entries = [root.entry, { ...testKey(1).entry, status: 'revoked' }].map(({ installation: _, trustedUpTo: __, ...entry }) => ({ ...entry, lastTrustedSeq: entry.status === 'revoked' ? 3 : null }));
    const registry = { format: 'svod-registry', version, issuedAt: iso, expiresAt: iso, root: testKey(number).key.publicKey, policies: [], entries };
    const payload = printCanonicalBytes(registry);
    return printEnvelope({ payloadType: PAYLOAD.soleRegistry, payload, signatures: [signPayload(testKey(number).signer, PAYLOAD.soleRegistry, payload)] });
  }

  test('is in force still, and the next one begins the chain of roots with its key: nobody has to compare again', () => {
    const [commission, ministry] = [newMinistry(50, join(newFolder(), 'commission'), root).db, newMinistry().db];
    for (const db of [commission, ministry]) valueOf(installRegistry(db, sole(4), true, ACT));
    expect(rootIdOf(valueOf(readTrust(sole(4))))).toBe(root.signer.keyId);
    expect(loadRegistry(ministry)?.entries[1]).toMatchObject({ status: 'revoked', trustedUpTo: { '*': 3 } });
    valueOf(addKeys(commission, root.signer, [{ ...testKey(2).key, installation: 'i-2' }], ACT));
    const next = valueOf(installRegistry(ministry, envelopeOf(commission), false, ACT));
    expect(next).toMatchObject({ registry: { version: 5, entries: [{}, { status: 'revoked', trustedUpTo: {} }, { installation: 'i-2' }] }, roots: [{ root: { version: 1 } }] });
  });

  test('by another key does not pass on to it, and never comes back once there is a root', () => {
    const ministry = newMinistry().db;
    valueOf(installRegistry(ministry, sole(4), true, ACT));
    const impostor = testKey(66, 'commission', 'EAEU', 'ЕЭК');
    const other = newMinistry(66, join(newFolder(), 'impostor'), impostor).db;
    valueOf(installRegistry(other, sole(8, 66), true, ACT));
    valueOf(addKeys(other, impostor.signer, [], ACT));
    expect(installRegistry(ministry, envelopeOf(other), false, ACT)).toEqual({ ok: false, error: { code: 'fingerprint-mismatch' } });
    const commission = newCommission();
    const rolledBack = installRegistry(commission, sole(7), true, ACT);
    expect(!rolledBack.ok && rolledBack.error.code).toBe('rolled-back');
  });
});

describe('a public key file', () => {
  test('proves that its maker holds the private half', () => {
    const mine = testKey(1);
    expect(valueOf(readPublicKey(sealPublicKey(mine.key, mine.signer)))).toEqual(mine.key);
    const stolen = readPublicKey(sealPublicKey(mine.key, testKey(2).signer));
    expect(!stolen.ok && stolen.error.code).toBe('unknown-signer');
    const bytes = Buffer.from(sealPublicKey(mine.key, mine.signer));
    for (let at = 0; at < bytes.length; at += 1) {
      const spoilt = Buffer.from(bytes);
      spoilt[at] = (spoilt[at] ?? 0) ^ 1;
      expect(readPublicKey(spoilt).ok, `byte ${at}`).toBe(false);
    }
  });
});

describe('a form pack', () => {
  test('B9, B15: is known by its hash; a signature counts only by a key for forms', () => {
    expect(valueOf(openForm(sealForm(SMALL_FORM, null), null))).toMatchObject({ hash: FORM_HASH, signer: null });
    const signed = sealForm(SMALL_FORM, root.signer);
    expect(valueOf(openForm(signed, registryOf(root.entry)))).toMatchObject({ hash: FORM_HASH, signer: root.signer.keyId, definition: SMALL_FORM });
    const code = (result: Result<unknown, Failure>): string => (result.ok ? 'ok' : result.error.code);
    expect(code(openForm(signed, null))).toBe('unknown-signer');
    expect(code(openForm(sealForm(SMALL_FORM, testKey(1).signer), registryOf(testKey(1).entry)))).toBe('unknown-signer');
    expect(code(openForm(signed, registryOf({ ...root.entry, status: 'revoked' })))).toBe('revoked');
    expect(code(openForm(Buffer.from('{}'), null))).toBe('malformed');
  });
});

describe('the handlers of the room', () => {
  const folder = newFolder();
  const PASSPHRASE = 'кедр лампа север утро';
  const desks: Desk[] = [];
  beforeAll(() => {
    for (const [name, role, country] of [['commission', 'commission', 'EAEU'], ['ministry', 'ministry', 'BY']] as const) {
      const place = join(folder, name);
      const made = { role, country, body: name, person: 'Н. Козел', language: 'ru', round: '2026', passphrase: PASSPHRASE } as const;
      const form = { hash: FORM_HASH, id: 'small', version: '1', definition: JSON.stringify(SMALL_FORM) };
      const db = valueOf(createWorkspace({ folder: place, ...CLOCK }, made, form));
      desks.push({
        db, folder: place, language: 'ru', now: () => NOON, uuid: CLOCK.uuid, random: () => 0.5,
        progress: () => undefined, step: () => undefined, checkCancelled: () => undefined,
      });
    }
  });

  async function call<N extends keyof BundleHandlers>(desk: Desk, name: N, args: Parameters<BundleHandlers[N]>[1]) {
    const handler = bundleHandlers[name] as (desk: Desk, args: unknown) => Promise<Result<never, Failure>>;
    return (await handler(desk, args)) as Awaited<ReturnType<BundleHandlers[N]>>;
  }

  test('carry trust from the ministry to the Commission and back, and a bundle after it', async () => {
    const [commission, ministry] = desks as [Desk, Desk];
    expect(describeWorkspace(commission.db)).toMatchObject({ role: 'commission', country: 'EAEU', registryVersion: 1 });
    expect(describeWorkspace(ministry.db)).toMatchObject({ role: 'ministry', registryVersion: 0, form: { id: 'small' } });

    const keyFile = join(folder, 'ministry.svodkey');
    const announced = valueOf(await call(ministry, 'bundle.exportPublicKey', { keyId: null, path: keyFile }));
    const [read] = valueOf(await call(commission, 'bundle.readPublicKeys', { paths: [keyFile] }));
    expect(read?.preview).toMatchObject({ fileName: 'ministry.svodkey', entry: { country: 'BY' }, fingerprint: announced.fingerprint });
    const staged = valueOf(await call(commission, 'bundle.stageKeys', { files: [read?.bytes as Uint8Array] }));
    expect(staged).toMatchObject({ version: 1, staged: [{ kind: 'add', entry: { country: 'BY' } }] });
    const wrong = await call(commission, 'bundle.signRegistry', { passphrase: 'не та фраза совсем' });
    expect(wrong).toEqual({ ok: false, error: { code: 'wrong-passphrase' } });
    const added = valueOf(await call(commission, 'bundle.signRegistry', { passphrase: PASSPHRASE }));
    expect(added).toMatchObject({ version: 2, canSign: true, staged: [] });

    const trustFile = join(folder, 'registry.svodtrust');
    expect(valueOf(await call(commission, 'bundle.exportRegistry', { path: trustFile })).fileName).toBe('registry.svodtrust');
    const registry = valueOf(await call(ministry, 'bundle.readRegistry', { path: trustFile }));
    expect(registry.preview).toMatchObject({ version: 2, installedVersion: 0, newRoot: true, root: added.root, revoked: [] });
    expect(registry.preview.added).toHaveLength(2);
    expect(valueOf(await call(ministry, 'bundle.installRegistry', { bytes: registry.bytes, compared: true }))).toMatchObject({ version: 2, canSign: false });

    const spoken = { db: ministry.db, folder: ministry.folder, ...testKey(1) };
    put(spoken, 1, { '/A/A01': 'ОАО «Кремний»' });
    const preview = valueOf(await call(ministry, 'bundle.exportPreview', { to: null }));
    expect(preview).toMatchObject({ companies: 1, revisions: 1, left: 0, nextSeq: 1 });
    expect(preview.suggestedName).toMatch(/^BY-[0-9a-f]{6}-2026-0001\.svod$/);
    const receipt = valueOf(await call(ministry, 'bundle.export', { path: join(folder, 'out.svod'), passphrase: PASSPHRASE, personal: false, to: null, encrypt: false }));
    expect(receipt).toMatchObject({ seq: 1, fileName: 'out.svod', readBack: true, signer: { holder: 'Н. Козел' } });
    expect(valueOf(await call(ministry, 'bundle.sent', undefined))).toHaveLength(1);

    const keyId = describeWorkspace(ministry.db).signingKey?.keyId ?? '';
    valueOf(await call(commission, 'bundle.stageChange', { change: { kind: 'revoke', keyId, trustedUpTo: { [describeWorkspace(ministry.db).id]: 1 } } }));
    const revoked = valueOf(await call(commission, 'bundle.signRegistry', { passphrase: PASSPHRASE }));
    expect(revoked.entries.find((entry) => entry.keyId === keyId)).toMatchObject({ status: 'revoked', trustedUpTo: { [describeWorkspace(ministry.db).id]: 1 } });
    expect(valueOf(await call(ministry, 'bundle.recoverySheet', { keyId })).text.length).toBeGreaterThan(100);
  });

  test('no passphrase, key or answer stands in a file of the workspace but where it belongs', async () => {
    const [commission] = desks as [Desk];
    close(commission.db);
    const database = readFileSync(join(folder, 'commission', 'svod.db'));
    expect(database.includes(PASSPHRASE)).toBe(false);
    desks[0] = { ...commission, db: valueOf(openWrite(commission.folder)) };
    expect(valueOf(await call(desks[0] as Desk, 'bundle.trust', undefined)).version).toBe(3);
  });

  test('say what is wrong with a file a person picked', async () => {
    const [commission, ministry] = desks as [Desk, Desk];
    writeFileSync(join(folder, 'letter.txt'), 'Письмо');
    const bad = await call(commission, 'bundle.readPublicKeys', { paths: [join(folder, 'letter.txt')] });
    expect(!bad.ok && bad.error).toMatchObject({ code: 'not-canonical', values: { file: 'letter.txt' } });
    const gone = await call(ministry, 'bundle.readRegistry', { path: join(folder, 'nowhere') });
    expect(!gone.ok && gone.error).toMatchObject({ code: 'file-unreadable', values: { file: 'nowhere' } });
  });
});

test('a workspace with a weak passphrase is not made at all', () => {
  const made = { role: 'ministry', country: 'BY', body: 'x', person: 'y', language: 'ru', round: '2026', passphrase: 'слабая' } as const;
  const folder = join(newFolder(), 'w');
  const form = { hash: FORM_HASH, id: 'small', version: '1', definition: '{}' };
  expect(createWorkspace({ folder, ...CLOCK }, made, form)).toEqual({ ok: false, error: { code: 'weak-passphrase' } });
  expect(openWrite(folder).ok).toBe(false);
});
