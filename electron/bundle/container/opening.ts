import type { Failure } from '../../../shared/base/failure.ts';
import type { Sha256 } from '../../../shared/base/hash.ts';
import type { Refusal } from '../../../shared/bundle/canonical/failure.ts';
import type { Manifest } from '../../../shared/bundle/revision/manifest.ts';
import type { RevisionId } from '../../../shared/bundle/revision/revision.ts';
import type { VerifyFunction } from '../../../shared/bundle/signing/signing.ts';
import type { Registry, RegistryEntry } from '../../../shared/bundle/trust/registry.ts';
import type { NationalSignature } from '../../database/tables/national.ts';
import type { StoredRevision } from '../../database/tables/revision.ts';
import type { Decrypt } from './source.ts';

/** The steps of B18 that verify; 7 and 8 are the merge. */
export type VerifyStep = 1 | 2 | 3 | 4 | 5 | 6;

/** What is asked of a revision that is known by its id. */
export interface CheckedRevision {
  readonly entity: string;
  readonly form: { readonly id: string; readonly hash: Sha256 };
}

/** Against what a bundle is judged. */
export interface Trust {
  /** The registry in force; without one nobody is known. */
  readonly registry: Registry | null;
  readonly knowsForm: (hash: Sha256) => boolean;
  readonly verify?: VerifyFunction;
  /**
   * What is known of a revision that was checked, whole, before: its line is then taken by its id and not parsed again. Not asked when somebody wants the
   * revisions themselves, or when personal answers go along.
   */
  readonly checked?: (id: RevisionId) => CheckedRevision | null;
  /** Whether a bundle may still await signatures that the policy demands: for those who give them (B12). */
  readonly awaits?: boolean;
  /** What opens encrypted bundles (B4); without it they are refused as `cannot-decrypt`. */
  readonly decrypt?: Decrypt;
}

/**
 * Where the content goes while it is read. What it is given has passed its own checks, but the whole holds only when
 * opening it is ok: stage it in a transaction, and roll back otherwise (B18 step 6).
 */
export interface Sink {
  /**
   * Called after step 4, before any content. An answer (`already-merged`) ends the reading after step 5: a damaged copy is
   * refused as damaged, whatever its manifest says; nothing more reaches the sink.
   */
  readonly begin?: (head: SignedHead) => Refusal | null;
  /** Revisions in the order of their ids. */
  readonly revision?: (stored: StoredRevision) => void;
  /** Personal answers of a revision that came before (B7); `line` is to be kept as it is. */
  readonly personal?: (revision: string, line: Uint8Array) => void;
  /** Pieces of an attachment, in order; `digest` is its name. Its hash has been checked. */
  readonly attachment?: (digest: Sha256, piece: Uint8Array) => void;
  /**
   * Called when everything has passed; `hash` reads the whole container (decrypted) once more and gives its SHA-256. A verified bundle is known
   * by its manifest, so nobody pays for a second hash who does not ask.
   */
  readonly container?: (hash: () => Sha256) => void;
}

export interface Watch {
  readonly onStep?: (step: VerifyStep, state: 'running' | 'passed' | 'failed', failure?: Failure) => void;
  /** Bytes of content read in steps 5 and 6, of all there are. */
  readonly onProgress?: (done: number, total: number) => void;
  /** Throws to stop. */
  readonly checkCancelled?: () => void;
}

/** What a signature stands behind. */
export interface SignedHead {
  readonly manifest: Manifest;
  readonly manifestHash: Sha256;
  readonly manifestBytes: Uint8Array;
  readonly envelopeBytes: Uint8Array;
  /** The registry's entries of the keys that signed, at least one. */
  readonly signers: readonly RegistryEntry[];
  /** National signatures that travel along: carried, shown, never judged (B1). */
  readonly nationals: readonly NationalSignature[];
}

/** A bundle that passed steps 1–6. */
export interface VerifiedBundle extends SignedHead {
  /** Of the container, decrypted. */
  readonly size: number;
}

/** A bundle that did not; what had been read until then is only claimed. */
export interface RefusedBundle {
  readonly step: VerifyStep;
  readonly failure: Failure;
  readonly size: number;
  /** Of the container, or of the encrypted file that stayed closed; null when it could not be read at all. */
  readonly sha256: Sha256 | null;
  readonly claimed: { readonly manifest: Manifest; readonly manifestHash: Sha256 } | null;
  /** Empty until the signatures held. */
  readonly signers: readonly RegistryEntry[];
}
