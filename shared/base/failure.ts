/** Why a bundle is refused (B19). */
export type BundleFailureCode =
  | 'malformed' | 'too-large' | 'not-canonical' | 'unknown-signer' | 'bad-signature' | 'policy-unmet' | 'revoked'
  | 'wrong-country' | 'hash-mismatch' | 'unsupported-version' | 'unknown-form' | 'rolled-back' | 'fork' | 'already-merged'
  | 'cannot-decrypt';

/** Why the program could not do what it was asked; each has one sentence a language in `shared/text`, under `failure.<code>`. */
export type FailureCode =
  | BundleFailureCode
  | 'unexpected' | 'usage' | 'cancelled'
  | 'unsaved' | 'disk-full' | 'no-room' | 'copy-damaged' | 'path-too-long' | 'file-unreadable' | 'file-unwritable'
  | 'not-a-workspace' | 'workspace-exists' | 'workspace-locked' | 'workspace-newer' | 'workspace-damaged'
  | 'wrong-role' | 'wrong-passphrase' | 'weak-passphrase' | 'no-key' | 'key-elsewhere' | 'sheet-invalid' | 'foreign-key' | 'foreign-bundle' | 'nothing-to-sign' | 'no-seal-key' | 'root-uncompared' | 'key-unregistered' | 'private-key' | 'not-ours' | 'no-recipient' | 'not-sent-here' | 'no-trust' | 'fingerprint-mismatch' | 'trust-expired'
  | 'medium-taken' | 'no-root-key' | 'no-root' | 'another-root' | 'not-asked' | 'threshold'
  | 'identifier-invalid' | 'company-exists' | 'company-unknown' | 'response-locked' | 'nothing-to-withdraw' | 'blocked' | 'not-complete' | 'round-earlier' | 'same-person' | 'second-none' | 'second-done' | 'second-blind' | 'second-ahead' | 'second-unfinished' | 'nothing-to-export'
  | 'form-invalid' | 'answers-invalid' | 'unknown-path' | 'not-in-conflict' | 'conflicts-left' | 'revision-unknown'
  | 'template-invalid' | 'template-other-form' | 'template-form-unknown' | 'template-nameless' | 'language-unknown' | 'workbook-unreadable' | 'list-invalid' | 'mapping-invalid'
  | 'nothing-said' | 'no-paper' | 'run-unknown' | 'receipt-given' | 'invited-invalid' | 'invited-empty' | 'nothing-owed' | 'no-bundles' | 'too-many-bundles' | 'merge-running' | 'rule-unknown' | 'rule-revoked' | 'rule-unreliable'
  | 'store-address' | 'store-unreachable' | 'store-denied' | 'store-forbidden' | 'store-read-only' | 'store-full' | 'store-crowded' | 'store-tls' | 'store-unprepared' | 'store-newer' | 'store-failed';

/**
 * Expected trouble, ready to be said: the code picks the sentence, the values go into it. Never holds an answer, a
 * key or a passphrase.
 */
export interface Failure {
  readonly code: FailureCode;
  readonly values?: Readonly<Record<string, string | number>>;
}
