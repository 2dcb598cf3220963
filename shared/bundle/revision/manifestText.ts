import { z } from 'zod';
import { printCanonicalBytes } from '../../base/canonical.ts';
import type { Json } from '../../base/json.ts';
import { ok, type Result } from '../../base/result.ts';
import { parseCanonical } from '../canonical/canonical.ts';
import { refuse, type Refusal } from '../canonical/failure.ts';
import { FORMAT_VERSION, LIMITS } from '../canonical/limits.ts';
import { trustedName } from '../canonical/names.ts';
import type { Manifest } from './manifest.ts';
import { describe } from './revisionLine.ts';

/** The exact bytes of `manifest.json`: what the signature covers and what the bundle is known by (B5, B9). */
export function printManifest(manifest: Manifest): Uint8Array {
  return printCanonicalBytes(manifest as unknown as Json);
}

/**
 * Reads `manifest.json`: canonical (B5), a format this program reads (B8), the right shape; or refused as `not-canonical`,
 * `unsupported-version` or `malformed`. Fields of a newer minor version are kept, of our own version refused.
 */
export function parseManifest(text: string): Result<Manifest, Refusal> {
  const json = parseCanonical(text);
  if (!json.ok) return refuse('not-canonical', `manifest: ${json.error}`);
  const versions = versionsSchema.safeParse(json.value);
  if (!versions.success) return refuse('malformed', `manifest: ${describe(versions.error)}`);
  if (compareVersions(versions.data.minReaderVersion, FORMAT_VERSION) > 0)
    return refuse('unsupported-version', `manifest: needs a reader of ${versions.data.minReaderVersion}`);
  if (versions.data.suite !== 'S1') return refuse('unsupported-version', 'manifest: unknown suite');
  const checked = (isNewer(versions.data.formatVersion) ? manifestSchema.loose() : manifestSchema).safeParse(json.value);
  if (!checked.success) return refuse('malformed', `manifest: ${describe(checked.error)}`);
  return ok(json.value as unknown as Manifest);
}

/** Whether a format version is above ours, so that unknown fields are expected and kept (B8). */
export function isNewer(formatVersion: string): boolean {
  return compareVersions(formatVersion, FORMAT_VERSION) > 0;
}

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const version = z.string().regex(/^(0|[1-9]\d{0,3})\.(0|[1-9]\d{0,3})$/);
const count = z.number().int().min(0).max(1_000_000_000);

const versionsSchema = z.looseObject({ format: z.literal('svod-bundle'), formatVersion: version, minReaderVersion: version, suite: z.string().min(1).max(300) });

const manifestSchema = z.strictObject({
  format: z.literal('svod-bundle'),
  formatVersion: version,
  minReaderVersion: version,
  suite: z.literal('S1'),
  issuer: z.strictObject({ country: z.string().regex(/^([A-Z]{2}|EAEU)$/), body: trustedName, installation: z.string().regex(/^[0-9a-zA-Z-]{1,100}$/) }),
  seq: z.number().int().min(1).max(1_000_000_000),
  prevBundle: sha256.nullable(),
  createdAt: z.string().max(40),
  form: z.strictObject({ id: trustedName, version: z.string().max(100), hash: sha256 }),
  round: z.string().regex(/^[0-9A-Za-z-]{1,20}$/),
  registryVersion: count,
  auditHead: z.strictObject({ count, hash: sha256 }),
  receiptSeen: sha256.nullable(),
  counts: z.strictObject({ companies: count, revisions: count.max(LIMITS.revisions), attachments: count }),
  revisionsRoot: sha256,
  files: z
    .array(z.strictObject({ path: z.string().regex(/^[a-zA-Z0-9._/-]{1,120}$/), size: count.max(LIMITS.file), sha256 }))
    .max(LIMITS.entries)
    .refine((files) => files.every((file, index) => index === 0 || (files[index - 1]?.path ?? '') < file.path), 'sorted, each once'),
  recipients: z.array(z.string().max(300)).max(1000),
});

function compareVersions(left: string, right: string): number {
  const [leftMajor = 0, leftMinor = 0] = left.split('.').map(Number);
  const [rightMajor = 0, rightMinor = 0] = right.split('.').map(Number);
  return leftMajor - rightMajor || leftMinor - rightMinor;
}
