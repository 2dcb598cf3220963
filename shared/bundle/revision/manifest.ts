import type { Sha256 } from '../../base/hash.ts';

/** `manifest.json` of a bundle: what the signature covers (B5). */
export interface Manifest {
  readonly format: 'svod-bundle';
  readonly formatVersion: string;
  readonly minReaderVersion: string;
  readonly suite: 'S1';
  readonly issuer: Issuer;
  /** Per installation, from 1. */
  readonly seq: number;
  /** sha256 of the previous manifest of this installation; null for seq 1. */
  readonly prevBundle: Sha256 | null;
  readonly createdAt: string;
  readonly form: { readonly id: string; readonly version: string; readonly hash: Sha256 };
  readonly round: string;
  readonly registryVersion: number;
  readonly auditHead: { readonly count: number; readonly hash: Sha256 };
  readonly receiptSeen: Sha256 | null;
  readonly counts: { readonly companies: number; readonly revisions: number; readonly attachments: number };
  /** RFC 6962 Merkle tree hash over the revision ids in file order. */
  readonly revisionsRoot: Sha256;
  /** Sorted by path; every entry of the container but mimetype, manifest and META-INF. */
  readonly files: readonly ManifestFile[];
  readonly recipients: readonly string[];
}

export interface Issuer {
  readonly country: string;
  readonly body: string;
  /** UUID of the workspace that made the bundle. */
  readonly installation: string;
}

export interface ManifestFile {
  readonly path: string;
  readonly size: number;
  readonly sha256: Sha256;
}
