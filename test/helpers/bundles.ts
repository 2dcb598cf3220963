import { closeSync, existsSync, mkdtempSync, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createContainer } from '../../electron/bundle/container/container.ts';
import { makeRevision, type NewRevision } from '../../electron/bundle/container/revision.ts';
import { sealBundle } from '../../electron/bundle/container/seal.ts';
import { writeBundle, type WrittenBundle } from '../../electron/bundle/container/write.ts';
import { createSigner, publicKeyOf } from '../../electron/bundle/crypto/ed25519.ts';
import { sha256 } from '../../electron/bundle/crypto/hash.ts';
import { entryOf, signRootPayload } from '../../electron/bundle/trust/trust.ts';
import type { WriteDb } from '../../electron/database/db.ts';
import { createDatabase } from '../../electron/database/open.ts';
import { insertForm } from '../../electron/database/tables/form.ts';
import { setSetting } from '../../electron/database/tables/setting.ts';
import { printCanonicalBytes } from '../../shared/base/canonical.ts';
import type { Json } from '../../shared/base/json.ts';
import { ENTRY, isAttachment, MIMETYPE } from '../../shared/bundle/canonical/limits.ts';
import type { Manifest } from '../../shared/bundle/revision/manifest.ts';
import { printManifest } from '../../shared/bundle/revision/manifestText.ts';
import { createMerkleTree } from '../../shared/bundle/revision/merkle.ts';
import type { Revision } from '../../shared/bundle/revision/revision.ts';
import { printRevision, revisionId } from '../../shared/bundle/revision/revisionLine.ts';
import { PAYLOAD, printEnvelope } from '../../shared/bundle/signing/dsse.ts';
import { signPayload, type Signer } from '../../shared/bundle/signing/signing.ts';
import type { PublicKey } from '../../shared/bundle/trust/publicKey.ts';
import type { KeyUsage, Registry, RegistryEntry } from '../../shared/bundle/trust/registry.ts';
import { printRegistry } from '../../shared/bundle/trust/registryText.ts';
import { printTrust, soleRoot } from '../../shared/bundle/trust/trustText.ts';
import type { FormDefinition } from '../../shared/survey/form.ts';
import type { Answer } from '../../shared/survey/response.ts';
import { valueOf } from './result.ts';

/** 23 November 2026, noon in Moscow. */
export const NOON = Date.UTC(2026, 10, 23, 9);

const made: string[] = [];
process.on('exit', () => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true });
});

/** An empty folder that goes away with the tests. */
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'svod-test-'));
  made.push(folder);
  return folder;
}

/** The same in memory, where the system has such a place: for files by the ten thousand. */
export function fastFolder(): string {
  const folder = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'svod-test-'));
  made.push(folder);
  return folder;
}

/** Two questions, one of them personal: all that a bundle needs. */
export const SMALL_FORM: FormDefinition = {
  formatVersion: 1, id: 'small', version: '1', title: { ru: 'Малая форма' }, languages: ['ru'], defaultLanguage: 'ru',
  body: [
    { kind: 'question', type: 'text', name: 'A01', path: '/A/A01', label: { ru: 'Название' } },
    { kind: 'question', type: 'text', name: 'A02', path: '/A/A02', label: { ru: 'Телефон' }, personal: true },
  ],
  choices: {}, rules: [], parameters: [],
};
export const FORM_HASH = sha256(printCanonicalBytes(SMALL_FORM as unknown as Json));
export const FORM = { hash: FORM_HASH, definition: SMALL_FORM };

export const entity = (number: number): string => number.toString(16).padStart(64, '0');

/** A key that needs no passphrase, the same for the same number. */
export function testKey(number: number, usage: KeyUsage = 'official', country = 'RU', body = 'Министерство'): { readonly signer: Signer; readonly key: PublicKey; readonly entry: RegistryEntry } {
  const seed = new Uint8Array(32).fill(number);
  const key: PublicKey = {
    format: 'svod-public-key', suite: 'S1', publicKey: publicKeyOf(seed), usage, country, body, holder: 'И. Иванова', createdAt: new Date(NOON).toISOString(),
  };
  return { signer: createSigner(seed), key, entry: entryOf(key, NOON) };
}

export function registryOf(...entries: readonly RegistryEntry[]): Registry {
  return {
    format: 'svod-registry', version: 1, issuedAt: new Date(NOON).toISOString(), expiresAt: new Date(NOON).toISOString(), policies: [], entries,
  };
}

/** A registry with its root as the Commission gives them out; one key for everything, and another's signature where a test wants it. */
export function trustFile(registry: Registry, { root = 99, signer = root }: { readonly root?: number; readonly signer?: number } = {}): Buffer {
  const { key, signer: rootSigner } = testKey(root);
  const dates = { version: 1, issuedAt: new Date(NOON).toISOString(), expiresAt: new Date(NOON).toISOString() };
  const payload = printRegistry(registry);
  return Buffer.from(printTrust(
    [signRootPayload(soleRoot({ keyId: rootSigner.keyId, publicKey: key.publicKey, holder: key.holder }, dates), [rootSigner])],
    { payloadType: PAYLOAD.registry, payload, signatures: [signPayload(testKey(signer).signer, PAYLOAD.registry, payload)] },
  ));
}

export const trusting = (...entries: readonly RegistryEntry[]): { readonly registry: Registry; readonly knowsForm: (hash: string) => boolean } => ({
  registry: registryOf(...entries),
  knowsForm: (hash) => hash === FORM_HASH,
});

export type Workspace = Readonly<{ db: WriteDb; folder: string }> & ReturnType<typeof testKey>;

/** A ministry's workspace that speaks with a test key. */
export function newMinistry(number = 1, folder = join(newFolder(), 'ministry'), key = testKey(number)): Workspace {
  const db = valueOf(createDatabase(folder));
  setSetting(db, 'workspace', { id: `installation-${number}`, role: 'ministry', country: key.key.country, body: key.key.body });
  setSetting(db, 'person', 'И. Иванова');
  setSetting(db, 'round', '2026');
  setSetting(db, 'form', FORM_HASH);
  setSetting(db, 'signingKey', key.signer.keyId);
  insertForm(db, { hash: FORM_HASH, id: SMALL_FORM.id, version: SMALL_FORM.version, definition: JSON.stringify(SMALL_FORM), signer: null, installedAt: NOON });
  return { db, folder, ...key };
}

let uuids = 0;
export const CLOCK = { now: () => NOON, uuid: () => (uuids += 1).toString(16).padStart(32, '0') };

export function put(workspace: Workspace, company: number, answers: Readonly<Record<string, Answer>>, more: Partial<NewRevision> = {}): string {
  return valueOf(
    makeRevision(workspace.db, CLOCK, {
      entity: entity(company), form: FORM, round: '2026', op: 'put', reason: '', state: new Map(Object.entries(answers)), ...more,
    }),
  );
}

export async function exportTo(workspace: Workspace, path: string, personal = false): Promise<WrittenBundle> {
  const sealed = valueOf(sealBundle(workspace.db, workspace.signer, { now: NOON, person: 'И. Иванова', personal }));
  return valueOf(await writeBundle(workspace.db, sealed, workspace.key, path));
}

export function revision(company: number, more: Partial<Revision> = {}): Revision {
  return {
    v: 1, entity: entity(company), form: { id: 'small', version: '1', hash: FORM_HASH }, round: '2026', parents: [], op: 'put',
    set: { '/A/A01': `ООО «Кремний ${company}»` }, unset: [], author: testKey(1).signer.keyId, person: 'И. Иванова', installation: 'installation-1',
    claimedAt: new Date(NOON).toISOString(), reason: '', ...more,
  };
}

export interface Forgery {
  readonly lines?: readonly Uint8Array[];
  readonly revisions?: readonly Revision[];
  readonly manifest?: (manifest: Manifest) => unknown;
  readonly manifestBytes?: (bytes: Uint8Array) => Uint8Array;
  readonly signers?: readonly Signer[];
  readonly envelope?: (bytes: Uint8Array) => Uint8Array;
  readonly payloadType?: (typeof PAYLOAD)[keyof typeof PAYLOAD];
  /** Entries beside the usual ones, in front of the envelope; listed in the manifest under `data/`. */
  readonly more?: Readonly<Record<string, Uint8Array>>;
  readonly leaveOut?: readonly string[];
}

/** The entries of a bundle made by hand, with whatever is wrong in it signed all the same: what a hostile holder of a key could do. */
export function forged(forgery: Forgery = {}): Readonly<Record<string, Uint8Array>> {
  const { signer } = testKey(1);
  const bodies = (forgery.revisions ?? [revision(1), revision(2)]).map((item) => printRevision(item));
  const sorted = bodies.map((line) => ({ line, id: revisionId(sha256, line) })).sort((left, right) => (left.id < right.id ? -1 : 1));
  const lines = forgery.lines ?? sorted.map(({ line }) => line);
  const tree = createMerkleTree(sha256);
  for (const line of lines) tree.add(revisionId(sha256, line));
  const content: Record<string, Uint8Array> = { [ENTRY.revisions]: Buffer.concat(lines.map((line) => Buffer.concat([line, Buffer.from('\n')]))), ...forgery.more };
  const files = Object.entries(content).filter(([name]) => name.startsWith('data/')).sort(([left], [right]) => (left < right ? -1 : 1));
  const manifest: Manifest = {
    format: 'svod-bundle', formatVersion: '1.0', minReaderVersion: '1.0', suite: 'S1',
    issuer: { country: 'RU', body: 'Министерство', installation: 'installation-1' }, seq: 1, prevBundle: null, createdAt: new Date(NOON).toISOString(),
    form: { id: 'small', version: '1', hash: FORM_HASH }, round: '2026', registryVersion: 1, auditHead: { count: 0, hash: '0'.repeat(64) }, receiptSeen: null,
    counts: { companies: lines.length, revisions: lines.length, attachments: 0 }, revisionsRoot: tree.root(),
    files: files.map(([name, bytes]) => ({ path: name, size: bytes.length, sha256: sha256(bytes) })), recipients: [],
  };
  const changed = (forgery.manifest?.(manifest) ?? manifest) as Manifest;
  const manifestBytes = forgery.manifestBytes?.(printManifest(changed)) ?? printManifest(changed);
  const payloadType = forgery.payloadType ?? PAYLOAD.manifest;
  const signatures = (forgery.signers ?? [signer]).map((one) => signPayload(one, payloadType, manifestBytes));
  const envelope = printEnvelope({ payloadType, payload: null, signatures });
  const entries: Record<string, Uint8Array> = {
    [ENTRY.mimetype]: Buffer.from(MIMETYPE), [ENTRY.manifest]: manifestBytes, ...content, [ENTRY.envelope]: forgery.envelope?.(envelope) ?? envelope,
  };
  return Object.fromEntries(Object.entries(entries).filter(([name]) => !forgery.leaveOut?.includes(name)));
}

/** {@link forged} as a file. */
export async function forge(path: string, forgery: Forgery = {}): Promise<void> {
  const file = openSync(path, 'w');
  const container = createContainer(file);
  for (const [name, bytes] of Object.entries(forged(forgery))) await container.add(name, name === ENTRY.mimetype || isAttachment(name) ? 'store' : 'deflate', [bytes]);
  container.finish();
  closeSync(file);
}
