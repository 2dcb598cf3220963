import type { Bridge } from '../../../shared/ipc/api.ts';
import type { ColumnMapping, ColumnValues, ListMapping, ListReading, ListSample } from '../../../shared/ipc/intake.ts';
import type { FormDefinition } from '../../../shared/survey/form.ts';
import type { Path } from '../../../shared/survey/response.ts';
import { createReading } from '../../service/reading.ts';
import type { RunJob } from '../../service/status.ts';
import type { ListWork, UnderWay } from './state.ts';

/** What is done with a list of a ministry's own: its columns are mapped to questions, the mapping is tried, then it writes. */
export interface ListIntake {
  /** Reads the list once more, as the person says. */
  readonly read: (reading: Partial<ListReading>) => Promise<void>;
  /** Whose row a row of the list is: a company's, or a table's. */
  readonly byRepeat: (repeat: Path | null) => Promise<void>;
  readonly change: (change: Partial<Pick<ListMapping, 'writing' | 'country' | 'name'>>) => void;
  /** Says which question a column answers; null: none. */
  readonly map: (column: string, question: Path | null) => void;
  /** Says what the words of a column mean: which code each is. */
  readonly mean: (column: string, values: ColumnMapping['values']) => void;
  /** The words that stand in a column; null when they could not be read, which the state says. */
  readonly valuesOf: (job: string, column: string, question: Path) => Promise<ColumnValues | null>;
  /** Maps by a mapping that was kept under a name; keeps this one; forgets one. */
  readonly takeKept: (name: string) => Promise<void>;
  readonly keep: (name: string) => Promise<void>;
  readonly drop: (name: string) => Promise<void>;
  /** Tries the mapping on the whole list, or writes what it gives. */
  readonly run: (rehearse: boolean) => Promise<void>;
  readonly backToColumns: () => void;
}

/** Takes lists in. `first` begins with one that was just chosen. What fails stands in the state. */
export function createListIntake(bridge: Bridge, runJob: RunJob, { store: { getState, setState }, begin, fail, list, setList }: UnderWay): ListIntake & { readonly first: (ticket: string, fileName: string, form: FormDefinition, sample: ListSample) => Promise<void> } {
  const setMapping = (change: Partial<ListMapping>): void => {
    const work = list();
    if (!work) return;
    setState({ stopped: false });
    setList({ mapping: { ...work.mapping, ...change }, report: null });
  };

  const reader = createReading(bridge, runJob);
  /** How the list is being read; null: nobody waits for a reading. */
  let asked: { readonly reading: ListReading; readonly repeat: Path | null } | null = null;
  const asReadLast = ({ mapping: { reading, repeat } }: ListWork) => asked ?? { reading, repeat };

  /** Reads the list again, instead of another reading that is still under way; what is changed meanwhile stays. Columns that are there under the same name keep what they answer, new ones get a guess. Null: it could not be read, or is read otherwise by now. */
  const readAgain = async (reading: ListReading, repeat: Path | null, mapped: readonly ColumnMapping[] | null): Promise<ListSample | null> => {
    const work = list();
    if (!work) return null;
    asked = { reading, repeat };
    const sample = await reader.read((job) => {
      begin(job);
      return bridge.call('survey.readList', { job, ticket: work.ticket, reading, repeat });
    });
    if (sample === null) return null;
    asked = null;
    if (!sample.ok) {
      fail(sample.error);
      return null;
    }
    const names = new Set(sample.value.columns.map(({ name }) => name));
    const columns = mapped?.filter(({ column, question }) => names.has(column) && fits(work.form, question, repeat)) ?? guessed(sample.value);
    setState({ busy: null });
    setList({ sample: sample.value, report: null, awaited: [], mapping: { ...(list() ?? work).mapping, reading, repeat, columns } });
    return sample.value;
  };

  const loadKept = async (): Promise<void> => {
    const kept = await bridge.call('survey.mappings', undefined);
    if (kept.ok) setState({ kept: kept.value });
  };

  return {
    async first(ticket, fileName, form, sample) {
      const name = fileName.replace(/\.[^.]*$/, '').slice(0, 100);
      const mapping: ListMapping = { formatVersion: 1, form: form.id, name, reading: AS_RECOGNISED, writing: null, country: null, repeat: null, columns: guessed(sample) };
      setState({ busy: null, work: { kind: 'list', ticket, fileName, form, sample, mapping, awaited: [], report: null } });
      await loadKept();
    },
    async read(change) {
      const work = list();
      if (!work) return;
      const { reading, repeat } = asReadLast(work);
      await readAgain({ ...reading, ...change }, repeat, 'sheet' in change || 'headRow' in change || 'encoding' in change || 'separator' in change ? null : work.mapping.columns);
    },
    async byRepeat(repeat) {
      const work = list();
      if (work) await readAgain(asReadLast(work).reading, repeat, null);
    },
    change: setMapping,
    map(column, question) {
      const work = list();
      if (!work) return;
      const others = work.mapping.columns.filter((one) => one.column !== column && one.question !== question);
      const values = work.awaited.find((one) => one.question === question)?.values ?? {};
      setMapping({ columns: question === null ? others : [...others, { column, question, values }] });
      if (question !== null) setList({ awaited: work.awaited.filter((one) => one.question !== question) });
    },
    mean(column, values) {
      const work = list();
      if (work) setMapping({ columns: work.mapping.columns.map((one) => (one.column === column ? { ...one, values } : one)) });
    },
    async valuesOf(job, column, question) {
      const work = list();
      if (!work) return null;
      const values = await bridge.call('survey.columnValues', { job, ticket: work.ticket, reading: work.mapping.reading, column, question });
      if (values.ok) return values.value;
      // Whoever closes the question has stopped it; other work goes on.
      if (values.error.code !== 'cancelled') setState({ failure: values.error });
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
      const work = list();
      if (!work) return;
      const kept = await bridge.call('survey.keepMapping', { mapping: { ...work.mapping, name } });
      if (!kept.ok) return fail(kept.error);
      const now = list();
      if (now) setList({ mapping: { ...now.mapping, name } });
      await loadKept();
    },
    async drop(name) {
      const dropped = await bridge.call('survey.dropMapping', { name });
      if (!dropped.ok) return fail(dropped.error);
      await loadKept();
    },
    run: (rehearse) => runJob(async (job) => {
      const work = list();
      if (!work) return;
      begin(job, false);
      const report = await bridge.call('survey.importList', { job, ticket: work.ticket, mapping: work.mapping, rehearse });
      if (!report.ok) return fail(report.error);
      setState({ busy: null });
      // What was tried is no longer what would be written.
      if (!rehearse || list()?.mapping === work.mapping) setList({ report: report.value });
    }),
    backToColumns: () => setList({ report: null }),
  };
}

const AS_RECOGNISED: ListReading = { sheet: null, encoding: null, separator: null, headRow: null };

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
