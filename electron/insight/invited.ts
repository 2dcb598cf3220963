import { basename } from 'node:path';
import type { Failure } from '../../shared/base/failure.ts';
import { err, ok, type Result } from '../../shared/base/result.ts';
import { changeId } from '../../shared/bundle/trust/registryDraft.ts';
import { readInvitations, type InvitationList } from '../../shared/insight/invitation.ts';
import type { InvitedImport, InvitedPreview } from '../../shared/ipc/insight.ts';
import { entityOf } from '../../shared/survey/identifiers/entity.ts';
import { parseCsv } from '../../shared/survey/xlsform/csv.ts';
import type { CellValue } from '../../shared/survey/xlsform/sheet.ts';
import { readSmall } from '../bundle/container/file.ts';
import { decodeUtf8, sha256 } from '../bundle/crypto/hash.ts';
import { stageChanges, unstageChanges } from '../bundle/trust/registryDraft.ts';
import { loadTrust, signsRegistry } from '../bundle/trust/trust.ts';
import { appendAudit } from '../database/tables/audit.ts';
import { findForm } from '../database/tables/form.ts';
import { clearInvited, listInvited, removeInvited, saveInvited, type InvitedRow } from '../database/tables/invited.ts';
import { getSetting, isCommission, setSetting } from '../database/tables/setting.ts';
import { write } from '../database/transaction.ts';
import type { Desk } from '../jobs/handler.ts';
import { readWorkbook } from '../survey/workbook/read.ts';
import { roundHere } from './coverage.ts';

/** What a list of invited companies would do, line by line; writes nothing. Fails with `file-unreadable`, `too-large` or `invited-invalid`. */
export async function previewInvited(desk: Desk, { path }: { readonly path: string }): Promise<Result<Omit<InvitedPreview, 'ticket'>, Failure>> {
  const read = await readList(desk, path);
  if (!read.ok) return read;
  const { rows, refused, deadline } = read.value;
  const known = new Set(listInvited(desk.db, getSetting(desk.db, 'round') ?? '').map(({ entity }) => entity));
  const listed = new Set(rows.map(({ entity }) => entity));
  return ok({
    fileName: basename(path), refused, deadline,
    added: rows.filter(({ entity }) => !known.has(entity)).length,
    updated: rows.filter(({ entity }) => known.has(entity)).length,
    unlisted: [...known].filter((entity) => !listed.has(entity)).length,
  });
}

/**
 * Takes a list of invited companies into the current round: what it names is added or brought up to date; with `replace` who
 * stands on the list so far and not in the file is taken off it. The last day that the list names becomes that of the round, as {@link setDeadline} sets it; at a body the registry's counts. Lines it cannot read are left out and named. Fails as
 * {@link previewInvited} does, and with `invited-empty` when no line can be read.
 */
export async function importInvited(desk: Desk, { path, replace }: { readonly path: string; readonly replace: boolean }): Promise<Result<InvitedImport, Failure>> {
  const read = await readList(desk, path);
  if (!read.ok) return read;
  const { rows, refused, deadline } = read.value;
  if (rows.length === 0) return err({ code: 'invited-empty', values: { file: basename(path) } });
  return write(desk.db, () => {
    const round = getSetting(desk.db, 'round') ?? '';
    const known = new Set(listInvited(desk.db, round).map(({ entity }) => entity));
    if (replace) clearInvited(desk.db, round);
    for (const [done, row] of rows.entries()) {
      desk.checkCancelled();
      desk.progress({ phase: 'listing', done, total: rows.length });
      saveInvited(desk.db, round, row, desk.now());
    }
    const listed = new Set(rows.map(({ entity }) => entity));
    const added = rows.filter(({ entity }) => !known.has(entity)).length;
    const removed = replace ? [...known].filter((entity) => !listed.has(entity)).length : 0;
    const set = isCommission(desk.db) || roundHere(desk.db).announced === null ? deadline : null;
    if (set !== null) keepDeadline(desk, round, set);
    const prepared = announceDeadline(desk);
    if (!prepared.ok) return prepared;
    note(desk, 'insight.invited', { round, added, updated: rows.length - added, removed, refused: refused.length, deadline: set });
    return ok({ deadline: set, added, updated: rows.length - added, removed, refused });
  });
}

/** Takes one company off the list of the current round. Fails with `company-unknown` when it is not on it. */
export function dropInvited(desk: Desk, { entity }: { readonly entity: string }): Result<null, Failure> {
  return write(desk.db, () => {
    const round = getSetting(desk.db, 'round') ?? '';
    if (!removeInvited(desk.db, round, entity)) return err({ code: 'company-unknown', values: { company: entity } });
    note(desk, 'insight.uninvited', { round, entity });
    return ok(null);
  });
}

/**
 * Sets the last day of the current round, ISO; null takes it away. At the Commission that signs the registry it is prepared there too, so that with
 * the next registry it reaches the bodies under a signature (B14). A body cannot set what the registry names. Fails with `wrong-role` then.
 */
export function setDeadline(desk: Desk, { deadline }: { readonly deadline: string | null }): Result<null, Failure> {
  return write(desk.db, () => {
    const { round, announced } = roundHere(desk.db);
    const commission = isCommission(desk.db);
    if (!commission && announced !== null) return err({ code: 'wrong-role' });
    keepDeadline(desk, round, deadline);
    const prepared = announceDeadline(desk);
    if (!prepared.ok) return prepared;
    note(desk, 'insight.deadline-set', { round, deadline });
    return ok(null);
  });
}

function keepDeadline({ db }: Desk, round: string, deadline: string | null): void {
  setSetting(db, 'deadlines', { ...getSetting(db, 'deadlines'), [round]: deadline });
}

/** Prepares the last day of the round for the next registry, or takes the preparation back where the one in force says the same. */
function announceDeadline(desk: Desk): Result<null, Failure> {
  const { db } = desk;
  const trust = loadTrust(db);
  if (!isCommission(db) || !trust || !signsRegistry(trust, getSetting(db, 'signingKey'))) return ok(null);
  const { round, deadline, announced } = roundHere(db);
  const change = { kind: 'deadline', form: findForm(db, getSetting(db, 'form') ?? '')?.id ?? '', round, deadline } as const;
  return deadline === announced ? unstageChanges(desk, changeId(change)) : stageChanges(desk, [change]);
}

function note(desk: Desk, act: string, about: Readonly<Record<string, string | number | null>>): void {
  appendAudit(desk.db, sha256, { at: desk.now(), person: getSetting(desk.db, 'person') ?? '', act, about });
}

async function readList({ progress, checkCancelled }: Desk, path: string): Promise<Result<Pick<InvitationList, 'refused' | 'deadline'> & { readonly rows: readonly InvitedRow[] }, Failure>> {
  const file = basename(path);
  const bytes = readSmall(path);
  if (!bytes.ok) return bytes;
  progress({ phase: 'reading', done: 0, total: 0 });
  const table = await readTable(bytes.value);
  checkCancelled();
  const list = table?.map(readInvitations).find((one) => one !== null);
  if (!list) return err({ code: 'invited-invalid', values: { file } });
  const rows = list.invitations.flatMap((one, done) => {
    checkCancelled();
    progress({ phase: 'reading', done, total: list.invitations.length });
    const entity = entityOf(one, sha256);
    return entity === null ? [] : [{ entity, ...one }];
  });
  return ok({ rows, refused: list.refused, deadline: list.deadline });
}

/** The sheets of a workbook, or the lines of a text: null when it is neither. */
async function readTable(bytes: Uint8Array): Promise<readonly (readonly (readonly CellValue[])[])[] | null> {
  const isWorkbook = bytes[0] === 0x50 && bytes[1] === 0x4b;
  if (isWorkbook) {
    const book = await readWorkbook(bytes);
    return book.ok ? book.value.map(({ rows }) => rows) : null;
  }
  if (bytes.includes(0)) return null;
  // Excel in Russian writes CSV in the code page of Windows.
  return [parseCsv(decodeUtf8(bytes) ?? new TextDecoder('windows-1251').decode(bytes))];
}
