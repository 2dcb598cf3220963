import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Failure } from '../../../shared/base/failure.ts';
import type { Bridge } from '../../../shared/ipc/api.ts';
import type { CompanyView, ConflictPlace, ConflictRow, HistoryEntry } from '../../../shared/ipc/merge.ts';
import type { LastRoundValue } from '../../../shared/ipc/mergeDesk.ts';
import type { FormDefinition } from '../../../shared/survey/form.ts';
import { loadDefinition } from '../../service/definitions.ts';
import { isComplete, sidesOf, type Choice } from '../answer/conflict.ts';

const PAGE = 200;

/** What helps to decide: the company around the conflict and what the value was before. */
export type Around =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly failure: Failure }
  | { readonly kind: 'ready'; readonly view: CompanyView; readonly form: FormDefinition; readonly history: readonly HistoryEntry[]; readonly lastRound: LastRoundValue | null };

export interface ConflictsState {
  readonly list:
    | { readonly kind: 'loading' }
    | { readonly kind: 'failed'; readonly failure: Failure }
    | { readonly kind: 'ready'; readonly rows: readonly ConflictRow[]; readonly total: number; readonly next: ConflictPlace | null };
  /** Index of the conflict at hand. */
  readonly selected: number;
  readonly around: Around;
  /** The forms of the rows that are listed, by hash: they name the fields. */
  readonly forms: ReadonlyMap<string, FormDefinition>;
  readonly choice: Choice | null;
  readonly reason: string;
  readonly act: { readonly kind: 'choosing' } | { readonly kind: 'saving' } | { readonly kind: 'failed'; readonly failure: Failure };
  /** Resolved since the list was opened. */
  readonly resolved: number;
  /** How many times the next conflict has come up by itself: the cursor goes back to the list then. */
  readonly turn: number;
  /** The reason given last, offered again. */
  readonly lastReason: string;
}

export interface ConflictsStore extends StoreApi<ConflictsState> {
  /** Opens the list, at the conflict named when it is there. */
  readonly load: (at?: Pick<ConflictRow, 'entity' | 'round' | 'path'>) => Promise<void>;
  /** Loads the next page when there is one. */
  readonly loadMore: () => Promise<void>;
  readonly select: (index: number) => Promise<void>;
  /** Chooses side 1, 2 … of the conflict at hand; a side that does not exist changes nothing. */
  readonly chooseSide: (side: number) => void;
  readonly choose: (choice: Choice) => void;
  /** Begins another value, with that of the last side: most often it is corrected. */
  readonly chooseOther: () => void;
  readonly setReason: (reason: string) => void;
  /** Chooses to ask the ministry: the company is returned because of this place. */
  readonly chooseReturn: () => void;
  /** Records the choice with its reason as a revision (M5), or returns the company, and goes on to the next conflict; who has gone on by themselves meanwhile stays where they are, with what they have begun there. */
  readonly confirm: () => Promise<void>;
}

/** The conflicts of the base and their resolution, one after another. */
export function createConflictsStore(bridge: Bridge): ConflictsStore {
  const store = createStore<ConflictsState>(() => ({
    list: { kind: 'loading' }, selected: 0, around: { kind: 'loading' }, forms: new Map(), choice: null, reason: '',
    act: { kind: 'choosing' }, resolved: 0, turn: 0, lastReason: '',
  }));
  const { getState, setState } = store;

  const rows = (): readonly ConflictRow[] => {
    const { list } = getState();
    return list.kind === 'ready' ? list.rows : [];
  };

  const current = (): ConflictRow | undefined => rows()[getState().selected];

  const loadAround = async (row: ConflictRow): Promise<Around> => {
    const [view, form, history, lastRound] = await Promise.all([
      bridge.call('merge.company', { entity: row.entity, round: row.round }),
      loadDefinition(bridge, row.formHash),
      bridge.call('merge.history', { entity: row.entity, path: row.path, round: row.round }),
      bridge.call('merge.lastRound', { entity: row.entity, path: row.path, round: row.round }),
    ]);
    if (!view.ok) return { kind: 'failed', failure: view.error };
    if (!form.ok) return { kind: 'failed', failure: form.error };
    if (!history.ok) return { kind: 'failed', failure: history.error };
    if (!lastRound.ok) return { kind: 'failed', failure: lastRound.error };
    return { kind: 'ready', view: view.value, form: form.value, history: history.value, lastRound: lastRound.value };
  };

  /** Of the choosing of a conflict: by it an answer knows whether it is still waited for. */
  let choices = 0;
  const select = async (index: number): Promise<void> => {
    const { list } = getState();
    if (list.kind !== 'ready') return;
    const choice = (choices += 1);
    const selected = Math.max(0, Math.min(index, list.rows.length - 1));
    setState({ selected, around: { kind: 'loading' }, choice: null, reason: '', act: { kind: 'choosing' } });
    const row = current();
    if (row === undefined) return;
    const around = await loadAround(row);
    if (choice === choices) setState({ around });
  };

  /** What names the fields of rows; a form that is not to be had names none. */
  const loadForms = async (rows: readonly ConflictRow[]): Promise<void> => {
    const strange = [...new Set(rows.map(({ formHash }) => formHash))].filter((hash) => !getState().forms.has(hash));
    if (strange.length === 0) return;
    const loaded = await Promise.all(strange.map(async (hash) => [hash, await loadDefinition(bridge, hash)] as const));
    setState({ forms: new Map([...getState().forms, ...loaded.flatMap(([hash, form]) => (form.ok ? [[hash, form.value] as const] : []))]) });
  };

  const fetchPage = async (after: ConflictPlace | null): Promise<void> => {
    const answer = await bridge.call('merge.conflicts', { after, limit: PAGE });
    if (!answer.ok) return setState({ list: { kind: 'failed', failure: answer.error } });
    await loadForms(answer.value.rows);
    const { list } = getState();
    // Somebody else has brought it meanwhile.
    if (after !== null && (list.kind !== 'ready' || list.next !== after)) return;
    const before = after !== null && list.kind === 'ready' ? list.rows : [];
    setState({ list: { kind: 'ready', ...answer.value, rows: [...before, ...answer.value.rows] } });
  };

  /** Whether there was a next page and it brought something. */
  const loadMore = async (): Promise<boolean> => {
    const { list } = getState();
    const before = rows().length;
    if (list.kind !== 'ready' || list.next === null) return false;
    await fetchPage(list.next);
    return rows().length > before;
  };

  const goOn = async (index: number): Promise<void> => {
    setState({ turn: getState().turn + 1 });
    await select(index);
  };

  /** The conflict stays, until the ministry has answered. */
  const giveBack = async (row: ConflictRow, reason: string): Promise<void> => {
    const choice = choices;
    const answer = await bridge.call('merge.sendBack', { entity: row.entity, round: row.round, path: row.path, reason });
    if (!answer.ok) return setState({ act: { kind: 'failed', failure: answer.error } });
    const { list, selected } = getState();
    if (list.kind !== 'ready') return;
    const returned = list.rows.map((other) => (other.entity === row.entity ? { ...other, returned: true } : other));
    setState({ list: { ...list, rows: returned }, lastReason: reason });
    if (choice === choices) await goOn(selected + 1);
  };

  return {
    ...store,
    select,
    load: async (at) => {
      const choice = (choices += 1);
      setState({ list: { kind: 'loading' } });
      await fetchPage(null);
      const isNamed = (row: ConflictRow) => row.entity === at?.entity && row.round === at.round && row.path === at.path;
      while (at && !rows().some(isNamed) && (await loadMore()));
      if (choice !== choices) return;
      const named = rows().findIndex(isNamed);
      await select(named < 0 ? getState().selected : named);
    },
    loadMore: async () => {
      await loadMore();
    },
    chooseSide: (side) => {
      const write = sidesOf(current()?.writes ?? [])[side - 1]?.[0];
      if (write !== undefined) setState({ choice: { kind: 'write', revision: write.revision }, act: { kind: 'choosing' } });
    },
    chooseOther: () => {
      const row = current();
      if (row !== undefined) setState({ choice: { kind: 'value', value: row.writes.at(-1)?.value ?? null }, act: { kind: 'choosing' } });
    },
    chooseReturn: () => {
      if (current() !== undefined) setState({ choice: { kind: 'return' }, act: { kind: 'choosing' } });
    },
    choose: (choice) => setState({ choice, act: { kind: 'choosing' } }),
    setReason: (reason) => setState({ reason }),
    confirm: async () => {
      const row = current();
      const { choice, reason, act } = getState();
      if (row === undefined || !isComplete(choice) || reason.trim() === '' || act.kind === 'saving') return;
      setState({ act: { kind: 'saving' } });
      if (choice.kind === 'return') return giveBack(row, reason.trim());
      const made = choices;
      const answer = await bridge.call('merge.resolve', { entity: row.entity, round: row.round, path: row.path, choice, reason: reason.trim() });
      if (!answer.ok) return setState({ act: { kind: 'failed', failure: answer.error } });
      const { list, selected, resolved } = getState();
      if (list.kind !== 'ready') return;
      const at = list.rows.findIndex((other) => isSame(other, row));
      setState({
        list: { ...list, rows: list.rows.filter((_, index) => index !== at), total: list.total - 1 },
        selected: at >= 0 && at < selected ? selected - 1 : selected,
        resolved: resolved + 1, lastReason: reason.trim(),
      });
      if (made !== choices) return;
      const rest = getState().list;
      if (rest.kind === 'ready' && rest.rows.length === 0 && rest.total > 0) await fetchPage(null);
      await goOn(selected);
    },
  };
}

function isSame(one: ConflictRow, other: ConflictRow): boolean {
  return one.entity === other.entity && one.round === other.round && one.path === other.path;
}
