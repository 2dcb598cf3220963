import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { isStrong, type Box } from '../../../electron/bundle/crypto/box.ts';
import { publicKeyOf, verifyEd25519 } from '../../../electron/bundle/crypto/ed25519.ts';
import { changePassphrase, createKey, findKey, listKeys, protectionOf, recoveryText, restoreFromSheet, restoreKey, unlockKey, type KeyRecord } from '../../../electron/bundle/keys/keystore.ts';
import type { OsWrap } from '../../../electron/jobs/context.ts';
import { sha256 } from '../../../electron/bundle/crypto/hash.ts';
import { parseRecovery, printRecovery } from '../../../electron/bundle/keys/recovery.ts';
import { parseBase64Url } from '../../../shared/bundle/canonical/base64.ts';
import { newFolder, NOON } from '../../helpers/bundles.ts';
import { valueOf } from '../../helpers/result.ts';

const PASSPHRASE = 'кедр лампа север утро';
const wrap: OsWrap = { available: () => true, wrap: (bytes) => bytes.map((byte) => byte ^ 0x5a), unwrap: (bytes) => bytes.map((byte) => byte ^ 0x5a) };
const NEW = { usage: 'official', country: 'KZ', body: 'Министерство', holder: 'А. Сериков', passphrase: PASSPHRASE, now: NOON } as const;

describe('B20: the keystore', () => {
  const folder = newFolder();
  let record: KeyRecord;
  beforeAll(() => {
    record = valueOf(createKey(folder, NEW));
  });

  test('opens with the passphrase, from any keyboard, and signs as the key it names', () => {
    const signer = valueOf(unlockKey(folder, record.keyId, PASSPHRASE.normalize('NFD')));
    expect(signer.keyId).toBe(record.keyId);
    const message = Buffer.from('сообщение');
    expect(verifyEd25519(parseBase64Url(record.publicKey) as Uint8Array, message, signer.sign(message))).toBe(true);
  });

  test('does not open with another one, or when there is no such key', () => {
    expect(unlockKey(folder, record.keyId, 'кедр лампа север вечер')).toEqual({ ok: false, error: { code: 'wrong-passphrase' } });
    expect(unlockKey(folder, 'f'.repeat(64), PASSPHRASE)).toEqual({ ok: false, error: { code: 'no-key' } });
  });

  test('shows the public half without a passphrase, and holds the other one nowhere in the clear', () => {
    expect(listKeys(folder)).toEqual([record]);
    expect(findKey(folder, record.keyId)).toMatchObject({ usage: 'official', country: 'KZ', holder: 'А. Сериков', createdAt: '2026-11-23T09:00:00.000Z' });
    const [name] = readdirSync(join(folder, 'keys'));
    const stored = readFileSync(join(folder, 'keys', name ?? ''), 'utf8');
    const fixed = valueOf(createKey(newFolder(), { ...NEW, seed: new Uint8Array(32).fill(5) }));
    expect(fixed.publicKey).toBe(publicKeyOf(new Uint8Array(32).fill(5)));
    expect(JSON.parse(stored)).toMatchObject({ kdf: { name: 'scrypt', N: 131072, r: 8, p: 1 }, cipher: { name: 'aes-256-gcm' }, wrapped: false });
    if (process.platform !== 'win32') expect(statSync(join(folder, 'keys', name ?? '')).mode & 0o077).toBe(0);
  });

  test('a key whose public half was exchanged does not open', () => {
    const other = newFolder();
    const made = valueOf(createKey(other, NEW));
    const path = join(other, 'keys', `${made.keyId}.json`);
    writeFileSync(path, readFileSync(path, 'utf8').replace('А. Сериков', 'Б. Сериков'));
    expect(unlockKey(other, made.keyId, PASSPHRASE)).toEqual({ ok: false, error: { code: 'wrong-passphrase' } });
    writeFileSync(path, '{}');
    expect(listKeys(other)).toEqual([]);
  });

  test('comes back on another PC from the recovery sheet and the passphrase', () => {
    const sheet = valueOf(recoveryText(folder, record.keyId));
    expect(sheet).toMatch(/^([0-9A-HJKMNP-TV-Z]{5}-)+[0-9A-HJKMNP-TV-Z]{1,5}$/);
    const { announcement: _, keyId: __, ...key } = record;
    const elsewhere = newFolder();
    expect(restoreKey(elsewhere, key, sheet, 'не та парольная фраза')).toEqual({ ok: false, error: { code: 'wrong-passphrase' } });
    const restored = valueOf(restoreKey(elsewhere, key, sheet.toLowerCase().replaceAll('-', ' '), PASSPHRASE));
    expect(restored).toEqual(record);
    expect(valueOf(unlockKey(elsewhere, record.keyId, PASSPHRASE)).keyId).toBe(record.keyId);
  });

  test.each(['official', 'seal', 'commission', 'receipt', 'encrypt', 'form', 'update', 'root'] as const)('a sheet remembers what a key is for: %s', (usage) => {
    const box = { salt: Buffer.alloc(16, 1), nonce: Buffer.alloc(12, 2), bytes: Buffer.alloc(48, 3) };
    expect(parseRecovery(printRecovery(box, { usage, createdAt: '2026-11-23T09:00:00.000Z' }))).toEqual({ box, facts: { usage, createdAt: '2026-11-23T09:00:00.000Z' } });
  });

  test('a mistyped recovery sheet is seen before any passphrase is tried', () => {
    const sheet = valueOf(recoveryText(folder, record.keyId));
    const at = 7;
    const wrong = sheet.slice(0, at) + (sheet[at] === 'A' ? 'B' : 'A') + sheet.slice(at + 1);
    expect(parseRecovery(sheet)).not.toBeNull();
    expect(parseRecovery(wrong)).toBeNull();
    expect(parseRecovery(sheet.slice(5))).toBeNull();
    expect(parseRecovery('')).toBeNull();
  });

  test('comes back from its sheet alone, by the holder and the body that the sheet names', () => {
    const elsewhere = newFolder();
    const sheet = valueOf(recoveryText(folder, record.keyId));
    const named = { country: 'KZ', body: 'Министерство', holder: 'А. Сериков' };
    expect(restoreFromSheet(elsewhere, { ...named, holder: 'Б. Сериков' }, sheet, PASSPHRASE)).toEqual({ ok: false, error: { code: 'wrong-passphrase' } });
    expect(restoreFromSheet(elsewhere, named, sheet, 'не та парольная фраза')).toEqual({ ok: false, error: { code: 'wrong-passphrase' } });
    expect(listKeys(elsewhere)).toEqual([]);
    expect(valueOf(restoreFromSheet(elsewhere, named, sheet.toLowerCase(), PASSPHRASE))).toEqual(record);
    expect(restoreFromSheet(elsewhere, named, sheet.slice(6), PASSPHRASE)).toEqual({ ok: false, error: { code: 'sheet-invalid' } });
  });

  test('a sheet of the first kind, which held the box alone, still makes the key with its public file', () => {
    const sheet = valueOf(recoveryText(folder, record.keyId));
    const read = parseRecovery(sheet);
    expect(read?.facts).toEqual({ usage: 'official', createdAt: '2026-11-23T09:00:00.000Z' });
    const old = oldSheet(read!.box);
    expect(parseRecovery(old)).toEqual({ box: read!.box, facts: null });
    const { announcement: _, keyId, ...key } = record;
    expect(restoreFromSheet(newFolder(), key, old, PASSPHRASE)).toEqual({ ok: false, error: { code: 'sheet-invalid', values: { kind: 'old' } } });
    expect(valueOf(restoreKey(newFolder(), key, old, PASSPHRASE)).keyId).toBe(keyId);
  });

  test('takes another passphrase and is the same key; a sheet from before opens with the old one', () => {
    const here = newFolder();
    const { announcement, keyId, ...key } = valueOf(createKey(here, NEW, wrap));
    const before = valueOf(recoveryText(here, keyId, wrap));
    const next = 'другая фраза из слов';
    expect(changePassphrase(here, keyId, 'не та парольная фраза', next, wrap)).toEqual({ ok: false, error: { code: 'wrong-passphrase' } });
    expect(changePassphrase(here, keyId, PASSPHRASE, 'мало', wrap)).toEqual({ ok: false, error: { code: 'weak-passphrase' } });
    expect(changePassphrase(here, keyId, PASSPHRASE, next)).toEqual({ ok: false, error: { code: 'key-elsewhere' } });
    expect(unlockKey(here, keyId, PASSPHRASE, wrap).ok).toBe(true);
    expect(valueOf(changePassphrase(here, keyId, PASSPHRASE, next, wrap))).toEqual({ ...key, keyId, announcement });
    expect(unlockKey(here, keyId, PASSPHRASE, wrap)).toEqual({ ok: false, error: { code: 'wrong-passphrase' } });
    expect(valueOf(unlockKey(here, keyId, next, wrap)).keyId).toBe(keyId);
    expect(protectionOf(here, keyId, wrap)).toBe('wrapped');
    const elsewhere = newFolder();
    expect(restoreKey(elsewhere, key, before, next)).toEqual({ ok: false, error: { code: 'wrong-passphrase' } });
    expect(valueOf(restoreKey(elsewhere, key, before, PASSPHRASE)).keyId).toBe(keyId);
  });

  test('is wrapped a second time where the system can, and then opens on that system only', () => {
    const wrapped = newFolder();
    const made = valueOf(createKey(wrapped, NEW, wrap));
    expect(unlockKey(wrapped, made.keyId, PASSPHRASE, wrap).ok).toBe(true);
    expect(valueOf(recoveryText(wrapped, made.keyId, wrap))).not.toBe('');
    expect(protectionOf(wrapped, made.keyId, wrap)).toBe('wrapped');
    const other = { ...wrap, unwrap: () => null };
    for (const system of [undefined, other]) {
      expect(unlockKey(wrapped, made.keyId, PASSPHRASE, system)).toEqual({ ok: false, error: { code: 'key-elsewhere' } });
      expect(recoveryText(wrapped, made.keyId, system)).toEqual({ ok: false, error: { code: 'key-elsewhere' } });
      expect(protectionOf(wrapped, made.keyId, system)).toBe('elsewhere');
    }
  });

  test('a wrapped key comes back on another system from its recovery sheet', () => {
    const here = newFolder();
    const { announcement: _, keyId, ...key } = valueOf(createKey(here, NEW, wrap));
    valueOf(restoreKey(here, key, valueOf(recoveryText(here, keyId, wrap)), PASSPHRASE));
    expect(valueOf(unlockKey(here, keyId, PASSPHRASE)).keyId).toBe(keyId);
  });

  test('where the system has no lock the passphrase stands alone, and a key made so opens with and without one', () => {
    const here = newFolder();
    const none: OsWrap = { available: () => false, wrap: () => null, unwrap: () => null };
    const made = valueOf(createKey(here, NEW, none));
    for (const system of [undefined, none, wrap]) expect(unlockKey(here, made.keyId, PASSPHRASE, system).ok).toBe(true);
    expect(protectionOf(here, made.keyId, none)).toBe('unavailable');
    expect(protectionOf(here, made.keyId)).toBe('unavailable');
    expect(protectionOf(here, made.keyId, wrap)).toBe('possible');
    expect(protectionOf(here, 'f'.repeat(64), wrap)).toBeNull();
  });
});

/** As the first version printed it. */
function oldSheet(box: Box): string {
  const bytes = Buffer.concat([box.salt, box.nonce, box.bytes]);
  const whole = Buffer.concat([bytes, Buffer.from(sha256(bytes), 'hex').subarray(0, 4)]);
  const bits = [...whole].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{5}/g) ?? []).map((group) => '0123456789ABCDEFGHJKMNPQRSTVWXYZ'[Number.parseInt(group, 2)]).join('');
}

test('B20: a passphrase has at least 12 characters, 6 of them different', () => {
  for (const weak of ['', 'короткая', '111111111111111', 'ababababababab', '           x']) {
    expect(isStrong(weak), weak).toBe(false);
    expect(createKey(newFolder(), { ...NEW, passphrase: weak })).toEqual({ ok: false, error: { code: 'weak-passphrase' } });
  }
  expect(isStrong('кот дом лес год')).toBe(true);
});
