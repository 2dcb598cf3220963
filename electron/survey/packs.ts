import { mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Failure } from '../../shared/base/failure.ts';
import { err, ok, type Result } from '../../shared/base/result.ts';
import { changesBetween, type FormChanges } from '../../shared/survey/changes.ts';
import { readSmall, writeFileSafely } from '../bundle/file.ts';
import { openForm, packName, sealForm, type FormPack } from '../bundle/formPack.ts';
import { sha256 } from '../bundle/hash.ts';
import { loadRegistry } from '../bundle/trust.ts';
import { appendAudit } from '../database/audit.ts';
import { refreshCompanies } from '../database/company.ts';
import type { ReadDb } from '../database/db.ts';
import { findForm, hasForm, loadDefinition } from '../database/form.ts';
import { getSetting, setSetting } from '../database/setting.ts';
import { failureOf } from '../database/trouble.ts';
import { write } from '../database/transaction.ts';
import type { Signer } from '../../shared/bundle/signing.ts';
import type { FormDefinition } from '../../shared/survey/form.ts';
import { parseForm } from '../../shared/survey/parseForm.ts';
import { printRemark } from '../../shared/text/print.ts';
import type { FormPreview } from '../../shared/ipc/bundle.ts';
import type { Desk, Handler } from '../jobs/handler.ts';
import { moveDrafts, type MovedDraft } from './evolve.ts';
import { installForm, readyToInstall, useForm } from './form.ts';

/** What installing a pack would change here. */
export interface PackPreview {
  readonly pack: FormPack;
  readonly installedVersion: string | null;
  readonly changes: FormChanges;
  /** This very form is the one that is filled in already. */
  readonly same: boolean;
}

/**
 * Reads a form pack and compares it with the form that is filled in (B15). Fails with what `openForm` refuses, `policy-unmet` (nobody
 * signed it, and this form is not installed), `form-invalid` or `rolled-back` (a pack of a lower number than one seen, or another of the same).
 */
export function previewPack(db: ReadDb, bytes: Uint8Array): Result<PackPreview, Failure> {
  const opened = openForm(bytes, loadRegistry(db));
  if (!opened.ok) return opened;
  const pack = opened.value;
  if (pack.signer === null && !hasForm(db, pack.hash)) return err({ code: 'policy-unmet' });
  const sound = parseForm(pack.definition);
  if (!sound.ok) return err({ code: 'form-invalid', values: { detail: sound.error.slice(0, 5).map(({ where, remark }) => `${where}: ${printRemark(getSetting(db, 'language') ?? 'ru', remark)}`).join(' ') } });
  const seen = seenOf(db, pack.definition.id);
  if (seen && (pack.number < seen.number || (pack.number === seen.number && pack.hash !== seen.hash))) {
    return err({ code: 'rolled-back', values: { detail: `form pack ${pack.number} after ${seen.number}` } });
  }
  const current = getSetting(db, 'form') ?? '';
  const installed = findForm(db, current);
  return ok({ pack, installedVersion: installed?.version ?? null, changes: changesBetween(loadDefinition(db, current), pack.definition), same: current === pack.hash });
}

/** Installs a form pack and makes its form the one that is filled in. Fails like {@link previewPack}, or with `disk-full`, `file-unwritable`. */
export function installPack(desk: Desk, bytes: Uint8Array): Result<PackPreview & { readonly moved: readonly MovedDraft[] }, Failure> {
  const preview = previewPack(desk.db, bytes);
  if (!preview.ok) return preview;
  const { pack } = preview.value;
  const { id, version } = pack.definition;
  const installed = write<readonly MovedDraft[]>(desk.db, () => {
    const now = desk.now();
    installForm(desk.db, readyToInstall(pack.definition), pack.signer, now);
    refreshCompanies(desk.db);
    const form = useForm(desk.db, pack.hash);
    if (!form.ok) return form;
    const moved = moveDrafts(desk, form.value);
    remember(desk, pack);
    appendAudit(desk.db, sha256, { at: now, person: getSetting(desk.db, 'person') ?? '', act: 'survey.form-installed', about: { hash: pack.hash, id, version, number: pack.number } });
    return ok(moved);
  });
  return installed.ok ? ok({ ...preview.value, moved: installed.value }) : installed;
}

/**
 * Signs a form as the next pack of its id and keeps it, to travel with the registry; the same form again is the same number.
 * Fails with `disk-full` or `file-unwritable`.
 */
export function signPack(desk: Desk, definition: FormDefinition, signer: Signer, files: ReadonlyMap<string, Uint8Array>): Result<{ readonly bytes: Uint8Array; readonly number: number }, Failure> {
  const { hash } = readyToInstall(definition);
  const seen = seenOf(desk.db, definition.id);
  const number = seen === null ? 1 : seen.hash === hash ? seen.number : seen.number + 1;
  const bytes = sealForm(definition, signer, { number, issuedAt: new Date(desk.now()).toISOString(), files });
  const kept = keep(desk, packName(definition.id, number), bytes);
  if (!kept.ok) return kept;
  return write(desk.db, () => {
    remember(desk, { definition, hash, number });
    appendAudit(desk.db, sha256, { at: desk.now(), person: getSetting(desk.db, 'person') ?? '', act: 'survey.form-signed', about: { hash, id: definition.id, number } });
    return ok({ bytes, number });
  });
}

/** The work behind `bundle.pickForm` and `bundle.installForm`; main has asked for the file, and keeps its bytes behind the ticket. */
export interface PackHandlers {
  readonly 'bundle.readForm': Handler<{ readonly path: string }, { readonly preview: Omit<FormPreview, 'ticket'>; readonly bytes: Uint8Array }>;
  readonly 'bundle.installForm': Handler<{ readonly bytes: Uint8Array }, { readonly version: string }>;
}

export const packHandlers: PackHandlers = {
  'bundle.readForm': ({ db }, { path }) => {
    const bytes = readSmall(path);
    if (!bytes.ok) return bytes;
    const preview = previewPack(db, bytes.value);
    if (!preview.ok) return err({ ...preview.error, values: { ...preview.error.values, file: basename(path) } });
    const { pack: { definition, number, signer }, ...rest } = preview.value;
    const holder = loadRegistry(db)?.entries.find(({ keyId }) => keyId === signer)?.holder ?? null;
    return ok({ preview: { fileName: basename(path), title: definition.title as FormPreview['title'], version: definition.version, number, signer: holder, ...rest }, bytes: bytes.value });
  },
  'bundle.installForm': (desk, { bytes }) => {
    const installed = installPack(desk, bytes);
    return installed.ok ? ok({ version: installed.value.pack.definition.version }) : installed;
  },
};

/** The highest pack seen of a form id. */
function seenOf(db: ReadDb, id: string): { readonly number: number; readonly hash: string } | null {
  const packs = getSetting(db, 'formPacks') ?? {};
  return Object.hasOwn(packs, id) ? (packs[id] ?? null) : null;
}

function remember({ db }: Desk, { definition, hash, number }: Pick<FormPack, 'definition' | 'hash' | 'number'>): void {
  if (number > 0) setSetting(db, 'formPacks', { ...getSetting(db, 'formPacks'), [definition.id]: { number, hash } });
}

function keep(desk: Desk, name: string, bytes: Uint8Array): Result<null, Failure> {
  const folder = join(desk.folder, 'forms');
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    const failure = failureOf(error);
    if (!failure) throw error;
    return err({ code: failure.code === 'disk-full' ? 'disk-full' : 'file-unwritable', values: { file: folder } });
  }
  return writeFileSafely(join(folder, name), bytes);
}
