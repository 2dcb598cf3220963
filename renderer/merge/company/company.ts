import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Failure } from '../../../shared/base/failure.ts';
import type { Bridge } from '../../../shared/ipc/api.ts';
import type { CompanyView, Decision } from '../../../shared/ipc/merge.ts';
import type { FormDefinition } from '../../../shared/survey/form.ts';
import type { Path } from '../../../shared/survey/response.ts';
import { loadDefinition } from '../../service/definitions.ts';
import type { HistoryState } from '../answer/Origin.tsx';

/** How recording a comment or a decision goes. */
export type ActState = { readonly kind: 'idle' } | { readonly kind: 'saving' } | { readonly kind: 'failed'; readonly failure: Failure };

export type CompanyState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly failure: Failure }
  | {
      readonly kind: 'ready'; readonly view: CompanyView; readonly form: FormDefinition;
      /** The value whose origin is shown; null: the whole company. */
      readonly selected: Path | null; readonly history: HistoryState;
      readonly act: ActState;
    };

export interface CompanyStore extends StoreApi<CompanyState> {
  readonly load: () => Promise<void>;
  /** Turns to a value; {@link trace} then tells its history. */
  readonly select: (path: Path | null) => void;
  /** Loads the history of the value that is selected (M10). */
  readonly trace: () => Promise<void>;
  /** Commission: the word on the company, and on one value (null takes a comment back); true when it is recorded. */
  readonly decide: (decision: Omit<Decision, 'entity'>) => Promise<boolean>;
  readonly comment: (path: Path, text: string | null) => Promise<boolean>;
}

/** One merged company with the origin of every value. */
export function createCompanyStore(bridge: Bridge, entity: string, first: Path | null = null, round?: string): CompanyStore {
  const store = createStore<CompanyState>(() => ({ kind: 'loading' }));
  const { getState, setState } = store;

  /** Records something, then shows the company as it has become, the same value selected. */
  const record = async (work: () => ReturnType<typeof bridge.call<'merge.decide' | 'merge.comment'>>): Promise<boolean> => {
    const before = getState();
    if (before.kind !== 'ready' || before.act.kind === 'saving') return false;
    setState({ ...before, act: { kind: 'saving' } }, true);
    const made = await work();
    const view = made.ok ? await bridge.call('merge.company', { entity, round }) : made;
    const now = getState();
    if (now.kind !== 'ready') return made.ok;
    setState(view.ok ? { ...now, view: view.value, act: { kind: 'idle' } } : { ...now, act: { kind: 'failed', failure: view.error } }, true);
    return made.ok;
  };

  return {
    ...store,
    select: (selected) => {
      const before = getState();
      if (before.kind === 'ready' && before.selected !== selected) setState({ ...before, selected, history: { kind: 'loading' } }, true);
    },
    trace: async () => {
      const before = getState();
      if (before.kind !== 'ready') return;
      const answer = await bridge.call('merge.history', { entity, round, path: before.selected });
      const now = getState();
      if (now.kind !== 'ready' || now.selected !== before.selected) return;
      setState({ ...now, history: answer.ok ? { kind: 'ready', entries: answer.value } : { kind: 'failed', failure: answer.error } }, true);
    },
    decide: (decision) => record(() => bridge.call('merge.decide', { entity, round, ...decision })),
    comment: (path, text) => record(() => bridge.call('merge.comment', { entity, round, comments: [{ path, text }] })),
    load: async () => {
      const view = await bridge.call('merge.company', { entity, round });
      if (!view.ok) return setState({ kind: 'failed', failure: view.error }, true);
      const form = await loadDefinition(bridge, view.value.formHash);
      if (!form.ok) return setState({ kind: 'failed', failure: form.error }, true);
      setState({ kind: 'ready', view: view.value, form: form.value, selected: first, history: { kind: 'loading' }, act: { kind: 'idle' } }, true);
    },
  };
}
