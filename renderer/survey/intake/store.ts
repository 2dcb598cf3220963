import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Failure } from '../../../shared/base/failure.ts';
import type { Bridge, JobProgress } from '../../../shared/ipc/api.ts';
import type { ColumnMapping, ColumnValues, ListMapping, ListReading, ListReport, ListSample, TemplateReport, Writing } from '../../../shared/ipc/intake.ts';
import type { FormDefinition } from '../../../shared/survey/form.ts';
import type { Path } from '../../../shared/survey/response.ts';
import type { RunJob } from '../../service/status.ts';
import { loadForm } from '../forms.ts';

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

export interface Intake extends StoreApi<IntakeState> {
  /** Lets the person choose a file; a returned workbook is tried at once. */
  readonly choose: () => Promise<void>;
  readonly clear: () => void;
  /** Tries a returned workbook again, with the other side's word. */
  readonly prefer: (precedence: 'file' | 'draft') => Promise<void>;
  readonly writeTemplate: () => Promise<void>;
  /** Reads the list once more, as the person says. */
  readonly read: (reading: Partial<ListReading>) => Promise<void>;
  /** Whose row a row of the list is: a company's, or a table's. */
  readonly byRepeat: (repeat: Path | null) => Promise<void>;
  readonly change: (change: Partial<Pick<ListMapping, 'writing' | 'country' | 'name'>>) => void;
  /** Says which question a column answers; null: none. */
  readonly map: (column: string, question: Path | null) => void;
  readonly mean: (column: string, values: ColumnMapping['values']) => void;
  readonly valuesOf: (job: string, column: string, question: Path) => Promise<ColumnValues | null>;
  readonly takeKept: (name: string) => Promise<void>;
  readonly keep: (name: string) => Promise<void>;
  readonly drop: (name: string) => Promise<void>;
  /** Tries the mapping on the whole list, or writes what it gives. */
  readonly run: (rehearse: boolean) => Promise<void>;
  readonly backToColumns: () => void;
  readonly cancel: () => void;
}

/** Workbooks that companies return and lists of a ministry's own, from choosing a file to its last row. */
export function createIntake(bridge: Bridge, runJob: RunJob, formHash: string): Intake {
  const store = createStore<IntakeState>(() => ({ work: { kind: 'none' }, busy: null, failure: null, stopped: false, kept: [] }));
  const { getState, setState } = store;
  const begin = (job: string, reading = true): void => setState({ busy: { job, progress: null, reading }, failure: null, stopped: false });
  const fail = (failure: Failure): void => setState(failure.code === 'cancelled' ? { busy: null, stopped: true } : { busy: null, failure });
  const listNow = (): ListWork | null => {
    const { work } = getState();
    return work.kind === 'list' ? work : null;
  };
  const setList = (change: Partial<ListWork>): void => {
    const work = listNow();
    if (work) setState({ work: { ...work, ...change } });
  };
  const setMapping = (change: Partial<ListMapping>): void => {
    const work = listNow();
    if (!work) return;
    setState({ stopped: false });
    setList({ mapping: { ...work.mapping, ...change }, report: null });
  };
  bridge.on('progress', (progress) => {
    const { busy } = getState();
    if (busy?.job === progress.job) setState({ busy: { ...busy, progress } });
  });

  const tryTemplate = async (ticket: string, fileName: string, precedence: 'file' | 'draft', rehearse: boolean): Promise<void> => {
    const report = await runJob((job) => {
      begin(job);
      return bridge.call('survey.importTemplate', { job, ticket, precedence, rehearse });
    });
    if (!report.ok) return fail(report.error);
    setState({ busy: null, work: { kind: 'template', ticket, fileName, precedence, report: report.value } });
  };

  /** Reads the list again; columns that are there under the same name keep what they answer, new ones get a guess. */
  const readAgain = async (reading: ListReading, repeat: Path | null, mapped: readonly ColumnMapping[] | null): Promise<ListSample | null> => {
    const work = listNow();
    if (!work) return null;
    const sample = await runJob((job) => {
      begin(job);
      return bridge.call('survey.readList', { job, ticket: work.ticket, reading, repeat });
    });
    if (!sample.ok) {
      fail(sample.error);
      return null;
    }
    const names = new Set(sample.value.columns.map(({ name }) => name));
    const columns = mapped?.filter(({ column, question }) => names.has(column) && fits(work.form, question, repeat)) ?? guessed(sample.value);
    setState({ busy: null });
    setList({ sample: sample.value, report: null, awaited: [], mapping: { ...work.mapping, reading, repeat, columns } });
    return sample.value;
  };

  const loadKept = async (): Promise<void> => {
    const kept = await bridge.call('survey.mappings', undefined);
    if (kept.ok) setState({ kept: kept.value });
  };

  return {
    ...store,
    async choose() {
      const chosen = await runJob((job) => {
        begin(job);
        return bridge.call('survey.chooseIntake', { job });
      });
      if (!chosen.ok) return fail(chosen.error);
      if (chosen.value === null) return setState({ busy: null });
      const { ticket, fileName } = chosen.value;
      if (chosen.value.kind === 'template') return tryTemplate(ticket, fileName, 'file', true);
      const form = await loadForm(bridge, formHash);
      if (!form.ok) return fail(form.error);
      const { sample } = chosen.value;
      const { definition } = form.value;
      const name = fileName.replace(/\.[^.]*$/, '').slice(0, 100);
      const mapping: ListMapping = { formatVersion: 1, form: definition.id, name, reading: AS_RECOGNISED, writing: null, country: null, repeat: null, columns: guessed(sample) };
      setState({ busy: null, work: { kind: 'list', ticket, fileName, form: definition, sample, mapping, awaited: [], report: null } });
      await loadKept();
    },
    clear: () => setState({ work: { kind: 'none' }, failure: null }),
    async prefer(precedence) {
      const { work } = getState();
      if (work.kind === 'template') await tryTemplate(work.ticket, work.fileName, precedence, true);
    },
    async writeTemplate() {
      const { work } = getState();
      if (work.kind === 'template') await tryTemplate(work.ticket, work.fileName, work.precedence, false);
    },
    async read(change) {
      const work = listNow();
      if (work) await readAgain({ ...work.mapping.reading, ...change }, work.mapping.repeat, 'sheet' in change || 'headRow' in change || 'encoding' in change || 'separator' in change ? null : work.mapping.columns);
    },
    async byRepeat(repeat) {
      const work = listNow();
      if (work) await readAgain(work.mapping.reading, repeat, null);
    },
    change: setMapping,
    map(column, question) {
      const work = listNow();
      if (!work) return;
      const others = work.mapping.columns.filter((one) => one.column !== column && one.question !== question);
      const values = work.awaited.find((one) => one.question === question)?.values ?? {};
      setMapping({ columns: question === null ? others : [...others, { column, question, values }] });
      if (question !== null) setList({ awaited: work.awaited.filter((one) => one.question !== question) });
    },
    mean(column, values) {
      const work = listNow();
      if (work) setMapping({ columns: work.mapping.columns.map((one) => (one.column === column ? { ...one, values } : one)) });
    },
    async valuesOf(job, column, question) {
      const work = listNow();
      if (!work) return null;
      const values = await bridge.call('survey.columnValues', { job, ticket: work.ticket, reading: work.mapping.reading, column, question });
      if (values.ok) return values.value;
      fail(values.error);
      return null;
    },
    async takeKept(name) {
      const mapping = getState().kept.find((one) => one.name === name);
      if (!mapping) return;
      const sample = await readAgain(mapping.reading, mapping.repeat, mapping.columns);
      if (sample === null) return;
      setList({ awaited: mapping.columns.filter(({ column }) => !sample.columns.some(({ name: there }) => there === column)) });
      setMapping({ name: mapping.name, writing: mapping.writing, country: mapping.country });
    },
    async keep(name) {
      const work = listNow();
      if (!work) return;
      const mapping = { ...work.mapping, name };
      const kept = await bridge.call('survey.keepMapping', { mapping });
      if (!kept.ok) return fail(kept.error);
      setList({ mapping });
      await loadKept();
    },
    async drop(name) {
      const dropped = await bridge.call('survey.dropMapping', { name });
      if (!dropped.ok) return fail(dropped.error);
      await loadKept();
    },
    run: (rehearse) => runJob(async (job) => {
      const work = listNow();
      if (!work) return;
      begin(job, false);
      const report = await bridge.call('survey.importList', { job, ticket: work.ticket, mapping: work.mapping, rehearse });
      if (!report.ok) return fail(report.error);
      setState({ busy: null });
      setList({ report: report.value });
    }),
    backToColumns: () => setList({ report: null }),
    cancel() {
      const { busy } = getState();
      if (busy?.job) void bridge.call('service.cancel', { job: busy.job });
    },
  };
}

const AS_RECOGNISED: ListReading = { sheet: null, encoding: null, separator: null, headRow: null };
/** Which numbers and days are written how: as recognised until the person says otherwise. */
export const writingOf = ({ sample, mapping }: ListWork): Writing => mapping.writing ?? sample.writing;

function guessed(sample: ListSample): readonly ColumnMapping[] {
  return sample.columns.flatMap(({ name, guess }) => (guess === null ? [] : [{ column: name, question: guess, values: {} }]));
}

/** Whether a question can be answered by a row: it stands outside tables, or in the table that the rows are of. */
function fits(form: FormDefinition, question: Path, repeat: Path | null): boolean {
  const tables = form.body.flatMap(function inside(node): readonly Path[] {
    return node.kind === 'question' ? [] : [...(node.kind === 'repeat' ? [node.path] : []), ...node.children.flatMap(inside)];
  });
  return tables.filter((table) => question.startsWith(`${table}/`)).every((table) => table === repeat);
}
