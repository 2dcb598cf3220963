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
  const fail = (failure: Failure) => setState({ busy: false, failure: failure.code === 'cancelled' ? null : failure });

  const showInstalled = async (hash: string) => {
    const entry = getState().installed?.find((one) => one.hash === hash);
    if (!entry) return;
    setState({ busy: true, failure: null });
    const form = await loadForm(bridge, hash);
    if (!form.ok) return fail(form.error);
    setState({ busy: false, inspected: { kind: 'installed', entry, form: form.value } });
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
      if (workbook) setState({ inspected: workbook, failure: null });
    },
    async checkWorkbook() {
      setState({ busy: true, failure: null });
      const answer = await run((job) => bridge.call('survey.checkWorkbook', { job }));
      if (!answer.ok) return fail(answer.error);
      if (answer.value === null) return setState({ busy: false });
      const { fileName, remarks, form } = answer.value;
      const workbook = { kind: 'workbook', fileName, remarks, form: form && compileForm(form) } as const;
      setState({ busy: false, workbook, inspected: workbook });
    },
  };
}
