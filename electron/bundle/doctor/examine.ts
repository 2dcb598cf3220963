import { statSync } from 'node:fs';
import { basename } from 'node:path';
import type { Failure } from '../../../shared/base/failure.ts';
import { ok, type Result } from '../../../shared/base/result.ts';
import type { Examination, FileKind } from '../../../shared/ipc/doctor.ts';
import type { ReadDb } from '../../database/db.ts';
import { findCompany } from '../../database/tables/company.ts';
import { hasForm } from '../../database/tables/form.ts';
import { isFileTrouble } from '../../database/trouble.ts';
import { readSmall } from '../container/file.ts';
import type { Trust } from '../container/opening.ts';
import type { Decrypt } from '../container/source.ts';
import { hashOf } from '../container/write.ts';
import { loadRegistry } from '../trust/trust.ts';
import { examineBundle } from './bundle.ts';
import { classify } from './classify.ts';
import { examineForm, examinePrivateKey, examinePublicKey, examineReceipt, examineRegistry } from './papers.ts';
import { examineProof } from './proof.ts';
import type { Asked } from './records.ts';
import type { Report } from './report.ts';

export interface Examiner {
  /** The workspace against whose trust files are judged; null: nobody is known. */
  readonly db: ReadDb | null;
  readonly decrypt?: Decrypt;
  /** The beginning of an id that a printed form bears: only such records are shown. */
  readonly code?: string | null;
  /** Throws to stop. */
  readonly watch: () => void;
}

/**
 * What a file is, what it claims, and what of that holds (B18, B24): for any file at all. Nothing is written, nothing is believed that was not
 * verified. A file that cannot be read is an examination too. Throws what `watch` throws.
 */
export async function examineFile(path: string, examiner: Examiner): Promise<Result<Examination, Failure>> {
  const fileName = basename(path);
  try {
    const kind = classify(path);
    const encrypted = kind === 'encrypted';
    const report = encrypted ? await examineBundle(path, trustFor(examiner), askedOf(examiner), examiner.watch) : await reportOn(kind, path, examiner);
    const closed = encrypted && report.failure?.code === 'cannot-decrypt';
    return ok({ fileName, size: statSync(path).size, sha256: hashOf(path), kind: encrypted && !closed ? 'bundle' : kind, encrypted, ...report, failure: named(report.failure, fileName) });
  } catch (error) {
    if (!isFileTrouble(error)) throw error;
    return ok({ fileName, size: 0, sha256: null, kind: 'unknown', encrypted: false, ...nothing({ code: 'file-unreadable', values: { file: fileName } }) });
  }
}

async function reportOn(kind: FileKind, path: string, examiner: Examiner): Promise<Report> {
  if (kind === 'bundle') return examineBundle(path, trustFor(examiner), askedOf(examiner), examiner.watch);
  const judge = PAPERS[kind];
  if (!judge) return nothing({ code: 'not-ours' });
  const bytes = readSmall(path);
  return bytes.ok ? judge(examiner.db, bytes.value) : nothing(bytes.error);
}

const PAPERS: Readonly<Partial<Record<FileKind, (db: ReadDb | null, bytes: Uint8Array) => Report>>> = {
  receipt: examineReceipt, registry: examineRegistry, 'public-key': examinePublicKey, 'form-pack': examineForm, proof: examineProof, 'private-key': examinePrivateKey,
};

function trustFor({ db, decrypt }: Examiner): Trust {
  return { registry: db && loadRegistry(db), knowsForm: (hash) => db !== null && hasForm(db, hash), ...(decrypt ? { decrypt } : {}) };
}

function askedOf({ db, code }: Examiner): Asked {
  return {
    code: code ?? '',
    nameOf: (entity) => {
      const company = db && findCompany(db, entity);
      return company && (company.shortName || company.name);
    },
  };
}

const named = (failure: Failure | null, file: string): Failure | null => failure && { ...failure, values: { file, ...failure.values } };

const nothing = (failure: Failure): Report => ({ belief: 'unknown', failure, steps: [], facts: [], keys: [], content: null });
