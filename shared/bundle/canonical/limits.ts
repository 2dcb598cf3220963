/** Refused beyond (B3). Sizes are bytes unless said otherwise. */
export const LIMITS = {
  container: 256 * 1024 * 1024,
  entries: 2000,
  file: 512 * 1024 * 1024,
  /** All entries of a container together, expanded. */
  expanded: 1024 * 1024 * 1024,
  manifest: 4 * 1024 * 1024,
  envelope: 1024 * 1024,
  /** A national signature, and how many of them one bundle may carry. */
  national: 256 * 1024,
  nationals: 16,
  /** A proof or a receipt, in characters. */
  evidence: 32 * 1024 * 1024,
  line: 1024 * 1024,
  revisions: 200_000,
  depth: 32,
  /** Characters. */
  text: 64 * 1024,
} as const;

export const FORMAT_VERSION = '1.0';

/** Names an entry may have (B1, B2): the closed list. */
export const ENTRY = {
  mimetype: 'mimetype',
  manifest: 'manifest.json',
  revisions: 'data/revisions.jsonl',
  personal: 'data/personal.jsonl',
  envelope: 'META-INF/dsse.json',
} as const;

export const MIMETYPE = 'application/vnd.svod.bundle+zip';

const ATTACHMENT = /^data\/attachments\/[0-9a-f]{64}$/;
const NATIONAL_SIGNATURE = /^META-INF\/[a-zA-Z0-9._-]{1,100}\.p7s$/;

/** Whether a bundle may hold an entry of this name. */
export function isEntryName(name: string): boolean {
  return (Object.values(ENTRY) as readonly string[]).includes(name) || isAttachment(name) || NATIONAL_SIGNATURE.test(name);
}

export function isAttachment(name: string): boolean {
  return ATTACHMENT.test(name);
}

/** Whether the manifest must list the entry: everything but mimetype, manifest and META-INF (B5). */
export function isListed(name: string): boolean {
  return name.startsWith('data/');
}
