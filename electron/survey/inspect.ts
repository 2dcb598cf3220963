import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Failure } from '../../shared/base/failure.ts';
import { err, ok } from '../../shared/base/result.ts';
import type { Result } from '../../shared/base/result.ts';
import type { Language } from '../../shared/ipc/service.ts';
import type { CheckedWorkbook, InstalledForm, WorkbookRemark } from '../../shared/ipc/survey.ts';
import { compileWorkbook, isFormSheet } from '../../shared/survey/xlsform/compile.ts';
import { filesNamedIn } from '../../shared/survey/xlsform/files.ts';
import type { Complaint } from '../../shared/survey/xlsform/sheet.ts';
import { printRemark } from '../../shared/text/print.ts';
import { listForms, loadDefinition } from '../database/tables/form.ts';
import { getSetting } from '../database/tables/setting.ts';
import type { Desk } from '../jobs/handler.ts';
import { lookOf } from './workbook/look.ts';
import { readWorkbook } from './workbook/read.ts';
import { sayRefused } from './workbook/refusal.ts';

/** The forms of the workspace: the one that is filled in first, then the newest. */
export function installedForms({ db }: Desk): Result<readonly InstalledForm[], Failure> {
  const current = getSetting(db, 'form');
  const forms = listForms(db).map(({ hash, id, version, signer, installedAt }): InstalledForm =>
    ({ hash, id, version, title: loadDefinition(db, hash)?.title ?? {}, current: hash === current, signed: signer !== null, installedAt }));
  return ok(forms.toSorted((a, b) => Number(b.current) - Number(a.current)));
}

/**
 * Compiles a workbook with the files that lie beside it and keeps nothing. A workbook that is none is a remark too, not a
 * failure; fails with `file-unreadable`. While the workbook is read it says how far it is; throws `Cancelled`.
 */
export async function checkWorkbook(desk: Desk, { path }: { readonly path: string }): Promise<Result<CheckedWorkbook, Failure>> {
  const compiled = await compileBeside(desk, path);
  desk.checkCancelled();
  if (!compiled.ok) return compiled;
  const { files: _, ...checked } = compiled.value;
  return ok(checked);
}

/** {@link checkWorkbook} with what a form pack carries along: the workbook and the lists beside it that it names (B15). */
export async function compileBeside({ language, ...watched }: Pick<Desk, 'language' | 'checkCancelled' | 'progress'>, path: string): Promise<Result<CheckedWorkbook & { readonly files: ReadonlyMap<string, Uint8Array> }, Failure>> {
  const fileName = basename(path);
  const bytes = readBytes(path);
  if (!bytes) return err({ code: 'file-unreadable', values: { file: fileName } });
  const sheets = await readWorkbook(bytes, isFormSheet, lookOf(watched));
  watched.checkCancelled();
  if (!sheets.ok) {
    const { sheet, row, column } = sheets.error.at;
    return ok({ fileName, form: null, files: new Map(), remarks: [{ kind: 'error', cell: sheet === undefined ? null : { sheet, row: row ?? null, column: column ?? null }, text: sayRefused(language, sheets.error) }] });
  }
  const beside = filesBeside(path, filesNamedIn(sheets.value));
  const texts = new Map([...beside].map(([name, content]) => [name, new TextDecoder().decode(content)]));
  const { definition, errors, unsupported, warnings } = compileWorkbook(sheets.value, { fallbackId: fileName.replace(/\.[^.]*$/, ''), files: texts });
  return ok({
    fileName, form: definition ?? null, files: new Map([[fileName, bytes], ...beside]),
    remarks: [
      ...errors.map((one) => remark('error', one, language)),
      ...unsupported.map((one) => remark('unsupported', one, language)),
      ...warnings.map((one) => remark('warning', one, language)),
    ],
  });
}

function remark(kind: WorkbookRemark['kind'], complaint: Complaint, language: Language): WorkbookRemark {
  const { sheet, row, column } = complaint;
  return { kind, cell: { sheet, row, column }, text: printRemark(language, complaint) };
}

/** Files that lie beside a workbook, as far as they are there. */
export function filesBeside(workbook: string, names: readonly string[]): ReadonlyMap<string, Uint8Array> {
  return new Map(names.flatMap((name): readonly (readonly [string, Uint8Array])[] => {
    const bytes = readBytes(join(dirname(workbook), name));
    return bytes ? [[name, bytes]] : [];
  }));
}

function readBytes(path: string): Uint8Array | null {
  try {
    return readFileSync(path);
  } catch {
    return null;
  }
}
