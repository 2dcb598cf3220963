import type { Failure } from '../../../shared/base/failure.ts';
import type { Result } from '../../../shared/base/result.ts';
import type { KeyId } from '../../../shared/bundle/revision/revision.ts';
import type { Signer } from '../../../shared/bundle/signing/signing.ts';
import type { OsWrap } from '../../jobs/context.ts';
import { listKeys, unlockKey, type KeyRecord } from '../keys/keystore.ts';

/**
 * Where signatures of our own suite come from (B10): a driver lists the keys it can reach and opens one for one act. The keystore is the
 * driver of today. A token (PKCS#11) is another: `keys` reads its certificates, `open` takes its PIN and gives a {@link Signer} whose `sign` calls the
 * token, synchronously as its library does; nothing else changes, since no caller sees more than `Signer`. Signing in a program of the
 * state is no driver of ours: it makes a signature of another kind, which travels beside ours (`national.ts`).
 */
export interface SignerDriver {
  readonly kind: 'keystore';
  readonly keys: () => readonly KeyRecord[];
  /** `secret`: a passphrase, a PIN. Fails with `no-key`, `key-elsewhere` or `wrong-passphrase`. */
  readonly open: (keyId: KeyId, secret: string) => Result<Signer, Failure>;
}

/** Keys in files of the workspace, behind a passphrase and the lock of the system (B20). */
export function keystoreDriver(folder: string, wrap?: OsWrap): SignerDriver {
  return { kind: 'keystore', keys: () => listKeys(folder), open: (keyId, secret) => unlockKey(folder, keyId, secret, wrap) };
}
