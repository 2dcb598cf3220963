import { PAYLOAD, printEnvelope } from '../../shared/bundle/signing/dsse.ts';
import { ENTRY, isAttachment, MIMETYPE } from '../../shared/bundle/canonical/limits.ts';
import { createMerkleTree } from '../../shared/bundle/revision/merkle.ts';
import type { Registry } from '../../shared/bundle/trust/registry.ts';
import { personalCommitment, printPersonal, printRevision, revisionId } from '../../shared/bundle/revision/revisionLine.ts';
import { signPayload, type Signer } from '../../shared/bundle/signing/signing.ts';
import { sha256 } from '../../electron/bundle/crypto/hash.ts';
import { FORM_HASH, NOON, registryOf, revision, testKey } from '../helpers/bundles.ts';
import type { Part } from '../helpers/zipByHand.ts';

/** JSON that mutations may change in place. */
export type Loose = null | boolean | number | string | Loose[] | LooseObject;
export interface LooseObject {
  [key: string]: Loose;
}

/** A bundle before it is put together. */
export interface Draft {
  readonly name: string;
  manifest: LooseObject;
  lines: Uint8Array[];
  personal: Uint8Array[];
  attachments: Uint8Array[];
  /** Entries beside, such as a national signature. */
  readonly more: Readonly<Record<string, Uint8Array>>;
  readonly signers: readonly Signer[];
}

const official = testKey(1);
const seal = testKey(2, 'seal');
const double = [testKey(3, 'official', 'AM', 'Министерство связи'), testKey(4, 'seal', 'AM', 'Министерство связи')] as const;
const commission = testKey(99, 'commission', 'EAEU', 'ЕЭК');
const revoked = testKey(6);

/** The registry against which all cases are judged. */
export const fuzzRegistry: Registry = {
  ...registryOf(official.entry, seal.entry, ...double.map(({ entry }) => entry), commission.entry, { ...revoked.entry, status: 'revoked', trustedUpTo: { 'installation-1': 1 } }),
  policies: [{ country: 'AM', body: 'Министерство связи', required: ['official', 'seal'] }],
};
export const allSigners: readonly Signer[] = [official, seal, ...double, commission, revoked, testKey(7)].map(({ signer }) => signer);

/** A JSON value in the order of JCS; what JCS cannot say is written as JavaScript does. */
function printSorted(value: Loose): string {
  if (Array.isArray(value)) return `[${value.map(printSorted).join()}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  return `{${Object.keys(value).sort().map((key) => `${JSON.stringify(key)}:${printSorted(value[key] as Loose)}`).join()}}`;
}
export const bytesOf = (value: Loose): Uint8Array => Buffer.from(printSorted(value));
export const parsed = (bytes: Uint8Array): Loose => JSON.parse(Buffer.from(bytes).toString()) as Loose;

function draft(name: string, { issuer = {}, ...made }: Partial<Omit<Draft, 'manifest'>> & { readonly issuer?: LooseObject } & { readonly manifest?: LooseObject }): Draft {
  const manifest: LooseObject = {
    format: 'svod-bundle', formatVersion: '1.0', minReaderVersion: '1.0', suite: 'S1',
    issuer: { country: 'RU', body: 'Министерство', installation: 'installation-1', ...issuer }, seq: 1, prevBundle: null, createdAt: new Date(NOON).toISOString(),
    form: { id: 'small', version: '1', hash: FORM_HASH }, round: '2026', registryVersion: 1, auditHead: { count: 0, hash: '0'.repeat(64) }, receiptSeen: null,
    counts: {}, revisionsRoot: '', files: [], recipients: [], ...made.manifest,
  };
  const whole = { name, lines: [printRevision(revision(1)), printRevision(revision(2))], personal: [], attachments: [], more: {}, signers: [official.signer], ...made, manifest };
  settle(whole);
  return whole;
}

/** Makes the manifest say what the content is: files, root, counts; lines in the order of their ids. */
export function settle(one: Draft): void {
  const rows = one.lines.map((line) => ({ line, id: revisionId(sha256, line) })).sort((left, right) => (left.id < right.id ? -1 : 1));
  one.lines = rows.map(({ line }) => line);
  const tree = createMerkleTree(sha256);
  for (const { id } of rows) tree.add(id);
  const files = Object.entries(contentOf(one)).map(([path, bytes]) => ({ path, size: bytes.length, sha256: sha256(bytes) }));
  Object.assign(one.manifest, {
    revisionsRoot: tree.root(), files: files.sort((left, right) => (left.path < right.path ? -1 : 1)),
    counts: { companies: new Set(one.lines.map(entityOf)).size, revisions: rows.length, attachments: one.attachments.length },
  });
}

function entityOf(line: Uint8Array): unknown {
  try {
    return (JSON.parse(Buffer.from(line).toString()) as { readonly entity?: unknown } | null)?.entity;
  } catch {
    return null;
  }
}

const fileOf = (lines: readonly Uint8Array[]): Uint8Array => Buffer.concat(lines.flatMap((line) => [line, Buffer.from('\n')]));

function contentOf({ lines, personal, attachments }: Draft): Record<string, Uint8Array> {
  return {
    ...(personal.length > 0 ? { [ENTRY.personal]: fileOf(personal) } : {}),
    [ENTRY.revisions]: fileOf(lines),
    ...Object.fromEntries(attachments.map((bytes) => [`data/attachments/${sha256(bytes)}`, bytes])),
  };
}

/** The entries of the bundle. `manifest` and `envelope` stand in place of what the draft would give. */
export function partsOf(one: Draft, manifest: Uint8Array = bytesOf(one.manifest), envelope: Uint8Array = sign(manifest, one.signers)): readonly Part[] {
  const entries = { [ENTRY.mimetype]: Buffer.from(MIMETYPE), [ENTRY.manifest]: manifest, ...contentOf(one), [ENTRY.envelope]: envelope, ...one.more };
  return Object.entries(entries).map(([name, data]) => ({ name, data, method: name === ENTRY.mimetype || isAttachment(name) ? 'store' : 'deflate' }));
}

export function sign(manifest: Uint8Array, signers: readonly Signer[]): Uint8Array {
  return printEnvelope({ payloadType: PAYLOAD.manifest, payload: null, signatures: signers.map((signer) => signPayload(signer, PAYLOAD.manifest, manifest)) });
}

/** Bundles of every kind, small, each right in all. */
export function drafts(): readonly Draft[] {
  const apart = { salt: '0123456789abcdef0123456789abcdef', set: { '/A/A02': '+7 495 000-00-00' } };
  const hidden = printRevision(revision(3, { personal: personalCommitment(sha256, apart), set: { '/A/A01': 'Әлия', '/B/B01': 12.5, '/B/B02': ['a', 'b'], '/B/B03': { missing: 'no_data' } } }));
  const newer = Buffer.from(printSorted({ ...(parsed(printRevision(revision(1))) as LooseObject), zebra: { deep: [1, 'я'] } }));
  const id = revisionId(sha256, hidden);
  return [
    draft('two companies', {}),
    draft('a correction', { lines: [printRevision(revision(1, { parents: ['a'.repeat(64), 'b'.repeat(64)], unset: ['/B/B01', '/B/B02'], reason: 'Исправлено' }))], manifest: { seq: 7, prevBundle: 'c'.repeat(64) } }),
    draft('personal answers, attachments, a national signature', {
      lines: [hidden], personal: [printPersonal({ revision: id, ...apart })], attachments: [Buffer.from('приложение'), new Uint8Array()], more: { 'META-INF/national.p7s': Buffer.from('p7s') },
    }),
    draft('a newer minor version', { lines: [newer], manifest: { formatVersion: '1.3', zebra: 1 } }),
    draft('two keys', { signers: double.map(({ signer }) => signer), issuer: { country: 'AM', body: 'Министерство связи' } }),
    draft('the Commission decides', {
      lines: [printRevision(revision(1, { op: 'decide', set: { '@decision': 'accepted' } }))], signers: [commission.signer], issuer: { country: 'EAEU', body: 'ЕЭК', installation: 'installation-99-RU' },
    }),
    draft('nothing', { lines: [] }),
  ];
}
