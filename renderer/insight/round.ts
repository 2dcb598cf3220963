import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Failure } from '../../shared/base/failure.ts';
import type { Coverage, CoverageRow } from '../../shared/insight/coverage.ts';
import type { Bridge } from '../../shared/ipc/api.ts';
import { createReading } from '../service/reading.ts';
import type { RunJob } from '../service/status.ts';
import type { DebtorBody, InvitedImport, InvitedPreview, LetterOrder, WrittenReminders } from '../../shared/ipc/insight.ts';

/** The lists of a round: everybody, those behind the deadlines, and those for whom one side has to act. */
export type RoundList = 'all' | 'missing' | 'late' | 'returned' | 'body' | 'commission';
export const LISTS: readonly RoundList[] = ['all', 'missing', 'late', 'returned', 'body', 'commission'];

/** What is asked of the person above the screen. */
export type Asked =
  | { readonly kind: 'deadline' }
  | { readonly kind: 'invite'; readonly preview: InvitedPreview }
  | { readonly kind: 'remind'; readonly debtors: readonly DebtorBody[] }
  | { readonly kind: 'drop'; readonly row: CoverageRow };

/** What has just been done. */
export type Done =
  | { readonly kind: 'invited'; readonly report: InvitedImport }
  | { readonly kind: 'reminded'; readonly report: WrittenReminders };

export interface RoundState {
  readonly round: { readonly kind: 'loading' } | { readonly kind: 'failed'; readonly failure: Failure } | { readonly kind: 'ready'; readonly coverage: Coverage };
  /** Code of the state whose companies are listed; null: all states. */
  readonly country: string | null;
  readonly list: RoundList;
  readonly active: number;
  readonly asked: Asked | null;
  readonly done: Done | null;
  readonly failure: Failure | null;
}

export interface RoundStore extends StoreApi<RoundState> {
  readonly load: () => Promise<void>;
  /** Nobody looks any more: what is being read is stopped. */
  readonly leave: () => void;
  readonly chooseState: (country: string | null) => void;
  readonly chooseList: (list: RoundList) => void;
  readonly activate: (index: number) => void;
  readonly ask: (asked: Asked | null) => void;
  /** Asks for a list of invited companies and shows what it would do. */
  readonly pickInvited: () => Promise<void>;
  readonly importInvited: (replace: boolean) => Promise<void>;
  readonly drop: () => Promise<void>;
  readonly setDeadline: (deadline: string | null) => Promise<void>;
  /** Shows who owes what, so that the person says who is written to. */
  readonly askReminders: () => Promise<void>;
  readonly remind: (letters: readonly LetterOrder[]) => Promise<void>;
}

/** Whether a company stands on a list. */
export function isOn(list: RoundList, row: CoverageRow): boolean {
  switch (list) {
    case 'all': return true;
    case 'missing': return row.missing;
    case 'late': return row.late || row.overdue;
    case 'returned': return row.progress === 'returned';
    case 'body':
    case 'commission': return row.owes === list;
  }
}

/** The companies of the state and the list that are chosen. */
export function shownRows({ round, country, list }: Pick<RoundState, 'round' | 'country' | 'list'>): readonly CoverageRow[] {
  return round.kind === 'ready' ? round.coverage.companies.filter((row) => (country === null || row.country === country) && isOn(list, row)) : [];
}

/** The response of the current round. */
export function createRoundStore(bridge: Bridge, run: RunJob): RoundStore {
  const store = createStore<RoundState>(() => ({ round: { kind: 'loading' }, country: null, list: 'all', active: 0, asked: null, done: null, failure: null }));
  const { getState, setState } = store;
  const reading = createReading(bridge, run);
  /** What ends with a question to the person: whoever asks for something else meanwhile is not asked that any more. */
  const asking = createReading(bridge, run);
  const load = async (): Promise<void> => {
    const answer = await reading.read((job) => bridge.call('insight.coverage', { job }));
    if (answer === null) return;
    if (answer.ok) setState({ round: { kind: 'ready', coverage: answer.value }, active: Math.min(getState().active, Math.max(0, answer.value.companies.length - 1)) });
    else setState({ round: { kind: 'failed', failure: answer.error } });
  };
  /** Who stops a job knows that it was stopped. */
  const fail = (failure: Failure) => setState({ failure: failure.code === 'cancelled' ? null : failure });
  const ask = (asked: Asked | null): void => {
    asking.leave();
    setState({ asked });
  };
  /** Does something, then shows the round as it has become; trouble is told above the screen. */
  const act = async (work: () => ReturnType<typeof bridge.call<'insight.importInvited' | 'insight.dropInvited' | 'insight.setDeadline'>>, done: (value: InvitedImport | null) => Done | null): Promise<void> => {
    ask(null);
    setState({ done: null, failure: null });
    const answer = await work();
    if (!answer.ok) return fail(answer.error);
    setState({ done: done(answer.value) });
    await load();
  };
  return {
    ...store,
    load,
    leave: () => {
      reading.leave();
      asking.leave();
    },
    chooseState: (country) => setState({ country, active: 0 }),
    chooseList: (list) => setState({ list, active: 0 }),
    activate: (active) => setState({ active }),
    ask,
    pickInvited: async () => {
      setState({ done: null, failure: null });
      const answer = await asking.read((job) => bridge.call('insight.pickInvited', { job }));
      if (answer === null) return;
      if (!answer.ok) fail(answer.error);
      else if (answer.value) setState({ asked: { kind: 'invite', preview: answer.value } });
    },
    importInvited: async (replace) => {
      const { asked } = getState();
      if (asked?.kind !== 'invite') return;
      await act(() => run((job) => bridge.call('insight.importInvited', { job, ticket: asked.preview.ticket, replace })), (report) => report && { kind: 'invited', report });
    },
    drop: async () => {
      const { asked } = getState();
      if (asked?.kind === 'drop') await act(() => bridge.call('insight.dropInvited', { entity: asked.row.entity }), () => null);
    },
    setDeadline: (deadline) => act(() => bridge.call('insight.setDeadline', { deadline }), () => null),
    askReminders: async () => {
      setState({ done: null, failure: null });
      const answer = await asking.read((job) => bridge.call('insight.debtors', { job }));
      if (answer === null) return;
      if (!answer.ok) fail(answer.error);
      else if (answer.value.length === 0) setState({ failure: { code: 'nothing-owed' } });
      else setState({ asked: { kind: 'remind', debtors: answer.value } });
    },
    remind: async (letters) => {
      ask(null);
      setState({ done: null, failure: null });
      const answer = await run((job) => bridge.call('insight.remind', { job, letters }));
      if (!answer.ok) fail(answer.error);
      else if (answer.value) setState({ done: { kind: 'reminded', report: answer.value } });
    },
  };
}
