import { assert } from '../../../shared/base/assert.ts';
import type { Failure } from '../../../shared/base/failure.ts';
import type { Sha256 } from '../../../shared/base/hash.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import { ENTRY, FORMAT_VERSION, LIMITS } from '../../../shared/bundle/canonical/limits.ts';
import type { Manifest, ManifestFile } from '../../../shared/bundle/revision/manifest.ts';
import { printManifest } from '../../../shared/bundle/revision/manifestText.ts';
import { createMerkleTree } from '../../../shared/bundle/revision/merkle.ts';
import { PAYLOAD, printEnvelope } from '../../../shared/bundle/signing/dsse.ts';
import { signPayload, type Signer } from '../../../shared/bundle/signing/signing.ts';
import type { Course } from '../../database/backup.ts';
import type { ReadDb, WriteDb } from '../../database/db.ts';
import { appendAudit, auditHead } from '../../database/tables/audit.ts';
import { DEPOSIT, insertBundle, lastSealed, linkRevisions, setBundleState, type BundleRow } from '../../database/tables/bundle.ts';
import { findForm } from '../../database/tables/form.ts';
import { receiptSeen } from '../../database/tables/receipt.ts';
import { currentRegistry } from '../../database/tables/registry.ts';
import { markSent } from '../../database/tables/response.ts';
import { countUnsent, eachDepositable, eachExportable, eachReturnable, findPersonal, markLeft, type BodyRow, type Group } from '../../database/tables/revision.ts';
import { getSetting } from '../../database/tables/setting.ts';
import { write } from '../../database/transaction.ts';
import { stepsOf, UNWATCHED } from '../../jobs/course.ts';
import { createSha256, sha256 } from '../crypto/hash.ts';

export interface SealOptions {
  readonly now: number;
  readonly person: string;
  /** Whether personal answers go along (B7). */
  readonly personal: boolean;
  /** Key ids of those it is meant to be encrypted to (B4); the manifest names them. */
  readonly recipients?: readonly string[];
  /** The state that a bundle of the Commission goes to: it holds that state's companies only and has a numbering of its own. */
  readonly to?: string | null;
}

/** The name a workspace numbers its bundles under (B16): the Commission numbers those to each state apart. */
export function chainOf(workspace: { readonly id: string }, to: string | null): string {
  return to === null ? workspace.id : `${workspace.id}-${to}`;
}

/**
 * Seals what may leave now into the next bundle: manifest, signature, seq and the record of it in one transaction, before
 * any byte of the file exists. So a crash can neither use a seq twice nor lose a sealed bundle: one whose file was not
 * finished is given back here until `writeBundle` has put it on a disk (B16, B23).
 * Fails with `nothing-to-export`, `no-key` (the signer is not this workspace's key), `too-large` or `disk-full`. Throws what {@link Course.checkCancelled} throws; then
 * nothing is sealed.
 */
export function sealBundle(db: WriteDb, signer: Signer, options: SealOptions, course: Course = UNWATCHED): Result<BundleRow, Failure> {
  return write(db, () => {
    const workspace = getSetting(db, 'workspace');
    const form = findForm(db, getSetting(db, 'form') ?? '');
    const round = getSetting(db, 'round');
    if (!workspace || !form || round === null) return err({ code: 'nothing-to-export' });
    if (getSetting(db, 'signingKey') !== signer.keyId) return err({ code: 'no-key' });
    const to = options.to ?? null;
    const installation = chainOf(workspace, to);
    const last = lastSealed(db, installation);
    if (last?.state === 'sealed') return ok(last);

    const leaving = to === null ? eachExportable(db, form.id) : eachReturnable(db, form.id, to, workspace.id);
    const content = collect(db, stepsOf(course, countUnsent(db))(leaving), options.personal);
    const sealed = sealContent(db, signer, content, { ...options, installation, seq: (last?.seq ?? 0) + 1, prevBundle: last?.manifest ?? null });
    if (!sealed.ok) return sealed;
    const bundle = sealed.value;
    linkRevisions(db, bundle.manifest, content.ids);
    markLeft(db, content.ids);
    for (const group of content.groups) markSent(db, group.entity, group.formId, group.round);
    return ok(bundle);
  });
}

/**
 * Signs what was made here and is in no bundle yet, for the central base alone (M13): a bundle under a name of its own, which no
 * file ever holds. What it holds still waits for its way back to the states. Null when there is nothing. Fails with `no-key`,
 * `too-large` or `disk-full`.
 */
export function sealDeposit(db: WriteDb, signer: Signer, options: Pick<SealOptions, 'now' | 'person'> & { readonly uuid: string }): Result<BundleRow | null, Failure> {
  return write(db, () => {
    const form = findForm(db, getSetting(db, 'form') ?? '');
    if (getSetting(db, 'signingKey') !== signer.keyId) return err({ code: 'no-key' });
    const content = form && collect(db, eachDepositable(db, form.id), true);
    if (!content || content.ids.length === 0) return ok(null);
    const sealed = sealContent(db, signer, content, { ...options, installation: `${DEPOSIT}${options.uuid}`, seq: 1, prevBundle: null });
    if (!sealed.ok) return sealed;
    setBundleState(db, sealed.value.manifest, 'sent');
    linkRevisions(db, sealed.value.manifest, content.ids);
    return sealed;
  });
}

interface Numbered extends Pick<SealOptions, 'now' | 'person' | 'recipients'>, Pick<Manifest, 'seq' | 'prevBundle'> {
  readonly installation: string;
}

/** Makes the manifest of what was collected, signs and records it. Fails with `nothing-to-export` or `too-large`. */
function sealContent(db: WriteDb, signer: Signer, content: Collected, { now, person, installation, seq, prevBundle, recipients }: Numbered): Result<BundleRow, Failure> {
  const workspace = getSetting(db, 'workspace');
  const form = findForm(db, getSetting(db, 'form') ?? '');
  const round = getSetting(db, 'round');
  if (!workspace || !form || round === null || content.ids.length === 0) return err({ code: 'nothing-to-export' });
  if (content.ids.length > LIMITS.revisions) return err({ code: 'too-large' });
  appendAudit(db, sha256, { at: now, person, act: 'bundle.sealed', about: { seq, revisions: content.ids.length } });
  const manifest: Manifest = {
    format: 'svod-bundle',
    formatVersion: FORMAT_VERSION,
    minReaderVersion: FORMAT_VERSION,
    suite: signer.suite,
    issuer: { country: workspace.country, body: workspace.body, installation },
    seq,
    prevBundle,
    createdAt: new Date(now).toISOString(),
    form: { id: form.id, version: form.version, hash: form.hash },
    round,
    registryVersion: currentRegistry(db)?.version ?? 0,
    auditHead: auditHead(db),
    receiptSeen: receiptSeen(db),
    counts: { companies: content.companies, revisions: content.ids.length, attachments: 0 },
    revisionsRoot: content.root,
    files: content.files,
    recipients: recipients ?? [],
  };
  const bundle = sign(manifest, signer, now);
  insertBundle(db, bundle);
  return ok(bundle);
}

/** The manifest of a stored bundle: checked before it was stored. */
export function manifestOf(bundle: Pick<BundleRow, 'manifestBytes'>): Manifest {
  return JSON.parse(Buffer.from(bundle.manifestBytes).toString('utf8')) as Manifest;
}

interface Collected {
  readonly ids: readonly string[];
  readonly groups: readonly Group[];
  readonly companies: number;
  readonly root: Sha256;
  readonly files: readonly ManifestFile[];
}

/** Reads what may leave, once, in the order of the file, and keeps only what the manifest needs. */
function collect(db: ReadDb, leaving: Iterable<BodyRow & Group>, personal: boolean): Collected {
  const lines = counter(ENTRY.revisions);
  const personalLines = counter(ENTRY.personal);
  const tree = createMerkleTree(sha256);
  const groups = new Map<string, Group>();
  const ids: string[] = [];
  for (const { id, body, entity, formId, round } of leaving) {
    ids.push(id);
    tree.add(id);
    lines.add(body);
    groups.set(`${entity} ${round}`, { entity, formId, round });
    const apart = personal ? findPersonal(db, id) : null;
    if (apart) personalLines.add(apart);
  }
  return {
    ids,
    groups: [...groups.values()],
    companies: new Set([...groups.values()].map((group) => group.entity)).size,
    root: tree.root(),
    files: [personalLines.file(), lines.file()].filter((file) => file.size > 0),
  };
}

function counter(path: string): { add(line: Uint8Array): void; file(): ManifestFile } {
  const digest = createSha256();
  let size = 0;
  return {
    add(line) {
      digest.update(line).update('\n');
      size += line.length + 1;
    },
    file: () => ({ path, size, sha256: digest.digest('hex') }),
  };
}

function sign(manifest: Manifest, signer: Signer, now: number): BundleRow {
  const manifestBytes = printManifest(manifest);
  const signature = signPayload(signer, PAYLOAD.manifest, manifestBytes);
  assert(manifestBytes.length <= LIMITS.manifest, 'a manifest we make is within its limit');
  return {
    manifest: sha256(manifestBytes),
    direction: 'out',
    installation: manifest.issuer.installation,
    seq: manifest.seq,
    country: manifest.issuer.country,
    body: manifest.issuer.body,
    signer: signer.keyId,
    fileName: '',
    manifestBytes,
    envelope: printEnvelope({ payloadType: PAYLOAD.manifest, payload: null, signatures: [signature] }),
    state: 'sealed',
    at: now,
  };
}
