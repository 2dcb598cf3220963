import { closeSync, openSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { identityToRecipient } from 'age-encryption';
import { beforeAll, describe, expect, test } from 'vitest';
import { inspectBundle } from '../../../electron/bundle/container/inspect.ts';
import { openBundle } from '../../../electron/bundle/container/open.ts';
import { decryptFile, encryptFile, identityOf, recipientOf } from '../../../electron/bundle/crypto/age.ts';
import { publicKeyOf } from '../../../electron/bundle/crypto/ed25519.ts';
import { exportBundle, listSent, previewExport, writeAgain } from '../../../electron/bundle/export/export.ts';
import { createKey, unlockIdentities, type KeyRecord } from '../../../electron/bundle/keys/keystore.ts';
import { encryptionFor } from '../../../electron/bundle/trust/recipients.ts';
import { addKeys, installRegistry, revokeKey, trustOf } from '../../../electron/bundle/trust/trust.ts';
import { listQuarantine } from '../../../electron/database/tables/quarantine.ts';
import { currentRegistry } from '../../../electron/database/tables/registry.ts';
import { setSetting } from '../../../electron/database/tables/setting.ts';
import { applyMerge } from '../../../electron/merge/desk/apply.ts';
import { mergeHandlers } from '../../../electron/merge/handlers.ts';
import { newFolder, NOON, testKey, type Workspace } from '../../helpers/bundles.ts';
import { deskOf, filesOf, newBody, newCommission, send, state } from '../../helpers/merging.ts';
import { watchHeld } from '../../helpers/held.ts';
import { fc } from '../../helpers/properties.ts';
import { valueOf } from '../../helpers/result.ts';

const PASSPHRASE = 'четыре слова на память';
const ACT = { now: NOON, person: 'К. Комиссаров' };

function encryptionKey(workspace: Workspace): KeyRecord {
  const { country, body } = workspace.key;
  return valueOf(createKey(workspace.folder, { usage: 'encrypt', country, body, holder: 'Ш. Шифров', passphrase: PASSPHRASE, now: NOON }));
}

function install(commission: Workspace, ...bodies: readonly Workspace[]): void {
  const envelope = currentRegistry(commission.db)?.envelope as Uint8Array;
  for (const body of bodies) valueOf(installRegistry(body.db, envelope, true, ACT));
}

/** A ministry that signs with a key under a passphrase, a Commission that knows it and has an encryption key. */
function world(): { readonly ministry: Workspace; readonly other: Workspace; readonly commission: Workspace } {
  const [ministry, other] = [newBody(1), newBody(2, 'BY')];
  const { country, body } = ministry.key;
  const signing = valueOf(createKey(ministry.folder, { usage: 'official', country, body, holder: 'И. Иванова', passphrase: PASSPHRASE, now: NOON }));
  setSetting(ministry.db, 'signingKey', signing.keyId);
  const commission = newCommission(ministry, other);
  valueOf(addKeys(commission.db, commission.signer, [signing, encryptionKey(commission)], ACT));
  install(commission, ministry, other);
  return { ministry, other, commission };
}

const decryptWith = (workspace: Workspace, passphrase = PASSPHRASE) => ({ identities: unlockIdentities(workspace.folder, passphrase), folder: workspace.folder });
const leftovers = (workspace: Workspace): readonly string[] => readdirSync(workspace.folder).filter((name) => name.startsWith('opened-') || name.endsWith('.part'));

let { ministry, other, commission } = {} as ReturnType<typeof world>;
let file = '';
beforeAll(async () => {
  ({ ministry, other, commission } = world());
  encryptionKey(ministry);
  state(ministry, 1, { '/A/name': 'ООО «Кремень»' });
  file = join(newFolder(), 'RU-1.svod.age');
  valueOf(await exportBundle(deskOf(ministry), { path: file, passphrase: PASSPHRASE, personal: false, to: null, encrypt: true }));
}, 30_000);

const codeOf = async (path: string, workspace: Workspace, passphrase = PASSPHRASE): Promise<string> => {
  const opened = await openBundle(path, trustOf(workspace.db, decryptWith(workspace, passphrase)));
  return opened.ok ? 'verified' : `${opened.error.step} ${opened.error.failure.code} ${opened.error.failure.values?.detail}`;
};

describe('B4: keys', () => {
  test('the recipient of a public key is that of its private half', async () => {
    await fc.assert(fc.asyncProperty(fc.uint8Array({ minLength: 32, maxLength: 32 }), async (seed) => {
      expect(await identityToRecipient(identityOf(seed))).toBe(recipientOf(publicKeyOf(seed)));
    }), { numRuns: 20 });
  });

  test('are the active ones of the addressee and the own; without one of the addressee nothing is encrypted', () => {
    expect(valueOf(encryptionFor(ministry.db, null)).age).toHaveLength(2);
    expect(valueOf(encryptionFor(other.db, null)).age).toHaveLength(1);
    const alone = newCommission();
    expect(encryptionFor(alone.db, null)).toEqual({ ok: false, error: { code: 'no-recipient' } });
    const key = encryptionKey(alone);
    valueOf(addKeys(alone.db, alone.signer, [key], ACT));
    expect(valueOf(encryptionFor(alone.db, null)).keyIds).toEqual([key.keyId]);
    expect(encryptionFor(alone.db, 'BY')).toEqual({ ok: false, error: { code: 'no-recipient' } });
    const back = testKey(8, 'encrypt', 'BY');
    valueOf(addKeys(alone.db, alone.signer, [back.key], ACT));
    expect(valueOf(encryptionFor(alone.db, 'BY')).keyIds).toEqual([back.entry.keyId, key.keyId].sort());
    valueOf(revokeKey(alone.db, alone.signer, key.keyId, 0, ACT));
    expect(encryptionFor(alone.db, null)).toEqual({ ok: false, error: { code: 'no-recipient' } });
  });
});

describe('B4: an encrypted bundle', () => {
  test('opens for the Commission and for its sender, and says to whom it went', async () => {
    expect(readFileSync(file).subarray(0, 21).toString()).toBe('age-encryption.org/v1');
    const opened = valueOf(await openBundle(file, trustOf(commission.db, decryptWith(commission))));
    expect(opened.manifest.recipients).toEqual(valueOf(encryptionFor(ministry.db, null)).keyIds);
    expect(await codeOf(file, ministry)).toBe('verified');
    expect(valueOf(await inspectBundle(file, decryptWith(commission))).manifestHash).toBe(opened.manifestHash);
    expect([...leftovers(ministry), ...leftovers(commission)]).toEqual([]);
  });

  test('stays closed without a key, under a wrong passphrase, and for others', async () => {
    expect(await codeOf(file, other)).toBe('1 cannot-decrypt locked');
    expect(await codeOf(file, commission, 'совсем другие слова')).toBe('1 cannot-decrypt locked');
    expect(await inspectBundle(file)).toMatchObject({ error: { code: 'cannot-decrypt' } });
    encryptionKey(other);
    expect(await codeOf(file, other)).toBe('1 cannot-decrypt recipients');
  });

  test('that was cut off, prolonged or changed anywhere is refused', async () => {
    const bytes = readFileSync(file);
    const spoilt = join(newFolder(), 'spoilt.svod.age');
    const decrypt = decryptWith(commission);
    const judge = async (): Promise<string> => {
      const opened = await openBundle(spoilt, trustOf(commission.db, decrypt));
      return opened.ok ? 'verified' : opened.error.failure.code;
    };
    for (let at = 0; at < bytes.length; at += at < 500 ? 7 : 61) {
      writeFileSync(spoilt, bytes.with(at, (bytes[at] as number) ^ 1));
      expect(['cannot-decrypt', 'malformed'], `byte ${at}`).toContain(await judge());
      writeFileSync(spoilt, bytes);
      truncateSync(spoilt, at);
      expect(['cannot-decrypt', 'malformed'], `${at} bytes`).toContain(await judge());
    }
    writeFileSync(spoilt, Buffer.concat([bytes, Buffer.from('x')]));
    expect(await judge()).toBe('cannot-decrypt');
    expect(leftovers(commission)).toEqual([]);
  }, 30_000);

  test('a header without an end is not read to the end', async () => {
    const endless = join(newFolder(), 'endless.svod.age');
    writeFileSync(endless, `age-encryption.org/v1\n-> X25519 ${'A'.repeat(1 << 20)}`);
    expect(await codeOf(endless, commission)).toBe('1 cannot-decrypt damaged');
  });

  test('an age file with something else inside is judged as what it is', async () => {
    const inside = join(newFolder(), 'inside');
    writeFileSync(inside, 'не пакет');
    await encryptFile(inside, `${inside}.age`, valueOf(encryptionFor(ministry.db, null)).age, () => undefined);
    expect(await codeOf(`${inside}.age`, commission)).toContain('1 malformed');
  });

  test('that does not open is put aside by name, and the others are merged', async () => {
    state(other, 2, { '/A/name': 'ОАО «Полупроводник»' });
    const plain = await send(other);
    const locked = valueOf(await applyMerge(deskOf(commission), filesOf([file, plain])));
    expect(locked.files.map(({ verdict, failure }) => failure?.code ?? verdict)).toEqual(['cannot-decrypt', 'merged']);
    expect(listQuarantine(commission.db)).toMatchObject([{ fileName: 'RU-1.svod.age', step: 1, failure: { code: 'cannot-decrypt', values: { detail: 'locked' } } }]);
    const open = valueOf(await applyMerge(deskOf(commission), filesOf([file]), decryptWith(commission)));
    expect(open.files.map(({ verdict }) => verdict)).toEqual(['merged']);
  });
});

test('B3: memory does not grow with what is encrypted and decrypted', async () => {
  const folder = newFolder();
  const path = join(folder, 'large');
  writeFileSync(path, '');
  truncateSync(path, 160 * 1024 * 1024);
  const seed = new Uint8Array(32).fill(7);
  const { look, most } = watchHeld();
  const { size } = await encryptFile(path, `${path}.age`, [recipientOf(publicKeyOf(seed))], look);
  expect(size).toBeGreaterThan(160 * 1024 * 1024);
  const [from, to] = [openSync(`${path}.age`, 'r'), openSync(`${path}.plain`, 'w')];
  expect(await decryptFile(from, to, [identityOf(seed)], look)).toEqual({ ok: true, value: null });
  closeSync(from);
  closeSync(to);
  expect(statSync(`${path}.plain`).size).toBe(160 * 1024 * 1024);
  expect(most()).toBeLessThan(16 * 1024 * 1024);
}, 60_000);

describe('B4: in the window', () => {
  test('the export names by whom the file will be opened, and a bundle is written again as it was sealed', async () => {
    expect(previewExport(ministry.db).encryptTo).toMatchObject([{ country: 'EAEU', own: false }, { country: 'RU', own: true }]);
    const [sent] = listSent(ministry.db);
    expect(sent).toMatchObject({ seq: 1, encrypted: true, receipt: null, to: null });
    const again = join(newFolder(), 'again.svod.age');
    const written = valueOf(await writeAgain(deskOf(ministry), { manifest: sent?.manifest ?? '', path: again }));
    expect(written).toMatchObject({ manifest: sent?.manifest, seq: 1, readBack: true });
    expect(readFileSync(again).toString('latin1').startsWith('age-encryption.org/v1')).toBe(true);
    expect(await codeOf(again, commission)).toBe('verified');
    expect(await writeAgain(deskOf(commission), { manifest: sent?.manifest ?? '', path: again })).toMatchObject({ ok: false, error: { code: 'not-sent-here' } });
  });

  test('merging opens them with a passphrase, refuses a wrong one as a whole, and says when there is no key for it', async () => {
    const verify = (workspace: Workspace, passphrase: string | null) => mergeHandlers['merge.verify'](deskOf(workspace), { files: filesOf([file]), passphrase });
    expect(await verify(commission, 'не та парольная фраза')).toEqual({ ok: false, error: { code: 'wrong-passphrase' } });
    expect(await verify(newBody(3, 'KG'), PASSPHRASE)).toEqual({ ok: false, error: { code: 'no-key' } });
    expect(valueOf(await verify(commission, null)).files[0]).toMatchObject({ verdict: 'refused', failure: { code: 'cannot-decrypt', values: { detail: 'locked' } } });
    expect(valueOf(await verify(commission, PASSPHRASE)).files[0]?.failure?.code).not.toBe('cannot-decrypt');
  });
});
