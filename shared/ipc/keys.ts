import type { KeyUsage } from '../bundle/trust/registry.ts';
import type { KeyProtection } from './bundle.ts';
import type { Method } from './method.ts';
import type { Fingerprint } from './service.ts';

export interface Methods {
  /** The keys on this PC, the oldest first. */
  readonly 'bundle.keys': Method<undefined, readonly KeyInfo[]>;
  /** Makes a key of this body; the first one of the right usage speaks for the workspace. */
  readonly 'bundle.createKey': Method<NewKey, readonly KeyInfo[]>;
  /** The same key behind another passphrase. */
  readonly 'bundle.changePassphrase': Method<{ readonly keyId: string; readonly passphrase: string; readonly next: string }, null>;
  /** Makes a key again from its recovery sheet, for this body and the holder that the sheet names. */
  readonly 'bundle.restoreKey': Method<{ readonly holder: string; readonly sheet: string; readonly passphrase: string }, readonly KeyInfo[]>;
  /** From now on this key signs the workspace's bundles. */
  readonly 'bundle.useKey': Method<{ readonly keyId: string }, readonly KeyInfo[]>;
}

export interface NewKey {
  readonly usage: KeyUsage;
  readonly holder: string;
  readonly passphrase: string;
}

export interface KeyInfo {
  readonly keyId: string;
  readonly fingerprint: Fingerprint;
  readonly usage: KeyUsage;
  readonly body: string;
  readonly holder: string;
  readonly createdAt: string;
  readonly protection: KeyProtection;
  /** Signs the bundles of this workspace. */
  readonly signing: boolean;
  readonly standing: KeyStanding;
}

/** What the registry in force says of a key: nobody else knows it (`absent`) while it does not stand there. */
export type KeyStanding = 'no-registry' | 'absent' | 'active' | 'expired' | 'revoked';
