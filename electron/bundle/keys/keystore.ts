import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { printCanonicalBytes } from '../../../shared/base/canonical.ts';
import type { Failure } from '../../../shared/base/failure.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import { toTrustedName } from '../../../shared/bundle/canonical/names.ts';
import { keyIdOf, type Signer } from '../../../shared/bundle/signing/signing.ts';
import { sealPublicKey, type PublicKey } from '../../../shared/bundle/trust/publicKey.ts';
import type { KeyUsage } from '../../../shared/bundle/trust/registry.ts';
import type { KeyProtection } from '../../../shared/ipc/bundle.ts';
import type { OsWrap } from '../../jobs/context.ts';
import { writeFileSafely } from '../container/file.ts';
import { identityOf } from '../crypto/age.ts';
import { isStrong, openBox, peekBox, sealBox, type Box } from '../crypto/box.ts';
import { createSigner, newSeed, publicKeyOf } from '../crypto/ed25519.ts';
import { sha256 } from '../crypto/hash.ts';
import { parseRecovery, printRecovery, type Sheet } from './recovery.ts';

/** What is known of a key without its passphrase. */
export interface KeyRecord extends PublicKey {
  readonly keyId: string;
  /** The file for the Commission's registry (`*.svodkey`), signed when the key was made. */
  readonly announcement: Uint8Array;
}

export interface NewKey {
  readonly usage: KeyUsage;
  readonly country: string;
  readonly body: string;
  readonly holder: string;
  readonly passphrase: string;
  readonly now: number;
  /** The workspace that it will speak for. */
  readonly installation?: string;
  /** Given for reproducible examples only. */
  readonly seed?: Uint8Array;
}

/** Makes a key in `keys/` of the workspace. Fails with `weak-passphrase`, `disk-full` or `file-unwritable`. */
export function createKey(folder: string, key: NewKey, wrap?: OsWrap): Result<KeyRecord, Failure> {
  if (!isStrong(key.passphrase)) return err({ code: 'weak-passphrase' });
  const seed = key.seed ?? newSeed();
  const announced: PublicKey = {
    format: 'svod-public-key', suite: 'S1', publicKey: publicKeyOf(seed), usage: key.usage, country: key.country,
    body: toTrustedName(key.body), holder: toTrustedName(key.holder), createdAt: new Date(key.now).toISOString(),
    ...(key.installation === undefined ? {} : { installation: key.installation }),
  };
  const announcement = sealPublicKey(announced, createSigner(seed));
  return save(folder, announced, announcement, sealBox(seed, key.passphrase, boundOf(announced)), wrap);
}

/** All keys of the workspace, the oldest first. A file that is no key is left out. */
export function listKeys(folder: string): readonly KeyRecord[] {
  const keys = join(folder, 'keys');
  if (!existsSync(keys)) return [];
  return readdirSync(keys)
    .filter((name) => /^[0-9a-f]{64}\.json$/.test(name))
    .flatMap((name) => readStored(folder, name.slice(0, 64)) ?? [])
    .map(recordOf)
    .sort((left, right) => (left.createdAt + left.keyId < right.createdAt + right.keyId ? -1 : 1));
}

export function findKey(folder: string, keyId: string): KeyRecord | null {
  const stored = readStored(folder, keyId);
  return stored ? recordOf(stored) : null;
}

/** Opens a key for one act. Fails with `no-key`, `key-elsewhere` (bound to another PC, or to the window) or `wrong-passphrase`. */
export function unlockKey(folder: string, keyId: string, passphrase: string, wrap?: OsWrap): Result<Signer, Failure> {
  const stored = readStored(folder, keyId);
  if (!stored) return err({ code: 'no-key' });
  const box = boxOf(stored, wrap);
  if (!box) return err({ code: 'key-elsewhere' });
  const seed = openBox(box, passphrase, boundOf(stored.key));
  return seed ? ok(createSigner(seed)) : err({ code: 'wrong-passphrase' });
}

/** The age identities of the workspace's keys of usage `encrypt` that the passphrase opens (B4): for one act, like a signer. */
export function unlockIdentities(folder: string, passphrase: string, wrap?: OsWrap): readonly string[] {
  return listKeys(folder)
    .filter(({ usage }) => usage === 'encrypt')
    .flatMap(({ keyId }) => {
      const stored = readStored(folder, keyId);
      const box = stored && boxOf(stored, wrap);
      const seed = stored && box && openBox(box, passphrase, boundOf(stored.key));
      return seed ? [identityOf(seed)] : [];
    });
}

/** The text of the recovery sheet: with the passphrase it makes the key again on any PC (B20). Fails with `no-key` or `key-elsewhere`. */
export function recoveryText(folder: string, keyId: string, wrap?: OsWrap): Result<string, Failure> {
  const stored = readStored(folder, keyId);
  if (!stored) return err({ code: 'no-key' });
  const box = boxOf(stored, wrap);
  return box ? ok(printRecovery(box, stored.key)) : err({ code: 'key-elsewhere' });
}

/** Which locks a key has besides its passphrase, and could have here (B20). Null when the key is not here. */
export function protectionOf(folder: string, keyId: string, wrap?: OsWrap): KeyProtection | null {
  const stored = readStored(folder, keyId);
  if (!stored) return null;
  if (stored.wrapped) return boxOf(stored, wrap) ? 'wrapped' : 'elsewhere';
  return wrap?.available() ? 'possible' : 'unavailable';
}

/**
 * The same key behind another passphrase. Sheets printed before still open with the old one: print a new sheet, destroy the old.
 * Fails with `no-key`, `key-elsewhere`, `wrong-passphrase`, `weak-passphrase`, `disk-full` or `file-unwritable`; the key is then as it was.
 */
export function changePassphrase(folder: string, keyId: string, from: string, to: string, wrap?: OsWrap): Result<KeyRecord, Failure> {
  const stored = readStored(folder, keyId);
  if (!stored) return err({ code: 'no-key' });
  if (!isStrong(to)) return err({ code: 'weak-passphrase' });
  const box = boxOf(stored, wrap);
  if (!box) return err({ code: 'key-elsewhere' });
  const seed = openBox(box, from, boundOf(stored.key));
  if (!seed) return err({ code: 'wrong-passphrase' });
  return save(folder, stored.key, decode(stored.announcement), sealBox(seed, to, boundOf(stored.key)), wrap);
}

/** Makes a key again from its recovery sheet, the passphrase and its public file. Fails with `sheet-invalid`, `wrong-passphrase`. */
export function restoreKey(
  folder: string, key: PublicKey, sheet: string, passphrase: string, wrap?: OsWrap,
): Result<KeyRecord, Failure> {
  const read = parseRecovery(sheet);
  if (!read) return err({ code: 'sheet-invalid' });
  return restore(folder, key, read, passphrase, wrap);
}

/**
 * Makes a key again from its recovery sheet and the passphrase alone; holder and body as the sheet names them. Fails with
 * `sheet-invalid` (mistyped; `old`: a sheet that wants the public file) or `wrong-passphrase` (or another holder or body).
 */
export function restoreFromSheet(
  folder: string, named: Pick<PublicKey, 'country' | 'body' | 'holder'>, sheet: string, passphrase: string, wrap?: OsWrap,
): Result<KeyRecord, Failure> {
  const read = parseRecovery(sheet);
  if (!read) return err({ code: 'sheet-invalid' });
  if (!read.facts) return err({ code: 'sheet-invalid', values: { kind: 'old' } });
  const { country, body, holder } = named;
  const publicKey = publicKeyOf(peekBox(read.box, passphrase));
  const key: PublicKey = { format: 'svod-public-key', suite: 'S1', publicKey, ...read.facts, country, body: toTrustedName(body), holder: toTrustedName(holder) };
  return restore(folder, key, read, passphrase, wrap);
}

function restore(folder: string, key: PublicKey, { box }: Sheet, passphrase: string, wrap: OsWrap | undefined): Result<KeyRecord, Failure> {
  const seed = openBox(box, passphrase, boundOf(key));
  if (!seed || publicKeyOf(seed) !== key.publicKey) return err({ code: 'wrong-passphrase' });
  return save(folder, key, sealPublicKey(key, createSigner(seed)), box, wrap);
}

type Stored = z.infer<typeof storedSchema>;

const base64 = z.string().regex(/^[A-Za-z0-9+/]*={0,2}$/);
const storedSchema = z.strictObject({
  format: z.literal('svod-key'),
  version: z.literal(1),
  key: z.strictObject({
    format: z.literal('svod-public-key'), suite: z.literal('S1'), publicKey: z.string(),
    usage: z.enum(['official', 'seal', 'commission', 'receipt', 'encrypt', 'form', 'update', 'root']),
    country: z.string(), body: z.string(), holder: z.string(), createdAt: z.string(), installation: z.string().optional(),
  }),
  announcement: base64,
  kdf: z.strictObject({ name: z.literal('scrypt'), N: z.literal(131_072), r: z.literal(8), p: z.literal(1), salt: base64 }),
  cipher: z.strictObject({ name: z.literal('aes-256-gcm'), nonce: base64 }),
  /** The ciphertext, or what the system made of it when `wrapped`. */
  box: base64,
  wrapped: z.boolean(),
});

function save(folder: string, key: PublicKey, announcement: Uint8Array, box: Box, wrap: OsWrap | undefined): Result<KeyRecord, Failure> {
  const wrapped = wrap?.wrap(box.bytes) ?? null;
  const stored: Stored = {
    format: 'svod-key',
    version: 1,
    key,
    announcement: encode(announcement),
    kdf: { name: 'scrypt', N: 131_072, r: 8, p: 1, salt: encode(box.salt) },
    cipher: { name: 'aes-256-gcm', nonce: encode(box.nonce) },
    box: encode(wrapped ?? box.bytes),
    wrapped: wrapped !== null,
  };
  const record = recordOf(stored);
  mkdirSync(join(folder, 'keys'), { recursive: true, mode: 0o700 });
  const written = writeFileSafely(pathOf(folder, record.keyId), Buffer.from(`${JSON.stringify(stored, null, 2)}\n`), 0o600);
  return written.ok ? ok(record) : written;
}

function readStored(folder: string, keyId: string): Stored | null {
  try {
    const checked = storedSchema.safeParse(JSON.parse(readFileSync(pathOf(folder, keyId), 'utf8')));
    return checked.success && keyIdOf(sha256, checked.data.key.publicKey) === keyId ? checked.data : null;
  } catch {
    return null;
  }
}

function boxOf(stored: Stored, wrap: OsWrap | undefined): Box | null {
  const bytes = stored.wrapped ? wrap?.unwrap(decode(stored.box)) : decode(stored.box);
  return bytes ? { salt: decode(stored.kdf.salt), nonce: decode(stored.cipher.nonce), bytes } : null;
}

function recordOf(stored: Stored): KeyRecord {
  return { ...stored.key, keyId: keyIdOf(sha256, stored.key.publicKey), announcement: decode(stored.announcement) };
}

/** What the box is bound to: the public half as it was announced. */
function boundOf({ format, suite, publicKey, usage, country, body, holder, createdAt }: PublicKey): Uint8Array {
  return printCanonicalBytes({ format, suite, publicKey, usage, country, body, holder, createdAt });
}

function pathOf(folder: string, keyId: string): string {
  return join(folder, 'keys', `${keyId}.json`);
}

const encode = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
const decode = (text: string): Uint8Array => Buffer.from(text, 'base64');
