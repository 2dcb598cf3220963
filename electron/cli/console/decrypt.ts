import type { Failure } from '../../../shared/base/failure.ts';
import { ok } from '../../../shared/base/result.ts';
import type { Result } from '../../../shared/base/result.ts';
import type { Decrypt } from '../../bundle/container/source.ts';
import { looksEncrypted } from '../../bundle/crypto/ageHead.ts';
import { unlockIdentities } from '../../bundle/keys/keystore.ts';
import type { Console } from './console.ts';
import { readPassphrase } from './passphrase.ts';

/**
 * What opens the encrypted ones among these files: the workspace's keys of usage `encrypt` that the passphrase opens. Undefined
 * when none is encrypted, or when there is no passphrase: then each is refused by name and the others go on. Fails with
 * `file-unreadable` when the passphrase file cannot be read.
 */
export function decryptOf(console: Console, folder: string, passphraseFile: string | undefined, files: readonly string[]): Result<Decrypt | undefined, Failure> {
  if (!files.some(looksEncrypted)) return ok(undefined);
  const passphrase = readPassphrase(console, passphraseFile);
  if (!passphrase.ok) return passphrase.error.code === 'usage' ? ok(undefined) : passphrase;
  return ok({ identities: unlockIdentities(folder, passphrase.value), folder });
}
