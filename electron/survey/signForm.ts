import { basename } from 'node:path';
import type { Failure } from '../../shared/base/failure.ts';
import { err, ok, type Result } from '../../shared/base/result.ts';
import type { FormToSign } from '../../shared/ipc/bundle.ts';
import type { FormDefinition } from '../../shared/survey/form.ts';
import { readSmall } from '../bundle/container/file.ts';
import { unlockOwnKey } from '../bundle/keys/ownKey.ts';
import { readForm, sealForm } from '../bundle/trust/formPack.ts';
import { isCommission } from '../database/tables/setting.ts';
import type { Desk, Handler } from '../jobs/handler.ts';
import { readyToInstall } from './form.ts';
import { compileBeside } from './inspect.ts';
import { checkForm, compareWithCurrent, installPack, nextNumber, signPack } from './packs.ts';

/** The work behind `bundle.pickFormToSign` and `bundle.signForm`: what was shown comes back as an unsigned pack, so that it is what is signed. */
export interface SignFormHandlers {
  readonly 'bundle.readFormToSign': Handler<{ readonly path: string }, { readonly form: Omit<FormToSign, 'ticket'>; readonly bytes: Uint8Array }>;
  readonly 'bundle.signForm': Handler<{ readonly bytes: Uint8Array; readonly passphrase: string }, { readonly version: string; readonly number: number }>;
}

export const signFormHandlers: SignFormHandlers = {
  'bundle.readFormToSign': async (desk, { path }) => {
    desk.progress({ phase: 'reading', done: 0, total: 0 });
    const source = await readSource(desk, path);
    desk.checkCancelled();
    if (!source.ok) return err({ ...source.error, values: { file: basename(path), ...source.error.values } });
    const { definition, files } = source.value;
    const sound = checkForm(desk.db, definition);
    if (!sound.ok) return err({ ...sound.error, values: { file: basename(path), ...sound.error.values } });
    const number = nextNumber(desk.db, definition.id, readyToInstall(definition).hash);
    const form = { fileName: basename(path), title: definition.title as FormToSign['title'], version: definition.version, number, ...compareWithCurrent(desk.db, definition) };
    return ok({ form, bytes: sealForm(definition, null, { number, issuedAt: new Date(desk.now()).toISOString(), files }) });
  },
  'bundle.signForm': (desk, { bytes, passphrase }) => {
    if (!isCommission(desk.db)) return err({ code: 'wrong-role' });
    const form = readForm(bytes);
    if (!form.ok) return form;
    const signer = unlockOwnKey(desk, passphrase);
    if (!signer.ok) return signer;
    const signed = signPack(desk, form.value.definition, signer.value, form.value.files);
    if (!signed.ok) return signed;
    // Here too, so that what the bodies send by it is understood.
    const installed = installPack(desk, signed.value.bytes);
    return installed.ok ? ok({ version: form.value.definition.version, number: signed.value.number }) : installed;
  },
};

/** A form out of a pack, whoever signed it, or compiled from its workbook. Fails with `form-invalid`, naming what is wrong, or as the file does. */
async function readSource(desk: Desk, path: string): Promise<Result<{ readonly definition: FormDefinition; readonly files: ReadonlyMap<string, Uint8Array> }, Failure>> {
  if (path.toLowerCase().endsWith('.svodform')) {
    const bytes = readSmall(path);
    const read = bytes.ok ? readForm(bytes.value) : bytes;
    return read.ok ? ok({ definition: read.value.definition, files: read.value.files }) : read;
  }
  const compiled = await compileBeside(desk, path);
  if (!compiled.ok) return compiled;
  const { form, remarks, files } = compiled.value;
  const errors = remarks.filter(({ kind }) => kind === 'error');
  if (form && errors.length === 0) return ok({ definition: form, files });
  const placed = errors.slice(0, 5).map(({ cell, text }) => `${cell === null ? '' : `${cell.sheet}${cell.row === null ? '' : `!${cell.column ?? ''}${cell.row}`}: `}${text}`);
  return err({ code: 'form-invalid', values: { detail: placed.join(' ') } });
}
