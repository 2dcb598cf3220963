import { closeSync, fstatSync, mkdtempSync, openSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { refuse, type Refusal } from '../../../shared/bundle/canonical/failure.ts';
import { LIMITS } from '../../../shared/bundle/canonical/limits.ts';
import { decryptFile } from '../crypto/age.ts';
import { isEncrypted } from '../crypto/ageHead.ts';

/** Age identities that were opened for this act, and the folder where a decrypted container lies while it is read. */
export interface Decrypt {
  readonly identities: readonly string[];
  readonly folder: string;
}

/** A container to be read at any place: the file itself, or what it held encrypted. */
export interface Source {
  readonly file: number;
  /** Why an encrypted file stays closed; `file` is that file then. */
  readonly refusal: Refusal | null;
  /** Takes away whatever was decrypted. */
  readonly close: () => void;
}

/** Opens a bundle, encrypted or not (B4): by its first bytes, not by its name. Throws trouble of the file system, and what `watch` throws. */
export async function openSource(path: string, decrypt: Decrypt | undefined, watch: () => void): Promise<Source> {
  const file = openSync(path, 'r');
  const closed = (refusal: Refusal | null): Source => ({ file, refusal, close: () => closeSync(file) });
  let folder: string | null = null;
  let plain: number | null = null;
  const discard = (): void => {
    if (plain !== null) closeSync(plain);
    if (folder !== null) rmSync(folder, { recursive: true, force: true });
  };
  try {
    if (!isEncrypted(file)) return closed(null);
    // Encrypting adds less than a thousandth.
    if (fstatSync(file).size > LIMITS.container * 1.01) return closed(refuse('too-large', 'encrypted').error);
    if (!decrypt || decrypt.identities.length === 0) return closed(refuse('cannot-decrypt', 'locked').error);
    folder = mkdtempSync(join(decrypt.folder, 'opened-'));
    plain = openSync(join(folder, 'container'), 'wx+', 0o600);
    const decrypted = await decryptFile(file, plain, decrypt.identities, watch);
    if (decrypted.ok) {
      closeSync(file);
      return { file: plain, refusal: null, close: discard };
    }
    discard();
    return closed(decrypted.error);
  } catch (error) {
    discard();
    closeSync(file);
    throw error;
  }
}
