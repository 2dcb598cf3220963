import type { Failure } from '../../../shared/base/failure.ts';
import type { JobProgress } from '../../../shared/ipc/api.ts';
import type { CompanyChange, MergePreview, MergeReport } from '../../../shared/ipc/merge.ts';
import type { CompanyFields } from '../../../shared/ipc/mergeDesk.ts';
import type { FormDefinition } from '../../../shared/survey/form.ts';
import type { DeskFile } from './files.ts';

/** The way of a batch of bundles over the desk. */
export type Desk =
  | { readonly kind: 'empty' }
  /** Some are encrypted: the passphrase of an encryption key is asked for, or they stay closed (B4). */
  | { readonly kind: 'locked'; readonly files: readonly DeskFile[] }
  /** The person stopped the verification: the files are still here. */
  | { readonly kind: 'stopped'; readonly files: readonly DeskFile[] }
  | { readonly kind: 'verifying'; readonly job: string; readonly files: readonly DeskFile[]; readonly progress: JobProgress | null }
  /** `looked`: one of its companies, field by field; `last`: the one looked at before. */
  | { readonly kind: 'preview'; readonly files: readonly DeskFile[]; readonly preview: MergePreview; readonly looked: Looked | null; readonly last: string | null }
  | {
      readonly kind: 'merging'; readonly job: string; readonly files: readonly DeskFile[]; readonly preview: MergePreview;
      readonly progress: JobProgress | null;
    }
  | { readonly kind: 'merged'; readonly files: readonly DeskFile[]; readonly preview: MergePreview; readonly report: MergeReport };

/** What the merge would do to the fields of one company. */
export interface Looked {
  readonly company: CompanyChange;
  readonly job: string;
  readonly state:
    | { readonly kind: 'loading' }
    | { readonly kind: 'failed'; readonly failure: Failure }
    | { readonly kind: 'ready'; readonly rounds: readonly CompanyFields[]; readonly forms: ReadonlyMap<string, FormDefinition> };
}

export interface DeskState {
  readonly desk: Desk;
  /** Files in the folders that were brought that are no bundles: they were left alone. */
  readonly others: number;
  /** What went wrong with the last act as a whole; one bad file is a verdict, not a failure. */
  readonly failure: Failure | null;
}
