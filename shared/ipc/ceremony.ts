import type { Method } from './method.ts';
import type { Fingerprint } from './service.ts';

/** The root ceremony (B13): keys on media of their own, the next root, signatures, and then it is in force. It is kept until it is finished or dropped. */
export interface Methods {
  readonly 'bundle.ceremony': Method<undefined, CeremonyState>;
  /** Asks for a medium and makes a root key there; null when cancelled. */
  readonly 'bundle.makeRootKey': Method<{ readonly holder: string; readonly passphrase: string }, CeremonyState | null>;
  /** Asks for a medium and takes the root key that is there into the next root; null when cancelled. */
  readonly 'bundle.takeRootKey': Method<undefined, CeremonyState | null>;
  /** Takes the keys of the root in force into the next one. */
  readonly 'bundle.keepRootKeys': Method<undefined, CeremonyState>;
  /** Leaves a key out of the next root; its medium stays as it is. */
  readonly 'bundle.leaveRootKey': Method<{ readonly keyId: string }, CeremonyState>;
  /** Makes the next root of the keys gathered; nobody has signed it yet. */
  readonly 'bundle.makeRoot': Method<{ readonly threshold: number }, CeremonyState>;
  /** Signs the next root: with the root key on a medium that the program asks for, or with the key of this PC. Null when cancelled. */
  readonly 'bundle.signRoot': Method<{ readonly from: 'medium' | 'here'; readonly passphrase: string }, CeremonyState | null>;
  /** Puts the next root in force and signs the registry under it. */
  readonly 'bundle.finishCeremony': Method<{ readonly passphrase: string }, CeremonyState>;
  readonly 'bundle.dropCeremony': Method<undefined, CeremonyState>;
  /** Writes the root in force as a page to print: words, digits, QR code. Null when the person cancels the dialog. Long. */
  readonly 'bundle.printRoot': Method<{ readonly job: string }, { readonly fileName: string; readonly ticket: string } | null>;
}

export interface CeremonyState {
  /** The root in force; null before the first. */
  readonly current: RootInfo | null;
  /** Keys gathered for the next root. */
  readonly keys: readonly RootKeyInfo[];
  /** The next root, once it is made. */
  readonly next: NextRoot | null;
}

export interface RootInfo {
  readonly version: number;
  readonly fingerprint: Fingerprint;
  readonly expiresAt: string;
  readonly threshold: number;
  readonly keys: readonly RootKeyInfo[];
}

export interface RootKeyInfo {
  readonly keyId: string;
  readonly holder: string;
  readonly fingerprint: Fingerprint;
}

export interface NextRoot extends RootInfo {
  /** Whose signatures it takes: its own keys', and those of the root in force. */
  readonly demands: readonly RootDemand[];
  /** Every demand is met. */
  readonly ready: boolean;
}

export interface RootDemand {
  readonly version: number;
  readonly threshold: number;
  readonly keys: readonly (RootKeyInfo & { readonly signed: boolean; /** Its private half is on this PC. */ readonly here: boolean })[];
}
