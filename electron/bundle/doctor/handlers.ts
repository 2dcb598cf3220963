import { basename } from 'node:path';
import type { Failure } from '../../../shared/base/failure.ts';
import { ok, type Result } from '../../../shared/base/result.ts';
import type { Proven } from '../../../shared/bundle/evidence/proof.ts';
import type { Examination, ProveArguments } from '../../../shared/ipc/doctor.ts';
import type { FormDefinition } from '../../../shared/survey/form.ts';
import { findCompany } from '../../database/tables/company.ts';
import { loadDefinition } from '../../database/tables/form.ts';
import type { Handler } from '../../jobs/handler.ts';
import { readSmall, writeFileSafely } from '../container/file.ts';
import { openIdentities } from '../trust/keys.ts';
import { examineFile } from './examine.ts';
import { provenBy } from './proof.ts';
import { proveStored } from './prove.ts';

/** What the printed page of a proof holds. */
export interface ProofSheet {
  readonly proven: Proven;
  /** The root is the one in force here; else a person has to compare it. */
  readonly compared: boolean;
  /** As this workspace knows the company; null when it does not. */
  readonly company: { readonly name: string; readonly country: string; readonly number: string } | null;
  /** The form that the record is of, to say questions and answers in words; null when it is not known here. */
  readonly form: FormDefinition | null;
  readonly fileName: string;
}

export interface DoctorHandlers {
  readonly 'bundle.examine': Handler<{ readonly path: string; readonly passphrase: string | null; readonly code: string | null }, Examination>;
  readonly 'bundle.proofSheet': Handler<{ readonly path: string }, ProofSheet>;
  readonly 'bundle.prove': Handler<ProveArguments & { readonly file: string }, { readonly fileName: string }>;
}

/** The work behind the doctor of files and the evidence of values. */
export const doctorHandlers: DoctorHandlers = {
  'bundle.examine': (desk, { path, passphrase, code }) => {
    const opened = passphrase === null ? null : openIdentities(desk, passphrase);
    if (opened && !opened.ok) return opened;
    return examineFile(path, { db: desk.db, watch: desk.checkCancelled, code, ...(opened ? { decrypt: opened.value } : {}) });
  },
  'bundle.proofSheet': ({ db }, { path }): Result<ProofSheet, Failure> => {
    const bytes = readSmall(path);
    const checked = bytes.ok ? provenBy(db, bytes.value) : bytes;
    if (!checked.ok) return checked;
    const { claim, revision } = checked.value.proven;
    return ok({ ...checked.value, company: findCompany(db, claim.entity), form: loadDefinition(db, revision.form.hash), fileName: basename(path) });
  },
  'bundle.prove': ({ db }, { file, ...args }) => {
    const proof = proveStored(db, args);
    const written = proof.ok ? writeFileSafely(file, proof.value) : proof;
    return written.ok ? ok({ fileName: basename(file) }) : written;
  },
};
