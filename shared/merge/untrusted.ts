import type { FailureCode } from '../base/failure.ts';
import type { Sha256 } from '../base/hash.ts';

/** A registry, receipt, rule for conflicts or revocation of one whose signature does not hold, or that is no such thing at all. */
export interface UntrustedWord {
  readonly kind: 'registry' | 'receipt' | 'rule' | 'revocation';
  /** The name that the base gives it. */
  readonly hash: Sha256;
  readonly claims: WordClaims;
  /** Why it is not believed. */
  readonly code: FailureCode;
}

/** What a word says of itself, verified by nothing: its name, who wrote it and for which body; null where it does not say. */
export interface WordClaims {
  readonly name: string | null;
  readonly person: string | null;
  readonly body: string | null;
}
