import type { Failure } from '../../../shared/base/failure.ts';
import type { Result } from '../../../shared/base/result.ts';
import type { Signer } from '../../../shared/bundle/signing/signing.ts';
import { getSetting } from '../../database/tables/setting.ts';
import type { Desk } from '../../jobs/handler.ts';
import { unlockKey } from './keystore.ts';

/** Opens the key that speaks for this workspace, for one act. Fails as {@link unlockKey} does. */
export function unlockOwnKey({ db, folder, osWrap }: Pick<Desk, 'db' | 'folder' | 'osWrap'>, passphrase: string): Result<Signer, Failure> {
  return unlockKey(folder, getSetting(db, 'signingKey') ?? '', passphrase, osWrap);
}
