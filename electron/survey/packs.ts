import { basename, join } from 'node:path';
import type { Failure } from '../../shared/base/failure.ts';
import { err, ok, type Result } from '../../shared/base/result.ts';
import type { Signer } from '../../shared/bundle/signing/signing.ts';
import type { FormPreview } from '../../shared/ipc/bundle.ts';
import { compareForms } from '../../shared/survey/evolution/compare.ts';
import { nodesOf } from '../../shared/survey/evolution/paths.ts';
import type { FormDefinition } from '../../shared/survey/form.ts';
import { parseForm } from '../../shared/survey/engine/parseForm.ts';
import { printRemark } from '../../shared/text/print.ts';
import { makeFolder, readSmall, writeFileSafely } from '../bundle/container/file.ts';
import { sha256 } from '../bundle/crypto/hash.ts';
import { openForm, packName, sealForm, type FormPack } from '../bundle/trust/formPack.ts';
import { loadRegistry } from '../bundle/trust/trust.ts';
import type { ReadDb } from '../database/db.ts';
import { appendAudit } from '../database/tables/audit.ts';
import { refreshCompanies } from '../database/tables/company.ts';
import { findForm, hasForm, loadDefinition } from '../database/tables/form.ts';
import { getSetting, setSetting } from '../database/tables/setting.ts';
import { write } from '../database/transaction.ts';
import type { Desk, Handler } from '../jobs/handler.ts';
import { moveDrafts, type MovedDraft } from './evolve.ts';
import { installForm, readyToInstall, useForm } from './form.ts';

/** A form beside the one that is filled in. */
export type Comparison = Pick<FormPreview, 'installedVersion' | 'changes' | 'labels' | 'same'>;

/** What installing a pack would change here. */
export interface PackPreview extends Comparison {
  readonly pack: FormPack;
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
  const sound = checkForm(db, pack.definition);
  if (!sound.ok) return sound;
  const seen = seenOf(db, pack.definition.id);
  if (seen && (pack.number < seen.number || (pack.number === seen.number && pack.hash !== seen.hash))) {
    return err({ code: 'rolled-back', values: { detail: `form pack ${pack.number} after ${seen.number}` } });
  }
  return ok({ pack, ...compareWithCurrent(db, pack.definition) });
}

/** Fails with `form-invalid`, which names the first errors, in the language of the workspace. */
export function checkForm(db: ReadDb, definition: FormDefinition): Result<null, Failure> {
  const sound = parseForm(definition);
  const language = getSetting(db, 'language') ?? 'ru';
  // What is wrong with the shape says itself where it stands.
  const said = sound.ok ? [] : sound.error.slice(0, 5).map(({ kind, where, remark }) => `${kind === 'shape' ? '' : `${where}: `}${printRemark(language, remark)}`);
  return sound.ok ? ok(null) : err({ code: 'form-invalid', values: { detail: said.join(' ') } });
}

/** What a form has otherwise than the one that is filled in, and what the questions named are called; without one everything is new. */
export function compareWithCurrent(db: ReadDb, definition: FormDefinition): Comparison {
  const current = getSetting(db, 'form') ?? '';
  const before = loadDefinition(db, current) ?? { ...definition, body: [], choices: {}, rules: [] };
  const changes = compareForms(before, definition);
  const named = new Set(changes.flatMap((change) => ('path' in change ? [change.path] : [])));
  const labels = Object.fromEntries([...nodesOf(before), ...nodesOf(definition)].flatMap(([path, { node }]) => (named.has(path) ? [[path, node.label as Readonly<Record<string, string>>]] : [])));
  return { installedVersion: findForm(db, current)?.version ?? null, changes, labels, same: current === readyToInstall(definition).hash };
}

/** The number of the pack that a form would be signed as; that of the same form again is the same. */
export function nextNumber(db: ReadDb, id: string, hash: string): number {
  const seen = seenOf(db, id);
  return seen === null ? 1 : seen.hash === hash ? seen.number : seen.number + 1;
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
  const number = nextNumber(desk.db, definition.id, hash);
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
  const made = makeFolder(folder);
  return made.ok ? writeFileSafely(join(folder, name), bytes) : made;
}
