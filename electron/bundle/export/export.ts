import { basename, dirname } from 'node:path';
import type { Failure } from '../../../shared/base/failure.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import type { EntityId } from '../../../shared/bundle/revision/revision.ts';
import { PAYLOAD, parseEnvelope } from '../../../shared/bundle/signing/dsse.ts';
import { fingerprintOf, shortCode } from '../../../shared/bundle/signing/fingerprint.ts';
import { missingUsages } from '../../../shared/bundle/trust/policy.ts';
import type { KeyUsage, Registry } from '../../../shared/bundle/trust/registry.ts';
import type { ExportArguments, ExportPreview, ExportReceipt, Recipient, SentBundle } from '../../../shared/ipc/bundle.ts';
import type { Course } from '../../database/backup.ts';
import type { ReadDb } from '../../database/db.ts';
import { findBundle, isDeposit, lastSealed, listBundles, standingsOf, type BundleRow } from '../../database/tables/bundle.ts';
import { findForm } from '../../database/tables/form.ts';
import { nationalOf } from '../../database/tables/national.ts';
import { lastReceipt } from '../../database/tables/receipt.ts';
import { listRegistries } from '../../database/tables/registry.ts';
import { countLeft } from '../../database/tables/response.ts';
import { countUnsent, eachLeaving, eachReturning } from '../../database/tables/revision.ts';
import { getSetting, isCommission } from '../../database/tables/setting.ts';
import { courseOf, stepsOf, UNWATCHED } from '../../jobs/course.ts';
import type { Desk } from '../../jobs/handler.ts';
import { chainOf, manifestOf, sealBundle } from '../container/seal.ts';
import { writeBundle } from '../container/write.ts';
import { decodeUtf8 } from '../crypto/hash.ts';
import { findKey, type KeyRecord } from '../keys/keystore.ts';
import { encryptionFor, encryptionOf, NOBODY } from '../trust/recipients.ts';
import { loadRegistry, readTrust } from '../trust/trust.ts';
import { keystoreDriver } from './signers.ts';

/**
 * What an export would hold now: the bundle that is sealed and not yet written, or what has gathered since the last. Throws what
 * {@link Course.checkCancelled} throws.
 */
export function previewExport(db: ReadDb, asked: string | null = null, course: Course = UNWATCHED): ExportPreview {
  course.checkCancelled();
  const workspace = getSetting(db, 'workspace');
  const form = findForm(db, getSetting(db, 'form') ?? '');
  const recipients = recipientsOf(db, course);
  const to = workspace?.role === 'commission' ? (asked ?? recipients[0]?.country ?? null) : null;
  const last = workspace && lastSealed(db, chainOf(workspace, to));
  const seq = last?.state === 'sealed' ? last.seq : (last?.seq ?? 0) + 1;
  const counts = (): { readonly companies: number; readonly revisions: number } => {
    if (last?.state === 'sealed') return manifestOf(last).counts;
    if (to !== null) return recipients.find(({ country }) => country === to) ?? NOTHING;
    return form ? countIn(stepsOf(course, countUnsent(db))(eachLeaving(db, form.id))) : NOTHING;
  };
  const { companies, revisions } = counts();
  const sealed = last?.state === 'sealed';
  const encryption = sealed ? encryptionOf(db, manifestOf(last).recipients) : encryptionFor(db, to);
  return {
    companies, revisions, left: countLeft(db), nextSeq: seq, suggestedName: nameOf(db, seq, to, awaitedHere(db).length > 0), to, recipients,
    encryptTo: encryption.ok ? encryption.value.named : [], sealed, awaits: sealed ? awaitedBy(loadRegistry(db), last) : awaitedHere(db),
  };
}

const NOTHING = { companies: 0, revisions: 0 };

/** How many revisions of how many companies. */
function countIn(rows: Iterable<{ readonly entity: EntityId }>): typeof NOTHING {
  const entities = new Set<EntityId>();
  let revisions = 0;
  for (const { entity } of rows) {
    entities.add(entity);
    revisions += 1;
  }
  return { companies: entities.size, revisions };
}

/** How much waits for each state. */
function countReturning(db: ReadDb, formId: string, course: Course): readonly Recipient[] {
  const states = new Map<string, { readonly entity: EntityId }[]>();
  for (const row of stepsOf(course, countUnsent(db))(eachReturning(db, formId))) {
    const known = states.get(row.country);
    if (known) known.push(row);
    else states.set(row.country, [row]);
  }
  return [...states].map(([country, rows]) => ({ country, ...countIn(rows) }));
}

/** The states that something of the Commission waits for: gathered, or sealed and not yet written. */
function recipientsOf(db: ReadDb, course: Course): readonly Recipient[] {
  const workspace = getSetting(db, 'workspace');
  const form = findForm(db, getSetting(db, 'form') ?? '');
  if (workspace?.role !== 'commission' || !form) return [];
  const gathered = countReturning(db, form.id, course);
  const sealed = listBundles(db, 'out').flatMap((bundle): readonly Recipient[] => {
    const country = addresseeOf(db, bundle);
    return bundle.state === 'sealed' && country !== null ? [{ country, ...pick(manifestOf(bundle).counts) }] : [];
  });
  return [...sealed, ...gathered.filter(({ country }) => !sealed.some((one) => one.country === country))].sort((a, b) => (a.country < b.country ? -1 : 1));
}

const pick = ({ companies, revisions }: Omit<Recipient, 'country'>): Omit<Recipient, 'country'> => ({ companies, revisions });

/** Where a bundle goes: the Commission's to one state, which is named when several wait. Fails with `usage`. */
function recipientOf(desk: Desk, asked: string | null): Result<string | null, Failure> {
  if (!isCommission(desk.db)) return ok(null);
  const waiting = recipientsOf(desk.db, courseOf(desk, 'collecting')).map(({ country }) => country);
  if (asked === null && waiting.length > 1) return err({ code: 'usage', values: { detail: `--to ${waiting.join('|')}` } });
  const to = asked ?? waiting[0];
  return to === undefined ? err({ code: 'nothing-to-export' }) : ok(to);
}

/** A receipt before main gives the file a ticket. */
export type WrittenReceipt = Omit<ExportReceipt, 'ticket'>;

export interface ExportRequest extends Omit<ExportArguments, 'job'> {
  readonly path: string;
}

/**
 * Seals and writes the next bundle to `path` (B23). Fails with `usage` (several states wait and none is named), `no-key`, `key-elsewhere`,
 * `wrong-passphrase`, `nothing-to-export`, `no-trust` or `no-recipient` (when it is to be encrypted), `disk-full` or `file-unwritable`; after the
 * last two the sealed bundle waits here, and the next export writes the same one.
 */
export async function exportBundle(desk: Desk, args: ExportRequest): Promise<Result<WrittenReceipt, Failure>> {
  const keyId = getSetting(desk.db, 'signingKey');
  const key = keyId === null ? null : findKey(desk.folder, keyId);
  if (!key) return err({ code: 'no-key' });
  const to = recipientOf(desk, args.to);
  if (!to.ok) return to;
  desk.progress({ phase: 'sealing', done: 0, total: 1 });
  const signer = keystoreDriver(desk.folder, desk.osWrap).open(key.keyId, args.passphrase);
  if (!signer.ok) return signer;
  desk.checkCancelled();
  const recipients = args.encrypt ? encryptionFor(desk.db, to.value) : ok(NOBODY);
  if (!recipients.ok) return recipients;
  const sealed = sealBundle(desk.db, signer.value, {
    now: desk.now(), person: getSetting(desk.db, 'person') ?? '', personal: args.personal, to: to.value, recipients: recipients.value.keyIds,
  }, courseOf(desk, 'sealing'));
  if (!sealed.ok) return sealed;
  return writeSealed(desk, sealed.value, key, args.path);
}

/**
 * Writes a bundle made here once more, encrypted or not as its manifest says: for a stick that was lost, or a seq that the
 * Commission misses. Fails with `not-sent-here`, `no-key`, `no-trust`, `no-recipient`, `disk-full` or `file-unwritable`.
 */
export async function writeAgain(desk: Desk, { manifest, path }: { readonly manifest: string; readonly path: string }): Promise<Result<WrittenReceipt, Failure>> {
  const bundle = findBundle(desk.db, manifest);
  if (bundle?.direction !== 'out') return err({ code: 'not-sent-here' });
  const key = findKey(desk.folder, bundle.signer);
  return key ? writeSealed(desk, bundle, key, path) : err({ code: 'no-key' });
}

async function writeSealed(desk: Desk, bundle: BundleRow, key: KeyRecord, path: string): Promise<Result<WrittenReceipt, Failure>> {
  const awaits = awaitedBy(loadRegistry(desk.db), bundle);
  // Whoever gives the next signature has to read it; then it is encrypted (B4, B12).
  const recipients = awaits.length > 0 ? ok(NOBODY) : encryptionOf(desk.db, manifestOf(bundle).recipients);
  if (!recipients.ok) return recipients;
  desk.progress({ phase: 'writing', done: 0, total: 1 });
  const written = await writeBundle(desk.db, bundle, key, path, {
    onProgress: (done, total) => desk.progress({ phase: 'checking', done, total }),
    checkCancelled: desk.checkCancelled,
  }, recipients.value.age);
  if (!written.ok) return written;
  const { manifest, manifestHash, size, sha256 } = written.value;
  return ok({
    fileName: basename(path),
    folder: dirname(path),
    size,
    sha256,
    manifest: manifestHash,
    shortCode: shortCode(manifestHash),
    seq: manifest.seq,
    companies: manifest.counts.companies,
    revisions: manifest.counts.revisions,
    createdAt: manifest.createdAt,
    signer: { keyId: key.keyId, holder: key.holder, fingerprint: fingerprintOf(key.keyId) },
    readBack: true,
    awaits,
  });
}

/** Bundles made here and written, newest first. */
export function listSent(db: ReadDb): readonly SentBundle[] {
  const registryThen = registriesOf(db);
  return listBundles(db, 'out')
    .filter((bundle) => bundle.state === 'sent' && !isDeposit(bundle))
    .map((bundle) => ({
      manifest: bundle.manifest, seq: bundle.seq, fileName: bundle.fileName, at: bundle.at, companies: manifestOf(bundle).counts.companies,
      revisions: bundle.revisions, shortCode: shortCode(bundle.manifest), to: addresseeOf(db, bundle), encrypted: manifestOf(bundle).recipients.length > 0,
      receipt: receiptOf(db, bundle.manifest), standings: standingsOf(db, bundle.manifest), awaits: lastReceipt(db, bundle.manifest) ? [] : awaitedBy(registryThen(manifestOf(bundle).registryVersion), bundle),
      nationalSignatures: nationalOf(db, bundle.manifest).map(({ name }) => name),
    }));
}

/** The signatures that a bundle made here still awaits, by the policy of a registry (B12); without a registry nobody knows of any. */
function awaitedBy(registry: Registry | null, bundle: Pick<BundleRow, 'envelope' | 'manifestBytes'>): readonly KeyUsage[] {
  const envelope = parseEnvelope(decodeUtf8(bundle.envelope) ?? '', PAYLOAD.manifest, 'beside');
  if (!registry || !envelope.ok) return [];
  const signed = new Set(envelope.value.signatures.map(({ keyid }) => keyid));
  return missingUsages(registry, manifestOf(bundle).issuer, registry.entries.filter(({ keyId }) => signed.has(keyId)));
}

/** The registry that was in force when a bundle was sealed: a policy that came later does not make it wait. Each is opened once. */
function registriesOf(db: ReadDb): (version: number) => Registry | null {
  const opened = new Map<number, Registry | null>();
  return (version) => {
    const known = opened.get(version);
    if (known !== undefined) return known;
    const row = listRegistries(db).find((each) => each.version === version);
    const trust = row && readTrust(row.envelope);
    const registry = trust?.ok ? trust.value.registry : loadRegistry(db);
    opened.set(version, registry);
    return registry;
  };
}

/** Those that the next bundle will await when the key that signs here has signed it. */
function awaitedHere(db: ReadDb): readonly KeyUsage[] {
  const registry = loadRegistry(db);
  const workspace = getSetting(db, 'workspace');
  const key = findKey(db.folder, getSetting(db, 'signingKey') ?? '');
  return registry && workspace && key ? missingUsages(registry, workspace, [key]) : [];
}

function addresseeOf(db: ReadDb, { installation }: BundleRow): string | null {
  return installation.slice((getSetting(db, 'workspace')?.id.length ?? 0) + 1) || null;
}

function receiptOf(db: ReadDb, manifest: string): SentBundle['receipt'] {
  const receipt = lastReceipt(db, manifest);
  return receipt && { verdict: receipt.verdict, missingSeq: receipt.missingSeq, at: receipt.at };
}

/** `RU-1a2b3c-2026-0007.svod`: state, installation (and where it goes), round, seq; two bodies of one state never collide in a folder. One that awaits another signature says so. */
function nameOf(db: ReadDb, seq: number, to: string | null, unsealed: boolean): string {
  const workspace = getSetting(db, 'workspace');
  const round = getSetting(db, 'round') ?? '';
  return `${workspace?.country ?? ''}-${(workspace?.id ?? '').slice(0, 6)}-${to === null ? '' : `${to}-`}${round}-${String(seq).padStart(4, '0')}${unsealed ? '-unsealed' : ''}.svod`;
}
