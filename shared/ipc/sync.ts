import type { Failure } from '../base/failure.ts';
import type { UntrustedWord } from '../merge/untrusted.ts';

export interface SyncArguments {
  readonly job: string;
  /** `postgres://USER@HOST/DATABASE?sslmode=verify-full`. */
  readonly store: string;
  /** Null: the one in the address, or none. */
  readonly password: string | null;
  /** Of the signing key, for what nobody has signed yet; null: that stays. */
  readonly passphrase: string | null;
}

/** What a sync with the central base has done (M13). */
export interface SyncReport {
  /** The base's address without a password. */
  readonly store: string;
  /** Revisions that are new to the base, and to this workspace. */
  readonly pushed: number;
  readonly pulled: number;
  readonly pushedBundles: number;
  readonly pulledBundles: number;
  /** Rules for conflicts, and revocations of such, that are new to this workspace. */
  readonly rules: number;
  /** Bundles of the base that did not pass verification and were left out. */
  readonly refused: readonly RefusedByStore[];
  /** Words of the Commission in the base that nobody can vouch for: they were left out. */
  readonly untrusted: readonly UntrustedWord[];
  /** Places in conflict here after it. */
  readonly conflicts: number;
  /** Revisions made and rules revoked here that nobody has signed yet: they stay until a sync with the passphrase, or until a bundle holds them. */
  readonly unsigned: number;
  /** False when the base remembers an audit log of this workspace that is not the one it has now. */
  readonly auditFits: boolean;
  readonly stateHash: string;
}

export interface RefusedByStore {
  readonly manifest: string;
  readonly fileName: string;
  readonly failure: Failure;
}
