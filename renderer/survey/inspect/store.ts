import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Failure } from '../../../shared/base/failure.ts';
import type { Bridge } from '../../../shared/ipc/api.ts';
import type { InstalledForm, WorkbookRemark } from '../../../shared/ipc/survey.ts';
import { compileForm, type CompiledForm } from '../../../shared/survey/engine/compile.ts';
import type { RunJob } from '../../service/status.ts';
import { loadForm } from '../forms.ts';

/** What is looked at: an installed form, or a workbook that was checked, with what the compiler said of it. */
export type Inspected =
  | { readonly kind: 'installed'; readonly entry: InstalledForm; readonly form: CompiledForm }
  | { readonly kind: 'workbook'; readonly fileName: string; readonly remarks: readonly WorkbookRemark[]; readonly form: CompiledForm | null };

export interface InspectorState {
  /** Null until they are known. */
  readonly installed: readonly InstalledForm[] | null;
  /** The workbook that was checked last. */
  readonly workbook: Extract<Inspected, { readonly kind: 'workbook' }> | null;
  readonly inspected: Inspected | null;
  readonly busy: boolean;
  readonly failure: Failure | null;
}

export interface Inspector extends StoreApi<InspectorState> {
  /** Finds the installed forms and shows the one that is filled in. */
  readonly load: () => Promise<void>;
  readonly showInstalled: (hash: string) => Promise<void>;
  readonly showWorkbook: () => void;
  /** Lets the person choose a workbook and shows what the compiler makes of it; nothing is kept. */
  readonly checkWorkbook: () => Promise<void>;
}

/** The forms that can be looked at. */
export function createInspector(bridge: Bridge, run: RunJob): Inspector {
  const store = createStore<InspectorState>(() => ({ installed: null, workbook: null, inspected: null, busy: false, failure: null }));
  const { getState, setState } = store;
  const fail = (failure: Failure) => setState({ failure: failure.code === 'cancelled' ? null : failure });
  /** Of what the person wants to see: by it an answer knows whether it is still waited for. */
  let wanted = 0;
  let running = 0;
  const work = async <T>(doing: Promise<T>): Promise<T> => {
    running += 1;
    setState({ busy: true, failure: null });
    try {
      return await doing;
    } finally {
      running -= 1;
      setState({ busy: running > 0 });
    }
  };

  const showInstalled = async (hash: string) => {
    const entry = getState().installed?.find((one) => one.hash === hash);
    if (!entry) return;
    const turn = (wanted += 1);
    const form = await work(loadForm(bridge, hash));
    if (turn !== wanted) return;
    if (!form.ok) return fail(form.error);
    setState({ inspected: { kind: 'installed', entry, form: form.value } });
  };

  return {
    ...store,
    showInstalled,
    async load() {
      setState({ failure: null });
      const answer = await bridge.call('survey.forms', undefined);
      if (!answer.ok) return fail(answer.error);
      setState({ installed: answer.value });
      const [first] = answer.value;
      if (first) await showInstalled(first.hash);
    },
    showWorkbook() {
      const { workbook } = getState();
      wanted += 1;
      if (workbook) setState({ inspected: workbook, failure: null });
    },
    async checkWorkbook() {
      const turn = wanted;
      const answer = await work(run((job) => bridge.call('survey.checkWorkbook', { job })));
      if (!answer.ok) return fail(answer.error);
      if (answer.value === null) return;
      const { fileName, remarks, form } = answer.value;
      const workbook = { kind: 'workbook', fileName, remarks, form: form && compileForm(form) } as const;
      // Whoever has chosen another form meanwhile finds it among those to choose.
      setState({ workbook, ...(turn === wanted && { inspected: workbook }) });
    },
  };
}
