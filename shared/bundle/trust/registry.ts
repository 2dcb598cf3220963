import type { KeyId } from '../revision/revision.ts';

/** What a key is for. A `root` key signs roots alone (B13) and never stands in a registry. */
export type KeyUsage = 'official' | 'seal' | 'commission' | 'receipt' | 'encrypt' | 'form' | 'update' | 'root';

/** A public key, what it is for and whose it is. */
export interface NamedKey {
  readonly suite: 'S1';
  /** Raw Ed25519 public key, base64url. */
  readonly publicKey: string;
  readonly usage: KeyUsage;
  /** ISO 3166-1 alpha-2, or `EAEU` for the Commission. */
  readonly country: string;
  readonly body: string;
  readonly holder: string;
}

/** One key the Commission vouches for (B14). */
export interface RegistryEntry extends NamedKey {
  readonly keyId: KeyId;
  /** Where the key was made, as its holder announced; null when that is not known. */
  readonly installation: string | null;
  readonly notBefore: string;
  readonly notAfter: string;
  readonly status: 'active' | 'revoked';
  /**
   * For a revoked key: the bundles that stay trusted, up to a seq of each installation it signed for; those of any other are
   * refused. So no clock decides, and a stolen key cannot sign low numbers under an invented name. Empty for an active key.
   */
  readonly trustedUpTo: Readonly<Record<string, number>>;
}

/** The last day of a round, as the Commission has set it: with the registry it reaches every body under a signature (B14). */
export interface RoundDeadline {
  /** Id of the form. */
  readonly form: string;
  readonly round: string;
  /** ISO day; it is over at midnight in Moscow. */
  readonly deadline: string;
}

/** The last day of a round by a registry; null where it says nothing of it. */
export function deadlineIn(registry: Pick<Registry, 'rounds'> | null, form: string, round: string): string | null {
  return registry?.rounds?.find((one) => one.form === form && one.round === round)?.deadline ?? null;
}

/** The list of keys that a root stands behind; versions only rise (B13). */
export interface Registry {
  readonly format: 'svod-registry';
  readonly version: number;
  readonly issuedAt: string;
  readonly expiresAt: string;
  /** Who must sign a body's bundles: by default one `official` key (B12). */
  readonly policies: readonly { readonly country: string; readonly body: string; readonly required: readonly KeyUsage[] }[];
  /** By form, then round; absent where no round has a last day. */
  readonly rounds?: readonly RoundDeadline[];
  readonly entries: readonly RegistryEntry[];
}

/** Where a moment stands to the dates of a key. They decide nothing: a person is told (B14). */
export type KeyDates = 'within' | 'not-yet' | 'expired';

/** How `at`, milliseconds, stands to the dates of the entry. */
export function keyDatesAt({ notBefore, notAfter }: Pick<RegistryEntry, 'notBefore' | 'notAfter'>, at: number): KeyDates {
  if (at < Date.parse(notBefore)) return 'not-yet';
  return at > Date.parse(notAfter) ? 'expired' : 'within';
}

/** Revocations from before they were bound to installations hold for every one; the next registry that is signed binds them. */
export const ANY_INSTALLATION = '*';

/** The seq up to which a revoked key's bundles of an installation are trusted; 0: none (B14). */
export function lastTrustedSeq({ trustedUpTo }: RegistryEntry, installation: string): number {
  const named = Object.hasOwn(trustedUpTo, installation) ? installation : ANY_INSTALLATION;
  return Object.hasOwn(trustedUpTo, named) ? (trustedUpTo[named] ?? 0) : 0;
}
