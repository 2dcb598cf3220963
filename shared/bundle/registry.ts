import type { KeyId } from './revision.ts';

export type KeyUsage = 'official' | 'seal' | 'commission' | 'receipt' | 'encrypt' | 'form' | 'update';

/** One key the Commission vouches for (B14). */
export interface RegistryEntry {
  readonly keyId: KeyId;
  readonly suite: 'S1';
  /** Raw Ed25519 public key, base64url. */
  readonly publicKey: string;
  readonly usage: KeyUsage;
  /** ISO 3166-1 alpha-2, or `EAEU` for the Commission. */
  readonly country: string;
  readonly body: string;
  readonly holder: string;
  readonly notBefore: string;
  readonly notAfter: string;
  readonly status: 'active' | 'revoked';
  /** For a revoked key: bundles up to this seq stay trusted, so no clock decides. */
  readonly lastTrustedSeq: number | null;
}

/** The list of keys, signed as a DSSE by the Commission; versions only rise (B13). */
export interface Registry {
  readonly format: 'svod-registry';
  readonly version: number;
  readonly issuedAt: string;
  readonly expiresAt: string;
  /** Raw Ed25519 public key of the Commission that signs this registry, base64url. */
  readonly root: string;
  /** Who must sign a body's bundles: by default one `official` key (B12). */
  readonly policies: readonly { readonly country: string; readonly body: string; readonly required: readonly KeyUsage[] }[];
  readonly entries: readonly RegistryEntry[];
}
