import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Failure } from '../../../shared/base/failure.ts';
import type { JobProgress } from '../../../shared/ipc/api.ts';
import type { ColumnMapping, ListMapping, ListReport, ListSample, TemplateReport, Writing } from '../../../shared/ipc/intake.ts';
import type { FormDefinition } from '../../../shared/survey/form.ts';

export interface TemplateWork {
  readonly kind: 'template';
  readonly ticket: string;
  readonly fileName: string;
  readonly precedence: 'file' | 'draft';
  readonly report: TemplateReport;
}

export interface ListWork {
  readonly kind: 'list';
  readonly ticket: string;
  readonly fileName: string;
  readonly form: FormDefinition;
  readonly sample: ListSample;
  readonly mapping: ListMapping;
  /** Columns of the kept mapping that was taken which the list has not, under these names: what they answered is said by none until the person names another column. */
  readonly awaited: readonly ColumnMapping[];
  /** What came of trying the mapping, or of writing; null while columns are mapped. */
  readonly report: ListReport | null;
}

/** What was chosen and how far it is. */
export type Work = { readonly kind: 'none' } | TemplateWork | ListWork;

interface Busy {
  readonly job: string | null;
  readonly progress: JobProgress | null;
  /** A file is read: it may be done at once, and what the person has under their hands stays there. */
  readonly reading: boolean;
}

export interface IntakeState {
  readonly work: Work;
  /** Set while the program reads or writes; progress where it takes long. */
  readonly busy: Busy | null;
  readonly failure: Failure | null;
  /** Set once the person has stopped a job, until they begin something else. */
  readonly stopped: boolean;
  readonly kept: readonly ListMapping[];
}

/** What is under way of an intake: how it is shown that something begins, fails, or is otherwise than before. */
export interface UnderWay {
  readonly store: StoreApi<IntakeState>;
  /** `reading`: a file is read, and what the person has under their hands stays there. */
  readonly begin: (job: string, reading?: boolean) => void;
  /** What the person has stopped is no failure. */
  readonly fail: (failure: Failure) => void;
  /** The list that is mapped; null while there is none. */
  readonly list: () => ListWork | null;
  readonly setList: (change: Partial<ListWork>) => void;
}

export function createUnderWay(): UnderWay {
  const store = createStore<IntakeState>(() => ({ work: { kind: 'none' }, busy: null, failure: null, stopped: false, kept: [] }));
  const { getState, setState } = store;
  const begin = (job: string, reading = true): void => setState({ busy: { job, progress: null, reading }, failure: null, stopped: false });
  const fail = (failure: Failure): void => setState(failure.code === 'cancelled' ? { busy: null, stopped: true } : { busy: null, failure });
  const list = (): ListWork | null => {
    const { work } = getState();
    return work.kind === 'list' ? work : null;
  };
  const setList = (change: Partial<ListWork>): void => {
    const work = list();
    if (work) setState({ work: { ...work, ...change } });
  };
  return { store, begin, fail, list, setList };
}

/** Which numbers and days are written how: as recognised until the person says otherwise. */
export const writingOf = ({ sample, mapping }: ListWork): Writing => mapping.writing ?? sample.writing;
