import { app, safeStorage } from 'electron';
import type { OsWrap } from '../jobs/context.ts';

/**
 * The lock of this PC and account (B20): DPAPI on Windows, the keychain of macOS, a keyring on Linux. A Linux without a
 * keyring has none: what Electron does there (`basic_text`) locks nothing.
 */
export const systemWrap: OsWrap = {
  available,
  wrap: (bytes) => (available() ? safeStorage.encryptString(Buffer.from(bytes).toString('base64')) : null),
  unwrap: (bytes) => {
    if (!available()) return null;
    try {
      return Buffer.from(safeStorage.decryptString(Buffer.from(bytes)), 'base64');
    } catch {
      return null;
    }
  },
};

function available(): boolean {
  if (!app.isReady() || !safeStorage.isEncryptionAvailable()) return false;
  return process.platform !== 'linux' || safeStorage.getSelectedStorageBackend() !== 'basic_text';
}
